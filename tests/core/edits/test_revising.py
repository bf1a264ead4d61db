import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.edits.revising import follow_revision, revise_source, settle_anchor
from annotator.core.errors import NotFoundError
from annotator.core.fold import fold
from annotator.core.records import Article, Json, StatementFilter
from annotator.store.doctor import examine
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, PARAGRAPHS, Built, article, build, derived

LATE, FOG, NIGHT = PARAGRAPHS
CORRECTED = (LATE, "On Monday the old harbour master spoke of fog.", "The timetable has changed.")


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def corrected(*paragraphs: str) -> Article:
    """Make the article again with other paragraphs; its file is another one."""
    return article(paragraphs or CORRECTED, name="ferry-corrected.txt")


def revise(built: Built, made: Article, reviewer_uid: str = ME) -> str:
    """Apply a correction and give its revision."""
    new = revise_source(built.store.reader, built.source_uid, made)
    built.store.apply(new.drafts, reviewer_uid, blobs=new.blobs)
    return new.revision_uid


def fields(built: Built, uid: str) -> Mapping[str, Json]:
    return fold(uid, built.store._log.changes_of([uid])[uid]).fields


def state(built: Built, uid: str) -> str:
    return built.store.reader.statement(uid).anchor_state


def copied(built: Built, folder: Path) -> Built:
    """Open the shared file as somebody else does."""
    store = ProjectStore.open(built.store.shared_path, data_dir=folder)
    return Built(store, built.source_uid, built.revision_uid, built.text)


def test_a_source_shows_its_corrected_text(built: Built) -> None:
    made = corrected()
    revision = revise(built, made)
    reader = built.store.reader
    assert reader.source(built.source_uid).revision_uid == revision != built.revision_uid
    assert reader.text(revision) == made.text
    assert reader.blocks(revision) == made.blocks
    assert reader.source(built.source_uid).words == len(made.text.split())


def test_the_earlier_text_and_the_first_original_stay(built: Built) -> None:
    original = built.store.reader.original(built.source_uid)
    revise(built, corrected())
    assert built.store.reader.text(built.revision_uid) == built.text
    assert built.store.reader.original(built.source_uid) == original


def test_the_file_that_brought_the_correction_is_kept(built: Built) -> None:
    made = replace(corrected(), original=b"<p>as it came</p>", pictures={hashlib.sha256(b"png").hexdigest(): b"png"})
    revision = revise(built, made)
    for data in (b"<p>as it came</p>", b"png"):
        assert built.store.reader.blob(hashlib.sha256(data).hexdigest()) == data
    assert fields(built, revision)[f"original:{hashlib.sha256(made.original).hexdigest()}"] is True


def test_statements_follow_or_say_that_a_person_should_look(built: Built) -> None:
    same, moved, lost = (built.statement(quote) for quote in (LATE, FOG, NIGHT))
    new = revise_source(built.store.reader, built.source_uid, corrected())
    assert new.states == {same: "same", moved: "moved", lost: "lost"}
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    assert [state(built, uid) for uid in (same, moved, lost)] == ["", "moved", "lost"]
    anchors = [built.store.reader.statement(uid).anchor for uid in (same, moved, lost)]
    assert [anchor.quote for anchor in anchors] == [LATE, CORRECTED[1], NIGHT]
    assert [anchor.revision_uid for anchor in anchors] == [new.revision_uid, new.revision_uid, built.revision_uid]


def test_every_anchor_stands_where_it_says_after_a_correction(built: Built, tmp_path: Path) -> None:
    for quote in (LATE, "Nobody said", FOG, "fog.", NIGHT):
        built.statement(quote)
    revise(built, corrected())
    built.store.publish()
    assert examine(built.store.shared_path).findings == ()


def test_rows_after_a_correction_equal_rows_rebuilt_from_the_log(built: Built) -> None:
    for quote in (LATE, FOG, NIGHT):
        built.statement(quote)
    revise(built, corrected())
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept


def test_tags_links_and_places_stay_as_they_are(built: Built) -> None:
    reader = built.store.reader
    tag = built.make(edits.add_tag(reader, "fog"))
    chapter = built.make(edits.add_chapter(reader, "one"))
    statements = [built.statement(quote, [tag]) for quote in (LATE, FOG, NIGHT)]
    for uid in statements:
        built.do(edits.place_statement(reader, chapter, uid))
    built.do(edits.link_statements(reader, "contradicts", statements[1], statements[2]))
    kept = ("statement_tag", "placement", "link")
    before = derived(built.store)
    revise(built, corrected())
    after = derived(built.store)
    assert [after[table] for table in kept] == [before[table] for table in kept]


def test_the_same_text_again_changes_nothing(built: Built) -> None:
    built.statement(FOG)
    again = replace(article(name="again.txt"), original=b"another file", blocks=())
    new = revise_source(built.store.reader, built.source_uid, again)
    assert (new.revision_uid, new.drafts, new.blobs) == (built.revision_uid, [], {})


def test_a_source_that_is_not_there_cannot_be_revised(built: Built) -> None:
    with pytest.raises(NotFoundError):
        revise_source(built.store.reader, "f" * 32, corrected())


