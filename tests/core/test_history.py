from collections.abc import Mapping
from itertools import permutations

import pytest

from annotator.core.changes import Change, canonical_json
from annotator.core.clock import COUNTER_BITS
from annotator.core.fold import LIFE
from annotator.core.history import (
    WORK,
    Contribution,
    Deed,
    FieldChange,
    HistoryEntry,
    entries,
    in_order_of_time,
    kind_of_work,
    sittings,
    summary,
)

UID = "e" * 32
MINUTE = 60_000


class Past:
    """The changes of one thing, a minute apart."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def add(
        self, kind: str, field: str, value: object, *parents: Change, reviewer: str = "ann", go: str = ""
    ) -> Change:
        """Add a change; those of one `go` are of one transaction."""
        number = len(self.changes) + 1
        ids = tuple(sorted(parent.change_id for parent in parents))
        stamp = number * MINUTE << COUNTER_BITS
        change = Change(go or f"t{number}", reviewer, stamp, kind, UID, field, canonical_json(value), ids)
        self.changes.append(change)
        return change

    def void(self, *changes: Change) -> Change:
        return self.add("void", changes[0].field, sorted(change.change_id.hex() for change in changes), *changes)

    def told(self) -> list[HistoryEntry]:
        return entries(self.changes)


def _last(past: Past) -> tuple[Deed, tuple[FieldChange, ...]]:
    entry = past.told()[-1]
    return entry.deed, entry.changes


@pytest.fixture
def past() -> Past:
    return Past()


@pytest.fixture
def made(past: Past) -> Change:
    return past.add("create", "tag", {"name": "fog", "colour": "Blue"})


def test_an_entry_says_who_did_it_when_and_to_what(past: Past, made: Change) -> None:
    (entry,) = past.told()
    assert (entry.at, entry.reviewer_uid, entry.entity_type, entry.entity_uid) == (MINUTE, "ann", "tag", UID)
    assert entry.transaction_uid == made.transaction_uid


def test_what_is_created_had_nothing_before(past: Past, made: Change) -> None:
    assert _last(past) == (Deed.CREATED, (FieldChange("colour", (), ("Blue",)), FieldChange("name", (), ("fog",))))


def test_a_changed_field_had_the_value_it_was_created_with(past: Past, made: Change) -> None:
    past.add("set", "name", "mist", made)
    assert _last(past) == (Deed.CHANGED, (FieldChange("name", ("fog",), ("mist",)),))


def test_a_field_that_nobody_had_set_had_nothing_before(past: Past, made: Change) -> None:
    past.add("set", "definition", "What hides ships.")
    assert _last(past) == (Deed.CHANGED, (FieldChange("definition", (), ("What hides ships.",)),))


def test_before_is_what_the_author_saw_and_not_what_came_in_meanwhile(past: Past, made: Change) -> None:
    past.add("set", "name", "mist", made)
    past.add("set", "name", "haze", made, reviewer="ben")
    assert _last(past) == (Deed.CHANGED, (FieldChange("name", ("fog",), ("haze",)),))


def test_whoever_replaces_several_values_settles_a_conflict(past: Past, made: Change) -> None:
    one = past.add("set", "name", "mist", made)
    other = past.add("set", "name", "haze", made, reviewer="ben")
    past.add("set", "name", "smoke", one, other)
    assert _last(past) == (Deed.SETTLED, (FieldChange("name", ("haze", "mist"), ("smoke",)),))


def test_replacing_the_same_value_twice_settles_nothing(past: Past, made: Change) -> None:
    one, other = (past.add("set", "name", "mist", made) for _ in range(2))
    past.add("set", "name", "smoke", one, other)
    assert _last(past)[0] == Deed.CHANGED


def test_a_deletion_ends_a_thing(past: Past, made: Change) -> None:
    past.add("delete", "tag", None, made)
    assert _last(past) == (Deed.DELETED, (FieldChange(LIFE, (True,), (None,)),))


def test_creating_a_deleted_thing_brings_it_back(past: Past, made: Change) -> None:
    gone = past.add("delete", "tag", None, made)
    past.add("create", "tag", {"name": "fog"}, gone)
    changes = (FieldChange(LIFE, (None,), (True,)), FieldChange("name", (), ("fog",)))
    assert _last(past) == (Deed.BROUGHT_BACK, changes)


def test_an_undone_change_reads_backwards(past: Past, made: Change) -> None:
    past.void(past.add("set", "name", "mist", made))
    entry = past.told()[-1]
    assert (entry.deed, entry.of) == (Deed.TAKEN_BACK, Deed.CHANGED)
    assert entry.changes == (FieldChange("name", ("mist",), ("fog",)),)


def test_an_undone_deletion_is_told_as_such(past: Past, made: Change) -> None:
    past.void(past.add("delete", "tag", None, made))
    entry = past.told()[-1]
    assert (entry.deed, entry.of) == (Deed.TAKEN_BACK, Deed.DELETED)
    assert entry.changes == (FieldChange(LIFE, (None,), (True,)),)


def test_undoing_a_settlement_brings_both_values_back(past: Past, made: Change) -> None:
    one = past.add("set", "name", "mist", made)
    other = past.add("set", "name", "haze", made)
    past.void(past.add("set", "name", "smoke", one, other))
    assert past.told()[-1].of == Deed.SETTLED
    assert past.told()[-1].changes == (FieldChange("name", ("smoke",), ("haze", "mist")),)


def test_undoing_and_redoing_take_turns(past: Past, made: Change) -> None:
    change = past.add("set", "name", "mist", made)
    for _ in range(3):
        change = past.void(change)
    told = past.told()[1:]
    assert [entry.deed for entry in told] == [Deed.CHANGED, Deed.TAKEN_BACK, Deed.DONE_AGAIN, Deed.TAKEN_BACK]
    assert {entry.of for entry in told[1:]} == {Deed.CHANGED}
    assert [entry.changes[0].after for entry in told] == [("mist",), ("fog",), ("mist",), ("fog",)]


def test_undoing_and_redoing_for_hours_is_told_too(past: Past, made: Change) -> None:
    change = past.add("set", "name", "mist", made)
    for _ in range(2_000):
        change = past.void(change)
    assert past.told()[-1].deed == Deed.DONE_AGAIN


def test_several_steps_undone_at_once_read_as_one(past: Past, made: Change) -> None:
    one = past.add("set", "name", "mist", made)
    past.void(one, past.add("set", "name", "haze", one))
    assert past.told()[-1].changes == (FieldChange("name", ("haze",), ("fog",)),)


def test_taking_back_a_deletion_beside_a_change_settles_whether_it_is_deleted(past: Past, made: Change) -> None:
    gone = past.add("delete", "tag", None, made)
    past.add("set", "name", "mist", made, reviewer="ben")
    past.void(gone)
    assert _last(past) == (Deed.SETTLED, (FieldChange(LIFE, (True, None), (True,)),))


def test_a_deletion_that_saw_another_beside_a_change_settles_it_too(past: Past, made: Change) -> None:
    gone = past.add("delete", "tag", None, made)
    named = past.add("set", "name", "mist", made, reviewer="ben")
    past.add("delete", "tag", None, made, named, gone)
    assert _last(past) == (Deed.SETTLED, (FieldChange(LIFE, (True, None), (None,)),))


def test_the_fields_changed_in_one_go_are_one_entry(past: Past, made: Change) -> None:
    past.add("set", "name", "mist", made, go="g")
    past.add("set", "colour", "Rust", made, go="g")
    assert len(past.told()) == 2
    assert [change.field for change in past.told()[-1].changes] == ["colour", "name"]


def test_a_field_changed_twice_in_one_go_has_its_first_before_and_its_last_after(past: Past, made: Change) -> None:
    one = past.add("set", "name", "mist", made, go="g")
    past.add("set", "name", "haze", one, go="g")
    assert past.told()[-1].changes == (FieldChange("name", ("fog",), ("haze",)),)


def test_a_change_whose_forerunner_is_not_here_is_told_without_it(past: Past, made: Change) -> None:
    elsewhere = Past().add("set", "name", "mist", made)
    past.add("set", "name", "haze", elsewhere)
    assert past.told()[-1].changes == (FieldChange("name", (), ("haze",)),)


def test_the_history_does_not_depend_on_the_order_in_which_changes_came(past: Past, made: Change) -> None:
    named = past.add("set", "name", "mist", made)
    gone = past.add("delete", "tag", None, made, named)
    past.void(gone)
    assert all(entries(order) == past.told() for order in permutations(past.changes))


def test_the_entries_of_several_things_are_put_in_order_of_time(past: Past, made: Change) -> None:
    past.add("set", "name", "mist", made)
    assert in_order_of_time(reversed(past.told())) == past.told()


@pytest.mark.parametrize(
    ("kind", "entity_type", "field", "work"),
    [
        ("create", "statement", "statement", "statement.added"),
        ("set", "statement", "tag", "statement.tagged"),
        ("set", "statement", "credibility", "statement.described"),
        ("set", "source", "meta", "source.corrected"),
        ("set", "prose", "text", "prose.rewritten"),
        ("set", "prose", "likelihood", "prose.judged"),
        ("set", "placement", "shown", "placement.changed"),
        ("create", "project", "project", "project.began"),
        ("delete", "placement", "placement", "placement.deleted"),
        ("void", "chapter", "title", "taken_back"),
        ("create", "revision", "revision", ""),
        ("create", "scoring of a newer version", "scoring of a newer version", "other"),
        ("set", "", "glow", "other"),
    ],
)
def test_each_change_is_work_of_a_kind(kind: str, entity_type: str, field: str, work: str) -> None:
    assert kind_of_work(kind, entity_type, field) == work


@pytest.mark.parametrize(("entity_type", "field"), [("statement", "tag"), ("source", "read")])
def test_taking_a_judgement_away_is_work_of_its_own(entity_type: str, field: str) -> None:
    assert kind_of_work("set", entity_type, field, True) != kind_of_work("set", entity_type, field)


def _done(began: int, ended: int, work: Mapping[str, int], reviewer: str = "ann") -> Contribution:
    things = {kind: tuple((WORK[kind][0], f"{kind} {at}") for at in range(count)) for kind, count in work.items()}
    stamps = (began * MINUTE << COUNTER_BITS, ended * MINUTE << COUNTER_BITS)
    return Contribution((f"t{began}",), reviewer, *stamps, ended, things)


def test_a_summary_counts_what_was_done() -> None:
    done = _done(1, 2, {"prose.added": 1, "statement.tagged": 1_200, "chapter.deleted": 2})
    assert summary(done, lambda _: "") == "tagged 1,200 statements, wrote 1 passage, deleted 2 chapters"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("2", "2", "2"), "wrote 3 passages in chapter 2"),
        (("10", "2", "2.1"), "wrote 3 passages in chapters 2, 2.1 and 10"),
        (("1", "2", "3", "4"), "wrote 4 passages"),
        (("2", ""), "wrote 2 passages"),
    ],
)
def test_a_summary_names_the_chapters_where_they_are_few_and_known(numbers: tuple[str, ...], said: str) -> None:
    of = {f"prose.added {at}": number for at, number in enumerate(numbers)}
    assert summary(_done(1, 2, {"prose.added": len(numbers)}), of.__getitem__) == said


def test_every_kind_of_work_is_said_of_one_and_of_several() -> None:
    for kind in WORK:
        for count in (1, 2):
            assert "{" not in summary(_done(1, 2, {kind: count}), lambda _: "")


def test_a_contribution_says_what_it_touched() -> None:
    assert _done(1, 2, {"tag.added": 1}).touched == {("tag", "tag.added 0")}


def test_work_without_a_longer_pause_is_one_sitting() -> None:
    work = [_done(0, 1, {"prose.added": 1}), _done(10, 12, {"prose.added": 2}), _done(50, 51, {"prose.added": 1})]
    one, other = sittings(work, 30 * MINUTE)
    assert (one.began, one.ended, one.transaction_uids) == (work[0].began, work[1].ended, ("t0", "t10"))
    assert one.work["prose.added"] == (("prose", "prose.added 0"), ("prose", "prose.added 1"))
    assert other == work[2]


def test_another_reviewers_work_between_ends_a_sitting() -> None:
    work = [_done(at, at, {"tag.added": 1}, reviewer) for at, reviewer in enumerate(("ann", "ben", "ann"))]
    assert list(sittings(work, 30 * MINUTE)) == work
