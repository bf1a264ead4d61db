from annotator.core.briefing import Reference, Run, build_briefing
from annotator.core.briefing.tree import Disagreement, DisagreementsPart
from tests.briefings import Records, bridge, full_bridge, statement
from tests.core.briefing.parts import brief, in_order, names, part


def _found(project: Records) -> tuple[Disagreement, ...]:
    return part(build_briefing(project), DisagreementsPart).disagreements


def test_the_two_sides_of_a_contradiction_stand_beside_each_other_with_whose_they_are() -> None:
    first, _ = _found(full_bridge())
    assert [side.place for side in first.sides] == [
        Reference(statement("cracks"), "S-1"),
        Reference(statement("letter"), "S-6"),
    ]
    assert first.sides[0].text.startswith("“Inspectors found eleven cracks")
    assert first.sides[0].source_line.startswith("County Survey Office, in Orrin Gazette")
    assert first.sides[1].source_line == "letter.md, undated. Event March 2025."


def test_the_editors_assessment_is_told_and_a_missing_one_is_not_made_up() -> None:
    assert [one.assessment for one in _found(full_bridge())] == [
        "The letter stands alone and is undated; the survey names its inspectors.",
        "Not assessed yet.",
    ]


def test_they_come_in_the_order_in_which_the_document_first_meets_them() -> None:
    project = bridge()
    project.link("contradicts", statement("hebrew"), statement("odd"))
    project.link("contradicts", statement("letter"), statement("note"))
    project.link("contradicts", statement("closed"), statement("asked"))
    project.link("contradicts", statement("closed"), statement("note"))
    codes = [tuple(side.place.text for side in one.sides) for one in _found(project)]
    assert codes == [("S-2", "S-5"), ("S-2", "S-3"), ("S-5", "S-6"), ("S-8", "S-9")]


def test_each_is_told_with_the_chapter_in_which_its_first_statement_is_quoted() -> None:
    assert [one.chapter for one in _found(full_bridge())] == [
        "2.1 Six months of surveys",
        "3 Two towns, two accounts",
    ]


def test_a_statement_that_is_not_in_the_briefing_is_quoted_and_not_led_to() -> None:
    project = bridge()
    absent = project.add_statement("There never was a crack.", "valley", 9)
    project.link("contradicts", statement("cracks"), absent, "Nobody else says so.")
    (one,) = _found(project)
    assert one.sides[1].text == "“There never was a crack.”"
    assert one.sides[1].place == Run("S-10")


def test_other_links_are_no_disagreement() -> None:
    project = full_bridge()
    project.all_links = [link for link in project.all_links if link.kind != "contradicts"]
    assert "disagreements" not in names(build_briefing(project))


def test_without_the_chapters_nothing_is_led_to() -> None:
    found = part(brief(full_bridge(), parts=in_order(without=("chapters",))), DisagreementsPart).disagreements
    assert [side.place for side in found[0].sides] == [Run("S-1"), Run("S-6")]
