"""What stands around passages that say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.store.likeness import bring_up_to_date
from annotator.store.who_else import IndexState, index_state, likely_copies, statement_at
from tests.builders import ME, Built, article, build

LONG = tuple(f"The harbour master spoke of fog on bank {number}, and of ferry {number} too." for number in range(12))


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator", LONG)
    yield made
    made.store.close()


def add_copy(built: Built) -> str:
    made = article((*LONG, "One sentence more."), "A copy", "copy.txt")
    new = edits.add_source(built.store.uid, made)
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    bring_up_to_date(built.store)
    return new.source_uid


def at(built: Built, quote: str) -> str:
    start = built.text.index(quote)
    found = statement_at(built.store.reader, built.source_uid, built.revision_uid, start, start + len(quote))
    return found.anchor.quote if found else ""


def test_it_tells_how_many_texts_are_in_the_index(built: Built):
    assert index_state(built.store.reader) == IndexState(0, 1)
    built.store.index_passages()
    assert index_state(built.store.reader) == IndexState(1, 1)


def test_a_statement_on_much_the_same_words_is_found(built: Built):
    built.statement(LONG[1][:-5])
    assert at(built, LONG[1]) == LONG[1][:-5]


def test_a_statement_on_a_few_of_the_words_says_something_else(built: Built):
    built.statement("bank 1, and")
    assert at(built, LONG[1]) == ""


def test_of_two_statements_the_one_that_fits_better_is_found(built: Built):
    built.statement(LONG[1][:-20])
    built.statement(LONG[1])
    assert at(built, LONG[1]) == LONG[1]


def test_sources_with_texts_alike_are_likely_copies(built: Built):
    copy = add_copy(built)
    assert [set(pair) for pair in likely_copies(built.store.reader, [built.source_uid, copy])] == [
        {built.source_uid, copy}
    ]


def test_sources_that_somebody_keeps_apart_are_none(built: Built):
    copy = add_copy(built)
    built.do(edits.keep_apart(built.source_uid, copy))
    assert likely_copies(built.store.reader, [built.source_uid, copy]) == []
