from dataclasses import replace
from typing import Any

import pytest

from annotator.core import prose
from annotator.core.briefing.settings import BriefingSettings, Likelihood
from annotator.core.checking import ChapterState, Finding, all_chapter_states, chapter_state, check
from annotator.core.records import Anchor, Conflict, ConflictHead, Placement, Prose
from annotator.core.vocabulary import OMISSION
from tests.briefings import Records, bridge, day, full_bridge, source, statement, uid

CHAPTER = uid("chapter 1")
ADDED = uid(f"prose {CHAPTER} 3")
SHUT, DESERTED = uid("statement 1"), uid("statement 2")
GONE, ALSO_GONE = uid("a deleted statement"), uid("another deleted statement")


def _cite(*uids: str) -> str:
    return "".join(map(prose.token, uids))


def _sound() -> Records:
    """Make the smallest briefing with prose in which nothing is wanting: one claim that rests on two origins."""
    made = Records()
    made.all_sources = [
        source("gazette", "", "Orrin Gazette", day(2025, 4, 28), reliability="B"),
        source("valley", "", "The Valley", day(2025, 5, 2), reliability="C"),
    ]
    made.read_uids = {uid("gazette"), uid("valley")}
    made.add_statement("The bridge was shut on Monday.", "gazette")
    made.add_statement("Nobody crosses the river any more.", "valley")
    made.add_chapter("1", "The closure")
    made.write(CHAPTER, f"Lorries cannot cross.{_cite(SHUT, DESERTED)}")
    made.place(CHAPTER, SHUT)
    made.place(CHAPTER, DESERTED)
    return made


def _saying(text: str, **judgement: Any) -> Records:
    """Make the sound briefing with one more passage."""
    made = _sound()
    made.write(CHAPTER, text, **judgement)
    return made


def _unwritten() -> Records:
    """Make the sound briefing without its prose."""
    made = _sound()
    made.items[CHAPTER] = [item for item in made.items[CHAPTER] if not isinstance(item, Prose)]
    return made


def _tell_of_source(project: Records, name: str, **values: Any) -> None:
    project.all_sources = [replace(one, **values) if one.uid == uid(name) else one for one in project.all_sources]


def _kinds(project: Records) -> list[str]:
    return [finding.kind for finding in check(project)]


def test_nothing_is_wanting_in_a_sound_briefing() -> None:
    assert check(_sound()) == []


def test_nothing_is_wanting_in_a_project_without_anything() -> None:
    assert check(Records()) == []


def test_a_conflict_is_found_until_it_is_settled() -> None:
    project = _sound()
    heads = (ConflictHead("The closure", uid("Ines Falk"), 2), ConflictHead("The repair", uid("Tomas Wren"), 1))
    project.all_conflicts = [Conflict("chapter", CHAPTER, "title", heads)]
    assert _kinds(project) == ["conflict"]
    project.all_conflicts = []
    assert check(project) == []


def test_a_quote_that_its_source_does_not_say_is_found_and_grave() -> None:
    project = _sound()
    project.texts[uid("gazette text")] = "The bridge was shut on Friday."
    assert check(project) == [Finding("changed_quote", "statement", SHUT, CHAPTER, "S-1", is_grave=True)]


def test_a_quote_that_was_highlighted_again_is_what_its_source_says() -> None:
    project = _sound()
    revision_uid, text = uid("gazette text"), "The bridge was shut on Friday."
    project.texts[revision_uid] = text
    project.change(SHUT, anchor=Anchor(revision_uid, 0, len(text), text, "", ""))
    assert check(project) == []


