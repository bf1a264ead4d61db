"""Events in lanes, and pairs of dates that cannot both be right."""

from annotator.core.compare.timeline import MOST_WORDS, Event, beginning, dates_apart, in_lanes, span_of
from annotator.core.records import FuzzyDate, Link
from tests.memory import day, month, uid

NAMES = {uid("port"): "The port", uid("company"): "The company"}


def event(name: str, known: FuzzyDate | None, actor: str = "", number: int = 1) -> Event:
    return Event(uid(name), number, known, name, uid(actor) if actor else "", uid("source"), "Blue")


def link(kind: str, one: str, other: str) -> Link:
    return Link(uid(f"{one} {other}"), kind, uid(one), uid(other))


def by_actor(*events: Event) -> list[tuple[str, list[str]]]:
    lanes = in_lanes(events, NAMES, lambda each: (each.actor_uid,), "Nobody named")
    return [(lane.name, [each.words for each in lane.events]) for lane in lanes]


def test_events_stand_in_the_order_of_their_days():
    assert by_actor(event("b", day(2024, 3, 2), "port"), event("a", day(2024, 3, 1), "port")) == [
        ("The port", ["a", "b"])
    ]


def test_of_one_day_the_more_exact_comes_first():
    assert by_actor(event("b", month(2024, 3), "port"), event("a", day(2024, 3, 1), "port")) == [
        ("The port", ["a", "b"])
    ]


def test_lanes_stand_in_the_order_of_their_names_and_only_where_something_is_in_them():
    lanes = by_actor(event("b", day(2024, 3, 1), "company"), event("a", day(2024, 3, 2), "port"))
    assert [name for name, _ in lanes] == ["The port", "The company"]
    assert [name for name, _ in by_actor(event("b", day(2024, 3, 1), "company"))] == ["The company"]


def test_what_belongs_to_none_stands_in_the_last_lane():
    lanes = by_actor(event("a", day(2024, 3, 1)), event("b", day(2024, 3, 2), "port"))
    assert lanes[-1] == ("Nobody named", ["a"])


def test_an_event_of_two_chapters_stands_in_both():
    lanes = in_lanes([event("a", day(2024, 3, 1))], NAMES, lambda _: tuple(NAMES), "In no chapter")
    assert [len(lane.events) for lane in lanes] == [1, 1]


def test_a_lane_knows_its_first_days_and_its_least_exact_date():
    (lane,) = in_lanes([event("a", day(2024, 3, 1)), event("b", month(2024, 3))], {}, lambda _: (), "Events")
    assert lane.starts == (day(2024, 3, 1).start.toordinal(),) * 2
    assert lane.longest == 27


def test_dates_of_one_event_that_exclude_each_other_are_apart():
    events = [event("a", day(2024, 3, 1)), event("b", day(2024, 3, 2))]
    assert dates_apart([link("repeats", "a", "b")], events) == (tuple(sorted((uid("a"), uid("b")))),)


def test_dates_that_may_be_the_same_are_not_apart():
    events = [event("a", day(2024, 3, 1)), event("b", month(2024, 3))]
    assert dates_apart([link("supports", "a", "b")], events) == ()


def test_an_answer_is_no_other_date_of_the_same_event():
    events = [event("a", day(2024, 3, 1)), event("b", day(2024, 3, 2))]
    assert dates_apart([link("responds", "a", "b")], events) == ()


def test_an_event_without_a_date_is_apart_from_nothing():
    assert dates_apart([link("repeats", "a", "b")], [event("a", None), event("b", day(2024, 3, 2))]) == ()


def test_the_span_reaches_from_the_first_to_the_last_day():
    assert span_of([month(2024, 3), day(2024, 3, 9)]) == (
        day(2024, 3, 1).start.toordinal(),
        day(2024, 3, 28).start.toordinal(),
    )
    assert span_of([]) is None


def test_a_label_ends_at_a_word():
    words = beginning("The ferry left the harbour an hour late, and nobody on the quay was told why")
    assert words == "The ferry left the harbour an hour late, and nobody on…"
    assert len(words) <= MOST_WORDS


def test_a_short_quotation_is_its_own_label():
    assert beginning("Fog on\n the bank") == "Fog on the bank"
