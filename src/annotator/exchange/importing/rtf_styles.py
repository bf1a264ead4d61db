"""The style sheet and the fonts of a rich text."""

from dataclasses import dataclass, field

from annotator.exchange.importing.rtf_tokens import LATIN, charset_encoding
from annotator.exchange.importing.styling import Manner, heading, manner_of

_LONGEST_CHAIN = 20
BODY_LEVEL = 9
_SYMBOLS = 2
_LONGEST_NAME = 200


@dataclass(slots=True)
class Style:
    """A paragraph style in the making."""

    number: int = 0
    name: str = ""
    base: int = -1
    outline: int = BODY_LEVEL


class StyleSheet:
    """The paragraph styles by number."""

    def __init__(self) -> None:
        self._styles: dict[int, Style] = {}
        self._known: dict[int, Manner | None] = {}

    def add(self, style: Style) -> None:
        """Take in a style."""
        style.name = style.name[:_LONGEST_NAME].strip().rstrip(";").strip()
        if style.name:
            self._styles.setdefault(style.number, style)

    def manner(self, number: int, outline: int) -> Manner | None:
        """Tell what a paragraph is by its style, else by its outline level, from 0; None for a plain one."""
        if number not in self._known:
            chain = self._chain(number)
            level = next((each.outline for each in chain if each.outline != BODY_LEVEL), BODY_LEVEL)
            self._known[number] = manner_of(each.name for each in chain) or _heading(level)
        return self._known[number] or _heading(outline)

    def _chain(self, number: int) -> list[Style]:
        chain: list[Style] = []
        while number in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[number])
            number = chain[-1].base
        return chain


def _heading(level: int) -> Manner | None:
    return heading(level + 1) if 0 <= level < BODY_LEVEL else None


@dataclass(slots=True)
class Font:
    """A font in the making; the encoding is "" where it is the document's."""

    encoding: str = ""
    name: str = ""
    is_symbol: bool = False


@dataclass(slots=True)
class Fonts:
    """The fonts by number."""

    encoding: str = LATIN
    _fonts: dict[int, Font] = field(default_factory=dict)

    def font(self, number: int) -> Font:
        """Give a font; it comes into being when it is first named."""
        return self._fonts.setdefault(number, Font())

    def set_charset(self, number: int, charset: int) -> None:
        """Note the character set of a font."""
        font = self.font(number)
        font.is_symbol = charset == _SYMBOLS
        font.encoding = charset_encoding(charset, "")

    def encoding_of(self, number: int) -> str:
        """Give the encoding of what is written in a font."""
        known = self._fonts.get(number)
        return (known.encoding if known else "") or self.encoding

    def symbols_of(self, number: int) -> str:
        """Give the name of a font whose characters are signs of its own, or ""."""
        known = self._fonts.get(number)
        return known.name.strip().rstrip(";").strip() if known and known.is_symbol else ""
