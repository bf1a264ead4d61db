"""On which page each part will begin, about: for a preview, before anybody has laid the document out.

Paragraphs and rows are put onto the house's pages one after another, in the sizes and spaces of its styles, with what
has to stay together. Held against LibreOffice that comes to within a page in twenty; a template with other pages or
fonts comes out otherwise, so the preview says "about".
"""

import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.core.briefing.sheet import BOLD_EM, EM, HEIGHT, WIDTH, Sheet, Style, count_lines
from annotator.core.briefing.timeline_chart import TimelineChart
from annotator.core.briefing.tree import (
    BibliographyPart,
    Briefing,
    ChapterPart,
    ChaptersPart,
    CodebookPart,
    ContentsPart,
    DisagreementsPart,
    Fact,
    Footnote,
    Inline,
    JudgementsPart,
    KeyJudgement,
    Label,
    MatrixPart,
    MethodPart,
    Paragraph,
    Part,
    PicturesPart,
    Quotation,
    Remark,
    Side,
    SourcesPart,
    TimelinePart,
    TimelineRow,
    TitlePart,
)

_INDENTED = WIDTH - 28.35
_TABLE_LINE, _ROW_PADDING, _CELL_GAP = 12.0, 7.5, 8.5
_SHARED_PAGE = 28.0
# Another program may need a little more room than ours did.
_RESERVE = 5.0
_TALLEST_PICTURE, _UNKNOWN_PICTURE = 500.0, 280.0
_POINTS_PER_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class PageEstimate:
    """The page on which each part and each chapter begins, from 1, by the part's name or the chapter's uid."""

    first_page: Mapping[str, int] = field(default_factory=dict)
    total: int = 0


_BODY = Style(11, 15.3, after=7.5)
_HEADINGS = (
    Style(19.5, 24, after=9.5, em=BOLD_EM),
    Style(11.5, 15, 17, 5.5, em=BOLD_EM),
    Style(11, 15, 14, 4.5, em=BOLD_EM),
    Style(10.5, 14.5, 12, 4, em=BOLD_EM),
)
_PART_GROUP = Style(11, 15, 14, 5, em=BOLD_EM)
_LABELS = {1: Style(11.5, 15, 10, 6.5, em=BOLD_EM), 2: Style(9.5, 13, 6, 4, em=BOLD_EM)}
_QUOTATION = Style(10.5, 14.5, width=_INDENTED)
_SOURCE_LINE, _CORROBORATION = Style(9, 12.2, 2.5, 9, _INDENTED), Style(9, 12.2, 1, 9, _INDENTED)
_FOOTNOTE = Style(8.5, 11.3, after=1.5, width=WIDTH - 12)
_JUDGEMENT, _JUDGEMENT_FRAME = Style(11, 15.3, after=10), 52.5
_PART_TEXT = Style(10, 14.5, 3, 6)
_ASSESSMENT = Style(10, 14.5, 5, 15)
_SIDE = Style(10, 13.5, 4, 2, WIDTH / 2 - _CELL_GAP)
_BIBLIOGRAPHY = Style(10, 13.5, after=4, width=WIDTH - 17)
_CAPTION = Style(9, 12.5, after=14)
_TITLE, _SUBTITLE = Style(34, 39, 46, 6, em=BOLD_EM), Style(15, 21, after=3)
_FACT = Style(9.5, 15, width=WIDTH - 87)
_CONTENTS_HEAD, _CONTENTS_LINES, _CONTENTS_BACK = 55.5, (22.0, 17.8, 16.5), 19.6
_CONTENTS_LEADING, _CONTENTS_FITTING = 15.6, 80
_SMALL = 9.0
_TIMELINE, _SOURCES, _CODEBOOK = (1.65, 3.9, 1.65, 1.75), (3.0, 2.85, 1.4, 1.25), (2.2, 4.8, 1.3)
_MATRIX_CHAPTER, _MATRIX_TOTAL = 0.3, 57.5


def estimate_pages(briefing: Briefing) -> PageEstimate:
    """Estimate where everything will stand."""
    sheet = Sheet()
    previous: Part | None = None
    for part in briefing.parts:
        if isinstance(part, ChaptersPart):
            _chapters(sheet, part)
        else:
            if not isinstance(previous, _COMPANIONS.get(type(part), ())):
                sheet.turn(WIDTH if isinstance(part, MatrixPart) else HEIGHT)
            elif not isinstance(part, ContentsPart):
                sheet.keep(_SHARED_PAGE)
            elif not contents_share_cover(briefing):
                sheet.turn()
            sheet.mark(part.name)
            if isinstance(part, TitlePart | ContentsPart):
                _front(sheet, part, briefing)
            else:
                _back_part(sheet, part, briefing)
            sheet.close()
        previous = part
    return PageEstimate(sheet.first_page, sheet.page)


def contents_share_cover(briefing: Briefing) -> bool:
    """Tell whether the contents have room below the title; a last line of them alone on a page looks like a mistake."""
    front = [part for part in briefing.parts if isinstance(part, TitlePart | ContentsPart)]
    sheet = Sheet()
    sheet.turn(HEIGHT - _RESERVE)
    for part in front:
        _front(sheet, part, briefing)
    sheet.close()
    return len(front) > 1 and sheet.page == 1


