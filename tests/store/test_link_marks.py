"""Which statements of a source are linked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.store.link_marks import LinkEnd, link_ends_in
from tests.builders import OTHER, PARAGRAPHS, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def test_a_link_is_told_from_both_its_ends(built: Built):
    one, other = (built.statement(each) for each in PARAGRAPHS[:2])
    built.do(edits.link_statements(built.store.reader, "supports", one, other))
    assert set(link_ends_in(built.store.reader, built.source_uid)) == {
        LinkEnd(one, "supports", True, other),
        LinkEnd(other, "supports", False, one),
    }


def test_a_link_to_a_statement_that_is_gone_is_not_told(built: Built):
    one, other = (built.statement(each) for each in PARAGRAPHS[:2])
    built.do(edits.link_statements(built.store.reader, "supports", one, other))
    built.do(edits.delete_statements([other]))
    assert link_ends_in(built.store.reader, built.source_uid) == []


def test_while_the_project_is_worked_on_blind_links_to_others_statements_are_not_told(built: Built):
    one, other = built.statement(PARAGRAPHS[0]), built.statement(PARAGRAPHS[1], reviewer_uid=OTHER)
    built.do(edits.link_statements(built.store.reader, "supports", one, other))
    assert len(link_ends_in(built.store.reader, built.source_uid)) == 2
    built.do(edits.work_blind(built.store.uid, True))
    assert link_ends_in(built.store.reader, built.source_uid) == []
