"""Words as WordprocessingML: escaping, characters that XML cannot hold, tabs and line breaks, direction, language."""

import re
import unicodedata

from annotator.core.directions import is_right_to_left

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REPLACEMENT = "\ufffd"

# What the XML 1.0 specification, production [2] Char, leaves out.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile('[&<>"\x00-\x1f\u2028\u2029\ufffe\uffff\ud800-\udfff]')
_BREAK = re.compile("(\t|\r\n|\r|\n|\u2028|\u2029)")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_STRONG_RIGHT = frozenset({"R", "AL"})
_EAST_ASIAN = {"ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN"}
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


def language_properties(language: str) -> str:
    """Write the run property that gives words their language, for spelling and fonts; nothing for none."""
    if not _LANGUAGE.fullmatch(language):
        return ""
    primary = language.lower().split("-")[0]
    if primary in _EAST_ASIAN:
        tag = language if "-" in language else _EAST_ASIAN[primary]
        return f'<w:lang w:eastAsia="{tag}"/>'
    if primary in _RIGHT_TO_LEFT_LANGUAGES:
        return f'<w:lang w:bidi="{language}"/>'
    return f'<w:lang w:val="{language}"/>'


class Text:
    """Write words into XML and count the characters that had to be replaced.

    XML cannot hold most control characters, U+FFFE, U+FFFF and lone surrogates: each becomes U+FFFD.
    """

    def __init__(self) -> None:
        self.replaced = 0

    def escaped(self, text: str) -> str:
        """Write words as the text of an element or the value of an attribute."""
        if not _SPECIAL.search(text):
            return text
        text, count = _IMPOSSIBLE.subn(REPLACEMENT, text)
        self.replaced += count
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

    def run(self, text: str, properties: str = "") -> str:
        """Write words as runs; those that run from right to left become runs of their own."""
        if not text:
            return ""
        if text.isascii() or not _RIGHT_TO_LEFT.search(text):
            return self._run(text, properties)
        return "".join(
            self._run(words, _with_rtl(properties) if is_rtl else properties) for words, is_rtl in _by_direction(text)
        )

    def _run(self, text: str, properties: str) -> str:
        before = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
        if not _SPECIAL.search(text):
            return f'{before}<w:t xml:space="preserve">{text}</w:t></w:r>'
        return f"{before}{''.join(map(self._piece, _BREAK.split(text)))}</w:r>"

    def _piece(self, piece: str) -> str:
        if not piece:
            return ""
        if piece == "\t":
            return "<w:tab/>"
        if _BREAK.fullmatch(piece):
            return "<w:br/>"
        # A quotation mark needs no escaping outside attributes, and stays readable.
        return f'<w:t xml:space="preserve">{self.escaped(piece).replace("&quot;", chr(34))}</w:t>'


def _with_rtl(properties: str) -> str:
    """Put the direction where the schema wants it: after everything but the language."""
    at = properties.find("<w:lang ")
    return f"{properties}<w:rtl/>" if at < 0 else f"{properties[:at]}<w:rtl/>{properties[at:]}"


def _by_direction(text: str) -> list[tuple[str, bool]]:
    """Split words by direction; what has none of its own goes with what stands before it."""
    pieces: list[tuple[str, bool]] = []
    start, current = 0, is_right_to_left(text)
    for index, character in enumerate(text):
        direction = unicodedata.bidirectional(character)
        is_right = direction in _STRONG_RIGHT
        if (is_right or direction == "L") and is_right != current:
            pieces.append((text[start:index], current))
            start, current = index, is_right
    pieces.append((text[start:], current))
    return [piece for piece in pieces if piece[0]]
