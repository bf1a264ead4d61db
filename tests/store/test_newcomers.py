"""What comes by the thousand is written in another way, and is the same."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.changes import Draft, canonical_json
from annotator.core.errors import EnvironmentFaultError, ProjectFileError
from annotator.core.records import Anchor, StatementFilter
from annotator.store import newcomers, union
from annotator.store.merging import merge
from annotator.store.newcomers import Work, working_beside
from tests.builders import ME, OTHER, Built, build, derived
from tests.store.copies import TRAM, file_of, importing, state
from tests.store.hostile import add_change

MANY = 23


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    made.make(edits.add_chapter(made.store.reader, "Delays"))
    made.store.publish()
    yield made
    made.store.close()


@pytest.fixture(autouse=True)
def by_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have three statements for many, and several portions in each file of rows."""
    monkeypatch.setattr(newcomers, "_BATCH", 2)
    for module in (union, newcomers):
        monkeypatch.setattr(module, "LEAST", 3)


def marking(count: int) -> Callable[[Built], None]:
    """Mark the same words many times, each with a tag and in a chapter."""

    def work(other: Built) -> None:
        reader = other.store.reader
        tag = other.make(edits.add_tag(reader, "delay"), OTHER)
        (chapter,) = reader.chapters()
        for _ in range(count):
            uid = other.statement("The ferry was late.", [tag], reviewer_uid=OTHER)
            other.do(edits.place_statement(reader, chapter.uid, uid), OTHER)

    return work


def grading(grade: int) -> Callable[[Built], None]:
    def work(other: Built) -> None:
        for statement in other.store.reader.statements(StatementFilter()):
            other.do(edits.set_statement_field(statement.uid, "credibility", grade), OTHER)

    return work


def is_detached(built: Built) -> bool:
    return [name for _, name, _ in built.store._connection.execute("PRAGMA database_list")] == ["main"]


def test_many_newcomers_are_derived_as_a_rebuilding_derives_them(built: Built):
    files = [file_of(built, "theirs", marking(MANY)), file_of(built, "tram", importing(TRAM))]
    result = merge(built.store, files, ME)
    assert (result.new["statement"], result.new["placement"], result.new["source"]) == (MANY, MANY, 1)
    kept = derived(built.store)
    assert {row[-1] for row in kept["placement"]} == {built.source_uid}
    assert len(kept["statement_tag"]) == MANY
    built.store.rebuild()
    assert derived(built.store) == kept
    assert is_detached(built)


def test_many_newcomers_on_a_text_that_comes_with_them_have_their_places(built: Built):
    def work(other: Built) -> None:
        importing(TRAM)(other)
        (source,) = (each for each in other.store.reader.sources() if each.uid != built.source_uid)
        start = TRAM.text.index("Nobody")
        anchor = Anchor(source.revision_uid, start, start + len("Nobody"), "Nobody", "", "")
        for number in range(MANY):
            other.make(edits.add_statement(anchor, source.uid, number, reviewer_uid=OTHER), OTHER)

    merge(built.store, [file_of(built, "theirs", work)], ME)
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept
    found = built.store.reader.statements(StatementFilter())
    assert {(statement.locator_kind, statement.locator) for statement in found} == {("paragraph", 1)}


def test_many_newcomers_of_whom_two_others_say_different_things_are_in_conflict(built: Built):
    first = file_of(built, "first", marking(MANY))
    files = [first]
    for grade in (1, 2):
        path = Path(shutil.copyfile(first, first.with_name(f"graded-{grade}.annotator")))
        files.append(file_of(built, path.stem, grading(grade)))
    merge(built.store, files, ME)
    conflicts = built.store.reader.conflicts()
    assert {(each.entity_type, each.field) for each in conflicts} == {("statement", "credibility")}
    assert len(conflicts) == MANY
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept


