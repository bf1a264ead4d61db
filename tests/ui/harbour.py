"""A project about a late ferry, open in a session, and a shell that remembers what it was told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import edits, prose
from annotator.core.dates import parse_date
from annotator.core.records import Anchor, Inferred, Reviewer
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from annotator.ui.commands import CommandRegistry
from annotator.ui.theme import Theme
from tests.builders import ME, article

HARBOUR = (
    "The ferry left the harbour an hour late, and nobody on the quay was told why.",
    "The harbour master spoke of fog on the outer bank, as the rules of the port allow.",
    "Passengers remember a clear night with the lights of the far shore in sight.",
    "A second captain had asked for the same berth two days before the crossing.",
)
COMPANY = (
    "The company says that the delay was ordered by the port and by nobody else.",
    "Its own log notes a change of crew shortly before the time of departure.",
    "Refunds were paid to those who asked for them within the week.",
)


@dataclass
class Shell:
    """What a workspace gets of the window."""

    session: ProjectSession
    window: QWidget
    theme: Theme
    commands: CommandRegistry
    said: list[tuple[str, str]] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def say(
        self, text: str, state: str = "neutral", *, button: str = "", run: Callable[[], object] | None = None
    ) -> None:
        self.said.append((text, state))

    def say_error(self, error: BaseException) -> None:
        self.errors.append(error)

    def show_workspace(self, key: str) -> None:
        self.shown.append(key)

    def toast(self, text: str, *, can_undo: bool = False) -> None:
        self.toasts.append(text)


@dataclass
class Harbour:
    """The project's uids, and short ways to ask for what stands where."""

    session: ProjectSession
    source_uids: list[str]
    statement_uids: list[str]
    chapter_uids: list[str]

    def order(self, chapter: int = 0) -> list[str]:
        """Say what stands in a chapter: statements by number, prose by its words."""
        reader = self.session.reader
        said = []
        for item in reader.chapter_items(self.chapter_uids[chapter]):
            uid = getattr(item, "statement_uid", "")
            said.append(reader.statement(uid).code if uid else prose.plain(item.text))
        return said

    def place(self, *numbers: int, chapter: int = 0) -> None:
        for number in numbers:
            uid = self.statement_uids[number - 1]
            drafts = edits.place_statement(self.session.reader, self.chapter_uids[chapter], uid)
            self.session.perform(drafts, "Place statement")

    def write(self, text: str, chapter: int = 0) -> str:
        drafts = edits.add_prose(self.session.reader, self.chapter_uids[chapter], text)
        self.session.perform(drafts, "Add prose")
        return drafts[0].entity_uid


def _add_source(session: ProjectSession, paragraphs: Sequence[str], outlet: str, date: str) -> tuple[str, str, str]:
    made = article(paragraphs, f"{outlet} on the ferry", f"{outlet}.txt")
    metadata = dict(made.metadata) | {
        "outlet": Inferred(outlet, "line 2"),
        "published": Inferred(parse_date(date), "line 3"),
    }
    made = type(made)(made.file_name, made.original, made.text, made.blocks, metadata)
    new = edits.add_source(session.project_uid, made)
    session.perform(new.drafts, "Import", blobs=new.blobs)
    return new.source_uid, new.revision_uid, made.text


@pytest.fixture
def harbour(tmp_path: Path, qapp: QApplication, data_folder: Path) -> Iterator[Harbour]:
    """Seven statements of two sources, three chapters, nothing placed."""
    store = ProjectStore.create(tmp_path / "harbour.annotator", "The late ferry", data_dir=data_folder)
    session = ProjectSession(store, Reviewer(ME, "Mara Okafor", "MO", "Blue"))
    reader = session.reader
    tags = [edits.add_tag(reader, "delay"), edits.add_tag(reader, "blame")]
    for each in tags:
        session.perform(each, "Add tag")
    source_uids, statement_uids = [], []
    for paragraphs, outlet, date in ((HARBOUR, "Harbour Post", "3 Mar 2024"), (COMPANY, "Ferry Weekly", "Mar 2024")):
        source_uid, revision_uid, text = _add_source(session, paragraphs, outlet, date)
        source_uids.append(source_uid)
        for at, words in enumerate(paragraphs):
            start = text.index(words)
            drafts = edits.add_statement(
                Anchor(revision_uid, start, start + len(words), words, "", ""),
                source_uid,
                reader.next_statement_number(),
                reviewer_uid=ME,
                tag_uids=[tags[at % 2][0].entity_uid],
            )
            session.perform(drafts, "Highlight")
            statement_uids.append(drafts[0].entity_uid)
    chapter_uids = []
    for title in ("What happened", "Who decided", "What it cost"):
        drafts = edits.add_chapter(reader, title)
        session.perform(drafts, "Add chapter")
        chapter_uids.append(drafts[0].entity_uid)
    yield Harbour(session, source_uids, statement_uids, chapter_uids)
    session.close()


@pytest.fixture
def shell(harbour: Harbour, qapp: QApplication, qtbot: QtBot) -> Iterator[Shell]:
    """Give a shell around the project."""
    window = QWidget()
    yield Shell(harbour.session, window, Theme.active(), CommandRegistry(window))
    # At once, and not at the next turn of an event loop: another test's new style would still ask what is in it.
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
