from typing import Any

import pytest

from annotator.core import prose
from annotator.core.briefing.material import Material
from annotator.core.briefing.settings import BriefingSettings
from annotator.core.conflicts import conflict_findings
from annotator.core.findings import Finding
from annotator.core.identity import placement_uid
from annotator.core.records import Conflict, ConflictHead
from tests.briefings import Records, bridge, full_bridge, statement, uid

TOWNS = uid("chapter 3")


def _between(entity_type: str, entity_uid: str, field: str, *values: Any) -> Conflict:
    names = ("Tomas Wren", "Ines Falk", "Dara Quill")
    heads = [ConflictHead(value, uid(names[at % 3]), len(values) - at) for at, value in enumerate(values)]
    return Conflict(entity_type, entity_uid, field, tuple(heads))


def _found(conflict: Conflict, project: Records | None = None, language: str = "en") -> Finding:
    project = project or bridge()
    project.all_conflicts = [conflict]
    (found,) = conflict_findings(Material(project, (), BriefingSettings(language=language)))
    return found


def _versions(*values: Any) -> tuple[str, ...]:
    """Give the versions of a field as they are named, without the field's own name."""
    return _found(_between("statement", statement("cracks"), "kind", *values)).names[1:]


def test_without_conflicts_nothing_is_found() -> None:
    assert list(conflict_findings(Material(bridge(), (), None))) == []


def test_every_conflict_is_grave() -> None:
    project = bridge()
    project.all_conflicts = [
        _between("project", uid("project"), "title", "The bridge", "The crossing"),
        _between("chapter", TOWNS, "title", "Two towns", "Two accounts"),
        _between("chapter", TOWNS, "place"),
    ]
    found = list(conflict_findings(Material(project, (), None)))
    assert [(finding.kind, finding.is_grave) for finding in found] == [("conflict", True)] * 3


def test_each_field_of_the_same_thing_is_found_by_itself() -> None:
    project = full_bridge()
    passage_uid = project.all_conflicts[0].entity_uid
    project.all_conflicts.append(_between("prose", passage_uid, "likelihood", "likely", "unlikely"))
    found = conflict_findings(Material(project, (), None))
    assert [(finding.uid, finding.names[0]) for finding in found] == [
        (passage_uid, "the words"),
        (passage_uid, "the likelihood"),
    ]


def test_a_conflict_about_prose_leads_to_the_passage_in_its_chapter() -> None:
    passage_uid = bridge().items[TOWNS][0].uid
    found = _found(_between("prose", passage_uid, "text", "One", "Two"))
    assert (found.target, found.uid, found.chapter_uid) == ("prose", passage_uid, TOWNS)
    assert found.place == "the prose of chapter 3"


def test_prose_of_a_chapter_without_a_number_is_named_by_the_chapters_title() -> None:
    project = Records()
    passage_uid = project.write(project.add_chapter("", "Costs"), "Who pays?")
    found = _found(_between("prose", passage_uid, "text", "Who pays?", "Who paid?"), project)
    assert found.place == "the prose of chapter Costs"


def test_a_conflict_about_a_chapter_leads_to_it_by_number_and_title() -> None:
    found = _found(_between("chapter", TOWNS, "title", "Two towns", "Two accounts"))
    assert (found.target, found.uid, found.chapter_uid) == ("chapter", TOWNS, TOWNS)
    assert found.place == "3 Two towns, two accounts"


def test_a_chapter_without_a_number_is_named_by_its_title_alone() -> None:
    project = Records()
    chapter_uid = project.add_chapter("", "Costs")
    assert _found(_between("chapter", chapter_uid, "title", "Costs", "Prices"), project).place == "Costs"


def test_a_conflict_about_a_statement_names_its_code() -> None:
    found = _found(_between("statement", statement("asked"), "credibility", 2, 3))
    assert (found.target, found.uid, found.place) == ("statement", statement("asked"), "S-3")


def test_a_conflict_about_how_a_statement_is_quoted_leads_to_the_statement_in_that_chapter() -> None:
    placed = placement_uid(TOWNS, statement("asked"))
    forms = ({"form": "full", "words": ""}, {"form": "cited", "words": ""})
    found = _found(_between("placement", placed, "shown", *forms))
    assert (found.target, found.uid, found.chapter_uid) == ("statement", statement("asked"), TOWNS)
    assert found.place == "S-3"


@pytest.mark.parametrize(
    ("entity_type", "name", "place"),
    [
        ("source", "valley", "The Valley"),
        ("source", "letter", "letter.md"),
        ("tag", "tag cause", "cause"),
        ("actor", "Mayor Adeyemi", "Mayor Adeyemi"),
        ("project", "project", "the project"),
    ],
)
def test_other_conflicts_are_told_by_the_name_of_what_they_are_about(entity_type: str, name: str, place: str) -> None:
    found = _found(_between(entity_type, uid(name), "name", "One", "Two"), full_bridge())
    assert (found.target, found.uid, found.chapter_uid, found.place) == (entity_type, uid(name), "", place)


