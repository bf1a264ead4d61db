from dataclasses import replace

from annotator.core.changes import Change, canonical_json, join_ids, split_ids

CHANGE = Change("t" * 32, "r" * 32, 7, "set", "e" * 32, "title", '"x"', (b"1" * 16,))


def test_the_identity_depends_on_every_field() -> None:
    others = [
        replace(CHANGE, transaction_uid="u" * 32),
        replace(CHANGE, reviewer_uid="s" * 32),
        replace(CHANGE, clock=8),
        replace(CHANGE, kind="create"),
        replace(CHANGE, entity_uid="f" * 32),
        replace(CHANGE, field="note"),
        replace(CHANGE, value='"y"'),
        replace(CHANGE, parents=()),
    ]
    assert len({change.change_id for change in [CHANGE, *others]}) == 9


def test_fields_cannot_run_into_each_other() -> None:
    one = replace(CHANGE, kind="ab", entity_uid="c")
    two = replace(CHANGE, kind="a", entity_uid="bc")
    assert one.change_id != two.change_id


def test_the_order_of_parents_makes_no_difference() -> None:
    ids = (b"2" * 16, b"1" * 16)
    assert replace(CHANGE, parents=ids).change_id == replace(CHANGE, parents=ids[::-1]).change_id
    assert split_ids(join_ids(ids)) == (b"1" * 16, b"2" * 16)


def test_a_value_is_written_in_one_way_only() -> None:
    assert canonical_json({"b": "한", "a": 1}) == '{"a":1,"b":"한"}'
