"""On which page each part will begin, about: for a preview, before anybody has laid the document out.

Words are measured by how many of them fit on a line of the house's page, East Asian ones as twice as wide, and set in
the line heights of its styles. A template with other fonts comes out otherwise; the preview says "about".
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.core.briefing.tree import (
    BibliographyPart,
    Briefing,
    ChapterPart,
    ChaptersPart,
    CodebookPart,
    ContentsPart,
    DisagreementsPart,
    Footnote,
    Item,
    JudgementsPart,
    KeyJudgement,
    Label,
    MatrixPart,
    MethodPart,
    Part,
    PicturesPart,
    Quotation,
    Remark,
    SourcesPart,
    TimelinePart,
    TitlePart,
)

# Points. A4 with the house's margins: 691 high, 419 wide between them; lying on its side 441 high.
_PAGE, _WIDE_PAGE = 691.0, 441.0
# Paragraphs are not torn anywhere, so a page is never quite full.
_FILLED = 0.97
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")
_BODY, _QUOTE, _SMALL, _NOTE, _TABLE = (84, 15.3), (79, 14.5), (96, 12.2), (106, 11.3), (0, 12.0)
_HEADING, _ROW_PADDING = 38.0, 7.0
_COVER, _CONTENTS_LINE, _CONTENTS_HEAD = 300.0, 17.5, 55.0
_PICTURE = 340.0


@dataclass(frozen=True, slots=True)
class PageEstimate:
    """The page on which each part and each chapter begins, from 1, by the part's name or the chapter's uid."""

    first_page: Mapping[str, int] = field(default_factory=dict)
    total: int = 0


def estimate_pages(briefing: Briefing) -> PageEstimate:
    """Estimate where everything will stand."""
    pages: dict[str, int] = {}
    page = 1
    shared = 0.0  # what a companion part has above it on its first page
    previous: Part | None = None
    for part in briefing.parts:
        if isinstance(part, ContentsPart) and isinstance(previous, TitlePart):
            page -= 1  # they stand on the title page
            pages[part.name] = page
            page += _count(_COVER + _contents(briefing))
        elif isinstance(part, ChaptersPart):
            page = _chapters(part, page, pages)
        else:
            is_companion = isinstance(previous, _COMPANIONS.get(type(part), ()))
            height = _part(briefing, part) + (shared if is_companion else 0.0)
            start = page - 1 if is_companion else page
            pages[part.name] = start + int((shared if is_companion else 0.0) / (_PAGE * _FILLED))
            full = (_WIDE_PAGE if isinstance(part, MatrixPart) else _PAGE) * _FILLED
            page = start + max(1, math.ceil(height / full))
            shared = height
        previous = part
    return PageEstimate(pages, page - 1 if pages else 0)


_COMPANIONS: Mapping[type, type] = {BibliographyPart: SourcesPart, CodebookPart: MethodPart}


def _count(height: float) -> int:
    return max(1, math.ceil(height / (_PAGE * _FILLED)))


def _chapters(part: ChaptersPart, page: int, pages: dict[str, int]) -> int:
    """Give each chapter its page; one at the top begins a new page, unless there is nothing in it to show."""
    height = 0.0
    for top in part.chapters:
        is_bare = not top.children and all(isinstance(item, Remark) for item in top.items)
        if height and not is_bare:
            page += _count(height)
            height = 0.0
        pages.setdefault(part.name, page)
        for chapter in top.walk():
            pages[chapter.uid] = page + int(height / (_PAGE * _FILLED))
            height += _chapter(chapter)
    return page + _count(height) if height else page


def _chapter(chapter: ChapterPart) -> float:
    return _HEADING + sum(map(_item, chapter.items))


def _item(item: Item) -> float:
    match item:
        case Quotation():
            words = sum(_lines(line, _QUOTE) for line in item.paragraphs)
            below = sum(_lines(line.text, _SMALL) for line in item.corroboration)
            return words + _lines(item.source_line, _SMALL) + below + 12 + _lines(item.footnote.text, _NOTE) + 1.5
        case Label():
            return 31.0
        case Remark():
            return 23.0
        case KeyJudgement():
            return 62.0 + _inline(item.parts)
        case _:
            return 7.5 + _inline(item.parts)


def _inline(parts: Iterable[object]) -> float:
    listed = list(parts)
    words = "".join(getattr(part, "text", "") for part in listed if not isinstance(part, Footnote))
    notes = sum(_lines(part.text, _NOTE) + 1.5 for part in listed if isinstance(part, Footnote))
    return _lines(words, _BODY) + notes


def _contents(briefing: Briefing) -> float:
    others = sum(not isinstance(part, TitlePart | ContentsPart | ChaptersPart) for part in briefing.parts)
    return _CONTENTS_HEAD + _CONTENTS_LINE * (sum(1 for _ in briefing.walk()) + others)


def _part(briefing: Briefing, part: Part) -> float:
    match part:
        case TitlePart():
            return _COVER
        case ContentsPart():
            return _contents(briefing)
        case PicturesPart():
            return _HEADING + _PICTURE * len(part.pictures)
        case MatrixPart():
            return sum(_HEADING + sum(_row((row.chapter.text, 40)) for row in band.rows) for band in part.bands)
        case BibliographyPart():
            return _HEADING + sum(_lines("".join(run.text for run in entry), _QUOTE) + 4 for entry in part.entries)
        case JudgementsPart():
            boxes = sum(62.0 + _inline(item.parts) for item in part.judgements)
            return _HEADING + boxes + _lines(part.scale, _BODY)
        case MethodPart():
            return _HEADING + 15 * len(part.facts) + sum(_lines(words, _BODY) + 9 for words in part.paragraphs)
    return _HEADING + sum(_row(*row) for row in _rows(part))


def _rows(part: Part) -> Iterator[tuple[tuple[str, int], ...]]:
    """Give the rows of a part that is a table: each cell with the characters that fit on its line."""
    match part:
        case TimelinePart():
            yield from (((row.date, 15), (row.text, 42), (row.speaker, 17), (row.place.text, 18)) for row in part.rows)
        case DisagreementsPart():
            for one in part.disagreements:
                yield tuple((f"{side.text} {side.source_line}", 46) for side in one.sides)
                yield ((one.assessment, 84), ("\n\n", 84))
        case SourcesPart():
            yield from (((f"{row.outlet} {row.title} {row.url}", 32), (row.descriptor, 30)) for row in part.sources)
        case CodebookPart():
            yield from (((row.name, 24), (row.definition, 54)) for row in part.rows)


def _row(*cells: tuple[str, int]) -> float:
    most = max((math.ceil(max(1, _width(words)) / fitting) for words, fitting in cells), default=1)
    return most * _TABLE[1] + _ROW_PADDING


def _lines(words: str, style: tuple[int, float]) -> float:
    fitting, height = style
    return math.ceil(_width(words) / fitting) * height if words else 0.0


def _width(words: str) -> int:
    return len(words) + len(_WIDE.findall(words))