def test_what_no_screen_shows_is_put_down_to_the_project() -> None:
    found = _found(_between("hologram", uid("valley text"), "text", "One", "Two"))
    assert (found.target, found.place) == ("project", "the project")


def test_what_a_paragraph_is_can_be_seen_in_its_source() -> None:
    found = _found(_between("revision", uid("valley text"), "block:0", {"kind": "quote"}, {"kind": "heading"}))
    assert (found.target, found.place, found.names) == ("source", "The Valley", ("what kind of paragraph it is",))


def test_places_are_named_in_the_language_of_the_briefing() -> None:
    conflict = _between("prose", bridge().items[TOWNS][0].uid, "text", "하나", "둘")
    assert _found(conflict, language="ko").place == "3장의 글"


def test_the_field_is_named_first_and_the_version_that_is_printed_after_it() -> None:
    found = _found(_between("chapter", TOWNS, "title", "Two towns", "Two accounts"))
    assert found.names == ("the title", "Two towns", "Two accounts")


@pytest.mark.parametrize(("versions", "count"), [(0, 1), (2, 1), (3, 3), (4, 4)])
def test_two_versions_are_one_conflict_and_more_are_counted(versions: int, count: int) -> None:
    found = _found(_between("chapter", TOWNS, "title", *"ABCD"[:versions]))
    assert found.count == count


def test_versions_of_prose_are_told_without_their_citations() -> None:
    cited = f"The bridge is shut {prose.token(statement('closed'))}, for good.{prose.token(statement('cracks'))}"
    assert _versions(cited, "Shut.") == ("The bridge is shut, for good.", "Shut.")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 58 + " yz", "x" * 58 + "…"),
    ],
)
def test_a_version_of_more_than_sixty_characters_is_cut(value: str, said: str) -> None:
    assert _versions(value, "Shut.") == (said, "Shut.")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("credibility", 3, "3"),
        ("kind", None, "nothing"),
        ("kind", "", "nothing"),
        ("kind", "direct", "Direct quotation"),
        ("shown", {"form": "paraphrased", "words": "They deny it."}, "in other words: They deny it."),
        ("shown", {"form": "cited", "words": ""}, "only cited"),
        ("said_date", {"start": "2025-04-28", "end": "2025-04-28", "precision": "day"}, "28 April 2025"),
        ("said_date", {"start": "2025-01-01", "end": "2025-12-31", "precision": "year"}, "2025"),
        ("meta:title", {"value": "A crossing and its costs", "origin": "line 1"}, "A crossing and its costs"),
        ("anchor", {"revision": "r", "start": 144, "end": 156, "quote": "eleven cracks"}, "eleven cracks"),
        ("is_key_judgement", True, "yes"),
        ("actor", uid("Mayor Adeyemi"), "Mayor Adeyemi"),
        ("place", {"parent": uid("chapter 3"), "order": "a0"}, "3 Two towns, two accounts"),
        ("place", {"parent": None, "order": "a0"}, "the top level"),
    ],
)
def test_a_version_is_told_as_people_say_it(field: str, value: Any, said: str) -> None:
    found = _found(_between("statement", statement("cracks"), field, value, "other"), full_bridge())
    assert found.names[1] == said


def test_a_tag_that_one_reviewer_put_and_took_away_is_named() -> None:
    field = f"tag:{uid('tag cause')}:{uid('Ines Falk')}"
    found = _found(_between("statement", statement("cracks"), field, True, False), full_bridge())
    assert found.names == ("the tag “cause”", "yes", "no")


def test_something_deleted_beside_a_change_is_told_as_such() -> None:
    found = _found(_between("chapter", TOWNS, "", {"title": "Two towns"}, None))
    assert found.names == ("whether it is deleted", "kept", "deleted")


def test_a_move_that_was_ignored_has_no_versions_to_tell() -> None:
    assert _found(_between("chapter", TOWNS, "place")).names == ("the place",)


def test_a_link_is_named_by_the_statements_at_its_ends() -> None:
    project = full_bridge()
    link = project.all_links[0]
    found = _found(_between("link", link.uid, "assessment", "True", "False"), project)
    assert (found.target, found.place) == ("link", "the link of S-5, S-1")


def test_conflicts_of_chapters_that_are_not_asked_for_stay_out() -> None:
    project = full_bridge()
    passage = project.items[TOWNS][0].uid
    project.all_conflicts = [
        _between("chapter", TOWNS, "title", "One", "Two"),
        _between("prose", passage, "text", "One", "Two"),
        _between("tag", uid("tag cause"), "name", "One", "Two"),
    ]
    chosen = Material(project, ("2",), None)
    assert [found.target for found in conflict_findings(chosen, is_whole=False)] == ["tag"]
