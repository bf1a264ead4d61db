from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.core import edits
from annotator.core.dates import parse_date
from annotator.core.edits import add_chapter
from annotator.core.records import Statement, StatementFilter
from annotator.exchange.annotating import Annotated, annotate_rows
from annotator.exchange.statements_file import RefusedLine, StatementRow
from tests.builders import ME, OTHER, Built, article, build

LATE = "The ferry was late."


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(
        tmp_path / "a.annotator", ("The ferry was late. Nobody said why.", "On Monday, fog. Nobody said why. 안개 😀")
    )
    for title in ("Summary", "The night"):
        made.do(add_chapter(made.store.reader, title))
    yield made
    made.store.close()


def annotate(built: Built, *rows: dict[str, Any], reviewer_uid: str = ME) -> Annotated:
    """Annotate with rows given by what differs from the usual."""
    made = [
        StatementRow(**{"line": line, "source": "ferry.txt", "quote": LATE} | row) for line, row in enumerate(rows, 2)
    ]
    return annotate_rows(built.store, made, reviewer_uid)


def statements(built: Built) -> list[Statement]:
    return built.store.reader.statements(StatementFilter(sort="number"))


def tag_names(built: Built, statement: Statement) -> list[str]:
    return [built.store.reader.tag(uid).name for uid in statement.tag_uids]


@pytest.mark.parametrize("source", ["ferry.txt", "FERRY.TXT", "articles/ferry.txt", "the  late ferry", "uid"])
def test_a_source_is_found_by_file_name_title_or_uid(built: Built, source: str):
    annotate(built, {"source": built.source_uid if source == "uid" else source})
    assert [each.source_uid for each in statements(built)] == [built.source_uid]


def test_of_two_sources_with_one_name_neither_is_guessed(built: Built):
    new = edits.add_source(built.store.uid, article(["Another text."], title="Another"))
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    outcome = annotate(built, {"source": "ferry.txt"}, {"source": "Another", "quote": "Another text."})
    assert (outcome.added, [line.line for line in outcome.refused]) == (1, [2])
    assert "2 sources" in outcome.refused[0].reason


def test_anchors_count_code_points_and_hold_what_stands_around(built: Built):
    annotate(built, {"quote": "안개 😀"})
    (found,) = statements(built)
    assert built.text[found.anchor.start : found.anchor.end] == found.anchor.quote == "안개 😀"
    assert found.anchor.prefix.endswith("Nobody said why. ")


@pytest.mark.parametrize(
    "hint", [{"prefix": "fog. "}, {"suffix": " 안개"}, {"start": 70}, {"prefix": "On Monday, fog. ", "suffix": " "}]
)
def test_of_two_places_the_context_tells_which(built: Built, hint: dict[str, Any]):
    annotate(built, {"quote": "Nobody said why.", **hint})
    assert [each.anchor.start for each in statements(built)] == [built.text.rindex("Nobody")]


def test_two_places_with_nothing_to_tell_which_are_refused(built: Built):
    outcome = annotate(built, {"quote": "Nobody said why."})
    assert (outcome.added, len(outcome.refused)) == (0, 1)


def test_chapters_are_found_by_number_and_title_and_never_made(built: Built):
    outcome = annotate(
        built,
        {"chapters": ("1", "the night", "1. Summary")},
        {"quote": "On Monday", "chapters": ("3",)},
        {"quote": "fog", "chapters": ("2 The Night",)},
    )
    assert [line.line for line in outcome.refused] == [3]
    numbers = {each.uid: each.number for each in built.store.reader.chapters()}
    assert [[numbers[uid] for uid in each.chapter_uids] for each in statements(built)] == [["1", "2"], ["2"]]


def test_statements_stand_in_a_chapter_in_the_order_of_the_lines_behind_what_is_there(built: Built):
    (_, night) = built.store.reader.chapters()
    prose_uid = built.make(edits.add_prose(built.store.reader, night.uid, "Before."))
    annotate(built, *({"quote": quote, "chapters": ("2",)} for quote in ("fog", "On Monday", LATE)))
    items = built.store.reader.chapter_items(night.uid)
    placed = [built.store.reader.statement(item.statement_uid).anchor.quote for item in items[1:]]
    assert (items[0].uid, placed) == (prose_uid, ["fog", "On Monday", LATE])


def test_tags_and_actors_that_are_not_there_are_made_once(built: Built):
    annotate(
        built,
        {"tags": ("Delay", "blame"), "actor": "The Master"},
        {"quote": "fog", "tags": ("delay",), "actor": "the master"},
    )
    annotate(built, {"quote": "On Monday", "tags": ("DELAY",), "actor": "The Master"})
    assert {tag.name: tag.statement_count for tag in built.store.reader.tags()} == {"Delay": 3, "blame": 1}
    assert [(actor.name, actor.statement_count) for actor in built.store.reader.actors()] == [("The Master", 3)]


def test_a_refused_line_leaves_no_names_behind(built: Built):
    outcome = annotate(built, {"quote": "not there", "tags": ("a",), "actor": "b", "reviewer": "c"})
    assert len(outcome.refused) == 1
    reader = built.store.reader
    assert (reader.tags(), reader.actors(), len(reader.reviewers())) == ([], [], 2)


