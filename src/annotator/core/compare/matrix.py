"""The matrix of Compare: how much each source, or group of sources, says about each chapter, tag or actor.

It is counted as in the briefing (see core.briefing.matrix): what stands in a chapter itself, sources of one origin
once, a statement as contradicted where any other one contradicts it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from annotator.core.origins import origin_keys
from annotator.core.records import Source

_Place = TypeVar("_Place")
# More of them have no names that can be read beside each other.
MOST_SOURCES = 30
SHADES = 5
# How much one source says about one row: row, source, tag where the columns are tags or "", statements, words, and how
# many of the statements others contradict. There can be a hundred thousand, so they are plain tuples.
Count = tuple[str, str, str, int, int, int]


class Kind(StrEnum):
    """What stands in the rows and in the columns."""

    CHAPTERS = "chapters"
    TAGS = "tags"
    ACTORS = "actors"


class Grouping(StrEnum):
    """What one column stands for, where the columns are sources."""

    SOURCE = "source"
    OUTLET = "outlet"
    ORIGIN = "origin"


class Measure(StrEnum):
    """What is counted."""

    STATEMENTS = "statements"
    WORDS = "words"
    ORIGINS = "origins"


@dataclass(frozen=True, slots=True)
class Row:
    """A chapter, a tag or an actor; `colour` is a tag's."""

    uid: str
    name: str
    number: str = ""
    depth: int = 0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A source, an outlet, an origin or a tag. `grade` is a source's reliability; an empty name is no outlet at all.

    `source_uids` are those that are counted in it; of a tag there are none, because it counts all.
    """

    key: str
    name: str
    grade: str = ""
    source_uids: tuple[str, ...] = ()
    tag_uid: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How much is said in one place."""

    statements: int = 0
    words: int = 0
    origins: int = 0
    contradicted: int = 0

    def value(self, measure: Measure) -> int:
        """Give what is counted."""
        if measure is Measure.WORDS:
            return self.words
        return self.origins if measure is Measure.ORIGINS else self.statements


