import pytest

from annotator.core.similarity.meaning import blended


def test_a_query_keeps_its_own_points():
    assert blended(7.0, 7.0, 1.0, 1.0) == pytest.approx(7.0)


def test_meaning_finds_what_shares_no_word():
    assert blended(0.0, 7.0, 0.8, 0.0) > 0


def test_neighbours_that_are_alike_count_less_than_the_sentences_themselves():
    assert blended(1.0, 7.0, 0.8, 0.2) > blended(1.0, 7.0, 0.2, 0.8)


def test_without_weight_only_shared_words_count():
    assert blended(3.0, 7.0, 0.9, 0.9, weight=0) == 3.0
