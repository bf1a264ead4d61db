"""Comparing reviewers over a project."""

from dataclasses import astuple, replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement import (
    Agreement,
    Disagreement,
    PairMeasures,
    ReviewersWork,
    Selection,
    TaggedSpan,
    UnitKind,
    compare,
)
from annotator.core.agreement.units import passages
from annotator.core.sentences import sentence_spans
from tests.core.agreement import direct
from tests.core.agreement.parts import INES, REVIEWERS, TAGS, TEXTS, TOMAS, UNA, orrin, tagged, work
from tests.memory import uid

CAUSE, COST, BLAME = (uid(f"tag {name}") for name in TAGS)
GAZETTE, VALLEY = uid("gazette"), uid("valley")


@st.composite
def spans(draw: st.DrawFn) -> TaggedSpan:
    name = draw(st.sampled_from(list(TEXTS)))
    start = draw(st.integers(0, len(TEXTS[name]) - 2))
    end = draw(st.integers(start + 1, len(TEXTS[name])))
    tag, reviewer = draw(st.sampled_from([CAUSE, COST, BLAME])), draw(st.sampled_from(REVIEWERS))
    return TaggedSpan(uid(name), start, end, tag, reviewer)


WORK = st.builds(
    ReviewersWork,
    st.lists(spans(), max_size=8).map(tuple),
    st.dictionaries(st.sampled_from([GAZETTE, VALLEY]), st.frozensets(st.sampled_from(REVIEWERS))),
)
UNITS = st.sampled_from(UnitKind)


def judges(done: ReviewersWork, source_uid: str) -> list[str]:
    judging = {span.reviewer_uid for span in done.spans if span.source_uid == source_uid}
    judging |= done.read_by.get(source_uid, frozenset())
    return [reviewer for reviewer in REVIEWERS if reviewer in judging]


def by_sentence(done: ReviewersWork, tag_uids: set[str]) -> direct.Rows:
    """Give what each reviewer says of each sentence, one by one."""
    rows: list[list[frozenset[str] | None]] = [[] for _ in REVIEWERS]
    for name, text in TEXTS.items():
        judging = judges(done, uid(name))
        breaks = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n"), len(text) + 1]
        for low, high in pairwise(breaks):
            for start, end in sentence_spans(text, low, high - 1):
                for row, reviewer in zip(rows, REVIEWERS, strict=True):
                    put = {
                        span.tag_uid
                        for span in done.spans
                        if (span.source_uid, span.reviewer_uid) == (uid(name), reviewer)
                        and span.tag_uid in tag_uids
                        and span.start < end
                        and start < span.end
                    }
                    row.append(frozenset(put) if reviewer in judging else None)
    return rows


def unitised(done: ReviewersWork, tag_uid: str) -> tuple[float, float]:
    """Give the observed and the expected disagreement on the spans of a tag."""
    continua = []
    for name, text in TEXTS.items():
        judging = judges(done, uid(name))
        marked = [
            [
                (span.start, span.end)
                for span in done.spans
                if (span.source_uid, span.reviewer_uid, span.tag_uid) == (uid(name), reviewer, tag_uid)
            ]
            for reviewer in judging
        ]
        if len(judging) > 1:
            continua.append((len(text), [passages(spans) for spans in marked]))
    return direct.unitising(continua)


def assert_same_figures(found: Agreement, expected: Agreement) -> None:
    """Hold against each other what names no reviewer."""
    assert (found.source_uids, len(found.tags)) == (expected.source_uids, len(expected.tags))
    for one, other in zip((found.all_tags, *found.tags), (expected.all_tags, *expected.tags), strict=True):
        assert astuple(one) == pytest.approx(astuple(other))


@given(WORK)
def test_on_sentences_every_figure_is_the_formula_applied_to_them_one_by_one(done: ReviewersWork):
    found = compare(orrin(), done)
    for each, wanted in [(found.all_tags, {CAUSE, COST, BLAME}), *((tag, {tag.tag_uid}) for tag in found.tags)]:
        rows = by_sentence(done, wanted)
        assert (each.units, each.agreed) == direct.agreed(rows)
        assert each.alpha == pytest.approx(direct.alpha(rows))
        pairs = [direct.kappa(rows, *places) for places in combinations(range(3), 2)]
        defined = [kappa for kappa in pairs if kappa is not None]
        assert each.kappa == pytest.approx(sum(defined) / len(defined) if defined else None)