def test_a_shortened_quotation_that_its_statement_does_not_say_is_found_and_grave() -> None:
    project = _sound()
    other = project.add_chapter("2", "Shortened")
    project.place(other, SHUT, "shortened", f"The bridge {OMISSION} on Friday.")
    project.place(other, DESERTED)
    assert check(project) == [Finding("changed_quote", "statement", SHUT, other, "S-1", is_grave=True)]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("shortened", f"The bridge {OMISSION} on Monday."),
        ("paraphrased", "The bridge was closed on the first day of the week."),
        ("cited", ""),
    ],
)
def test_a_quotation_that_keeps_to_its_statement_is_in_order(form: str, words: str) -> None:
    project = _sound()
    other = project.add_chapter("2", "Shortened")
    project.place(other, SHUT, form, words)
    project.place(other, DESERTED)
    assert check(project) == []


def test_a_statement_on_an_older_text_of_its_source_is_found() -> None:
    project = _sound()
    _tell_of_source(project, "gazette", revision_uid=uid("gazette text, corrected"))
    assert check(project) == [Finding("moved_statement", "statement", SHUT, CHAPTER, "S-1")]


def test_a_statement_that_was_moved_to_the_newer_text_is_in_order() -> None:
    project = _sound()
    newer = uid("gazette text, corrected")
    _tell_of_source(project, "gazette", revision_uid=newer)
    project.texts[newer] = project.texts[uid("gazette text")]
    project.change(SHUT, anchor=replace(project.statement(SHUT).anchor, revision_uid=newer))
    assert check(project) == []


def test_a_quote_with_unseen_characters_that_turn_its_direction_is_found() -> None:
    project = _sound()
    revision_uid, text = uid("gazette text"), "The bridge was \u202etuhs\u202c."
    project.texts[revision_uid] = text
    project.change(SHUT, anchor=Anchor(revision_uid, 0, len(text), text, "", ""))
    assert check(project) == [Finding("turned_quote", "statement", SHUT, CHAPTER, "S-1")]


def test_a_changed_quote_is_not_also_said_to_have_moved() -> None:
    project = _sound()
    _tell_of_source(project, "gazette", revision_uid=uid("gazette text, corrected"))
    project.texts[uid("gazette text")] = ""
    assert _kinds(project) == ["changed_quote"]


def test_citations_of_deleted_statements_are_found_and_grave() -> None:
    project = _saying(f"Everybody agrees.{_cite(SHUT, GONE)} Nobody minds.{_cite(DESERTED, SHUT, ALSO_GONE)}")
    (found, *others) = check(project)
    assert found.kind == "deleted_citation"
    assert (found.target, found.uid, found.chapter_uid) == ("prose", ADDED, CHAPTER)
    assert (found.count, found.is_grave) == (2, True)
    assert [other.kind for other in others] == ["thin_claim"]


def test_a_passage_without_the_citation_of_the_deleted_statement_is_in_order() -> None:
    assert _kinds(_saying(f"Everybody agrees.{_cite(SHUT, DESERTED, GONE)}")) == ["deleted_citation"]
    assert check(_saying(f"Everybody agrees.{_cite(SHUT, DESERTED)}")) == []


def test_a_statement_whose_source_was_deleted_counts_as_deleted_with_it() -> None:
    project = _sound()
    project.all_sources = [one for one in project.all_sources if one.uid != uid("valley")]
    assert "deleted_citation" in _kinds(project)


def test_an_empty_chapter_is_found() -> None:
    project = _sound()
    empty = project.add_chapter("2", "Costs")
    assert check(project) == [Finding("empty_chapter", "chapter", empty, empty, "2")]


def test_a_chapter_in_which_something_stands_is_not_empty() -> None:
    project = _sound()
    filled = project.add_chapter("2", "Costs")
    project.place(filled, SHUT)
    project.place(filled, DESERTED)
    assert check(project) == []


def test_a_bare_heading_over_other_chapters_is_not_empty() -> None:
    project = _sound()
    project.add_chapter("2", "Costs")
    below = project.add_chapter("2.1", "Costs of the closure")
    assert [(finding.kind, finding.uid) for finding in check(project)] == [("empty_chapter", below)]


