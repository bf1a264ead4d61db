"""Bytes into text: byte order marks, UTF-8, UTF-16, what is declared, then detection.

What cannot be read is refused, never guessed.
"""

import codecs
import re
import unicodedata

from annotator.core.errors import RefusedError
from annotator.core.text import normalise
from annotator.exchange.importing import scripts

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
_LONGEST_LOOK = 20_000
_COMMON = frozenset(" \n.,。，、'\"-")
# Controls, private use, halves of pairs, not assigned, and what stands for what could not be decoded.
_ODD = frozenset(["Cc", "Co", "Cs", "Cn"])
# What articles were ever saved in; the rest of the world's encodings only make a wrong guess likelier.
_LIKELY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 koi8_r koi8_u iso8859_2 cp949 cp932 euc_jp gb18030 big5".split()
)
# Letters and signs of western Europe that, as bytes, are common letters of no other likely encoding.
_WESTERN = frozenset("áàâäãéèêëíïîóôöõúùûüçñßœÁÀÂÄÉÈÊËÍÓÔÖÚÜÇÑ«»„“”‘’–—…€¿¡°§·\u00a0")
# What the letters of central Europe look like when they are read as western or Turkish ones.
_SIGNS_IN = ("cp1252", "cp1254")
_SIGN_IN_WORD = re.compile(r"[a-z][¹³¼¾¿¯][a-z]")
# What programs write is more than the name that they declare for it.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
_WESTERN_NAMES = ("cp1252", "iso8859-15", "mac-roman")
# Names that are codecs of Python and no encoding of texts.
_NO_ENCODINGS = frozenset("idna punycode raw-unicode-escape unicode-escape undefined".split())
_LONGEST_NAME = 40
_SHIFTS = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp"))
_EMPTY = "The file is empty."
_BINARY = "This is not a text, nor a kind of file that is read; save it as Word, PDF or plain text and import that."
_UNKNOWN = "The text's encoding could not be told; open the file in an editor, save it as UTF-8 and import that."


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Give the normalised text and the name of its encoding.

    What the file declares counts unless its bytes belie it: many pages are UTF-8 or Korean and declare themselves
    western.

    Raises:
        RefusedError: the file is empty, binary, or in an encoding that cannot be told.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise RefusedError(_EMPTY)
    if data.startswith(_MAGIC):
        raise RefusedError(_BINARY)
    text, encoding = _decoded(data, known_encoding(declared))
    text = normalise(text)
    if not text.strip():
        raise RefusedError(_EMPTY)
    return text, encoding


def known_encoding(declared: str) -> str:
    """Give the codec that reads what programs write under a declared name, or "" where the name means nothing."""
    try:
        name = codecs.lookup(declared.strip()[:_LONGEST_NAME].casefold()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_ENCODINGS else _WIDER.get(name, name)


def _decoded(data: bytes, declared: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    guess = _utf16_without_mark(data)
    if guess:
        return _strictly(data, guess), guess
    if _is_binary(data[:_SAMPLE]):
        raise RefusedError(_BINARY)
    for mark, encoding in _SHIFTS:
        if mark in data[:_SAMPLE] and (text := _read(data, encoding)):
            return text, encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return _as_declared(data, declared) or _detected(data)


def _as_declared(data: bytes, declared: str) -> tuple[str, str] | None:
    """Read the bytes as declared; None where they cannot be that, or plainly are another script."""
    text = _read(data, declared) if declared else ""
    if not text:
        return None
    if declared in _WESTERN_NAMES and _is_western(data):
        return text, declared
    return None if is_belied(data, declared) else (text, declared)


def is_belied(data: bytes, declared: str) -> bool:
    """Tell whether bytes are plainly words in another encoding than the one that is declared for them."""
    likeliest, score = scripts.likeliest(data)
    is_clear = score >= scripts.CERTAIN and score - scripts.score(data, declared) > scripts.CLEARLY
    return is_clear and bool(_read(data, likeliest))


def _read(data: bytes, encoding: str) -> str:
    """Decode strictly; "" where that cannot be done or the name is of no text encoding."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise RefusedError(_UNKNOWN) from None


def _utf16_without_mark(data: bytes) -> str:
    """Tell UTF-16 by what it decodes to: in the wrong order of bytes, spaces and stops become rare characters."""
    sample = data[: _SAMPLE & ~1]
    if len(data) % 2 or b"\x00" not in sample:
        return ""
    scores = {encoding: _common_characters(sample, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] else ""


def _common_characters(sample: bytes, encoding: str) -> int:
    """Count the commonest characters of a text; 0 where it is none: odd characters, or too few common ones."""
    text = sample.decode(encoding, "replace")[:_LONGEST_LOOK]
    common = sum(map(_COMMON.__contains__, text))
    odd = sum(unicodedata.category(character) in _ODD for character in text if character not in "\t\n\r\f\ufeff")
    return common if common * 200 >= len(text) and odd * 200 <= len(text) else 0


def _is_binary(sample: bytes) -> bool:
    if b"\x00" in sample:
        return True
    controls = len(sample) - len(sample.translate(None, bytes(_CONTROLS)))
    return controls > len(sample) * 0.01


def _detected(data: bytes) -> tuple[str, str]:
    if _is_western(data):
        return data.decode("cp1252"), "cp1252"
    likeliest, score = scripts.likeliest(data)
    if score >= scripts.LIKELY and (text := _read(data, likeliest)):
        return text, likeliest
    # Imported here: it takes as long as several articles, and most projects never need it.
    from charset_normalizer import from_bytes

    has_signs = _SIGN_IN_WORD.search(data.decode("cp1252", "ignore")) is not None
    likely = [encoding for encoding in _LIKELY if not (has_signs and encoding in _SIGNS_IN)]
    best = from_bytes(data[:_SAMPLE], cp_isolation=likely).best()
    if best is None:
        raise RefusedError(_UNKNOWN)
    return _strictly(data, best.encoding), best.encoding


def _is_western(data: bytes) -> bool:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    others = [character for character in text if not character.isascii()]
    # In Portuguese õ comes with ã; without it, it is a Hungarian letter of another encoding.
    return len(others) * 5 < len(text) and _WESTERN.issuperset(others) and ("õ" not in others or "ã" in others)
