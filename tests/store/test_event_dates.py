from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.dates import parse_date
from annotator.store.event_dates import read_event_dates
from tests.builders import Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "a.annotator")
    yield made
    made.store.close()


def dated(built: Built, quote: str, words: str) -> str:
    uid = built.statement(quote)
    built.do(edits.set_statement_field(uid, "event_date", parse_date(words)))
    return uid


@pytest.mark.parametrize(("kind", "is_read"), [("repeats", True), ("supports", True), ("responds", False)])
def test_only_statements_that_are_linked_as_one_event_are_read(built: Built, kind: str, is_read: bool):
    fog, night = dated(built, "spoke of fog", "3 Mar 2024"), dated(built, "a clear night", "Mar 2024")
    dated(built, "Nobody said why", "4 Mar 2024")
    built.do(edits.link_statements(built.store.reader, kind, fog, night))
    expected = {fog: parse_date("3 Mar 2024"), night: parse_date("Mar 2024")} if is_read else {}
    assert read_event_dates(built.store.reader) == expected


def test_a_statement_without_a_date_is_left_out(built: Built):
    fog, night = dated(built, "spoke of fog", "3 Mar 2024"), built.statement("a clear night")
    built.do(edits.link_statements(built.store.reader, "repeats", fog, night))
    assert set(read_event_dates(built.store.reader)) == {fog}
