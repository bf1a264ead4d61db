"""Files that an earlier version wrote go on: nothing of their log is lost, and nobody has to do anything."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.briefing import build_briefing
from annotator.core.errors import EnvironmentFaultError, ProjectFileError
from annotator.core.identity import derived_uid
from annotator.core.records import StatementFilter
from annotator.store import working
from annotator.store.doctor import examine, rebuild
from annotator.store.project import ProjectStore
from annotator.store.schema import EARLIER_SCHEMAS, LOCAL_TABLES
from annotator.store.upgrading import is_earlier
from annotator.store.viewing import view
from tests.builders import derived

FIXTURE = Path(__file__).parent / "fixtures" / "sample-0.1.0.annotator"
EVERYTHING = StatementFilter()
Log = list[tuple[object, ...]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a copy of a file that version 0.1.0 wrote."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return Path(shutil.copyfile(FIXTURE, folder / "p.annotator"))


def _read(path: Path, sql: str) -> Log:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def _log(path: Path) -> Log:
    return sorted(_read(path, "SELECT change_id, clock, kind, entity_uid, field, value, parents FROM change"))


def _statements(path: Path) -> Log:
    return _read(path, 'SELECT uid, number, quote, start, "end" FROM statement ORDER BY uid')


def _is_old(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return is_earlier(connection)


def _is_sound(path: Path) -> bool:
    return examine(path).findings == ()


def _old_working_copy(shared: Path, data: Path, *statements: str) -> Path:
    """Put a working copy of version 0.1.0 where that version kept it, and change it."""
    project_uid, publication_uid = working.read_identity(shared)
    path = working.working_copy_path(data, project_uid, shared)
    path.parent.mkdir(parents=True)
    shutil.copyfile(FIXTURE, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for statement in LOCAL_TABLES:
            connection.execute(statement)
        (last_seq,) = connection.execute("SELECT max(seq) FROM change").fetchone()
        local = {"seen_publication": publication_uid, "published_seq": str(last_seq), "setting:reviewer": "a" * 32}
        connection.executemany("INSERT INTO local (key, value) VALUES (?, ?)", local.items())
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def _insert_of(path: Path, tmp_path: Path) -> tuple[str, str]:
    """Give the SQL of a change that a reviewer makes in a copy of the project, and the uid of its new tag."""
    copy = Path(shutil.copyfile(path, tmp_path / "elsewhere.annotator"))
    with closing(ProjectStore.open(copy, private=True)) as store:
        drafts = edits.add_tag(store.reader, "A tag of nobody else", uid=derived_uid("test", "tag"))
        store.apply(drafts, "a" * 32)
        columns = "change_id, transaction_uid, reviewer_uid, clock, kind, entity_uid, field, value, parents"
        (row,) = store._connection.execute(f"SELECT {columns} FROM change ORDER BY seq DESC LIMIT 1").fetchall()
    values = ", ".join(f"x'{value.hex()}'" if isinstance(value, bytes) else _quoted(value) for value in row)
    return f"INSERT INTO change ({columns}) VALUES ({values})", drafts[0].entity_uid


def _quoted(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def test_the_fixture_is_a_file_of_version_0_1_0_with_everything_in_it() -> None:
    assert _is_old(FIXTURE)
    assert len(EARLIER_SCHEMAS) == 1
    assert len(_statements(FIXTURE)) > 10
    assert len(_log(FIXTURE)) > 50


def test_an_earlier_file_opens_and_keeps_every_statement(old: Path) -> None:
    with closing(ProjectStore.open(old)) as store:
        found = store.reader.statements(EVERYTHING)
        assert sorted((one.uid, one.number, one.anchor.quote, one.anchor.start, one.anchor.end) for one in found) == (
            _statements(FIXTURE)
        )
        assert store.unpublished_count() == 0
        assert store.reader.links() == []
        assert store.reader.project().briefing == {}
        assert {source.descriptor for source in store.reader.sources()} == {""}
        forms = {one.form for uid in store.reader.statement_uids(EVERYTHING) for one in store.reader.placements_of(uid)}
        assert forms == {"full"}


def test_an_earlier_file_is_searched(old: Path) -> None:
    with closing(ProjectStore.open(old)) as store:
        store.index_texts()
        word = max(store.reader.sources()[0].title.split(), key=len)
        assert store.reader.sources()[0].uid in [hit.source_uid for hit in store.reader.search(word)]


def test_an_earlier_file_gives_a_briefing(old: Path) -> None:
    with view(old) as reader:
        assert len(list(build_briefing(reader).quotations())) > 0


def test_opening_looking_and_examining_leave_an_earlier_file_as_it_was(old: Path) -> None:
    before = old.read_bytes()
    ProjectStore.open(old).close()
    ProjectStore.open(old, private=True).close()
    with view(old) as reader:
        assert len(reader.statement_uids(EVERYTHING)) == len(_statements(FIXTURE))
    assert _is_sound(old)
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == [old.name]


def test_a_damaged_earlier_file_is_found_out(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE change SET clock = clock + 1 WHERE seq = 3")
        connection.commit()
    assert [finding.check for finding in examine(old).findings] == ["changes"]


def test_an_earlier_file_whose_log_cannot_be_read_is_refused_in_plain_words(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE change SET value = '{' WHERE seq = 3")
        connection.commit()
    with pytest.raises(ProjectFileError, match="annotator doctor"):
        ProjectStore.open(old)
    with pytest.raises(ProjectFileError, match="annotator doctor"), view(old):
        pass
    assert [finding.check for finding in examine(old).findings] == ["changes"]


def test_a_rebuild_brings_an_earlier_file_up_to_date(old: Path) -> None:
    rebuild(old)
    assert not _is_old(old)
    assert _log(old) == _log(FIXTURE)
    assert _is_sound(old)


def test_after_an_edit_and_a_publication_the_file_is_of_this_version_with_its_whole_log(old: Path) -> None:
    with closing(ProjectStore.open(old)) as store:
        one, other = store.reader.statement_uids(EVERYTHING)[:2]
        store.apply(edits.link_statements(store.reader, "contradicts", one, other), "a" * 32)
        store.publish()
    assert not _is_old(old)
    assert set(_log(FIXTURE)) < set(_log(old))
    assert len(_log(old)) == len(_log(FIXTURE)) + 1
    assert _statements(old) == _statements(FIXTURE)
    assert _is_sound(old)
    with closing(ProjectStore.open(old, private=True)) as store:
        assert len(store.reader.links()) == 1


def test_a_working_copy_of_an_earlier_version_keeps_its_unpublished_changes_and_settings(
    old: Path, tmp_path: Path, data_folder: Path
) -> None:
    insert, tag = _insert_of(old, tmp_path)
    path = _old_working_copy(old, data_folder, insert)
    with closing(ProjectStore.open(old)) as store:
        assert store.working_path == path
        assert store.setting("reviewer") == "a" * 32
        assert store.unpublished_count() == 1
        assert store.reader.tag(tag).name == "A tag of nobody else"
        kept = derived(store)
        store.rebuild()
        assert derived(store) == kept
        store.publish()
        assert store.unpublished_count() == 0
    assert _is_sound(old)
    assert len(_log(old)) == len(_log(FIXTURE)) + 1
    assert sorted(one.name for one in path.parent.iterdir() if one.stat().st_size) == ["project.sqlite"]


def test_a_working_copy_of_an_earlier_version_that_was_not_closed_keeps_what_is_in_its_journal(
    old: Path, tmp_path: Path, data_folder: Path
) -> None:
    insert, tag = _insert_of(old, tmp_path)
    path = _old_working_copy(old, data_folder)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute(insert)
        connection.commit()
        left = {one: one.read_bytes() for one in path.parent.iterdir()}
    for one in path.parent.iterdir():
        one.unlink()
    for one, content in left.items():
        if not one.name.endswith("-shm"):
            one.write_bytes(content)
    with closing(ProjectStore.open(old)) as store:
        assert store.reader.tag(tag).name == "A tag of nobody else"


def test_a_working_copy_that_cannot_be_brought_up_to_date_stays_as_it_was(
    old: Path, tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert, tag = _insert_of(old, tmp_path)
    path = _old_working_copy(old, data_folder, insert)
    write = working.write_upgraded

    def fail_afterwards(source: Path, target: Path) -> None:
        write(source, target)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(working, "write_upgraded", fail_afterwards)
        with pytest.raises(EnvironmentFaultError, match="no room left"):
            ProjectStore.open(old)
    assert _is_old_working_copy(path)
    with closing(ProjectStore.open(old)) as store:
        assert store.reader.tag(tag).name == "A tag of nobody else"


def _is_old_working_copy(path: Path) -> bool:
    names = {name for (name,) in _read(path, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return "link" not in names and "local" in names


def test_a_working_copy_of_this_version_takes_in_an_earlier_shared_file(old: Path, data_folder: Path) -> None:
    with closing(ProjectStore.open(old)) as store:
        shutil.copyfile(FIXTURE, old)
        statement = store.reader.statement_uids(EVERYTHING)[0]
        store.apply(edits.set_statement_field(statement, "credibility", 6), "a" * 32)
        store.publish()
        assert not _is_old(old)
        assert store.reader.statement(statement).credibility == 6


def test_somebody_elses_earlier_file_is_taken_in_when_one_publishes_over_it(old: Path, tmp_path: Path) -> None:
    insert, tag = _insert_of(old, tmp_path)
    with closing(ProjectStore.open(old)) as store:
        with closing(sqlite3.connect(old)) as connection:
            connection.execute(insert)
            connection.execute("UPDATE meta SET value = ? WHERE key = 'publication_uid'", ("f" * 32,))
            connection.commit()
        assert _is_old(old)
        mine = store.reader.statement_uids(EVERYTHING)[0]
        store.apply(edits.set_statement_field(mine, "credibility", 6), "a" * 32)
        store.publish()
        assert store.taken_in == {("tag", tag)}
        assert store.reader.tag(tag).name == "A tag of nobody else"
    assert _is_sound(old)
    assert len(_log(old)) == len(_log(FIXTURE)) + 2


PLANTED = [
    "CREATE TRIGGER planted AFTER INSERT ON change BEGIN DELETE FROM blob; END",
    "CREATE VIEW planted AS SELECT 1",
    "ALTER TABLE tag ADD COLUMN planted TEXT",
]


@pytest.mark.parametrize("plant", PLANTED)
@pytest.mark.parametrize("look", [lambda path: ProjectStore.open(path), lambda path: view(path).__enter__()])
def test_an_earlier_file_with_something_planted_in_it_is_refused(
    old: Path, plant: str, look: Callable[[Path], object]
) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(plant)
        connection.commit()
    with pytest.raises(ProjectFileError, match="cannot be trusted"):
        look(old)
    assert [finding.check for finding in examine(old).findings][:1] == ["schema"]
