from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.compare.matrix import Count, Kind
from annotator.store.matrix import read_counts, read_rows, read_sources, read_spoken
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "a.annotator")
    yield made
    made.store.close()


def place(built: Built, chapter: str, statement: str) -> None:
    built.do(edits.place_statement(built.store.reader, chapter, statement))


def summed(counts: Iterator[Count]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Add up by row and tag."""
    found: dict[tuple[str, str], tuple[int, int, int]] = {}
    for row, _, tag, *values in counts:
        before = found.get((row, tag), (0, 0, 0))
        found[row, tag] = tuple(one + other for one, other in zip(before, values, strict=True))
    return found


def test_the_statements_of_a_chapter_are_counted_with_their_source(built: Built):
    chapter = built.make(edits.add_chapter(built.store.reader, "Fog"))
    for quote in ("spoke of fog", "a clear night"):
        place(built, chapter, built.statement(quote))
    assert list(read_counts(built.store.reader, Kind.CHAPTERS)) == [(chapter, built.source_uid, "", 2, 0, 0)]


def test_words_are_counted_where_they_are_wanted(built: Built):
    chapter = built.make(edits.add_chapter(built.store.reader, "Fog"))
    for quote in ("spoke of fog", "a clear night"):
        place(built, chapter, built.statement(quote))
    counts = read_counts(built.store.reader, Kind.CHAPTERS, has_words=True)
    assert summed(counts) == {(chapter, ""): (2, 6, 0)}


@pytest.mark.parametrize("has_words", [False, True])
def test_statements_that_others_contradict_are_told_in_each_chapter(built: Built, has_words: bool):
    one, other = (built.make(edits.add_chapter(built.store.reader, title)) for title in ("Fog", "Night"))
    fog, night = built.statement("spoke of fog"), built.statement("a clear night")
    place(built, one, fog)
    place(built, other, fog)
    place(built, other, night)
    built.do(edits.link_statements(built.store.reader, "contradicts", fog, night))
    counts = summed(read_counts(built.store.reader, Kind.CHAPTERS, has_words=has_words))
    assert {row: values[2] for (row, _), values in counts.items()} == {one: 1, other: 2}


def test_a_contradiction_with_a_deleted_statement_is_none(built: Built):
    chapter = built.make(edits.add_chapter(built.store.reader, "Fog"))
    fog, night = built.statement("spoke of fog"), built.statement("a clear night")
    place(built, chapter, fog)
    built.do(edits.link_statements(built.store.reader, "contradicts", fog, night))
    built.do(edits.delete_statements([night]))
    assert summed(read_counts(built.store.reader, Kind.CHAPTERS)) == {(chapter, ""): (1, 0, 0)}


def test_a_statement_that_two_reviewers_tagged_counts_once(built: Built):
    tag = built.make(edits.add_tag(built.store.reader, "weather"))
    statement = built.statement("spoke of fog", [tag])
    built.do([Draft("set", statement, f"tag:{tag}:{OTHER}", True)], OTHER)
    assert summed(read_counts(built.store.reader, Kind.TAGS)) == {(tag, ""): (1, 0, 0)}


def test_a_merged_tag_counts_as_what_it_was_merged_into(built: Built):
    fog, weather = (built.make(edits.add_tag(built.store.reader, name)) for name in ("fog", "weather"))
    built.statement("spoke of fog", [fog, weather])
    built.do(edits.merge_tags(fog, weather))
    assert summed(read_counts(built.store.reader, Kind.TAGS)) == {(weather, ""): (1, 0, 0)}
    assert [row.name for row in read_rows(built.store.reader, Kind.TAGS)] == ["weather"]


def test_a_tag_that_was_agreed_not_to_belong_does_not_count(built: Built):
    tag = built.make(edits.add_tag(built.store.reader, "weather"))
    statement = built.statement("spoke of fog", [tag])
    built.do(edits.agree_on_tag(statement, tag, False))
    assert summed(read_counts(built.store.reader, Kind.TAGS)) == {}


def test_an_actor_is_counted_for_each_tag_and_once_in_all(built: Built):
    fog, weather = (built.make(edits.add_tag(built.store.reader, name)) for name in ("fog", "weather"))
    actor = built.make(edits.add_actor("Harbour master"))
    statement = built.statement("spoke of fog", [fog, weather])
    built.do(edits.set_statement_field(statement, "actor", actor))
    built.statement("a clear night", [fog])
    reader = built.store.reader
    assert summed(read_counts(reader, Kind.ACTORS)) == {(actor, fog): (1, 0, 0), (actor, weather): (1, 0, 0)}
    assert list(read_spoken(reader)) == [(actor, built.source_uid, "", 1, 0, False)]


def test_chapters_are_rows_in_the_outlines_order_with_numbers_and_depth(built: Built):
    first = built.make(edits.add_chapter(built.store.reader, "Fog"))
    built.make(edits.add_chapter(built.store.reader, "Night"))
    built.make(edits.add_chapter(built.store.reader, "On the bank", first))
    rows = read_rows(built.store.reader, Kind.CHAPTERS)
    assert [(row.number, row.name, row.depth) for row in rows] == [
        ("1", "Fog", 0),
        ("1.1", "On the bank", 1),
        ("2", "Night", 0),
    ]


def test_sources_are_called_as_everywhere(built: Built):
    whole, short = built.store.reader.sources(), read_sources(built.store.reader)
    assert [(each.uid, each.label, each.origin) for each in short] == [
        (each.uid, each.label, each.origin) for each in whole
    ]


def test_in_blind_work_only_ones_own_statements_are_counted(built: Built):
    chapter = built.make(edits.add_chapter(built.store.reader, "Fog"))
    place(built, chapter, built.statement("spoke of fog"))
    place(built, chapter, built.statement("a clear night", reviewer_uid=OTHER))
    built.do(edits.work_blind(built.store.uid, True))
    built.store.look_as(ME)
    assert summed(read_counts(built.store.reader, Kind.CHAPTERS)) == {(chapter, ""): (1, 0, 0)}
