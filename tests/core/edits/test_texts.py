from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.blocklist import load_blocks
from annotator.core.edits import NewRevision
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.fold import Entity
from annotator.core.loose_blocks import LooseBlock, put_together
from annotator.core.records import Article, Block, Conflict, ConflictHead, Inferred
from annotator.core.vocabulary import BlockKind
from annotator.exchange.correcting import follow_source
from annotator.store.carrying import sources_to_carry
from annotator.store.doctor import examine
from annotator.store.history import entity_of, log_of
from annotator.store.project import ProjectStore
from annotator.store.sending import SendingWish, send
from tests.builders import ME, OTHER, PARAGRAPHS, Built, article, build, derived
from tests.exchange.importing.test_articles import hold_the_laws

LATE, FOG, NIGHT = PARAGRAPHS
CLEAR = "Passengers remember a clear, cold night."


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def present(built: Built) -> str:
    return built.store.reader.source(built.source_uid).revision_uid


def paragraphs(built: Built) -> list[str]:
    return built.store.reader.text(present(built)).split("\n")


def wish(built: Built, old: str, *words: str, count: int = 1) -> NewRevision:
    reader = built.store.reader
    start = reader.text(present(built)).index(old)
    return edits.correct_text(reader, log_of(reader), built.source_uid, present(built), start, words, count)


def correct(built: Built, old: str, *words: str, count: int = 1, reviewer_uid: str = ME) -> str:
    """Correct a block, and give the transaction."""
    new = wish(built, old, *words, count=count)
    return built.store.apply(new.drafts, reviewer_uid, blobs=new.blobs).transaction_uid


def fields(built: Built) -> Entity:
    return entity_of(built.store.reader, present(built))


def test_one_paragraph_has_other_words_and_the_others_stay(built: Built) -> None:
    correct(built, NIGHT, CLEAR)
    assert paragraphs(built) == ["The late ferry", LATE, FOG, CLEAR]


def test_the_earlier_text_stays_as_it_was(built: Built) -> None:
    correct(built, NIGHT, CLEAR)
    assert built.store.reader.text(built.revision_uid) == built.text


def test_a_second_correction_goes_on_from_the_first(built: Built) -> None:
    correct(built, NIGHT, CLEAR)
    first = present(built)
    correct(built, FOG, "On Monday he spoke of fog.")
    assert paragraphs(built)[2:] == ["On Monday he spoke of fog.", CLEAR]
    assert fields(built).fields[f"corrects:{first}"] is True


def test_a_paragraph_is_split(built: Built) -> None:
    correct(built, LATE, "The ferry was late.", "Nobody said why.")
    assert paragraphs(built) == ["The late ferry", "The ferry was late.", "Nobody said why.", FOG, NIGHT]


def test_two_paragraphs_are_joined(built: Built) -> None:
    correct(built, LATE, f"{LATE} {FOG}", count=2)
    assert paragraphs(built) == ["The late ferry", f"{LATE} {FOG}", NIGHT]


def test_what_is_split_off_is_of_the_same_kind(built: Built) -> None:
    reader = built.store.reader
    start = built.text.index(LATE)
    built.do(edits.correct_kind(reader, built.revision_uid, [start], BlockKind.QUOTE))
    correct(built, LATE, "The ferry was late.", "Nobody said why.")
    assert [block.kind for block in reader.blocks(present(built))][1:3] == [BlockKind.QUOTE, BlockKind.QUOTE]


def test_corrections_of_blocks_are_in_the_new_text(built: Built) -> None:
    reader = built.store.reader
    built.do(edits.fold_blocks(reader, built.revision_uid, [built.text.index(NIGHT)], "category"))
    correct(built, LATE, "The ferry was an hour late.")
    assert [block.fold for block in reader.blocks(present(built))] == ["", "", "", "category"]


def test_line_ends_and_spaces_around_the_words_go(built: Built) -> None:
    correct(built, NIGHT, "  Passengers remember\r\na clear night. ", "  ")
    assert paragraphs(built)[3] == "Passengers remember a clear night."


def test_the_same_words_again_are_no_change(built: Built) -> None:
    new = wish(built, NIGHT, NIGHT)
    assert (new.revision_uid, new.drafts) == (built.revision_uid, [])


def test_statements_follow(built: Built) -> None:
    late, fog = built.statement(LATE), built.statement("fog")
    night = built.statement("remember a clear night")
    correct(built, LATE, "The ferry was very late.")
    anchors = {uid: built.store.reader.statement(uid) for uid in (late, fog, night)}
    assert [each.anchor_state for each in anchors.values()] == ["moved", "", ""]
    text = built.store.reader.text(present(built))
    assert all(text[e.anchor.start : e.anchor.end] == e.anchor.quote for e in anchors.values())


