"""The signs of a rich text."""

import pytest

from annotator.exchange.importing.rtf_tokens import Token, charset_encoding, page_encoding, tokens


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\\par x", [Token("word", b"par"), Token("text", b"x")]),
        (b"\\li-720x", [Token("word", b"li", -720), Token("text", b"x")]),
        (b"\\'E9a", [Token("code", b"\xe9"), Token("text", b"a")]),
        (b"\\~\\{", [Token("sign", b"~"), Token("sign", b"{")]),
        (b"{a\r\nb}", [Token("brace", b"{"), Token("text", b"a"), Token("text", b"b"), Token("brace", b"}")]),
        (b"\\bin3 a}bc", [Token("data", b"a}b"), Token("text", b"c")]),
        (b"\\bin99 ab", [Token("data", b"ab")]),
        (b"\\bin-3 ab", [Token("word", b"bin", -3), Token("text", b"ab")]),
        (b"\\'zz", [Token("sign", b"'"), Token("text", b"zz")]),
        (b"a\\", [Token("text", b"a")]),
        (b"\x00\x00", []),
    ],
)
def test_bytes_are_parted_into_signs(data: bytes, found: list[Token]):
    assert list(tokens(data)) == found


@pytest.mark.parametrize(
    ("page", "encoding"), [(1251, "cp1251"), (949, "cp949"), (65001, "utf-8"), (99999, "cp1252"), (None, "cp1252")]
)
def test_a_code_page_has_an_encoding(page: int | None, encoding: str):
    assert page_encoding(page) == encoding


def test_a_character_set_that_says_nothing_leaves_it_to_the_document():
    assert (charset_encoding(0, "cp1251"), charset_encoding(204, "x")) == ("cp1251", "cp1251")
