"""Pages of a PDF put together as one text: columns, tables, notes and paragraphs in the order of reading."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pdf_columns import ColumnOrder
from annotator.exchange.importing.pdf_hyphens import Joints
from annotator.exchange.importing.pdf_items import ItemMaker
from annotator.exchange.importing.pdf_lines import Line, rows, usual_size
from annotator.exchange.importing.pdf_margins import part_margins
from annotator.exchange.importing.pdf_notes import marks_in, split_notes
from annotator.exchange.importing.pdf_pages import Page, Patience
from annotator.exchange.importing.pdf_paragraphs import ASIDE, Leading, Paragraph, Paragraphs, join_flow
from annotator.exchange.importing.pdf_shapes import name_kinds, name_subtitle
from annotator.exchange.importing.pdf_tables import find_tables, part_cells, rows_of
from annotator.exchange.importing.pictures import image_items

_USUAL_SIZE = 10.0


class Composer:
    """Put pages together. `pictures` are the bytes by the address that their items have.

    Raises:
        RefusedError: it takes too long.
    """

    def __init__(self, pages: Sequence[Page], patience: Patience) -> None:
        self.pictures: dict[str, bytes] = {}
        self._pages = pages
        self._patience = patience
        self._parted = part_margins(pages)
        body = [part for parted in self._parted for part in parted.body]
        self._size = usual_size(body) or _USUAL_SIZE
        is_turned = sum(1 if part.is_right_to_left else -1 for part in body if part.words) > 0
        order = ColumnOrder()
        self._regions: list[list[list[Line]]] = []
        for parted in self._parted:
            patience.check()
            self._regions.append(order.regions(parted.body, usual_size(parted.body) or self._size, is_turned))
        every = [region for page in self._regions for region in page]
        texts = [[line for line in region if line.picture is None] for region in every]
        self._leading = Leading(texts)
        self._joints = Joints(line for region in texts for line in region)
        self._referred = marks_in(line for region in texts for line in region)
        self._count = 0
        texts_turned = [{line.text for line in page.turned} for page in pages]
        counts = Counter(chain.from_iterable(texts_turned))
        # What stands across several pages, or beside them, is a stamp and no part of the text.
        self._stamps = {text for text, count in counts.items() if count > 1}

    def items(self) -> list[Item]:
        """Give the items, and note their pictures."""
        paragraphs = [paragraph for number in range(len(self._pages)) for paragraph in self._page(number)]
        name_kinds(paragraphs, self._size, self._referred)
        paragraphs = join_flow(paragraphs, _uses_indents(paragraphs))
        maker = ItemMaker(self._joints, _labels(paragraphs, [page.number for page in self._pages]))
        made = [(paragraph, self._item(maker, paragraph)) for paragraph in paragraphs]
        items = [item for _, item in made if item.text or item.kind is BlockKind.IMAGE]
        _raise_title([each for each in made if each[1].kind is BlockKind.HEADING])
        _name_pictures(items)
        return items

    def _page(self, at: int) -> Iterator[Paragraph]:
        self._patience.check()
        parted = self._parted[at]
        yield from map(_running, rows(parted.heads))
        notes: list[Paragraph] = []
        for region in self._regions[at]:
            self._count += 1
            text, found = split_notes(region, self._size, self._referred)
            notes += found
            yield from self._region(text)
        yield from notes
        turned = self._pages[at].turned
        yield from self._text([line for line in turned if line.text not in self._stamps], ASIDE)
        stamps = [line for line in turned if line.text in self._stamps]
        yield from map(_running, [*rows(parted.feet), *stamps])

    def _region(self, lines: Sequence[Line]) -> Iterator[Paragraph]:
        """Give the tables and pictures of a region, and the paragraphs between them."""
        at = 0
        part_cells(lines)
        tables = find_tables(lines)
        while at < len(lines):
            table = next((each for each in tables if each[0] == at), None)
            end = at + 1
            if table:
                end = table[1]
                yield from (_row(cells) for cells in rows_of(lines[at:end]))
            elif lines[at].picture is not None:
                yield Paragraph([lines[at]], BlockKind.IMAGE, region=self._count)
            else:
                starts = {start for start, _ in tables}
                while end < len(lines) and lines[end].picture is None and end not in starts:
                    end += 1
                yield from self._text(lines[at:end], self._count)
            at = end

    def _text(self, lines: Sequence[Line], region: int) -> Iterator[Paragraph]:
        for paragraph in Paragraphs(lines, self._leading, self._size).parted():
            paragraph.region = region
            yield paragraph

    def _item(self, maker: ItemMaker, paragraph: Paragraph) -> Item:
        picture = paragraph.lines[0].picture
        if picture is None:
            return maker.item(paragraph)
        address = ""
        if picture.data:
            address = f"picture-{hashlib.sha256(picture.data).hexdigest()[:12]}"
            self.pictures[address] = picture.data
        item = image_items("", address, 0)[0]
        item.attributes["page"] = paragraph.page
        if picture.fills_page:
            item.attributes["alt"] = f"Page {paragraph.page}: a picture, without text"
        return item


def _running(line: Line) -> Paragraph:
    return Paragraph([line], fold=FoldReason.RUNNING_HEAD)


def _row(cells: list[list[Line]]) -> Paragraph:
    lines = [line for cell in cells for line in cell]
    return Paragraph(lines, BlockKind.TABLE_ROW, cells=cells)


def _labels(paragraphs: Sequence[Paragraph], pages: Sequence[int]) -> dict[int, dict[str, str]]:
    """Tell notes apart whose labels begin anew on every page: by the page where the label is not the first such."""
    notes = [each for each in paragraphs if each.kind is BlockKind.FOOTNOTE]
    counts = Counter(note.label for note in notes)
    everywhere = {note.label: note.label for note in notes if counts[note.label] == 1}
    labels = {page: dict(everywhere) for page in pages}
    seen: set[str] = set()
    for note in notes:
        name = note.label if note.label not in seen else f"{note.page}.{note.label}"
        seen.add(note.label)
        labels[note.page].setdefault(note.label, name)
    return labels


def _uses_indents(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether most paragraphs are marked by a first line that is set in."""
    several = [each for each in paragraphs if each.kind is BlockKind.PARAGRAPH and len(each.lines) > 1]
    return sum(each.is_indented for each in several) * 2 > len(several)


def _raise_title(headings: Sequence[tuple[Paragraph, Item]]) -> None:
    """Give the largest heading of the first page the first level, and no other there."""
    first = [each for each in headings if each[1].attributes["page"] == 1]
    if first:
        title = max(first, key=lambda each: each[0].size)[1]
        for _, item in first:
            item.level = 1 if item is title else max(item.level, 2)
        name_subtitle(headings, title)


def _name_pictures(items: Sequence[Item]) -> None:
    """Let a picture know the caption that stands below it, or above."""
    for before, item in pairwise(items):
        if before.kind is BlockKind.IMAGE and item.kind is BlockKind.CAPTION:
            before.attributes["caption"] = item.text
        elif item.kind is BlockKind.IMAGE and before.kind is BlockKind.CAPTION and not item.attributes["caption"]:
            item.attributes["caption"] = before.text
