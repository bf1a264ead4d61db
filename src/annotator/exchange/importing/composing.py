"""The blocks of a document, put together while its reader walks it: paragraphs, cells, text boxes, notes, pictures.

A reader says what opens and closes and what stands inside; it need not know how these make blocks.
"""

import re
from dataclasses import dataclass, field

from annotator.core.errors import RefusedError
from annotator.core.records import Json
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.cells import joined, row_items
from annotator.exchange.importing.inline import InlineText
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pictures import split_credit
from annotator.exchange.importing.styling import PLAIN, Manner

# As many as a page has at most; twenty thick books.
MOST_BLOCKS = 200_000
_TOO_MANY = f"The document has more than {MOST_BLOCKS:,} paragraphs; please split it."
# A line that is repeated on every page counts once, and a page number alone is no text.
_LETTERS_OF_A_HEAD = 2
# How far back the words may stand that a mark alone in its paragraph belongs to: pictures may come between.
_NEAR = 4
_LINK = re.compile(r'^\s*HYPERLINK\s+(?!\\l)(?:"([^"]*)"|(\S+))', re.I)
_LEADING_OUT = ("http://", "https://", "mailto:", "ftp://")


@dataclass(slots=True)
class _Paragraph:
    manner: Manner
    attributes: dict[str, Json]
    depth: int
    words: InlineText = field(default_factory=InlineText)
    before: list[Item] = field(default_factory=list)
    behind: list[Item] = field(default_factory=list)
    address: str = ""
    breaks: int = 0


