"""The sentences of all sources by meaning: a vector of each, in a table that only the working copy has.

A vector depends on the text and the model alone, so vectors are kept by revision, whatever the index of words does.
They are bytes: a quarter of a million sentences of 384 numbers take a hundred megabytes, and are compared in a few
hundredths of a second. Imported only where there is a model.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import numpy as np

from annotator.core.similarity.meaning import LEAST, REACH, UNRELATED, WEIGHTS, Weights
from annotator.store.connection import plain_faults, transaction
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader

# Few enough that a person who cancels does not wait, many enough that a batch pays.
_BATCH = 64
_NEAREST = 400
# So many rows at a time stay in the processor's cache while they become numbers that can be multiplied.
_STRIP = 2_000
_LARGEST = 127
_HIGHEST_ZERO = 0.95
# What each sentence of a passage counts for the one in its middle.
_FALLING = np.float32(REACH + 1) - np.abs(np.arange(-REACH, REACH + 1, dtype=np.float32))
_TO_READ = (
    "FROM passage_text JOIN source USING (revision_uid) WHERE sentences > 0 "
    "AND (? OR passage_text.language IN (SELECT value FROM json_each(?)))"
)
_KNOWN = "(SELECT revision_uid FROM passage_vector)"
Report = Callable[[int, int], object]
# Numbers of 32 bits, of one byte, and of 64 bits.
Floats: TypeAlias = np.ndarray
Bytes: TypeAlias = np.ndarray
Offsets: TypeAlias = np.ndarray
# A revision and where in its text a sentence begins.
Place = tuple[str, int]


class Model(Protocol):
    """What turns sentences into vectors; used by several threads."""

    @property
    def key(self) -> str:
        """What tells this model from any other: vectors of two models are never held against each other."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages that it understands; empty where nobody says so, and then it is asked about every text."""

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Give one vector of length 1 for each text, as rows."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many sentences have been read for meaning, of how many."""

    read: int
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to read."""
        return self.read >= self.total


@dataclass(frozen=True, slots=True)
class Near:
    """How alike in meaning sentences are to a query: the nearest of all, and any other that is asked about."""

    nearest: tuple[Place, ...]
    _vectors: "_Vectors"
    _to_query: Floats
    _to_around: Floats | None
    _meaning: "Meaning"

    @property
    def weights(self) -> Weights:
        """What likeness of meaning counts beside shared words."""
        return self._meaning.weights

    def to(self, place: Place) -> tuple[float, float | None] | None:
        """Give the likeness of a sentence, and that of its passage to what stands around the query.

        None where it was never read; the second is None where nothing stands around the query.
        """
        at = self._vectors.row_of(place)
        return None if at < 0 else (float(self._to_query[at]), self._around(at))

    def _around(self, at: int) -> float | None:
        if self._to_around is None:
            return None
        low, high = self._vectors.passage(at)
        falling = _FALLING[low - at + REACH : high - at + REACH]
        length = float(np.linalg.norm(falling @ self._vectors.rows(low, high))) or 1.0
        return float(self._meaning.from_zero(falling @ self._to_around[low:high] / length))


class Meaning:
    """A model and what it has read, kept in memory for all the readers of one project."""

    def __init__(self, model: Model, weights: Weights = WEIGHTS) -> None:
        self.model = model
        self.weights = weights
        self._kept = _Vectors()
        self._zero: float | None = None
        self._lock = threading.Lock()

    def near(self, connection: sqlite3.Connection, text: str, around: str, language: str) -> Near | None:
        """Hold a sentence, and what stands around it, against all that was read; None where there is nothing."""
        if self.model.languages and (language or "en") not in self.model.languages:
            return None
        vectors = self._brought_up(connection)
        if not len(vectors.matrix):
            return None
        asked = self.model.vectors([text, around] if around else [text])
        to_query = self.from_zero(vectors.likeness(asked[0]))
        count = min(_NEAREST, len(to_query))
        best = np.argpartition(-to_query, count - 1)[:count]
        nearest = tuple(vectors.place_of(int(at)) for at in best if to_query[at] >= LEAST)
        return Near(nearest, vectors, to_query, vectors.likeness(asked[1]) if around else None, self)

    def from_zero(self, likeness: Any) -> Any:
        """Count likeness from that of sentences which have nothing in common, which is high with some models."""
        if self._zero is None:
            vectors = self.model.vectors(UNRELATED)
            pairs = (vectors @ vectors.T)[np.triu_indices(len(UNRELATED), 1)]
            self._zero = min(_HIGHEST_ZERO, max(0.0, float(pairs.mean())))
        return (likeness - self._zero) / (1 - self._zero)

    def warm(self, reader: Reader) -> None:
        """Read into memory what the next question needs."""
        self._brought_up(reader._connection)

    def _brought_up(self, connection: sqlite3.Connection) -> "_Vectors":
        with self._lock:
            self._kept = self._kept.brought_up(connection, self.model.key)
            return self._kept


@dataclass(frozen=True)
class _Vectors:
    """The vectors as they were read from the table up to a row, one text behind the other."""

    count: int = 0
    last: int = 0
    matrix: Bytes = field(default_factory=lambda: np.zeros((0, 1), np.int8))
    lengths: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    starts: Offsets = field(default_factory=lambda: np.zeros(0, np.int64))
    # The revision of each text, and the first row of each.
    texts: tuple[str, ...] = ()
    firsts: Offsets = field(default_factory=lambda: np.zeros(0, np.int64))
    first_of: dict[str, tuple[int, int]] = field(default_factory=dict)

    def brought_up(self, connection: sqlite3.Connection, key: str) -> "_Vectors":
        """Give them with what came since; anew where something has gone."""
        count, last = connection.execute(
            "SELECT count(revision_uid), coalesce(max(row), 0) FROM passage_vector WHERE model = ?", (key,)
        ).fetchone()
        if (count, last) == (self.count, self.last):
            return self
        fresh = connection.execute(
            "SELECT row, revision_uid, starts, vectors FROM passage_vector WHERE model = ? AND row > ? ORDER BY row",
            (key, self.last),
        ).fetchall()
        if self.count + len(fresh) != count:
            return _Vectors().brought_up(connection, key)
        starts = [np.frombuffer(each[2], np.int64) for each in fresh]
        parts = [np.frombuffer(each[3], np.int8).reshape(len(at), -1) for each, at in zip(fresh, starts, strict=True)]
        matrix = np.concatenate([self.matrix, *parts] if self.count else parts)
        first_of, at = dict(self.first_of), len(self.matrix)
        for each, places in zip(fresh, starts, strict=True):
            first_of[each[1]] = (at, at + len(places))
            at += len(places)
        firsts = np.array([first for first, _ in first_of.values()], np.int64)
        lengths = np.concatenate([self.lengths, *map(_lengths, parts)])
        places = np.concatenate([self.starts, *starts])
        return _Vectors(count, last, matrix, lengths, places, tuple(first_of), firsts, first_of)

    def likeness(self, asked: Floats) -> Floats:
        """Give the cosine of every sentence to a vector."""
        found = np.empty(len(self.matrix), np.float32)
        for at in range(0, len(found), _STRIP):
            np.dot(self.matrix[at : at + _STRIP].astype(np.float32), asked, out=found[at : at + _STRIP])
        found /= self.lengths
        return found

    def passage(self, at: int) -> tuple[int, int]:
        """Give the rows of a sentence and of those around it in its text: the first, and where they end."""
        first, end = self.first_of[self._text_at(at)]
        return max(first, at - REACH), min(end, at + REACH + 1)

    def place_of(self, at: int) -> Place:
        """Give where the sentence of a row stands."""
        return self._text_at(at), int(self.starts[at])

    def row_of(self, place: Place) -> int:
        """Give the row of a sentence, or -1."""
        first, end = self.first_of.get(place[0], (0, 0))
        at = first + int(np.searchsorted(self.starts[first:end], place[1]))
        return at if at < end and self.starts[at] == place[1] else -1

    def rows(self, low: int, high: int) -> Floats:
        """Give the vectors of some rows, of length 1."""
        return self.matrix[low:high] / self.lengths[low:high, None]

    def _text_at(self, at: int) -> str:
        return self.texts[int(np.searchsorted(self.firsts, at, side="right")) - 1]


def extent(reader: Reader, model: Model) -> Extent:
    """Tell how far a model has read the sentences of the texts in its languages."""
    return _extent(reader._connection, model)


def read_on(
    store: ProjectStore,
    model: Model,
    seconds: float,
    check: Callable[[], object] = lambda: None,
    report: Report = lambda read, total: None,
) -> Extent:
    """Read for meaning what has not been read yet, for some seconds at the most; tell how far that came.

    It is done in small transactions, so that edits on another connection never wait long. `check` may raise to leave;
    texts that were read whole stay read.
    """
    ends = time.monotonic() + seconds
    connection = store._connection
    with plain_faults(store.working_path):
        with transaction(connection):
            _forget_what_is_gone(connection, model.key)
        known = _extent(connection, model)
        read = known.read
        for revision_uid, text_row, sentences in _missing(connection, model):
            report(read, known.total)
            starts, texts = _sentences(store.reader, revision_uid, text_row)
            if not texts:  # indexed anew meanwhile; the next time finds it
                continue
            vectors = _read(model, texts, check, read, known.total, report)
            with transaction(connection):
                connection.execute(
                    "INSERT OR IGNORE INTO passage_vector (revision_uid, model, starts, vectors) VALUES (?, ?, ?, ?)",
                    (revision_uid, model.key, starts.tobytes(), _in_bytes(vectors).tobytes()),
                )
            read += sentences
            if time.monotonic() >= ends:
                break
        report(read, known.total)
    return Extent(read, known.total)


def _extent(connection: sqlite3.Connection, model: Model) -> Extent:
    read, total = connection.execute(
        f"SELECT coalesce(sum(sentences) FILTER (WHERE revision_uid IN {_KNOWN}), 0), coalesce(sum(sentences), 0) "
        f"{_TO_READ}",
        _languages(model),
    ).fetchone()
    return Extent(read, total)


def _forget_what_is_gone(connection: sqlite3.Connection, key: str) -> None:
    connection.execute(
        "DELETE FROM passage_vector WHERE model <> ? OR revision_uid NOT IN (SELECT revision_uid FROM source)", (key,)
    )


def _in_bytes(vectors: Floats) -> Bytes:
    """Write each vector with the whole range of a byte; its length is found again from its bytes."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.rint(vectors * (_LARGEST / np.where(largest > 0, largest, 1))).astype(np.int8)


