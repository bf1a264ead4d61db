"""The signs that a rich text is made of, and the encodings of its bytes."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?|\\'(?P<code>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)|\\"
)
LATIN = "cp1252"
# \fcharset by number; where it is none of these, the document's own encoding counts.
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_PAGES = {10000: "mac_roman", 65001: "utf-8", 936: "gb18030"}


class Token(NamedTuple):
    """A control word with its number, a byte by its code, a control sign, a brace, a run of plain bytes, or raw data.

    `kind` is "word", "code", "sign", "brace", "text" or "data".
    """

    kind: str
    value: bytes
    number: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """Give the signs of a rich text; data that is announced by its length is passed on as it is."""
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        kind = match.lastgroup
        if match["word"] is not None:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin" and number is not None and number >= 0:
                yield Token("data", data[at : at + number])
                at += number
            else:
                yield Token("word", match["word"], number)
        elif kind == "code":
            yield Token(kind, bytes.fromhex(match["code"].decode("ascii")))
        elif kind:
            yield Token(kind, match[kind])


def charset_encoding(charset: int, default: str) -> str:
    """Give the encoding of a font's character set."""
    return _CHARSETS.get(charset, default)


def page_encoding(page: int | None) -> str:
    """Give the encoding of a code page; one that nobody knows is read as western."""
    name = _PAGES.get(page or 0, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return LATIN
    return name