# The chapters


def _chapters(sheet: Sheet, part: ChaptersPart) -> None:
    """Put the chapters; one at the top begins a new page, unless there is nothing in it to show."""
    for index, top in enumerate(part.chapters):
        is_bare = not top.children and all(isinstance(item, Remark) for item in top.items)
        if index and is_bare:
            sheet.keep(_SHARED_PAGE)
        else:
            sheet.turn()
        if not index:
            sheet.mark(part.name)
        for chapter in top.walk():
            _chapter(sheet, chapter)
        sheet.close()


def _chapter(sheet: Sheet, chapter: ChapterPart) -> None:
    style = _HEADINGS[min(chapter.level, len(_HEADINGS)) - 1]
    sheet.mark(chapter.uid)
    sheet.paragraph(style, f"{chapter.number}   {chapter.title}", is_kept=True)
    for item in chapter.items:
        match item:
            case Quotation():
                _quotation(sheet, item)
            case Label():
                sheet.paragraph(_LABELS[min(item.level, 2)], item.text, is_kept=True)
            case Remark():
                sheet.paragraph(_BODY, item.text)
            case KeyJudgement():
                _judgement(sheet, item)
            case Paragraph():
                sheet.paragraph(_BODY, *_inline(item.parts))


def _quotation(sheet: Sheet, item: Quotation) -> None:
    """Put a quotation: its last lines stay with whose they are and what supports them."""
    notes = _note(item.footnote)
    for index, words in enumerate(item.paragraphs):
        is_last = index == len(item.paragraphs) - 1
        sheet.paragraph(_QUOTATION, words, notes if is_last else 0.0, is_kept=True)
    below = [line.text for line in item.corroboration]
    if item.pictures:
        below.append(", ".join(picture.text for picture in item.pictures))
    sheet.keep(_SOURCE_LINE.before + _SOURCE_LINE.lines(item.source_line) * _SOURCE_LINE.line)
    for words in below:
        sheet.keep(_CORROBORATION.before + _CORROBORATION.lines(words) * _CORROBORATION.line)
    sheet.put(0.0, 0.0 if item.paragraphs else notes, _SOURCE_LINE.after)


def _judgement(sheet: Sheet, item: KeyJudgement) -> None:
    words, notes = _inline(item.parts)
    sheet.put(_JUDGEMENT_FRAME + _JUDGEMENT.lines(words) * _JUDGEMENT.line, notes, _JUDGEMENT.after)


def _inline(parts: Iterable[Inline]) -> tuple[str, float]:
    """Give the words of a passage, and the room that its footnotes take."""
    listed = list(parts)
    words = "".join(part.text for part in listed if not isinstance(part, Footnote))
    return words, sum(_note(part) for part in listed if isinstance(part, Footnote))


def _note(note: Footnote) -> float:
    return _FOOTNOTE.lines(note.text) * _FOOTNOTE.line + _FOOTNOTE.after


# The other parts


def _back_part(sheet: Sheet, part: Part, briefing: Briefing) -> None:
    """Put a part that has a heading."""
    sheet.paragraph(_HEADINGS[0], briefing.words.parts[part.name], is_kept=True)
    match part:
        case JudgementsPart():
            for judgement in part.judgements:
                _judgement(sheet, judgement)
            sheet.paragraph(_PART_TEXT, part.scale)
        case TimelinePart():
            if part.chart is not None:
                _chart(sheet, part.chart)
            if part.has_table:
                _table(sheet, _columns(WIDTH, _TIMELINE), (_timeline_cells(row) for row in part.rows))
            sheet.paragraph(_PART_TEXT, part.closing_line)
        case DisagreementsPart():
            _disagreements(sheet, part, briefing)
        case MatrixPart():
            _matrix(sheet, part)
        case PicturesPart():
            for picture in part.pictures:
                caption = f"{picture.caption} {picture.credit} {picture.source_line} " + " " * 40
                sheet.put(10 + _picture_height(picture.data) + _CAPTION.lines(caption) * _CAPTION.line, 0, 14)
        case SourcesPart():
            rows = (
                (
                    f"{row.outlet}\n{row.title} {row.author}\n{row.url}".strip(),
                    row.descriptor,
                    row.reliability_words,
                    "",
                )
                for row in part.sources
            )
            _table(sheet, _columns(WIDTH, _SOURCES), rows)
        case BibliographyPart():
            for entry in part.entries:
                sheet.paragraph(_BIBLIOGRAPHY, "".join(run.text for run in entry))
        case MethodPart():
            _facts(sheet, part.facts)
            for words in part.paragraphs:
                sheet.paragraph(_PART_TEXT, words)
        case CodebookPart():
            _table(sheet, _columns(WIDTH, _CODEBOOK), ((row.name, row.definition, "") for row in part.rows))