def test_a_chapter_whose_statements_have_one_origin_is_found_with_the_origins_name() -> None:
    project = _unwritten()
    _tell_of_source(project, "valley", origin="Orrin Gazette")
    assert check(project) == [Finding("thin_chapter", "chapter", CHAPTER, CHAPTER, "1", ("Orrin Gazette",))]


def test_a_chapter_with_statements_of_a_second_origin_is_not_thin() -> None:
    project = _unwritten()
    assert check(project) == []


def test_support_from_elsewhere_does_not_widen_what_is_quoted_in_a_chapter() -> None:
    project = _unwritten()
    second = project.add_chapter("2", "The river")
    project.place(second, DESERTED)
    project.link("supports", SHUT, DESERTED)
    assert check(project) == [Finding("thin_chapter", "chapter", second, second, "2", ("The Valley",))]


def test_a_statement_that_the_prose_beside_it_does_not_cite_is_found() -> None:
    project = _sound()
    idle = project.add_statement("The pier is older than the town.", "valley")
    project.place(CHAPTER, idle)
    assert check(project) == [Finding("not_cited", "chapter", CHAPTER, CHAPTER, "1", ("S-3",))]


def test_a_statement_that_one_of_the_passages_cites_is_cited() -> None:
    project = _sound()
    idle = project.add_statement("The pier is older than the town.", "valley")
    project.place(CHAPTER, idle)
    project.write(CHAPTER, f"It needs repair.{_cite(idle, SHUT)}")
    assert check(project) == []


def test_a_passage_that_cites_nothing_is_found_with_its_beginning() -> None:
    project = _saying("Nobody  knows why. It may be the pier.")
    assert check(project) == [Finding("uncited_prose", "prose", ADDED, CHAPTER, "1", ("Nobody knows why.",))]


@pytest.mark.parametrize("text", ["", "   "])
def test_a_passage_that_says_nothing_needs_no_citation(text: str) -> None:
    assert check(_saying(text)) == []


def test_a_claim_on_one_origin_is_found_with_its_name() -> None:
    project = _saying(f"Lorries turn back.{_cite(SHUT)}")
    assert check(project) == [Finding("thin_claim", "prose", ADDED, CHAPTER, "1", ("Orrin Gazette",))]


def test_a_claim_that_cites_a_second_origin_is_not_thin() -> None:
    assert check(_saying(f"Lorries turn back{_cite(SHUT)} and so do the rest{_cite(DESERTED)}.")) == []


def test_a_second_statement_of_the_same_source_is_no_second_origin() -> None:
    project = _sound()
    again = project.add_statement("It stays shut.", "gazette")
    project.place(CHAPTER, again)
    project.write(CHAPTER, f"Lorries turn back.{_cite(SHUT, again)}")
    assert _kinds(project) == ["thin_claim"]


def test_a_source_that_copies_the_first_is_no_second_origin() -> None:
    project = _sound()
    _tell_of_source(project, "valley", origin="Orrin Gazette")
    assert _kinds(project) == ["thin_chapter", "thin_claim"]


def test_a_claim_whose_statement_another_origin_supports_is_not_thin() -> None:
    project = _saying(f"Lorries turn back.{_cite(SHUT)}")
    project.link("supports", DESERTED, SHUT)
    assert check(project) == []


def test_support_of_the_same_origin_is_no_second_support() -> None:
    project = _saying(f"Lorries turn back.{_cite(SHUT)}")
    project.all_sources.append(source("copy", "", "Ferry Post", day(2025, 4, 29), reliability="C"))
    project.read_uids.add(uid("copy"))
    copied = project.add_statement("The bridge was shut on Monday, reports the Gazette.", "copy")
    project.link("supports", copied, SHUT)
    assert _kinds(project) == ["unplaced"]
    _tell_of_source(project, "copy", origin="Orrin Gazette")
    assert _kinds(project) == ["thin_claim", "unplaced"]


@pytest.mark.parametrize("kind", ["contradicts", "repeats", "responds"])
def test_a_link_of_another_kind_is_no_support(kind: str) -> None:
    project = _saying(f"Lorries turn back.{_cite(SHUT)}")
    project.link(kind, DESERTED, SHUT)
    assert _kinds(project) == ["thin_claim"]