def test_of_two_tags_with_one_name_the_parent_tells_which(built: Built):
    for parent in ("Cause", "Effect"):
        uid = built.make(edits.add_tag(built.store.reader, parent))
        built.do(edits.add_tag(built.store.reader, "weather", parent_uid=uid))
    outcome = annotate(built, {"tags": ("weather",)}, {"quote": "fog", "tags": ("Effect > weather",)})
    assert [line.line for line in outcome.refused] == [2]
    (found,) = statements(built)
    reader = built.store.reader
    assert [reader.tag(reader.tag(uid).parent_uid or "").name for uid in found.tag_uids] == ["Effect"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"said_date": "soon"}, "“soon”"),
        ({"credibility": 7}, "1 to 6"),
        ({"kind": "rumour"}, "“rumour”"),
        ({"source": "lost.txt"}, "“lost.txt”"),
        ({"start": 4, "quote": "not there"}, "not in the source"),
    ],
)
def test_a_value_that_means_nothing_refuses_its_line_and_is_named(built: Built, wrong: dict[str, Any], named: str):
    outcome = annotate(built, {"quote": "fog"}, wrong, {"quote": "On Monday"})
    assert (outcome.added, [line.line for line in outcome.refused]) == (2, [3])
    assert named in outcome.refused[0].reason


def test_lines_that_could_not_be_read_are_passed_on(built: Built):
    outcome = annotate_rows(built.store, [RefusedLine(2, "The quote is missing.")], ME)
    assert outcome.refused == [RefusedLine(2, "The quote is missing.")]


def test_each_line_is_made_by_the_reviewer_that_it_names(built: Built):
    annotate(
        built,
        {"reviewer": "Ben Brown", "note": "his"},
        {"quote": "fog", "reviewer": "Cleo Cormac"},
        {"quote": "On Monday"},
    )
    names = {each.uid: each.name for each in built.store.reader.reviewers()}
    made = [names[each.reviewer_uid] for each in statements(built)]
    assert made == ["Ben Brown", "Cleo Cormac", "Ann Author"]
    (note,) = built.store.reader.notes(statements(built)[0].uid)
    assert (note.reviewer_uid, note.text) == (OTHER, "his")


def test_the_same_again_adds_only_what_is_new(built: Built):
    first = {"tags": ("delay",), "chapters": ("1",), "kind": "direct", "note": "first"}
    again = {"tags": ("delay", "fog"), "chapters": ("1", "2"), "credibility": 2, "said_date": "2025", "actor": "Master"}
    assert annotate(built, first).added == 1
    outcome = annotate(built, again, first)
    assert (outcome.added, outcome.merged, outcome.known, outcome.remarks) == (0, 1, 1, [])
    (found,) = statements(built)
    assert tag_names(built, found) == ["delay", "fog"]
    assert (len(found.chapter_uids), found.kind, found.credibility) == (2, "direct", 2)
    assert found.said_date == parse_date("2025")
    assert found.actor_uid is not None


def test_the_same_words_twice_in_one_file_are_one_statement(built: Built):
    outcome = annotate(
        built, {"tags": ("a",)}, {"tags": ("b",), "chapters": ("1",)}, {"chapters": ("1", "2"), "note": "n"}
    )
    assert (outcome.added, outcome.merged, outcome.known) == (1, 2, 0)
    (found,) = statements(built)
    assert (tag_names(built, found), len(found.chapter_uids)) == (["a", "b"], 2)


def test_what_is_filled_already_is_left_with_a_remark(built: Built):
    annotate(built, {"kind": "direct", "credibility": 2, "note": "first"})
    outcome = annotate(built, {"kind": "reported", "credibility": 2, "note": "second"})
    assert [remark.line for remark in outcome.remarks] == [2, 2]
    assert (outcome.known, statements(built)[0].kind) == (1, "direct")


def test_another_reviewer_makes_a_statement_of_their_own_of_the_same_words(built: Built):
    annotate(built, {"tags": ("delay",)})
    annotate(built, {"tags": ("delay",)}, reviewer_uid=OTHER)
    assert [each.reviewer_uid for each in statements(built)] == [ME, OTHER]


def test_numbers_go_on_from_those_that_are_there(built: Built):
    built.statement("fog")
    annotate(built, {}, {"quote": "On Monday"})
    assert [each.number for each in statements(built)] == [1, 2, 3]


def test_thousands_of_lines_keep_their_order_and_are_reported(built: Built, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.annotating.BATCH", 7)
    spans = [(start, start + 3) for start in range(0, 40)]
    rows = [
        StatementRow(line, "ferry.txt", built.text[start:end], start=start, chapters=("2",), tags=(f"t{line % 3}",))
        for line, (start, end) in enumerate(spans, 1)
        if built.text[start:end] == built.text[start:end].strip()
    ]
    told: list[int] = []
    outcome = annotate_rows(built.store, rows, ME, report=told.append)
    assert outcome.added == len(rows)
    assert told == list(range(7, len(rows) + 1, 7))
    night = built.store.reader.chapters()[1]
    placed = [
        built.store.reader.statement(item.statement_uid).number for item in built.store.reader.chapter_items(night.uid)
    ]
    assert placed == list(range(1, len(rows) + 1))
