from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from annotator.ui.tokens import LIGHT
from tests.ui.reader.conftest import Show, Written, colours, picture


def test_a_paragraph_is_laid_from_the_side_of_its_first_letter(show: Show) -> None:
    written = Written().write("שלום מהנמל").write("Greetings from the harbour")
    view = show(written)
    assert view.span_rect(*written.span("שלום")).right() > 500
    assert view.span_rect(*written.span("Greetings")).left() < 100


def test_an_override_turns_nothing_and_stands_there_as_a_mark(show: Show) -> None:
    written = Written().write("a\u202ebcd\u202c e")
    view = show(written)
    at = [view.span_rect(place, place + 1).left() for place in range(len(written.text))]
    assert at == sorted(at)
    assert at[2] - at[1] > 20


def test_the_marks_of_unseen_characters_are_quiet(show: Show) -> None:
    view = show(Written().write("\u202e"))
    assert QColor(LIGHT.muted).name() in colours(picture(view), QRect(54, 0, 60, 60))
    assert QColor(LIGHT.text).name() not in colours(picture(view), QRect(56, 0, 60, 60))


def test_copied_words_have_their_unseen_characters(show: Show) -> None:
    written = Written().write("un\u200bavoidable")
    view = show(written)
    view.select_span(0, len(written.text))
    view.copy()
    assert QApplication.clipboard().text() == "un\u200bavoidable"
