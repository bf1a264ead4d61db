import pytest

from annotator.core.suggesting.reports import find_reports
from tests.core.suggesting.paragraphs import source_of


def speakers(*paragraphs: str) -> list[str]:
    text, blocks = source_of(*paragraphs)
    return [each.speaker for each in find_reports(text, blocks)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Harbour Board said that the pier was gone.", "Harbour Board"),
        ("On Monday, Anna Bakke told the crew that the pier was gone.", "Anna Bakke"),
        ("Merchants who cross the strait reported that the pier was gone.", "Merchants who cross the strait"),
        ("Piet Vos, the director, argued that the pier was gone.", "Piet Vos"),
        ("According to Anna Bakke, the pier was gone.", "Anna Bakke"),
        ("The pier was gone, according to two officials who had seen it.", "Two officials"),
    ],
)
def test_a_sentence_names_whose_words_it_reports(sentence: str, speaker: str):
    assert speakers(sentence) == [speaker]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pier that everybody knew was gone.",
        "They said that the pier was gone.",
        "The board may have said that the pier was gone.",
        "A state that admits to a fault is no longer feared.",
        "The pier was gone.",
    ],
)
def test_a_sentence_that_reports_nobody_known_is_passed_over(sentence: str):
    assert speakers(sentence) == []


def test_a_surname_is_the_whole_name_that_stood_before():
    assert speakers("Captain Anna Bakke came late.", "Bakke said that the pier was gone.") == ["Anna Bakke"]


def test_the_place_that_says_so_lies_in_its_sentence():
    text, blocks = source_of("It burnt. Anna Bakke said that the pier was gone.")
    (found,) = find_reports(text, blocks)
    assert found.start <= found.said[0] < found.said[1] <= found.end
    assert text[slice(*found.said)] == "said"
