import pytest

from annotator.core.similarity.meaning import COMMON, Weights, blended


def test_a_query_keeps_its_own_points():
    assert blended(7.0, 7.0, 1.0, 1.0) == pytest.approx(7.0)


def test_a_query_that_nothing_stands_around_keeps_its_own_points():
    assert blended(7.0, 7.0, 1.0, None) == pytest.approx(7.0)


def test_meaning_finds_what_shares_no_word():
    assert blended(0.0, 7.0, 0.8, 0.0) > 0


def test_a_passage_that_is_alike_counts_less_than_the_sentence_itself():
    assert blended(1.0, 7.0, 0.8, 0.2) > blended(1.0, 7.0, 0.2, 0.8)


def test_what_all_sentences_on_a_subject_have_in_common_counts_nothing():
    assert blended(0.0, 7.0, COMMON, COMMON) == pytest.approx(0.0)


def test_without_weight_only_shared_words_count():
    assert blended(3.0, 7.0, 0.9, 0.9, Weights(likeness=0)) == 3.0
