"""One row of a table as an article: its cells as JSON, so that the same row in another file is the same source."""

import json
import re
from collections.abc import Mapping

from annotator.core.errors import RefusedError
from annotator.core.records import Inferred, Json
from annotator.core.text import normalise
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.columns import HTML, TEXT, find_columns, known_of, text_of, words_of
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.markup import markup_items
from annotator.exchange.importing.plain_text import read_lines

_TAG = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|table|article|section|blockquote|figure)\b[^<>]{0,400}>", re.I)
_NO_TEXT = "The row has no text."
_UNREADABLE = "The row is not readable; each line is to be one JSON object."


def capture_row(
    row: Mapping[str, Json],
    columns: Mapping[str, str],
    orders: Mapping[str, bool | None],
    table: Capture,
    place: str,
) -> Capture:
    """Give a row of a table as a capture; `place` says where it stands there."""
    return Capture(
        # Halves of pairs, which JSON can name, are no characters.
        json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace"),
        f"{table.file_name}, {place}",
        known={**table.known, **known_of(row, columns, orders)},
        kind="record",
        depth=table.depth + 1,
    )


def read(capture: Capture) -> Reading:
    """Read a row of a table (see kinds.FormatModule)."""
    try:
        row = json.loads(capture.data)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise RefusedError(_UNREADABLE)
    columns = find_columns(row)
    items = _text_items(row, columns)
    if not any(item.text.strip() for item in items):
        raise RefusedError(_NO_TEXT)
    title = Inferred(capture.file_name, "file name", sure=False)
    return Reading([*_head(row, columns), *items], hints={"title": title}, encoding="utf-8", has_furniture=False)


def _head(row: Mapping[str, Json], columns: Mapping[str, str]) -> list[Item]:
    """Give title and subtitle as blocks, since a statement may be made in them."""
    items = []
    for field, kind in (("title", BlockKind.TITLE), ("subtitle", BlockKind.SUBTITLE)):
        words = " ".join(normalise(words_of(row.get(columns.get(field, "")))).split())
        if words:
            items.append(Item(kind, words, 1, level=1 if kind is BlockKind.TITLE else 0))
    return items


def _text_items(row: Mapping[str, Json], columns: Mapping[str, str]) -> list[Item]:
    markup = text_of(row.get(columns.get(HTML, "")))
    text = text_of(row.get(columns.get(TEXT, "")))
    if markup or _TAG.search(text):
        return markup_items(markup or text)
    return read_lines(normalise(text))
