from collections.abc import Sequence
from typing import get_args

import pytest

from annotator.core import prose
from annotator.core.briefing.settings import BriefingSettings
from annotator.core.checking import check
from annotator.core.errors import NotFoundError
from annotator.core.findings import Finding, FindingKind, finding_words
from annotator.core.records import Conflict, ConflictHead
from annotator.core.vocabulary import OMISSION
from annotator.core.words import ENGLISH, KOREAN, Words
from tests.briefings import Records, bridge, full_bridge, source, statement, uid


def _found(project: Records, kind: FindingKind, chapters: Sequence[str] = ()) -> list[Finding]:
    return [finding for finding in check(project, chapters) if finding.kind == kind]


def _headline(finding: Finding, words: Words = ENGLISH) -> str:
    return finding_words(finding, words)[0]


def _advice(finding: Finding, words: Words = ENGLISH) -> str:
    return finding_words(finding, words)[1]


def _changed_source(project: Records, name: str) -> None:
    """Let a source say other words than those that were quoted from it."""
    project.texts[uid(f"{name} text")] = ""


def _idle(statements: int) -> Records:
    """Make a chapter whose prose cites none of its statements."""
    project = Records()
    project.all_sources = [source("gazette", "")]
    chapter = project.add_chapter("1", "Costs")
    project.write(chapter, "Nobody knows why.")
    for at in range(statements):
        project.place(chapter, project.add_statement(f"Lorry {at} turned back.", "gazette"))
    return project


@pytest.mark.parametrize("words", [ENGLISH, KOREAN])
@pytest.mark.parametrize("kind", get_args(FindingKind))
@pytest.mark.parametrize("count", [1, 2])
def test_every_finding_is_said_without_a_gap(kind: FindingKind, count: int, words: Words) -> None:
    said = finding_words(Finding(kind, "chapter", "c", "c", "2.1", ("title", "one", "two"), count), words)
    assert all(said)
    assert not any("{" in line or "}" in line for line in said)


@pytest.mark.parametrize(
    ("kind", "count", "headline"),
    [
        ("unplaced", 1, "A statement stands in no chapter"),
        ("unplaced", 2, "2 statements stand in no chapter"),
        ("unplaced", 12_040, "12,040 statements stand in no chapter"),
        ("unread_source", 1, "The Valley was read by nobody"),
        ("unread_source", 3, "3 sources were read by nobody"),
    ],
)
def test_one_thing_is_said_otherwise_than_several(kind: FindingKind, count: int, headline: str) -> None:
    assert _headline(Finding(kind, "source", "s", place="The Valley", count=count)) == headline


def test_names_are_listed_in_the_advice() -> None:
    finding = Finding("not_cited", "chapter", "c", "c", "2", ("S-3", "S-8"), 2)
    assert _advice(finding) == "Evidence for nothing that is said there: S-3, S-8."


def test_a_name_with_braces_stays_as_it_is() -> None:
    finding = Finding("uncited_prose", "prose", "p", "c", "{count}", ("As {place} says.",))
    assert finding_words(finding, ENGLISH) == ("Chapter {count}: a passage cites nothing", "“As {place} says.”")


def test_a_conflict_names_its_field() -> None:
    finding = Finding("conflict", "statement", "s", place="S-1", names=("the words", "one", "two"))
    assert _headline(finding) == "S-1: two versions of the words"
    assert _headline(finding, KOREAN) == "S-1: the words에 두 가지 안이 있음"


def test_the_versions_of_a_conflict_stand_each_between_its_own_marks() -> None:
    finding = Finding("conflict", "prose", "p", "c", "2", ("the words", "The pier", "The piers"))
    assert _advice(finding) == "“The pier”, “The piers”. The newest is printed until somebody settles it."


def test_a_conflict_of_three_versions_counts_them() -> None:
    finding = Finding("conflict", "prose", "p", "c", "The Valley", ("the title", "A", "B", "C"), 3)
    assert _headline(finding) == "The Valley: 3 versions of the title"


def test_a_move_that_was_ignored_has_an_advice_of_its_own() -> None:
    finding = Finding("conflict", "chapter", "c", "c", "2 Background", ("place",))
    assert _advice(finding) == "It was moved under what stands below it, and left where it was."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 70, "x" * 70),
        ("x" * 71, "x" * 69 + "…"),
        ("x" * 68 + " yz", "x" * 68 + "…"),
        ("Nobody\t knows  why.", "Nobody knows why."),
    ],
)
def test_a_passage_is_named_by_at_most_seventy_characters_of_its_beginning(text: str, shown: str) -> None:
    project = Records()
    project.write(project.add_chapter("1", "Costs"), text)
    assert [finding.names for finding in check(project)] == [(shown,)]


def test_six_statements_are_all_named() -> None:
    (found,) = _found(_idle(6), "not_cited")
    assert (found.names, found.count) == (("S-1", "S-2", "S-3", "S-4", "S-5", "S-6"), 6)


def test_of_more_than_six_statements_the_first_are_named_and_all_counted() -> None:
    (found,) = _found(_idle(9), "not_cited")
    assert (found.names, found.count) == (("S-1", "S-2", "S-3", "S-4", "S-5", "S-6", "…"), 9)


