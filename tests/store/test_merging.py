"""Merging other copies of a project into it."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from annotator.core import edits
from annotator.core.changes import Change, canonical_json, join_ids
from annotator.core.errors import ProjectFileError, RefusedError
from annotator.core.identity import derived_uid
from annotator.store import union
from annotator.store.backups import backups
from annotator.store.merging import merge, merges
from annotator.store.project import ProjectStore
from annotator.store.unmerging import undo_merge
from tests.builders import ME, OTHER, Built, build, derived
from tests.store.copies import (
    LAWS,
    TRAM,
    altered,
    extract,
    file_of,
    file_of_steps,
    importing,
    merged,
    opened,
    state,
    tag_names,
    tagging,
)
from tests.store.hostile import add_change
from tests.store.test_laws import STEPS, Step, begun, perform
from tests.store.test_upgrading import FIXTURE

REVISION = derived_uid("hostile", "revision")
TEXTS = (b"ferry \xff", b'[["paragraph",0,1,0,"",1,{}]]')
A_YEAR_MS = 365 * 24 * 60 * 60 * 1000


def add_revision(path: Path) -> bytes:
    """Add a revision whose text is none; give the identity of its creation."""
    text, blocks = (hashlib.sha256(data).hexdigest() for data in TEXTS)
    value = canonical_json({"blocks": blocks, "source": "c" * 32, "text": text, "words": 1})
    return add_change(path, field="revision", entity_uid=REVISION, value=value)


def add_texts(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        rows = [(hashlib.sha256(data).hexdigest(), data) for data in TEXTS]
        connection.executemany("INSERT INTO blob VALUES (?, ?)", rows)
        connection.commit()


@LAWS
@given(STEPS, STEPS, STEPS)
def test_neither_the_order_of_the_files_nor_merging_them_one_by_one_matters(
    tmp_path_factory, here: list[Step], one: list[Step], other: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    built.store.publish()
    files = [file_of_steps(built, "one", one), file_of_steps(built, "other", other)]
    for step in here:
        perform(built, step)
    built.store.publish()
    states = []
    for name, batches in {"a": [files], "b": [files[::-1]], "c": [files[:1], files[1:]]}.items():
        copy = opened(built, Path(shutil.copyfile(built.store.shared_path, files[0].with_name(f"{name}.annotator"))))
        for batch in batches:
            merged(copy, *batch)
        states.append(state(copy.store))
        copy.store.close()
    assert states[0] == states[1] == states[2]
    built.store.close()


@LAWS
@given(STEPS, STEPS)
def test_what_two_made_of_one_file_is_the_same_whichever_takes_in_the_other(
    tmp_path_factory, here: list[Step], there: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    built.store.publish()
    theirs = file_of_steps(built, "theirs", there)
    for step in here:
        perform(built, step)
    built.store.publish()
    other = opened(built, theirs)
    merged(built, theirs)
    merged(other, built.store.shared_path)
    assert state(built.store) == state(other.store)
    built.store.close()
    other.store.close()


@LAWS
@given(STEPS, STEPS)
def test_merging_again_changes_nothing_and_the_rows_are_those_of_the_log(
    tmp_path_factory, here: list[Step], there: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    built.store.publish()
    theirs = file_of_steps(built, "theirs", there)
    for step in here:
        perform(built, step)
    merged(built, theirs)
    after = state(built.store)
    again = merge(built.store, [theirs, theirs], ME)
    assert (again.uid, again.touched, again.change_count, again.backup) == ("", frozenset(), 0, None)
    assert state(built.store) == after
    built.store.rebuild()
    assert state(built.store) == after
    built.store.close()


def test_what_came_in_is_told_with_its_counts(built: Built) -> None:
    done = merge(built.store, [file_of(built, "theirs", tagging("denial"))], ME)
    (tag,) = built.store.reader.tags()
    assert (done.touched, done.change_count, done.new) == (frozenset({("tag", tag.uid)}), 1, {"tag": 1})
    assert done.known_count == built.store._connection.execute("SELECT count(*) FROM change").fetchone()[0] - 1


def test_everything_comes_in_when_it_takes_several_portions(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(other: Built) -> None:
        tag = other.make(edits.add_tag(other.store.reader, "denial"))
        chapter = other.make(edits.add_chapter(other.store.reader, "The night"))
        for quote in ("The ferry was late.", "fog", "a clear night"):
            other.do(edits.place_statement(other.store.reader, chapter, other.statement(quote, [tag])))

    monkeypatch.setattr(union, "BATCH", 2)
    merged(built, file_of(built, "theirs", work))
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept
    assert len(kept["placement"]) == 3


def test_a_backup_holds_what_was_there_before_the_merge(built: Built) -> None:
    built.do(edits.add_tag(built.store.reader, "mine"))
    before = tag_names(built)
    done = merge(built.store, [file_of(built, "theirs", tagging("denial"))], ME)
    assert done.backup == backups(built.store.uid)[0].path
    store = ProjectStore.open(done.backup, private=True)
    assert {tag.name for tag in store.reader.tags()} == before
    store.close()


def test_a_merge_that_brings_nothing_makes_no_backup(built: Built) -> None:
    before = backups(built.store.uid)
    merged(built, built.store.shared_path)
    assert backups(built.store.uid) == before
    assert merges(built.store) == []


def test_one_file_that_went_on_in_two_places_does_no_harm(built: Built) -> None:
    first = file_of(built, "first", tagging("denial"))
    second = Path(shutil.copyfile(first, first.with_name("second.annotator")))
    file_of(built, "first", tagging("delay"))
    file_of(built, "second", tagging("fog"))
    merged(built, first, second)
    assert tag_names(built) == {"denial", "delay", "fog"}


def test_an_extract_brings_its_own_and_leaves_the_rest(built: Built) -> None:
    mine = built.make(edits.add_tag(built.store.reader, "mine"))
    built.store.publish()
    theirs = file_of(built, "theirs", lambda other: other.do(edits.rename_tag(mine, "ours"), OTHER))
    merged(built, extract(theirs, "part", mine))
    assert tag_names(built) == {"ours"}
    assert len(built.store.reader.sources()) == 1


def test_what_an_extract_brings_before_the_thing_it_stands_on_is_right_when_that_comes(built: Built) -> None:
    made: dict[str, str] = {}

    def work(other: Built) -> None:
        made["chapter"] = other.make(edits.add_chapter(other.store.reader, "The night"))
        made["statement"] = other.statement("The ferry was late.")
        drafts = edits.place_statement(other.store.reader, made["chapter"], made["statement"])
        made["placement"] = other.make(drafts)

    theirs = file_of(built, "theirs", work)
    first = merged(built, extract(theirs, "part", made["chapter"], made["placement"]))
    assert built.store.reader.chapter_items(made["chapter"]) == []
    before = state(built.store)
    second = merged(built, theirs)
    assert [item.uid for item in built.store.reader.chapter_items(made["chapter"])] == [made["placement"]]
    undo_merge(built.store, second)
    assert state(built.store) == before
    undo_merge(built.store, first)


def test_an_original_that_an_extract_left_out_comes_with_the_whole_copy(built: Built) -> None:
    scan = replace(TRAM, original=b"a scan of it")
    whole = file_of(built, "whole", importing(scan))
    part = Path(shutil.copyfile(whole, whole.with_name("part.annotator")))
    altered(part, "DELETE FROM blob WHERE data = CAST('a scan of it' AS BLOB)")
    merged(built, part)
    tram = built.store.reader.sources()[1].uid
    with pytest.raises(ProjectFileError, match="missing"):
        built.store.reader.original(tram)
    done = merge(built.store, [whole], ME)
    assert (done.uid, done.change_count, done.text_count) == ("", 0, 1)
    assert built.store.reader.original(tram) == scan.original


@pytest.mark.parametrize("part", ["blocks", "text"])
def test_an_extract_without_the_text_it_speaks_of_says_so(built: Built, part: str) -> None:
    theirs = file_of(built, "theirs", importing(TRAM))
    altered(theirs, f"DELETE FROM blob WHERE sha256 IN (SELECT {part}_sha256 FROM revision)")
    before = state(built.store)
    with pytest.raises(ProjectFileError, match=r"theirs\.annotator lacks texts"):
        merged(built, theirs)
    assert state(built.store) == before


def test_what_one_file_calls_a_text_and_another_brings_is_read_as_a_text(built: Built) -> None:
    speaking, bringing = (file_of(built, name, tagging(name)) for name in ("speaking", "bringing"))
    add_revision(speaking)
    add_texts(bringing)
    before = state(built.store)
    with pytest.raises(ProjectFileError, match=r"speaking\.annotator, bringing\.annotator holds words that are not in"):
        merged(built, speaking, bringing)
    assert state(built.store) == before


def test_a_text_that_comes_after_its_revision_was_deleted_is_read_as_a_text_when_that_is_back(built: Built) -> None:
    first = file_of(built, "first", tagging("denial"))
    creation = add_revision(first)
    deletion = add_change(first, kind="delete", field="revision", entity_uid=REVISION, value="null", parents=creation)
    merged(built, first)
    second = Path(shutil.copyfile(first, first.with_name("second.annotator")))
    add_texts(second)
    add_change(second, kind="void", field="", entity_uid=REVISION, value=f'["{deletion.hex()}"]', parents=deletion)
    before = state(built.store)
    with pytest.raises(ProjectFileError, match=r"second\.annotator holds words that are not in UTF-8"):
        merged(built, second)
    assert state(built.store) == before


def test_a_clock_that_is_years_ahead_decides_nothing(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "one"))
    built.store.publish()

    def work(other: Built) -> None:
        now = other.store._clock._now_ms
        other.store._clock._now_ms = lambda: now() + 10 * A_YEAR_MS
        other.do(edits.rename_tag(tag, "theirs"), OTHER)

    theirs = file_of(built, "theirs", work)
    built.do(edits.rename_tag(tag, "mine"))
    merged(built, theirs)
    (conflict,) = built.store.reader.conflicts()
    assert {head.value for head in conflict.heads} == {"mine", "theirs"}
    built.do(edits.rename_tag(tag, "settled"))
    assert tag_names(built) == {"settled"}
    assert built.store.reader.conflicts() == []


def test_a_file_of_another_project_is_refused(built: Built, tmp_path: Path) -> None:
    other = build(tmp_path / "q.annotator")
    other.store.publish()
    other.store.close()
    before = state(built.store)
    with pytest.raises(RefusedError, match=r"q\.annotator is another project"):
        merged(built, tmp_path / "q.annotator")
    assert state(built.store) == before


def test_one_refused_file_refuses_them_all(built: Built, tmp_path: Path) -> None:
    theirs = file_of(built, "theirs", tagging("denial"))
    before = state(built.store)
    with pytest.raises(RefusedError, match="Nothing was merged"):
        merge(built.store, [theirs, tmp_path / "nowhere.annotator"], ME)
    assert state(built.store) == before


def test_a_refused_file_can_be_left_out(built: Built, tmp_path: Path) -> None:
    theirs = file_of(built, "theirs", tagging("denial"))
    done = merge(built.store, [tmp_path / "nowhere.annotator", theirs], ME, skip_refused=True)
    assert [refusal.name for refusal in done.refused] == ["nowhere.annotator"]
    assert tag_names(built) == {"denial"}


def test_where_every_file_is_refused_leaving_them_out_is_refused_too(built: Built, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="Nothing was merged"):
        merge(built.store, [tmp_path / "nowhere.annotator"], ME, skip_refused=True)


def test_more_files_are_merged_at_once_than_sqlite_can_read_at_once(built: Built) -> None:
    names = [f"tag {number}" for number in range(12)]
    files = [file_of(built, f"file-{number}", tagging(name)) for number, name in enumerate(names)]
    assert merge(built.store, [*files, files[0]], ME).change_count == 12
    assert tag_names(built) == set(names)


def test_after_a_refusal_the_next_merge_is_none_the_worse(built: Built) -> None:
    theirs = file_of(built, "theirs", tagging("denial"))
    broken = altered(Path(shutil.copyfile(theirs, theirs.with_name("broken.annotator"))), "UPDATE change SET clock = 1")
    for _ in range(2):
        with pytest.raises(RefusedError):
            merged(built, broken)
    merged(built, theirs)
    assert tag_names(built) == {"denial"}


def test_a_known_change_with_other_content_refuses_the_file(built: Built) -> None:
    theirs = file_of(built, "theirs", tagging("denial"))
    altered(theirs, "UPDATE change SET value = replace(value, 'A test', 'A fake') WHERE field = 'project'")
    before = state(built.store)
    with pytest.raises(RefusedError, match="tampered"):
        merged(built, theirs)
    assert state(built.store) == before


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("statement", {"number": 1}),
        ("tag", {"name": None, "place": None}),
        ("actor", {"name": {"first": "Ann"}}),
        ("placement", {"chapter": ["1"], "statement": "3", "order": "a0"}),
    ],
)
def test_changes_that_make_no_sense_leave_nothing_behind(built: Built, what: str, value: dict[str, object]) -> None:
    theirs = file_of(built, "theirs", tagging("denial"))
    nonsense = Change("1" * 32, OTHER, 1, "create", "2" * 32, what, canonical_json(value), ())
    with closing(sqlite3.connect(theirs)) as connection:
        row = (nonsense.change_id, *list(vars(nonsense).values())[:7], join_ids(nonsense.parents))
        connection.execute("INSERT INTO change VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.commit()
    before = state(built.store)
    with pytest.raises(ProjectFileError, match="make no sense"):
        merged(built, theirs)
    assert state(built.store) == before


def test_what_was_derived_of_a_refused_file_is_forgotten(built: Built) -> None:
    made: list[str] = []

    def work(other: Built) -> None:
        source = edits.add_source(other.store.uid, TRAM)
        other.store.apply(source.drafts, OTHER, blobs=source.blobs)
        tram = Built(other.store, source.source_uid, source.revision_uid, TRAM.text)
        made.append(tram.statement("Nobody boarded."))

    theirs = file_of(built, "theirs", work)
    nonsense = Path(shutil.copyfile(theirs, theirs.with_name("nonsense.annotator")))
    add_change(nonsense, field="placement", value='{"order":"a0"}')
    with pytest.raises(ProjectFileError, match="make no sense"):
        merged(built, nonsense)
    merged(built, extract(theirs, "part", *made))  # the statement alone, without the text that was refused
    after = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == after


def test_a_file_that_an_earlier_version_wrote_is_merged(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(FIXTURE, tmp_path / "p.annotator"))
    lacking = altered(path, "DELETE FROM change WHERE kind = 'create' AND field = 'note'")
    store = ProjectStore.open(lacking)
    store.rebuild()
    done = merge(store, [FIXTURE], ME)
    assert set(done.new) == {"note"}
    kept = derived(store)
    store.close()
    whole = ProjectStore.open(Path(shutil.copyfile(FIXTURE, tmp_path / "q.annotator")))
    assert derived(whole) == kept
    whole.close()


def test_merges_are_remembered_with_their_files(built: Built) -> None:
    merge_uid = merged(built, file_of(built, "theirs", tagging("denial")))
    (past,) = merges(built.store)
    assert (past.uid, past.files, past.change_count, past.reviewer_uid) == (merge_uid, ("theirs.annotator",), 1, ME)


def test_what_saving_takes_in_is_no_merge(built: Built) -> None:
    file_of(built, "p", tagging("denial"))
    built.store.publish()
    assert tag_names(built) == {"denial"}
    assert merges(built.store) == []


def test_a_merge_that_has_the_project_worked_on_blind_hides_what_others_made(built: Built) -> None:
    built.statement("fog", reviewer_uid=OTHER)
    built.store.publish()
    theirs = file_of(built, "theirs", lambda other: other.do(edits.work_blind(other.store.uid, True), OTHER))
    built.store.look_as(ME)
    merge_uid = merged(built, theirs)
    assert built.store.reader.counts().statements == 0
    undo_merge(built.store, merge_uid)
    assert built.store.reader.counts().statements == 1
