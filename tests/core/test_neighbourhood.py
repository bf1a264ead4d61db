"""What a statement is linked to, over two steps."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.neighbourhood import Neighbourhood, neighbourhood
from tests.builders import Built, build

WORDS = tuple(f"Statement number {at}." for at in range(9))
Link = Callable[..., None]


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator", WORDS)
    yield made
    made.store.close()


@pytest.fixture
def uids(built: Built) -> list[str]:
    return [built.statement(words) for words in WORDS]


@pytest.fixture
def link(built: Built, uids: list[str]) -> Link:
    """Give a function that links statements by their places in the list."""

    def make(kind: str, one: int, other: int) -> None:
        built.do(edits.link_statements(built.store.reader, kind, uids[one], uids[other]))

    return make


def around(built: Built, uids: list[str], **limits: int) -> Neighbourhood:
    found = neighbourhood(built.store.reader, uids[0], **limits)
    assert found is not None
    return found


def steps(found: Neighbourhood, uids: list[str]) -> dict[int, int]:
    return {uids.index(each.statement.uid): each.step for each in found.neighbours}


def test_two_steps_are_gone_and_no_third(built: Built, uids: list[str], link: Link):
    link("supports", 0, 1)
    link("repeats", 2, 1)
    link("supports", 2, 3)
    found = around(built, uids)
    assert steps(found, uids) == {0: 0, 1: 1, 2: 2}
    assert [uids.index(each.parent_uid) if each.parent_uid else -1 for each in found.neighbours] == [-1, 0, 1]
    assert found.neighbours[2].hidden == 1


def test_a_ring_of_links_names_each_statement_once_and_every_link(built: Built, uids: list[str], link: Link):
    link("supports", 0, 1)
    link("supports", 1, 2)
    link("supports", 2, 0)
    found = around(built, uids)
    assert steps(found, uids) == {0: 0, 1: 1, 2: 1}
    assert len(found.links) == 3


def test_where_not_all_fit_contradictions_come_first_and_the_rest_is_counted(built: Built, uids: list[str], link: Link):
    for at in range(1, 8):
        link("supports", 0, at)
    link("contradicts", 0, 8)
    found = around(built, uids, most=4)
    assert len(found.neighbours) == 4
    assert uids.index(found.neighbours[1].statement.uid) == 8
    assert found.neighbours[0].hidden == 5


def test_a_statement_without_links_stands_alone(built: Built, uids: list[str]):
    found = around(built, uids)
    assert (steps(found, uids), found.links) == ({0: 0}, ())


def test_a_statement_that_has_gone_has_no_neighbourhood(built: Built):
    assert neighbourhood(built.store.reader, "f" * 32) is None
