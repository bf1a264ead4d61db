from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.briefing import BriefingOptions, BriefingSettings, Run, build_briefing
from annotator.core.briefing.settings import PartChoice, PartName, arranged
from annotator.core.briefing.tree import (
    MatrixPart,
    MethodPart,
    SourcesPart,
    TimelinePart,
)
from annotator.core.checking import Finding
from annotator.core.errors import NotFoundError
from annotator.core.records import Source
from tests.briefings import Records, bridge, full_bridge, large, statement, uid
from tests.core.briefing.parts import brief, chapter, footnotes, in_order, jumps, names, only, part, quotation, targets

FULL = "Orrin Gazette, “Council shuts the old bridge”, 28 April 2025, paragraph 2."
SHORT = "Orrin Gazette, 28 April 2025, paragraph 2."


def test_every_part_comes_in_its_standard_order() -> None:
    assert names(build_briefing(full_bridge())) == [one.name for one in arranged(())]


def test_a_part_that_has_nothing_to_say_is_left_out() -> None:
    assert names(build_briefing(bridge())) == ["title", "contents", "chapters", "matrix", "sources", "method"]
    assert names(build_briefing(Records())) == ["title", "contents", "chapters"]


def test_a_part_that_was_switched_off_is_left_out() -> None:
    assert names(brief(full_bridge(), parts=only("chapters", "sources"))) == ["chapters", "sources"]


def test_parts_come_in_the_order_that_was_chosen() -> None:
    briefing = brief(full_bridge(), parts=in_order("title", "contents", "codebook", "timeline", "chapters"))
    assert names(briefing)[:5] == ["title", "contents", "codebook", "timeline", "chapters"]


def test_a_source_is_cited_in_full_only_where_the_reader_first_meets_it() -> None:
    notes = footnotes(build_briefing(bridge()))
    assert notes[0] == FULL
    assert [note for note in notes if "“Council shuts the old bridge”" in note] == [FULL]


def test_the_first_mention_is_wherever_the_reader_comes_first() -> None:
    notes = footnotes(build_briefing(full_bridge()))
    assert notes[:2] == [FULL, SHORT]
    later = in_order("title", "contents", "chapters", "key_judgements")
    notes = footnotes(brief(full_bridge(), parts=later))
    assert (notes[0], notes[-1]) == (FULL, SHORT)


def test_a_list_of_judgements_that_stays_out_takes_no_first_mention_with_it() -> None:
    notes = footnotes(brief(full_bridge(), parts=in_order(without=("key_judgements",))))
    assert notes[0] == FULL
    assert notes.count(FULL) == 1


def test_references_lead_only_to_what_is_there() -> None:
    briefing = build_briefing(full_bridge())
    assert jumps(briefing)
    assert set(jumps(briefing)) <= targets(briefing)


CHOSEN = st.sampled_from([(), ("1",), ("2",), ("2.1", "3"), ("4",), ("3", "5")])


@given(
    st.permutations(arranged(())),
    st.lists(st.booleans(), min_size=12, max_size=12),
    CHOSEN,
    st.booleans(),
    st.booleans(),
)
def test_references_lead_only_to_what_is_there_whatever_was_chosen(
    order: list[PartChoice], switches: list[bool], chapters: tuple[str, ...], marks: bool, has_statement: bool
) -> None:
    parts = arranged([PartChoice(one.name, is_on) for one, is_on in zip(order, switches, strict=True)])
    project = full_bridge() if has_statement else full_bridge().without_statement(statement("cracks"))
    empty = "mark" if marks else "leave out"
    briefing = brief(project, chapters=chapters, parts=parts, empty_chapters=empty)
    assert set(jumps(briefing)) <= targets(briefing)
    assert set(names(briefing)) <= {one.name for one in parts if one.is_on}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_same_project_gives_an_equal_briefing(language: str) -> None:
    assert brief(full_bridge(), language=language) == brief(full_bridge(), language=language)