def _front(sheet: Sheet, part: TitlePart | ContentsPart, briefing: Briefing) -> None:
    """Put the title page, or the contents."""
    if isinstance(part, TitlePart):
        sheet.put((15 if briefing.handling else 0) + 28)
        sheet.paragraph(_TITLE, briefing.title)
        sheet.paragraph(_SUBTITLE, briefing.subtitle)
        sheet.keep(20.0)
        _facts(sheet, part.facts)
        return
    sheet.keep(_CONTENTS_HEAD)
    heights = [
        _CONTENTS_LINES[chapter.level - 1] + _CONTENTS_LEADING * (count_lines(chapter.title, _CONTENTS_FITTING) - 1)
        for chapter in briefing.walk()
        if chapter.level <= len(_CONTENTS_LINES)
    ]
    others = sum(not isinstance(other, TitlePart | ContentsPart | ChaptersPart) for other in briefing.parts)
    for height in heights + [_CONTENTS_BACK] * others:
        sheet.put(height)


def _facts(sheet: Sheet, facts: Sequence[Fact]) -> None:
    for fact in facts:
        sheet.put(max(1, _FACT.lines(fact.text)) * _FACT.line)
    sheet.put(17.0)


def _disagreements(sheet: Sheet, part: DisagreementsPart, briefing: Briefing) -> None:
    chapter = ""
    for one in part.disagreements:
        if one.chapter != chapter:
            chapter = one.chapter
            sheet.paragraph(_PART_GROUP, chapter, is_kept=True)
        sheet.keep(max(map(_side, one.sides)))
        sheet.paragraph(_ASSESSMENT, f"{briefing.words.assessment}  {one.assessment}")


def _side(side: Side) -> float:
    source = count_lines(f"{side.source_line} ({side.place.text})", _SIDE.width / (_SMALL * EM)) * _TABLE_LINE
    return _SIDE.before + _SIDE.lines(side.text) * _SIDE.line + _SIDE.after + source


def _matrix(sheet: Sheet, part: MatrixPart) -> None:
    for band in part.bands:
        chapter = HEIGHT * _MATRIX_CHAPTER
        each = (HEIGHT - chapter - 2 * _MATRIX_TOTAL) / max(1, len(band.heads))
        head = tuple(" ".join(filter(None, words)) for words in band.heads)
        widths = (chapter, *(each for _ in head))
        rows = ((f"{row.number}  {row.chapter.text}", *("" for _ in head)) for row in band.rows)
        _table(sheet, widths, rows, ("", *head))
    sheet.put(_PART_TEXT.before + count_lines(part.legend, HEIGHT / (_PART_TEXT.size * EM)) * _PART_TEXT.line)


def _chart(sheet: Sheet, chart: TimelineChart) -> None:
    """Put the picture of the timeline, whose labels take two fifths of the width."""
    labels = ((f"{row.date}  {row.label}", *("" for _ in row.cells)) for row in chart.rows)
    narrow = WIDTH * 0.6 / max(1, len(chart.periods))
    _table(sheet, (WIDTH * 0.4, *(narrow for _ in chart.periods)), labels, ("-\n-",))
    sheet.paragraph(_PART_TEXT, chart.legend)


def _timeline_cells(row: TimelineRow) -> tuple[str, ...]:
    return row.date, row.text + ("\n-" if row.is_contested else ""), row.speaker, row.place.text


def _table(sheet: Sheet, widths: Sequence[float], rows: Iterable[Sequence[str]], head: Sequence[str] = ("-",)) -> None:
    """Put a table whose rows are not torn, and whose head is repeated on each page."""
    fitting = [max(4.0, (width - _CELL_GAP) / (_SMALL * EM)) for width in widths]

    def height(cells: Sequence[str]) -> float:
        most = max(count_lines(words, fits) for words, fits in zip(cells, fitting, strict=False))
        return max(1, most) * _TABLE_LINE + _ROW_PADDING

    with sheet.headed(height(head)):
        for row in rows:
            sheet.put(height(row))


def _columns(total: float, shares: Sequence[float]) -> tuple[float, ...]:
    return tuple(total * share / sum(shares) for share in shares)


def _picture_height(data: bytes) -> float:
    """Give how high a picture is set, if its size can be read from its first bytes."""
    width, height = _picture_size(data)
    if not width or not height:
        return _UNKNOWN_PICTURE
    scale = min(1.0, WIDTH / (width * _POINTS_PER_PIXEL), _TALLEST_PICTURE / (height * _POINTS_PER_PIXEL))
    return height * _POINTS_PER_PIXEL * scale


def _picture_size(data: bytes) -> tuple[int, int]:
    """Read a picture's width and height in pixels: PNG (its IHDR) and JPEG (its frame header); else zeros."""
    if data.startswith(b"\x89PNG") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    frame = re.search(rb"\xff[\xc0-\xc2]\x00\x11\x08(....)", data[:65_536], re.DOTALL)
    if data.startswith(b"\xff\xd8") and frame:
        height, width = struct.unpack(">HH", frame[1])
        return width, height
    return 0, 0


# Short parts that say more of the one before them stay on its page, and the contents on the title page.
_COMPANIONS: Mapping[type, type] = {ContentsPart: TitlePart, BibliographyPart: SourcesPart, CodebookPart: MethodPart}
