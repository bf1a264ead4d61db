"""Lists on the screen: columns that stand below each other, or JSON."""

import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

_GAP = "  "


def counted(count: int, what: str) -> str:
    """Give a number of things in words: "1 line", "1,200 lines"."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def marked(snippet: str, marks: Sequence[tuple[int, int]]) -> str:
    """Set the hits apart; the marks vanish where the output is no terminal."""
    parts, at = [], 0
    for start, end in marks:
        parts += [snippet[at:start], click.style(snippet[start:end], bold=True)]
        at = end
    return "".join(parts) + snippet[at:]


def print_json(value: Any) -> None:
    """Print a value for other programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(head: Sequence[str], rows: Sequence[Sequence[str | int]], empty: str) -> None:
    """Print rows under their heads, numbers flush right; where there are none, say so."""
    if not rows:
        click.echo(empty)
        return
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    is_number = [all(isinstance(row[column], int) for row in rows) for column in range(len(head))]
    for row in cells:
        padded = (_padded(*each) for each in zip(row, widths, is_number, strict=True))
        click.echo(_GAP.join(padded).rstrip())


def shortened(words: str, most: int) -> str:
    """Give words in one line of at most so many characters."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _padded(words: str, width: int, is_number: bool) -> str:
    space = " " * (width - _width(words))
    return space + words if is_number else words + space


def _width(words: str) -> int:
    """Count the places that words take in a terminal: letters of East Asia take two, combining marks none."""
    if words.isascii():
        return len(words)
    wide = sum(1 for character in words if unicodedata.east_asian_width(character) in "WF")
    return len(words) + wide - sum(1 for character in words if unicodedata.combining(character))
