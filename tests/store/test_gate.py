"""Every file from elsewhere passes the gate or is refused with its own reason, and leaves nothing behind."""

import hashlib
import os
import random
import shutil
import sqlite3
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.changes import canonical_json
from annotator.core.errors import EnvironmentFaultError, ProjectFileError
from annotator.core.identity import derived_uid
from annotator.store import comparing, gate, own_copy
from annotator.store.gate import foreign
from annotator.store.project import ProjectStore
from annotator.store.upgrading import is_earlier
from tests.builders import ME, build
from tests.store.hostile import (
    EVIL,
    PAGE_SIZE,
    REFUSED,
    TAG,
    TAMPERED,
    add_change,
    executed,
    patched,
    root,
    with_a_journal_beside_it,
    with_a_log_beside_it,
    with_pages_swapped,
)

EARLIER = Path(__file__).parent / "fixtures" / "sample-0.1.0.annotator"
FAR_FUTURE = 2**63 - 1
Rows = list[tuple[object, ...]]
# As everybody reads who takes anything from such a file: never by an index.
_LOG = "SELECT * FROM change NOT INDEXED ORDER BY seq"
_TEXTS = "SELECT * FROM blob NOT INDEXED ORDER BY rowid"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file that is as it should be."""
    made = build(tmp_path_factory.mktemp("good") / "p.annotator")
    tag = made.make(edits.add_tag(made.store.reader, "delay"))
    made.statement("The ferry was late.", [tag])
    made.store.publish()
    made.store.close()
    return made.store.shared_path


@pytest.fixture
def theirs(good: Path, tmp_path: Path) -> Path:
    """A copy of it that anything may happen to."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    return Path(shutil.copyfile(good, folder / "p.annotator"))


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves anything in the folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def refusal(path: Path, project_uid: str = "", ours: Path | None = None) -> str:
    """Try to open a file, and give the words with which it is refused."""
    with pytest.raises(ProjectFileError) as caught, foreign(path, project_uid, ours):
        pass
    return str(caught.value)


def content(folder: Path) -> dict[str, bytes]:
    """Read everything in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def read(path: Path) -> tuple[Rows, Rows]:
    """Read log and texts, as any program would."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(_LOG).fetchall(), connection.execute(_TEXTS).fetchall()


def meta(path: Path) -> dict[str, str]:
    """Read what a file says of itself, as any program would."""
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT key, value FROM meta"))


@pytest.mark.parametrize("what", REFUSED)
def test_a_hostile_file_is_refused_with_its_reason_and_nothing_is_written(theirs: Path, what: str) -> None:
    make, reason = REFUSED[what]
    make(theirs)
    before = content(theirs.parent)
    words = refusal(theirs)
    assert reason in words
    assert words.startswith("p.annotator ")
    assert words.endswith(".")
    assert content(theirs.parent) == before


def test_a_good_file_passes_with_everything_in_it(good: Path) -> None:
    before = content(good.parent)
    log, texts = read(good)
    with foreign(good, meta(good)["project_uid"]) as file:
        assert file.name == "p.annotator"
        assert file.project_uid == meta(good)["project_uid"]
        assert file.publication_uid == meta(good)["publication_uid"]
        assert file.connection.execute(_LOG).fetchall() == log
        assert file.connection.execute(_TEXTS).fetchall() == texts
    assert content(good.parent) == before


def test_a_file_of_an_earlier_version_passes() -> None:
    with foreign(EARLIER) as file:
        assert is_earlier(file.connection)
        assert file.connection.execute("SELECT count(*) FROM change").fetchone() > (50,)


def test_what_passed_can_only_be_read(good: Path) -> None:
    with foreign(good) as file:
        for statement in ("DELETE FROM change", "CREATE TEMP TABLE a (b)", "ATTACH DATABASE ':memory:' AS other"):
            with pytest.raises(sqlite3.OperationalError):
                file.connection.execute(statement)


def test_the_copy_is_gone_when_reading_it_fails(good: Path) -> None:
    with pytest.raises(KeyError), foreign(good):
        raise KeyError("whoever reads it")