def _languages(model: Model) -> tuple[bool, str]:
    return not model.languages, json.dumps(sorted(model.languages))


def _lengths(part: Bytes) -> Floats:
    lengths = np.linalg.norm(part.astype(np.float32), axis=1).astype(np.float32)
    return np.where(lengths > 0, lengths, np.float32(1))


def _missing(connection: sqlite3.Connection, model: Model) -> list[tuple[str, int, int]]:
    return connection.execute(
        f"SELECT DISTINCT revision_uid, passage_text.row, sentences {_TO_READ} AND revision_uid NOT IN {_KNOWN} "
        "ORDER BY passage_text.row",
        _languages(model),
    ).fetchall()


def _read(
    model: Model, texts: Sequence[str], check: Callable[[], object], read: int, total: int, report: Report
) -> Floats:
    def parts() -> Iterator[Floats]:
        for at in range(0, len(texts), _BATCH):
            check()
            yield model.vectors(texts[at : at + _BATCH])
            report(min(total, read + at), total)

    return np.concatenate(list(parts()))


def _sentences(reader: Reader, revision_uid: str, text_row: int) -> tuple[Offsets, list[str]]:
    """Give where the sentences of a text begin, in ascending order, and their words."""
    spans = reader._connection.execute(
        'SELECT start, "end" FROM passage WHERE text_row = ? ORDER BY start', (text_row,)
    ).fetchall()
    text = reader.text(revision_uid)
    return np.array([start for start, _ in spans], np.int64), [text[start:end] for start, end in spans]
