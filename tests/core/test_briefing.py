from datetime import date

import pytest

from annotator.core import prose
from annotator.core.briefing import (
    Briefing,
    BriefingOptions,
    Footnote,
    Label,
    Paragraph,
    Quotation,
    Remark,
    Run,
    build_briefing,
)
from annotator.core.errors import NotFoundError
from tests.briefings import Records, bridge, uid


def _numbers(briefing: Briefing) -> list[str]:
    return [chapter.number for chapter in briefing.walk()]


def _footnotes(briefing: Briefing) -> list[str]:
    notes = []
    for chapter in briefing.walk():
        for item in chapter.items:
            if isinstance(item, Paragraph):
                notes += [part.text for part in item.parts if isinstance(part, Footnote)]
            elif isinstance(item, Quotation):
                notes.append(item.footnote.text)
    return notes


def _one_passage(text: str) -> tuple[Records, str]:
    project = bridge()
    project.items.clear()
    statement = next(iter(project.all_statements))
    project.write(uid("chapter 1"), text.replace("CITE", prose.token(statement)))
    return project, statement


def _parts(project: Records) -> tuple[Run | Footnote, ...]:
    (paragraph,) = build_briefing(project).chapters[0].items
    assert isinstance(paragraph, Paragraph)
    return paragraph.parts


def test_chapters_come_in_the_order_of_the_outline_children_after_their_parent():
    briefing = build_briefing(bridge())
    assert _numbers(briefing) == ["1", "2", "2.1", "2.2", "3", "4", "5"]
    assert [chapter.level for chapter in briefing.walk()] == [1, 1, 2, 2, 1, 1, 1]


def test_items_stand_as_arranged_with_one_label_before_the_first_evidence():
    towns = next(chapter for chapter in build_briefing(bridge()).walk() if chapter.number == "3")
    kinds = [type(item) for item in towns.items]
    assert kinds == [Paragraph, Label, *[Quotation] * 5, Paragraph]


def test_a_source_is_cited_in_full_only_where_the_reader_first_meets_it():
    full = [note for note in _footnotes(build_briefing(bridge())) if "“Council shuts the old bridge”" in note]
    assert full == ["Orrin Gazette, “Council shuts the old bridge”, 28 April 2025, paragraph 2."]
    assert _footnotes(build_briefing(bridge()))[0] == full[0]


def test_an_empty_chapter_is_marked():
    costs = next(chapter for chapter in build_briefing(bridge()).walk() if chapter.number == "4")
    assert costs.items == (Remark("Nothing stands in this chapter yet."),)


def test_an_empty_chapter_is_left_out_where_the_editor_wants_it():
    briefing = build_briefing(bridge(), BriefingOptions(empty_chapters="leave out"))
    assert _numbers(briefing) == ["1", "2", "2.1", "3", "5"]


def test_a_bare_chapter_with_something_below_it_is_not_empty():
    project = bridge()
    project.items[uid("chapter 2")] = []
    briefing = build_briefing(project, BriefingOptions(empty_chapters="leave out"))
    background = next(chapter for chapter in briefing.walk() if chapter.number == "2")
    assert background.items == ()
    assert [child.number for child in background.children] == ["2.1"]


def test_a_chosen_chapter_brings_all_below_it_and_keeps_its_number():
    assert _numbers(build_briefing(bridge(), BriefingOptions(chapters=["2", "5."]))) == ["2", "2.1", "2.2", "5"]


def test_a_chosen_chapter_stands_under_the_bare_headings_above_it():
    briefing = build_briefing(bridge(), BriefingOptions(chapters=[uid("chapter 2.1")]))
    assert _numbers(briefing) == ["2", "2.1"]
    assert briefing.chapters[0].items == ()
    assert [source.outlet for source in briefing.sources] == ["Orrin Gazette", "Structures Review"]