def test_what_a_newer_version_adds_is_let_through(theirs: Path) -> None:
    add_change(theirs, kind="weigh", field="weight:kg", value="[1.5]")
    add_change(theirs, field="glow", value='{"colour":{"red":1}}')
    executed("INSERT INTO meta VALUES ('weather', 'fine')")(theirs)
    with foreign(theirs) as file:
        kinds = {kind for (kind,) in file.connection.execute("SELECT kind FROM change")}
    assert "weigh" in kinds


@pytest.mark.parametrize("clock", [0, 1, FAR_FUTURE])
def test_a_clock_that_is_wrong_by_ages_is_let_through_because_it_only_orders_what_is_shown(
    theirs: Path, clock: int
) -> None:
    add_change(theirs, clock=clock)
    with foreign(theirs):
        pass
    with closing(ProjectStore.open(theirs, private=True)) as store:
        store.rebuild()
        assert "planted" in [tag.name for tag in store.reader.tags()]
        store.apply(edits.rename_tag(TAG, "pulled up"), ME)
        (newest,) = store._connection.execute("SELECT clock FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    assert newest < FAR_FUTURE


def test_every_character_there_is_passes(theirs: Path) -> None:
    words = '\U0001f6a2 항구 \\ud800 " \n \u0000 \u2028 \ufffe'
    add_change(theirs, value=canonical_json({"name": words}))
    add_change(theirs, kind="set", field="name", value='"\\ud83d\\udea2"')
    with foreign(theirs):
        pass


def test_a_value_that_is_long_and_wide_but_not_deep_passes(theirs: Path) -> None:
    add_change(theirs, kind="set", field="list", value=canonical_json([["[{"] * 50] * 50))
    with foreign(theirs):
        pass


def test_tags_that_are_each_others_parents_pass_and_are_settled_as_a_tree(theirs: Path) -> None:
    uids = [derived_uid("tag", str(number)) for number in range(3)]
    for at, uid in enumerate(uids):
        place = {"order": "a0", "parent": uids[at - 1]}
        add_change(theirs, entity_uid=uid, value=canonical_json({"name": f"t{at}", "place": place}))
    with foreign(theirs):
        pass
    with closing(ProjectStore.open(theirs, private=True)) as store:
        store.rebuild()
        depths = {tag.uid: tag.depth for tag in store.reader.tags() if tag.uid in uids}
        assert sorted(depths.values()) == [0, 1, 2]
        assert len(store.reader.conflicts()) == 1


def test_a_write_ahead_log_that_lies_beside_a_file_is_not_obeyed(theirs: Path) -> None:
    true = meta(theirs)["publication_uid"]
    with_a_log_beside_it(theirs)
    before = content(theirs.parent)
    with foreign(theirs) as file:
        assert file.publication_uid == true
    assert content(theirs.parent) == before
    assert meta(theirs)["publication_uid"] == EVIL, "another program would have obeyed it"


def test_a_hot_journal_that_lies_beside_a_file_is_not_obeyed(theirs: Path) -> None:
    true = meta(theirs)["publication_uid"]
    with_a_journal_beside_it(theirs)
    before = content(theirs.parent)
    with foreign(theirs) as file:
        assert file.publication_uid == true
    assert content(theirs.parent) == before
    assert meta(theirs)["publication_uid"] == EVIL, "another program would have obeyed it"


def test_a_file_that_is_open_in_another_program_is_refused_while_part_of_it_lies_beside_it(theirs: Path) -> None:
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'publication_uid'", (EVIL,))
        connection.commit()
        assert "is open in another program" in refusal(theirs)


def test_a_file_that_another_program_has_closed_passes(theirs: Path) -> None:
    executed("PRAGMA journal_mode = WAL", f"UPDATE meta SET value = '{EVIL}' WHERE key = 'publication_uid'")(theirs)
    assert theirs.read_bytes()[18:20] == b"\x02\x02"
    before = content(theirs.parent)
    with foreign(theirs) as file:
        assert file.publication_uid == EVIL
    assert content(theirs.parent) == before


def test_another_project_is_refused_where_one_is_asked_for(theirs: Path) -> None:
    assert "p.annotator is another project" in refusal(theirs, EVIL)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_ordinary_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not an ordinary file" in refusal(tmp_path / "pipe")
    assert "is not an ordinary file" in refusal(Path(os.devnull))


def test_a_link_is_followed_to_a_copy(theirs: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.annotator"
    link.symlink_to(theirs)
    with foreign(link) as file:
        assert file.name == "link.annotator"
        assert file.project_uid == meta(theirs)["project_uid"]
    assert link.is_symlink()


def test_a_link_to_a_folder_or_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    assert "is a folder" in refusal(tmp_path / "a")
    assert "does not exist" in refusal(tmp_path / "b")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    with pytest.raises(EnvironmentFaultError, match="could not be read"), foreign(tmp_path / "a"):
        pass


def test_a_file_that_has_vanished_is_refused(theirs: Path) -> None:
    theirs.unlink()
    assert "does not exist" in refusal(theirs)


def test_a_file_that_vanishes_while_it_is_open_is_read_to_its_end(theirs: Path) -> None:
    with foreign(theirs) as file:
        theirs.unlink()
        assert file.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nobody can forbid this user to read a file")
def test_a_file_that_may_not_be_read_says_so(theirs: Path) -> None:
    theirs.chmod(0)
    with pytest.raises(EnvironmentFaultError, match="check its permissions"), foreign(theirs):
        pass


def test_a_file_that_takes_too_long_is_given_up(theirs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "PATIENCE_S", -60)
    monkeypatch.setattr(gate, "_STEPS_BETWEEN_LOOKS", 1)
    assert "far too long" in refusal(theirs)


def test_a_file_that_is_larger_than_any_project_is_not_even_copied(theirs: Path) -> None:
    size = own_copy.LARGEST_FILE + PAGE_SIZE
    patched(28, (size // PAGE_SIZE).to_bytes(4, "big"))(theirs)
    os.truncate(theirs, size)
    assert "larger than any project" in refusal(theirs)


def test_a_large_original_is_hashed_by_pieces(theirs: Path) -> None:
    data = bytes(range(256)) * 100_000
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("INSERT INTO blob VALUES (?, ?)", (hashlib.sha256(data).hexdigest(), data))
        connection.commit()
    tracemalloc.start()
    with foreign(theirs):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < len(data) / 4
    executed("UPDATE blob SET data = CAST(substr(data, 1, 25599999) || x'00' AS BLOB) WHERE length(data) > 9999999")(
        theirs
    )
    assert "an original that was tampered with" in refusal(theirs)


def test_a_log_of_many_changes_is_read_one_by_one(theirs: Path) -> None:
    value = canonical_json({"name": "x" * 100_000})
    for number in range(100):
        add_change(theirs, entity_uid=derived_uid("tag", str(number)), value=value)
    tracemalloc.start()
    with foreign(theirs):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 40 * len(value)


def test_a_uid_that_is_a_path_never_names_a_folder(theirs: Path) -> None:
    executed("UPDATE meta SET value = '../../x' WHERE key = 'project_uid'")(theirs)
    with pytest.raises(ProjectFileError, match="does not say which project it is"):
        ProjectStore.open(theirs)


def test_bytes_that_flipped_are_found_or_stand_where_nobody_reads(theirs: Path) -> None:
    chance = random.Random(20250428)
    original = theirs.read_bytes()
    log, texts = read(theirs)
    outcomes = set()
    for _ in range(300):
        flipped = bytearray(original)
        for _ in range(chance.choice((1, 1, 40))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        theirs.write_bytes(flipped)
        try:
            with foreign(theirs) as file:
                found = file.connection.execute(_LOG).fetchall(), file.connection.execute(_TEXTS).fetchall()
                assert found == (log, texts)
            outcomes.add("passed")
        except ProjectFileError:
            outcomes.add("refused")
    assert outcomes == {"passed", "refused"}


def test_beside_the_project_of_whoever_asks_only_what_is_new_is_given(good: Path, theirs: Path) -> None:
    count = len(read(good)[0])
    with foreign(theirs, ours=good) as file:
        assert (file.new_runs, file.known_count, file.new_blobs) == ((), count, {})
    add_change(theirs)
    with foreign(theirs, ours=good) as file:
        assert (file.new_runs, file.known_count, file.new_count()) == (((count + 1, count + 1),), count, 1)


def test_what_is_known_is_found_in_whichever_place_it_stands(good: Path, theirs: Path) -> None:
    executed("UPDATE change SET seq = -seq")(theirs)
    with foreign(theirs, ours=good) as file:
        assert file.new_runs == ()


@pytest.mark.parametrize("place", [-(2**63), 2**63 - 1])
def test_a_change_at_the_end_of_all_places_is_found(good: Path, theirs: Path, place: int) -> None:
    add_change(theirs)
    executed(f"UPDATE change SET seq = {place} WHERE seq = (SELECT max(seq) FROM change)")(theirs)
    with foreign(theirs, ours=good) as file:
        assert file.new_runs == ((place, place),)


def test_more_changes_than_are_compared_at_once_are_all_found(
    good: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_PORTION_FROM", comparing._PORTION_FROM.replace("OFFSET 19999", "OFFSET 2"))
    for number in range(10):
        add_change(theirs, entity_uid=derived_uid("tag", str(number)))
    with foreign(theirs, ours=good) as file:
        assert (file.new_count(), file.known_count) == (10, len(read(good)[0]))


def test_what_the_project_has_and_the_file_lacks_is_told(good: Path, theirs: Path) -> None:
    with foreign(theirs, ours=good) as file:
        assert file.first_lacking([(1, 9)]) == 0
    executed("DELETE FROM change WHERE seq >= 3")(theirs)
    with foreign(theirs, ours=good) as file:
        assert file.first_lacking([(1, 9)]) == 3
        assert file.first_lacking([(1, 2), (5, 5)]) == 5
        assert file.first_lacking([(1, 2)]) == 0


def test_a_text_that_nobody_has_is_told(good: Path, theirs: Path) -> None:
    names = ["1" * 64, "2" * 64]
    add_change(theirs, field="revision", value=canonical_json({"text": names[0], "blocks": names[1]}))
    with foreign(theirs, ours=good) as file:
        assert file.unseen_texts == set(names)


@pytest.mark.parametrize("column", ["transaction_uid", "reviewer_uid", "kind", "entity_uid", "field", "value"])
def test_a_known_change_with_other_content_is_refused_beside_what_is_new(good: Path, theirs: Path, column: str) -> None:
    add_change(theirs)
    executed(f"UPDATE change SET {column} = upper({column} || 'a') WHERE seq = 1")(theirs)
    assert refusal(theirs, ours=good)


@pytest.mark.parametrize("what", [case for case, (_, reason) in REFUSED.items() if reason == TAMPERED])
def test_what_was_tampered_with_is_refused_beside_the_project_it_was_made_of(
    good: Path, theirs: Path, what: str
) -> None:
    REFUSED[what][0](theirs)
    assert TAMPERED in refusal(theirs, ours=good)


def test_a_project_that_cannot_be_read_is_not_blamed_on_the_file(theirs: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFaultError, match="nowhere"), foreign(theirs, ours=tmp_path / "nowhere"):
        pass


def test_indexes_that_say_something_else_than_the_log_are_nobodys_affair(good: Path, theirs: Path) -> None:
    with_pages_swapped(theirs)
    with foreign(theirs) as file:
        assert file.change_ids() == {change_id for _, change_id, *_ in read(good)[0]}
        rows = file.connection.execute("SELECT * FROM change NOT INDEXED ORDER BY seq").fetchall()
    assert rows == read(good)[0]


def test_damage_in_the_derived_tables_is_nobodys_affair(theirs: Path) -> None:
    before = read(theirs)
    patched((root(theirs, "statement") - 1) * PAGE_SIZE, bytes(PAGE_SIZE))(theirs)
    assert read(theirs) == before


@pytest.mark.parametrize("at", range(0, 100, 4))
def test_a_header_of_anything_is_refused_or_read_as_the_same_project(theirs: Path, at: int) -> None:
    true = meta(theirs)
    patched(at, b"\x7f\xff\xff\xff")(theirs)
    with suppress(ProjectFileError), foreign(theirs) as file:
        assert file.connection.execute("SELECT key, value FROM meta").fetchall() == list(true.items())