def test_a_correction_is_one_step_of_undo(built: Built) -> None:
    built.statement(LATE)
    before = derived(built.store)
    done = correct(built, LATE, "The ferry was very late.")
    built.store.undo([done], ME)
    assert derived(built.store) == before


def test_a_paragraph_cannot_be_emptied(built: Built) -> None:
    with pytest.raises(RefusedError, match="fold it instead"):
        correct(built, NIGHT, " \n ")


def test_a_paragraph_that_would_be_too_long_is_refused(built: Built) -> None:
    with pytest.raises(RefusedError, match="20,000"):
        correct(built, NIGHT, "a" * 20_001)


def test_the_last_paragraph_cannot_be_joined_with_a_next_one(built: Built) -> None:
    with pytest.raises(RefusedError, match="one that follows"):
        correct(built, NIGHT, NIGHT, count=2)


def test_a_picture_has_no_words_to_correct(built: Built) -> None:
    text, blocks = put_together([LooseBlock(BlockKind.PARAGRAPH, LATE), LooseBlock(BlockKind.IMAGE, "\ufffc")])
    made = Article("p.txt", b"picture", text, blocks, {"title": Inferred("Picture", "line 1")})
    new = edits.add_source(built.store.uid, made)
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    reader = built.store.reader
    with pytest.raises(RefusedError, match="with words"):
        edits.correct_text(reader, log_of(reader), new.source_uid, new.revision_uid, len(LATE) + 1, ["words"])


def test_a_text_that_was_corrected_meanwhile_is_not_overwritten(built: Built) -> None:
    correct(built, NIGHT, CLEAR)
    reader = built.store.reader
    with pytest.raises(RefusedError, match="meanwhile"):
        edits.correct_text(reader, log_of(reader), built.source_uid, built.revision_uid, 0, ["The late boat"])


def test_the_file_that_the_text_was_read_from_stays_the_one_it_was(built: Built) -> None:
    made = replace(article((LATE, FOG, "It was clear."), name="corrected.txt"), original=b"as it came")
    new = edits.revise_source(built.store.reader, built.source_uid, made)
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    brought = {name for name in fields(built).fields if name.startswith("original:")}
    correct(built, "It was clear.", "It was clear and cold.")
    assert {name for name in fields(built).fields if name.startswith("original:")} == brought != set()


def test_the_tables_are_what_the_log_says_after_a_correction(built: Built) -> None:
    built.statement(LATE)
    correct(built, LATE, "The ferry was very late.", "Nobody said why.")
    built.store.publish()
    assert examine(built.store.shared_path).findings == ()


@pytest.mark.parametrize("is_clean", [False, True])
def test_a_copy_to_send_has_the_corrected_text(built: Built, tmp_path: Path, is_clean: bool) -> None:
    correct(built, NIGHT, CLEAR)
    path = send(built.store, tmp_path / "copy.annotator", SendingWish(is_clean=is_clean)).path
    assert examine(path).findings == ()
    copy = ProjectStore.open(path, data_dir=tmp_path / "theirs")
    [source] = copy.reader.sources()
    there = copy.reader.text(source.revision_uid)
    copy.close()
    assert there.endswith(CLEAR)


def meet(built: Built, folder: Path, mine: tuple[str, str], theirs: tuple[str, str]) -> Conflict:
    """Have two reviewers correct a paragraph each without seeing each other, and give what they meet in."""
    built.store.publish()
    store = ProjectStore.open(built.store.shared_path, data_dir=folder / "other")
    other = Built(store, built.source_uid, built.revision_uid, built.text)
    correct(built, *mine)
    correct(other, *theirs, reviewer_uid=OTHER)
    store.publish()
    store.close()
    built.store.publish()
    for source_uid in built.store.reader.sources_to_follow():
        follow_source(built.store, source_uid, ME)
    assert built.store.reader.sources_to_follow() == []
    [conflict] = built.store.reader.conflicts()
    return conflict


def test_two_corrections_made_without_seeing_each_other_are_a_conflict(built: Built, tmp_path: Path) -> None:
    conflict = meet(built, tmp_path, (NIGHT, CLEAR), (LATE, "It was late."))
    assert (conflict.entity_uid, conflict.field, len(conflict.heads)) == (built.source_uid, "revision", 2)


def test_corrections_of_different_paragraphs_can_both_be_used(built: Built, tmp_path: Path) -> None:
    statement = built.statement(FOG)
    conflict = meet(built, tmp_path, (NIGHT, CLEAR), (LATE, "It was late."))
    reader = built.store.reader
    assert edits.can_use_both(reader, log_of(reader), conflict)
    new = edits.use_both(reader, log_of(reader), conflict)
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    assert paragraphs(built) == ["The late ferry", "It was late.", FOG, CLEAR]
    assert reader.conflicts() == []
    assert reader.statement(statement).anchor.revision_uid == present(built)


