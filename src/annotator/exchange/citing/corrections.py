"""What citeproc-py and the styles get wrong in the punctuation around a source's words, put right."""

import re

from annotator.exchange.citing.items import ADDRESS, CLOSING, DATE, ITALIC, JOINT, OPENING, OUTLET, TITLE, UPRIGHT

# Two stops that meet; three are an ellipsis.
_DOUBLED = re.compile(rf"(?<![.…])\.([{UPRIGHT}]?)\s*\.(?!\.)|([,;:])(?:\s*\2)+")
_LOOSE = re.compile(rf"\s+([.,;:])|,(?=\.)|\(\s*\)|{ITALIC}{UPRIGHT}")
_KOREAN_DAY = re.compile(r"(\d{4}), (\d{1,2})월 (\d{1,2})(?!\d|일)")
_KOREAN_MONTH = re.compile(r"(\d{4}), (\d{1,2})월")
_KOREAN_JOINT = re.compile(rf",?\s*{JOINT}\S+\s+")
_KOREAN_AND = re.compile(rf",?(?=\s*{JOINT}및)")
_KOREAN_OTHERS = re.compile(r", 외(?![가-힣])")
_RETRIEVED = re.compile(rf"\b(?:Retrieved|retrieved) (?={ADDRESS})")


def corrected(frame: str, language: str, *, is_turned: bool) -> str:
    """Put a rendered citation right whose words are still marks; `is_turned` tells of names that are turned round."""
    if language == "ko":
        frame = _KOREAN_MONTH.sub(r"\1년 \2월", _KOREAN_DAY.sub(r"\1년 \2월 \3일", frame))
        # Lists of Korean names have commas and nothing else.
        frame = _KOREAN_AND.sub("", frame).replace(JOINT, "") if is_turned else _KOREAN_JOINT.sub(", ", frame)
        frame = _KOREAN_OTHERS.sub(" 외", frame)
    # APA puts the day of reading behind this word; we know none.
    frame = _RETRIEVED.sub("", frame).replace(f"{DATE}, {DATE}", DATE)
    frame = _LOOSE.sub(lambda match: match[1] or "", frame)
    return undoubled(" ".join(frame.split()))


def undoubled(text: str) -> str:
    """Make one of two stops or commas that meet."""
    return _DOUBLED.sub(lambda match: match[2] or f".{match[1]}", text)


def corrected_listing(frame: str, *, joins_unturned: bool) -> str:
    """Put an entry of Chicago's bibliography right.

    Without an author it begins with the outlet, which is then not said again; a title without an outlet ends with a
    full stop; and of two names the first is followed by no comma where it was not turned round.
    """
    frame = frame.replace(f"{CLOSING},", f"{CLOSING}.").replace(f"{CLOSING}. n.d.", f"{CLOSING}. N.d.")
    if joins_unturned:
        frame = frame.replace(", and ", " and ", 1)
    return frame


def without_repeat(frame: str) -> str:
    """Take out a title or an outlet that is given twice, in the place of a missing author and again as itself."""
    for mark in (TITLE, OUTLET):
        found = list(re.finditer(rf"[{ITALIC}{OPENING}]*{mark}[{UPRIGHT}{CLOSING}]*[.,]?\s*", frame))
        if len(found) > 1:
            at, end = found[1].span()
            frame = (frame[:at] + frame[end:]).strip()
    return frame
