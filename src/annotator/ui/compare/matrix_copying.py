"""The matrix on the clipboard: as text with tabs, and as a table that Word and Excel take over as one."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from annotator.ui.tokens import LIGHT


def copied(table: Sequence[Sequence[str | int]]) -> QMimeData:
    """Put a table, its heads first, into what is pasted."""
    data = QMimeData()
    data.setText("\n".join("\t".join(_plain(value) for value in row) for row in table))
    data.setHtml(_html(table))
    return data


def _html(table: Sequence[Sequence[str | int]]) -> str:
    """Give a table with thin rules, the names at the left and the numbers in the middle."""
    rule = f"border-bottom:1px solid {LIGHT.line};padding:2px 8px"
    rows = []
    for at, row in enumerate(table):
        mark = "td" if at else "th"
        cells = "".join(
            f'<{mark} style="{rule};text-align:{"center" if column else "left"}">{_escaped(value)}</{mark}>'
            for column, value in enumerate(row)
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<table style="border-collapse:collapse">{"".join(rows)}</table>'


def _escaped(value: str | int) -> str:
    return escape(_plain(value))


def _plain(value: str | int) -> str:
    """Write a value without what would end its cell; a number without separators, which other countries read anew."""
    return str(value) if isinstance(value, int) else " ".join(value.split("\t")).replace("\n", " ")