@given(WORK, UNITS)
def test_unitising_alpha_looks_at_the_spans_of_the_articles_that_are_compared(done: ReviewersWork, unit: UnitKind):
    found = compare(orrin(), done, unit=unit)
    by_tag = {each.tag_uid: unitised(done, each.tag_uid) for each in found.tags}
    for each in found.tags:
        observed, expected = by_tag[each.tag_uid]
        assert each.unitising_alpha == pytest.approx(1 - observed / expected)
    observed, expected = (sum(each) for each in zip((0, 0), *by_tag.values(), strict=True))
    assert found.all_tags.unitising_alpha == pytest.approx(1 - observed / expected if expected else None)


@given(WORK)
def test_the_matrix_counts_what_one_has_and_the_other_lacks(done: ReviewersWork):
    for pair in compare(orrin(), done).pairs:
        places = REVIEWERS.index(pair.first_uid), REVIEWERS.index(pair.second_uid)
        for each in pair.tags:
            rows = [by_sentence(done, {each.tag_uid})[place] for place in places]
            units = [unit for unit in zip(*rows, strict=True) if None not in unit]
            assert each.only_first == sum(len(one) > len(other) for one, other in units)
            assert each.only_second == sum(len(one) < len(other) for one, other in units)
            assert each.both == sum(bool(one and other) for one, other in units)
            assert each.units - each.agreed == each.only_first + each.only_second


@given(WORK, st.permutations(REVIEWERS), UNITS)
def test_calling_reviewers_otherwise_changes_no_figure(done: ReviewersWork, others: list[str], unit: UnitKind):
    names = dict(zip(REVIEWERS, others, strict=True))
    renamed = ReviewersWork(
        tuple(replace(span, reviewer_uid=names[span.reviewer_uid]) for span in done.spans),
        {source_uid: {names[reviewer] for reviewer in read} for source_uid, read in done.read_by.items()},
    )
    assert_same_figures(compare(orrin(), renamed, unit=unit), compare(orrin(), done, unit=unit))


@given(st.lists(spans(), min_size=1), UNITS)
def test_perfect_agreement_is_one_wherever_it_is_defined(marks: list[TaggedSpan], unit: UnitKind):
    done = ReviewersWork(tuple(replace(span, reviewer_uid=reviewer) for span in marks for reviewer in REVIEWERS))
    found = compare(orrin(), done, unit=unit)
    for each in (found.all_tags, *found.tags):
        assert {each.kappa, each.alpha, each.unitising_alpha} <= {1, None}
        assert each.agreed == each.units > 0
    assert found.disagreements == ()


@given(WORK, UNITS, st.sampled_from([CAUSE, COST, BLAME]))
def test_choosing_tags_leaves_their_figures_as_they_are_among_all(done: ReviewersWork, unit: UnitKind, tag_uid: str):
    among_all = {each.tag_uid: each for each in compare(orrin(), done, unit=unit).tags}
    alone = compare(orrin(), done, Selection(tag_uids=(tag_uid,)), unit)
    assert alone.tags == (among_all.get(tag_uid, alone.tags[0]),)
    assert astuple(alone.all_tags)[1:] == astuple(alone.tags[0])[1:]


@given(WORK)
def test_a_pair_is_told_the_same_whoever_else_is_compared(done: ReviewersWork):
    for pair in compare(orrin(), done).pairs:
        (alone,) = compare(orrin(), done, Selection(reviewer_uids=(pair.first_uid, pair.second_uid))).pairs
        assert alone.all_tags == pair.all_tags
        assert alone.sources == pair.sources


@given(WORK, UNITS)
def test_each_disagreement_names_everybody_who_judged_the_place_once_in_reading_order(
    done: ReviewersWork, unit: UnitKind
):
    found = compare(orrin(), done, unit=unit).disagreements
    order = [GAZETTE, VALLEY]
    codebook = [CAUSE, COST, BLAME]
    places = [(order.index(each.source_uid), each.start, each.end, codebook.index(each.tag_uid)) for each in found]
    assert places == sorted(set(places))
    for each in found:
        assert each.put_uids
        assert each.missing_uids
        assert sorted((*each.put_uids, *each.missing_uids)) == sorted(judges(done, each.source_uid))


