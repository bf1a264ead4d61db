from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.search_query import parse
from annotator.store.finding import find
from annotator.store.merging import merge
from annotator.store.project import ProjectStore
from annotator.store.search_items import _FEW, drop_stale, index_changed
from annotator.store.unmerging import undo_merge
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def found(store: ProjectStore, line: str) -> list[str]:
    return [item.words for group in find(store.reader, parse(line)) for item in group.items]


def indexed(built: Built) -> int:
    (count,) = built.store._connection.execute("SELECT count(*) FROM search_item").fetchone()
    return int(count)


def test_an_edit_is_found_at_once(built: Built) -> None:
    built.statement("spoke of fog")
    assert found(built.store, "fog is:statement") == ["spoke of fog"]


def test_only_so_many_changes_are_looked_at_in_one_go(built: Built) -> None:
    built.store._connection.execute("DELETE FROM search_item_mark")
    assert index_changed(built.store._connection, 1) == 1
    assert index_changed(built.store._connection) > 1
    assert index_changed(built.store._connection) == 0


def test_what_a_merge_brought_is_found_and_taken_out_with_it(built: Built, tmp_path: Path) -> None:
    built.statement("spoke of fog")
    built.store.publish()
    theirs = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "theirs")
    note = edits.write_note(theirs.reader, built.source_uid, OTHER, "A foghorn was heard.")
    theirs.apply(note, OTHER)
    theirs.shared_path = tmp_path / "theirs.annotator"
    theirs.publish()
    theirs.close()
    merged = merge(built.store, [tmp_path / "theirs.annotator"], ME)
    built.store.index_items()
    assert found(built.store, "foghorn is:note") == ["A foghorn was heard."]
    undo_merge(built.store, merged.uid)
    built.store.index_items()
    assert found(built.store, "foghorn is:note") == []
    assert found(built.store, "fog is:statement") == ["spoke of fog"]


def test_an_index_that_is_mostly_stale_is_made_anew(built: Built) -> None:
    connection = built.store._connection
    built.statement("spoke of fog")
    connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'search_item'", (2 * _FEW,))
    drop_stale(connection)
    assert indexed(built) == 0
    built.store.index_items()
    assert found(built.store, "fog is:statement") == ["spoke of fog"]


def test_the_index_stays_on_this_computer(built: Built, tmp_path: Path) -> None:
    built.statement("spoke of fog")
    built.store.publish()
    other = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "elsewhere")
    assert other._connection.execute("SELECT count(*) FROM search_item").fetchone() == (0,)
    other.close()