class Composer:
    """Collect a document's blocks in reading order. What is opened is closed in turn, as in the file.

    Its methods raise RefusedError where there are more blocks than an article can have.
    """

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._sinks: list[list[Item]] = [self._items]
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[tuple[int, list[list[Item]]]] = []
        self._carried: _Paragraph | None = None
        self._notes: list[Item] = []
        self._heads: list[Item] = []
        self._said: set[str] = set()
        self._count = 0

    @property
    def has_paragraph(self) -> bool:
        """Whether a paragraph is open in this text; one that a text box or a note hangs on is another text's."""
        return bool(self._paragraphs) and self._paragraphs[-1].depth == len(self._sinks)

    def open_paragraph(self, manner: Manner = PLAIN, marker: str = "") -> None:
        """Begin a paragraph; one that is open ends."""
        self.close_paragraph()
        paragraph = _Paragraph(manner, _marked(manner, marker), len(self._sinks))
        if self._carried is not None:
            paragraph.words, paragraph.before = self._carried.words, self._carried.before
            self._carried = None
        self._paragraphs.append(paragraph)

    def become(self, manner: Manner, marker: str = "") -> None:
        """Say what the open paragraph is, where that is known only at its end."""
        paragraph = self._paragraph()
        paragraph.manner, paragraph.attributes = manner, _marked(manner, marker)

    def close_paragraph(self, goes_on: bool = False) -> None:
        """End the paragraph; where it `goes_on`, since its end was deleted, the next one takes its words."""
        if not self.has_paragraph:
            return
        self._count_block()
        paragraph = self._paragraphs.pop()
        if goes_on:
            if paragraph.words or paragraph.before:
                self._carried = paragraph
            return
        self._sinks[-1] += [*paragraph.before, *self._block(paragraph), *paragraph.behind]

    def add(self, words: str) -> None:
        """Add words to the paragraph; words that stand in none are given one."""
        paragraph = self._paragraph()
        if paragraph.breaks and words.strip():
            paragraph.breaks = 0
        paragraph.words.add(words)

    def break_line(self) -> None:
        """Begin a new line in the paragraph; an empty line parts it in two."""
        paragraph = self._paragraph()
        paragraph.breaks += 1
        paragraph.words.break_line()
        if paragraph.breaks > 1 and paragraph.words.last:
            rest = _Paragraph(paragraph.manner, dict(paragraph.attributes), paragraph.depth, behind=paragraph.behind)
            paragraph.behind = []
            self.close_paragraph()
            self._paragraphs.append(rest)
            self.open_link(paragraph.address)

    def open_link(self, address: str) -> None:
        """Begin a link; one that leads nowhere outside the document, or into a script, is none."""
        paragraph = self._paragraph()
        address = address if address.strip().casefold().startswith(_LEADING_OUT) else ""
        paragraph.address = address
        paragraph.words.open_link(address)

    def close_link(self) -> None:
        """End the link."""
        if self.has_paragraph:
            self._paragraphs[-1].address = ""
            self._paragraphs[-1].words.close_link()

    def refer(self, label: str) -> None:
        """Note a reference to a note here."""
        self._paragraph().words.refer(label)

    def picture(self, url: str, alt: str = "") -> None:
        """Show a picture: before the words of its paragraph where none came yet, else behind them.

        Its alternative text is no caption: word processors fill it with guesses that nobody sees.
        """
        self._count_block()
        attributes: dict[str, Json] = {"url": url, "alt": alt, "caption": "", "credit": "", "missing": not url}
        self._place([Item(BlockKind.IMAGE, "", 0, attributes=attributes)])

    def open_box(self) -> None:
        """Begin a text box: what is in it stands beside the paragraph that it hangs on."""
        self._sinks.append([])

    def close_box(self) -> None:
        """End the text box."""
        self._place(self._close_sink())

    def open_row(self) -> None:
        """Begin a row of a table."""
        self._rows.append((len(self._sinks), []))

    def open_cell(self) -> None:
        """Begin a cell; a paragraph that is open moves in."""
        if self.has_paragraph:
            self._paragraphs[-1].depth += 1
        self._sinks.append([])

    def close_cell(self) -> None:
        """End the cell."""
        items = self._close_sink()
        if self._rows and self._rows[-1][0] == len(self._sinks):
            self._rows[-1][1].append(items)
        else:
            self._place(items)

    def close_row(self) -> None:
        """End the row."""
        self._place(row_items(self._rows.pop()[1]))

    def open_note(self) -> None:
        """Begin a footnote or endnote; what comes until it closes is its words."""
        self._sinks.append([])

    def close_note(self, label: str) -> None:
        """End the note."""
        items = self._close_sink()
        words = [item for item in items if item.kind is not BlockKind.IMAGE]
        note = joined(words, " ")
        note.kind = BlockKind.FOOTNOTE
        note.attributes["label"] = label
        self._notes += [note] if note.text else []
        self._notes += [item for item in items if item.kind is BlockKind.IMAGE]

    def open_running_head(self) -> None:
        """Begin a head or foot of the page."""
        self._sinks.append([])

    def close_running_head(self) -> None:
        """End it; its lines come last in the text, folded, each but once."""
        for item in self._close_sink():
            is_words = sum(map(str.isalpha, item.text)) >= _LETTERS_OF_A_HEAD
            if item.kind is BlockKind.IMAGE or not is_words or item.text in self._said:
                continue
            self._said.add(item.text)
            item.kind, item.level, item.fold = BlockKind.PARAGRAPH, 0, FoldReason.RUNNING_HEAD
            self._heads.append(item)

    def finish(self) -> list[Item]:
        """Give all blocks: the text, the notes, the heads and feet of the pages."""
        self._close_sink()
        _name_pictures(self._items)
        labels = {item.attributes.get("label") for item in self._notes}
        items = [*self._items, *self._notes, *self._heads]
        for item in items:
            _forget_lost_notes(item, labels)
        return items

    def _count_block(self) -> None:
        self._count += 1
        if self._count > MOST_BLOCKS:
            raise RefusedError(_TOO_MANY)

    def _paragraph(self) -> _Paragraph:
        if not self.has_paragraph:
            self.open_paragraph()
        return self._paragraphs[-1]

    def _close_sink(self) -> list[Item]:
        self.close_paragraph()
        if self._carried is not None:
            self.open_paragraph()
            self.close_paragraph()
        return self._sinks.pop()

    def _place(self, items: list[Item]) -> None:
        """Put blocks beside the words of the paragraph that is open in this text, else behind what came before."""
        if self.has_paragraph:
            paragraph = self._paragraphs[-1]
            (paragraph.behind if paragraph.words.last else paragraph.before).extend(items)
        else:
            self._sinks[-1] += items

    def _block(self, paragraph: _Paragraph) -> list[Item]:
        if not paragraph.words:
            return []
        manner = paragraph.manner
        item = paragraph.words.item(manner.kind, level=manner.level, **paragraph.attributes)
        item.fold = manner.fold
        if item.text:
            return [item]
        # A mark that stands alone belongs to the words before it.
        last = next((each for each in reversed(self._sinks[-1][-_NEAR:]) if each.text), None)
        if last is not None:
            marks = [[len(last.text), label] for _, label in item.attributes["references"]]
            last.attributes.setdefault("references", []).extend(marks)
        return []


def link_address(instruction: str) -> str:
    """Give where the instruction of a field leads, or "" where it is no link or leads inside the document."""
    match = _LINK.match(instruction)
    return (match[1] or match[2] or "") if match else ""


def _marked(manner: Manner, marker: str) -> dict[str, Json]:
    return {"marker": marker or "-"} if manner.kind is BlockKind.LIST_ITEM else {}


def _forget_lost_notes(item: Item, labels: set[Json]) -> None:
    """Drop references to notes that are not in the file."""
    if references := item.attributes.get("references"):
        item.attributes["references"] = [each for each in references if each[1] in labels]


def _name_pictures(items: list[Item]) -> None:
    """Give each picture the caption that stands next to it, behind it before in front of it."""
    for index, item in enumerate(items):
        if item.kind is not BlockKind.CAPTION:
            continue
        caption, credit = split_credit(item.text)
        # The caption's own words go on with it: there is none to be shown behind them.
        item.attributes["credit"] = ""
        for picture in (*reversed(items[max(0, index - 1) : index]), *items[index + 1 : index + 2]):
            if picture.kind is BlockKind.IMAGE and not picture.attributes["caption"]:
                picture.attributes |= {"caption": caption, "credit": credit}
                break
