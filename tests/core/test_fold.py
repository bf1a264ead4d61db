import itertools
import json

from annotator.core.changes import Change
from annotator.core.fold import LIFE, Entity, fold

UID = "e" * 32


class History:
    """A log that numbers its own clock."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def add(self, kind: str, field: str, value: object, *parents: Change, clock: int = 0) -> Change:
        stamp = clock or len(self.changes) + 1
        ids = tuple(parent.change_id for parent in parents)
        change = Change(f"t{len(self.changes)}", "r", stamp, kind, UID, field, json.dumps(value), ids)
        self.changes.append(change)
        return change

    def fold(self) -> Entity:
        """Fold in every order where that is affordable: the state is a function of the set."""
        orders = itertools.islice(itertools.permutations(self.changes), 24)
        results = [fold(UID, order) for order in orders]
        for result in results:
            assert (result.fields, result.is_alive, set(result.conflicts)) == (
                results[0].fields,
                results[0].is_alive,
                set(results[0].conflicts),
            )
        return results[0]


def test_a_creation_gives_every_field_its_first_value() -> None:
    log = History()
    log.add("create", "tag", {"name": "a", "colour": "Blue"})
    assert log.fold().fields == {"name": "a", "colour": "Blue"}
    assert log.fold().type == "tag"


def test_an_edit_replaces_what_its_author_saw_in_that_field_only() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a", "colour": "Blue"})
    log.add("set", "name", "b", made)
    assert log.fold().fields == {"name": "b", "colour": "Blue"}
    assert not log.fold().conflicts


def test_two_edits_that_did_not_see_each_other_are_a_conflict_and_the_newest_is_shown() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a"})
    log.add("set", "name", "b", made, clock=9)
    log.add("set", "name", "c", made, clock=5)
    state = log.fold()
    assert state.fields["name"] == "b"
    assert [head.value for head in state.conflicts["name"]] == ["b", "c"]


def test_the_same_value_written_twice_is_no_conflict() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a"})
    log.add("set", "name", "b", made)
    log.add("set", "name", "b", made)
    assert not log.fold().conflicts


def test_a_change_that_replaces_all_heads_settles_a_conflict() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a"})
    one = log.add("set", "name", "b", made)
    two = log.add("set", "name", "c", made)
    log.add("set", "name", "d", one, two)
    assert log.fold().fields["name"] == "d"
    assert not log.fold().conflicts


def test_a_deletion_that_saw_everything_deletes() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a", "colour": "Blue"})
    named = log.add("set", "name", "b", made)
    log.add("delete", "tag", None, made, named)
    assert not log.fold().is_alive


def test_a_deletion_beside_an_unseen_edit_keeps_the_record_alive_as_a_conflict() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a", "colour": "Blue"})
    log.add("set", "name", "b", made)
    log.add("delete", "tag", None, made)
    state = log.fold()
    assert state.is_alive
    assert state.fields == {"name": "b", "colour": "Blue"}
    assert LIFE in state.conflicts


def test_taking_a_deletion_back_restores_every_field_and_its_conflicts() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a", "colour": "Blue"})
    one = log.add("set", "name", "b", made)
    two = log.add("set", "name", "c", made)
    gone = log.add("delete", "tag", None, made, one, two)
    assert not log.fold().is_alive
    log.add("void", "", [], gone)
    state = log.fold()
    assert state.is_alive
    assert set(state.conflicts) == {"name"}


def test_taking_a_taking_back_back_does_it_again() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a"})
    edit = log.add("set", "name", "b", made)
    void = log.add("void", "name", [], edit)
    assert log.fold().fields["name"] == "a"
    log.add("void", "name", [], void)
    assert log.fold().fields["name"] == "b"


def test_an_edit_made_on_something_taken_back_unseen_is_a_conflict() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a"})
    edit = log.add("set", "name", "b", made)
    log.add("void", "name", [], edit)
    log.add("set", "name", "c", edit)
    assert {head.value for head in log.fold().conflicts["name"]} == {"a", "c"}


def test_what_was_deleted_can_be_created_again() -> None:
    log = History()
    made = log.add("create", "placement", {"order": "a0"})
    gone = log.add("delete", "placement", None, made)
    log.add("create", "placement", {"order": "a5"}, gone)
    state = log.fold()
    assert state.is_alive
    assert state.fields == {"order": "a5"}
    assert not state.conflicts


def test_unknown_fields_of_a_newer_version_are_kept() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a", "glow": 3})
    log.add("set", "glow", 4, made)
    assert log.fold().fields["glow"] == 4


def test_a_thousand_times_undone_and_done_again_is_folded() -> None:
    log = History()
    made = log.add("create", "tag", {"name": "a"})
    changed = log.add("set", "name", "b", made)
    for _ in range(1_500):
        changed = log.add("void", "tag", [changed.change_id.hex()], changed)
    assert fold(UID, log.changes).fields == {"name": "b"}
