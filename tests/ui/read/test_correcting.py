from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.errors import AnnotatorError
from annotator.core.records import Statement, StatementFilter
from annotator.session.import_session import Candidate, ImportSession, State
from annotator.session.models.statements_model import PLACE, QUOTE
from annotator.ui.read.anchor_notice import AnchorNotice
from annotator.ui.read.read_workspace import ReadWorkspace
from tests.builders import OTHER
from tests.ui.harbour import HARBOUR, Harbour, Shell

Press = Callable[..., None]
Select = Callable[[str], None]
LATE, FOG, NIGHT, BERTH = HARBOUR
DENSE = "The old harbour master spoke of dense fog on the outer bank, as the rules of the port allow."
NEW_WORDS = "The timetable of the port has been another one since that spring."


def write(path: Path, *paragraphs: str) -> Path:
    path.write_text("\n\n".join(("Harbour Post on the ferry", *paragraphs)) + "\n", encoding="utf-8")
    return path


def statement(harbour: Harbour, number: int) -> Statement:
    return harbour.session.reader.statement(harbour.statement_uids[number - 1])


@pytest.fixture
def correct(read: ReadWorkspace, harbour: Harbour, shell: Shell, tmp_path: Path, qtbot: QtBot) -> Callable[..., None]:
    """Give a function that replaces the first source by an article of some paragraphs."""

    def replace(*paragraphs: str) -> None:
        said = len(shell.toasts) + len(shell.said) + len(shell.errors)
        read.correcting.replace(harbour.source_uids[0], write(tmp_path / "corrected.txt", *paragraphs))
        qtbot.waitUntil(lambda: len(shell.toasts) + len(shell.said) + len(shell.errors) > said, timeout=10_000)

    return replace


@pytest.fixture
def corrected(correct: Callable[..., None]) -> None:
    """S-1 and S-4 as they were, S-2 moved, S-3 not found."""
    correct(LATE, DENSE, NEW_WORDS, BERTH)


def look_at(read: ReadWorkspace, harbour: Harbour, number: int) -> AnchorNotice:
    harbour.session.selection.set_statement(harbour.statement_uids[number - 1])
    return read.card.anchor_notice


@pytest.mark.usefixtures("corrected")
def test_the_pane_shows_the_corrected_text_and_a_toast_counts(read: ReadWorkspace, shell: Shell, harbour: Harbour):
    content = read.panes.active.view.content
    assert content is not None
    assert DENSE in content.text
    assert shell.toasts == ["2 statements followed, 1 to check, 1 not found."]
    assert {each.uid for each in content.highlights} == {harbour.statement_uids[at] for at in (0, 1, 3)}


@pytest.mark.usefixtures("corrected")
def test_replacing_is_one_step_that_undo_takes_back_whole(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot):
    assert harbour.session.undo() == "Replace “Harbour Post” by a corrected article"
    content = read.panes.active.view.content
    assert content is not None
    assert NIGHT in content.text
    assert [statement(harbour, number).anchor_state for number in (1, 2, 3, 4)] == [""] * 4
    harbour.session.redo()
    qtbot.waitUntil(lambda: not read.correcting.following.is_busy, timeout=10_000)
    assert statement(harbour, 3).anchor_state == "lost"


def test_a_file_with_the_same_text_says_so_and_is_no_step(correct: Callable[..., None], shell: Shell, harbour: Harbour):
    before = harbour.session.undo_label
    correct(*HARBOUR)
    assert shell.said == [("The text of “Harbour Post” is the same as in this file; nothing was changed.", "neutral")]
    assert harbour.session.undo_label == before


def test_a_source_without_statements_is_told_without_counts(
    correct: Callable[..., None], shell: Shell, harbour: Harbour
):
    harbour.session.perform(edits.delete_statements(harbour.statement_uids[:4]), "Delete")
    correct(LATE)
    assert shell.toasts == ["“Harbour Post” has its corrected text."]


def test_a_file_that_cannot_be_read_is_a_plain_message(
    read: ReadWorkspace, harbour: Harbour, shell: Shell, tmp_path: Path, qtbot: QtBot
):
    read.correcting.replace(harbour.source_uids[0], tmp_path / "nowhere.txt")
    qtbot.waitUntil(lambda: bool(shell.errors), timeout=10_000)
    assert isinstance(shell.errors[0], AnnotatorError)


