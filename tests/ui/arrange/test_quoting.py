"""How statements are quoted in a chapter."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Anchor, Placement
from annotator.session.models.chapter_model import ITEM_ROLE
from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from tests.ui.harbour import HARBOUR, Harbour, Shell

CONTROL = Qt.KeyboardModifier.ControlModifier


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
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, CONTROL)
    assert editor.words() == whole


def test_nothing_can_be_written_into_a_quotation(placed: ArrangeWorkspace, qtbot: QtBot):
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    whole = editor.words()
    qtbot.keyClicks(editor.field, "not ")
    assert editor.words() == whole == editor.field.toPlainText()
    assert editor.hint.text().startswith("A quotation keeps the words of its source")
    _select(placed, "harbour")
    qtbot.keyClick(editor.field, Qt.Key.Key_X)
    paste = QMimeData()
    paste.setText("pier")
    editor.field.insertFromMimeData(paste)
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
    _run(placed, "arrange.quote_paraphrased")
    drafts = edits.unplace_statement(harbour.session.reader, harbour.chapter_uids[0], harbour.statement_uids[0])
    harbour.session.perform(drafts, "Take out")
    assert placed.chapter_view.quoting.editor is None


def test_the_letters_choose_the_form_from_the_list(placed: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    view = placed.chapter_view.list
    view.setFocus()
    placed.shell.commands.refresh()
    qtbot.keyClick(view, Qt.Key.Key_C)
    assert _first(placed).form == "cited"
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert _first(placed).form == "full"
    qtbot.keyClick(view, Qt.Key.Key_S)
    editor = placed.chapter_view.quoting.editor
    _select(placed, "an hour late")
    qtbot.keyClick(editor.field, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert _first(placed).form == "shortened"
    qtbot.keyClick(view, Qt.Key.Key_R)
    qtbot.keyClicks(placed.chapter_view.quoting.editor.field, "Scarce")
    qtbot.keyClick(placed.chapter_view.quoting.editor.field, Qt.Key.Key_Return)
    assert (_first(placed).form, _first(placed).words) == ("paraphrased", "Scarce")
    for form in ("shortened", "full", "cited", "full"):
        harbour.session.undo()
        assert _first(placed).form == form


def test_typing_an_omission_over_words_leaves_them_out(placed: ArrangeWorkspace, qtbot: QtBot):
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    qtbot.keyClicks(editor.field, "[")
    assert editor.words() == HARBOUR[0]
    _select(placed, "an hour late, and")
    qtbot.keyClicks(editor.field, "[")
    assert editor.words() == "The ferry left the harbour […] nobody on the quay was told why."
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, CONTROL)
    assert editor.words() == HARBOUR[0]
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "[…]" in editor.words()


def test_a_quotation_without_words_is_not_taken_over(placed: ArrangeWorkspace, shell: Shell, qtbot: QtBot):
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    editor.field.selectAll()
    qtbot.keyClick(editor.field, Qt.Key.Key_Delete)
    assert editor.hint.text().startswith("No words are left.")
    assert editor.hint.property("role") == "error"
    assert editor.field.extraSelections()
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert placed.chapter_view.quoting.editor is editor
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, CONTROL)
    assert editor.hint.property("role") == "muted"
    assert not editor.field.extraSelections()
    editor.field.selectAll()
    qtbot.keyClick(editor.field, Qt.Key.Key_Delete)
    placed.chapter_view.list.select_row(1)
    assert placed.chapter_view.quoting.editor is None
    assert _first(placed).form == "full"
    assert shell.said[-1][0].startswith("The quotation is as it was. No words are left.")


def test_the_whole_quotation_is_the_quotation_in_full(placed: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    words = "The ferry left the harbour […]"
    harbour.session.perform(edits.show_quotation(harbour.session.reader, _first(placed), "shortened", words), "Shorten")
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    assert editor.words() == words
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, CONTROL)
    assert editor.words() == HARBOUR[0]
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    assert (_first(placed).form, _first(placed).words) == ("full", "")


def test_words_that_the_statement_no_longer_says_are_shown_as_wrong(
    placed: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    words = "The ferry […] was told why."
    harbour.session.perform(edits.show_quotation(harbour.session.reader, _first(placed), "shortened", words), "Shorten")
    old = harbour.session.reader.statement(harbour.statement_uids[0]).anchor
    quote = HARBOUR[0][:39]
    anchor = Anchor(old.revision_uid, old.start, old.start + len(quote), quote, "", "")
    harbour.session.perform(edits.move_anchor(harbour.statement_uids[0], anchor), "Move")
    assert _card(placed).is_stale
    assert "the statement has changed since" in placed.chapter_view.model.index(0).data()
    _run(placed, "arrange.quote_shortened")
    editor = placed.chapter_view.quoting.editor
    assert editor.hint.text().startswith("The statement has been changed since")
    qtbot.keyClick(editor.field, Qt.Key.Key_Z, CONTROL)
    assert editor.words() == quote
    assert editor.hint.property("role") == "muted"


def test_control_enter_takes_the_words_over_and_places_nothing(
    placed: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    placed.unplaced.view.selectAll()
    _run(placed, "arrange.quote_paraphrased")
    placed.shell.commands.refresh()
    editor = placed.chapter_view.quoting.editor
    qtbot.keyClicks(editor.field, "They were late.")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return, CONTROL)
    assert _first(placed).words == "They were late."
    assert harbour.order() == ["S-1", "S-2"]


def test_a_paraphrase_is_one_paragraph_beside_the_quotation(placed: ArrangeWorkspace, qtbot: QtBot):
    _run(placed, "arrange.quote_paraphrased")
    editor = placed.chapter_view.quoting.editor
    assert editor.original.text() == HARBOUR[0]
    paste = QMimeData()
    paste.setText("They were\nlate.")
    editor.field.insertFromMimeData(paste)
    assert editor.field.document().blockCount() == 1
    assert editor.words() == "They were late."


def test_a_statement_that_is_only_cited_takes_one_line_of_its_quote(placed: ArrangeWorkspace, harbour: Harbour):
    view = placed.chapter_view.list
    placed.widget.resize(1000, 760)
    before = view.sizeHintForRow(0)
    _run(placed, "arrange.quote_cited")
    assert view.sizeHintForRow(0) < before
    assert view.sizeHintForRow(0) == view.delegate.sizeHint(None, view.model().index(0)).height()


def test_the_editor_stands_on_the_card_over_its_words(placed: ArrangeWorkspace, qtbot: QtBot):
    view = placed.chapter_view.list
    _run(placed, "arrange.quote_paraphrased")
    editor = placed.chapter_view.quoting.editor
    parts = [editor.original, editor.field, editor.hint]
    assert [each.y() for each in parts] == sorted(each.y() for each in parts)
    assert editor.hint.geometry().bottom() < editor.height()
    assert view.visualRect(view.model().index(0)).contains(editor.geometry())
    height = editor.height()
    qtbot.keyClicks(editor.field, "Nobody on the quay knew. " * 12)
    assert editor.height() > height
    assert view.visualRect(view.model().index(0)).contains(editor.geometry())
