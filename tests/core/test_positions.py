"""What actors held when, as statements with positions tell it."""

from datetime import date

from annotator.core.positions import Utterance, positions_of
from annotator.core.records import FuzzyDate
from tests.memory import about, day, month, uid

PORT, COMPANY = uid("the port"), uid("the company")
DENIES, CONFIRMS = uid("denies"), uid("confirms")


def said(name: str, known: FuzzyDate, *tags: str, actor: str = PORT) -> Utterance:
    return Utterance(uid(name), actor, tags, known)


def test_a_position_lasts_until_the_next_one_begins():
    first, second = positions_of([said("a", day(2024, 3, 1), DENIES), said("b", day(2024, 4, 1), CONFIRMS)])[PORT]
    assert (first.tag_uids, first.until) == ((DENIES,), day(2024, 4, 1))
    assert (second.tag_uids, second.until) == ((CONFIRMS,), None)


def test_what_is_said_again_goes_on():
    (held,) = positions_of([said("b", day(2024, 4, 1), DENIES), said("a", day(2024, 3, 1), DENIES)])[PORT]
    assert held.since == day(2024, 3, 1)
    assert held.statement_uids == (uid("a"), uid("b"))


def test_a_position_that_is_taken_again_begins_anew():
    said_in_turn = [
        said("a", day(2024, 3, 1), DENIES),
        said("b", day(2024, 3, 2), CONFIRMS),
        said("c", day(2024, 3, 3), DENIES),
    ]
    assert [each.tag_uids for each in positions_of(said_in_turn)[PORT]] == [(DENIES,), (CONFIRMS,), (DENIES,)]


def test_two_positions_in_one_statement_are_held_together():
    (held,) = positions_of([said("a", day(2024, 3, 1), DENIES, CONFIRMS)])[PORT]
    assert held.tag_uids == (DENIES, CONFIRMS)


def test_each_actor_holds_his_own():
    held = positions_of([said("a", day(2024, 3, 1), DENIES), said("b", day(2024, 3, 2), CONFIRMS, actor=COMPANY)])
    assert [each.tag_uids for each in held[COMPANY]] == [(CONFIRMS,)]


def test_dates_that_overlap_do_not_tell_the_order():
    _, second = positions_of([said("a", month(2024, 3), DENIES), said("b", day(2024, 3, 9), CONFIRMS)])[PORT]
    assert not second.is_order_known


def test_dates_apart_tell_the_order():
    late = about(date(2024, 4, 21), date(2024, 4, 30))
    _, second = positions_of([said("a", month(2024, 3), DENIES), said("b", late, CONFIRMS)])[PORT]
    assert second.is_order_known