def test_thin_claims_of_one_passage_are_counted_together_with_all_their_origins() -> None:
    project = _saying(f"Lorries turn back.{_cite(SHUT)} Nobody walks.{_cite(DESERTED)} So it is.{_cite(SHUT)}")
    (found,) = check(project)
    assert (found.count, found.names) == (3, ("Orrin Gazette", "The Valley"))


@pytest.mark.parametrize(
    ("text", "thin"),
    [
        ("One.{shut} Two.{deserted}", 2),
        ("One{shut}. Two{deserted}.", 2),
        ("One.{shut}{deserted} Two.", 0),
        ("One. {shut}Two.{deserted}", 2),
        ("{shut}One.{deserted} Two.", 0),
        ("One goes on{shut}, and on{deserted}", 0),
        ("{shut}", 1),
        ("{shut}{deserted}", 0),
        (" \t{shut}{deserted}  ", 0),
    ],
)
def test_a_citation_belongs_to_the_sentence_that_ends_before_it(text: str, thin: int) -> None:
    written = text.format(shut=_cite(SHUT), deserted=_cite(DESERTED))
    assert [finding.count for finding in check(_saying(written))] == ([thin] if thin else [])


@pytest.mark.parametrize(
    ("judgement", "missing"),
    [
        ({"likelihood": "likely"}, ("confidence",)),
        ({"confidence": "low"}, ("likelihood",)),
        ({}, ("likelihood", "confidence")),
        ({"likelihood": "perhaps", "confidence": "low"}, ("likelihood",)),
    ],
)
def test_a_key_judgement_that_says_too_little_is_found(judgement: dict[str, str], missing: tuple[str, ...]) -> None:
    project = _saying(f"It will open.{_cite(SHUT, DESERTED)}", is_key_judgement=True, **judgement)
    assert check(project) == [Finding("incomplete_judgement", "prose", ADDED, CHAPTER, "1", missing)]


def test_a_key_judgement_with_likelihood_and_confidence_is_complete() -> None:
    text = f"It will open.{_cite(SHUT, DESERTED)}"
    assert check(_saying(text, is_key_judgement=True, likelihood="likely", confidence="low")) == []


def test_a_likelihood_is_one_of_the_projects_own_words() -> None:
    text = f"It will open.{_cite(SHUT, DESERTED)}"
    project = _saying(text, is_key_judgement=True, likelihood="perhaps", confidence="low")
    assert check(project, settings=BriefingSettings(likelihoods=(Likelihood("perhaps"),))) == []


def test_a_source_without_a_date_is_found_until_it_has_one() -> None:
    project = _sound()
    _tell_of_source(project, "valley", published=None)
    assert check(project) == [Finding("undated_source", "source", uid("valley"), place="The Valley")]
    _tell_of_source(project, "valley", published=day(2025, 5, 2))
    assert check(project) == []


def test_a_source_without_a_grade_is_found_until_it_has_one() -> None:
    project = _sound()
    _tell_of_source(project, "valley", reliability="")
    assert check(project) == [Finding("ungraded_source", "source", uid("valley"), place="The Valley")]
    _tell_of_source(project, "valley", reliability="F")
    assert check(project) == []


def test_a_source_that_nobody_read_is_found_until_somebody_did() -> None:
    project = _sound()
    project.read_uids.remove(uid("valley"))
    assert check(project) == [Finding("unread_source", "source", uid("valley"), place="The Valley")]
    project.read_uids.add(uid("valley"))
    assert check(project) == []


def test_unread_sources_of_which_nothing_is_quoted_are_only_counted() -> None:
    project = _sound()
    project.all_sources += [source("post", "", "Ferry Post"), source("letter", ""), source("read", "")]
    project.read_uids.add(uid("read"))
    assert check(project) == [Finding("unread_source", "source", uid("post"), place="Ferry Post", count=2)]


