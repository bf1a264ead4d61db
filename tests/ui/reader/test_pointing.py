from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.document import LINK
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.conftest import Show, Written, click, point_at


def noted() -> Written:
    """Write a text whose only reference stands at a paragraph's end, with its note far below."""
    written = Written().write("The treaty has an article.")
    at = len(written.text)
    written.blocks[0] = type(written.blocks[0])(BlockKind.PARAGRAPH, 0, at, attributes={"references": [[at, "1"]]})
    for number in range(40):
        written.write(f"Paragraph {number} fills the pages between them.")
    return written.write("The article is the fourth.", BlockKind.FOOTNOTE, attributes={"label": "1"})


def mark_edges(view: ReaderView) -> tuple[int, int, int]:
    """Give the left and right edge of the first reference mark, and the middle of its line."""
    cursor = QTextCursor(view.document())
    edges = []
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        if cursor.charFormat().property(LINK):
            before = QTextCursor(cursor)
            before.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            edges = [view.cursorRect(before), view.cursorRect(cursor)]
            break
    return edges[0].left(), edges[1].left(), edges[1].center().y()


def test_every_part_of_a_reference_mark_leads_to_the_note(show: Show, qtbot: QtBot) -> None:
    written = noted()
    view = show(written)
    left, right, middle = mark_edges(view)
    assert right - left >= 4
    for x in range(left + 1, right):
        view.verticalScrollBar().setValue(0)
        click(qtbot, view, QPoint(x, middle))
        assert view.verticalScrollBar().value() > 0, f"nothing happened at {x - left} of {right - left} pixels"


def test_the_words_beside_a_reference_mark_do_not_lead_to_the_note(show: Show, qtbot: QtBot) -> None:
    written = noted()
    view = show(written)
    click(qtbot, view, point_at(view, written.span("article.")[1] - 2))
    assert view.verticalScrollBar().value() == 0
    assert view.selected_span() == written.span("The treaty has an article.")


def test_a_note_without_a_label_draws_no_clicks_to_itself(show: Show, qtbot: QtBot) -> None:
    written = Written()
    for number in range(40):
        written.write(f"Paragraph {number} stands here.")
    written.write("A note that nothing refers to.", BlockKind.FOOTNOTE)
    view = show(written)
    click(qtbot, view, point_at(view, 5))
    assert view.verticalScrollBar().value() == 0
    assert view.selected_span() == written.span("Paragraph 0 stands here.")


def test_the_marker_of_a_note_leads_back_to_where_it_was_called(show: Show, qtbot: QtBot) -> None:
    written = noted()
    view = show(written)
    note, _ = written.span("The article is the fourth.")
    view.show_span(note, note + 1)
    assert view.verticalScrollBar().value() > 0
    words = view.span_rect(note, note)
    click(qtbot, view, QPoint(round(words.left()) - 12, round(words.center().y())))
    assert view.verticalScrollBar().value() == 0


def test_the_left_half_of_a_sentences_first_letter_selects_that_sentence(show: Show, qtbot: QtBot) -> None:
    written = Written().write("Early words. Middle words here. Late words.")
    view = show(written)
    start, end = written.span("Middle words here.")
    for across in (0.2, 0.8):
        click(qtbot, view, point_at(view, start, across))
        assert view.selected_span() == (start, end)
        click(qtbot, view, point_at(view, end - 1, across))
        assert view.selected_span() == (start, end)


def test_a_drag_that_begins_on_selected_words_selects_afresh(show: Show, qtbot: QtBot) -> None:
    written = Written().write("Somebody drags over a few of these words.")
    view = show(written)
    view.select_span(0, len(written.text))
    start, end = written.span("few of these")
    port = view.viewport()
    first, last = point_at(view, start, 0.1), point_at(view, end - 1, 0.9)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    for part in (1, 2, 3):
        qtbot.mouseMove(port, first + (last - first) * part / 3)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)
    assert view.selected_span() == (start, end)


def test_words_that_are_carried_away_are_ours_and_not_qts(show: Show) -> None:
    written = Written().write("One\u00a0word and\u2028another 😀 here.")
    view = show(written)
    view.select_span(0, len(written.text))
    assert view.createMimeDataFromSelection().text() == written.text
    view.copy()
    assert QApplication.clipboard().text() == written.text
