from annotator.core.briefing import build_briefing
from annotator.core.briefing.tree import CodebookPart, CodebookRow, MethodPart
from tests.briefings import NOON, Records, bridge, full_bridge, statement, uid
from tests.core.briefing.parts import brief, names, part


def _facts(project: Records, chapters: tuple[str, ...] = ()) -> dict[str, str]:
    return {fact.label: fact.text for fact in part(brief(project, chapters=chapters), MethodPart).facts}


def _paragraphs(project: Records) -> str:
    return "\n".join(part(build_briefing(project), MethodPart).paragraphs)


def test_the_method_counts_what_was_read_made_used_and_agreed_on() -> None:
    assert _facts(full_bridge()) == {
        "Reviewers": "Ines Falk, Tomas Wren",
        "Period of work": "24 November 2025",
        "Sources read": "3 of 5",
        "Statements": "10 of 10 stand in this briefing",
        "Agreement": "1 of 2 statements that several reviewers tagged bear the same tags from each of them (50 %)",
    }


def test_statements_that_stand_nowhere_are_counted_among_those_that_were_made() -> None:
    project = full_bridge()
    project.add_statement("Nobody quotes this.", "valley")
    assert _facts(project)["Statements"] == "10 of 11 stand in this briefing"


def test_the_period_of_work_goes_from_the_oldest_to_the_newest_statement() -> None:
    project = bridge()
    project.change(statement("cracks"), created=NOON - 86_400_000 * 30)
    assert _facts(project)["Period of work"] == "25 October 2025 to 24 November 2025"


def test_agreement_is_told_only_of_statements_that_are_in_the_briefing() -> None:
    assert "Agreement" not in _facts(full_bridge(), ("5",))
    assert _facts(full_bridge(), ("2",))["Agreement"].startswith("0 of 1 statements")
    assert "Agreement" not in _facts(bridge())


def test_a_reviewer_who_works_on_two_computers_is_named_once() -> None:
    project = bridge()
    project.reviewer_names = ("Ines Falk", "Ines Falk")
    assert _facts(project)["Reviewers"] == "Ines Falk"


def test_scales_are_explained_only_where_they_are_used() -> None:
    project = bridge()
    for one in list(project.all_statements):
        project.change(one, credibility=None)
    assert "Credibility of information" not in _paragraphs(project)
    assert "Reliability of a source (Admiralty code): A completely reliable" in _paragraphs(project)
    assert "counts as supported" not in _paragraphs(project)
    assert "counts as supported" in _paragraphs(full_bridge())


def test_without_statements_there_is_no_method() -> None:
    assert "method" not in names(build_briefing(Records()))


def test_the_codebook_lists_used_tags_with_those_above_them_in_tree_order() -> None:
    assert part(build_briefing(full_bridge()), CodebookPart).rows == (
        CodebookRow("cause", 0, "Whatever is named as the reason for closing the bridge.", 2),
        CodebookRow("pier", 1, "The state of the northern pier.", 2),
        CodebookRow("blame", 0, "", 1),
        CodebookRow("cost", 0, "Money and detours.", 1),
    )


def test_a_tag_above_a_used_one_is_listed_even_where_it_stands_on_nothing() -> None:
    project = full_bridge()
    for name in ("cracks", "closed"):
        project.change(statement(name), tag_uids=(uid("tag pier"),))
    rows = part(build_briefing(project), CodebookPart).rows
    assert [(row.name, row.count) for row in rows][:2] == [("cause", 0), ("pier", 3)]


def test_without_tags_there_is_no_codebook() -> None:
    assert "codebook" not in names(build_briefing(bridge()))