@pytest.mark.parametrize("place", ["_take", "_lay"])
def test_a_disk_that_is_full_gives_all_of_it_up(built: Built, monkeypatch: pytest.MonkeyPatch, place: str):
    theirs = file_of(built, "theirs", marking(MANY))
    before = state(built.store)
    original, calls = getattr(newcomers, place), count()

    def full(*given: object) -> object:
        if next(calls) == 2:
            raise sqlite3.OperationalError("database or disk is full")
        return original(*given)

    monkeypatch.setattr(newcomers, place, full)
    with pytest.raises(EnvironmentFaultError, match="no room left"):
        merge(built.store, [theirs], ME)
    monkeypatch.setattr(newcomers, place, original)
    assert state(built.store) == before
    assert is_detached(built)
    assert merge(built.store, [theirs], ME).new["statement"] == MANY


def test_newcomers_that_make_no_sense_give_all_of_it_up(built: Built):
    theirs = file_of(built, "theirs", marking(MANY))
    add_change(theirs, entity_uid="c" * 32, field="statement", value='{"anchor":{"revision":"x"},"source":"y"}')
    before = state(built.store)
    with pytest.raises(ProjectFileError, match="make no sense together"):
        merge(built.store, [theirs], ME)
    assert state(built.store) == before
    assert is_detached(built)


def test_many_newcomers_on_a_text_that_goes_with_the_same_merge_have_no_places(built: Built):
    def gone(other: Built) -> None:
        drafts = [Draft("delete", other.revision_uid, "revision")]
        other.do([*drafts, *edits.delete_source(other.store.reader, other.source_uid)], OTHER)

    merge(built.store, [file_of(built, "theirs", marking(MANY)), file_of(built, "gone", gone)], ME)
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept


@pytest.mark.parametrize("first", ["link", "kind of a newer version"])
def test_a_newcomer_that_was_made_as_two_things_is_what_a_rebuilding_makes_of_it(built: Built, first: str):
    theirs = file_of(built, "theirs", marking(MANY))
    value = canonical_json({"from": "a" * 32, "to": "b" * 32, "kind": "supports"})
    add_change(theirs, entity_uid="d" * 32, field=first, value=value)
    with closing(sqlite3.connect(theirs)) as connection:
        (made,) = connection.execute("SELECT value FROM change WHERE field = 'statement' LIMIT 1").fetchone()
    add_change(theirs, entity_uid="d" * 32, field="statement", value=made)
    result = merge(built.store, [theirs], ME)
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept
    assert (first, "d" * 32) in result.touched
    assert ("statement", "d" * 32) not in result.touched


def test_whoever_breaks_off_again_and_again_leaves_no_thread_at_work(built: Built, monkeypatch: pytest.MonkeyPatch):
    theirs = file_of(built, "theirs", marking(MANY))
    before = state(built.store)
    take, lay, waiting = newcomers._take, newcomers._lay, newcomers.wait
    calls, portions = count(), count()

    def slowly(*given: object) -> object:
        time.sleep(0.2)
        return take(*given)  # type: ignore[arg-type]

    def broken_off(*given: object) -> object:
        if next(portions) == 1:  # while the first is being written
            raise KeyboardInterrupt
        return lay(*given)  # type: ignore[arg-type]

    def broken_off_again(working: list[Future[None]]) -> object:
        if next(calls) < 3:
            raise KeyboardInterrupt
        return waiting(working)

    with monkeypatch.context() as patch:
        patch.setattr(newcomers, "_take", slowly)
        patch.setattr(newcomers, "_lay", broken_off)
        patch.setattr(newcomers, "wait", broken_off_again)
        with pytest.raises(KeyboardInterrupt):
            merge(built.store, [theirs], ME)
    assert state(built.store) == before
    assert is_detached(built)


def worked_off(works: list[Work]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection, working_beside(connection) as hand_over:
        for work in works:
            hand_over(work)


def test_work_beside_is_done_in_its_order_and_none_after_a_failure():
    done: list[int] = []
    works: list[Work] = [partial(done.append, number) for number in range(5)]
    worked_off(works)
    assert done == list(range(5))
    done.clear()
    with pytest.raises(ZeroDivisionError):
        worked_off([*works[:3], lambda: 1 / 0, *works[3:]])
    assert done == list(range(3))
