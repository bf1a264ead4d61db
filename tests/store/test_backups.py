"""Backups: what stood there before, kept as finished files, and the two ways back to it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator.core import edits
from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.store import backups as backing
from annotator.store import publishing
from annotator.store.backups import (
    DAILY,
    MERGE,
    MIGRATION,
    RESTORE,
    Backup,
    back_up,
    back_up_daily,
    back_up_earlier,
    backups,
    copy_beside,
    restore,
)
from annotator.store.connection import connect
from annotator.store.doctor import examine
from annotator.store.merging import merge
from annotator.store.project import ProjectStore
from annotator.store.unmerging import undo_merge
from annotator.store.upgrading import is_earlier
from annotator.store.working import read_identity
from tests.builders import ME, OTHER, Built, build, derived
from tests.store.test_laws import STEPS, Step, begun, perform
from tests.store.test_upgrading import FIXTURE

Clock = Callable[[datetime], None]
NOON = datetime(2025, 4, 28, 12, tzinfo=UTC)


@pytest.fixture
def built(tmp_path: Path) -> Built:
    (tmp_path / "shared").mkdir()
    made = build(tmp_path / "shared" / "p.annotator")
    made.store.publish()
    yield made  # type: ignore[misc]
    made.store.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Give a way to say what time it is."""
    return lambda moment: monkeypatch.setattr(backing, "_now", lambda: moment)


def tag_names(store: ProjectStore) -> set[str]:
    return {tag.name for tag in store.reader.tags()}


def made(built: Built, reason: str) -> Backup:
    path = back_up(built.store, reason)
    return next(each for each in backups(built.store.uid) if each.path == path)


def reasons(built: Built) -> list[str]:
    return [each.reason for each in backups(built.store.uid)]


# Making and keeping them


def test_a_backup_is_a_sound_project_file_with_what_is_not_shared_yet(built: Built) -> None:
    built.do(edits.add_tag(built.store.reader, "mine"))
    path = back_up(built.store, MERGE)
    assert examine(path).findings == ()
    assert read_identity(path)[0] == built.store.uid
    store = ProjectStore.open(path, private=True)
    assert derived(store) == derived(built.store)
    store.close()


def test_backups_lie_in_the_data_folder_by_project_and_time_and_reason(
    built: Built, clock: Clock, data_folder: Path
) -> None:
    clock(NOON)
    path = back_up(built.store, MERGE)
    assert path == data_folder / "backups" / built.store.uid / "20250428-120000-000-merge.annotator"
    assert backups(built.store.uid) == [Backup(path, NOON, MERGE, path.stat().st_size)]


def test_a_store_with_a_data_folder_of_its_own_keeps_its_backups_there(built: Built, tmp_path: Path) -> None:
    store = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "elsewhere")
    path = back_up(store, MERGE)
    store.close()
    assert path.is_relative_to(tmp_path / "elsewhere" / "backups")


def test_the_backup_of_a_command_outlives_its_working_copy(built: Built) -> None:
    store = ProjectStore.open(built.store.shared_path, private=True)
    path = back_up(store, MERGE)
    store.close()
    assert path.exists()


def test_two_backups_of_one_moment_are_two_files(built: Built, clock: Clock) -> None:
    clock(NOON)
    assert back_up(built.store, MERGE) != back_up(built.store, MERGE)
    assert reasons(built) == [MERGE, MERGE]


def test_saving_makes_one_backup_a_day(built: Built, clock: Clock) -> None:
    clock(NOON)
    assert back_up_daily(built.store) is not None
    assert reasons(built) == [DAILY]
    clock(NOON + timedelta(hours=5))
    assert back_up_daily(built.store) is None
    clock(NOON + timedelta(days=1))
    assert back_up_daily(built.store) is not None
    assert reasons(built) == [DAILY, DAILY]


def test_the_last_ten_merges_and_the_last_seven_days_are_kept(built: Built, clock: Clock) -> None:
    for day in range(12):
        clock(NOON + timedelta(days=day))
        back_up_daily(built.store)
        back_up(built.store, MERGE)
    kept = backups(built.store.uid)
    assert [each.made.day for each in kept if each.reason == DAILY] == [9, 8, 7, 6, 5, 4, 3]
    assert len([each for each in kept if each.reason == MERGE]) == 10


def test_a_full_disk_stops_a_merge_before_it_begins(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = Path(shutil.copyfile(built.store.shared_path, built.store.shared_path.with_name("theirs.annotator")))
    other = ProjectStore.open(theirs, private=True)
    other.apply(edits.add_tag(other.reader, "denial"), OTHER)
    other.publish()
    other.close()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing.os, "fsync", full)
    with pytest.raises(EnvironmentFaultError, match="no room left"):
        merge(built.store, [theirs], ME)
    assert tag_names(built.store) == set()
    assert backups(built.store.uid) == []