def test_menu_and_command_let_the_person_choose_a_file(
    read: ReadWorkspace, harbour: Harbour, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    path = write(tmp_path / "chosen.txt", LATE, FOG, NIGHT)
    asked: list[str] = []

    def choose(_parent: object, title: str, *_: object) -> tuple[str, str]:
        asked.append(title)
        return (str(path) if len(asked) > 1 else ""), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    source = read.sources.model.source_of(harbour.source_uids[0])
    assert source is not None
    (action,) = [each for each in read.sources.menu(source).actions() if "corrected" in each.text()]
    action.trigger()
    assert shell.toasts == []
    shell.commands.run("edit.correct-source")
    qtbot.waitUntil(lambda: bool(shell.toasts), timeout=10_000)
    assert asked == ["Replace “Harbour Post” by a corrected article"] * 2


@pytest.mark.usefixtures("corrected")
def test_a_moved_statement_says_what_it_read_before_and_is_confirmed(read: ReadWorkspace, harbour: Harbour):
    notice = look_at(read, harbour, 2)
    assert notice.isVisible()
    assert notice.words == "Moved, please check"
    assert FOG in notice.help_text
    assert not notice.anew_button.isVisible()
    notice.right_button.click()
    assert statement(harbour, 2).anchor_state == ""
    assert not notice.isVisible()
    harbour.session.undo()
    assert notice.isVisible()


@pytest.mark.usefixtures("corrected")
def test_the_key_confirms_too(read: ReadWorkspace, harbour: Harbour, press: Press, shell: Shell):
    look_at(read, harbour, 2)
    shell.commands.refresh()
    view = read.panes.active.view
    view.setFocus()
    press(view, Qt.Key.Key_Y)
    assert statement(harbour, 2).anchor_state == ""
    assert read.correcting.why_not_settle()


@pytest.mark.usefixtures("corrected")
def test_the_stripe_of_a_moved_statement_is_dashed_until_somebody_has_looked(read: ReadWorkspace, harbour: Harbour):
    view = read.panes.active.view
    moved = harbour.statement_uids[1]
    assert view._look.moved_uids == {moved}
    dashed = _picture(read)
    look_at(read, harbour, 2)
    read.correcting.settle()
    harbour.session.selection.set_statement(None)
    assert view._look.moved_uids == frozenset()
    assert _picture(read) != dashed


@pytest.mark.usefixtures("corrected")
def test_a_source_opened_later_shows_its_moved_statements_too(read: ReadWorkspace, harbour: Harbour):
    read.feed.open(harbour.source_uids[1])
    assert read.panes.active.view._look.moved_uids == frozenset()
    read.panes.active.show_source(None)
    read.feed.open(harbour.source_uids[0])
    pane = read.panes.pane_of(harbour.source_uids[0])
    assert pane is not None
    assert pane.view._look.moved_uids == {harbour.statement_uids[1]}


@pytest.mark.usefixtures("corrected")
def test_a_lost_statement_is_put_on_the_words_that_are_selected(
    read: ReadWorkspace, harbour: Harbour, select: Select, shell: Shell
):
    notice = look_at(read, harbour, 3)
    assert notice.words == "Not found in the present text"
    assert not notice.anew_button.isEnabled()
    assert notice.anew_button.toolTip() == "Select words in its source first."
    assert read.card.place.text().endswith("in the earlier text")
    select(NEW_WORDS)
    assert harbour.session.selection.statement_uid == harbour.statement_uids[2]
    assert notice.anew_button.isEnabled()
    notice.anew_button.click()
    now = statement(harbour, 3)
    assert (now.anchor.quote, now.anchor_state, now.locator) == (NEW_WORDS, "", 3)
    assert now.anchor.prefix
    assert read.panes.active.view.selected_span() is None
    assert harbour.session.selection.statement_uid == now.uid
    assert read.panes.active.view._index.get(now.uid) is not None
    assert shell.toasts[-1] == "S-3 stands on these words now."
    harbour.session.undo()
    assert statement(harbour, 3).anchor_state == "lost"


@pytest.mark.usefixtures("corrected")
def test_the_key_highlights_anew_too(read: ReadWorkspace, harbour: Harbour, select: Select, press: Press, shell: Shell):
    look_at(read, harbour, 3)
    select(NEW_WORDS)
    shell.commands.refresh()
    press(read.panes.active.view, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert statement(harbour, 3).anchor.quote == NEW_WORDS


@pytest.mark.usefixtures("corrected")
def test_words_of_another_source_are_not_meant_for_a_lost_statement(
    read: ReadWorkspace, harbour: Harbour, select: Select
):
    look_at(read, harbour, 3)
    read.feed.open(harbour.source_uids[1])
    select("Refunds were paid")
    assert harbour.session.selection.statement_uid == ""
    assert read.correcting.why_not_anew()


@pytest.mark.usefixtures("corrected")
def test_a_lost_statement_can_be_deleted(read: ReadWorkspace, harbour: Harbour):
    look_at(read, harbour, 3).delete_button.click()
    assert harbour.session.reader.statements_by_uid([harbour.statement_uids[2]]) == []
    assert not read.correcting.why_not_next()


@pytest.mark.usefixtures("corrected")
def test_the_table_names_the_state_and_lists_what_is_to_check(read: ReadWorkspace, harbour: Harbour):
    panel, model = read.statements, read.statements.model
    lost = model.index_of(harbour.statement_uids[2])
    told = lost.siblingAtColumn(QUOTE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == f"{NIGHT}, Not found in the present text"
    assert lost.siblingAtColumn(PLACE).data() == ""
    panel.filters.scope.choose("to check")
    panel.refresh()
    assert list(model.uids) == harbour.statement_uids[1:3]
    assert panel._head.count_text == "2 to check in all sources"
    rows = [panel.table.visualRect(model.index(row, QUOTE)) for row in (0, 1)]
    assert all(not panel.table.grab(rect).toImage().isNull() for rect in rows)


def test_where_nothing_is_to_check_the_table_says_what_would_stand_there(read: ReadWorkspace):
    read.statements.filters.scope.choose("to check")
    read.statements.refresh()
    assert read.statements._pages.currentWidget() is read.statements._empty
    assert read.correcting.why_not_next() == "No statement waits for a look."


@pytest.mark.usefixtures("corrected")
def test_one_goes_from_one_to_check_to_the_next_and_round(read: ReadWorkspace, harbour: Harbour, shell: Shell):
    seen = []
    for _ in range(3):
        shell.commands.run("go.next-to-check")
        seen.append(harbour.session.selection.statement_uid)
    assert seen == [harbour.statement_uids[at] for at in (1, 2, 1)]
    assert read.panes.active.source_uid == harbour.source_uids[0]


def test_what_a_merge_brings_in_on_the_earlier_text_follows(
    read: ReadWorkspace, harbour: Harbour, correct: Callable[..., None], qtbot: QtBot
):
    session = harbour.session
    session.perform(edits.delete_statements(harbour.statement_uids[:4]), "Delete")
    old = session.reader.source(harbour.source_uids[0]).revision_uid
    text = session.reader.text(old)
    correct(LATE, DENSE)
    start = text.index(FOG)
    anchor = make_anchor(old, text, start, start + len(FOG))
    drafts = edits.add_statement(anchor, harbour.source_uids[0], 90, reviewer_uid=OTHER)
    session.note_applied([session._store.apply(drafts, OTHER)], "Merge")
    qtbot.waitUntil(lambda: session.reader.statement(drafts[0].entity_uid).anchor_state == "moved", timeout=10_000)
    qtbot.waitUntil(lambda: not read.correcting.following.is_busy, timeout=10_000)
    assert read.panes.active.view._index.get(drafts[0].entity_uid) is not None
    assert session.reader.statement_uids(StatementFilter(to_check=True)) == [drafts[0].entity_uid]


@pytest.mark.usefixtures("corrected")
def test_the_import_desk_knows_the_corrected_file(harbour: Harbour, tmp_path: Path, qtbot: QtBot):
    desk = ImportSession(harbour.session)
    found: list[Candidate] = []
    desk.added.connect(found.extend)
    desk.add_paths([tmp_path / "corrected.txt"])
    qtbot.waitUntil(lambda: bool(found) and not desk.is_busy, timeout=10_000)
    assert [(each.state, each.source_uid) for each in found] == [(State.DUPLICATE, harbour.source_uids[0])]
    desk.add_text((tmp_path / "corrected.txt").read_text(encoding="utf-8"))
    qtbot.waitUntil(lambda: len(found) == 2, timeout=10_000)
    assert found[1].state is State.DUPLICATE


def _picture(read: ReadWorkspace) -> QImage:
    view = read.panes.active.view
    view.verticalScrollBar().setValue(0)
    return view.viewport().grab().toImage()
