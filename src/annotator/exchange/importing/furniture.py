"""The furniture of a page around the article: what stands before and behind it, folded or read as metadata.

Everything stays in the text; a fold only collapses it, and says why.
"""

import re
from dataclasses import dataclass, field

from annotator.core.dates import parse_date
from annotator.core.records import FuzzyDate, Inferred
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.plain_text import is_short

_SEPARATED = re.compile(r"^[^.!?]{1,40}(?:\s[|/>»›·•]\s[^.!?]{1,40})+$")
_LABELS = frozenset(
    [
        "detail",
        "details",
        "published",
        "publication",
        "date",
        "updated",
        "posted",
        "author",
        "authors",
        "by",
        "source",
        "share",
        "print",
        "summary",
        "tags",
        "topics",
        "category",
        "type",
        "file",
        "files",
        "download",
        "contents",
        "read",
    ]
) | {"last updated", "date published", "read more", "most read", "related articles"}
_DATE_LABEL = re.compile(r"^(?:published|posted|updated|date|last updated|publication date)(?: on)?\s*:?\s*(.+)$", re.I)
_BYLINE = re.compile(r"^by\s+(?P<names>[^\d.!?:;]{3,120}?)(?:\s*[\[(<].*|\s+\S+@\S+)?$", re.I)
_TRANSLATED = re.compile(r"^(?:this (?:article|story|text) was )?translated (?:from|by|and)\b|번역", re.I)
_NOTICE = re.compile(
    r"\b(?:log ?in|sign (?:in|up)|subscribe|newsletter|cookies?|all rights reserved|advertisement|follow us|share this|"
    r"read more|comments?|privacy policy|terms of (?:use|service)|standards board)\b|©|무단 ?전재",
    re.I,
)
_LONGEST_NOTICE = 140
_BODY_LENGTH = 200
_FEW_WORDS = 3
_EMAIL = re.compile(r"\S+@\S+")


@dataclass
class Found:
    """What the furniture tells about the article."""

    values: dict[str, Inferred] = field(default_factory=dict)
    categories: list[Item] = field(default_factory=list)

    def note(self, field_name: str, value: object, line: int, sure: bool = True) -> None:
        """Keep the first value that is found for a field."""
        self.values.setdefault(field_name, Inferred(value, f"line {line}", sure))


def read_furniture(items: list[Item]) -> Found:
    """Find title, subtitle, dates, bylines, categories and notices; set kinds and folds accordingly."""
    found = Found()
    body = _body_start(items)
    _read_head(items, body, found)
    _read_tail(items, body, found)
    if found.categories:
        words = "; ".join(dict.fromkeys(item.text for item in found.categories))
        found.note("category", words, found.categories[0].line)
    return found


def _body_start(items: list[Item]) -> int:
    """Give the index of the first paragraph of the article itself: a long one, or one behind a short line."""
    for index, item in enumerate(items):
        if not index or item.kind is not BlockKind.PARAGRAPH:
            continue
        if _is_body(item.text) and not _header_goes_on(items, index):
            return index
    return len(items)


def _is_body(text: str) -> bool:
    return len(text) >= _BODY_LENGTH or len(re.findall(r"[.!?。][\"'”’]?(?:\s|$)", text)) > 1


def _header_goes_on(items: list[Item], index: int) -> bool:
    """Tell whether page furniture (a label, a date, a line of the head again) stands right behind this one."""
    following = items[index + 1 : index + 3]
    heads = {item.text.casefold() for item in items[:index]}
    return any(
        item.kind is BlockKind.PARAGRAPH
        and (item.text.casefold() in heads or _is_label(item.text) or _line_date(item.text))
        for item in following[:1]
    )


