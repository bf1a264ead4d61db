from PySide6.QtGui import QColor

from annotator.core.records import Highlight
from annotator.ui.reader.highlights import HighlightIndex
from annotator.ui.reader.positions import PositionMap, ShownBlock
from annotator.ui.reader.suggestions import Offer, OfferIndex
from annotator.ui.reader.view import ReaderView
from annotator.ui.tokens import LIGHT
from tests.ui.reader.conftest import Show, Written, picture

TEXT = "The pier is gone\nbeyond repair"
PLACES = PositionMap(TEXT, [ShownBlock(0, 16, 16), ShownBlock(17, 30, 13)])
FIRST, SECOND = Offer(4, 16, "Speaker: Bakke"), Offer(17, 30, "Speaker: Lund")
NOTHING = HighlightIndex(PLACES)


def index() -> OfferIndex:
    return OfferIndex(PLACES, (SECOND, FIRST))


def taken(start: int, end: int) -> HighlightIndex:
    return HighlightIndex(PLACES, [Highlight("s", start, end, ())])


def test_offers_come_in_the_order_of_the_text():
    assert index().open(NOTHING) == [FIRST, SECOND]


def test_an_offer_is_found_at_each_of_its_places():
    assert [index().at(at, NOTHING) for at in (3, 4, 15, 17)] == [None, FIRST, FIRST, SECOND]


def test_what_a_statement_touches_is_offered_no_more():
    assert index().open(taken(0, 5)) == [SECOND]
    assert index().at(15, taken(0, 5)) is None
    assert index().over(0, 30, taken(20, 21)) == [FIRST]


def test_a_statement_beside_it_takes_nothing_away():
    assert index().open(taken(0, 4)) == [FIRST, SECOND]


def test_a_paragraph_knows_the_parts_that_stand_in_it():
    (piece,) = index().pieces(1, NOTHING)
    assert (piece.start, piece.end) == (0, 13)
    assert index().pieces(0, taken(8, 9)) == []


def inked(view: ReaderView) -> set[tuple[int, int]]:
    """Give the places in the first line that have the colour of the dotted line."""
    image, muted = picture(view), QColor(LIGHT.muted).name()
    return {(x, y) for x in range(40, 320) for y in range(0, 60) if image.pixelColor(x, y).name() == muted}


def test_an_offer_is_underlined_with_dots_one_pixel_high(show: Show) -> None:
    written = Written().write("The pier is gone today.")
    view = show(written)
    assert inked(view) == set()
    view.set_offers([Offer(*written.span("pier is gone"), "Speaker: Bakke")])
    dots = inked(view)
    columns = sorted(x for x, _ in dots)
    assert len({y for _, y in dots}) == 1
    assert 0 < len(columns) < (columns[-1] - columns[0]) * 0.7


def test_a_statement_at_its_place_takes_the_dots_away(show: Show) -> None:
    written = Written().write("The pier is gone today.")
    view = show(written)
    view.set_offers([Offer(*written.span("pier is gone"), "Speaker: Bakke")])
    view.put_highlight(written.highlight("h", "pier", "Rose"))
    assert inked(view) == set()
    view.drop_highlight("h")
    assert inked(view) != set()
