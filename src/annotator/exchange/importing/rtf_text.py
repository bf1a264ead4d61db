"""The text of a rich text in the making: what its paragraphs are is known at their ends, its rows at their cells."""

import re
from dataclasses import dataclass, field

from annotator.exchange.importing.composing import Composer
from annotator.exchange.importing.list_numbers import written
from annotator.exchange.importing.rtf_styles import BODY_LEVEL, StyleSheet
from annotator.exchange.importing.styling import PLAIN, list_item

_TYPED_MARKER = re.compile(r"^\s*(?:[•·▪◦‣–]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """What is set for a paragraph: its style, its outline level from 0, its table, its list."""

    style: int = 0
    outline: int = BODY_LEVEL
    is_in_table: bool = False
    list_number: int = 0
    list_level: int = 0


@dataclass(slots=True)
class _Frame:
    """A text, or a text inside it: whether a row and a cell are open, and where its last words stand."""

    place: Place = field(default_factory=Place)
    has_row: bool = False
    has_cell: bool = False


class RichText:
    """Tell the composer what the control words amount to. `marker` is that of the list item that comes next."""

    def __init__(self, styles: StyleSheet) -> None:
        self.composer = Composer()
        self.marker = ""
        # What may turn out to be the marker of an item, if a tab follows.
        self._waiting = ""
        self._styles = styles
        self._frames = [_Frame()]
        self._counts = {"footnote": 0, "endnote": 0}

    def add(self, words: str, place: Place) -> None:
        """Add words to the paragraph; one begins with the first of them."""
        if not self.composer.has_paragraph and not self._waiting and _TYPED_MARKER.match(words):
            self._waiting = words
            return
        if words[:1] == "\t" and self._waiting:
            self.marker = self._waiting.strip()
        elif self._waiting:
            words = self._waiting + words
        self._waiting = ""
        if self.composer.has_paragraph or words.strip():
            self._settle(place)
            self.composer.add(words)

    def picture(self, name: str, alt: str, place: Place) -> None:
        """Show a picture."""
        self._settle(place)
        self.composer.picture(name, alt)

    def open_link(self, address: str, place: Place) -> None:
        """Begin a link."""
        self._settle(place)
        self.composer.open_link(address)

    def end_paragraph(self) -> None:
        """End the paragraph, which is what its last words were."""
        if self._waiting:
            self.add("\n", self._frames[-1].place)
        if self.composer.has_paragraph:
            place = self._frames[-1].place
            manner = self._styles.manner(place.style, place.outline)
            if manner is None and (self.marker or place.list_number):
                manner = list_item(place.list_level + 1)
            self.composer.become(manner or PLAIN, self.marker if _is_number(self.marker) else "-")
            self.composer.close_paragraph()
        self.marker = ""

    def end_cell(self) -> None:
        """End a cell; its words moved into it at the latest now."""
        self._open_cell()
        self.end_paragraph()
        self.composer.close_cell()
        self._frames[-1].has_cell = False

    def end_row(self) -> None:
        """End the row, where one is open."""
        frame = self._frames[-1]
        if frame.has_cell:
            self.end_paragraph()
            self.composer.close_cell()
        if frame.has_row:
            self.composer.close_row()
        frame.has_row = frame.has_cell = False

    def finish(self) -> None:
        """End what is open."""
        self.end_paragraph()
        self.end_row()

    def open_inner(self, kind: str) -> None:
        """Begin a text inside the text: a "note", a "box", or a "head" of the page."""
        self._frames.append(_Frame())
        if kind == "note":
            self.composer.open_note()
        elif kind == "box":
            self.composer.open_box()
        else:
            self.composer.open_running_head()

    def close_inner(self, kind: str, note_kind: str, place: Place) -> None:
        """End it, back in a paragraph at a place; a note is referred to there."""
        self.finish()
        self._frames.pop()
        if kind == "box":
            self.composer.close_box()
        elif kind == "head":
            self.composer.close_running_head()
        else:
            self._counts[note_kind] += 1
            label = written(self._counts[note_kind], "decimal" if note_kind == "footnote" else "lowerRoman")
            self.composer.close_note(label)
            self._settle(place)
            self.composer.refer(label)

    def _settle(self, place: Place) -> None:
        """Open the cell that the next paragraph stands in, or end the row that it no longer stands in."""
        frame = self._frames[-1]
        frame.place = place
        if self.composer.has_paragraph:
            return
        if place.is_in_table:
            self._open_cell()
        elif frame.has_row and not frame.has_cell:
            self.end_row()

    def _open_cell(self) -> None:
        frame = self._frames[-1]
        if not frame.has_row:
            self.composer.open_row()
        if not frame.has_cell:
            self.composer.open_cell()
        frame.has_row = frame.has_cell = True


def _is_number(marker: str) -> bool:
    """Tell whether a marker counts; a letter alone is a bullet."""
    return any(map(str.isalnum, marker)) and (len(marker) > 1 or marker.isdigit())
