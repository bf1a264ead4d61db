"""The furniture of a page around the article: what stands before and behind it, folded or read as metadata.

Everything stays in the text; a fold only collapses it, and says why.
"""

import re
from dataclasses import dataclass, field

from annotator.core.records import Inferred
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing import shapes
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.plain_text import is_short

_BODY_LENGTH = 200
_SENTENCE_LENGTH = 60
_LONGEST_TITLE = 250
_LONGEST_NOTICE = 140
_FEW_WORDS = 3
# Where no line looks like the article's text by then, the furniture has ended all the same.
_LONGEST_HEAD = 15
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’»」)]*(?:\s|$)")
_STOP_AT_END = re.compile(r"[.。][\"'”’»」)]*$")
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)


@dataclass
class Found:
    """What the furniture tells about the article."""

    values: dict[str, Inferred] = field(default_factory=dict)
    categories: list[Item] = field(default_factory=list)

    def note(self, field_name: str, value: object, line: int, sure: bool = True) -> None:
        """Keep the first value that is found for a field."""
        self.values.setdefault(field_name, Inferred(value, f"line {line}" if line else "text", sure))


def read_furniture(items: list[Item], is_titled: bool = False) -> Found:
    """Find title, subtitle, dates, bylines, categories and notices; set kinds and folds accordingly.

    What is folded already is left alone; a title and a subtitle that the format has told are believed. Where the file
    `is_titled` in so many words, no line is taken for the title that only might be one.
    """
    items = [item for item in items if not item.fold]
    found = Found()
    for item in items:
        if item.kind is BlockKind.SUBTITLE:
            found.note("subtitle", item.text, item.line)
    body = _body_start(items)
    _Head(items, body, found, is_titled).read()
    _read_tail(items, body, found)
    if found.categories:
        words = "; ".join(dict.fromkeys(item.text for item in found.categories))
        found.note("category", words, found.categories[0].line)
    return found


def _body_start(items: list[Item]) -> int:
    """Give the index of the article's first paragraph: prose, with no more furniture right behind it."""
    fallback = len(items)
    for index, item in enumerate(items):
        if item.kind is BlockKind.PARAGRAPH and _opens_body(item.text) and not _head_goes_on(items, index):
            return index
        if index and item.kind is BlockKind.PARAGRAPH and fallback == len(items) and _SENTENCE_END.search(item.text):
            fallback = index
        if index > _LONGEST_HEAD:
            break
    return fallback


def _is_prose(text: str) -> bool:
    return len(text) >= _BODY_LENGTH or len(_SENTENCE_END.findall(text)) > 1


def _opens_body(text: str) -> bool:
    if _is_prose(text):
        return True
    is_sentence = len(text) >= _SENTENCE_LENGTH and _STOP_AT_END.search(text) is not None
    return is_sentence and not shapes.is_notice(text) and not shapes.is_translation_note(text)


def _head_goes_on(items: list[Item], index: int) -> bool:
    """Tell whether page furniture (a label, a date, a line of the head again) stands right behind this one."""
    if index + 1 >= len(items) or items[index + 1].kind not in _LINES:
        return False
    following = items[index + 1].text
    before = {item.text.casefold() for item in items[:index]}
    return following.casefold() in before or shapes.is_label(following) or _is_byline_or_date(following)


def _is_byline_or_date(text: str) -> bool:
    if shapes.byline(text) or shapes.line_date(text) is not None:
        return True
    return shapes.byline_and_date(text)[1] is not None


