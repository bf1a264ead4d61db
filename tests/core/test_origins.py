from hypothesis import given
from hypothesis import strategies as st

from annotator.core.origins import origin_keys
from tests.memory import source

NAMES = st.sampled_from(["", "Orrin Gazette", "orrin  gazette", "The Valley", "Wire"])


def test_a_source_stands_for_itself_where_nobody_names_it() -> None:
    one, other = source("one", "One", "The Valley"), source("two", "Two", "The Valley")
    assert origin_keys([one, other]) == {one.uid: one.uid, other.uid: other.uid}


def test_sources_that_carry_the_same_first_publisher_are_one_origin() -> None:
    one, other = source("one", "One", "A", origin="Wire"), source("two", "Two", "B", origin="Wire")
    keys = origin_keys([one, other])
    assert keys[one.uid] == keys[other.uid]


def test_the_first_publisher_itself_is_of_that_origin_by_its_outlet_or_its_title() -> None:
    for first in (source("one", "One", "Wire"), source("one", "Wire", "Somewhere"), source("one", "Wire")):
        carrying = source("two", "Two", "B", origin="Wire")
        keys = origin_keys([first, carrying])
        assert keys[first.uid] == keys[carrying.uid]


def test_case_and_spaces_make_no_other_origin() -> None:
    one, other = source("one", "One", "ORRIN Gazette"), source("two", "Two", "B", origin=" orrin   gazette ")
    keys = origin_keys([one, other])
    assert keys[one.uid] == keys[other.uid]


def test_an_origin_that_is_only_spaces_is_none() -> None:
    one, other = source("one", "One", "A", origin=" "), source("two", "Two", "B", origin=" ")
    keys = origin_keys([one, other])
    assert keys[one.uid] != keys[other.uid]


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), max_size=6), st.randoms())
def test_each_source_has_one_key_whatever_the_order(told: list[tuple[str, str, str]], random) -> None:
    sources = [source(f"source {at}", title, outlet, origin=origin) for at, (title, outlet, origin) in enumerate(told)]
    keys = origin_keys(sources)
    assert keys.keys() == {one.uid for one in sources}
    assert all(keys.values())
    random.shuffle(sources)
    assert origin_keys(sources) == keys


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), max_size=6))
def test_whoever_names_the_same_origin_shares_it(told: list[tuple[str, str, str]]) -> None:
    sources = [source(f"source {at}", title, outlet, origin=origin) for at, (title, outlet, origin) in enumerate(told)]
    keys = origin_keys(sources)
    by_origin: dict[str, set[str]] = {}
    for one in sources:
        if one.origin:
            by_origin.setdefault(" ".join(one.origin.split()).casefold(), set()).add(keys[one.uid])
    assert all(len(shared) == 1 for shared in by_origin.values())
