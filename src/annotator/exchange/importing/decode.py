"""Bytes into text: byte order marks, UTF-8, UTF-16, then detection. What cannot be read is refused, never guessed."""

import codecs

from annotator.core.errors import RefusedError
from annotator.core.text import normalise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What these begin with is no text, whatever it would decode to.
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"MZ\x90",
    b"\x1f\x8b",
)
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_SAMPLE = 200_000
_EMPTY = "The file is empty."
_BINARY = "This is not a text; save the article as plain text (.txt) or Markdown (.md) and import that."
_UNKNOWN = "The text's encoding could not be told; open the file in an editor, save it as UTF-8 and import that."


def decode(data: bytes) -> tuple[str, str]:
    """Give the normalised text and the name of its encoding.

    Raises:
        RefusedError: the file is empty, binary, or in an encoding that cannot be told.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise RefusedError(_EMPTY)
    if data.startswith(_MAGIC):
        raise RefusedError(_BINARY)
    text, encoding = _decoded(data)
    text = normalise(text)
    if not text.strip():
        raise RefusedError(_EMPTY)
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    guess = _utf16_without_mark(data)
    if guess:
        return _strictly(data, guess), guess
    if _is_binary(data[:_SAMPLE]):
        raise RefusedError(_BINARY)
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return _detected(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise RefusedError(_UNKNOWN) from None


def _utf16_without_mark(data: bytes) -> str:
    """Tell UTF-16 by where the zero bytes of its ASCII characters stand."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < 8 or len(data) % 2 or b"\x00" not in sample:
        return ""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > half * 0.3 and first < half * 0.05:
        return "utf-16-le"
    if first > half * 0.3 and second < half * 0.05:
        return "utf-16-be"
    return ""


def _is_binary(sample: bytes) -> bool:
    if b"\x00" in sample:
        return True
    controls = len(sample) - len(sample.translate(None, bytes(_CONTROLS)))
    return controls > len(sample) * 0.01


def _detected(data: bytes) -> tuple[str, str]:
    # Detection costs a second import that most projects never need.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise RefusedError(_UNKNOWN)
    return _strictly(data, best.encoding), best.encoding