def test_a_chosen_chapter_restricts_every_part() -> None:
    briefing = build_briefing(full_bridge(), BriefingOptions(chapters=["5"]))
    assert [one.number for one in briefing.walk()] == ["5"]
    assert len(part(briefing, TimelinePart).rows) == 1
    assert [len(band.rows) for band in part(briefing, MatrixPart).bands] == [1]
    outlets = [entry.outlet for entry in part(briefing, SourcesPart).sources]
    assert outlets == ["letter.md", "The Valley", "강변일보"]
    assert part(briefing, MethodPart).facts[3].text == "3 of 10 stand in this briefing"
    assert not {"key_judgements", "disagreements", "pictures", "codebook"} & set(names(briefing))


def test_a_chapter_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFoundError, match="There is no chapter “9” in the outline"):
        build_briefing(bridge(), BriefingOptions(chapters=["1", "9"]))


def test_what_the_project_remembers_is_chosen_where_nothing_else_is() -> None:
    project = full_bridge()
    assert build_briefing(project).handling == "For the two councils only"
    assert build_briefing(project, BriefingOptions(settings=BriefingSettings())).handling == ""


def test_the_day_is_the_newest_statements_unless_the_editor_names_one() -> None:
    assert build_briefing(bridge()).date_text == "24 November 2025"
    named = brief(bridge(), date=date(2026, 1, 2))
    assert (named.date, named.date_text) == (date(2026, 1, 2), "2 January 2026")


def test_the_authors_are_the_reviewers_unless_the_editor_names_others() -> None:
    assert build_briefing(bridge()).authors == ("Ines Falk", "Tomas Wren")
    assert brief(bridge(), authors="Dara Quill, , Ines Falk").authors == ("Dara Quill", "Ines Falk")


def test_findings_are_carried_as_they_were_given() -> None:
    findings = [Finding("empty_chapter", "chapter", uid("chapter 4"))]
    assert build_briefing(bridge(), BriefingOptions(findings=findings)).findings == tuple(findings)


def test_an_empty_project_gives_a_briefing_that_claims_nothing() -> None:
    briefing = build_briefing(Records(reviewer_names=()))
    assert (briefing.chapters, briefing.date, briefing.date_text, briefing.authors) == ((), None, "", ())
    assert footnotes(briefing) == []


def test_a_statement_whose_source_is_gone_counts_as_deleted() -> None:
    project = full_bridge()
    project.all_sources = [one for one in project.all_sources if one.uid != uid("letter")]
    briefing = build_briefing(project)
    quoted = {one.statement_uid for one in briefing.quotations()}
    assert not quoted & {statement("letter"), statement("hebrew")}
    assert Run(" [cites a statement that was deleted]", "warning") in chapter(briefing, "3").items[0].parts  # type: ignore[union-attr]
    assert "contradicted" not in [line.kind for line in quotation(briefing, statement("cracks")).corroboration]


class InCapitals:
    """A citation style that can be told from the house's."""

    def first(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        return (Run(source.label.upper(), "italic"), Run(f" {locator[1]}"))

    def later(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        return (Run(source.label),)

    def ibid(self, source: Source, locator: tuple[str, int]) -> tuple[Run, ...]:
        return (Run("ib."),)

    def entry(self, source: Source) -> tuple[Run, ...]:
        return self.first(source, ("", 0))

    def sort_key(self, source: Source) -> tuple[str, ...]:
        return (source.label[::-1],)


def test_another_citation_style_writes_every_citation() -> None:
    briefing = build_briefing(bridge(), style_for=lambda sources: InCapitals())
    assert footnotes(briefing)[:3] == ["ORRIN GAZETTE 2", "Orrin Gazette", "STRUCTURES REVIEW 1"]


def test_ten_thousand_statements_with_everything_said_make_a_whole_briefing() -> None:
    briefing = build_briefing(large(10_000, rich=True))
    missing: set[PartName] = {"pictures", "bibliography"}
    assert names(briefing) == [one.name for one in arranged(()) if one.name not in missing]
    assert sum(1 for _ in briefing.quotations()) == 10_000
