from dataclasses import replace
from datetime import date

import pytest

from annotator.core.briefing import build_briefing
from annotator.core.briefing.tree import DisagreementsPart
from annotator.core.compare.disagreements import Backing, Disagreement, Question, dates_exclude, disagreements
from annotator.core.records import FuzzyDate, Placement
from tests.briefings import Records, bridge, full_bridge, statement
from tests.core.briefing.parts import part
from tests.memory import about, day, month, uid, whole_year


def codes(found: list[Disagreement]) -> list[tuple[str, str]]:
    return [(each.sides[0].statement.code, each.sides[1].statement.code) for each in found]


def listed(project: Records) -> list[Disagreement]:
    dates = {each.uid: each.event_date for each in project.all_statements.values() if each.event_date}
    return disagreements(project, dates)


def contradictions(project: Records) -> list[Disagreement]:
    return [each for each in listed(project) if each.question is Question.CONTRADICTION]


def dated(project: Records, **dates: FuzzyDate) -> Records:
    for name, known in dates.items():
        there = project.all_statements[statement(name)]
        project.all_statements[there.uid] = replace(there, event_date=known)
    return project


@pytest.fixture
def two_dates() -> Records:
    project = dated(bridge(), note=day(2025, 3, 1), korean=day(2025, 3, 2))
    project.link("repeats", statement("korean"), statement("note"))
    return project


def test_each_contradiction_is_listed_with_both_its_sides():
    assert codes(contradictions(full_bridge())) == [("S-1", "S-6"), ("S-2", "S-3")]


def test_they_are_those_of_the_briefing():
    told = part(build_briefing(full_bridge()), DisagreementsPart).disagreements
    in_briefing = [tuple(side.place.text for side in each.sides) for each in told]
    assert codes(contradictions(full_bridge())) == in_briefing


def test_they_come_by_chapter_and_those_that_stand_in_none_come_last():
    project = bridge()
    free = project.add_statement("Nobody was told.", "letter", 0)
    other = project.add_statement("Everybody was told.", "valley", 1)
    project.link("contradicts", free, other)
    project.link("contradicts", statement("hebrew"), statement("odd"))
    project.link("contradicts", statement("closed"), statement("asked"))
    for chapter_uid, items in project.items.items():
        for item in items:
            if isinstance(item, Placement):
                there = project.all_statements[item.statement_uid]
                project.all_statements[there.uid] = replace(there, chapter_uids=(*there.chapter_uids, chapter_uid))
    numbers = [each.chapter.number if each.chapter else "" for each in listed(project)]
    assert numbers == ["3", "5", ""]


def test_a_pair_that_somebody_assessed_is_settled():
    assert [each.is_settled for each in contradictions(full_bridge())] == [True, False]


def test_a_side_rests_on_what_supports_and_repeats_it_and_on_as_many_origins():
    cracks = listed(full_bridge())[0].sides[0]
    assert cracks.backing == Backing(statements=3, origins=2)


def test_a_side_that_nothing_supports_rests_on_itself():
    letter = listed(full_bridge())[0].sides[1]
    assert letter.backing == Backing(1, 1)


def test_what_a_side_itself_supports_is_not_what_it_rests_on():
    project = bridge()
    project.link("supports", statement("cracks"), statement("costs"))
    project.link("contradicts", statement("cracks"), statement("letter"))
    assert listed(project)[0].sides[0].backing == Backing(1, 1)


def test_copies_of_one_origin_count_once():
    project = full_bridge()
    project.all_sources = [replace(each, origin="Orrin Gazette") for each in project.all_sources]
    assert listed(project)[0].sides[0].backing == Backing(statements=3, origins=1)


def test_the_tags_that_both_sides_bear_are_what_it_is_about():
    project = bridge()
    for name, tags in (("cracks", ("pier", "blame")), ("letter", ("pier", "cost"))):
        there = project.all_statements[statement(name)]
        project.all_statements[there.uid] = replace(there, tag_uids=tuple(map(uid, tags)))
    project.link("contradicts", statement("cracks"), statement("letter"))
    assert listed(project)[0].topic_uids == (uid("pier"),)


