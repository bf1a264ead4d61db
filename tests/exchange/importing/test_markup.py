"""Mark-up that came inside another file."""

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.importing.markup import items_with_depths, markup_items


def test_blocks_have_no_lines_since_those_of_the_page_are_not_the_files():
    assert [(item.text, item.line) for item in markup_items("<p>One</p>\n<p>Two</p>")] == [("One", 0), ("Two", 0)]


def test_each_block_knows_in_how_many_quotations_it_stands():
    page = (
        "<p>Own</p><blockquote>Bare<ul><li>Listed</li></ul><blockquote><p>Deep</p></blockquote></blockquote><p>Own</p>"
    )
    items, depths = items_with_depths(page)
    assert [item.text for item in items] == ["Own", "Bare", "Listed", "Deep", "Own"]
    assert depths == [0, 1, 1, 2, 0]


def test_a_quotation_in_the_cell_of_a_table_leaves_the_row_whole():
    page = "<table><tr><td>A</td><td><blockquote>B</blockquote></td></tr><tr><td>C</td><td>D</td></tr></table>"
    items, depths = items_with_depths(page)
    assert [item.text for item in items] == ["A\tB", "C\tD"]
    assert depths == [0, 0]


def test_a_picture_inside_the_words_is_given_back_its_bytes():
    address = "data:image/png;base64," + "iVBORw0KGgo" * 60
    (image,) = markup_items(f'<img src="{address}" width="300">')
    assert image.attributes["url"] == address


def test_what_is_nested_without_end_is_refused():
    with pytest.raises(RefusedError):
        markup_items("<table><tr><td>" * 10_000 + "x")
