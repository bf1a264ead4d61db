"""Which pairs of sources a reviewer is asked about, and what is proposed."""

from dataclasses import replace

import pytest

from annotator.core.alike import MOST_NAMESAKES, agency_named, alike_pairs, proposed_origin
from annotator.core.likeness import Likeness
from annotator.core.records import Source
from tests.memory import day, source

POST = source("post", "The late ferry", "Harbour Post", day(2024, 3, 3))
WEEKLY = source("weekly", "A night of fog", "Ferry Weekly", day(2024, 3, 5))
COPY = source("copy", "Why it was late", "Bridge Times", day(2024, 3, 4))
SAME = Likeness(1.0, 1.0, is_same=True)
ALIKE = Likeness(0.904, 0.91)


def pairs(*sources: Source, apart: frozenset[tuple[str, str]] = frozenset(), **alike: Likeness):
    """Give the pairs of sources; `alike` tells how much those of two names are, as in `post_copy`."""
    by_name = {"post": POST, "weekly": WEEKLY, "copy": COPY}
    likenesses = {}
    for names, likeness in alike.items():
        one, other = (by_name[name].revision_uid for name in names.split("_"))
        likenesses[one, other] = likeness
    return alike_pairs(sources or (POST, WEEKLY, COPY), likenesses, apart)


def ordered(one: Source, other: Source) -> tuple[str, str]:
    first, second = sorted((one.uid, other.uid))
    return first, second


def test_the_later_one_is_told_by_its_date() -> None:
    (pair,) = pairs(post_weekly=ALIKE)
    assert (pair.older, pair.newer) == (POST, WEEKLY)


def test_the_most_alike_come_first_and_those_of_a_group_together() -> None:
    found = pairs(post_weekly=ALIKE, post_copy=SAME)
    assert [{pair.older.uid, pair.newer.uid} for pair in found] == [{POST.uid, COPY.uid}, {POST.uid, WEEKLY.uid}]
    assert [(pair.group, pair.group_size) for pair in found] == [(1, 3), (1, 3)]


def test_of_three_copies_two_pairs_are_asked_about() -> None:
    assert len(pairs(post_weekly=SAME, post_copy=SAME, weekly_copy=SAME)) == 2


def test_a_pair_that_is_kept_apart_is_not_offered() -> None:
    assert pairs(post_weekly=ALIKE, apart=frozenset({ordered(POST, WEEKLY)})) == []


def test_when_one_pair_of_three_is_kept_apart_the_others_are_still_asked_about() -> None:
    found = pairs(post_weekly=SAME, post_copy=SAME, weekly_copy=SAME, apart=frozenset({ordered(POST, WEEKLY)}))
    assert len(found) == 2


def test_two_outlets_that_carry_one_origin_are_decided_on() -> None:
    wire = {"origin": "Coast Wire"}
    assert pairs(replace(POST, **wire), replace(WEEKLY, origin="coast  wire"), post_weekly=ALIKE) == []


def test_two_sources_of_one_outlet_may_be_one_article_whatever_their_origin() -> None:
    wire = {"origin": "Coast Wire", "outlet": "Harbour Post"}
    assert len(pairs(replace(POST, **wire), replace(WEEKLY, **wire), post_weekly=ALIKE)) == 1


def test_sources_of_one_title_are_asked_about_though_their_texts_differ() -> None:
    (pair,) = pairs(POST, replace(WEEKLY, title="the late FERRY"))
    assert (pair.likeness, pair.has_same_title, pair.percent) == (None, True, 0)


def test_a_title_of_a_word_or_two_says_nothing() -> None:
    assert pairs(replace(POST, title="Opinion"), replace(WEEKLY, title="Opinion")) == []


def test_a_title_over_many_articles_is_the_name_of_a_column() -> None:
    many = [source(f"s{number}", "What we know today") for number in range(MOST_NAMESAKES + 1)]
    assert pairs(*many) == []
    assert len(pairs(*many[1:])) == MOST_NAMESAKES - 1


def test_texts_of_sources_that_are_gone_are_left_out() -> None:
    assert pairs(POST, WEEKLY, post_copy=SAME) == []


@pytest.mark.parametrize(("likeness", "percent"), [(SAME, 100), (Likeness(0.9999, 1.0), 99), (ALIKE, 90)])
def test_what_differs_in_a_word_is_never_wholly_the_same(likeness: Likeness, percent: int) -> None:
    (pair,) = pairs(post_weekly=likeness)
    assert pair.percent == percent


def test_an_article_inside_a_longer_one_is_told_by_what_of_it_is_there() -> None:
    (pair,) = pairs(post_weekly=Likeness(0.4, 0.95))
    assert pair.carried_percent == 95
    (other,) = pairs(post_weekly=ALIKE)
    assert other.carried_percent == 0


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        ("ORRIN (Reuters) - The ferry was late.", "Reuters"),
        ("The late ferry\nORRIN, March 3 (Yonhap) -- The ferry was late.", "Yonhap"),
        ("ORRIN, March 3. /TASS/. The ferry was late.", "TASS"),
        ("ORRIN (AP) — The ferry was late.", "AP"),
        ("The ferry was late, KCNA reported on Monday.", "KCNA"),
        ("The ferry was late, according to the Xinhua news agency.", "Xinhua"),
        ("연합뉴스에 따르면 연락선이 늦었다.", "Yonhap"),
        ("조선중앙통신은 연락선이 늦었다고 보도했다.", "KCNA"),
        ("The ferry (built in Orrin) was late.", ""),
        ("The captain spoke to Reuters in spring.", ""),
        ("The ferry was late.\n" * 90 + "ORRIN (Reuters) - More.", ""),
    ],
)
def test_an_agency_is_told_by_the_head_of_an_article(head: str, agency: str) -> None:
    assert agency_named(head) == agency


def test_the_origin_that_somebody_named_before_is_proposed() -> None:
    assert proposed_origin(POST, replace(WEEKLY, origin="Coast Wire"), ["(Reuters) - x"]) == "Coast Wire"


def test_else_the_agency_is_proposed_and_else_the_earlier_outlet() -> None:
    assert proposed_origin(WEEKLY, POST, ["ORRIN (Reuters) - x", ""]) == "Reuters"
    assert proposed_origin(WEEKLY, POST, ["", ""]) == proposed_origin(POST, WEEKLY, []) == "Harbour Post"


def test_where_the_earlier_one_has_no_outlet_the_other_is_proposed() -> None:
    assert proposed_origin(replace(POST, outlet=""), WEEKLY, []) == "Ferry Weekly"
