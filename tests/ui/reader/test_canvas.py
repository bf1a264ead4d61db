from dataclasses import replace

from PySide6.QtGui import QColor

from annotator.core.vocabulary import BlockKind
from annotator.ui.tokens import LIGHT
from tests.ui.reader.conftest import Show, Written, colours, picture


def test_what_was_added_and_removed_survives_folds_and_zoom(show: Show) -> None:
    written = Written().write("A notice.", fold="notice of the site").write("Words to keep. Words to lose.")
    view = show(written, written.highlight("lost", "Words to lose", "Rust"))
    view.put_highlight(written.highlight("kept", "Words to keep", "Blue"))
    view.drop_highlight("lost")
    view.set_zoom(1.5)
    view.show_span(*written.span("A notice."))
    assert view.content is not None
    assert [each.uid for each in view.content.highlights] == ["kept"]
    seen = colours(picture(view), view.viewport().rect())
    assert QColor(LIGHT.tag_colours["Blue"]).name() in seen
    assert QColor(LIGHT.tag_colours["Rust"]).name() not in seen


def test_an_empty_text_can_be_shown_and_left_again(show: Show) -> None:
    view = show(Written())
    assert view.place() == 0
    view.restore_place(0)
    view.show_source(None)
    assert view.selected_span() is None


def test_the_place_stays_when_the_pane_becomes_narrower_and_wider(show: Show) -> None:
    written = Written()
    for number in range(60):
        written.write(f"Paragraph {number}. " + "Enough words follow to fill more than one line of the pane. " * 4)
    view = show(written)
    start, _ = written.span("Paragraph 40.")
    view.restore_place(start)
    for width in (400, 900, 380, 640):
        view.resize(width, 600)
        picture(view)
        assert view.place() == start


def test_a_text_read_from_its_beginning_stays_there_when_the_pane_is_resized(show: Show) -> None:
    written = Written().write("Enough words to fill more than one line of the pane. " * 60)
    view = show(written)
    view.resize(400, 500)
    picture(view)
    assert view.verticalScrollBar().value() == 0


def test_corrected_blocks_are_shown_where_one_was_reading(show: Show) -> None:
    written = Written()
    for number in range(60):
        written.write(f"Paragraph number {number} of a long text on ferries.")
    view = show(written)
    view.restore_place(written.span("number 30 ")[0])
    place = view.place()
    blocks = [
        replace(block, kind=BlockKind.QUOTE) if index == 31 else block for index, block in enumerate(written.blocks)
    ]
    view.set_blocks(blocks)
    assert view.place() == place
    assert view.content is not None
    assert view.content.blocks == blocks


def test_all_folds_are_shown_and_hidden_again(show: Show) -> None:
    written = Written().write("Words.").write("Log in", fold="category").write("More.").write("Print", fold="category")
    view = show(written)
    view.show_folds(True)
    assert view.shows_folds
    view.show_folds(False)
    assert not view.shows_folds
