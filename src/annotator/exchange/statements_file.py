"""Statements files: one statement a line, as CSV with a header row or as JSON Lines."""

import codecs
import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from annotator.core.errors import RefusedError
from annotator.exchange.importing.decode import decode
from annotator.store.connection import file_fault

REQUIRED = ("source", "quote")
COLUMNS = (
    *REQUIRED,
    *("prefix", "suffix", "start", "end", "tags", "chapters", "actor", "kind", "event_date", "said_date"),
    *("credibility", "note", "reviewer"),
)
_JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
_SEPARATORS = (",", ";", "\t")
_LONGEST_FIELD = 16 * 1024 * 1024
_CHUNK = 1024 * 1024
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line as it was written: names and words, nothing of it looked up yet. `line` counts from 1."""

    line: int
    source: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    tags: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    actor: str = ""
    kind: str = ""
    event_date: str = ""
    said_date: str = ""
    credibility: int | None = None
    note: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that does not go in, and why."""

    line: int
    reason: str


class StatementsFile:
    """A statements file that is read line by line, however long it is.

    `unknown` names the columns met so far that mean nothing here; they are passed over.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.unknown: list[str] = []

    def rows(self) -> Iterator[StatementRow | RefusedLine]:
        """Give each line that holds anything.

        Raises:
            RefusedError: the file as a whole is no statements file.
            EnvironmentFaultError: it cannot be read.
        """
        try:
            encoding = _encoding(self._path)
            with self._path.open(encoding=encoding, newline="") as file:
                lines = self._json_rows(file) if self._is_json(file) else self._csv_rows(file)
                for line, values in lines:
                    yield values if isinstance(values, RefusedLine) else self._row(line, values)
        except OSError as error:
            raise file_fault(self._path, error) from error

    def _is_json(self, file: IO[str]) -> bool:
        """Tell the format by what the file begins with; its ending decides where that says nothing."""
        first = next((line.strip() for line in file if line.strip()), "")
        file.seek(0)
        if first.startswith("["):
            raise RefusedError(f"{self._path.name} is one JSON list; write one object on each line instead.")
        return first.startswith("{") or (not first and self._path.suffix.casefold() in _JSON_ENDINGS)

    def _json_rows(self, file: IO[str]) -> Iterator[tuple[int, Mapping[str, Any] | RefusedLine]]:
        for line, words in enumerate(file, 1):
            words = words.strip()
            if not words:
                continue
            try:
                values = json.loads(words)
            except ValueError:
                values = None
            if not isinstance(values, dict):
                yield line, RefusedLine(line, "This is not a JSON object on one line.")
                continue
            self._note_unknown(values)
            yield line, values

    def _csv_rows(self, file: IO[str]) -> Iterator[tuple[int, Mapping[str, Any] | RefusedLine]]:
        header = file.readline()
        file.seek(0)
        csv.field_size_limit(_LONGEST_FIELD)
        reader = csv.reader(file, delimiter=max(_SEPARATORS, key=header.count), strict=True)
        names: list[str] = []
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield line, RefusedLine(line, "This line is not readable as CSV; please check its quotation marks.")
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = self._header(cells)
            elif len(cells) > len(names):
                yield line, RefusedLine(line, "This line has more fields than the header; put them in quotation marks.")
            else:
                yield line, dict(zip(names, cells, strict=False))

    def _header(self, cells: list[str]) -> list[str]:
        names = [cell.strip().casefold().replace(" ", "_") for cell in cells]
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            wanted = " and ".join(missing)
            raise RefusedError(f"{self._path.name} has no column {wanted}; its first line has to name the columns.")
        self._note_unknown(dict.fromkeys(filter(None, names)))
        return names

    def _note_unknown(self, values: Mapping[str, Any]) -> None:
        self.unknown.extend(name for name in values if name not in COLUMNS and name not in self.unknown)

    def _row(self, line: int, values: Mapping[str, Any]) -> StatementRow | RefusedLine:
        """Read the values of one line."""
        try:
            return StatementRow(
                line,
                source=_required(values, "source"),
                quote=_required(values, "quote"),
                # Spaces at the ends of the context say where it touches the quote.
                prefix=_words(values, "prefix", is_tidy=False),
                suffix=_words(values, "suffix", is_tidy=False),
                start=_number(values, "start"),
                end=_number(values, "end"),
                tags=_listed(values, "tags"),
                chapters=_listed(values, "chapters"),
                actor=_words(values, "actor"),
                kind=_words(values, "kind"),
                event_date=_words(values, "event_date"),
                said_date=_words(values, "said_date"),
                credibility=_number(values, "credibility"),
                note=_words(values, "note"),
                reviewer=_words(values, "reviewer"),
            )
        except RefusedError as error:
            return RefusedLine(line, str(error))


def _encoding(path: Path) -> str:
    """Tell a file's encoding without holding it in memory."""
    with path.open("rb") as file:
        head = file.read(4)
        for mark, encoding in _WIDE_MARKS:
            if head.startswith(mark):
                return encoding
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
            return "utf-8-sig"
        except UnicodeDecodeError:
            file.seek(0)
            return decode(file.read())[1]


def _required(values: Mapping[str, Any], name: str) -> str:
    words = _words(values, name)
    if not words:
        raise RefusedError(f"The {name} is missing.")
    return words


def _words(values: Mapping[str, Any], name: str, *, is_tidy: bool = True) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, (dict, list, bool)):
        raise RefusedError(f"The value of {name} is not a text.")
    return str(value).strip() if is_tidy else str(value)


def _listed(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Read a list, or words joined by semicolons; each entry once."""
    value = values.get(name)
    if isinstance(value, list):
        parts = [_words({name: part}, name) for part in value]
    else:
        parts = [part.strip() for part in _words(values, name).split(";")]
    return tuple(dict.fromkeys(part for part in parts if part))


def _number(values: Mapping[str, Any], name: str) -> int | None:
    words = _words(values, name)
    if not words:
        return None
    try:
        return int(words)
    except ValueError:
        raise RefusedError(f"The value of {name} is not a whole number: {words[:40]}") from None
