"""Backups: finished project files in the data folder, made before whatever changes a project by the thousand.

A backup is what publishing would have written at that moment, so it can be opened, verified and merged like any
project file. Going back to one never loses the log: either a copy of it is put beside the project under a new name,
or the project itself is brought back by one edit, which can be undone like any other and which others receive as
work done after theirs.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.core.changes import Draft
from annotator.core.errors import RefusedError
from annotator.core.fold import Entity, fold
from annotator.store.applying import Applied
from annotator.store.connection import connect, plain_faults
from annotator.store.gate import foreign
from annotator.store.log import Log
from annotator.store.publishing import write_finished
from annotator.store.upgrading import is_earlier_working_copy
from annotator.store.working import SUFFIX, data_folder

if TYPE_CHECKING:
    from annotator.store.project import ProjectStore

MERGE, DAILY, MIGRATION, RESTORE = "merge", "daily", "migration", "restore"
# How many of each reason are kept; daily ones are one a day.
_MOST = {MERGE: 10, DAILY: 7, MIGRATION: 3, RESTORE: 3}
_TIME = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(\d{8}-\d{6})-(\d{3})-([a-z]+)")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: when it was made (UTC), before what (`reason`), and its size in bytes."""

    path: Path
    made: datetime
    reason: str
    size: int


def back_up(store: "ProjectStore", reason: str) -> Path:
    """Write the project as it is now as a finished file into the data folder; give its path.

    Raises:
        EnvironmentFaultError: there is no room for it, or the folder cannot be written.
    """
    return back_up_working_copy(store.working_path, store.uid, _data_folder(store), reason)


def back_up_daily(store: "ProjectStore") -> Path | None:
    """Make the backup of this day (UTC), to be called when saving; None where it was made already."""
    today = _now().date()
    folder = _data_folder(store)
    if any(each.reason == DAILY and each.made.date() == today for each in backups(store.uid, folder)):
        return None
    return back_up_working_copy(store.working_path, store.uid, folder, DAILY)


def back_up_earlier(working_path: Path, project_uid: str, data_dir: Path) -> Path | None:
    """Keep a working copy of an earlier version as it is, before it is brought up to date; None for a present one.

    Raises:
        EnvironmentFaultError: there is no room for it, or the folder cannot be written.
    """
    with plain_faults(working_path), closing(connect(working_path)) as connection:
        if not is_earlier_working_copy(connection):
            return None
    return back_up_working_copy(working_path, project_uid, data_dir, MIGRATION)


def back_up_working_copy(working_path: Path, project_uid: str, data_dir: Path, reason: str) -> Path:
    """Write a working copy of whichever version as a finished file of that version; old backups are pruned.

    Raises:
        EnvironmentFaultError: there is no room for it, or the folder cannot be written.
    """
    folder = _folder(project_uid, data_dir)
    with plain_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = _free_name(folder, reason)
        partial = path.with_suffix(".partial")
        with closing(connect(working_path)) as connection:
            is_old = is_earlier_working_copy(connection)
        try:
            write_finished(working_path, partial, as_it_is=is_old)
            os.replace(partial, path)
        finally:
            partial.unlink(missing_ok=True)
        _prune(backups(project_uid, data_dir))
    return path


def backups(project_uid: str, data_dir: Path | None = None) -> list[Backup]:
    """List the backups of a project, the newest first."""
    folder = _folder(project_uid, data_dir or data_folder())
    found = []
    for path in folder.glob(f"*{SUFFIX}") if folder.is_dir() else ():
        named = _NAME.fullmatch(path.stem)
        if named:
            made = datetime.strptime(named[1], _TIME).replace(tzinfo=UTC) + timedelta(milliseconds=int(named[2]))
            found.append(Backup(path, made, named[3], path.stat().st_size))
    return sorted(found, key=lambda each: each.made, reverse=True)


