"""What a merge would do, before anybody does it.

The files are merged into a private copy of the working copy, which is thrown away: nothing is written to the project,
and whoever works on it meanwhile is not in the way.
"""

import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core.changes import canonical_json
from annotator.core.clock import HybridClock, milliseconds
from annotator.core.prose import plain
from annotator.core.records import Conflict
from annotator.store.applying import Applier
from annotator.store.connection import connect, plain_faults, transaction
from annotator.store.gate import Foreign
from annotator.store.gathering import gathered
from annotator.store.merging import new_things, read_files
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader
from annotator.store.union import Added, add
from annotator.store.visibility import hide_others, is_blind

_UID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_LONGEST_NAME = 60
_NAMES = (
    "SELECT uid, name FROM actor",
    "SELECT uid, name FROM reviewer",
    "SELECT uid, name FROM tag",
    "SELECT uid, trim(number || ' ' || title) FROM chapter",
    "SELECT uid, coalesce(nullif(outlet, ''), nullif(title, ''), file_name) FROM source",
    "SELECT uid, 'S-' || number || ' “' || quote || '”' FROM statement",
    "SELECT uid, text FROM prose",
    "SELECT note.uid, text FROM note",
    "SELECT placement.uid, 'S-' || statement.number || ', ' || chapter.number FROM placement "
    "JOIN statement ON statement.uid = statement_uid JOIN chapter ON chapter.uid = chapter_uid",
    "SELECT link.uid, 'S-' || one.number || ', S-' || other.number FROM link "
    "JOIN statement AS one ON one.uid = from_uid JOIN statement AS other ON other.uid = to_uid",
    "SELECT uid, title FROM project",
)
_NAMED = {
    "tag": "SELECT uid, name FROM tag WHERE stands_for = uid",
    "source": "SELECT uid, coalesce(nullif(title, ''), file_name) FROM source",
}
_Groups = dict[tuple[str, str], dict[str, str]]


