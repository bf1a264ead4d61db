"""Paragraphs of a PDF as items: their lines joined into words, with links, references and the turns of pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.core.records import Json
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.inline import InlineText
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pdf_hyphens import Joints
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_notes import label_of
from annotator.exchange.importing.pdf_paragraphs import Paragraph

# Signs of fonts that have only signs: their numbers mean nothing elsewhere.
_SIGN = re.compile("[\ue000-\uf8ff]")


@dataclass(slots=True)
class _Run:
    text: str
    link: str = ""
    label: str = ""
    page: int = 0


class ItemMaker:
    """Make items; `labels` gives the notes of each page by the label that is printed there, as they are told apart."""

    def __init__(self, joints: Joints, labels: dict[int, dict[str, str]]) -> None:
        self._joints = joints
        self._labels = labels

    def item(self, paragraph: Paragraph) -> Item:
        """Make one paragraph's item."""
        inline = InlineText()
        if paragraph.kind is BlockKind.TABLE_ROW:
            for at, cell in enumerate(paragraph.cells):
                if at:
                    inline.part_cells()
                self._write(inline, self._runs(cell, 0), 0)
        else:
            skipped = 1 if paragraph.label or paragraph.marker else 0
            self._write(inline, self._runs(paragraph.lines, skipped), paragraph.page)
        attributes: dict[str, Json] = {"page": paragraph.page}
        if paragraph.label:
            attributes["label"] = self._labels.get(paragraph.page, {}).get(paragraph.label, paragraph.label)
        if paragraph.kind is BlockKind.LIST_ITEM:
            attributes["marker"] = "•" if _SIGN.match(paragraph.marker) else paragraph.marker
        if paragraph.kind is BlockKind.CAPTION:
            attributes["credit"] = ""
        made = inline.item(paragraph.kind, 0, paragraph.level, **attributes)
        made.fold = paragraph.fold
        return made

    def _write(self, inline: InlineText, runs: Sequence[_Run], page: int) -> None:
        link = ""
        for run in runs:
            if page and run.page > page:
                page = run.page
                inline.turn_page(page)
            if run.link != link:
                inline.close_link()
                link = run.link
                inline.open_link(link)
            if run.label:
                inline.refer(run.label)
            else:
                inline.add(run.text)
        inline.close_link()

    def _runs(self, lines: Sequence[Line], skipped: int) -> list[_Run]:
        """Give the runs of a paragraph, without the mark at its beginning."""
        runs: list[_Run] = []
        for number, line in enumerate(lines):
            words = list(self._line_runs(line, 0 if number else skipped))
            if runs and words:
                is_spaced = line.words[0].is_spaced
                self._join(runs, words, is_spaced)
            runs += words
        return runs

    def _join(self, runs: list[_Run], words: list[_Run], is_spaced: bool) -> None:
        last = runs[-1]
        gone, between = self._joints.joint(last.text if not last.label else "x", words[0].text or "x", is_spaced)
        if gone and not last.label:
            last.text = last.text[:-gone]
        if between:
            runs.append(_Run(between, last.link if last.link == words[0].link else "", "", last.page))

    def _line_runs(self, line: Line, skipped: int) -> Iterator[_Run]:
        labels = self._labels.get(line.page, {})
        waiting = ""
        link = ""
        for at, word in enumerate(line.words[skipped:]):
            label = labels.get(label_of(word), "") if word.is_raised else ""
            space = " " if word.is_spaced and at else ""
            if label or word.link != link:
                if waiting:
                    yield _Run(waiting, link, "", line.page)
                waiting = ""
            if label:
                yield _Run("", "", label, line.page)
                link = ""
                continue
            if space and word.link != link:
                yield _Run(space, "", "", line.page)
                space = ""
            link = word.link
            waiting += space + word.text
        if waiting:
            yield _Run(waiting, link, "", line.page)
