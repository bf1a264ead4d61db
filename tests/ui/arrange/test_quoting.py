"""How statements are quoted in a chapter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.core.records import Placement
from annotator.session.models.chapter_model import ITEM_ROLE
from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from tests.ui.harbour import Harbour


@pytest.fixture
def placed(arrange: ArrangeWorkspace, harbour: Harbour) -> ArrangeWorkspace:
    harbour.place(1, 2)
    arrange.chapter_view.list.select_row(0)
    return arrange


def _first(workspace: ArrangeWorkspace) -> Placement:
    item = workspace.chapter_view.model.items[0]
    assert isinstance(item, Placement)
    return item


def _card(workspace: ArrangeWorkspace) -> object:
    return workspace.chapter_view.model.index(0).data(ITEM_ROLE)


def _run(workspace: ArrangeWorkspace, command: str) -> None:
    next(each for each in workspace.commands() if each.id == command).run()


def _select(workspace: ArrangeWorkspace, words: str) -> None:
    field = workspace.chapter_view.quoting.editor.field
    at = field.toPlainText().index(words)
    cursor = field.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def test_words_are_left_out_by_selecting_them_and_pressing_delete(placed: ArrangeWorkspace, qtbot: QtBot):
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    whole = editor.words()
    first, last = whole.split()[0], whole.split()[-1]
    _select(placed, whole[len(first) + 1 : -len(last) - 1])
    qtbot.keyClick(editor.field, Qt.Key.Key_Delete)
    assert editor.words() == f"{first} […] {last}"
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert placed.chapter_view.quoting.editor is None
    assert (_first(placed).form, _first(placed).words) == ("shortened", f"{first} […] {last}")
    assert _card(placed).quote == f"“{first} […] {last}”"


def test_a_word_that_is_cut_into_goes_whole_and_undo_brings_it_back(placed: ArrangeWorkspace, qtbot: QtBot):
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    whole = editor.words()
    second = whole.split()[1]
    _select(placed, second[1:-1])
    qtbot.keyClick(editor.field, Qt.Key.Key_Delete)
    assert second not in editor.words().split()
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.words() == whole


def test_nothing_can_be_written_into_a_quotation(placed: ArrangeWorkspace, qtbot: QtBot):
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    whole = editor.words()
    qtbot.keyClicks(editor.field, "not ")
    assert editor.words() == whole == editor.field.toPlainText()
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert _first(placed).form == "full"


def test_escape_leaves_the_quotation_as_it_was(placed: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    _run(placed, "arrange.quote_paraphrased")
    editor = placed.chapter_view.quoting.editor
    qtbot.keyClicks(editor.field, "They were late.")
    qtbot.keyClick(editor.field, Qt.Key.Key_Escape)
    assert placed.chapter_view.quoting.editor is None
    assert _first(placed).form == "full"


def test_a_paraphrase_stands_without_marks_and_is_one_step_to_undo(
    placed: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    _run(placed, "arrange.quote_paraphrased")
    editor = placed.chapter_view.quoting.editor
    qtbot.keyClicks(editor.field, "They were late.")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert _card(placed).quote == "They were late."
    harbour.session.undo()
    assert _first(placed).form == "full"


def test_several_statements_are_only_cited_and_quoted_in_full_again(placed: ArrangeWorkspace, harbour: Harbour):
    view = placed.chapter_view
    view.list.select_uids([item.uid for item in view.model.items])
    _run(placed, "arrange.quote_cited")
    assert [item.form for item in view.model.items] == ["cited", "cited"]
    assert "Cited only" in view.model.index(0).data()
    _run(placed, "arrange.quote_full")
    assert [item.form for item in view.model.items] == ["full", "full"]
    harbour.session.undo()
    harbour.session.undo()
    assert [item.form for item in view.model.items] == ["full", "full"]


def test_selecting_another_item_takes_the_words_over(placed: ArrangeWorkspace, qtbot: QtBot):
    _run(placed, "arrange.quote_paraphrased")
    qtbot.keyClicks(placed.chapter_view.quoting.editor.field, "They were late.")
    placed.chapter_view.list.select_row(1)
    assert placed.chapter_view.quoting.editor is None
    assert _first(placed).words == "They were late."


def test_the_editor_of_a_statement_that_is_taken_out_goes(placed: ArrangeWorkspace, harbour: Harbour):
    from annotator.core import edits

    _run(placed, "arrange.quote_paraphrased")
    drafts = edits.unplace_statement(harbour.session.reader, harbour.chapter_uids[0], harbour.statement_uids[0])
    harbour.session.perform(drafts, "Take out")
    assert placed.chapter_view.quoting.editor is None
