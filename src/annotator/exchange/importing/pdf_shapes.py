"""What the paragraphs of a PDF are: headings by the size and weight of their letters, list items, captions."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pdf_paragraphs import Paragraph
from annotator.exchange.importing.plain_text import is_short

_LARGER = 1.1
_SMALLER = 0.95
_LONGEST_HEADING = 220
_LONGEST_CAPTION = 600
_LONGEST_PLAIN = 160
_DEEPEST = 6
_FEW_WORDS = 3
_CLOSE = 2.5
_SHORTEST_PROSE = 200
_STEP = 0.6
# In points: how much further in the items of a list inside a list begin.
_STEP_IN = 6
# The arrow that leads from a note on a web page back to its mark.
_BACK_AT_END = re.compile("\u21a9\ufe0e?$")
_STOP_AT_END = re.compile(r"[.。:;,؛،][\"'”’»)\]]*$")
_CAPTION = re.compile(
    r"^(?:fig(?:ure|\.)?|table|chart|map|photo(?:graph)?|image|picture|illustration|box|abb(?:ildung|\.)|tabelle|"
    r"figura|tabla|tableau|рис(?:унок|\.)|таблица|фото|그림|표|사진|도표|图|圖|図|表|写真|الشكل|الجدول|صورة)"
    r"\s?(?:\d{1,3}(?:\.\d{1,3})?|[IVX]{1,5})?\s?(?P<mark>[.:：|–—\]】])?",
    re.I,
)


def heading_sizes(paragraphs: Sequence[Paragraph], body_size: float) -> list[float]:
    """Give the sizes of headings, the largest first; sizes that hardly differ count as one."""
    sizes = sorted({each.size for each in paragraphs if _is_large(each, body_size)}, reverse=True)
    found: list[float] = []
    for size in sizes:
        if not found or found[-1] - size > _STEP:
            found.append(size)
    return found


def name_kinds(paragraphs: Sequence[Paragraph], body_size: float, referred: Collection[str]) -> None:
    """Set the kind of each paragraph that is not known yet; `referred` are the labels that marks in the text name."""
    sizes = heading_sizes(paragraphs, body_size)
    for at, paragraph in enumerate(paragraphs):
        if paragraph.kind is not BlockKind.PARAGRAPH or paragraph.fold:
            continue
        if _is_caption(paragraphs, at, body_size):
            paragraph.kind, paragraph.marker = BlockKind.CAPTION, ""
        elif _is_large(paragraph, body_size):
            rank = sum(size > paragraph.size + _STEP for size in sizes)
            paragraph.kind, paragraph.level, paragraph.marker = BlockKind.HEADING, min(rank + 1, _DEEPEST), ""
        elif _is_bold_heading(paragraphs, at):
            level = min(len(sizes) + 1, _DEEPEST)
            paragraph.kind, paragraph.level, paragraph.marker = BlockKind.HEADING, max(level, 2), ""
    _name_list_items(paragraphs, referred)
    _fold_behind_notes(paragraphs)


def name_subtitle(headings: Sequence[tuple[Paragraph, Item]], title: Item) -> None:
    """Call the heading right behind the title a subtitle, where no other heading of the text looks like it."""
    at = next(index for index, (_, item) in enumerate(headings) if item is title)
    if at + 1 == len(headings):
        return
    paragraph, item = headings[at + 1]
    is_next = paragraph.lines[0].top - headings[at][0].lines[-1].bottom < _CLOSE * paragraph.size
    alike = [each for each, _ in headings if each.size == paragraph.size and each.is_bold == paragraph.is_bold]
    if is_next and len(alike) == 1 and paragraph.page == 1 and len(item.text.split()) > _FEW_WORDS:
        item.kind, item.level = BlockKind.SUBTITLE, 0


def _is_large(paragraph: Paragraph, body_size: float) -> bool:
    if paragraph.kind is not BlockKind.PARAGRAPH or paragraph.size < _LARGER * body_size:
        return False
    text = paragraph.text
    is_sentence = len(text) > 90 and _STOP_AT_END.search(text) is not None
    return len(text) <= _LONGEST_HEADING and not is_sentence and any(map(str.isalpha, text))


def _is_bold_heading(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Tell whether a short bold line stands above text that is not."""
    paragraph = paragraphs[at]
    if not paragraph.is_bold or len(paragraph.lines) > 2 or not is_short(paragraph.text):
        return False
    return any(not each.is_bold for each in paragraphs[at + 1 : at + 4] if each.kind is BlockKind.PARAGRAPH)


def _is_caption(paragraphs: Sequence[Paragraph], at: int, body_size: float) -> bool:
    """Tell whether a paragraph says what a picture or a table beside it shows."""
    paragraph = paragraphs[at]
    text = paragraph.text
    if len(text) > _LONGEST_CAPTION or paragraph.size > _LARGER * body_size:
        return False
    near = [paragraphs[place].kind for place in (at - 1, at + 1) if 0 <= place < len(paragraphs)]
    is_beside = BlockKind.IMAGE in near or BlockKind.TABLE_ROW in near
    named = _CAPTION.match(text)
    is_small = paragraph.size <= _SMALLER * body_size
    if named and any(map(str.isdigit, named[0])):
        return bool(named["mark"]) or is_beside or is_small
    if named and named["mark"]:
        return is_beside or is_small
    is_under = at > 0 and paragraphs[at - 1].kind is BlockKind.IMAGE
    return is_under and (is_small or (len(text) <= _LONGEST_PLAIN and not paragraph.ends_sentence))


def _name_list_items(paragraphs: Sequence[Paragraph], referred: Collection[str]) -> None:
    """Call items what begins with a mark, unless it stands alone and its mark could be a word."""
    likes = Counter(_sort_of(each.marker) for each in paragraphs if _is_marked(each))
    for is_list, group in groupby(paragraphs, _is_marked):
        items = list(group) if is_list else []
        starts = sorted({round(each.lines[0].left) for each in items})
        steps = [start for at, start in enumerate(starts) if not at or start - starts[at - 1] > _STEP_IN]
        for paragraph in items:
            label = paragraph.marker.strip(".)")
            if label in referred and _BACK_AT_END.search(paragraph.lines[-1].text):
                paragraph.kind, paragraph.label, paragraph.marker = BlockKind.FOOTNOTE, label, ""
                paragraph.is_web_note = True
                last = paragraph.lines[-1].words[-1]
                last.text = _BACK_AT_END.sub("", last.text)
                continue
            if likes[_sort_of(paragraph.marker)] < 2 and paragraph.marker[0].isalnum():
                paragraph.marker = ""
                continue
            level = sum(start <= round(paragraph.lines[0].left) for start in steps)
            paragraph.kind, paragraph.level = BlockKind.LIST_ITEM, min(max(level, 1), _DEEPEST)


def _fold_behind_notes(paragraphs: Sequence[Paragraph]) -> None:
    """Fold what stands behind the notes of a web page: lists of other articles and notices, but never prose."""
    last = max((at for at, each in enumerate(paragraphs) if each.is_web_note), default=len(paragraphs))
    behind = [each for each in paragraphs[last + 1 :] if not each.fold]
    if all(len(each.text) < _SHORTEST_PROSE for each in behind):
        for paragraph in behind:
            paragraph.fold = FoldReason.BOILERPLATE


def _is_marked(paragraph: Paragraph) -> bool:
    return paragraph.kind is BlockKind.PARAGRAPH and bool(paragraph.marker) and not paragraph.fold


def _sort_of(marker: str) -> str:
    return "#" if any(map(str.isdigit, marker)) else "a" if marker[0].isalpha() else marker