@dataclass(frozen=True, slots=True)
class ReviewerWork:
    """What is new from one reviewer in a file: changes by the type of thing that they change.

    `first` and `last` are when the first and the last were made by his clock, in milliseconds since 1970 (UTC).
    """

    reviewer_uid: str
    name: str
    changes: Mapping[str, int]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file would bring, or in `refusal` the sentence why it cannot be merged.

    `new` counts the things that are not in the project yet by their type, `text_count` the texts, originals and
    pictures.
    """

    path: Path
    refusal: str = ""
    work: tuple[ReviewerWork, ...] = ()
    new: Mapping[str, int] = field(default_factory=dict)
    new_count: int = 0
    known_count: int = 0
    text_count: int = 0

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Different things of one type ("tag" or "source") that would bear one name: a person may join them."""

    entity_type: str
    name: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging all the files that are not refused would do.

    `new` and `change_count` are over all files, each thing and change once. `conflicts` are those that are not there
    now, or not with these values. `names` says what uids in conflicts and namesakes stand for.
    """

    files: tuple[FilePreview, ...]
    new: Mapping[str, int] = field(default_factory=dict)
    change_count: int = 0
    conflicts: tuple[Conflict, ...] = ()
    namesakes: tuple[Namesakes, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def preview(store: ProjectStore, paths: Sequence[Path]) -> MergePreview:
    """Say what merging files would bring; neither the project nor the files are written.

    While the project is worked on blind, it is said who did how much, and nothing of what others made.

    Raises:
        ProjectFileError: what the files hold makes no sense together.
        EnvironmentFaultError: there is no room for the private copy.
    """
    with ExitStack() as stack:
        entries: list[tuple[Path, Foreign | None, str]] = []
        for path in paths:
            files, refused = read_files(stack, store, [path])
            entries.append((path, files[0] if files else None, refused[0].reason if refused else ""))
        incoming = [file for _, file, _ in entries if file is not None]
        if not any(file.new_count() or file.new_blobs for file in incoming):
            return MergePreview(tuple(_nothing_new(*entry) for entry in entries))
        with (
            plain_faults(store.working_path),
            _private_copy(store) as copy,
            gathered(copy, incoming) as all_of_it,
            transaction(copy),
        ):
            reader = Reader(copy)
            conflicts, groups = _keyed(reader.conflicts()), _groups(copy)
            added = add(copy, Applier(copy, HybridClock()), all_of_it)
            if is_blind(copy) and store.reader.viewer_uid:
                hide_others(copy, store.reader.viewer_uid)
            arising = [each for key, each in _keyed(reader.conflicts()).items() if conflicts.get(key) != each]
            alike = _namesakes(groups, _groups(copy))
            reviewers = {reviewer.uid: reviewer.name for reviewer in reader.reviewers()}
            return MergePreview(
                tuple(_file_preview(*entry, added, reviewers) for entry in entries),
                new_things(added),
                added.change_count,
                tuple(arising),
                alike,
                _names(copy, arising, alike),
            )


@contextmanager
def _private_copy(store: ProjectStore) -> Iterator[sqlite3.Connection]:
    """Give a copy of the working copy as it is at this moment, which nobody else sees."""
    with (
        tempfile.TemporaryDirectory(prefix="annotator-") as folder,
        closing(connect(Path(folder) / "copy.sqlite")) as copy,
    ):
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA cache_size = -65536")
        with closing(connect(store.working_path)) as working:
            working.backup(copy)
        yield copy


def _nothing_new(path: Path, file: Foreign | None, refusal: str) -> FilePreview:
    return FilePreview(path, refusal, known_count=file.known_count if file else 0)


def _file_preview(
    path: Path, file: Foreign | None, refusal: str, added: Added, reviewers: Mapping[str, str]
) -> FilePreview:
    if file is None:
        return FilePreview(path, refusal)
    types = {uid: kind for kind, uid in added.touched}
    counts: dict[str, Counter[str]] = {}
    times: dict[str, tuple[int, int]] = {}
    uids: set[str] = set()
    for reviewer_uid, uid, clock in file.changes("reviewer_uid, entity_uid, clock"):
        counts.setdefault(reviewer_uid, Counter())[types[uid]] += 1
        first, last = times.get(reviewer_uid, (clock, clock))
        times[reviewer_uid] = min(first, clock), max(last, clock)
        uids.add(uid)
    work = [
        ReviewerWork(uid, reviewers.get(uid, ""), dict(counted), *map(milliseconds, times[uid]))
        for uid, counted in counts.items()
    ]
    file.copy.verify_unchanged()
    new = Counter(types[uid] for uid in uids & added.new_uids if types[uid])
    ordered = tuple(sorted(work, key=lambda each: (each.name.casefold(), each.reviewer_uid)))
    return FilePreview(path, "", ordered, dict(new), file.new_count(), file.known_count, len(file.new_blobs))


def _keyed(conflicts: Sequence[Conflict]) -> dict[tuple[str, str], Conflict]:
    return {(conflict.entity_uid, conflict.field): conflict for conflict in conflicts}


def _groups(connection: sqlite3.Connection) -> _Groups:
    """Give what bears one name, by its type and the name as people compare names."""
    groups: _Groups = {}
    for kind, sql in _NAMED.items():
        for uid, name in connection.execute(f"{sql} ORDER BY uid"):
            groups.setdefault((kind, " ".join(name.split()).casefold()), {})[uid] = name
    return groups


def _namesakes(before: _Groups, after: _Groups) -> tuple[Namesakes, ...]:
    found = [
        Namesakes(key[0], next(iter(names.values())).strip(), tuple(names))
        for key, names in after.items()
        if len(names) > 1 and not names.keys() <= before.get(key, {}).keys()
    ]
    return tuple(sorted(found, key=lambda each: (each.entity_type, each.name.casefold(), each.uids)))


def _names(
    connection: sqlite3.Connection, conflicts: Sequence[Conflict], namesakes: Sequence[Namesakes]
) -> dict[str, str]:
    """Name whatever conflicts and namesakes are about: the things, their tags, their values, their reviewers."""
    wanted = {uid for each in namesakes for uid in each.uids}
    for conflict in conflicts:
        wanted.update((conflict.entity_uid, *_UID.findall(conflict.field)))
        for head in conflict.heads:
            wanted.update((head.reviewer_uid, *_UID.findall(canonical_json(head.value))))
    names = {}
    for sql in _NAMES if wanted else ():
        for uid, name in connection.execute(sql):
            if uid in wanted:
                words = " ".join(plain(name).split())
                names[uid] = words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1].rstrip()}…"
    return names