def test_a_working_copy_of_an_earlier_version_is_kept_as_it_is(tmp_path: Path) -> None:
    project_uid, _ = read_identity(FIXTURE)
    working = Path(shutil.copyfile(FIXTURE, tmp_path / "project.sqlite"))
    path = back_up_earlier(working, project_uid, tmp_path)
    assert path is not None
    assert [each.reason for each in backups(project_uid, tmp_path)] == [MIGRATION]
    with closing(connect(path)) as connection:
        assert is_earlier(connection)
    assert examine(path).findings == ()


def test_a_present_working_copy_needs_no_backup_before_it_is_opened(built: Built, tmp_path: Path) -> None:
    assert back_up_earlier(built.store.working_path, built.store.uid, tmp_path) is None
    assert backups(built.store.uid, tmp_path) == []


def test_a_present_working_copy_kept_as_it_is_is_what_publishing_would_write(built: Built, tmp_path: Path) -> None:
    publishing.write_finished(built.store.working_path, tmp_path / "as-it-is.annotator", as_it_is=True)
    assert examine(tmp_path / "as-it-is.annotator").findings == ()


# Going back


def test_a_copy_is_put_beside_the_project_under_a_name_of_its_own(built: Built, clock: Clock) -> None:
    clock(NOON)
    backup = made(built, MERGE)
    first, second = (copy_beside(backup, built.store.shared_path) for _ in range(2))
    assert first.name == "p (backup of 2025-04-28 12.00 UTC).annotator"
    assert second.name == "p (backup of 2025-04-28 12.00 UTC) 2.annotator"
    assert first.read_bytes() == second.read_bytes() == backup.path.read_bytes()
    assert sorted(path.name for path in built.store.shared_path.parent.iterdir()) == [
        second.name,
        first.name,
        "p.annotator",
    ]


@settings(max_examples=15)
@given(STEPS, STEPS)
def test_restoring_brings_back_every_row_and_undoing_that_brings_back_the_later_ones(
    tmp_path_factory, before: list[Step], later: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    for step in before:
        perform(built, step)
    then, backup = derived(built.store), made(built, DAILY)
    for step in later:
        perform(built, step)
    now = derived(built.store)
    (changes,) = built.store._connection.execute("SELECT count(*) FROM change").fetchone()
    applied = restore(built.store, backup, ME)
    assert derived(built.store) == then
    assert built.store._connection.execute("SELECT count(*) FROM change").fetchone() >= (changes,)
    built.store.rebuild()
    assert derived(built.store) == then
    if applied.transaction_uid:
        built.store.undo([applied.transaction_uid], ME)
    assert derived(built.store) == now
    built.store.close()


def test_restoring_what_is_there_anyway_changes_nothing(built: Built) -> None:
    backup = made(built, DAILY)
    assert restore(built.store, backup, ME).change_count == 0
    assert reasons(built) == [DAILY]


def test_restoring_twice_changes_nothing_the_second_time(built: Built) -> None:
    backup = made(built, DAILY)
    built.do(edits.add_tag(built.store.reader, "mine"))
    restore(built.store, backup, ME)
    assert restore(built.store, backup, ME).change_count == 0


def test_what_is_there_before_restoring_is_backed_up(built: Built) -> None:
    backup = made(built, DAILY)
    built.do(edits.add_tag(built.store.reader, "mine"))
    restore(built.store, backup, ME)
    newest = backups(built.store.uid)[0]
    store = ProjectStore.open(newest.path, private=True)
    assert (newest.reason, tag_names(store)) == (RESTORE, {"mine"})
    store.close()


def test_reviewers_stay_because_changes_bear_their_names(built: Built) -> None:
    backup = made(built, DAILY)
    built.do(edits.add_reviewer("Carol Clay", "CC", "Moss", uid="c" * 32))
    restore(built.store, backup, ME)
    assert "Carol Clay" in {reviewer.name for reviewer in built.store.reader.reviewers()}


def test_a_backup_with_work_that_was_taken_out_since_is_merged_rather_than_restored(built: Built) -> None:
    theirs = Path(shutil.copyfile(built.store.shared_path, built.store.shared_path.with_name("theirs.annotator")))
    other = ProjectStore.open(theirs, private=True)
    other.apply(edits.add_tag(other.reader, "denial"), OTHER)
    other.publish()
    other.close()
    done = merge(built.store, [theirs], ME)
    backup = made(built, DAILY)
    undo_merge(built.store, done.uid)
    with pytest.raises(RefusedError, match="merge the backup first"):
        restore(built.store, backup, ME)
    merge(built.store, [backup.path], ME)
    assert tag_names(built.store) == {"denial"}
