"""Marks of links in the margin at the right."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from annotator.ui.reader.link_marks import LinkMark
from annotator.ui.reader.view import ReaderView
from annotator.ui.tokens import LIGHT
from tests.ui.reader.conftest import Show, Written, click, colours, picture

SUPPORT = LinkMark("check", "success", 1, "Supports: Post ¶2")
AGAINST = LinkMark("not-equal-variant", "warn", 2, "Contradicts: Post ¶3\nContradicts: Post ¶4")


def is_in(tone: str, seen: set[str]) -> bool:
    """Tell whether a colour is there, as well as an icon of few pixels has it."""
    wanted = QColor(tone).getRgb()
    return any(
        max(abs(one - other) for one, other in zip(QColor(each).getRgb(), wanted, strict=True)) < 24 for each in seen
    )


def margin(view: ReaderView) -> QRect:
    return QRect(view.text_edges[1] + 1, 0, view.viewport().width(), 60)


def mark_place(view: ReaderView) -> QPoint:
    return QPoint(view.text_edges[1] + 12, round(view.span_rect(0, 1).center().y()))


def two_in_a_line(show: Show) -> ReaderView:
    written = Written().write("One word and another.")
    return show(written, written.highlight("a", "One word", "Rose"), written.highlight("b", "another", "Blue"))


def test_a_linked_statement_has_its_mark_and_others_have_none(show: Show):
    view = two_in_a_line(show)
    assert colours(picture(view), margin(view)) == {QColor(LIGHT.base).name()}
    view.set_link_marks({"a": SUPPORT})
    assert is_in(LIGHT.success, colours(picture(view), margin(view)))


def test_links_of_several_kinds_in_one_line_share_a_mark(show: Show):
    view = two_in_a_line(show)
    view.set_link_marks({"a": SUPPORT, "b": AGAINST})
    seen = colours(picture(view), margin(view))
    assert not is_in(LIGHT.success, seen)
    assert not is_in(LIGHT.warn, seen)
    assert is_in(LIGHT.muted, seen)


def test_a_click_on_the_mark_tells_of_which_statements_it_is(show: Show, qtbot: QtBot):
    view = two_in_a_line(show)
    view.set_link_marks({"a": SUPPORT, "b": AGAINST})
    with qtbot.waitSignal(view.links_wanted) as told:
        click(qtbot, view, mark_place(view))
    assert told.args is not None
    assert told.args[0] == ["a", "b"]


def test_a_click_beside_the_mark_selects_as_ever(show: Show, qtbot: QtBot):
    view = two_in_a_line(show)
    view.set_link_marks({"a": SUPPORT})
    with qtbot.assertNotEmitted(view.links_wanted):
        click(qtbot, view, mark_place(view) + QPoint(0, 60))


def test_behind_a_number_of_hidden_stripes_the_mark_stands_further_out(show: Show):
    written = Written().write("Crowded words.")
    names = ("Rose", "Green", "Blue", "Gold", "Teal")
    view = show(written, *[written.highlight(name, "Crowded words", name) for name in names])
    view.set_link_marks({"Rose": SUPPORT})
    image, edge = picture(view), view.text_edges[1]
    columns = [x for x in range(edge, image.width()) if is_in(LIGHT.success, colours(image, QRect(x, 0, 1, 60)))]
    assert columns
    assert columns[0] > edge + 18


def test_a_statement_that_goes_on_in_the_next_paragraph_is_marked_once(show: Show):
    written = Written().write("First part").write("second part.")
    view = show(written, written.highlight("a", "First part\nsecond part", "Rose"))
    view.set_link_marks({"a": SUPPORT})
    second = QRect(margin(view).left(), round(view.span_rect(11, 12).top()) - 2, 60, 40)
    assert colours(picture(view), second) == {QColor(LIGHT.base).name()}
