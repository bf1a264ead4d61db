"""What citeproc-py gets wrong, put right: punctuation that meets, marks inside marks, Korean dates."""

import re

from annotator.exchange.citing.items import ITALIC, LOCATOR, UPRIGHT

_STOPPED = re.compile(rf"([?!…])([”’{UPRIGHT}]*)\.")
# Two stops that meet; three are an ellipsis.
_DOUBLED = re.compile(r"(?<![.…])\.\s*\.(?!\.)|([,;:])(?:\s*\1)+")
_LOOSE = re.compile(rf"\s+([.,;:])|,(?=\.)|\(\s*\)|{ITALIC}{UPRIGHT}")
_BEHIND_MARK = re.compile(r"([”’])([.,])")
_KOREAN_DAY = re.compile(r"(\d{4}), (\d{1,2})월 (\d{1,2})(?!\d|일)")
_KOREAN_AND = re.compile(r",?\s*와/과\s+")
_KOREAN_MONTH = re.compile(r"(\d{4}), (\d{1,2})월")


def corrected(text: str, *, language: str, marks_inside: bool) -> str:
    """Put a rendered citation right. `marks_inside` puts stops and commas before a closing quotation mark."""
    if language == "ko":
        text = _KOREAN_MONTH.sub(r"\1년 \2월", _KOREAN_DAY.sub(r"\1년 \2월 \3일", text))
        text = _KOREAN_AND.sub(", ", text).replace(" 기타", " 외")
    text = _nested(text)
    text = _STOPPED.sub(r"\1\2", text)
    text = _LOOSE.sub(lambda match: match[1] or "", text)
    text = _DOUBLED.sub(lambda match: match[1] or ".", text)
    if marks_inside and language == "en":
        text = _BEHIND_MARK.sub(r"\2\1", text)
    return " ".join(text.split())


def without_repeat(entry: str, title: str) -> str:
    """Take out a title that a style gives twice, in the place of the author that is missing and again as itself."""
    bare = entry.replace(ITALIC, "").replace(UPRIGHT, "")
    if not title or bare.count(title) < 2:
        return entry
    again = re.compile(rf"[“{ITALIC}]*{re.escape(title)}[”{UPRIGHT}]*[.,]?\s*")
    second = [match for match in again.finditer(entry)][1:2]
    if not second:
        return entry
    at, end = second[0].span()
    return (entry[:at] + entry[end:]).strip()


def with_locator(text: str, words: str) -> str:
    """Put a locator's words where the style has its place, or nothing."""
    return _DOUBLED.sub(lambda match: match[1] or ".", text.replace(LOCATOR, f", {words}" if words else ""))


def _nested(text: str) -> str:
    """Turn double quotation marks inside double ones into single ones."""
    depth, made = 0, []
    for character in text:
        if character == "“":
            depth += 1
            made.append("‘" if depth > 1 else character)
        elif character == "”" and depth:
            made.append("’" if depth > 1 else character)
            depth -= 1
        else:
            made.append(character)
    return "".join(made)
