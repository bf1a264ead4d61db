"""Everything that a wish shows on the timeline, read in one piece."""

from annotator.core import edits
from annotator.core.compare.timeline import DateKind, LaneKind, TimelineWish
from annotator.core.dates import parse_date
from annotator.session.timeline_session import read_timeline, timeline_table
from tests.ui.harbour import HARBOUR, Harbour, harbour

__all__ = ["harbour"]


def set_date(harbour: Harbour, number: int, words: str, field: str = "event_date") -> None:
    uid = harbour.statement_uids[number - 1]
    harbour.session.perform(edits.set_statement_field(uid, field, parse_date(words)), "Date")


def link(harbour: Harbour, kind: str, one: int, other: int) -> None:
    uids = (harbour.statement_uids[number - 1] for number in (one, other))
    harbour.session.perform(edits.link_statements(harbour.session.reader, kind, *uids), "Link")


def test_dated_and_undated_statements_are_told_apart(harbour: Harbour):
    set_date(harbour, 2, "March 2024")
    timeline = read_timeline(harbour.session.reader, TimelineWish())
    assert timeline.dated_count == 1
    assert [event.number for event in timeline.undated] == [1, 3, 4, 5, 6, 7]


def test_nothing_dated_has_no_span(harbour: Harbour):
    assert read_timeline(harbour.session.reader, TimelineWish()).span is None


def test_each_source_has_a_lane(harbour: Harbour):
    wish = TimelineWish(date=DateKind.PUBLISHED, lanes=LaneKind.SOURCE)
    lanes = read_timeline(harbour.session.reader, wish).lanes
    assert [(lane.name, len(lane.events)) for lane in lanes] == [("Harbour Post", 4), ("Ferry Weekly", 3)]


def take_positions(harbour: Harbour, actor: str, dates: dict[int, str]) -> None:
    """Have an actor say statements on days; their tags are positions."""
    made = edits.add_actor(actor)
    harbour.session.perform(made, "Add actor")
    for tag in harbour.session.reader.tags():
        harbour.session.perform(edits.mark_position(tag.uid, True), "Mark")
    for number, words in dates.items():
        uid = harbour.statement_uids[number - 1]
        harbour.session.perform(edits.set_statement_field(uid, "actor", made[0].entity_uid), "Actor")
        set_date(harbour, number, words, "said_date")


def test_who_changed_most_often_comes_first_then_who_spoke_first(harbour: Harbour):
    take_positions(harbour, "A passenger", {5: "2 March 2024"})
    take_positions(harbour, "The company", {6: "1 March 2024"})
    take_positions(harbour, "The harbour master", {1: "3 March 2024", 2: "4 March 2024"})
    rows = read_timeline(harbour.session.reader, TimelineWish()).held
    assert [row.name for row in rows] == ["The harbour master", "The company", "A passenger"]


def test_positions_count_in_the_span(harbour: Harbour):
    take_positions(harbour, "The harbour master", {1: "3 March 2024"})
    timeline = read_timeline(harbour.session.reader, TimelineWish())
    assert [row.name for row in timeline.held] == ["The harbour master"]
    assert timeline.span is not None


def test_statements_of_one_event_with_other_dates_are_apart(harbour: Harbour):
    set_date(harbour, 1, "3 March 2024")
    set_date(harbour, 5, "5 March 2024")
    link(harbour, "repeats", 1, 5)
    pair = tuple(sorted((harbour.statement_uids[0], harbour.statement_uids[4])))
    assert read_timeline(harbour.session.reader, TimelineWish()).apart == (pair,)
    assert read_timeline(harbour.session.reader, TimelineWish(date=DateKind.SAID)).apart == ()


def test_the_table_says_no_more_than_is_known(harbour: Harbour):
    set_date(harbour, 2, "March 2024")
    rows = timeline_table(harbour.session.reader, TimelineWish())
    assert rows[0][:4] == ["Statement", "From", "To", "Known to"]
    assert rows[1] == ["S-2", "2024-03-01", "2024-03-31", "month", "March 2024", "", "Harbour Post", HARBOUR[1]]
    assert rows[2][:5] == ["S-1", "", "", "", "no date"]
