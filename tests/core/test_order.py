import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.order import key_before, key_between, keys_after


@given(st.lists(st.integers(min_value=0, max_value=10_000), max_size=200))
def test_a_key_always_sorts_where_it_was_asked_for(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        key = key_between(keys[at - 1] if at else "", keys[at] if at < len(keys) else "")
        keys.insert(at, key)
    assert keys == sorted(set(keys))


def test_ten_thousand_appends_keep_keys_short() -> None:
    keys = keys_after("", 10_000)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 4


def test_prepending_for_ever_keeps_keys_short() -> None:
    key = key_between()
    for _ in range(2_000):
        earlier = key_between("", key)
        assert earlier < key
        key = earlier
    assert len(key) <= 4


def test_bounds_in_the_wrong_order_are_a_bug() -> None:
    with pytest.raises(ValueError, match="lower key"):
        key_between("b", "a")


def test_something_is_put_before_a_neighbour_or_last() -> None:
    keys = [("a0", "one"), ("a2", "two")]
    assert "a0" < key_before(keys, "two") < "a2"
    assert key_before(keys, None) > "a2"
    assert key_before(keys, "one") < "a0"
    assert key_before(keys, "gone") > "a2"


def test_two_neighbours_with_one_key_leave_the_order_to_the_uid() -> None:
    assert key_before([("a1", "one"), ("a1", "two")], "two") == "a1"
