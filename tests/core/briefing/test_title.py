from annotator.core.briefing import build_briefing
from annotator.core.briefing.tree import TitlePart
from tests.briefings import Records, bridge, full_bridge, uid
from tests.core.briefing.parts import brief, part


def _facts(project: Records, **choices: str) -> dict[str, str]:
    return {fact.label: fact.text for fact in part(brief(project, **choices), TitlePart).facts}


def test_the_facts_count_what_is_in_the_briefing_and_invent_no_day() -> None:
    assert _facts(bridge(), editor="M. Okafor") == {
        "Editor": "M. Okafor",
        "Reviewers": "Ines Falk, Tomas Wren",
        "Evidence": "9 statements from 5 sources, published 28 April 2025 to May 2025",
        "Grades": "Source reliability A to F, information credibility 1 to 6",
    }


def test_authors_that_were_named_stand_beside_the_reviewers() -> None:
    facts = _facts(full_bridge())
    assert facts["Authors"] == "Ines Falk, Tomas Wren, Dara Quill"
    assert facts["Reviewers"] == "Ines Falk, Tomas Wren"


def test_one_of_a_kind_is_counted_in_the_singular() -> None:
    project = bridge()
    project.items = {uid("chapter 1"): project.items[uid("chapter 3")][1:2]}
    assert _facts(project)["Evidence"] == "1 statement from 1 source, published 28 April 2025"


def test_grades_are_not_spoken_of_where_nothing_is_graded() -> None:
    project = bridge()
    project.items = {uid("chapter 4"): []}
    project.place(uid("chapter 4"), project.add_statement("No grade at all.", "letter"))
    assert "Grades" not in _facts(project)
    assert _facts(project)["Evidence"] == "1 statement from 1 source"


def test_an_empty_project_claims_nothing() -> None:
    title = part(build_briefing(Records(reviewer_names=())), TitlePart)
    assert (title.facts, title.closing_line) == ((), "")


def test_what_it_is_called_and_how_it_is_handled_stand_in_the_briefing() -> None:
    briefing = build_briefing(full_bridge())
    assert briefing.title == "The bridge at Orrin"
    assert briefing.subtitle.startswith("Why the two towns")
    assert briefing.handling == "For the two councils only"
