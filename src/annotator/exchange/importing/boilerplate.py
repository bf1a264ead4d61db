"""What on a page is the article and what stands around it: menus, teasers, notices are folded, never left out.

trafilatura says which words are the article's; which blocks these are, and what else belongs to them, is said here.
"""

import logging
import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import groupby

import lxml.html

from annotator.core.text import count_words
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing import shapes
from annotator.exchange.importing.html_walker import Walk
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pictures import split_credit

# Of larger pages trafilatura takes longer to judge than anybody wants to wait.
MOST_JUDGED_ELEMENTS = 60_000
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\\W_]+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»」)]*\s*$")
_PICTURES = (BlockKind.IMAGE, BlockKind.CAPTION, BlockKind.CREDIT)
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
# An item counts as found where at least so many of its runs of three words stand in the article.
_RUN = 3
_ENOUGH_RUNS = 0.5
# Fewer words than this stand anywhere by chance: they have to be a line of the article by themselves.
_FEW_WORDS = 5
_LITTLE_TEXT = 100
_LITTLE, _MOST = 0.1, 0.5
_TEASER_LENGTH = 200
_TEASER_LINKED = 0.8
_HALF_LINKED = 0.5
_FURTHEST_TITLE = 30
_LEAST_PROSE_WORDS = 8
_NEAR_TITLE = 6
_BEHIND_ARTICLE = 8
_LONGEST_TAIL = 8
_LONG_LINE = 120


def fold_boilerplate(root: lxml.html.HtmlElement, walk: Walk, title: str, subtitles: Sequence[str] = ()) -> None:
    """Fold what is not the article; `title` is what the page calls itself, `subtitles` are what it may say under that.

    Where the article cannot be told, only what the page itself declares to be around it is folded: menus, feet, forms.
    """
    found = _found(walk.items, _article_lines(root))
    if _is_enough(walk, found):
        kept: Collection[int] = _Choice(walk, found, title, subtitles).kept
    else:
        kept = [at for at, is_outside in enumerate(walk.outside) if not is_outside]
    kept = set(kept) if any(walk.items[at].text for at in kept) else set(range(len(walk.items)))
    for at, item in enumerate(walk.items):
        if at not in kept:
            item.fold = FoldReason.BOILERPLATE


def _article_lines(root: lxml.html.HtmlElement) -> list[str]:
    """Give the lines that trafilatura takes for the article's; none where it finds nothing or the page is too large."""
    if is_large(root):
        return []
    # Imported here: it takes as long as many articles, and most projects have few pages.
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = extract(root, include_comments=False, include_tables=True, include_formatting=False, with_metadata=False)
    except Exception:  # Whatever it trips over in a strange page: we have the page's words, and fold less.
        return []
    return (text or "").split("\n")


def is_large(root: lxml.html.HtmlElement) -> bool:
    """Tell whether a page is too large to be judged as a whole."""
    return bool(root.xpath("count(.//*)") > MOST_JUDGED_ELEMENTS)


def words_of(text: str) -> tuple[str, ...]:
    """Give the words by which two texts are compared: without case, signs and spaces."""
    return tuple(_WORD.findall(text.casefold()))


def _found(items: Sequence[Item], lines: Sequence[str]) -> set[int]:
    """Give the indices of the items whose words stand in the article's lines."""
    by_line = [words_of(line) for line in lines]
    whole = set(by_line)
    runs = set(_runs([word for words in by_line for word in words]))
    found = set()
    for at, item in enumerate(items):
        own = words_of(item.text)
        if len(own) < _FEW_WORDS:
            is_found = bool(own) and own in whole
        else:
            own_runs = list(_runs(own))
            is_found = sum(map(runs.__contains__, own_runs)) >= _ENOUGH_RUNS * len(own_runs)
        if is_found:
            found.add(at)
    return found


def _runs(words: Sequence[str]) -> "zip[tuple[str, ...]]":
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


def _is_enough(walk: Walk, found: set[int]) -> bool:
    """Tell whether so much was found that the rest of the page can well be around it."""
    length = sum(len(walk.items[at].text) for at in found)
    inside = [item for item, is_out in zip(walk.items, walk.outside, strict=True) if not is_out]
    if length > sum(len(item.text) for item in inside) * _MOST:
        return True
    prose = sum(len(item.text) for item in inside if len(item.text) > _LONG_LINE and not _is_linked(item))
    return length > _LITTLE_TEXT and length >= prose * _LITTLE


def _is_linked(item: Item) -> bool:
    return linked_share(item) > _HALF_LINKED


