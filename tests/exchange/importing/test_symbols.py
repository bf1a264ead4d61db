"""Characters of symbol fonts."""

import pytest

from annotator.exchange.importing.symbols import symbol


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Wingdings", "F0E0", "→"),
        ("wingdings", "e0", "→"),
        ("Symbol", "F061", "α"),
        ("Symbol", "B7", "•"),
        ("Arial", "2022", "•"),
        ("Webdings", "F0AA", "\uf0aa"),
        ("Arial", "x", ""),
        ("Arial", "FFFFFF", ""),
        ("Arial", "", ""),
    ],
)
def test_a_symbol_is_what_its_font_shows(font: str, code: str, character: str):
    assert symbol(font, code) == character
