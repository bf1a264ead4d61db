"""The characters that symbol fonts show under numbers of their own."""

import re

_WINGDINGS = {
    **{0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪"},
    **{0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xF3: "⬄", 0xFB: "✗"},
    **{0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
}
_GREEK = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}
_SYMBOL = {
    **_GREEK,
    **{0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥"},
    **{0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑"},
}
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}
_HEXADECIMAL = re.compile(r"^[0-9A-Fa-f]{1,6}$")
# Word moves the characters of a symbol font up here.
_PRIVATE = 0xF000
_HIGHEST = 0x10FFFF


def symbol(font: str, code: str) -> str:
    """Give the character that a number in hexadecimal shows in a font; one that nobody knows is kept as it is."""
    if not _HEXADECIMAL.match(code):
        return ""
    number = int(code, 16)
    inner = number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 256 else number
    if known := _FONTS.get(font.casefold(), {}).get(inner):
        return known
    return chr(number) if number <= _HIGHEST else ""
