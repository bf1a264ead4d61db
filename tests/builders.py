"""Small projects for tests, made through the same edits as everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.records import Anchor, Article, Block, Inferred
from annotator.core.vocabulary import BlockKind
from annotator.store.applying import Applied
from annotator.store.project import ProjectStore
from annotator.store.schema import DERIVED_NAMES

ME = "a" * 32
OTHER = "b" * 32
PARAGRAPHS = (
    "The ferry was late. Nobody said why.",
    "On Monday the harbour master spoke of fog.",
    "Passengers remember a clear night.",
)


def article(paragraphs: Sequence[str] = PARAGRAPHS, title: str = "The late ferry", name: str = "ferry.txt") -> Article:
    """Make an article of a title and paragraphs."""
    blocks = []
    at = 0
    for index, words in enumerate([title, *paragraphs]):
        kind = BlockKind.PARAGRAPH if index else BlockKind.TITLE
        blocks.append(Block(kind, at, at + len(words), line=index + 1))
        at += len(words) + 1
    text = "\n".join([title, *paragraphs])
    return Article(name, text.encode(), text, tuple(blocks), {"title": Inferred(title, "line 1")})


@dataclass
class Built:
    """A store with one source, and short ways to work on it."""

    store: ProjectStore
    source_uid: str
    revision_uid: str
    text: str

    def do(self, drafts: Sequence[Draft], reviewer_uid: str = ME) -> Applied:
        """Apply drafts."""
        return self.store.apply(drafts, reviewer_uid)

    def make(self, drafts: Sequence[Draft], reviewer_uid: str = ME) -> str:
        """Apply drafts and give the uid of the first thing they make."""
        self.store.apply(drafts, reviewer_uid)
        return drafts[0].entity_uid

    def anchor(self, quote: str) -> Anchor:
        """Anchor words at their first place."""
        start = self.text.index(quote)
        return Anchor(self.revision_uid, start, start + len(quote), quote, "", "")

    def statement(self, quote: str, tag_uids: Sequence[str] = (), reviewer_uid: str = ME) -> str:
        """Highlight words."""
        number = self.store.reader.next_statement_number()
        drafts = edits.add_statement(
            self.anchor(quote), self.source_uid, number, reviewer_uid=reviewer_uid, tag_uids=tag_uids
        )
        return self.make(drafts, reviewer_uid)


def build(path: Path, paragraphs: Sequence[str] = PARAGRAPHS) -> Built:
    """Make a project file with one source, two reviewers, and open it."""
    store = ProjectStore.create(path, "A test")
    store.reader.viewer_uid = ME
    store.apply(edits.add_reviewer("Ann Author", "AA", "Blue", uid=ME), ME)
    store.apply(edits.add_reviewer("Ben Brown", "BB", "Rust", uid=OTHER), OTHER)
    made = article(paragraphs)
    new = edits.add_source(store.uid, made)
    store.apply(new.drafts, ME, blobs=new.blobs)
    return Built(store, new.source_uid, new.revision_uid, made.text)


def derived(store: ProjectStore) -> dict[str, list[tuple[object, ...]]]:
    """Read every derived table, but for the row numbers, which are nobody's business."""
    rows = {}
    for name in DERIVED_NAMES:
        columns = [each[1] for each in store._connection.execute(f'PRAGMA table_info("{name}")') if each[1] != "row"]
        listed = ", ".join(f'"{column}"' for column in columns)
        rows[name] = sorted(store._connection.execute(f'SELECT {listed} FROM "{name}"').fetchall(), key=repr)
    return rows