class _Choice:
    """Choose the items that are the article: those that were found, and what belongs to them."""

    def __init__(self, walk: Walk, found: set[int], title: str, subtitles: Sequence[str] = ()) -> None:
        self._items, self._outside = walk.items, walk.outside
        self._subtitles = {words_of(words) for words in subtitles if words}
        self._title_at = len(walk.items)
        self._text = [at for at, item in enumerate(walk.items) if item.kind not in _PICTURES]
        self.kept = {at for at in found if walk.items[at].kind not in _PICTURES and not self._is_beside(at)}
        if self.kept:
            self._first, self._last = min(self.kept), max(self.kept)
            self._drop_end()
            self._add_head(words_of(title))
            self._add_notes_behind()
            self._add_tables()
            self._add_headings()
            self._add_pictures()

    def _is_beside(self, at: int) -> bool:
        """Tell whether an item in the article leads away from it: a teaser, an invitation."""
        item = self._items[at]
        is_teaser = item.kind in _LINES and len(item.text) < _TEASER_LENGTH and linked_share(item) > _TEASER_LINKED
        return is_teaser or (shapes.is_notice(item.text) and not shapes.byline(item.text))

    def _drop_end(self) -> None:
        """Let the article end with a sentence: short lines behind it announce what comes next on the page."""
        for at in sorted(self.kept, reverse=True)[:_LONGEST_TAIL]:
            item = self._items[at]
            is_short = count_words(item.text) <= _LEAST_PROSE_WORDS and not _SENTENCE_END.search(item.text)
            if item.kind not in _LINES or not is_short:
                break
            self.kept.discard(at)
        if self.kept:
            self._last = max(self.kept)

    def _add_head(self, title: tuple[str, ...]) -> None:
        """Add the title, the bylines and dates around it, and the prose between it and the article."""
        title_at = self._title_before(self._first, title)
        if title_at is None:
            return
        self.kept.add(title_at)
        self._title_at = title_at
        near = title_at + 2 * _NEAR_TITLE
        for at in range(max(0, title_at - _NEAR_TITLE), min(len(self._items), max(self._first, near))):
            item = self._items[at]
            if item.kind not in _LINES and item.kind is not BlockKind.QUOTE:
                continue
            is_head = is_about_article(item.text) or words_of(item.text) in self._subtitles
            is_lead = title_at < at < self._first and not self._outside[at] and self._is_prose(at)
            if (at < near and is_head) or is_lead:
                self.kept.add(at)

    def _title_before(self, first: int, title: tuple[str, ...]) -> int | None:
        for at in range(first, max(-1, first - _FURTHEST_TITLE), -1):
            item = self._items[at]
            if item.kind is BlockKind.HEADING and (item.level == 1 or words_of(item.text) == title):
                return at
        return None

    def _is_prose(self, at: int) -> bool:
        item = self._items[at]
        is_sentence = _SENTENCE_END.search(item.text) is not None or len(item.text) > _LONG_LINE
        is_long = count_words(item.text) >= _LEAST_PROSE_WORDS
        return is_sentence and is_long and not _is_linked(item) and not self._is_beside(at)

    def _add_notes_behind(self) -> None:
        """Add footnotes, and behind the article who wrote or translated it."""
        for at, item in enumerate(self._items):
            is_behind = self._last < at <= self._last + _BEHIND_ARTICLE and item.kind in _LINES
            if item.kind is BlockKind.FOOTNOTE or (is_behind and is_about_article(item.text)):
                self.kept.add(at)

    def _add_tables(self) -> None:
        """Add whole tables: those of which a part was found, and those between two blocks of the article."""
        before = -1
        for is_table, group in groupby(self._text, lambda at: self._items[at].kind is BlockKind.TABLE_ROW):
            rows = list(group)
            if is_table:
                behind = bisect_left(self._text, rows[-1]) + 1
                is_between = before in self.kept and behind < len(self._text) and self._text[behind] in self.kept
                if is_between or not self.kept.isdisjoint(rows):
                    self.kept.update(rows)
            before = rows[-1]

    def _add_headings(self) -> None:
        """Add headings that stand over the article's text."""
        behind = len(self._items)
        for at in reversed(self._text):
            item = self._items[at]
            is_over = item.kind is BlockKind.HEADING and self._first < at and behind in self.kept
            if is_over and not _is_linked(item):
                self.kept.add(at)
            behind = at

    def _add_pictures(self) -> None:
        """Add the pictures of the article with what belongs to them: those among its blocks and under its title."""
        is_kept = False
        for at, item in enumerate(self._items):
            if item.kind not in _PICTURES:
                continue
            if item.kind is BlockKind.IMAGE:
                is_kept = self._is_picture_of_article(at)
            elif not at or self._items[at - 1].kind not in _PICTURES:
                is_kept = all(self._are_beside(at))
            if is_kept:
                self.kept.add(at)

    def _are_beside(self, at: int) -> tuple[bool, bool]:
        """Tell whether the text before and the text behind a picture are the article's."""
        place = bisect_left(self._text, at)
        before = place > 0 and self._text[place - 1] in self.kept
        return before, place < len(self._text) and self._text[place] in self.kept

    def _is_picture_of_article(self, at: int) -> bool:
        """Tell whether a picture stands between two blocks of the article, or has a caption of its own beside one."""
        before, behind = self._are_beside(at)
        attributes = self._items[at].attributes
        if (before and behind) or attributes["caption"] in ("", split_credit(str(attributes["alt"]))[0]):
            return before and behind
        return before or behind or self._title_at < at < self._first


def is_about_article(text: str) -> bool:
    """Tell whether a line says who wrote the article, when, or from what it was translated."""
    if shapes.byline(text) or shapes.line_date(text) is not None or shapes.is_translation_note(text):
        return True
    return shapes.byline_and_date(text)[1] is not None


def linked_share(item: Item) -> float:
    """Give how much of an item's words are links."""
    linked: int = sum(end - start for start, end, _ in item.attributes.get("links", ()))
    return linked / max(1, len(item.text))