def test_statements_that_stand_in_no_chapter_are_found_until_they_are_placed() -> None:
    project = _sound()
    left = [project.add_statement(f"Lorry {at} turned back.", "valley") for at in range(2)]
    assert check(project) == [Finding("unplaced", "statement", left[0], count=2)]
    for each in left:
        project.place(CHAPTER, each)
    assert _kinds(project) == ["not_cited"]


def _state(*items: Placement | Prose, origins: int = 2, has_below: bool = False) -> ChapterState:
    return chapter_state(items, origins, has_below)


def _placed(statement_uid: str) -> Placement:
    return Placement(uid(f"placed {statement_uid}"), CHAPTER, statement_uid, "")


def _passage(text: str) -> Prose:
    return Prose(ADDED, CHAPTER, "", text)


def test_a_chapter_in_which_nothing_stands_is_empty_unless_others_stand_below_it() -> None:
    assert _state(origins=0) == ChapterState(is_empty=True)
    assert _state(origins=0, has_below=True) == ChapterState()


def test_only_a_chapter_that_quotes_something_is_thin() -> None:
    assert _state(_placed(SHUT), origins=1) == ChapterState(is_thin=True)
    assert _state(_placed(SHUT), origins=2) == ChapterState()
    assert _state(_passage("Nobody knows why."), origins=1) == ChapterState()


def test_a_statement_is_uncited_where_no_passage_beside_it_cites_it() -> None:
    items = [_placed(SHUT), _placed(DESERTED)]
    assert _state(*items) == ChapterState()
    assert _state(*items, _passage("Nobody knows why.")).uncited == (SHUT, DESERTED)
    assert _state(*items, _passage(f"One.{_cite(DESERTED)}")).uncited == (SHUT,)
    assert _state(*items, _passage(f"One.{_cite(DESERTED)}"), _passage(f"Two.{_cite(SHUT)}")).uncited == ()


def test_a_chapters_state_counts_kinds_of_things_and_not_the_things() -> None:
    assert ChapterState().count == 0
    assert ChapterState(is_empty=True).count == 1
    assert ChapterState(is_thin=True, uncited=(SHUT, DESERTED)).count == 2


def test_every_chapter_has_a_state() -> None:
    states = all_chapter_states(bridge())
    assert {key: state for key, state in states.items() if state.count} == {
        uid("chapter 2.1"): ChapterState(uncited=(statement("cracks"),)),
        uid("chapter 2.2"): ChapterState(is_empty=True),
        uid("chapter 3"): ChapterState(uncited=(statement("cracks"), statement("costs"))),
        uid("chapter 4"): ChapterState(is_empty=True),
        uid("chapter 5"): ChapterState(uncited=(statement("hebrew"), statement("odd"))),
    }
    assert states.keys() == {chapter.uid for chapter in bridge().chapters()}


def test_a_bare_heading_over_other_chapters_is_not_empty_on_the_board() -> None:
    project = bridge()
    project.items[uid("chapter 2")] = []
    assert all_chapter_states(project)[uid("chapter 2")] == ChapterState()


def test_a_source_that_was_deleted_is_no_origin_on_the_board() -> None:
    project = _unwritten()
    assert not all_chapter_states(project)[CHAPTER].is_thin
    project.all_sources = [one for one in project.all_sources if one.uid != uid("valley")]
    assert all_chapter_states(project)[CHAPTER].is_thin


def test_the_board_and_the_check_say_the_same_of_every_chapter() -> None:
    project = full_bridge()
    thin = project.add_chapter("6", "Later")
    project.place(thin, statement("cracks"))
    wanted = {"empty_chapter": "is_empty", "thin_chapter": "is_thin", "not_cited": "uncited"}
    found = {(finding.chapter_uid, wanted[finding.kind]) for finding in check(project) if finding.kind in wanted}
    states = all_chapter_states(project).items()
    assert found == {(key, name) for key, state in states for name in wanted.values() if getattr(state, name)}