def test_an_earlier_text_can_come_back_and_brings_its_statements_back(built: Built) -> None:
    same, moved, lost = (built.statement(quote) for quote in (LATE, FOG, NIGHT))
    revise(built, corrected())
    assert revise(built, article()) == built.revision_uid
    quotes = [built.store.reader.statement(uid).anchor.quote for uid in (same, moved, lost)]
    assert quotes == [LATE, FOG, NIGHT]
    assert [state(built, uid) for uid in (same, moved, lost)] == ["", "moved", ""]


def test_a_lost_statement_is_looked_for_again_from_the_text_it_is_on(built: Built) -> None:
    lost = built.statement(NIGHT)
    revise(built, corrected())
    later = revise(built, corrected(LATE, CORRECTED[1], "Passengers remember a rather clear night."))
    anchor = built.store.reader.statement(lost).anchor
    assert (anchor.quote, anchor.revision_uid) == ("Passengers remember a rather clear night.", later)
    assert state(built, lost) == "moved"


def test_nobody_having_looked_a_moved_statement_stays_in_the_queue_at_the_next_correction(built: Built) -> None:
    moved = built.statement(FOG)
    revise(built, corrected())
    revise(built, corrected("A new beginning.", *CORRECTED))
    assert built.store.reader.statement(moved).anchor.quote == CORRECTED[1]
    assert state(built, moved) == "moved"


def test_what_a_person_should_look_at_is_in_one_list(built: Built) -> None:
    _, moved, lost = (built.statement(quote) for quote in (LATE, FOG, NIGHT))
    assert built.store.reader.statement_uids(StatementFilter(to_check=True)) == []
    revise(built, corrected())
    assert set(built.store.reader.statement_uids(StatementFilter(to_check=True))) == {moved, lost}


def test_a_statement_leaves_the_queue_when_somebody_has_looked(built: Built) -> None:
    moved = built.statement(FOG)
    revise(built, corrected())
    built.do(settle_anchor(moved), OTHER)
    assert state(built, moved) == ""
    assert built.store.reader.statement(moved).anchor.quote == CORRECTED[1]


def test_a_correction_is_undone_as_one_step(built: Built) -> None:
    statements = [built.statement(quote) for quote in (LATE, FOG, NIGHT)]
    before = derived(built.store)
    new = revise_source(built.store.reader, built.source_uid, corrected())
    applied = built.store.apply(new.drafts, ME, blobs=new.blobs)
    undone = built.store.undo([applied.transaction_uid], ME)
    assert derived(built.store) == before
    assert [state(built, uid) for uid in statements] == ["", "", ""]
    built.store.undo([undone.transaction_uid], ME)
    assert built.store.reader.source(built.source_uid).revision_uid == new.revision_uid


def test_a_correction_can_be_imported_again_after_it_was_undone(built: Built) -> None:
    new = revise_source(built.store.reader, built.source_uid, corrected())
    applied = built.store.apply(new.drafts, ME, blobs=new.blobs)
    built.store.undo([applied.transaction_uid], ME)
    assert revise(built, corrected()) == new.revision_uid
    assert built.store.reader.text(new.revision_uid) == corrected().text


def test_two_reviewers_with_the_same_correction_agree_without_a_conflict(built: Built, tmp_path: Path) -> None:
    for quote in (LATE, FOG, NIGHT):
        built.statement(quote)
    built.store.publish()
    other = copied(built, tmp_path / "other")
    mine = revise(built, corrected())
    theirs = revise(other, replace(corrected(), original=b"the same words in another file"), OTHER)
    assert mine == theirs
    built.store.publish()
    other.store.publish()
    built.store.publish()
    assert built.store.reader.conflicts() == []
    assert derived(built.store) == derived(other.store)
    other.store.close()


def test_two_different_corrections_are_a_conflict(built: Built, tmp_path: Path) -> None:
    built.store.publish()
    other = copied(built, tmp_path / "other")
    revise(built, corrected())
    revise(other, corrected(LATE, FOG), OTHER)
    other.store.publish()
    built.store.publish()
    assert [(each.entity_type, each.field) for each in built.store.reader.conflicts()] == [("source", "revision")]
    other.store.close()


def test_a_statement_that_comes_in_on_the_earlier_text_can_follow(built: Built, tmp_path: Path) -> None:
    built.store.publish()
    other = copied(built, tmp_path / "other")
    late, gone = (other.statement(quote, reviewer_uid=OTHER) for quote in ("Nobody said why.", NIGHT))
    other.store.publish()
    other.store.close()
    revision = revise(built, corrected())
    built.store.publish()
    new = follow_revision(built.store.reader, built.source_uid)
    assert new.states == {late: "same", gone: "lost"}
    built.do(new.drafts)
    assert built.store.reader.statement(late).anchor.revision_uid == revision
    assert [state(built, uid) for uid in (late, gone)] == ["", "lost"]


def test_what_has_followed_need_not_follow_again(built: Built) -> None:
    for quote in (LATE, FOG):
        built.statement(quote)
    revise(built, corrected())
    assert follow_revision(built.store.reader, built.source_uid).drafts == []
