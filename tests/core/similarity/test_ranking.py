"""The sentence that shares more of what is rare comes first."""

import math

import pytest

from annotator.core.similarity.ranking import AROUND, K1, B, Collection, by_rarity, query_weights, score

FEW = Collection(100, 10.0)


def test_a_rare_term_says_more_than_a_common_one():
    assert FEW.rarity(1) > FEW.rarity(50) > FEW.rarity(100) > 0


def test_what_stands_around_counts_less_than_what_a_sentence_says_itself():
    assert query_weights(["ferry"], ["ferry", "fog"]) == {"fog": AROUND, "ferry": 1.0}


def test_terms_that_stand_nowhere_fall_out_and_the_weightiest_come_first():
    frequencies = {"ferry": 50, "fog": 2}
    weighted = by_rarity({"ferry": 1.0, "fog": 1.0, "kraken": 1.0}, lambda term: frequencies.get(term, 0), FEW)
    assert list(weighted) == ["fog", "ferry"]


def test_the_score_is_that_of_the_formula():
    weights = {"fog": 2.0}
    length = K1 * (1 - B + B * 3 / 10)
    assert score(["fog", "fog", "late"], weights, FEW) == pytest.approx(2.0 * 2 * (K1 + 1) / (2 + length))


def test_a_term_said_again_adds_less_each_time():
    once, twice, thrice = (score(["fog"] * count + ["x"] * (5 - count), {"fog": 1.0}, FEW) for count in (1, 2, 3))
    assert twice - once > thrice - twice > 0


def test_a_longer_sentence_has_to_share_more():
    assert score(["fog"], {"fog": 1.0}, FEW) > score(["fog"] + ["word"] * 30, {"fog": 1.0}, FEW)


def test_no_sentences_at_all_are_no_error():
    assert score(["fog"], {"fog": 1.0}, Collection(0, 0.0)) > 0
    assert math.isfinite(Collection(0, 0.0).rarity(0))
