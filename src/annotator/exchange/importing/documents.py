"""What a word processor's document says of the article in it: by its styles, its first lines, and its properties.

Styles speak for the title. Properties are seldom kept in order: a title there counts where the text begins with it, an
author there is whoever pasted the article, a date there is when that was; they only fill in what nothing else tells.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.dates import parse_date
from annotator.core.records import Inferred
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import metadata, shapes
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.items import Item

_PROPERTIES = "file properties"
# Bylines and dates stand so near the title, or they are somebody else's.
_LINES_OF_HEAD = 6
_LONGEST_LINE = 200
_SHORTEST_BEGINNING = 15
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_WORDLESS = (BlockKind.IMAGE, BlockKind.CAPTION)
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:office )?(?:word|powerpoint|excel)\b.*|.*\.(?:docx?|docm|dotx?|odt|rtf|pages|html?)|"
    r"(?:new |neues |nouveau |blank |word )?(?:document|dokument|documento|документ|문서|文書|文档|text)\s*\(?\d*\)?|"
    r"untitled(?: document)?\s*\d*|unbenannt\s*\d*|ohne titel\s*\d*|sans titre\s*\d*|제목 없음|title|titel|\W*|\d+)$",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:microsoft.*|windows.?user|user|users?\d*|admin|administrator|owner|author|unknown(?: author)?|python-docx|"
    r"libreoffice|openoffice.*|apache poi|benutzer|utilisateur|usuario|사용자|пользователь|hp|dell|lenovo|pc|\W*|\d+)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file's own properties say; dates as they stand there."""

    title: str = ""
    author: str = ""
    created: str = ""
    language: str = ""


def reading_of(capture: Capture, items: list[Item], properties: Properties, pictures: Mapping[str, bytes]) -> Reading:
    """Make the reading of a document's blocks: tell title, byline and date, and whether to look for them by shapes."""
    declared: dict[str, Inferred] = {}
    title_at = _find_title(items, properties.title)
    if title_at >= 0:
        title = items[title_at]
        origin = "Title style" if title.kind is BlockKind.TITLE else "text"
        title.kind, title.level = BlockKind.TITLE, 1
        declared["title"] = Inferred(title.text, origin)
    _keep_one_title(items, title_at)
    first = next((item for item in items if item.kind not in _WORDLESS and not item.fold), None)
    has_furniture = title_at < 0 and first is not None and first.kind is not BlockKind.HEADING
    if not has_furniture:
        read_head(items, max(title_at, 0), declared, properties.author)
    hints = _hints(properties, items, capture.file_name)
    return Reading(items, declared, hints, pictures, has_furniture=has_furniture)


def _find_title(items: list[Item], known: str) -> int:
    """Find the title: what has its style, what the properties call so, or a heading above all others; -1 for none."""
    for at, item in enumerate(items):
        if item.kind is BlockKind.TITLE and not item.fold:
            return at
    head = [(at, item) for at, item in enumerate(items) if item.kind not in _WORDLESS and not item.fold]
    wanted = _plain(known)
    for at, item in head[:_LINES_OF_HEAD]:
        if wanted and item.kind in _LINES and len(item.text) <= _LONGEST_LINE:
            plain = _plain(item.text)
            # Word itself takes the first words of a text for its title.
            is_beginning = len(wanted) >= _SHORTEST_BEGINNING and plain.startswith(wanted) and ". " not in plain
            if plain == wanted or is_beginning:
                return at
    headings = [(at, item) for at, item in head if item.kind is BlockKind.HEADING]
    if headings and headings[0][0] in [at for at, _ in head[:_LINES_OF_HEAD]]:
        at, first = headings[0]
        lines = [item for place, item in head if place < at]
        is_above = all(item.level > first.level for _, item in headings[1:])
        if is_above and all(_is_metadata(item.text) or len(item.text.split()) < 4 for item in lines):
            return at
    return -1


def _keep_one_title(items: list[Item], title_at: int) -> None:
    """Make headings of what else has the style of the title, and of subtitles far from it."""
    for at, item in enumerate(items):
        if item.kind is BlockKind.TITLE and at != title_at:
            item.kind, item.level = BlockKind.HEADING, 1
        elif item.kind is BlockKind.SUBTITLE and not title_at < at <= title_at + _LINES_OF_HEAD:
            item.kind, item.level = BlockKind.HEADING, 2


def read_head(items: list[Item], title_at: int, declared: dict[str, Inferred], author: str) -> None:
    """Read subtitle, byline, date and note on the translation among the lines around the title.

    A bare name is the author's where the file names him so, or beside a date.
    """
    for at, item in enumerate(items[: title_at + 1 + _LINES_OF_HEAD]):
        if item.kind is BlockKind.PARAGRAPH and len(item.text) > _LONGEST_LINE and at > title_at:
            return
        if item.kind not in (BlockKind.PARAGRAPH, BlockKind.SUBTITLE) or item.fold:
            continue
        names, known = shapes.byline_and_date(item.text)
        names, known = names or shapes.byline(item.text), known or shapes.line_date(item.text)
        is_named = bool(author) and item.text.casefold() == author.casefold()
        is_author = is_named or (shapes.is_person(item.text) and _has_date_beside(items, at))
        if names or is_author:
            declared.setdefault("author", Inferred(names or item.text, "text"))
        if known is not None:
            declared.setdefault("published", Inferred(known, "text"))
        if shapes.is_translation_note(item.text):
            declared.setdefault("translation_note", Inferred(item.text, "text"))
        if is_author or _is_metadata(item.text):
            item.kind, item.level = BlockKind.METADATA, 0
        elif item.kind is BlockKind.SUBTITLE:
            declared.setdefault("subtitle", Inferred(item.text, "Subtitle style"))


def _has_date_beside(items: list[Item], at: int) -> bool:
    return any(
        shapes.line_date(item.text) is not None for item in (*items[max(0, at - 1) : at], *items[at + 1 : at + 2])
    )


def _is_metadata(text: str) -> bool:
    is_byline = bool(shapes.byline(text)) or shapes.byline_and_date(text)[1] is not None
    return is_byline or shapes.line_date(text) is not None or shapes.is_translation_note(text)


def _hints(properties: Properties, items: list[Item], file_name: str) -> dict[str, Inferred]:
    """Give what the properties say where neither the text nor the name of the file tells it."""
    hints: dict[str, Inferred] = {}
    if properties.title and not _NO_TITLE.match(properties.title):
        hints["title"] = Inferred(properties.title, _PROPERTIES, sure=False)
    if properties.author and not _NOBODY.match(properties.author):
        hints["author"] = Inferred(properties.author, _PROPERTIES, sure=False)
    created = parse_date(properties.created)
    if created is not None:
        hints["published"] = Inferred(created, _PROPERTIES, sure=False)
    if language := re.match(r"[a-z]{2,3}(?![a-z])", properties.language.casefold()):
        hints["language"] = Inferred(language[0], _PROPERTIES, sure=False)
    inferred = metadata.infer(items, file_name)
    return {name: value for name, value in hints.items() if name not in inferred}


def _plain(text: str) -> str:
    plain = " ".join(text.casefold().split())
    return "" if _NO_TITLE.match(plain) else plain
