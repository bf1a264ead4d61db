from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.errors import AnnotatorError
from annotator.exchange.correcting import correct_source, fates_of, follow_source
from annotator.exchange.importing import read_article
from annotator.exchange.intake import add_articles, take_in
from annotator.store import corrections
from annotator.store.applying import Applied
from annotator.store.merging import merge, merges
from annotator.store.project import ProjectStore
from annotator.store.unmerging import undo_merge
from tests.builders import ME, OTHER, derived

TITLE, LATE, FOG, NIGHT = (
    "The late ferry",
    "The ferry was late, and nobody on the quay was told why.",
    "On Monday the harbour master spoke of fog on the outer bank.",
    "Passengers remember a clear night with the lights of the far shore in sight.",
)
DENSE = "On Monday the old harbour master spoke of dense fog on the outer bank."


def write(path: Path, *paragraphs: str) -> Path:
    path.write_text("\n\n".join((TITLE, *paragraphs)) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    made = ProjectStore.create(tmp_path / "a.annotator", "A test", private=True)
    made.apply(edits.add_reviewer("Ann Author", "AA", "Blue", uid=ME), ME)
    yield made
    made.close()


@pytest.fixture
def source_uid(store: ProjectStore, tmp_path: Path) -> str:
    return take_in(store, [write(tmp_path / "ferry.txt", LATE, FOG, NIGHT)], ME)[0].source_uid


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    return write(tmp_path / "corrected.txt", LATE, DENSE)


def highlight(store: ProjectStore, source_uid: str, quote: str, reviewer_uid: str = ME) -> str:
    reader = store.reader
    revision = reader.source(source_uid).revision_uid
    text = reader.text(revision)
    anchor = make_anchor(revision, text, text.index(quote), text.index(quote) + len(quote))
    drafts = edits.add_statement(anchor, source_uid, reader.next_statement_number(), reviewer_uid=reviewer_uid)
    store.apply(drafts, reviewer_uid)
    return drafts[0].entity_uid


def test_a_source_takes_the_text_of_a_file_and_its_statements_follow(
    store: ProjectStore, source_uid: str, corrected: Path
):
    same, moved, lost = (highlight(store, source_uid, quote) for quote in (LATE, FOG, NIGHT))
    new = correct_source(store, source_uid, corrected, ME)
    assert new.states == {same: "same", moved: "moved", lost: "lost"}
    assert fates_of(new.states) == (1, 1, 1)
    reader = store.reader
    assert DENSE in reader.text(reader.source(source_uid).revision_uid)
    assert reader.statement(moved).anchor.quote == DENSE
    assert reader.source(source_uid).file_name == "ferry.txt"


def test_it_is_one_transaction_and_undone_as_one(store: ProjectStore, source_uid: str, corrected: Path):
    moved = highlight(store, source_uid, FOG)
    applied: list[Applied] = []
    correct_source(store, source_uid, corrected, ME, on_applied=applied.append)
    (one,) = applied
    store.undo([one.transaction_uid], ME)
    assert store.reader.statement(moved).anchor.quote == FOG
    assert NIGHT in store.reader.text(store.reader.source(source_uid).revision_uid)


def test_a_file_with_the_same_text_changes_nothing(store: ProjectStore, source_uid: str, tmp_path: Path):
    spaced = tmp_path / "spaced.txt"
    spaced.write_text("\n\n\n\n".join((TITLE, LATE, FOG, NIGHT)), encoding="utf-8")
    before = store.unpublished_count()
    assert correct_source(store, source_uid, spaced, ME).drafts == []
    assert store.unpublished_count() == before


def test_what_is_no_article_is_refused_and_changes_nothing(store: ProjectStore, source_uid: str, tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    before = store.unpublished_count()
    with pytest.raises(AnnotatorError):
        correct_source(store, source_uid, empty, ME)
    assert store.unpublished_count() == before


def test_who_leaves_before_it_is_applied_has_changed_nothing(store: ProjectStore, source_uid: str, corrected: Path):
    def leave() -> None:
        raise KeyboardInterrupt

    before = store.unpublished_count()
    with pytest.raises(KeyboardInterrupt):
        correct_source(store, source_uid, corrected, ME, check=leave)
    assert store.unpublished_count() == before


def test_the_corrected_file_is_a_duplicate_when_it_is_imported_plainly(
    store: ProjectStore, source_uid: str, corrected: Path, tmp_path: Path
):
    correct_source(store, source_uid, corrected, ME)
    copy = tmp_path / "again.txt"
    copy.write_bytes(corrected.read_bytes())
    results = take_in(store, [corrected, copy, tmp_path / "ferry.txt"], ME)
    assert [(each.outcome, each.source_uid) for each in results] == [("duplicate", source_uid)] * 3
    assert results[0].reason == "It is in the project already, as the corrected text of ferry.txt."
    assert [each.outcome for each in add_articles(store, [read_article(corrected)], ME)] == ["duplicate"]
    assert len(store.reader.sources()) == 1


def test_the_files_of_earlier_corrections_are_known_too(
    store: ProjectStore, source_uid: str, corrected: Path, tmp_path: Path
):
    correct_source(store, source_uid, corrected, ME)
    correct_source(store, source_uid, write(tmp_path / "second.txt", LATE, DENSE, "A word more."), ME)
    assert take_in(store, [corrected], ME)[0].outcome == "duplicate"


def test_a_correction_that_was_undone_leaves_its_file_free(store: ProjectStore, source_uid: str, corrected: Path):
    applied: list[Applied] = []
    correct_source(store, source_uid, corrected, ME, on_applied=applied.append)
    store.undo([applied[0].transaction_uid], ME)
    assert take_in(store, [corrected], ME)[0].outcome == "imported"


def test_the_file_of_a_deleted_source_comes_in_as_a_source_of_its_own(
    store: ProjectStore, source_uid: str, corrected: Path
):
    correct_source(store, source_uid, corrected, ME)
    store.apply(edits.delete_source(store.reader, source_uid), ME)
    (result,) = take_in(store, [corrected], ME)
    assert result.outcome == "imported"
    assert result.source_uid != source_uid


def test_known_files_are_asked_for_once_for_many(
    store: ProjectStore, source_uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[int] = []
    known = corrections.correcting_files

    def counted(*arguments: object) -> dict[str, str]:
        asked.append(1)
        return known(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("annotator.store.corrections.correcting_files", counted)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(5):
        write(folder / f"{number}.txt", f"Article number {number}.")
    take_in(store, [folder], ME)
    assert len(asked) == 1


def test_statements_that_came_in_on_the_earlier_text_follow_and_two_computers_agree(tmp_path: Path, data_folder: Path):
    mine = ProjectStore.create(tmp_path / "p.annotator", "A test", data_dir=data_folder)
    source_uid = take_in(mine, [write(tmp_path / "ferry.txt", LATE, FOG, NIGHT)], ME)[0].source_uid
    mine.publish()
    theirs = ProjectStore.open(mine.shared_path, data_dir=tmp_path / "other")
    moved, lost = (highlight(theirs, source_uid, quote, OTHER) for quote in (FOG, NIGHT))
    assert correct_source(mine, source_uid, write(tmp_path / "new.txt", LATE, DENSE), ME).states == {}
    mine.publish()
    theirs.publish()
    mine.publish()
    for store, who in ((mine, ME), (theirs, OTHER)):
        assert store.reader.sources_to_follow() == [source_uid]
        assert corrections.is_any_behind(store.reader, [lost])
        assert follow_source(store, source_uid, who)
        assert follow_source(store, source_uid, who) is None
        assert not corrections.is_any_behind(store.reader, [moved, lost])
    theirs.publish()
    mine.publish()
    theirs.publish()
    for store in (mine, theirs):
        assert store.reader.conflicts() == []
        assert [store.reader.statement(uid).anchor_state for uid in (moved, lost)] == ["moved", "lost"]
        store.close()


def test_a_source_that_is_gone_has_nothing_to_follow(store: ProjectStore, source_uid: str):
    store.apply(edits.delete_source(store.reader, source_uid), ME)
    assert follow_source(store, source_uid, ME) is None


def test_the_moved_ones_of_a_source_are_told_with_what_they_read_before(
    store: ProjectStore, source_uid: str, corrected: Path
):
    same, moved, lost = (highlight(store, source_uid, quote) for quote in (LATE, FOG, NIGHT))
    reader = store.reader
    assert not corrections.is_any_to_check(reader)
    correct_source(store, source_uid, corrected, ME)
    assert corrections.moved_uids(reader, source_uid) == {moved}
    assert corrections.is_any_to_check(reader)
    assert corrections.earlier_quote(reader, moved) == FOG
    assert corrections.earlier_quote(reader, same) == LATE
    assert corrections.earlier_quote(reader, lost) == ""


def test_a_correction_that_was_undone_is_no_earlier_text(
    store: ProjectStore, source_uid: str, corrected: Path, tmp_path: Path
):
    moved = highlight(store, source_uid, FOG)
    applied: list[Applied] = []
    correct_source(store, source_uid, corrected, ME, on_applied=applied.append)
    store.undo([applied[0].transaction_uid], ME)
    correct_source(store, source_uid, write(tmp_path / "second.txt", LATE, FOG.replace("fog", "dense fog")), ME)
    assert corrections.earlier_quote(store.reader, moved) == FOG


def test_a_merge_can_be_taken_back_although_statements_followed_after_it(tmp_path: Path, data_folder: Path):
    mine = ProjectStore.create(tmp_path / "p.annotator", "A test", data_dir=data_folder)
    source_uid = take_in(mine, [write(tmp_path / "ferry.txt", LATE, FOG, NIGHT)], ME)[0].source_uid
    own = highlight(mine, source_uid, LATE)
    mine.publish()
    sent = tmp_path / "theirs.annotator"
    sent.write_bytes(mine.shared_path.read_bytes())
    theirs = ProjectStore.open(sent, data_dir=tmp_path / "other")
    moved = highlight(theirs, source_uid, FOG, OTHER)
    theirs.publish()
    theirs.close()
    correct_source(mine, source_uid, write(tmp_path / "new.txt", LATE, DENSE), ME)
    mine.publish()
    before = derived(mine)
    merged = merge(mine, [sent], ME)
    assert follow_source(mine, source_uid, ME)
    assert mine.reader.statement(moved).anchor.quote == DENSE
    undo_merge(mine, merged.uid)
    assert derived(mine) == before
    assert mine.reader.statement(own).anchor.quote == LATE
    assert merge(mine, [sent], ME).change_count
    assert mine.reader.statement(moved).anchor.quote == FOG
    mine.close()


def test_what_follows_after_a_merge_was_shared_is_no_part_of_it(tmp_path: Path, data_folder: Path):
    mine = ProjectStore.create(tmp_path / "p.annotator", "A test", data_dir=data_folder)
    source_uid = take_in(mine, [write(tmp_path / "ferry.txt", LATE, FOG, NIGHT)], ME)[0].source_uid
    mine.publish()
    sent = tmp_path / "theirs.annotator"
    sent.write_bytes(mine.shared_path.read_bytes())
    theirs = ProjectStore.open(sent, data_dir=tmp_path / "other")
    highlight(theirs, source_uid, FOG, OTHER)
    theirs.publish()
    theirs.close()
    correct_source(mine, source_uid, write(tmp_path / "new.txt", LATE, DENSE), ME)
    merge(mine, [sent], ME)
    mine.publish()
    (past,) = merges(mine)
    assert follow_source(mine, source_uid, ME)
    assert merges(mine) == [past]
    mine.close()
