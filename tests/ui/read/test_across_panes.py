"""What each source in the panes says of one thing."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.reader.pane import ReaderPane
from tests.ui.harbour import Harbour
from tests.ui.who_else.conftest import SAME, Press, add, gazette, harbour, look_at, panel, press, read, shell

__all__ = ["gazette", "harbour", "panel", "press", "read", "shell"]
FILLING = tuple(f"Paragraph {number} is about the price of tickets and of nothing else." for number in range(40))


def pane_of(read: ReadWorkspace, uid: str) -> ReaderPane:
    pane = read.panes.pane_of(uid)
    assert pane is not None
    return pane


def say(pane: ReaderPane) -> str:
    return pane._head.remark.text


def open_long(read: ReadWorkspace, harbour: Harbour) -> ReaderPane:
    """Open a paper beside that says it far down."""
    uid = add(harbour, "Herald", *FILLING, SAME)
    read.feed.open(uid, is_beside=True)
    read.feed.open(harbour.source_uids[0])
    return pane_of(read, uid)


def test_each_pane_comes_to_what_its_source_says(read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot):
    pane = open_long(read, harbour)
    assert pane.view.content is not None
    start = pane.view.content.text.index(SAME)
    look_at(read.who_else, harbour, qtbot)
    assert not pane.view.shows(start)
    press(read.panes.active.view, Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: pane.view.shows(start))
    assert read.panes.active.source_uid == harbour.source_uids[0]
    assert say(pane) == ""


def test_a_linked_statement_is_shown_before_anything_alike(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    pane = open_long(read, harbour)
    content = pane.view.content
    assert content is not None
    session, start = harbour.session, content.text.index(FILLING[20])
    anchor = make_anchor(content.source.revision_uid, content.text, start, start + len(FILLING[20]))
    drafts = edits.add_statement(anchor, content.source.uid, 90, reviewer_uid=session.reviewer.uid)
    session.perform(drafts, "Highlight")
    uids = harbour.statement_uids[2], drafts[0].entity_uid
    session.perform(edits.link_statements(session.reader, "contradicts", *uids), "Link")
    look_at(read.who_else, harbour, qtbot)
    read.across.show()
    qtbot.waitUntil(lambda: pane.view.shows(start))


def test_a_pane_whose_source_says_nothing_like_it_says_so(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    uid = add(harbour, "Mirror", *FILLING[:3])
    read.feed.open(uid, is_beside=True)
    read.feed.open(harbour.source_uids[0])
    look_at(read.who_else, harbour, qtbot)
    read.across.show()
    qtbot.waitUntil(lambda: say(pane_of(read, uid)) == "Says nothing like it")
    assert say(pane_of(read, harbour.source_uids[0])) == ""
    pane_of(read, uid).show_source(None)


def test_it_says_why_it_cannot(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    assert read.across.why_not() == "Select a statement or some words first."
    look_at(read.who_else, harbour, qtbot)
    assert read.across.why_not() == "Open other sources beside this one first: Ctrl+click them in the list."
