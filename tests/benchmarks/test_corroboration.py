"""How well others' words are found: the means, and figures that the chosen weights have not seen."""

import pytest

from annotator.core.similarity.meaning import WEIGHTS, Weights
from benchmarks.corroboration import ROUNDS, Answer, cross_validated, in_words

QUESTIONS = [("a", start) for start in range(10)]
OTHERS = Weights(9.0, 1.0)


def answers(worth: float, questions: list[tuple[str, int]] = QUESTIONS) -> list[Answer]:
    return [Answer(each, worth, worth, worth) for each in questions]


def test_the_means_of_all_answers_are_said():
    assert in_words([*answers(1.0), *answers(0.0)]) == "hit@3 0.500, MRR 0.500, recall@3 0.500"


def test_each_question_is_measured_once_in_each_round():
    found = cross_validated({WEIGHTS: answers(0.4), OTHERS: answers(0.2)})
    assert sorted(each.question for each in found) == sorted(QUESTIONS * ROUNDS)


def test_the_weights_are_those_that_do_best_on_the_other_folds():
    found = cross_validated({WEIGHTS: answers(0.4), OTHERS: answers(0.6)})
    assert {each.hit for each in found} == {0.6}


def test_weights_that_do_well_on_one_question_alone_gain_nothing_there():
    lucky = [*answers(5.0, QUESTIONS[:1]), *answers(0.0, QUESTIONS[1:])]
    found = cross_validated({WEIGHTS: answers(0.4), OTHERS: lucky})
    measured = [each.hit for each in found if each.question == QUESTIONS[0]]
    assert measured == pytest.approx([0.4] * ROUNDS)
