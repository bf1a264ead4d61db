"""The lines of a mail: joined again where they were broken for sending, and told from earlier mails and signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from annotator.core.vocabulary import FoldReason
from annotator.exchange.importing import mail_words

_QUOTED = re.compile(r"(?:>[ ]?)+")
_LISTED = re.compile(r"(?:[-*•–+]|\d{1,3}[.)]|\[\w{1,4}\])\s")
# In columns, of which Han, kana and Hangul take two.
_NARROWEST, _WIDEST = 60, 100
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_FIELDS_LOOKED_AT = 7
_LONGEST_WROTE = 300
_LONGEST_ATTRIBUTION = 3
_SIGNATURE = re.compile(r"^--\s*$")
_RULE = re.compile(r"^_{20,}$")
_LONGEST_SIGNATURE = 12


@dataclass(slots=True)
class Line:
    """A line, or a block of a page: `depth` is how often it is quoted, `fold` why it is folded, or ""."""

    text: str
    depth: int = 0
    fold: str = ""


def read_lines_of(text: str, is_flowed: bool, drops_space: bool) -> list[Line]:
    """Give the lines of a text without the marks of quoting; flowed ones are joined (RFC 3676)."""
    lines: list[Line] = []
    goes_on = False
    for raw in text.split("\n"):
        match = _QUOTED.match(raw)
        depth = match[0].count(">") if match else 0
        words = raw[match.end() :] if match else raw
        if depth == 1 and raw.startswith(">From "):
            depth, words = 0, raw[1:]
        if not is_flowed:
            lines.append(Line(words if words == "-- " else words.strip(), depth))
            continue
        if not match and words.startswith(" "):
            words = words[1:]
        is_sign = words == "-- "
        if goes_on and not is_sign and lines[-1].depth == depth:
            lines[-1].text += words
        else:
            lines.append(Line(words, depth))
        goes_on = words.endswith(" ") and not is_sign
        if goes_on and drops_space:
            lines[-1].text = lines[-1].text[:-1]
    return lines


def wrapped_at(lines: Sequence[Line]) -> int:
    """Give the width at which a mail's lines were broken, or 0 where they were not."""
    width = max((_columns(line.text) for line in lines), default=0)
    return width if _NARROWEST <= width <= _WIDEST else 0


def unwrapped(lines: Sequence[Line], width: int) -> str:
    """Join the lines that were broken because the next word had no room, and give them as a text."""
    joined: list[str] = []
    last = ""
    for line in lines:
        text = line.text.strip()
        room = _columns(last) + 1 + _columns(text.split(" ", 1)[0])
        is_broken = width > 0 and bool(last) and bool(text) and room > width
        if is_broken and not _LISTED.match(text) and not mail_words.FIELD.match(text):
            joined[-1] += " " + text
        else:
            joined.append(text)
        last = text
    return "\n".join(joined)


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


