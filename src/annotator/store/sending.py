"""Copies to send: an extract, which merges back, or a clean copy for outsiders, which never does.

Either is written as publishing does it: a finished file beside the target, synced and swapped in. What lies there
already is replaced only where it is such a copy itself and nobody has gone on working in it.
"""

import os
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.errors import ProjectFileError, RefusedError
from annotator.store import publishing
from annotator.store.clean_copy import write_clean_copy
from annotator.store.connection import connect, plain_faults
from annotator.store.copy_mark import CopyMark, read_mark
from annotator.store.extracting import Choice, Theirs, write_extract
from annotator.store.gate import foreign
from annotator.store.project import ProjectStore, with_suffix
from annotator.store.reader import Reader
from annotator.store.working import read_identity


@dataclass(frozen=True, slots=True)
class SendingWish:
    """What is to be sent.

    `theirs` is for an extract: the other side's file, or the ids of the changes that they have; what they have is then
    left out. `with_notes` is for a clean copy; an extract always carries the notes on what is in it.
    """

    choice: Choice = field(default_factory=Choice)
    with_originals: bool = True
    theirs: Path | frozenset[bytes] | None = None
    is_clean: bool = False
    with_notes: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A copy that was written: where, what it says of itself, what is in it, and its size in bytes."""

    path: Path
    mark: CopyMark
    sources: int
    statements: int
    chapters: int
    size: int


def send(store: ProjectStore, target: Path, wish: SendingWish) -> Sent:
    """Write a copy to send. It is made from the working copy, so what is not shared yet goes in too.

    Raises:
        RefusedError: the wish contradicts itself, there is nothing to send, or something else lies at the target.
        NotFoundError: something that was chosen is not in the project.
        ProjectFileError: the other side's file is no copy of this project.
        EnvironmentFaultError: the disk is full or the folder cannot be written.
    """
    _refuse_contradictions(wish)
    target = with_suffix(target)
    if target.resolve() == store.shared_path.resolve():
        raise RefusedError(f"{target.name} is the project itself; choose another name for the copy.")
    theirs = _theirs(store.uid, wish.theirs)
    with plain_faults(target), publishing.lock(target):
        _refuse_to_replace(store, target)
        fresh = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        fresh.unlink(missing_ok=True)
        try:
            if wish.is_clean:
                write_clean_copy(
                    store.working_path,
                    fresh,
                    wish.choice,
                    with_originals=wish.with_originals,
                    with_notes=wish.with_notes,
                )
            else:
                write_extract(store.working_path, fresh, wish.choice, with_originals=wish.with_originals, theirs=theirs)
            with fresh.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)
        publishing._sync_folder(target.parent)
        return _sent(target)


def _refuse_contradictions(wish: SendingWish) -> None:
    if wish.is_clean and wish.theirs is not None:
        raise RefusedError(
            "A clean copy never merges, so it cannot leave out what somebody has; ask for one of the two."
        )
    if wish.with_notes and not wish.is_clean:
        raise RefusedError("An extract always carries its notes; asking for them is for a clean copy only.")


def _theirs(project_uid: str, theirs: Path | frozenset[bytes] | None) -> Theirs | None:
    """Read what the other side has."""
    if theirs is None or isinstance(theirs, frozenset):
        return Theirs(theirs) if theirs else None
    with foreign(theirs, project_uid) as other:
        return Theirs(other.change_ids(), frozenset(other.new_blobs))


def _refuse_to_replace(store: ProjectStore, target: Path) -> None:
    """Refuse to write over anything but a copy to send that holds no work of its own."""
    if not target.exists():
        return
    refusal = RefusedError(f"{target.name} is there already and is no copy that was made to send; choose another name.")
    try:
        uid, _ = read_identity(target)
    except ProjectFileError as error:
        raise refusal from error
    with closing(connect(target, immutable=True)) as connection:
        mark = read_mark(connection)
        if mark is None or (uid != store.uid and not mark.is_clean):
            raise refusal
        if uid == store.uid:
            connection.execute("ATTACH DATABASE ? AS ours", (f"{store.working_path.absolute().as_uri()}?mode=rw",))
            query = "SELECT 1 FROM main.change WHERE change_id NOT IN (SELECT change_id FROM ours.change)"
        else:
            query = "SELECT 1 FROM change WHERE reviewer_uid != (SELECT reviewer_uid FROM change WHERE seq = 1)"
        if connection.execute(query).fetchone() is not None:
            raise RefusedError(f"Somebody has gone on working in {target.name}; choose another name.")


def _sent(target: Path) -> Sent:
    with closing(connect(target, immutable=True)) as connection:
        counts = Reader(connection).counts()
        mark = read_mark(connection) or CopyMark()
    return Sent(target, mark, *counts, target.stat().st_size)
