"""The table that is printed and kept in the documentation, and the machine it was measured on."""

import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measures import Line

HEAD = ("work", "ours", "floor", "ratio", "peak MB", "reach")
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def cells(line: Line) -> tuple[str, ...]:
    """Give a line's words, column by column."""
    reach = ""
    if line.reach is not None:
        reach = f"< {plain_seconds(line.reach)}: {'met' if line.ours < line.reach else 'missed'}"
    ratio = f"{line.ours / line.floor:,.1f}" if line.floor else ""
    floor = f"{plain_seconds(line.floor)} ({line.floor_is})"
    return line.work, plain_seconds(line.ours), floor, ratio, f"{line.peak_mb:,.0f}", reach


def plain_seconds(seconds: float) -> str:
    """Write seconds as people say them: "8 s", "1.25 s", "16 ms", "0.41 ms"."""
    if seconds >= 1:
        return f"{seconds:.3g} s"
    return f"{seconds * 1000:.3g} ms" if seconds < 0.9995 else "1 s"


def as_text(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Set rows in columns for a terminal."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def as_markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Set rows as a table of a Markdown file."""
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    lines.insert(1, "|" + "---|" * len(head))
    return "\n".join(lines)


def machine() -> str:
    """Say what was measured on, without naming anybody's computer."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} on {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def write_section(name: str, content: str, document: Path = DOCUMENT) -> None:
    """Replace one section of the documentation, between its marks."""
    text = document.read_text(encoding="utf-8")
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    fresh, count = re.subn(
        f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: f"{begin}\n{content}\n{end}", text, flags=re.S
    )
    if count != 1:
        raise ValueError(f"{document.name} has no section {name}")
    document.write_text(fresh, encoding="utf-8")
