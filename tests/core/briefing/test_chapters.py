import pytest

from annotator.core import prose
from annotator.core.briefing import (
    BriefingOptions,
    Footnote,
    KeyJudgement,
    Label,
    Paragraph,
    Quotation,
    Remark,
    Run,
    build_briefing,
)
from annotator.core.briefing.settings import Confidence, Likelihood
from annotator.core.briefing.tree import Inline, JudgementsPart
from annotator.core.records import Conflict
from tests.briefings import Records, bridge, day, full_bridge, statement, uid
from tests.core.briefing.parts import brief, chapter, in_order, names, part


def _numbers(project: Records, chapters: tuple[str, ...] = (), **choices: str) -> list[str]:
    return [one.number for one in brief(project, chapters=chapters, **choices).walk()]


def _one_passage(text: str) -> tuple[Records, str]:
    project = bridge()
    project.items.clear()
    project.write(uid("chapter 1"), text.replace("CITE", prose.token(statement("cracks"))))
    return project, statement("cracks")


def _inline(project: Records) -> tuple[Inline, ...]:
    (paragraph,) = build_briefing(project).chapters[0].items
    assert isinstance(paragraph, Paragraph | KeyJudgement)
    return paragraph.parts


def _evidence(project: Records, number: str, order: str) -> list[str]:
    """Give the labels and codes of a chapter's evidence."""
    items = chapter(brief(project, order=order), number).items
    return [one.text if isinstance(one, Label) else one.code for one in items if isinstance(one, Label | Quotation)]


def test_chapters_come_in_the_order_of_the_outline_children_after_their_parent() -> None:
    briefing = build_briefing(bridge())
    assert [one.number for one in briefing.walk()] == ["1", "2", "2.1", "2.2", "3", "4", "5"]
    assert [one.level for one in briefing.walk()] == [1, 1, 2, 2, 1, 1, 1]


def test_an_empty_chapter_is_marked() -> None:
    assert chapter(build_briefing(bridge()), "4").items == (Remark("Nothing stands in this chapter yet."),)


def test_an_empty_chapter_is_left_out_where_the_editor_wants_it() -> None:
    assert _numbers(bridge(), empty_chapters="leave out") == ["1", "2", "2.1", "3", "5"]


def test_a_bare_chapter_with_something_below_it_is_not_empty() -> None:
    project = bridge()
    project.items[uid("chapter 2")] = []
    background = chapter(brief(project, empty_chapters="leave out"), "2")
    assert background.items == ()
    assert [child.number for child in background.children] == ["2.1"]


def test_a_chosen_chapter_brings_all_below_it_and_keeps_its_number() -> None:
    assert _numbers(bridge(), ("2", " 5. ")) == ["2", "2.1", "2.2", "5"]


def test_a_chosen_chapter_stands_under_the_bare_headings_above_it() -> None:
    briefing = build_briefing(bridge(), BriefingOptions(chapters=[uid("chapter 2.1")]))
    assert [one.number for one in briefing.walk()] == ["2", "2.1"]
    assert briefing.chapters[0].items == ()


def test_as_arranged_prose_and_evidence_stand_as_the_editor_put_them_under_one_label() -> None:
    items = chapter(build_briefing(bridge()), "3").items
    assert [type(item) for item in items] == [Paragraph, Label, *[Quotation] * 5, Paragraph]
    assert items[1] == Label("Evidence")


@pytest.mark.parametrize("order", ["date", "tag", "source"])
def test_in_every_other_order_the_prose_comes_first(order: str) -> None:
    kinds = [type(item) for item in chapter(brief(full_bridge(), order=order), "3").items]
    assert kinds[:4] == [Paragraph, Paragraph, KeyJudgement, Label]
    assert set(kinds[4:]) <= {Label, Quotation}
    assert kinds.count(Quotation) == 5


def test_by_date_the_event_counts_before_the_saying_and_the_undated_come_last() -> None:
    project = full_bridge()
    project.change(statement("asked"), event_date=None)
    assert _evidence(project, "3", "date") == ["Evidence", "S-6", "S-1", "S-4", "S-2", "S-3"]


def test_statements_of_one_day_stay_as_they_were_arranged() -> None:
    project = full_bridge()
    for name in ("cracks", "closed", "asked", "costs", "letter"):
        project.change(statement(name), event_date=day(2025, 4, 28))
    assert _evidence(project, "3", "date") == ["Evidence", "S-1", "S-2", "S-3", "S-4", "S-6"]


def test_by_tag_each_group_bears_its_first_tag_in_the_order_of_the_codebook() -> None:
    project = full_bridge()
    project.change(statement("letter"), tag_uids=())
    assert _evidence(project, "3", "tag") == [
        *("Evidence", "cause", "S-1", "S-2"),
        *("blame", "S-3", "cost", "S-4", "Without a tag", "S-6"),
    ]