class Thread:
    """Tell a mail's own words from those of the mails before it and from signatures, by notes on its lines."""

    def __init__(self, lines: Sequence[Line], is_answer: bool, is_forward: bool) -> None:
        self._lines = lines
        self._is_answer = is_answer
        self._is_forward = is_forward
        self._forwarded = (0, 0)

    def fold(self) -> str:
        """Note the folds; give the header lines of the mail that is passed on, or "" where it is none.

        A mail that says nothing itself is read for what it carries.
        """
        at = 0
        while at < len(self._lines):
            at = self._next(at)
        begin, end = self._forwarded
        if not any(line.text.strip() and not line.fold for line in self._lines):
            for line in self._lines:
                line.fold = "" if line.fold == FoldReason.EARLIER_MAIL else line.fold
        return "\n".join(line.text for line in self._lines[begin:end])

    def _next(self, at: int) -> int:
        """Note the folds of what begins at a line; give the line behind it."""
        line, end = self._lines[at], len(self._lines)
        if head := self._head(at):
            if self._is_forward:
                self._is_forward, self._forwarded = False, (at, at + head)
                self._lift(at, self._lines[at + head - 1].depth)
                return self._note(at, at + head, FoldReason.EARLIER_MAIL)
            return self._note(at, end, FoldReason.EARLIER_MAIL)
        if wrote := self._attribution(at):
            self._is_answer = True
            behind = self._skip_empty(at + wrote)
            is_marked = behind < end and self._lines[behind].depth > line.depth
            return self._note(at, behind if is_marked else end, FoldReason.EARLIER_MAIL)
        if line.depth:
            return self._note(at, at + 1, FoldReason.EARLIER_MAIL if self._is_answer else "")
        if self._begins_signature(at):
            return self._note(at, self._signature_end(at), FoldReason.SITE_NOTICE)
        return self._note(at, at + 1, FoldReason.SITE_NOTICE if mail_words.SENT_FROM.match(line.text) else "")

    def _lift(self, at: int, depth: int) -> None:
        """Take off the marks of quoting that a mail was passed on with: its words are what is to be read."""
        for line in self._lines[at:] if depth else ():
            line.depth = max(0, line.depth - depth)

    def _note(self, begin: int, end: int, fold: str) -> int:
        for line in self._lines[begin:end]:
            line.fold = fold
        return end

    def _head(self, at: int) -> int:
        """Give how many lines the head of another mail takes here, or 0."""
        text = self._lines[at].text
        is_begun = mail_words.EARLIER.match(text) is not None
        if not is_begun and not mail_words.FROM_FIELD.match(text):
            return 0
        if mail_words.FIELDS_IN_LINE.match(text):
            return 1
        first = self._skip_empty(at + 1) if is_begun else at
        fields = [
            index
            for index in range(first, min(first + _FIELDS_LOOKED_AT, len(self._lines)))
            if mail_words.FIELD.match(self._lines[index].text)
        ]
        if is_begun:
            is_one_line = first < len(self._lines) and mail_words.FIELDS_IN_LINE.match(self._lines[first].text)
            return (fields[-1] if fields else first if is_one_line else at) + 1 - at
        return fields[-1] + 1 - at if len(fields) > 2 else 0

    def _attribution(self, at: int) -> int:
        """Give how many lines say when and by whom what follows was written; 0 where none do.

        They name a date, in the first line, unless what follows is marked as quoted.
        """
        first = self._lines[at]
        if len(first.text) > _LONGEST_WROTE:
            return 0
        if not mail_words.DATED.search(first.text):
            behind = self._skip_empty(at + 1) if mail_words.WROTE.search(first.text) else len(self._lines)
            return 1 if behind < len(self._lines) and self._lines[behind].depth > first.depth else 0
        text = ""
        for count, line in enumerate(self._lines[at : at + _LONGEST_ATTRIBUTION], 1):
            text = f"{text} {line.text.strip()}".strip()
            if not line.text.strip() or line.depth != first.depth or len(text) > _LONGEST_WROTE:
                return 0
            if mail_words.WROTE.search(text):
                return count if count == 1 or not mail_words.DATED.search(line.text) else 0
        return 0

    def _skip_empty(self, at: int) -> int:
        while at < len(self._lines) and not self._lines[at].text.strip():
            at += 1
        return at

    def _begins_signature(self, at: int) -> bool:
        text = self._lines[at].text
        if text == "-- ":
            return True
        if not _SIGNATURE.match(text) and not _RULE.match(text):
            return False
        rest = (self._lines[index] for index in range(at, len(self._lines)))
        filled = islice((line for line in rest if line.text.strip()), _LONGEST_SIGNATURE + 1)
        return sum(1 for _ in filled) <= _LONGEST_SIGNATURE

    def _signature_end(self, at: int) -> int:
        """Give the line at which a signature ends: where an earlier mail begins, else at the end."""
        for index in range(at + 1, len(self._lines)):
            if self._lines[index].depth or self._head(index) or self._attribution(index):
                return index
        return len(self._lines)
