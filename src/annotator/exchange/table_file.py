"""A table as a file for spreadsheets: CSV as Excel, LibreOffice and Numbers open it without asking."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from annotator.exchange.files import replace_file

CSV_SUFFIX = ".csv"
# With one of these in front a spreadsheet takes words for a formula, and words come from other people's articles.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(target: Path, rows: Iterable[Sequence[str | int]]) -> None:
    """Write a table; until it is whole, the old file is untouched.

    Raises:
        EnvironmentFaultError: the file cannot be written there.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    # Without the mark Excel reads the letters of most languages wrong.
    replace_file(target, stream.getvalue().encode("utf-8-sig"))


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
