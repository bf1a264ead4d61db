"""What the tables say of a statement's place follows from its text."""

from contextlib import closing
from pathlib import Path

from annotator.core import edits
from annotator.core.records import Anchor, Article, Block, Inferred
from annotator.core.vocabulary import BlockKind
from annotator.store.project import ProjectStore
from tests.builders import ME, build, derived

TEXT = "The late ferry\nIt left at nine. Nobody saw it again."
TURN = TEXT.index("Nobody")


def paged_article() -> Article:
    blocks = (
        Block(BlockKind.TITLE, 0, 14, attributes={"page": 1}),
        Block(BlockKind.PARAGRAPH, 15, len(TEXT), attributes={"page": 1, "page_turns": [[TURN, 2]]}),
    )
    return Article("ferry.pdf", b"%PDF", TEXT, blocks, {"title": Inferred("The late ferry", "page 1")})


def places(store: ProjectStore, quotes: list[str]) -> list[tuple[str, int]]:
    """Highlight words of an article with pages, and give where they are said to stand."""
    new = edits.add_source(store.uid, paged_article())
    store.apply(new.drafts, ME, blobs=new.blobs)
    uids = []
    for number, quote in enumerate(quotes, 1):
        start = TEXT.index(quote)
        anchor = Anchor(new.revision_uid, start, start + len(quote), quote, "", "")
        drafts = edits.add_statement(anchor, new.source_uid, number, reviewer_uid=ME)
        store.apply(drafts, ME)
        uids.append(drafts[0].entity_uid)
    return [(each.locator_kind, each.locator) for each in store.reader.statements_by_uid(uids)]


def test_a_statement_stands_on_the_page_of_its_first_words(tmp_path: Path):
    built = build(tmp_path / "a.annotator")
    quotes = ["late ferry", "It left at nine. Nobody", "Nobody saw it"]
    assert places(built.store, quotes) == [("page", 1), ("page", 1), ("page", 2)]


def test_the_tables_are_the_same_when_they_are_made_anew(tmp_path: Path):
    built = build(tmp_path / "a.annotator")
    places(built.store, ["Nobody saw it"])
    before = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == before


def test_a_source_without_pages_has_its_paragraphs(tmp_path: Path):
    built = build(tmp_path / "a.annotator")
    uid = built.statement("spoke of fog")
    [found] = built.store.reader.statements_by_uid([uid])
    assert (found.locator_kind, found.locator) == ("paragraph", 2)


def test_what_another_connection_made_of_the_blocks_is_seen(tmp_path: Path):
    built = build(tmp_path / "a.annotator")
    built.statement("The ferry was late.")
    with closing(built.store.another()) as other:
        first = built.text.index("The ferry was late.")
        other.apply(edits.correct_kind(other.reader, built.revision_uid, [first], BlockKind.HEADING), ME)
    built.statement("spoke of fog")
    before = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == before