def test_a_pair_whose_source_is_gone_is_not_listed():
    project = full_bridge()
    project.all_sources = [each for each in project.all_sources if each.uid != uid("letter")]
    assert codes(contradictions(project)) == [("S-2", "S-3")]


def test_two_that_are_linked_as_one_event_with_dates_that_exclude_each_other_are_a_suggestion(two_dates: Records):
    found = listed(two_dates)
    assert [(each.question, *codes([each])) for each in found] == [(Question.DATES, ("S-5", "S-7"))]


@pytest.mark.parametrize("kind", ["responds", "contradicts"])
def test_two_that_are_linked_otherwise_are_no_suggestion(kind: str):
    project = dated(bridge(), note=day(2025, 3, 1), korean=day(2025, 3, 2))
    project.link(kind, statement("korean"), statement("note"))
    assert all(each.question is Question.CONTRADICTION for each in listed(project))


def test_a_suggestion_goes_once_the_two_are_linked_as_contradicting(two_dates: Records):
    two_dates.link("contradicts", statement("note"), statement("korean"))
    assert [each.question for each in listed(two_dates)] == [Question.CONTRADICTION]


def test_a_suggestion_goes_once_somebody_has_said_what_to_make_of_it(two_dates: Records):
    two_dates.all_links = [replace(link, assessment="Both stand.") for link in two_dates.all_links]
    assert listed(two_dates) == []


def test_two_that_both_support_and_repeat_each_other_are_one_suggestion(two_dates: Records):
    two_dates.link("supports", statement("korean"), statement("note"))
    assert len(listed(two_dates)) == 1


def test_a_date_that_nobody_knows_excludes_nothing():
    assert not dates_exclude(None, day(2025, 3, 1))


@pytest.mark.parametrize(
    ("one", "other", "is_excluded"),
    [
        (day(2025, 3, 1), day(2025, 3, 1), False),
        (day(2025, 3, 1), day(2025, 3, 2), True),
        (day(2025, 3, 1), month(2025, 3), False),
        (day(2025, 4, 1), month(2025, 3), True),
        (month(2025, 3), whole_year(2025), False),
        (about(date(2025, 3, 1), date(2025, 3, 10)), day(2025, 3, 10), False),
        (about(date(2025, 3, 1), date(2025, 3, 10)), day(2025, 3, 11), True),
    ],
)
def test_dates_exclude_each_other_where_no_day_could_be_both(one: FuzzyDate, other: FuzzyDate, is_excluded: bool):
    assert dates_exclude(one, other) is is_excluded
    assert dates_exclude(other, one) is is_excluded


def with_dates(each: Disagreement, field: str, *known: FuzzyDate) -> Disagreement:
    one, other = (
        replace(side, statement=replace(side.statement, **{field: date}))
        for side, date in zip(each.sides, known, strict=True)
    )
    return replace(each, sides=(one, other))


def test_dates_are_contested_where_they_exclude_each_other_those_of_the_event_first():
    found = with_dates(contradictions(full_bridge())[0], "event_date", month(2025, 3), month(2025, 3))
    said = with_dates(found, "said_date", day(2025, 4, 26), day(2025, 4, 28))
    assert said.contested == (day(2025, 4, 26), day(2025, 4, 28))
    both = with_dates(said, "event_date", day(2025, 3, 1), day(2025, 3, 2))
    assert both.contested == (day(2025, 3, 1), day(2025, 3, 2))


def test_dates_that_may_be_one_day_are_not_contested():
    found = with_dates(contradictions(full_bridge())[0], "event_date", month(2025, 3), day(2025, 3, 2))
    assert with_dates(found, "said_date", month(2025, 4), day(2025, 4, 26)).contested is None
