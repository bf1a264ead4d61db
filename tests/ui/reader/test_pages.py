from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.ui.reader.pages import PageMarks
from annotator.ui.reader.view import ReaderView
from annotator.ui.tokens import LIGHT
from tests.ui.reader.conftest import Show, Written, picture


def margin_ink(view: ReaderView) -> list[int]:
    """Give the lines of pixels that have ink in the right margin."""
    image, base = picture(view), QColor(LIGHT.base).name()
    place = QRect(image.width() - 34, 0, 28, image.height())
    return [
        y
        for y in range(place.top(), place.bottom())
        if any(image.pixelColor(x, y).name() != base for x in range(place.left(), place.right()))
    ]


def test_a_page_is_marked_where_it_begins(show: Show) -> None:
    written = Written().write("On the first page.", attributes={"page": 1})
    written.write("On the second page.", attributes={"page": 2})
    ink = margin_ink(show(written))
    assert ink
    assert ink[-1] - ink[0] > 20


def test_a_source_without_pages_has_no_marks(show: Show) -> None:
    assert margin_ink(show(Written().write("One.").write("Two."))) == []


def test_a_source_of_one_page_has_no_marks(show: Show) -> None:
    written = Written().write("One.", attributes={"page": 1}).write("Two.", attributes={"page": 1})
    assert margin_ink(show(written)) == []


def test_a_page_that_begins_inside_a_paragraph_is_marked_at_its_line(show: Show) -> None:
    written = Written()
    words = "many words that fill some lines " * 8
    written.write(words, attributes={"page": 1, "page_turns": [[len(words) - 6, 2]]})
    view = show(written)
    ink = margin_ink(view)
    last = view.span_rect(len(words) - 6, len(words))
    assert last.top() - 4 <= ink[-1] <= last.bottom() + 4
    assert ink[0] < view.span_rect(0, 1).bottom() + 4


def test_a_folded_head_of_a_page_leaves_the_mark_to_the_text_below(show: Show) -> None:
    written = Written().write("On the first page.", attributes={"page": 1})
    written.write("Harbour Post", BlockKind.PARAGRAPH, fold=FoldReason.RUNNING_HEAD, attributes={"page": 2})
    written.write("On the second page.", attributes={"page": 2})
    view = show(written)
    marks = PageMarks(view._laid.positions, written.blocks)
    assert marks._marks == {0: [(0, 1)], 2: [(0, 2)]}