def test_what_a_key_judgement_lacks_is_named_in_the_language_of_the_briefing() -> None:
    project = Records()
    project.write(project.add_chapter("1", "Costs"), "It will open.", is_key_judgement=True, likelihood="likely")
    found = check(project, settings=BriefingSettings(language="ko"))
    assert [finding.names for finding in found if finding.kind == "incomplete_judgement"] == [("확신도",)]


def test_a_chapter_without_a_number_is_named_by_its_title() -> None:
    project = Records()
    project.add_chapter("", "Costs")
    assert [finding.place for finding in check(project)] == ["Costs"]


def test_what_a_chapter_or_its_prose_lacks_belongs_to_the_chapter() -> None:
    found = {(finding.kind, finding.target, finding.chapter_uid) for finding in check(bridge(), ["2"])}
    assert {one for one in found if one[1] != "source"} == {
        ("uncited_prose", "prose", uid("chapter 2")),
        ("thin_claim", "prose", uid("chapter 2.1")),
        ("not_cited", "chapter", uid("chapter 2.1")),
        ("empty_chapter", "chapter", uid("chapter 2.2")),
    }


def test_what_a_source_lacks_belongs_to_no_chapter() -> None:
    found = [finding for finding in check(bridge()) if finding.target == "source"]
    assert found
    assert {finding.chapter_uid for finding in found} == {""}


def test_a_changed_quote_belongs_to_the_first_chapter_in_which_it_stands() -> None:
    project = bridge()
    _changed_source(project, "gazette")
    belonging = {finding.uid: finding.chapter_uid for finding in _found(project, "changed_quote")}
    assert belonging == {statement("cracks"): uid("chapter 2.1"), statement("closed"): uid("chapter 3")}


def test_a_changed_quote_of_a_statement_that_is_cited_only_belongs_to_no_chapter() -> None:
    project = bridge()
    project.write(uid("chapter 1"), f"So it is.{prose.token(project.add_statement('It is shut.', 'post'))}")
    project.all_sources.append(source("post", ""))
    _changed_source(project, "post")
    assert [finding.chapter_uid for finding in _found(project, "changed_quote")] == [""]


def test_a_quotation_that_was_shortened_wrongly_belongs_to_the_chapter_that_shortens_it() -> None:
    project = bridge()
    project.place(uid("chapter 4"), statement("cracks"), "shortened", f"Inspectors {OMISSION} no cracks")
    assert [finding.chapter_uid for finding in _found(project, "changed_quote")] == [uid("chapter 4")]


@pytest.mark.parametrize("named", ["2", " 2. ", uid("chapter 2")])
def test_of_a_chosen_chapter_all_that_stands_below_it_is_checked_and_nothing_else(named: str) -> None:
    places = {finding.place for finding in check(bridge(), [named]) if finding.chapter_uid}
    assert places == {"2", "2.1", "2.2"}


def test_a_bare_heading_over_a_chosen_chapter_is_not_checked() -> None:
    assert {finding.place for finding in check(bridge(), ["2.1"]) if finding.chapter_uid} == {"2.1"}


def test_quotes_of_other_chapters_are_not_compared() -> None:
    project = bridge()
    _changed_source(project, "valley")
    assert {finding.uid for finding in _found(project, "changed_quote")} == {statement("asked"), statement("odd")}
    assert [finding.uid for finding in _found(project, "changed_quote", ["3"])] == [statement("asked")]
    assert _found(project, "changed_quote", ["2"]) == []


def test_sources_of_other_chapters_are_not_checked() -> None:
    assert [finding.place for finding in _found(bridge(), "undated_source", ["3"])] == ["letter.md"]
    assert _found(bridge(), "undated_source", ["2"]) == []


def test_unread_sources_are_counted_for_the_whole_outline_only() -> None:
    project = full_bridge()
    project.all_sources.append(source("post", "", "Ferry Post"))
    assert [finding.place for finding in _found(project, "unread_source")][-1] == "Ferry Post"
    assert _found(project, "unread_source", ["2"]) == []


def test_statements_without_a_chapter_are_missed_in_the_whole_outline_only() -> None:
    project = bridge()
    project.add_statement("Nobody placed this.", "valley")
    assert len(_found(project, "unplaced")) == 1
    assert _found(project, "unplaced", ["2"]) == []


def test_a_chapter_that_is_not_in_the_outline_cannot_be_checked() -> None:
    with pytest.raises(NotFoundError, match="no chapter “9”"):
        check(bridge(), ["9"])


def test_grave_findings_come_first_then_the_chapters_then_the_sources_then_the_rest() -> None:
    project = bridge()
    project.add_statement("Nobody placed this.", "valley")
    _changed_source(project, "review")
    heads = (ConflictHead("Costs", uid("Ines Falk"), 2), ConflictHead("Prices", uid("Tomas Wren"), 1))
    project.all_conflicts = [Conflict("chapter", uid("chapter 4"), "title", heads)]
    found = check(project)
    kinds = list(dict.fromkeys(finding.kind for finding in found))
    assert kinds[:2] == ["conflict", "changed_quote"]
    assert kinds[-4:] == ["undated_source", "ungraded_source", "unread_source", "unplaced"]
    places = [finding.place for finding in found if finding.chapter_uid and not finding.is_grave]
    assert places == sorted(places)