def test_who_neither_read_nor_tagged_a_source_is_missing_there_and_not_a_no():
    done = work(
        tagged(INES, "gazette", "blames frost", "cause"),
        tagged(TOMAS, "gazette", "blames frost", "cause"),
        tagged(INES, "valley", "cracked", "cause"),
    )
    found = compare(orrin(), done)
    assert found.source_uids == (GAZETTE,)
    assert found.reviewer_uids == (INES, TOMAS)
    assert (found.all_tags.units, found.all_tags.agreed) == (3, 3)


def test_who_marked_a_source_as_read_said_no_by_his_silence():
    found = compare(orrin(), work(tagged(INES, "valley", "cracked", "cause"), read={"valley": (UNA,)}))
    assert found.disagreements == (Disagreement(VALLEY, 0, 18, CAUSE, (INES,), (UNA,)),)
    assert found.all_tags.percentage == 50


def test_a_tag_that_is_not_wanted_shows_all_the_same_that_somebody_judged_the_source():
    done = work(tagged(INES, "valley", "cracked", "cause"), tagged(UNA, "valley", "silent", "cost"))
    (found,) = compare(orrin(), done, Selection(tag_uids=(CAUSE,))).tags
    assert (found.units, found.agreed) == (2, 1)


def test_a_tag_on_a_statement_over_two_sentences_is_on_both():
    done = work(tagged(INES, "gazette", "shut. Nobody", "cause"), read={"gazette": (TOMAS,)})
    assert [(each.start, each.end) for each in compare(orrin(), done).disagreements] == [(0, 19), (20, 36)]


def test_on_passages_a_boundary_that_differs_is_no_disagreement():
    done = work(
        tagged(INES, "gazette", "The bridge is shut", "cause"), tagged(TOMAS, "gazette", "bridge is shut. N", "cause")
    )
    found = compare(orrin(), done, unit=UnitKind.PASSAGES)
    assert (found.all_tags.units, found.all_tags.agreed) == (1, 1)
    assert compare(orrin(), done).all_tags.percentage == pytest.approx(200 / 3)
    assert found.all_tags.unitising_alpha == compare(orrin(), done).all_tags.unitising_alpha < 1


def test_for_all_tags_together_agreeing_is_to_give_the_same_set():
    done = work(tagged(INES, "valley", "cracked", "cause", "cost"), tagged(TOMAS, "valley", "cracked", "cause"))
    found = compare(orrin(), done)
    assert (found.all_tags.units, found.all_tags.agreed) == (2, 1)
    assert [(each.tag_uid, each.agreed) for each in found.tags] == [(CAUSE, 2), (COST, 1)]
    assert found.pairs[0].all_tags == PairMeasures("", 2, 1, found.all_tags.kappa, both=1, only_first=1, only_second=0)


def test_several_reviewers_are_compared_in_pairs_that_share_a_source():
    done = work(
        tagged(INES, "gazette", "frost", "cause"),
        tagged(TOMAS, "gazette", "shut", "cause"),
        tagged(TOMAS, "valley", "silent", "cause"),
        tagged(UNA, "valley", "silent", "cause"),
    )
    found = compare(orrin(), done)
    assert [(pair.first_uid, pair.second_uid, pair.sources) for pair in found.pairs] == [
        (INES, TOMAS, 1),
        (TOMAS, UNA, 1),
    ]
    assert [pair.all_tags.kappa for pair in found.pairs] == pytest.approx([-0.5, 1])
    assert found.all_tags.kappa == pytest.approx(0.25)


def test_a_selection_leaves_out_other_sources():
    done = work(read={"gazette": (INES, TOMAS), "valley": (INES, TOMAS)})
    assert compare(orrin(), done, Selection(source_uids=(VALLEY,))).source_uids == (VALLEY,)


def test_a_tag_that_is_wanted_and_that_nobody_used_is_agreed_on_and_not_defined():
    done = work(read={"gazette": (INES, TOMAS)})
    assert compare(orrin(), done).tags == ()
    (found,) = compare(orrin(), done, Selection(tag_uids=(COST,))).tags
    assert (found.percentage, found.kappa, found.alpha, found.unitising_alpha) == (100, None, None, None)


def test_where_nobody_shares_a_source_nothing_is_compared():
    found = compare(orrin(), work(tagged(INES, "gazette", "frost", "cause"), tagged(UNA, "valley", "pier", "cause")))
    assert (found.source_uids, found.reviewer_uids, found.pairs, found.disagreements) == ((), (), (), ())
    assert (found.all_tags.percentage, found.all_tags.alpha) == (None, None)