def copy_beside(backup: Backup, shared_path: Path) -> Path:
    """Put a copy of a backup beside the project, under a name that is free; give its path.

    The copy is the same project at an earlier time: it can be looked at, and what is made in it merges back.

    Raises:
        EnvironmentFaultError: there is no room for it, or the folder cannot be written.
    """
    name = f"{shared_path.stem} (backup of {backup.made:%Y-%m-%d %H.%M} UTC)"
    path = shared_path.with_name(f"{name}{SUFFIX}")
    number = 2
    while path.exists():
        path = shared_path.with_name(f"{name} {number}{SUFFIX}")
        number += 1
    partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with plain_faults(path):
        try:
            shutil.copyfile(backup.path, partial)
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(partial, path)
        finally:
            partial.unlink(missing_ok=True)
    return path


def restore(store: "ProjectStore", backup: Backup, reviewer_uid: str) -> Applied:
    """Bring the project back to what a backup holds, by one edit that can be undone; a backup is made before.

    Whatever was changed since is taken back and whatever was made since is deleted, by everybody; only the reviewers
    stay, because changes bear their names. Nothing leaves the log. What others have not shared yet comes in beside it
    as their work, as it does after any edit.

    Raises:
        RefusedError: the backup holds what the project does not, because a merge was undone since.
        ProjectFileError: the backup cannot be read.
    """
    with foreign(backup.path, store.uid) as file:
        then = file.change_ids()
    connection = store._connection
    with plain_faults(store.working_path):
        rows = connection.execute("SELECT change_id, entity_uid FROM change ORDER BY seq").fetchall()
        if not then <= {change_id for change_id, _ in rows}:
            raise RefusedError(
                "This backup holds work that was merged and taken out again since; merge the backup first, which "
                "brings that back, or open a copy of it."
            )
        later = dict.fromkeys(uid for change_id, uid in rows if change_id not in then)
        drafts = list(_restoring(connection, list(later), then))
    if not drafts:
        return Applied("", frozenset(), 0)
    back_up(store, RESTORE)
    return store.apply(drafts, reviewer_uid)


def _restoring(connection: sqlite3.Connection, uids: list[str], then: frozenset[bytes]) -> Iterable[Draft]:
    """Give the drafts after which entities are what their changes of then amount to, the latest made first."""
    for uid, history in reversed(Log(connection).changes_of(uids).items()):
        before = [change for change in history if change.change_id in then]
        now = fold(uid, history)
        if now.type == "reviewer" or _state(fold(uid, before)) == _state(now):
            continue
        if any(change.kind == "create" for change in before):
            since = sorted(change.change_id.hex() for change in history if change.change_id not in then)
            yield Draft("void", uid, "", since)
        else:
            # As when undoing: a deletion leaves somebody's unseen edit of it alive, a void would lose it.
            yield Draft("delete", uid, now.type)


def _state(entity: Entity) -> object:
    if not entity.is_alive:
        return None
    conflicts = {name: [head.value for head in heads] for name, heads in entity.conflicts.items()}
    return entity.fields, conflicts


def _prune(found: list[Backup]) -> None:
    """Remove what is more than enough; the newest always stays."""
    kept: dict[str, list[Backup]] = {}
    days: set[object] = set()
    for index, backup in enumerate(found):
        alike = kept.setdefault(backup.reason, [])
        is_second = backup.reason == DAILY and backup.made.date() in days
        if index and (is_second or len(alike) >= _MOST.get(backup.reason, 1)):
            backup.path.unlink(missing_ok=True)
            continue
        alike.append(backup)
        if backup.reason == DAILY:
            days.add(backup.made.date())


def _free_name(folder: Path, reason: str) -> Path:
    made = _now()
    while True:
        path = folder / f"{made:{_TIME}}-{made.microsecond // 1_000:03}-{reason}{SUFFIX}"
        if not path.exists():
            return path
        made += timedelta(milliseconds=1)


def _folder(project_uid: str, data_dir: Path) -> Path:
    return data_dir / "backups" / project_uid


def _data_folder(store: "ProjectStore") -> Path:
    """Give the data folder of a store; a private working copy lies in a folder that is thrown away."""
    return data_folder() if store._temporary is not None else store.working_path.parents[2]


def _now() -> datetime:
    return datetime.now(UTC)
