"""Who else says this in other words, on a large project: the sentences nearest by their vectors, beside a bare product.

The vectors are drawn and not read by a model, which takes as long as the model does; searching among them takes as
long whatever they say. Each function runs in a process of its own (see `child`), gets its paths as text, and gives
(seconds by name, counts).
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from annotator.core.records import StatementFilter
from annotator.store.embeddings import Meaning, extent, read_on
from annotator.store.passages import Query, query_at, similar
from annotator.store.project import ProjectStore
from benchmarks.measuring import timed

Timed = tuple[dict[str, list[float]], dict[str, int]]
NUMBERS = 384
# Some sources have to do where nobody has marked anything yet.
_LONGEST = 200
_NEAREST = 400


class DrawnModel:
    """Implements store.embeddings.Model by drawing lots."""

    key = "drawn"
    languages: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self._lots = np.random.default_rng(0)

    def vectors(self, texts: Sequence[str]) -> Any:
        """Draw one vector of length 1 for each text."""
        drawn = self._lots.standard_normal((len(texts), NUMBERS), np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def find_by_meaning(project: str, data: str, count: int) -> Timed:
    """Ask who else says what several sentences say: the first time ("load"), then again, by words alone as well."""
    store = ProjectStore.open(Path(project), data_dir=Path(data))
    store.index_passages()
    read_on(store, DrawnModel(), float("inf"))
    queries = _queries(store, count)
    words = [timed(lambda query=query: similar(store.reader, query)) for query in queries]
    store.reader.meaning = Meaning(DrawnModel())
    load = timed(lambda: similar(store.reader, queries[0]))
    work = [timed(lambda query=query: similar(store.reader, query)) for query in queries]
    sentences = extent(store.reader, DrawnModel()).total
    store.close()
    return {"work": work, "words": words, "load": [load]}, {"sentences": sentences}


def multiply(count: int, sentences: int) -> Timed:
    """Multiply as many vectors by one, as the machine does it best."""
    matrix = np.random.default_rng(0).standard_normal((sentences, NUMBERS), np.float32)
    seconds = []
    for _ in range(count):
        started = time.perf_counter()
        np.argpartition(-(matrix @ matrix[0]), min(_NEAREST, sentences - 1))
        seconds.append(time.perf_counter() - started)
    return {"work": seconds}, {}


def _queries(store: ProjectStore, count: int) -> list[Query]:
    """Give sentences from all over the project: statements where there are some, else where texts begin."""
    reader = store.reader
    uids = reader.statement_uids(StatementFilter(sort="number"))
    if uids:
        chosen = reader.statements_by_uid(uids[:: max(1, len(uids) // count)][:count])
        return [query_at(reader, each.source_uid, each.anchor.start, each.anchor.end) for each in chosen]
    sources = reader.sources()
    return [query_at(reader, each.uid, 0, _LONGEST) for each in sources[:: max(1, len(sources) // count)][:count]]
