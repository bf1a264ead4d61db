from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.document import image_words, unwritten_credit
from annotator.ui.tokens import LIGHT
from tests.ui.reader.conftest import Show, Written, colours, picture


def test_a_statement_with_two_tags_is_washed_in_the_first_and_striped_in_both(show: Show) -> None:
    written = Written().write("One statement here.")
    view = show(written, written.highlight("h", "One statement here", "Rose", "Green"))
    seen = colours(picture(view), view.viewport().rect())
    assert {QColor(LIGHT.tag_colours[name]).name() for name in ("Rose", "Green")} <= seen
    assert QColor(LIGHT.neutral).name() not in seen


def test_two_statements_over_the_same_words_share_one_neutral_wash(show: Show) -> None:
    written = Written().write("Two statements here.")
    highlights = [written.highlight(name, "Two statements here", name) for name in ("Rose", "Green")]
    assert QColor(LIGHT.neutral).name() in colours(picture(show(written, *highlights)), QRect(0, 0, 640, 600))


def test_a_highlight_in_a_line_of_two_directions_covers_its_own_words(show: Show) -> None:
    written = Written().write("They wrote שלום עולם in the letter.")
    view = show(written, written.highlight("h", "שלום", "Blue"))
    image, stripe = picture(view), QColor(LIGHT.tag_colours["Blue"]).name()
    columns = [x for x in range(40, image.width()) if stripe in colours(image, QRect(x, 0, 1, 80))]
    words = [view.span_rect(*written.span(each)) for each in ("They wrote ", " in the letter.")]
    middle = (words[0].right() + words[1].left()) / 2
    # The first Hebrew word stands at the right of the two, because they run from right to left.
    assert columns[0] > middle - 10
    assert columns[-1] <= words[1].left() + 1


def test_beyond_four_lanes_a_number_says_how_many_more(show: Show) -> None:
    written = Written().write("Crowded words.")
    names = ("Rose", "Green", "Blue", "Gold", "Teal", "Rust")
    few = show(written, *[written.highlight(name, "Crowded words", name) for name in names[:4]])
    many = show(written, *[written.highlight(name, "Crowded words", name) for name in names])
    right = QRect(few.viewport().width() - 36, 0, 36, 60)
    assert colours(picture(few), right) == {QColor(LIGHT.base).name()}
    assert len(colours(picture(many), right)) > 1


def test_the_stripe_of_a_moved_statement_is_dashed(show: Show) -> None:
    written = Written().write("Words that moved.")
    view = show(written, written.highlight("h", "Words that moved", "Blue"))
    stripe = QColor(LIGHT.tag_colours["Blue"]).name()

    def inked() -> int:
        image = picture(view)
        return sum(image.pixelColor(x, y).name() == stripe for x in range(54, 300) for y in range(0, 80))

    whole = inked()
    view.set_moved({"h"})
    assert 0 < inked() < whole * 0.9


def test_a_credit_that_the_text_leaves_out_is_shown_behind_the_caption(show: Show) -> None:
    written = (
        Written().write("\ufffc", BlockKind.IMAGE).write("A harbour", BlockKind.CAPTION, attributes={"credit": "AP"})
    )
    view = show(written)
    assert unwritten_credit(written.blocks, 1) == " · AP"
    shown = view.document().lastBlock()
    assert shown.length() - 1 == len("A harbour · AP")
    view.select_span(*written.span("A harbour"))
    assert view.createMimeDataFromSelection().text() == "A harbour"


def test_a_credit_that_the_text_holds_is_not_shown_twice() -> None:
    written = Written().write("A harbour", BlockKind.CAPTION, attributes={"credit": "AP"}).write("AP", BlockKind.CREDIT)
    assert unwritten_credit(written.blocks, 0) == ""


def test_an_image_without_a_caption_below_says_itself_what_it_shows() -> None:
    seen = {"url": "pictures/1.jpg", "alt": "A harbour", "caption": "A harbour in fog", "credit": "AP"}
    alone = Written().write("\ufffc", BlockKind.IMAGE, attributes=seen).write("Words.")
    assert image_words(alone.blocks, 0) == "A harbour in fog · AP"
    with_caption = (
        Written().write("\ufffc", BlockKind.IMAGE, attributes=seen).write("A harbour in fog", BlockKind.CAPTION)
    )
    assert "harbour" not in image_words(with_caption.blocks, 0)
    missing = Written().write("\ufffc", BlockKind.IMAGE, attributes={"missing": True})
    assert image_words(missing.blocks, 0) == "Image, not in the file"


def test_lines_hold_no_more_than_seventy_five_characters_however_wide_the_pane(show: Show) -> None:
    words = "The harbour master said on Monday that the late ferry had waited for the fog to lift over the water. "
    view = show(Written().write(words * 6))
    view.resize(1600, 600)
    picture(view)
    layout = view.document().firstBlock().layout()
    lengths = [layout.lineAt(number).textLength() for number in range(layout.lineCount() - 1)]
    assert 60 <= sum(lengths) / len(lengths) <= 75


def test_bars_of_two_statements_that_share_a_line_are_both_seen(show: Show) -> None:
    written = Written().write("One statement. Another one.")
    view = show(
        written, written.highlight("h", "One statement.", "Blue"), written.highlight("k", "Another one.", "Rust")
    )
    margin = colours(picture(view), QRect(0, 0, 50, 80))
    assert {QColor(LIGHT.tag_colours[name]).name() for name in ("Blue", "Rust")} <= margin