def test_by_source_each_group_bears_the_sources_name_in_the_order_of_the_list() -> None:
    assert _evidence(full_bridge(), "3", "source") == [
        *("Evidence", "letter.md", "S-6", "Orrin Gazette", "S-1", "S-2"),
        *("Structures Review", "S-4", "The Valley", "S-3"),
    ]


@pytest.mark.parametrize("order", ["arranged", "date", "tag", "source"])
def test_a_chapter_of_prose_alone_has_no_label_of_evidence(order: str) -> None:
    assert [type(item) for item in chapter(brief(bridge(), order=order), "2").items] == [Paragraph]


def test_a_footnote_follows_its_word_without_a_space() -> None:
    project, cited = _one_passage("It was shut CITE, they say CITE CITE today.")
    parts = _inline(project)
    runs = [one.text if isinstance(one, Run) else "*" for one in parts]
    assert runs == ["It was shut", "*", ", they say", "*", "*", " today."]
    assert [one.statement_uid for one in parts if isinstance(one, Footnote)] == [cited] * 3


def test_a_citation_of_a_deleted_statement_is_a_visible_warning() -> None:
    project, cited = _one_passage("It was shut.CITE")
    parts = _inline(project.without_statement(cited))
    assert parts == (Run("It was shut."), Run(" [cites a statement that was deleted]", "warning"))


def test_prose_that_is_not_settled_says_so() -> None:
    parts = chapter(build_briefing(full_bridge()), "5").items[0].parts  # type: ignore[union-attr]
    assert parts[-1] == Run(" [two versions of this passage are not settled; the newest is printed]", "warning")


def test_a_passage_that_was_deleted_beside_an_edit_says_so_and_another_conflict_does_not() -> None:
    for field, count in (("", 2), ("likelihood", 1)):
        project, _ = _one_passage("It was shut.")
        passage = project.items[uid("chapter 1")][0]
        project.all_conflicts = [Conflict("prose", passage.uid, field)]
        assert len(_inline(project)) == count


def test_a_passage_that_says_nothing_is_no_paragraph() -> None:
    project, _ = _one_passage(" \n ")
    (item,) = build_briefing(project).chapters[0].items
    assert isinstance(item, Remark)


def test_a_key_judgement_stands_first_and_again_where_it_is_argued() -> None:
    briefing = build_briefing(full_bridge())
    listed = part(briefing, JudgementsPart).judgements
    in_chapter = [item for one in briefing.walk() for item in one.items if isinstance(item, KeyJudgement)]
    assert [one.uid for one in listed] == [one.uid for one in in_chapter]
    assert [one.chapter.text for one in listed if one.chapter] == ["chapter 1", "chapter 3"]
    assert [one.chapter for one in in_chapter] == [None, None]


def test_likelihood_and_confidence_stay_apart_and_neither_is_made_up() -> None:
    listed = part(build_briefing(full_bridge()), JudgementsPart).judgements
    assert [(one.likelihood, one.confidence) for one in listed] == [
        ("very likely (80 to 95 %)", "moderate"),
        ("likely (55 to 80 %)", ""),
    ]


def test_the_scale_is_told_where_a_judgement_uses_it() -> None:
    project, _ = _one_passage("unused")
    project.items.clear()
    project.write(uid("chapter 1"), "It was shut.", is_key_judgement=True, confidence="high")
    assert part(build_briefing(project), JudgementsPart).scale == ""
    scale = part(build_briefing(full_bridge()), JudgementsPart).scale
    assert "almost no chance (1 to 5 %), very unlikely (5 to 20 %)" in scale


def test_a_projects_own_words_stand_for_likelihood_and_confidence() -> None:
    choices = {"likelihoods": (Likelihood("very_likely", "all but sure", 85, 99),), "confidences": (Confidence("x"),)}
    judgements = part(brief(full_bridge(), **choices), JudgementsPart)
    assert judgements.judgements[0].likelihood == "all but sure (85 to 99 %)"
    assert judgements.judgements[0].confidence == ""
    assert judgements.judgements[1].likelihood == ""
    assert "all but sure (85 to 99 %)" in judgements.scale


def test_without_the_chapters_a_judgement_leads_nowhere() -> None:
    briefing = brief(full_bridge(), parts=in_order(without=("chapters",)))
    assert [one.chapter for one in part(briefing, JudgementsPart).judgements] == [None, None]


def test_no_judgements_make_no_list() -> None:
    assert "key_judgements" not in names(build_briefing(bridge()))
