"""A source's words put into the frame of a citation, where their last mark meets the style's punctuation."""

import re

from annotator.exchange.citing.items import ADDRESS, CLOSING, OPENING, OUTLET, TITLE, UPRIGHT, Fields

_PLACE = re.compile(rf"([{TITLE}{OUTLET}])([{UPRIGHT}]?)({CLOSING}?)([.,]?)")
_DOUBLE = re.compile(r"“([^“”]*)”")
_SINGLE = re.compile(r"(?<!\w)‘([^‘’]*)’(?!\w)")
_CLOSING_MARKS = re.compile(r"[”’]+$")
_ENDS = (".", "?", "!", "…")


def filled(frame: str, words: Fields, *, marks_inside: bool) -> str:
    """Put the words where their marks are.

    `marks_inside` puts stops and commas before a closing quotation mark, as American English does. A full stop that
    meets a title's own "?", "!" or "." is left out.
    """

    def placed(match: re.Match[str]) -> str:
        mark, upright, closing, stop = match.groups()
        text = words.title if mark == TITLE else words.outlet
        if stop == "." and text.rstrip("”’").endswith(_ENDS):
            stop = ""
        if closing:
            text = _inner(text)
        if not marks_inside or not stop:
            return f"{text}{upright}{'”' if closing else ''}{stop}"
        body, marks = _parted(text)
        if marks or closing:
            return f"{body}{stop}{marks}{upright}{'”' if closing else ''}"
        return f"{text}{upright}{stop}"

    return _PLACE.sub(placed, frame).replace(OPENING, "“").replace(ADDRESS, words.address)


def _inner(title: str) -> str:
    """Change the quotation marks of a title that is itself in double ones: double to single and back."""

    def changed(match: re.Match[str]) -> str:
        return "‘" + _SINGLE.sub(r"“\1”", match[1]) + "’"

    return _DOUBLE.sub(changed, title)


def _parted(text: str) -> tuple[str, str]:
    """Part a title from the quotation marks at its end; an apostrophe there is no such mark."""
    match = _CLOSING_MARKS.search(text)
    if match is None or ("’" in match[0] and "‘" not in text):
        return text, ""
    return text[: match.start()], match[0]