SILENT = Cell()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in their own order, columns by how much they say, cells by row and column where something is said.

    `largest` holds the largest of each number.
    """

    kind: Kind = Kind.CHAPTERS
    grouping: Grouping = Grouping.SOURCE
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    totals: Mapping[str, Cell] = field(default_factory=dict)
    largest: Cell = SILENT

    def cell(self, row: Row, column: Column) -> Cell:
        """Give a cell; where nothing is said, a silent one."""
        return self.cells.get((row.uid, column.key), SILENT)

    def most(self, measure: Measure) -> int:
        """Give the largest number of all cells."""
        return self.largest.value(measure)

    def total(self, row: Row) -> Cell:
        """Give what is said about a row by all sources together."""
        return self.totals.get(row.uid, SILENT)


@dataclass(slots=True)
class _Tally:
    statements: int = 0
    words: int = 0
    contradicted: int = 0
    origins: set[str] = field(default_factory=set)

    def cell(self) -> Cell:
        return Cell(self.statements, self.words, len(self.origins), self.contradicted)


def by_sources(
    kind: Kind, rows: Sequence[Row], counts: Iterable[Count], sources: Sequence[Source], grouping: Grouping | None
) -> Matrix:
    """Count by source, outlet or origin; None chooses outlets where there are too many sources to be columns."""
    listed = list(counts)
    speaking = {count[1] for count in listed}
    grouping = grouping or (Grouping.SOURCE if len(speaking) <= MOST_SOURCES else Grouping.OUTLET)
    origins = origin_keys(sources)
    members: dict[str, list[Source]] = {}
    key_of: dict[str, str] = {}
    for source in sources:
        if source.uid in speaking:
            key = key_of[source.uid] = _key(source, grouping, origins)
            members.setdefault(key, []).append(source)
    columns = [_column(key, grouping, found) for key, found in members.items()]
    cells: dict[tuple[str, str], _Tally] = {}
    for row_uid, source_uid, _, statements, words, contradicted in listed:
        if source_uid in key_of:
            place = row_uid, key_of[source_uid]
            _add(cells, place, origins[source_uid], statements, words, contradicted)
    totals: dict[str, _Tally] = {}
    for (row_uid, _), tally in cells.items():
        total = totals.setdefault(row_uid, _Tally())
        total.statements += tally.statements
        total.words += tally.words
        total.contradicted += tally.contradicted
        total.origins |= tally.origins
    return _matrix(kind, grouping, rows, columns, cells, totals)


def by_tags(
    rows: Sequence[Row],
    counts: Iterable[Count],
    spoken: Iterable[Count],
    tags: Sequence[Column],
    sources: Sequence[Source],
) -> Matrix:
    """Count actors by tag, whoever says most first.

    `spoken` is all that they say, whatever its tags, so that no statement counts twice in the total.
    """
    origins = origin_keys(sources)
    cells: dict[tuple[str, str], _Tally] = {}
    totals: dict[str, _Tally] = {}
    for row_uid, source_uid, tag_uid, statements, words, contradicted in counts:
        if source_uid in origins:
            _add(cells, (row_uid, tag_uid), origins[source_uid], statements, words, contradicted)
    for row_uid, source_uid, _, statements, words, contradicted in spoken:
        if source_uid in origins:
            _add(totals, row_uid, origins[source_uid], statements, words, contradicted)
    speaking = [row for row in rows if row.uid in totals]
    speaking.sort(key=lambda row: -totals[row.uid].statements)
    return _matrix(Kind.ACTORS, Grouping.SOURCE, speaking, tags, cells, totals)


def shade(value: int, most: int) -> int:
    """Give how deep a cell is shaded, 1 to SHADES; 0 where nothing is said."""
    if value <= 0:
        return 0
    return min(SHADES, value if most <= SHADES else -(-value * SHADES // most))


def _add(
    tallies: dict[_Place, _Tally], place: _Place, origin: str, statements: int, words: int, contradicted: int
) -> None:
    tally = tallies.get(place)
    if tally is None:
        tally = tallies[place] = _Tally()
    tally.statements += statements
    tally.words += words
    tally.contradicted += contradicted
    tally.origins.add(origin)


def _matrix(
    kind: Kind,
    grouping: Grouping,
    rows: Sequence[Row],
    columns: Sequence[Column],
    cells: Mapping[tuple[str, str], _Tally],
    totals: Mapping[str, _Tally],
) -> Matrix:
    """Put the columns in order, the busiest first, and leave out those and the cells that nobody asked for."""
    listed = {row.uid for row in rows}
    busy: dict[str, int] = {}
    for (row_uid, key), tally in cells.items():
        if row_uid in listed:
            busy[key] = busy.get(key, 0) + tally.statements
    shown = [column for column in columns if busy.get(column.key)]
    shown.sort(key=lambda column: (-busy[column.key], column.name.casefold(), column.key))
    filled = {place: tally.cell() for place, tally in cells.items() if place[0] in listed}
    return Matrix(
        kind,
        grouping,
        tuple(rows),
        tuple(shown),
        filled,
        {uid: tally.cell() for uid, tally in totals.items() if uid in listed},
        _largest(filled.values()),
    )


def _largest(cells: Collection[Cell]) -> Cell:
    if not cells:
        return SILENT
    return Cell(
        max(cell.statements for cell in cells),
        max(cell.words for cell in cells),
        max(cell.origins for cell in cells),
        max(cell.contradicted for cell in cells),
    )


def _column(key: str, grouping: Grouping, sources: Sequence[Source]) -> Column:
    first = sources[0]
    is_of_one_grade = len({source.reliability for source in sources}) == 1
    name = first.label
    if grouping is Grouping.OUTLET:
        name = first.outlet
    elif grouping is Grouping.ORIGIN:
        name = next((source.origin for source in sources if source.origin), name)
    uids = tuple(source.uid for source in sources)
    return Column(key, name, first.reliability if is_of_one_grade else "", uids)


def _key(source: Source, grouping: Grouping, origins: Mapping[str, str]) -> str:
    if grouping is Grouping.SOURCE:
        return source.uid
    if grouping is Grouping.ORIGIN:
        return origins[source.uid]
    return " ".join(source.outlet.split()).casefold()