def test_a_chapter_that_is_not_there_is_named():
    with pytest.raises(NotFoundError, match="There is no chapter 9 in the outline"):
        build_briefing(bridge(), BriefingOptions(chapters=["1", "9"]))


def test_a_footnote_follows_its_word_without_a_space():
    project, statement = _one_passage("It was shut CITE, they say CITE CITE today.")
    runs = [part.text if isinstance(part, Run) else "*" for part in _parts(project)]
    assert runs == ["It was shut", "*", ", they say", "*", "*", " today."]
    assert [part.statement_uid for part in _parts(project) if isinstance(part, Footnote)] == [statement] * 3


def test_a_citation_of_a_deleted_statement_is_a_visible_warning():
    project, statement = _one_passage("It was shut.CITE")
    parts = _parts(project.without_statement(statement))
    assert parts == (Run("It was shut."), Run(" [cites a statement that was deleted]", "warning"))


def test_a_passage_that_says_nothing_is_no_paragraph():
    project, _ = _one_passage(" \n ")
    (item,) = build_briefing(project).chapters[0].items
    assert isinstance(item, Remark)


def test_a_quote_over_several_blocks_is_as_many_paragraphs_between_one_pair_of_marks():
    quotation = next(one for one in build_briefing(bridge()).quotations() if len(one.paragraphs) > 1)
    assert quotation.paragraphs[0] == "“Closing a crossing is cheap."
    assert quotation.paragraphs[1].endswith("to the hills.”")


def test_an_image_in_a_quote_is_said_to_be_one():
    project = bridge()
    statement = project.add_statement("Look:\n\ufffc\nthere.", "valley")
    project.place(uid("chapter 4"), statement)
    quotation = next(one for one in build_briefing(project).quotations() if one.statement_uid == statement)
    assert quotation.paragraphs == ("“Look:", "[image]", "there.”")


def test_the_facts_count_what_is_in_the_briefing_and_invent_no_day():
    facts = {fact.label: fact.text for fact in build_briefing(bridge(), BriefingOptions(editor="M. Okafor")).facts}
    assert facts == {
        "Editor": "M. Okafor",
        "Reviewers": "Ines Falk, Tomas Wren",
        "Evidence": "9 statements from 5 sources, published 28 April 2025 to May 2025",
        "Grades": "Source reliability A to F, information credibility 1 to 6",
    }


def test_one_of_a_kind_is_counted_in_the_singular():
    project, _ = _one_passage("It was shut.CITE")
    facts = {fact.label: fact.text for fact in build_briefing(project).facts}
    assert facts["Evidence"] == "1 statement from 1 source, published 28 April 2025"


def test_the_day_is_the_newest_statement_s_unless_the_editor_names_one():
    assert build_briefing(bridge()).date_text == "24 November 2025"
    assert build_briefing(bridge(), BriefingOptions(date=date(2026, 1, 2))).date_text == "2 January 2026"


def test_sources_come_in_order_of_their_outlets_each_with_its_statements():
    briefing = build_briefing(bridge())
    entries = [(entry.outlet, entry.statement_count) for entry in briefing.sources]
    assert entries == [
        ("letter.md", 2),
        ("Orrin Gazette", 2),
        ("Structures Review", 2),
        ("The Valley", 2),
        ("강변일보", 1),
    ]
    assert sum(entry.statement_count for entry in briefing.sources) == 9


def test_a_korean_briefing_says_its_own_words_in_korean():
    briefing = build_briefing(bridge(), BriefingOptions(language="ko"))
    assert briefing.date_text == "2025년 11월 24일"
    assert briefing.facts[1].text.startswith("출처 5건에서 진술 9건")


def test_an_empty_project_gives_a_briefing_that_claims_nothing():
    briefing = build_briefing(Records(reviewer_names=()))
    assert (briefing.facts, briefing.chapters, briefing.sources, briefing.date) == ((), (), (), None)
    assert briefing.closing_line == ""
