"""Sources that are alike: joined as versions, given one origin, or kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.dates import parse_date
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.records import Inferred, Statement
from annotator.store.history import entity_of, log_of
from annotator.store.likeness import kept_apart
from tests.builders import ME, OTHER, Built, article, build, derived

OLD = (
    "The ferry was late on Monday evening, and nobody on the quay said why.",
    "The harbour master spoke of fog on the outer bank.",
    "Passengers remember a clear night with the lights of the far shore in sight.",
)
NEW = (
    "The ferry was late on Monday evening, and nobody on the quay said why.",
    "The company has since confirmed that a pump had failed.",
    "Passengers remember a clear and windless night with the lights of the far shore in sight.",
)


@dataclass
class Two:
    """A project with two versions of one article: the older one, and the newer one that came in second."""

    built: Built
    older: str
    newer: str

    def highlight(self, source_uid: str, quote: str) -> str:
        reader = self.built.store.reader
        revision = reader.source(source_uid).revision_uid
        text = reader.text(revision)
        at = text.index(quote)
        anchor = make_anchor(revision, text, at, at + len(quote))
        number = reader.next_statement_number()
        return self.built.make(edits.add_statement(anchor, source_uid, number, reviewer_uid=ME))

    def join(self, stays: str, goes: str) -> str:
        reader = self.built.store.reader
        new = edits.join_versions(reader, log_of(reader), stays, goes)
        return self.built.store.apply(new.drafts, ME, blobs=new.blobs).transaction_uid

    def statement(self, uid: str) -> Statement:
        return self.built.store.reader.statement(uid)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    built = build(tmp_path / "p.annotator", OLD)
    second = article(NEW, "The late ferry, updated", "update.txt")
    new = edits.add_source(built.store.uid, second)
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    for uid, day in ((built.source_uid, "3 Mar 2024"), (new.source_uid, "5 Mar 2024")):
        built.do(edits.correct_metadata(uid, "published", parse_date(day)))
    yield Two(built, built.source_uid, new.source_uid)
    built.store.close()


def test_the_source_that_stays_has_the_newer_text(two: Two) -> None:
    newer_text = two.built.store.reader.text(two.built.store.reader.source(two.newer).revision_uid)
    two.join(two.older, two.newer)
    reader = two.built.store.reader
    assert [source.uid for source in reader.sources()] == [two.older]
    assert reader.text(reader.source(two.older).revision_uid) == newer_text


def test_joining_into_the_newer_one_leaves_its_text_alone(two: Two) -> None:
    before = two.built.store.reader.source(two.newer).revision_uid
    two.join(two.newer, two.older)
    assert two.built.store.reader.source(two.newer).revision_uid == before


@pytest.mark.parametrize("stays_newer", [True, False])
def test_statements_of_both_stand_on_the_text_that_is_shown(two: Two, stays_newer: bool) -> None:
    one = two.highlight(two.older, "nobody on the quay said why")
    other = two.highlight(two.newer, "a pump had failed")
    stays, goes = (two.newer, two.older) if stays_newer else (two.older, two.newer)
    two.join(stays, goes)
    revision = two.built.store.reader.source(stays).revision_uid
    for uid in (one, other):
        assert (two.statement(uid).source_uid, two.statement(uid).anchor.revision_uid) == (stays, revision)
        assert two.statement(uid).anchor_state == ""


def test_a_statement_whose_words_changed_waits_for_a_look(two: Two) -> None:
    uid = two.highlight(two.older, OLD[2])
    two.join(two.newer, two.older)
    assert (two.statement(uid).anchor_state, two.statement(uid).anchor.quote) == ("moved", NEW[2])


def test_a_statement_that_is_lost_keeps_its_words_on_a_text_of_the_source_that_stays(two: Two) -> None:
    uid = two.highlight(two.older, OLD[1])
    two.join(two.newer, two.older)
    lost = two.statement(uid)
    reader = two.built.store.reader
    assert (lost.anchor_state, lost.anchor.quote, lost.source_uid) == ("lost", OLD[1], two.newer)
    assert reader.text(lost.anchor.revision_uid)[lost.anchor.start : lost.anchor.end] == OLD[1]
    assert log_of(reader).changes_of([lost.anchor.revision_uid])[lost.anchor.revision_uid][0].loaded["source"] == (
        two.newer
    )


def test_equal_words_highlighted_in_both_are_two_statements_still(two: Two) -> None:
    one, other = (two.highlight(uid, "nobody on the quay said why") for uid in (two.older, two.newer))
    two.join(two.newer, two.older)
    places = [(two.statement(uid).anchor.start, two.statement(uid).anchor.end) for uid in (one, other)]
    assert places[0] == places[1]


def test_links_tags_places_and_notes_of_a_statement_stay(two: Two) -> None:
    reader = two.built.store.reader
    uid = two.highlight(two.older, "nobody on the quay said why")
    other = two.highlight(two.newer, "a pump had failed")
    tag = two.built.make(edits.add_tag(reader, "delay"))
    chapter = two.built.make(edits.add_chapter(reader, "What happened"))
    two.built.do(edits.tag_statement(uid, tag, ME))
    two.built.do(edits.place_statement(reader, chapter, uid))
    two.built.do(edits.link_statements(reader, "supports", uid, other))
    two.built.do(edits.write_note(reader, uid, ME, "Ask the captain."))
    two.join(two.newer, two.older)
    assert two.statement(uid).tag_uids == (tag,)
    assert [item.statement_uid for item in reader.chapter_items(chapter)] == [uid]
    assert reader.chapter_sources() == {chapter: {two.newer}}
    assert [link.other(uid) for link in reader.links_of(uid)] == [other]
    assert [note.text for note in reader.notes(uid)] == ["Ask the captain."]


def test_who_read_either_or_was_to_read_it_has_to_do_with_the_one(two: Two) -> None:
    two.built.do(edits.mark_read(two.older, ME, True))
    two.built.do(edits.assign_source(two.older, OTHER, True))
    two.join(two.newer, two.older)
    reader = two.built.store.reader
    assert reader.source(two.newer).is_read
    assert reader.assignments() == {OTHER: {two.newer: False}}


def test_what_the_source_that_stays_says_of_itself_stays(two: Two) -> None:
    two.join(two.newer, two.older)
    assert two.built.store.reader.source(two.newer).title == "The late ferry, updated"


def test_what_only_the_other_knew_is_added(two: Two) -> None:
    two.built.do(edits.correct_metadata(two.older, "outlet", "Harbour Post"))
    two.built.do(edits.grade_source(two.older, "B"))
    two.join(two.newer, two.older)
    source = two.built.store.reader.source(two.newer)
    assert (source.outlet, source.reliability) == ("Harbour Post", "B")


def test_notes_on_the_source_come_along_and_two_of_one_reviewer_become_one(two: Two) -> None:
    reader = two.built.store.reader
    for uid, words in ((two.older, "First."), (two.newer, "Second.")):
        two.built.do(edits.write_note(reader, uid, ME, words))
    two.built.do(edits.write_note(reader, two.older, OTHER, "Mine."), OTHER)
    two.built.do(edits.discuss(two.older, ME, "Is it the same?"))
    two.join(two.newer, two.older)
    told = {(note.reviewer_uid, note.kind, note.text) for note in reader.notes(two.newer)}
    assert told == {(ME, "", "Second.\nFirst."), (OTHER, "", "Mine."), (ME, "discussion", "Is it the same?")}


def test_joining_is_one_step_that_undo_takes_back(two: Two) -> None:
    for quote in (OLD[0], OLD[1], OLD[2]):
        two.highlight(two.older, quote)
    two.highlight(two.newer, NEW[1])
    before = derived(two.built.store)
    for stays, goes in ((two.newer, two.older), (two.older, two.newer)):
        transaction = two.join(stays, goes)
        two.built.store.undo([transaction], ME)
        assert derived(two.built.store) == before


def test_joined_again_after_undo_it_is_as_it_was(two: Two) -> None:
    two.highlight(two.older, OLD[1])
    undone = two.built.store.undo([two.join(two.newer, two.older)], ME)
    two.join(two.newer, two.older)
    once = derived(two.built.store)
    assert undone.transaction_uid
    two.built.store.rebuild()
    assert derived(two.built.store) == once


def test_the_same_text_in_another_file_takes_its_statements_along_untouched(two: Two) -> None:
    twin = replace(article(OLD), original=b"other bytes", file_name="twin.txt")
    new = edits.add_source(two.built.store.uid, twin)
    two.built.store.apply(new.drafts, ME, blobs=new.blobs)
    uid = two.highlight(new.source_uid, OLD[1])
    before = two.built.store.reader.source(two.older).revision_uid
    two.join(two.older, new.source_uid)
    assert two.statement(uid).anchor_state == ""
    assert two.statement(uid).anchor.revision_uid == two.built.store.reader.source(two.older).revision_uid == before


def test_a_source_is_not_joined_with_itself(two: Two) -> None:
    with pytest.raises(RefusedError):
        two.join(two.older, two.older)


def test_the_newer_one_is_told_by_its_date_and_an_update_counts(two: Two) -> None:
    reader = two.built.store.reader
    older, newer = reader.source(two.older), reader.source(two.newer)
    assert edits.later_of(older, newer) is newer
    updated = replace(older, metadata={"updated": Inferred(parse_date("9 Mar 2024"), "line 2")})
    assert edits.later_of(updated, newer) is updated


@pytest.mark.parametrize("day", ["", "Mar 2024", "5 Mar 2024"])
def test_where_the_dates_do_not_tell_the_source_that_stays_keeps_its_text(two: Two, day: str) -> None:
    two.built.do(edits.correct_metadata(two.older, "published", parse_date(day) if day else None))
    reader = two.built.store.reader
    assert edits.later_of(reader.source(two.older), reader.source(two.newer)) is None
    before = reader.source(two.older).revision_uid
    two.join(two.older, two.newer)
    assert reader.source(two.older).revision_uid == before


def test_a_shared_origin_is_named_on_both_and_they_stay_two(two: Two) -> None:
    two.built.do(edits.share_origin(two.older, two.newer, "  Coast   Wire "))
    assert [source.origin for source in two.built.store.reader.sources()] == ["Coast Wire", "Coast Wire"]


def test_an_origin_without_a_name_is_refused() -> None:
    with pytest.raises(RefusedError):
        edits.share_origin("a", "b", "  ")


def test_keeping_apart_is_one_field_whichever_comes_first() -> None:
    assert edits.keep_apart("a", "b") == edits.keep_apart("b", "a")


def test_keeping_apart_can_be_taken_back_from_the_history(two: Two) -> None:
    two.built.do(edits.keep_apart(two.older, two.newer))
    reader = two.built.store.reader
    first, second = sorted((two.older, two.newer))
    entity = entity_of(reader, first)
    two.built.do(edits.restore_value(reader, entity, f"apart:{second}", None, ME))
    assert kept_apart(reader) == frozenset()


def test_a_text_that_is_not_in_this_file_cannot_be_joined(two: Two) -> None:
    two.built.store._connection.execute(
        "DELETE FROM revision WHERE uid = ?", (two.built.store.reader.source(two.older).revision_uid,)
    )
    with pytest.raises(NotFoundError):
        two.join(two.newer, two.older)


def test_a_statement_that_was_lost_before_stays_with_its_earlier_text(two: Two) -> None:
    uid = two.highlight(two.older, OLD[1])
    corrected = edits.revise_source(two.built.store.reader, two.older, article((OLD[0], OLD[2]), name="c.txt"))
    two.built.store.apply(corrected.drafts, ME, blobs=corrected.blobs)
    assert two.statement(uid).anchor_state == "lost"
    two.join(two.newer, two.older)
    lost = two.statement(uid)
    reader = two.built.store.reader
    assert (lost.anchor_state, lost.anchor.quote, lost.source_uid) == ("lost", OLD[1], two.newer)
    assert reader.text(lost.anchor.revision_uid)[lost.anchor.start : lost.anchor.end] == OLD[1]


def test_a_lost_statement_is_found_again_in_the_text_it_is_joined_with(two: Two) -> None:
    uid = two.highlight(two.older, OLD[0])
    corrected = edits.revise_source(two.built.store.reader, two.older, article((OLD[1], OLD[2]), name="c.txt"))
    two.built.store.apply(corrected.drafts, ME, blobs=corrected.blobs)
    two.join(two.newer, two.older)
    assert (two.statement(uid).anchor_state, two.statement(uid).anchor.quote) == ("", OLD[0])
