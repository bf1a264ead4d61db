"""Statements with their dates, and what actors held when, read from the tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.compare.timeline import DateKind, LaneKind, PositionTag, TimelineWish
from annotator.core.dates import parse_date
from annotator.core.records import FuzzyDate
from annotator.store.dated import read_events, read_lane_keys, read_names, read_position_tags, read_utterances
from tests.builders import ME, OTHER, Built, build

EVERYTHING = TimelineWish()


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "a.annotator")
    yield made
    made.store.close()


def date(words: str) -> FuzzyDate:
    known = parse_date(words)
    assert known is not None
    return known


def dated(built: Built, quote: str, field: str, words: str, tags: tuple[str, ...] = ()) -> str:
    uid = built.statement(quote, tags)
    built.do(edits.set_statement_field(uid, field, date(words)))
    return uid


def spoken(built: Built, quote: str, words: str, *tags: str) -> str:
    """Highlight what the harbour master said on a day."""
    uid = dated(built, quote, "said_date", words, tags)
    known = [actor.uid for actor in built.store.reader.actors()]
    actor = known[0] if known else built.make(edits.add_actor("The harbour master"))
    built.do(edits.set_statement_field(uid, "actor", actor))
    return uid


def position(built: Built, name: str) -> str:
    uid = built.make(edits.add_tag(built.store.reader, name))
    built.do(edits.mark_position(uid, True))
    return uid


def test_an_event_has_the_date_that_is_wanted(built: Built):
    dated(built, "spoke of fog", "event_date", "March 2024")
    (event,) = read_events(built.store.reader, EVERYTHING)
    assert event.known == date("March 2024")
    (said,) = read_events(built.store.reader, TimelineWish(date=DateKind.SAID))
    assert said.known is None


def test_the_date_of_publication_is_the_source_s(built: Built):
    built.statement("spoke of fog")
    built.do(edits.correct_metadata(built.source_uid, "published", date("3 March 2024")))
    (event,) = read_events(built.store.reader, TimelineWish(date=DateKind.PUBLISHED))
    assert event.known == date("3 March 2024")


def test_an_event_has_the_colour_of_its_first_tag(built: Built):
    first = built.make(edits.add_tag(built.store.reader, "fog", "Teal"))
    second = built.make(edits.add_tag(built.store.reader, "blame", "Rust"))
    built.statement("spoke of fog", (second, first))
    (event,) = read_events(built.store.reader, EVERYTHING)
    assert event.colour == "Teal"


def test_filters_leave_events_out(built: Built):
    tag = built.make(edits.add_tag(built.store.reader, "fog"))
    built.statement("spoke of fog", (tag,))
    built.statement("a clear night")
    assert len(read_events(built.store.reader, EVERYTHING)) == 2
    for wish in (TimelineWish(tag_uid=tag), TimelineWish(text="OF FOG")):
        assert [event.words for event in read_events(built.store.reader, wish)] == ["spoke of fog"]


def test_a_position_is_known_from_actor_date_of_saying_and_tag(built: Built):
    denies = position(built, "denies")
    uid = spoken(built, "spoke of fog", "3 March 2024", denies)
    (found,) = read_utterances(built.store.reader, EVERYTHING)
    assert (found.statement_uid, found.tag_uids, found.said) == (uid, (denies,), date("3 March 2024"))


def test_a_tag_that_is_no_position_tells_nothing(built: Built):
    fog = built.make(edits.add_tag(built.store.reader, "fog"))
    spoken(built, "spoke of fog", "3 March 2024", fog)
    assert read_utterances(built.store.reader, EVERYTHING) == []


def test_a_position_without_an_actor_tells_nothing(built: Built):
    dated(built, "spoke of fog", "said_date", "3 March 2024", (position(built, "denies"),))
    assert read_utterances(built.store.reader, EVERYTHING) == []


def test_two_reviewers_with_one_tag_tell_it_once(built: Built):
    denies = position(built, "denies")
    uid = spoken(built, "spoke of fog", "3 March 2024", denies)
    built.do(edits.tag_statement(uid, denies, OTHER), OTHER)
    assert [found.tag_uids for found in read_utterances(built.store.reader, EVERYTHING)] == [(denies,)]


def test_a_tag_merged_into_a_position_counts_as_it(built: Built):
    denies = position(built, "denies")
    says_no = built.make(edits.add_tag(built.store.reader, "says no"))
    spoken(built, "spoke of fog", "3 March 2024", says_no)
    built.do(edits.merge_tags(says_no, denies))
    assert [found.tag_uids for found in read_utterances(built.store.reader, EVERYTHING)] == [(denies,)]


def test_a_tag_is_a_position_until_it_is_said_to_be_none(built: Built):
    denies = position(built, "denies")
    assert read_position_tags(built.store.reader) == {denies: PositionTag("denies", "Blue")}
    built.do(edits.mark_position(denies, False))
    assert read_position_tags(built.store.reader) == {}


def test_while_they_work_blind_each_sees_his_own_events(built: Built):
    built.statement("spoke of fog")
    built.statement("a clear night", reviewer_uid=OTHER)
    built.do(edits.work_blind(built.store.uid, True))
    built.store.look_as(ME)
    assert [event.words for event in read_events(built.store.reader, EVERYTHING)] == ["spoke of fog"]


def test_a_statement_whose_source_is_gone_is_gone_with_it(built: Built):
    built.statement("spoke of fog")
    built.store._connection.execute("DELETE FROM source")
    assert read_events(built.store.reader, EVERYTHING) == []


def test_the_chapters_of_a_statement_are_its_lanes(built: Built):
    uid = built.statement("spoke of fog")
    chapter = built.make(edits.add_chapter(built.store.reader, "Fog"))
    built.do(edits.place_statement(built.store.reader, chapter, uid))
    assert read_lane_keys(built.store.reader, LaneKind.CHAPTER) == {uid: [chapter]}
    assert read_names(built.store.reader, LaneKind.CHAPTER) == {chapter: "1 Fog"}


def test_the_tags_of_a_statement_are_its_lanes(built: Built):
    tag = built.make(edits.add_tag(built.store.reader, "fog"))
    uid = built.statement("spoke of fog", (tag,))
    assert read_lane_keys(built.store.reader, LaneKind.TAG) == {uid: [tag]}