class _Head:
    """Read what stands before the article's first paragraph."""

    def __init__(self, items: list[Item], body: int, found: Found, is_titled: bool) -> None:
        self._items = items
        self._found = found
        self._body = body
        self._is_titled = is_titled
        self._head = [(at, item) for at, item in enumerate(items[:body]) if item.kind in _LINES]
        self._title_at = -1

    def read(self) -> None:
        """Set the kinds and folds of the head's lines, and note what they tell."""
        self._title_at = self._find_title()
        title = self._items[self._title_at].text.casefold() if self._title_at >= 0 else ""
        if title:
            item = self._items[self._title_at]
            item.kind, item.level = BlockKind.TITLE, 1
            self._found.note("title", item.text, item.line)
        for place, (at, item) in enumerate(self._head):
            if item.text.casefold() != title:
                self._read_line(place, at, item)

    def _read_line(self, place: int, at: int, item: Item) -> None:
        text, found = item.text, self._found
        names, known = shapes.byline_and_date(text)
        known, names = known or shapes.line_date(text), names or shapes.byline(text)
        if known is not None or names:
            item.kind, item.level = BlockKind.METADATA, 0
            if names:
                found.note("author", names, item.line)
            if known is not None:
                found.note("published", known, item.line)
        elif shapes.is_translation_note(text):
            item.kind = BlockKind.METADATA
            found.note("translation_note", text, item.line)
        elif self._is_lone_author(place):
            item.kind, item.level = BlockKind.METADATA, 0
            found.note("author", shapes.names(text), item.line, sure=False)
        elif self._body == len(self._items):
            return  # a text of short lines only: nothing tells furniture from words
        elif shapes.is_category_row(text) or shapes.is_category_label(text):
            _fold_as_category(item, found)
        elif shapes.is_label(text):
            _fold(item, FoldReason.LABEL)
        elif shapes.is_notice(text):
            _fold(item, FoldReason.SITE_NOTICE)
        elif item.kind is BlockKind.HEADING and at > self._title_at >= 0:
            return
        elif self._title_at >= 0 and len(text.split()) <= _FEW_WORDS and is_short(text):
            _fold_as_category(item, found)
        elif "subtitle" not in found.values and self._is_subtitle(at, item):
            item.kind, item.level = BlockKind.SUBTITLE, 0
            found.note("subtitle", text, item.line)

    def _find_title(self) -> int:
        """Find what is told to be the title, else what the head repeats, a first heading, a line that is no furniture.

        -1 where there is none: a text that begins with prose, or that is one line and nothing else.
        """
        texts = [item.text.casefold() for item in self._items[: self._body + 1]]
        for at, item in enumerate(self._items):
            if item.kind is BlockKind.TITLE:
                return at
        for at, item in self._head:
            if len(item.text.split()) > _FEW_WORDS and texts.count(texts[at]) > 1:
                return at
        for at, item in self._head:
            if item.kind is BlockKind.HEADING and item.level == 1:
                return at
        if len(self._items) < 2 or self._is_titled:
            return -1
        likely = [(at, item.text) for at, item in self._head if self._can_be_title(item.text)]
        if self._body < len(self._items):
            likely = [each for each in likely if self._is_full_title(each[1])] or likely
        return likely[0][0] if likely else -1

    def _can_be_title(self, text: str) -> bool:
        if len(text) > _LONGEST_TITLE or shapes.is_category_row(text) or shapes.is_label(text):
            return False
        return not (_is_byline_or_date(text) or shapes.is_translation_note(text) or shapes.is_notice(text))

    @staticmethod
    def _is_full_title(text: str) -> bool:
        """Tell whether a line is more than the name of a rubric, and no sentence."""
        return (len(text.split()) > _FEW_WORDS or not text.isascii()) and not _STOP_AT_END.search(text)

    def _is_lone_author(self, place: int) -> bool:
        """Tell whether a bare name is the author's: under a label that says so, or beside the date."""
        at, item = self._head[place]
        if at < self._title_at or item.kind is not BlockKind.PARAGRAPH or not shapes.is_person(item.text):
            return False
        before = self._head[place - 1][1].text if place else ""
        behind = self._head[place + 1][1].text if place + 1 < len(self._head) else ""
        return shapes.is_author_label(before) or any(shapes.line_date(text) is not None for text in (before, behind))

    def _is_subtitle(self, at: int, item: Item) -> bool:
        """Tell whether a line of the head is a subtitle: behind the title, before pictures and text, no label."""
        between = self._items[self._title_at : at]
        if at < self._title_at or self._title_at < 0 or any(each.kind is BlockKind.IMAGE for each in between):
            return False
        return item.kind is BlockKind.PARAGRAPH and len(item.text.split()) > _FEW_WORDS


def _read_tail(items: list[Item], body: int, found: Found) -> None:
    """Read the bylines and notes behind the article, and fold the notices of the site from there on."""
    is_over = False
    for item in _tail(items, body):
        if item.kind not in _LINES:
            continue
        if shapes.is_translation_note(item.text):
            item.kind, is_over = BlockKind.METADATA, True
            found.note("translation_note", item.text, item.line)
        elif names := shapes.byline(item.text):
            item.kind, is_over = BlockKind.METADATA, True
            found.note("author", names, item.line)
        elif (known := shapes.line_date(item.text)) is not None:
            item.kind, is_over = BlockKind.METADATA, True
            found.note("published", known, item.line)
        elif shapes.is_notice(item.text) or (is_over and len(item.text) <= _LONGEST_NOTICE):
            is_over = True
            _fold(item, FoldReason.SITE_NOTICE)
        if item.kind is BlockKind.METADATA:
            item.level = 0


def _tail(items: list[Item], body: int) -> list[Item]:
    """Give the short lines behind the last long paragraph."""
    for index in range(len(items) - 1, body, -1):
        if items[index].kind is BlockKind.PARAGRAPH and _is_prose(items[index].text):
            return items[index + 1 :]
    return items[body + 1 :]


def _fold(item: Item, reason: FoldReason) -> None:
    item.kind, item.level, item.fold = BlockKind.PARAGRAPH, 0, reason


def _fold_as_category(item: Item, found: Found) -> None:
    _fold(item, FoldReason.CATEGORY)
    found.categories.append(item)
