from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.identity import link_uid
from annotator.core.vocabulary import LINK_KINDS
from tests.builders import ME, OTHER, Built, build, derived


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


@pytest.fixture
def pair(built: Built) -> tuple[str, str]:
    """Give two statements, the larger uid first."""
    one, other = sorted((built.statement("fog"), built.statement("a clear night")), reverse=True)
    return one, other


@pytest.mark.parametrize("kind", LINK_KINDS)
def test_two_statements_are_linked_and_found_from_either_end(built: Built, pair: tuple[str, str], kind: str) -> None:
    built.do(edits.link_statements(built.store.reader, kind, *pair))
    (link,) = built.store.reader.links()
    assert (link.kind, {link.from_uid, link.to_uid}, link.assessment) == (kind, set(pair), "")
    for uid, other in (pair, reversed(pair)):
        assert built.store.reader.links_of(uid) == [link]
        assert link.other(uid) == other


@pytest.mark.parametrize("kind", ["contradicts", "repeats"])
def test_a_link_that_means_the_same_at_both_ends_is_one_link(built: Built, pair: tuple[str, str], kind: str) -> None:
    reader = built.store.reader
    built.do(edits.link_statements(reader, kind, *pair))
    assert edits.link_statements(reader, kind, *reversed(pair)) == []
    assert reader.links()[0].from_uid == min(pair)


@pytest.mark.parametrize("kind", ["supports", "responds"])
def test_a_link_with_a_direction_keeps_it(built: Built, pair: tuple[str, str], kind: str) -> None:
    reader = built.store.reader
    built.do(edits.link_statements(reader, kind, *pair))
    built.do(edits.link_statements(reader, kind, *reversed(pair)))
    assert {(link.from_uid, link.to_uid) for link in reader.links()} == {pair, pair[::-1]}


def test_a_link_that_is_there_already_keeps_its_assessment(built: Built, pair: tuple[str, str]) -> None:
    reader = built.store.reader
    uid = built.make(edits.link_statements(reader, "contradicts", *pair))
    built.do(edits.assess_link(uid, "  Only one of them\n was there. "))
    assert edits.link_statements(reader, "contradicts", *pair) == []
    assert reader.links()[0].assessment == "Only one of them was there."


def test_a_link_that_was_taken_away_leaves_both_statements(built: Built, pair: tuple[str, str]) -> None:
    reader = built.store.reader
    uid = built.make(edits.link_statements(reader, "supports", *pair))
    built.do(edits.unlink_statements(uid))
    assert reader.links() == []
    assert {reader.statement(one).uid for one in pair} == set(pair)


def test_a_link_that_is_made_again_starts_without_an_assessment(built: Built, pair: tuple[str, str]) -> None:
    reader = built.store.reader
    uid = built.make(edits.link_statements(reader, "contradicts", *pair))
    built.do(edits.assess_link(uid, "Doubtful."))
    built.do(edits.unlink_statements(uid))
    built.do(edits.link_statements(reader, "contradicts", *pair))
    assert [(link.uid, link.assessment) for link in reader.links()] == [(uid, "")]


def test_a_link_to_a_deleted_statement_waits_for_it(built: Built, pair: tuple[str, str]) -> None:
    reader = built.store.reader
    built.do(edits.link_statements(reader, "supports", *pair))
    gone = built.do(edits.delete_statements([pair[1]]))
    assert reader.links() == []
    assert reader.links_of(pair[0]) == []
    built.store.undo([gone.transaction_uid], ME)
    assert len(reader.links_of(pair[0])) == 1


def test_whoever_has_seen_an_assessment_replaces_it(built: Built, pair: tuple[str, str]) -> None:
    uid = link_uid("contradicts", *sorted(pair))
    built.do(edits.link_statements(built.store.reader, "contradicts", *pair))
    built.do(edits.assess_link(uid, "One view."))
    built.do(edits.assess_link(uid, "Another view."), OTHER)
    assert built.store.reader.conflicts() == []
    assert built.store.reader.links()[0].assessment == "Another view."


@pytest.mark.parametrize(
    ("reason", "kind", "ends"), [("one of", "mentions", (0, 1)), ("to itself", "supports", (0, 0))]
)
def test_a_link_that_cannot_be_is_refused(
    built: Built, pair: tuple[str, str], reason: str, kind: str, ends: tuple[int, int]
) -> None:
    before = derived(built.store)
    with pytest.raises(RefusedError, match=reason):
        edits.link_statements(built.store.reader, kind, pair[ends[0]], pair[ends[1]])
    assert derived(built.store) == before
