"""Two texts beside each other on the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.core.side_by_side import side_by_side
from annotator.ui.alike import comparison_view
from annotator.ui.alike.comparison_view import ComparisonView
from annotator.ui.theme import Theme
from tests.ui.conftest import theme

__all__ = ["theme"]
SAME = [f"The ferry number {number} left on time." for number in range(5)]
OLD = [*SAME, "The last one was late.", "Nobody said why."]
NEW = [*SAME, "The last one was very late.", "A lamp had failed."]


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> ComparisonView:
    made = ComparisonView()
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show()
    made.show_rows(side_by_side(OLD, NEW))
    return made


def format_of(view: ComparisonView, words: str):
    cursor = view.document().find(words)
    assert not cursor.isNull(), words
    return cursor.charFormat()


def test_what_is_the_same_is_one_line(view: ComparisonView) -> None:
    assert "… 5 paragraphs the same …" in view.toPlainText()
    assert SAME[0] not in view.toPlainText()
    assert view.fold_count == 1


def test_marks_are_lines_as_well_as_colours(view: ComparisonView) -> None:
    assert format_of(view, "very").fontUnderline()
    assert format_of(view, "Nobody").fontStrikeOut()
    assert not format_of(view, "The last one").fontUnderline()


def test_a_click_on_the_line_shows_what_is_the_same(view: ComparisonView) -> None:
    href = format_of(view, "5 paragraphs").anchorHref()
    view.anchorClicked.emit(href)
    assert view.fold_count == 0
    assert view.toPlainText().count(SAME[0]) == 2


def test_the_space_bar_shows_all_of_it(view: ComparisonView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.toPlainText().count(SAME[4]) == 2


def test_another_pair_is_shown_from_its_beginning(view: ComparisonView) -> None:
    view.unfold_all()
    view.moveCursor(QTextCursor.MoveOperation.End)
    view.show_rows(side_by_side(NEW, OLD))
    assert view.verticalScrollBar().value() == 0
    assert view.fold_count == 1


def test_of_long_texts_more_is_shown_when_it_is_wanted(view: ComparisonView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_view, "MOST_PIECES", 3)
    view.show_rows(side_by_side([f"one {n} was here" for n in range(9)], [f"other {n} came there" for n in range(9)]))
    assert "… 15 more paragraphs …" in view.toPlainText()
    view.anchorClicked.emit(format_of(view, "more paragraphs").anchorHref())
    assert "… 12 more paragraphs …" in view.toPlainText()


def test_the_colours_follow_the_theme(view: ComparisonView, theme: Theme) -> None:
    light = format_of(view, "very").background().color().name()
    theme.set_mode("dark")
    assert format_of(view, "very").background().color().name() != light
