import pytest

from annotator.core.briefing import Reference, Run, build_briefing
from annotator.core.briefing.tree import Corroboration
from annotator.core.origins import origin_keys
from tests.briefings import Records, bridge, day, full_bridge, source, statement, uid
from tests.core.briefing.parts import brief, chapter, quotation


def _place_anew(form: str = "full", words: str = "", name: str = "cracks") -> Records:
    project = bridge()
    project.items.clear()
    project.place(uid("chapter 1"), statement(name), form, words)
    return project


def _paragraphs(form: str = "full", words: str = "", name: str = "cracks") -> tuple[str, ...]:
    return quotation(build_briefing(_place_anew(form, words, name)), statement(name)).paragraphs


def _lines(project: Records, name: str) -> dict[str, Corroboration]:
    return {line.kind: line for line in quotation(build_briefing(project), statement(name)).corroboration}


def _source_line(project: Records, name: str) -> str:
    return quotation(build_briefing(project), statement(name)).source_line


def test_a_quotation_in_full_has_every_word_between_quotation_marks() -> None:
    assert _paragraphs(name="letter") == ("“I walked across it in March and saw no crack”",)


def test_a_shortened_quotation_stands_between_marks_with_its_omission() -> None:
    assert _paragraphs("shortened", "Inspectors found […] cracks") == ("“Inspectors found […] cracks”",)


def test_a_paraphrase_stands_without_quotation_marks() -> None:
    assert _paragraphs("paraphrased", "The pier is cracked.") == ("The pier is cracked.",)


def test_a_statement_that_is_only_cited_keeps_its_source_line_and_footnote() -> None:
    cited = quotation(build_briefing(_place_anew("cited")), statement("cracks"))
    assert cited.paragraphs == ()
    assert cited.footnote.text.startswith("Orrin Gazette")
    assert cited.source_line.startswith("County Survey Office, in Orrin Gazette")


def test_one_statement_is_quoted_in_each_chapter_in_its_own_form() -> None:
    briefing = build_briefing(full_bridge())
    forms = [one.form for one in briefing.quotations() if one.statement_uid == statement("cracks")]
    assert forms == ["full", "shortened"]


def test_a_quote_over_several_blocks_is_as_many_paragraphs_between_one_pair_of_marks() -> None:
    first, last = _paragraphs(name="costs")
    assert first == "“Closing a crossing is cheap."
    assert last.endswith("to the hills.”")


def test_an_image_in_a_quote_is_said_to_be_one() -> None:
    project = bridge()
    shown = project.add_statement("Look:\n\ufffc\nthere.", "valley")
    project.place(uid("chapter 4"), shown)
    assert quotation(build_briefing(project), shown).paragraphs == ("“Look:", "[image]", "there.”")


def test_words_that_turn_their_direction_turn_nothing_around_them() -> None:
    project = bridge()
    shown = project.add_statement("It was \u202edeneppah", "valley")
    project.place(uid("chapter 4"), shown)
    assert quotation(build_briefing(project), shown).paragraphs == ("\u2068“It was \u202edeneppah”\u2069",)


def test_a_source_line_names_speaker_source_date_place_kind_dates_and_both_grades_apart() -> None:
    assert _source_line(full_bridge(), "cracks") == (
        "County Survey Office, in Orrin Gazette, 28 April 2025, paragraph 2. Reported statement, said 27 April 2025, "
        "event April 2025. Reliability B, credibility 2."
    )


def test_a_date_without_a_kind_begins_its_sentence() -> None:
    project = bridge()
    project.change(statement("closed"), said_date=day(2025, 4, 28))
    project.change(statement("letter"), event_date=day(2025, 3, 1))
    assert "paragraph 5. Said 28 April 2025. Reliability B." in _source_line(project, "closed")
    assert _source_line(project, "letter") == "letter.md, undated. Event 1 March 2025."


def test_a_day_that_is_not_known_is_said_not_to_be_given() -> None:
    assert _source_line(bridge(), "asked") == (
        "Ferry owners, in The Valley, May 2025 (day not given), paragraph 4. Reliability C."
    )


def test_credibility_alone_is_no_reliability() -> None:
    project = bridge()
    project.change(statement("letter"), credibility=4)
    assert _source_line(project, "letter") == "letter.md, undated. Credibility 4."


def test_support_names_its_place_and_leads_there() -> None:
    line = _lines(full_bridge(), "asked")["supported"]
    assert line.text == "Supported by Structures Review, paragraph 7."
    assert line.parts[0] == Run("Supported", "supported")
    assert Reference(statement("costs"), "Structures Review, paragraph 7") in line.parts


