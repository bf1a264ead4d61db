"""Markdown into items, through markdown-it-py's tokens; declared front matter is read as metadata."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotator.core.dates import parse_date
from annotator.core.records import Inferred
from annotator.core.vocabulary import BlockKind
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
_FOOTNOTE = re.compile(r"^\[\^(\w{1,6})\]:\s*(.+)$", re.M)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def read_markdown(text: str) -> tuple[list[Item], dict[str, Inferred]]:
    """Give the items of a Markdown text and what its front matter declares."""
    front, text, first_line = _front_matter(text)
    notes = [
        Item(
            BlockKind.FOOTNOTE,
            match[2].strip(),
            _line_of(text, match.start()) + first_line,
            attributes={"label": match[1]},
        )
        for match in _FOOTNOTE.finditer(text)
    ]
    body = _FOOTNOTE.sub("", text)
    items = list(_items(_parser().parse(body), first_line))
    return items + notes, front


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


def _items(tokens: Sequence[Token], first_line: int) -> Iterator[Item]:
    """Walk the flat token list: `open` tokens say what the inline content inside is."""
    lists: list[list[int | str]] = []
    quotes = 0
    row: list[str] | None = None
    kind, level = BlockKind.PARAGRAPH, 0
    for token in tokens:
        line = (token.map[0] + 1 if token.map else 1) + first_line
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append([int(token.attrGet("start") or 1), token.markup if token.type.startswith("b") else ""])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += 1 if token.nesting > 0 else -1
        elif token.type == "heading_open":
            kind, level = BlockKind.HEADING, int(token.tag[1:])
        elif token.type == "heading_close":
            kind, level = BlockKind.PARAGRAPH, 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield Item(BlockKind.TABLE_ROW, "\t".join(row), line)
            row = None
        elif token.type in ("fence", "code_block"):
            yield from (Item(BlockKind.PARAGRAPH, part, line) for part in token.content.split("\n") if part.strip())
        elif token.type == "inline":
            if row is not None:
                row.append(_words(token))
            else:
                yield from _block_items(token, line, kind, level, lists, quotes)


def _block_items(
    token: Token, line: int, kind: BlockKind, level: int, lists: list[list[int | str]], quotes: int
) -> Iterator[Item]:
    images = [child for child in token.children or () if child.type == "image"]
    for image in images:
        yield from image_items(image.content, str(image.attrGet("src") or ""), line)
    words = _words(token)
    if not words:
        return
    if kind is BlockKind.HEADING:
        yield Item(kind, words, line, level=level)
    elif lists:
        number, bullet = lists[-1]
        marker = str(bullet) or f"{number}."
        lists[-1][0] = int(number) + 1
        yield Item(BlockKind.LIST_ITEM, words, line, level=len(lists), attributes={"marker": marker})
    else:
        yield Item(BlockKind.QUOTE if quotes else BlockKind.PARAGRAPH, words, line)


def _words(token: Token) -> str:
    """Give the plain words of inline content: marks are dropped, breaks become spaces, images stand apart."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return " ".join("".join(parts).split(" ")).strip()
