"""Markdown into items, through markdown-it-py's tokens; declared front matter is read as metadata."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotator.core.dates import parse_date
from annotator.core.records import Inferred
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.decode import decode
from annotator.exchange.importing.inline import InlineText
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pictures import image_items

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.S)
_PAIR = re.compile(r"^(\w[\w -]*):\s*(.+?)\s*$")
_FIELDS = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "authors": "author",
    "date": "published",
    "published": "published",
    "outlet": "outlet",
    "publisher": "outlet",
    "site": "outlet",
    "source": "outlet",
    "language": "language",
    "lang": "language",
    "url": "url",
    "link": "url",
    "category": "category",
}
# A note goes on in the lines that are indented under it.
_FOOTNOTE = re.compile(r"^\[\^([\w-]{1,20})\]:[ \t]*(\S.*(?:\n[ \t]+\S.*)*)", re.M)
_PLAIN_NOTE = re.compile(r"^\[(\d{1,4})\]:?\s+(\S.*)$")
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.S)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read(capture: Capture) -> Reading:
    """Read a Markdown text (see kinds.FormatModule)."""
    text, encoding = decode(capture.data)
    items, front = read_markdown(text)
    return Reading(items, front, encoding=encoding)


def read_markdown(text: str) -> tuple[list[Item], dict[str, Inferred]]:
    """Give the items of a Markdown text and what its front matter declares; notes come last, as a reader meets them."""
    front, text, first_line = _front_matter(text)
    notes = [_note(match, _line_of(text, match.start()) + first_line) for match in _FOOTNOTE.finditer(text)]
    body = _FOOTNOTE.sub(lambda match: "\n" * match[0].count("\n"), text)
    items = list(_Walker(first_line).items(_parser().parse(body)))
    return _with_plain_notes(items) + notes, front


def _note(match: re.Match[str], line: int) -> Item:
    inline = InlineText()
    for token in _parser().parseInline(" ".join(match[2].split())):
        _collect(token, inline)
    return inline.item(BlockKind.FOOTNOTE, line, label=match[1])


def _with_plain_notes(items: list[Item]) -> list[Item]:
    """Take for a note what begins with a mark such as [1] that stands in the text before it."""
    seen = ""
    for item in items:
        match = _PLAIN_NOTE.match(item.text)
        if match and item.kind is not BlockKind.HEADING and f"[{match[1]}]" in seen:
            item.kind, item.text, item.level, item.attributes = BlockKind.FOOTNOTE, match[2], 0, {"label": match[1]}
        elif "[" in item.text:
            seen += item.text
    return items


def _front_matter(text: str) -> tuple[dict[str, Inferred], str, int]:
    """Give the declared values, the text behind them, and how many lines they took."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text, 0
    values: dict[str, Inferred] = {}
    for number, line in enumerate(match[1].split("\n"), 2):
        pair = _PAIR.match(line)
        name = _FIELDS.get(pair[1].casefold()) if pair else None
        if pair is None or name is None:
            continue
        value = pair[2].strip("\"'[]")
        known = parse_date(value) if name == "published" else value
        if known is not None:
            values[name] = Inferred(known, f"line {number}")
    return values, text[match.end() :], text[: match.end()].count("\n")


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


class _Walker:
    """Walk the flat list of tokens: those that open say what the inline content inside is."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._heading = 0
        self._quotes = 0
        self._row: InlineText | None = None
        self._row_line = 0
        # For each list that is open: the marker of the item that is being read.
        self._markers: list[str] = []

    def items(self, tokens: Sequence[Token]) -> Iterator[Item]:
        """Give the items of a document's tokens."""
        for token in tokens:
            line = (token.map[0] + 1 if token.map else 1) + self._first_line
            self._note_nesting(token, line)
            if token.type == "tr_close" and self._row is not None:
                yield self._row.item(BlockKind.TABLE_ROW, self._row_line)
                self._row = None
            elif token.type in ("fence", "code_block", "html_block"):
                words = _TAG.sub("", token.content) if token.type == "html_block" else token.content
                yield from (Item(BlockKind.PARAGRAPH, part.strip(), line) for part in words.split("\n") if part.strip())
            elif token.type == "inline" and self._row is not None:
                if self._row:
                    self._row.part_cells()
                _collect(token, self._row)
            elif token.type == "inline":
                yield from self._inline_items(token, line)

    def _note_nesting(self, token: Token, line: int) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._markers.append("")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._markers.pop()
        elif token.type == "list_item_open":
            self._markers[-1] = f"{token.info}{token.markup}"
        elif token.type in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            self._heading = int(token.tag[1:]) if token.nesting > 0 else 0
        elif token.type == "tr_open":
            self._row, self._row_line = InlineText(), line

    def _inline_items(self, token: Token, line: int) -> Iterator[Item]:
        for image in [child for child in token.children or () if child.type == "image"]:
            address, title = str(image.attrGet("src") or ""), str(image.attrGet("title") or "")
            yield from image_items(image.content, address, line, title)
        inline = InlineText()
        _collect(token, inline)
        if not inline.text:
            return
        if self._heading:
            yield inline.item(BlockKind.HEADING, line, self._heading)
        elif self._markers:
            yield inline.item(BlockKind.LIST_ITEM, line, len(self._markers), marker=self._markers[-1])
        else:
            yield inline.item(BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH, line)


def _collect(token: Token, inline: InlineText) -> None:
    """Collect the plain words of inline content: marks are dropped, breaks become spaces, images stand apart."""
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            inline.add(child.content)
        elif child.type == "link_open":
            inline.open_link(str(child.attrGet("href") or ""))
        elif child.type == "link_close":
            inline.close_link()
        elif child.type in ("softbreak", "hardbreak") or child.content.startswith("<br"):
            inline.break_line()