def _read_head(items: list[Item], body: int, found: Found) -> None:
    head = [item for item in items[:body] if item.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)]
    title = _title(items, head)
    if title is None:
        return
    title.kind, title.level = BlockKind.TITLE, 1
    found.note("title", title.text, title.line)
    for item in head:
        if item is title or item.text.casefold() == title.text.casefold():
            continue
        if (known := _line_date(item.text)) is not None:
            item.kind = BlockKind.METADATA
            found.note("published", known, item.line)
        elif byline := _byline(item.text):
            item.kind = BlockKind.METADATA
            found.note("author", byline, item.line)
        elif _TRANSLATED.search(item.text):
            item.kind = BlockKind.METADATA
            found.note("translation_note", item.text, item.line)
        elif _SEPARATED.match(item.text):
            _fold_as_category(item, found)
        elif item.kind is BlockKind.HEADING and items.index(item) > items.index(title) and not _is_label(item.text):
            continue
        elif _is_label(item.text):
            is_category = len(item.text.split()) > 1
            _fold_as_category(item, found) if is_category else _fold(item, FoldReason.LABEL)
        elif len(item.text.split()) <= _FEW_WORDS and is_short(item.text):
            _fold_as_category(item, found)
        elif "subtitle" not in found.values and _is_subtitle(items, item, title, body):
            item.kind, item.level = BlockKind.SUBTITLE, 0
            found.note("subtitle", item.text, item.line)


def _title(items: list[Item], head: list[Item]) -> Item | None:
    """Take the line that the head repeats, else a heading of the first level, else the first that is no furniture."""
    texts = [item.text.casefold() for item in items]
    for item in head:
        if len(item.text.split()) > _FEW_WORDS and texts.count(item.text.casefold()) > 1:
            return item
    top = next((item for item in items[:6] if item.kind is BlockKind.HEADING and item.level == 1), None)
    if top is not None:
        return top
    candidates = [item for item in head if not _SEPARATED.match(item.text) and not _is_label(item.text)]
    candidates = [item for item in candidates if _line_date(item.text) is None and not _byline(item.text)]
    if not candidates:
        return None
    longer = next((item for item in candidates if len(item.text.split()) > _FEW_WORDS), None)
    return longer if longer is not None and len(longer.text) <= _BODY_LENGTH else candidates[0]


def _is_subtitle(items: list[Item], item: Item, title: Item, body: int) -> bool:
    """Tell whether a line of the head is a subtitle: one sentence behind the title, before pictures and text."""
    at, title_at = items.index(item), items.index(title)
    if at < title_at or any(between.kind is BlockKind.IMAGE for between in items[title_at:at]):
        return False
    if item.kind is not BlockKind.PARAGRAPH or len(item.text.split()) <= _FEW_WORDS:
        return False
    return at < body


def _read_tail(items: list[Item], body: int, found: Found) -> None:
    """Read the bylines and notes behind the article, and fold the notices of the site from there on."""
    is_over = False
    for item in _tail(items, body):
        if item.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        if _TRANSLATED.search(item.text) and len(item.text) <= _BODY_LENGTH:
            item.kind, is_over = BlockKind.METADATA, True
            found.note("translation_note", item.text, item.line)
        elif byline := _byline(item.text):
            item.kind, is_over = BlockKind.METADATA, True
            found.note("author", byline, item.line)
        elif len(item.text) <= _LONGEST_NOTICE and (is_over or _NOTICE.search(item.text)):
            item.kind, is_over = BlockKind.PARAGRAPH, True
            _fold(item, FoldReason.SITE_NOTICE)


def _tail(items: list[Item], body: int) -> list[Item]:
    """Give the short lines behind the last long paragraph."""
    last = max(
        (index for index, item in enumerate(items) if item.kind is BlockKind.PARAGRAPH and _is_body(item.text)),
        default=body,
    )
    return items[max(last + 1, body) :]


def _byline(text: str) -> str:
    """Give the names of a byline, or ""; names in capitals are written as names."""
    match = _BYLINE.match(text)
    if not match:
        return ""
    names = _EMAIL.sub("", match["names"]).strip(" ,|-–[]()")
    words = names.replace(",", " ").split()
    if not 1 < len(words) <= 12 or not all(
        word[:1].isupper() or word in ("and", "&", "de", "van", "von") for word in words
    ):
        return ""
    return " ".join(word.capitalize() for word in names.split()) if names.isupper() else names


def _line_date(text: str) -> FuzzyDate | None:
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return None
    labelled = _DATE_LABEL.match(text)
    known = parse_date(labelled[1] if labelled else text)
    return known if known is not None and known.precision in ("day", "month") else None


def _is_label(text: str) -> bool:
    return text.casefold().rstrip(":") in _LABELS


def _fold(item: Item, reason: FoldReason) -> None:
    item.kind, item.level, item.fold = BlockKind.PARAGRAPH, 0, reason


def _fold_as_category(item: Item, found: Found) -> None:
    _fold(item, FoldReason.CATEGORY)
    found.categories.append(item)
