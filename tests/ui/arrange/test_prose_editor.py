"""The editor of one passage: citations as single characters, committing, splitting and joining."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import prose
from annotator.session.details import CitationLabel
from annotator.ui.arrange.prose_editor import ProseEditor, length_of

FIRST, SECOND = "a" * 32, "b" * 32
CITED = f"The port spoke of fog {prose.token(FIRST)}, the crew did not."


def _label(uid: str) -> CitationLabel:
    return CitationLabel("Harbour Post ¶2") if uid == FIRST else CitationLabel("deleted statement", is_gone=True)


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> Iterator[ProseEditor]:
    made = ProseEditor(CITED, _label, _label)
    qtbot.addWidget(made)
    made.resize(500, 100)
    made.show()
    yield made
    made.close_down()


def _key(qtbot: QtBot, editor: ProseEditor, key: Qt.Key) -> None:
    qtbot.keyClick(editor, key)


def test_a_passage_is_read_back_as_it_was_written(editor: ProseEditor):
    assert editor.prose() == CITED
    assert not editor.is_dirty


@pytest.mark.parametrize(
    "text", ["a\u00a0b", "emoji 🇰🇷 and 스캔", f"{prose.token(FIRST)}{prose.token(SECOND)}", "", "x [[cite:1]]"]
)
def test_no_character_is_changed_by_the_editor(qtbot: QtBot, text: str):
    made = ProseEditor(text, _label, _label)
    qtbot.addWidget(made)
    assert made.prose() == text
    made.put_cursor(-1)
    assert made.textCursor().position() == length_of(text)


def test_one_backspace_deletes_a_whole_citation(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(CITED.index("[[") + 1)
    _key(qtbot, editor, Qt.Key.Key_Backspace)
    assert editor.prose() == "The port spoke of fog , the crew did not."


def test_one_delete_deletes_a_whole_citation(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(CITED.index("[["))
    _key(qtbot, editor, Qt.Key.Key_Delete)
    assert prose.cited_uids(editor.prose()) == []


def test_an_arrow_key_steps_over_a_citation_at_once(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(CITED.index("[["))
    _key(qtbot, editor, Qt.Key.Key_Right)
    qtbot.keyClicks(editor, "X")
    assert f"{prose.token(FIRST)}X, the crew" in editor.prose()


def test_words_typed_after_a_citation_are_words(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(-1)
    editor.cite(SECOND)
    qtbot.keyClicks(editor, "and on")
    assert editor.prose() == f"{CITED} {prose.token(SECOND)}and on"


def test_a_citation_is_set_off_from_the_word_before_it_only(editor: ProseEditor):
    editor.put_cursor(-1)
    editor.insertPlainText(" ")
    editor.cite(FIRST)
    editor.cite(SECOND)
    assert editor.prose().endswith(f"not. {prose.token(FIRST)}{prose.token(SECOND)}")


def test_copied_prose_keeps_its_citations_and_pastes_as_the_same(qtbot: QtBot, editor: ProseEditor):
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == CITED
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.insertFromMimeData(data)
    assert editor.prose() == CITED + CITED


def test_typing_is_handed_over_after_a_pause(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(-1)
    with qtbot.waitSignal(editor.committed, timeout=3000) as signal:
        qtbot.keyClicks(editor, " More.")
    assert signal.args == [f"{CITED} More."]
    assert not editor.is_dirty


def test_typing_without_a_pause_is_handed_over_every_few_seconds(qtbot: QtBot, editor: ProseEditor):
    editor._longest.setInterval(300)
    committed = []
    editor.committed.connect(committed.append)
    for _ in range(8):
        qtbot.keyClicks(editor, "x")
        qtbot.wait(60)
    assert committed


def test_moving_the_cursor_hands_over_nothing(qtbot: QtBot, editor: ProseEditor):
    with qtbot.assertNotEmitted(editor.committed):
        _key(qtbot, editor, Qt.Key.Key_Right)
        editor.commit()


def test_enter_splits_at_the_cursor(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(len("The port"))
    with qtbot.waitSignal(editor.split_wanted) as signal:
        _key(qtbot, editor, Qt.Key.Key_Return)
    assert signal.args == [["The port", CITED[len("The port") :]], 0]


def test_backspace_at_the_start_wants_to_join_and_elsewhere_does_not(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(3)
    with qtbot.assertNotEmitted(editor.join_wanted):
        _key(qtbot, editor, Qt.Key.Key_Backspace)
    editor.put_cursor(0)
    with qtbot.waitSignal(editor.join_wanted) as signal:
        _key(qtbot, editor, Qt.Key.Key_Backspace)
    assert signal.args == [-1]


def test_pasting_several_lines_asks_for_several_passages(qtbot: QtBot, editor: ProseEditor):
    data = QMimeData()
    data.setText("one\r\n\r\ntwo\nthree")
    editor.put_cursor(len("The port"))
    with qtbot.waitSignal(editor.split_wanted) as signal:
        editor.insertFromMimeData(data)
    texts, position = signal.args
    assert texts == ["The portone", "two", "three" + CITED[len("The port") :]]
    assert position == len("three")


def test_an_at_sign_asks_for_a_citation_and_is_not_written(qtbot: QtBot, editor: ProseEditor):
    with qtbot.waitSignal(editor.citation_wanted):
        qtbot.keyClick(editor, "@")
    assert editor.prose() == CITED


def test_what_came_from_elsewhere_is_joined_with_what_is_typed(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(-1)
    qtbot.keyClicks(editor, " Nobody asked.")
    assert editor.take_external(CITED.replace("The port", "The harbour"))
    assert editor.prose() == CITED.replace("The port", "The harbour") + " Nobody asked."
    assert editor.is_dirty


def test_typed_words_stay_where_both_changed_the_same_ones(qtbot: QtBot, editor: ProseEditor):
    editor.put_cursor(-1)
    qtbot.keyClicks(editor, " Mine.")
    assert not editor.take_external(CITED + " Theirs.")
    assert editor.prose() == CITED + " Mine."
    assert editor.is_dirty


def test_a_double_click_on_a_citation_opens_its_statement(qtbot: QtBot, editor: ProseEditor):
    cursor = editor.textCursor()
    cursor.setPosition(CITED.index("[["))
    middle = editor.cursorRect(cursor).center() + QPointF(30, 0).toPoint()
    with qtbot.waitSignal(editor.statement_opened) as signal:
        qtbot.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert signal.args == [FIRST]


def test_undo_goes_to_the_project_only_when_typing_has_none_left(editor: ProseEditor):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    def takes_undo() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        editor.event(event)
        return event.isAccepted()

    assert not takes_undo()
    editor.insertPlainText("x")
    assert takes_undo()


def test_copying_puts_prose_on_the_clipboard_that_outlives_the_editor(qtbot: QtBot, editor: ProseEditor):
    editor.selectAll()
    editor.copy()
    gc.collect()
    assert QApplication.clipboard().text() == CITED
    QApplication.clipboard().setText("")
    gc.collect()
