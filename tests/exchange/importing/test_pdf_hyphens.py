"""The ends of lines are joined as the words want it."""

import pytest

from annotator.exchange.importing.pdf_hyphens import Joints
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_words import Word


def line(text: str, is_spaced: bool = True) -> Line:
    words = [Word(each, 0, 10, 0, 10) for each in text.split(" ")]
    words[0].is_spaced = is_spaced
    return Line(words, 0, 10, 0, 10)


def joined(before: str, after: str, *others: str, is_spaced: bool = False) -> str:
    joints = Joints([line(before), line(after, is_spaced), *map(line, others)])
    gone, between = joints.joint(before, after, is_spaced)
    return before[: len(before) - gone] + between + after


def test_a_parted_word_becomes_one():
    assert joined("the break-", "water holds") == "the breakwater holds"


def test_a_soft_hyphen_goes():
    assert joined("the break\u00ad", "water") == "the breakwater"


def test_a_compound_that_stands_elsewhere_keeps_its_hyphen():
    assert joined("a north-", "east wind", "the north-east coast") == "a north-east wind"


def test_the_joined_word_elsewhere_speaks_for_joining():
    assert joined("under-", "standing", "an understanding", "under", "standing") == "understanding"


def test_two_words_of_the_text_keep_their_hyphen_where_the_joined_one_is_unknown():
    assert joined("the harbour-", "master", "a harbour", "the master") == "the harbour-master"


def test_a_chain_of_words_keeps_its_hyphens():
    assert joined("state-of-the-", "art") == "state-of-the-art"


@pytest.mark.parametrize("after", ["Saxon", "20"])
def test_a_hyphen_stays_before_capitals_and_numbers(after: str):
    assert joined("Anglo-", after) == f"Anglo-{after}"


def test_lines_of_words_are_joined_with_a_space():
    assert joined("the ferry", "left") == "the ferry left"


def test_chinese_lines_are_joined_without_a_space():
    assert joined("渡船離開", "北港。") == "渡船離開北港。"


def test_korean_lines_are_joined_as_the_file_spaces_them():
    assert joined("여객선이 북", "쪽으로", is_spaced=True) == "여객선이 북 쪽으로"


def test_korean_lines_are_joined_to_a_word_that_stands_elsewhere():
    assert joined("배가 항", "구를 떠났다", "그 항구를") == "배가 항구를 떠났다"


def test_korean_lines_without_any_sign_are_joined_with_a_space():
    assert joined("배가", "떠났다") == "배가 떠났다"


def test_korean_words_are_one_where_other_lines_end_in_spaces():
    assert joined("배가 항", "구를", "그", "배는", "또") == "배가 항구를"
