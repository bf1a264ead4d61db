"""Rich texts into items: groups and control words, read one after the other with a stack of what each group set.

The words follow the Rich Text Format Specification 1.9.1. What is marked to be passed over by those who do not know
it, is; what is known is read whether it is marked so or not.
"""

import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.core.errors import RefusedError
from annotator.exchange.importing.archives import DAMAGED, MOST_PICTURES, TOO_LARGE
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.composing import link_address
from annotator.exchange.importing.documents import Properties, reading_of
from annotator.exchange.importing.rtf_styles import BODY_LEVEL, Fonts, Style, StyleSheet
from annotator.exchange.importing.rtf_text import Place, RichText
from annotator.exchange.importing.rtf_tokens import Token, page_encoding, tokens
from annotator.exchange.importing.symbols import symbol

# No program nests groups deeper than some fifty.
DEEPEST_GROUP = 1_000
# A book of 200,000 words has two million signs.
MOST_TOKENS = 5_000_000


_LONGEST_MARKER = 20
_TEXT, _SKIP = "text", "skip"
_CHARACTERS = {
    **{"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•"},
    **{"tab": "\t", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c"},
    **{"ltrmark": "\u200e", "rtlmark": "\u200f", "zwbo": "\u200b"},
}
_SIGNS = {b"~": "\u00a0", b"-": "\u00ad", b"_": "\u2011"}
# Groups without words of the article that are not marked to be passed over.
_PASSED_OVER = frozenset(
    "colortbl xe rxe tc txe shprslt nonshppict nonesttables private mmathPict ftnsep ftnsepc ftncn aftnsep aftnsepc "
    "aftncn annotation atnid atnauthor pnseclvl filetbl listtable listoverridetable revtbl".split()
)
# Groups whose words are for somebody else than the reader, and those that hold groups with words.
_COLLECTED = frozenset("fldinst sn sv listtext pntext".split())
_HOLDERS = frozenset("info shape shpinst do picprop sp fonttbl stylesheet object moMath moMathPara shppict".split())
_INNER = {
    **dict.fromkeys("header headerl headerr headerf footer footerl footerr footerf".split(), "head"),
    **{"footnote": "note", "shptxt": "box", "dptxbxtext": "box"},
}
# Back to words, inside what holds none of its own.
_WORDS_AGAIN = frozenset(["result", "mr", "ud"])
_CLOSING = {"sv": "value", "listtext": "marker", "pntext": "marker"}


@dataclass(slots=True)
class _State:
    """What a group has set, and what is to be done when it ends."""

    destination: str = _TEXT
    closing: str = ""
    is_marked: bool = False
    fallback: int = 1
    font: int = -1
    is_hidden: bool = False
    is_deleted: bool = False
    place: Place = field(default_factory=Place)


def read(capture: Capture) -> Reading:
    """Read a rich text (see kinds.FormatModule)."""
    reader = _Reader()
    for count, token in enumerate(tokens(capture.data)):
        if count > MOST_TOKENS:
            raise RefusedError(TOO_LARGE)
        if reader.take(token):
            break
    return reader.finish(capture)


class _Reader:
    """Take the signs of one file and make its text of them."""

    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts = Fonts()
        self._default_font = -1
        self._styles = StyleSheet()
        self._style = Style()
        self._text = RichText(self._styles)
        self._bytes = bytearray()
        self._high = 0
        self._skip = 0
        self._collected: dict[str, str] = {}
        self._note_kinds: list[str] = []
        self._hex = bytearray()
        self._raw = b""
        self._pictures: dict[str, bytes] = {}
        self._created: dict[str, int] = {}
        self._handlers = self._text_words() | self._setting_words()

    def finish(self, capture: Capture) -> Reading:
        """Give the reading, once all signs were taken."""
        self._flush()
        while self._stack:
            self._close_group()
        self._text.finish()
        items = self._text.composer.finish()
        title, author = (" ".join(self._collected.get(name, "").split()) for name in ("title", "author"))
        numbers = [self._created.get(name, 0) for name in ("yr", "mo", "dy")]
        created = "-".join(f"{number:02}" for number in numbers) if all(numbers) else ""
        return reading_of(capture, items, Properties(title, author, created), self._pictures)

    def take(self, token: Token) -> bool:
        """Take a sign; True where it ends the document."""
        kind, value = token.kind, token.value
        if kind == "text" or kind == "code" or (kind == "sign" and value in b"\\{}"):
            self._take_bytes(value)
        elif kind == "data":
            self._raw = value
        else:
            if self._bytes:
                self._flush()
            self._skip = 0
            if kind == "brace":
                return self._take_brace(value)
            if kind == "sign":
                self._take_sign(value)
            else:
                self._take_word(value.decode("ascii"), token.number)
        return False

    def _text_words(self) -> dict[str, Callable[[int | None], None]]:
        """Give what the words do that are part of the text."""
        return {
            "par": lambda _: self._end_paragraph(),
            "sect": lambda _: self._end_paragraph(),
            "nestcell": lambda _: self._end_paragraph(),
            "line": lambda _: self._break(),
            "page": lambda _: self._break(),
            "cell": lambda _: self._in_text(self._text.end_cell),
            "row": lambda _: self._in_text(self._text.end_row),
            "u": self._add_unit,
            "ftnalt": lambda _: self._become_endnote(),
            "fldrslt": lambda _: self._open_result(),
            "pict": lambda _: self._open_picture(),
            "upr": lambda _: self._set(destination="upr"),
        }

    def _setting_words(self) -> dict[str, Callable[[int | None], None]]:
        """Give what the words do that say how the text is written and what it is."""
        return {
            "f": lambda number: self._set(font=number or 0),
            "plain": lambda _: self._set(font=self._default_font, is_hidden=False, is_deleted=False),
            "v": lambda number: self._set(is_hidden=number != 0),
            "deleted": lambda number: self._set(is_deleted=number != 0),
            "uc": lambda number: self._set(fallback=min(max(number or 0, 0), 16)),
            "pard": lambda _: self._set(place=Place()),
            "s": self._set_style,
            "outlinelevel": self._set_outline,
            "intbl": lambda _: self._set_place(is_in_table=True),
            "ls": lambda number: self._set_place(list_number=number or 0),
            "ilvl": lambda number: self._set_place(list_level=number or 0),
            "sbasedon": self._set_base,
            "fcharset": lambda number: self._fonts.set_charset(self._state.font, number or 0),
            "ansicpg": self._set_page,
            "mac": lambda _: self._set_page(10000),
            "pc": lambda _: self._set_page(437),
            "pca": lambda _: self._set_page(850),
            "deff": self._set_default_font,
            **{name: self._counter(name) for name in ("yr", "mo", "dy")},
        }

    def _take_bytes(self, value: bytes) -> None:
        """Keep bytes until it is clear that their characters are whole; those that stand in for others go."""
        if self._state.destination == "pict":
            self._hex += value
        elif self._skip >= len(value):
            self._skip -= len(value)
        else:
            self._bytes += value[self._skip :]
            self._skip = 0

    def _take_brace(self, value: bytes) -> bool:
        if value == b"}":
            if self._stack:
                self._close_group()
            return not self._stack
        if len(self._stack) >= DEEPEST_GROUP:
            raise RefusedError(DAMAGED)
        self._stack.append(self._state)
        closing = "style" if self._state.destination == "stylesheet" else ""
        if closing:
            self._style = Style()
        self._state = replace(self._state, closing=closing, is_marked=False)
        return False

    def _take_sign(self, value: bytes) -> None:
        if value == b"*":
            self._state.is_marked = True
        elif value in b"\r\n":
            self._end_paragraph()
        elif value in _SIGNS:
            self._add(_SIGNS[value])

    def _take_word(self, word: str, number: int | None) -> None:
        state = self._state
        is_marked, state.is_marked = state.is_marked, False
        if state.destination == _SKIP:
            return
        if handler := self._handlers.get(word):
            handler(number)
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in _INNER:
            self._open_inner(_INNER[word])
        elif word in _COLLECTED or (state.destination == "info" and word in ("title", "author", "creatim")):
            # The file's second author is who saved it last.
            state.destination = _SKIP if word == "author" and word in self._collected else word
            state.closing = _CLOSING.get(word, "")
        elif word in _HOLDERS:
            state.destination = word if word != "shppict" else state.destination
        elif word in _WORDS_AGAIN:
            state.destination = _TEXT
        elif is_marked or word in _PASSED_OVER:
            state.destination = _SKIP

    def _close_group(self) -> None:
        state, self._state = self._state, self._stack.pop()
        closing = state.closing
        if closing in ("note", "box", "head"):
            self._text.close_inner(closing, self._note_kinds.pop() if closing == "note" else "", self._state.place)
        elif closing == "link":
            self._text.composer.close_link()
        elif closing == "style":
            self._styles.add(self._style)
        elif closing == "marker":
            words = self._collected.pop(state.destination, "")
            self._text.marker = " ".join(words.split())[:_LONGEST_MARKER] or "-"
        elif closing == "value":
            words = self._collected.pop("sv", "")
            if self._collected.pop("sn", "").strip() == "wzDescription":
                self._collected["alt"] = words
        elif closing == "picture":
            self._close_picture()

    def _flush(self) -> None:
        """Turn the bytes that came into words."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        if self._state.destination == _SKIP:
            return
        if font := self._fonts.symbols_of(self._state.font):
            self._add("".join(symbol(font, f"{0xF000 + code:x}") if code > 32 else " " for code in data))
        else:
            self._add(data.decode(self._fonts.encoding_of(self._state.font), "replace"))

    def _add(self, words: str) -> None:
        """Add words where the group puts them."""
        state = self._state
        if state.destination == _TEXT:
            if not (state.is_hidden or state.is_deleted):
                self._text.add(words, state.place)
        elif state.destination in _COLLECTED or state.destination in ("title", "author"):
            self._collected[state.destination] = self._collected.get(state.destination, "") + words
        elif state.destination == "stylesheet":
            self._style.name += words
        elif state.destination == "fonttbl":
            self._fonts.font(state.font).name += words

    def _add_unit(self, number: int | None) -> None:
        """Add a character by its number; those beyond the first plane come as two."""
        unit = (number or 0) & 0xFFFF
        high, self._high = self._high, 0
        self._skip = self._state.fallback
        if 0xD800 <= unit < 0xDC00:
            self._high = unit
            return
        if high and 0xDC00 <= unit < 0xE000:
            unit = 0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00
        font = self._fonts.symbols_of(self._state.font)
        self._add(symbol(font, f"{unit:x}") if font else chr(unit))

    def _in_text(self, does: Callable[[], None]) -> None:
        if self._state.destination == _TEXT:
            does()

    def _break(self) -> None:
        if self._state.destination == _TEXT and self._text.composer.has_paragraph:
            self._text.composer.break_line()

    def _end_paragraph(self) -> None:
        if not self._state.is_deleted:
            self._in_text(self._text.end_paragraph)

    def _open_inner(self, kind: str) -> None:
        state = self._state
        if state.is_hidden or state.is_deleted:
            state.destination = _SKIP
            return
        if kind == "note":
            self._note_kinds.append("footnote")
        self._text.open_inner(kind)
        state.destination, state.closing, state.place = _TEXT, kind, Place()

    def _become_endnote(self) -> None:
        if self._note_kinds:
            self._note_kinds[-1] = "endnote"

    def _open_result(self) -> None:
        """Begin what a field shows; where its instruction was a link, that leads there."""
        state = self._state
        address = link_address(self._collected.pop("fldinst", ""))
        state.destination = _TEXT
        if address and not (state.is_hidden or state.is_deleted):
            state.closing = "link"
            self._text.open_link(address, state.place)

    def _open_picture(self) -> None:
        self._hex, self._raw = bytearray(), b""
        self._state.destination, self._state.closing = "pict", "picture"

    def _close_picture(self) -> None:
        alt = " ".join(self._collected.pop("alt", "").split())
        data = self._raw
        if not data:
            try:
                data = binascii.unhexlify(re.sub(rb"\s+", b"", bytes(self._hex)))
            except binascii.Error:
                data = b""
        name = ""
        if data and len(self._pictures) < MOST_PICTURES:
            name = f"picture {len(self._pictures) + 1}"
            self._pictures[name] = data
        self._text.picture(name, alt, self._state.place)

    def _set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self._state, name, value)

    def _set_place(self, **values: Any) -> None:
        self._state.place = replace(self._state.place, **values)

    def _set_style(self, number: int | None) -> None:
        if self._state.destination == "stylesheet":
            self._style.number = number or 0
        else:
            self._set_place(style=number or 0)

    def _set_outline(self, number: int | None) -> None:
        level = BODY_LEVEL if number is None else number
        if self._state.destination == "stylesheet":
            self._style.outline = level
        else:
            self._set_place(outline=level)

    def _set_base(self, number: int | None) -> None:
        if self._state.destination == "stylesheet" and number is not None:
            self._style.base = number

    def _set_page(self, number: int | None) -> None:
        self._fonts.encoding = page_encoding(number)

    def _set_default_font(self, number: int | None) -> None:
        self._default_font = self._state.font = number or 0

    def _counter(self, name: str) -> Callable[[int | None], None]:
        def keep(number: int | None) -> None:
            if self._state.destination == "creatim":
                self._created[name] = number or 0

        return keep
