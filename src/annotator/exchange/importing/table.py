"""A table of articles, comma-separated or of that kind: one article a row, found by the names of its columns."""

import csv
import re
from collections.abc import Iterator

from annotator.core.errors import RefusedError
from annotator.exchange.importing.articles import MOST_PARTS
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.columns import date_orders, find_columns, has_text, missing_text
from annotator.exchange.importing.decode import decode
from annotator.exchange.importing.record import capture_row

LONGEST_CELL = 16 * 1024 * 1024
MOST_COLUMNS = 500
_SEPARATORS = ",;\t|"
_LONGEST_HEADER = 64 * 1024
# What a spreadsheet writes into the first line to say how it separates.
_SAID = re.compile(r"\A[\"']?sep=([,;\t|])[\"']?\n", re.I)
_NO_ROWS = "The table has no rows under its column names."
_OPEN_QUOTE = (
    "A quotation mark that opens in row {row} is never closed, so that the rest of the table cannot be told apart; "
    "please mend it."
)
_TOO_WIDE = f"The table has more than {MOST_COLUMNS} columns, or no separators that can be told."
_TOO_LONG = "Row {row} has a cell of more than 16 MB, which no article is; please split the table."


def read(capture: Capture) -> Reading:
    """Read a table (see kinds.FormatModule)."""
    text, encoding = decode(capture.data)
    names, rows = _table(text)
    if len(names) > MOST_COLUMNS:
        raise RefusedError(_TOO_WIDE)
    columns = find_columns(names)
    if not has_text(columns):
        raise RefusedError(missing_text(names))
    if not rows:
        raise RefusedError(_NO_ROWS)
    orders = date_orders([row for _, row in rows], columns)
    parts = [capture_row(row, columns, orders, capture, f"row {number}") for number, row in rows]
    return Reading([], encoding=encoding, parts=parts)


def _table(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Give the column names, and each row that holds anything with its number as a spreadsheet counts.

    Reading ends behind one row more than is taken in from one file, so that it is known that there are more.
    """
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text[:_LONGEST_HEADER])
    cells = _rows(text[said.end() :] if said else text, separator)
    _, header = next(cells, (0, []))
    names = _distinct(header)
    rows = []
    for number, row in cells:
        rows.append((number, _named(names, row)))
        if len(rows) > MOST_PARTS:
            break
    return names, rows


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything.

    Raises:
        RefusedError: a cell is too long, or never ends.
    """
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(text), delimiter=separator)
    number, begin, end = 0, 0, 0
    try:
        for cells in reader:
            number, begin, end = number + 1, end, reader.line_num
            if any(map(str.strip, cells)):
                yield number, cells
    except csv.Error:
        raise RefusedError(_TOO_LONG.format(row=number + 1)) from None
    if end - begin > 1 and _is_open("\n".join(text.split("\n")[begin:]), separator):
        raise RefusedError(_OPEN_QUOTE.format(row=number))


def _lines(text: str) -> Iterator[str]:
    """Give a text's lines one by one, since a file object of it would hold it again."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end


def _is_open(row: str, separator: str) -> bool:
    """Tell whether a quoted cell goes on beyond the end of the last row."""
    try:
        list(csv.reader([row], delimiter=separator, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _separator(head: str) -> str:
    """Tell the separator: the one that parts the first row into most known column names, else into most cells."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader(_lines(head.lstrip("\n")), delimiter=separator), [])
        except csv.Error:
            return 0, 0
        return len(find_columns(cells)), len(cells)

    return max(_SEPARATORS, key=worth)


def _distinct(header: list[str]) -> list[str]:
    """Name the columns so that no two are alike and none is without a name."""
    names: dict[str, None] = {}
    for index, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {index}"
        names[name if name not in names else f"{name} ({index})"] = None
    return list(names)


def _named(names: list[str], cells: list[str]) -> dict[str, str]:
    """Give a row's cells by column; those beyond the last name are kept under their number."""
    row = dict(zip(names, cells, strict=False))
    for index in range(len(names), len(cells)):
        if cells[index].strip():
            row[f"column {index + 1}"] = cells[index]
    return row
