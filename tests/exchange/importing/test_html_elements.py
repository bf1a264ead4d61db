"""Which picture an image shows, and what is none."""

import pytest

from annotator.exchange.importing.html_elements import image_address
from tests.exchange.importing.pages import tree


def address(markup: str) -> str:
    return image_address(tree(markup).find(".//img"))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="a.jpg">', "a.jpg"),
        ('<img src=" a.jpg " srcset="b.jpg 2x">', "a.jpg"),
        ('<img src="spacer.gif" data-src="a.jpg">', "a.jpg"),
        ('<img src="small.jpg" data-original="https://kell.example/large.jpg">', "https://kell.example/large.jpg"),
        ('<img src="./Page_files/a.jpg" data-src="https://kell.example/a.jpg">', "./Page_files/a.jpg"),
        ('<img src="data:image/png;base64,iVBORw0KGgo=" data-src="a.jpg">', "data:image/png;base64,iVBORw0KGgo="),
        ('<img src="data:image/svg+xml,x" srcset="a.jpg 320w, b.jpg 1280w, c.jpg 640w">', "b.jpg"),
        ('<img srcset="a,b.jpg 1x, c.jpg 2x">', "c.jpg"),
        ('<picture><source srcset="a.webp 1x, b.webp 2x"><img></picture>', "b.webp"),
        ('<img data-src="{{photo}}">', ""),
        ("<img>", ""),
    ],
)
def test_the_picture_is_the_one_that_a_reader_would_see(markup: str, expected: str):
    assert address(markup) == expected


@pytest.mark.parametrize("size", ['width="1" height="1"', 'width="0"', 'style="height:1px"', 'height="2px"'])
def test_a_pixel_that_counts_visitors_is_no_picture(size: str):
    assert address(f'<img src="https://count.example/p?x=1" {size}>') == ""


def test_a_wide_picture_is_one():
    assert address('<img src="a.jpg" width="100%" height="20">') == "a.jpg"