def test_corrections_of_the_same_paragraph_cannot(built: Built, tmp_path: Path) -> None:
    conflict = meet(built, tmp_path, (NIGHT, CLEAR), (NIGHT, "It was clear."))
    reader = built.store.reader
    assert not edits.can_use_both(reader, log_of(reader), conflict)
    with pytest.raises(RefusedError, match="same words"):
        edits.use_both(reader, log_of(reader), conflict)


def test_two_files_that_corrected_a_source_have_no_text_in_common(built: Built) -> None:
    heads = []
    for paragraph in ("One.", "Two."):
        made = article((paragraph,), name=f"{paragraph}txt")
        new = edits.revise_source(built.store.reader, built.source_uid, made)
        built.store.apply(new.drafts, ME, blobs=new.blobs)
        heads.append(ConflictHead(new.revision_uid, ME, 0))
    reader = built.store.reader
    conflict = Conflict("source", built.source_uid, "revision", tuple(heads))
    assert not edits.can_use_both(reader, log_of(reader), conflict)


class OneText:
    """A source with one text, as edits ask for it."""

    def __init__(self, loose: list[LooseBlock]) -> None:
        self._text, self._blocks = put_together(loose)

    def source(self, uid: str) -> "OneText":
        return self

    revision_uid = "r"

    def text(self, uid: str) -> str:
        if uid != "r":
            raise NotFoundError(uid)
        return self._text

    def blocks(self, uid: str) -> tuple[Block, ...]:
        return self._blocks

    def statement_uids(self, wanted: object) -> list[str]:
        return []

    def statements_by_uid(self, uids: object) -> list[str]:
        return []

    def changes_of(self, uids: object) -> dict[str, object]:
        return {}

    def conflicts(self) -> list[Conflict]:
        return []


WORDS = st.text(st.sampled_from("ab .😀漢\u200b"), min_size=1, max_size=9).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_every_corrected_text_is_an_article(old: list[str], new: list[str], data: st.DataObject) -> None:
    reading = OneText([LooseBlock(BlockKind.PARAGRAPH, each, attributes={"references": [[1, "1"]]}) for each in old])
    index = data.draw(st.integers(0, len(old) - 1))
    count = data.draw(st.integers(1, len(old) - index))
    start = reading.blocks("r")[index].start
    made = edits.correct_text(reading, reading, "s", "r", start, new, count)  # type: ignore[arg-type]
    if made.drafts:
        value = made.drafts[0].value
        text = made.blobs[value["text"]].decode()
        blocks = load_blocks(made.blobs[value["blocks"]])
        hold_the_laws(Article("a.txt", b"", text, blocks, {"title": Inferred("A", "line 1")}))
        assert sum(len(block.attributes.get("references", ())) for block in blocks) == len(old)


def unseen(built: Built, folder: Path) -> None:
    """Have me correct a paragraph while another reviewer folds the next one, and bring both together."""
    built.store.publish()
    store = ProjectStore.open(built.store.shared_path, data_dir=folder / "other")
    start = built.text.index(FOG)
    store.apply(edits.fold_blocks(store.reader, built.revision_uid, [start], "category"), OTHER)
    correct(built, LATE, "It was late.")
    store.publish()
    store.close()
    built.store.publish()


def folds(built: Built) -> list[str]:
    return [block.fold for block in built.store.reader.blocks(present(built))]


def test_what_another_said_of_a_block_meanwhile_is_said_of_the_corrected_text_too(built: Built, tmp_path: Path) -> None:
    unseen(built, tmp_path)
    assert folds(built) == ["", "", "", ""]
    assert sources_to_carry(built.store.reader) == [built.source_uid]
    follow_source(built.store, built.source_uid, ME)
    assert folds(built) == ["", "", "category", ""]
    assert sources_to_carry(built.store.reader) == []


def test_what_was_taken_back_in_the_corrected_text_is_not_said_again(built: Built, tmp_path: Path) -> None:
    unseen(built, tmp_path)
    follow_source(built.store, built.source_uid, ME)
    reader = built.store.reader
    start = reader.text(present(built)).index(FOG)
    built.do(edits.fold_blocks(reader, present(built), [start], ""))
    assert sources_to_carry(reader) == []
    assert folds(built) == ["", "", "", ""]


def test_what_the_corrected_text_was_made_with_is_not_said_again(built: Built) -> None:
    start = built.text.index(FOG)
    built.do(edits.fold_blocks(built.store.reader, built.revision_uid, [start], "category"))
    correct(built, LATE, "It was late.")
    assert sources_to_carry(built.store.reader) == []