def test_support_of_the_same_origin_is_marked_as_such() -> None:
    line = _lines(full_bridge(), "cracks")["supported"]
    assert line.text == "Supported by Structures Review, note 1; 강변일보, paragraph 3 (same origin)."


def test_a_contradiction_is_said_at_both_ends() -> None:
    project = full_bridge()
    assert _lines(project, "cracks")["contradicted"].text == "Contradicted by letter.md."
    assert _lines(project, "letter")["contradicted"].text == "Contradicted by Orrin Gazette, paragraph 2."


def test_a_repetition_is_said_at_both_ends_and_counts_as_the_same_word() -> None:
    project = full_bridge()
    assert (
        _lines(project, "note")["repeated"].text == "Repeated by 강변일보, paragraph 3, which counts as the same word."
    )
    assert "repeated" in _lines(project, "korean")


def test_support_and_answers_are_said_only_where_they_are_received() -> None:
    project = full_bridge()
    assert _lines(project, "closed")["answered"].text == "Answered by The Valley, paragraph 4."
    assert "answered" not in _lines(project, "asked")
    assert "supported" not in _lines(project, "note")


def test_a_contradiction_of_a_statement_that_is_not_in_the_briefing_is_named_without_a_jump() -> None:
    project = full_bridge()
    absent = project.add_statement("There never was a crack.", "valley", 9)
    project.link("contradicts", statement("cracks"), absent)
    line = _lines(project, "cracks")["contradicted"]
    assert line.text == "Contradicted by letter.md; The Valley, paragraph 9."
    assert [one.target for one in line.parts if isinstance(one, Reference)] == [statement("letter")]


def test_a_statement_that_is_cited_in_prose_alone_is_no_place_to_jump_to() -> None:
    project = bridge()
    project.items[uid("chapter 3")] = [item for item in project.items[uid("chapter 3")] if hasattr(item, "text")]
    project.link("contradicts", statement("cracks"), statement("letter"))
    line = _lines(project, "cracks")["contradicted"]
    assert line.parts[-2:] == (Run("letter.md"), Run("."))


def test_nothing_is_called_uncorroborated_where_nobody_links_in_support() -> None:
    project = bridge()
    project.link("contradicts", statement("cracks"), statement("letter"))
    kinds = {line.kind for one in build_briefing(project).quotations() for line in one.corroboration}
    assert kinds == {"contradicted"}


def test_what_no_other_origin_bears_out_is_called_uncorroborated_where_links_are_used() -> None:
    line = _lines(full_bridge(), "hebrew")["uncorroborated"]
    assert line.text == "Uncorroborated: no statement of another origin is linked in support."


def test_support_of_the_same_origin_alone_leaves_a_statement_uncorroborated() -> None:
    project = full_bridge()
    project.all_links = [link for link in project.all_links if link.kind == "supports"]
    project.all_links = [link for link in project.all_links if link.from_uid == statement("korean")]
    lines = _lines(project, "cracks")
    assert list(lines) == ["supported", "uncorroborated"]


def test_support_of_another_origin_is_corroboration() -> None:
    assert "uncorroborated" not in _lines(full_bridge(), "cracks")


@pytest.mark.parametrize("values", [{"kind": "assessment"}, {}])
def test_a_judgement_of_somebodys_own_needs_no_witness(values: dict[str, str]) -> None:
    project = full_bridge()
    project.change(statement("hebrew"), **values)
    assert ("uncorroborated" in _lines(project, "hebrew")) is not bool(values)


def test_what_is_only_cited_is_not_called_uncorroborated() -> None:
    project = full_bridge()
    project.place(uid("chapter 4"), statement("hebrew"), "cited")
    (cited,) = [one for one in chapter(build_briefing(project), "4").items if hasattr(one, "corroboration")]
    assert cited.corroboration == ()


def test_links_are_not_said_where_the_editor_does_not_want_them() -> None:
    assert all(not one.corroboration for one in brief(full_bridge(), shows_links=False).quotations())


def test_two_sources_of_one_origin_are_one_origin() -> None:
    made = [
        source("a", "A", "Wire"),
        source("b", "B", "Daily", origin="Wire"),
        source("c", "C", "Weekly", origin="wire"),
    ]
    keys = origin_keys(made)
    assert len({keys[one.uid] for one in made}) == 1
