"""JSON Lines: one article on each line, as an object whose names are those that a table's columns have."""

import json
from collections.abc import Mapping
from contextlib import suppress

from annotator.core.errors import RefusedError
from annotator.core.records import Json
from annotator.exchange.importing.articles import MOST_PARTS
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.columns import date_orders, find_columns, has_text, missing_text
from annotator.exchange.importing.decode import decode
from annotator.exchange.importing.record import capture_row

MOST_NAMES = 500
_ONE_LIST = "This is one JSON list; write one object on each line instead."
_NO_OBJECTS = "No line of the file is a JSON object; write one article on each line, as an object."


def read(capture: Capture) -> Reading:
    """Read JSON Lines (see kinds.FormatModule)."""
    text, encoding = decode(capture.data)
    if text.lstrip().startswith("["):
        raise RefusedError(_ONE_LIST)
    lines = _lines(text)
    rows = [row for _, row in lines if row is not None]
    if not rows:
        raise RefusedError(_NO_OBJECTS)
    names = _names(rows)
    columns = find_columns(names)
    if not has_text(columns):
        raise RefusedError(missing_text(names))
    # Lines may name their fields each in their own way; the order of day and month is the whole file's.
    orders = date_orders(rows, columns)
    parts = [_part(row, orders, capture, f"line {number}") for number, row in lines]
    return Reading([], encoding=encoding, parts=parts)


def _lines(text: str) -> list[tuple[int, dict[str, Json] | None]]:
    """Give the lines that hold anything with their numbers; None for one that is no object."""
    lines: list[tuple[int, dict[str, Json] | None]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            lines.append((number, _object(line)))
        if len(lines) > MOST_PARTS:
            break
    return lines


def _object(line: str) -> dict[str, Json] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _names(rows: list[dict[str, Json]]) -> list[str]:
    """Give the names that the objects use, in the order in which they are met."""
    names: dict[str, None] = {}
    for row in rows:
        if len(names) >= MOST_NAMES:
            break
        for name in row:
            names[name] = None
    return list(names)


def _part(row: dict[str, Json] | None, orders: Mapping[str, bool | None], capture: Capture, place: str) -> Capture:
    if row is not None:
        with suppress(RecursionError):
            return capture_row(row, find_columns(row), orders, capture, place)
    return Capture(b"null", f"{capture.file_name}, {place}", kind="record", depth=capture.depth + 1)
