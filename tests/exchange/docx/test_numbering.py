import re

import pytest

from annotator.exchange.docx.numbering import ChapterNumbers, HeadingList

OWN = HeadingList(definition=0, style_list=1, first_free=2)
NONE = HeadingList(definition=7, style_list=0, first_free=4)


def _counted(headings: HeadingList, numbers: list[str]) -> list[str]:
    """Count as Word does: a start is taken at the first use of its level in an instance; all share one count."""
    chapters = ChapterNumbers(headings)
    written = [chapters.properties(number, number.count(".") + 1) for number in numbers]
    starts = {
        uid: dict(re.findall(r'w:ilvl="(\d)"><w:startOverride w:val="(\d+)"', body))
        for uid, body in re.findall(r'<w:num w:numId="(\d+)">(.*?)</w:num>', chapters.instances)
    }
    counts = [0] * 9
    shown = []
    for number, properties in zip(numbers, written, strict=True):
        level = number.count(".")
        instance = next(iter(re.findall(r'w:numId w:val="(\d+)"', properties)), str(headings.style_list))
        start = starts.get(instance, {}).pop(str(level), None)
        counts[level] = int(start) if start else counts[level] + 1
        counts[level + 1 :] = [0] * (8 - level)
        shown.append(".".join(map(str, counts[: level + 1])))
    return shown


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "1.1", "1.1.1", "1.2", "2", "3", "3.1"],
        ["3", "3.1", "3.2", "5", "5.1"],
        ["2", "2.3", "2.4", "3", "3.1"],
        ["1", "4", "6", "6.2", "6.2.2", "6.3", "7"],
    ],
)
@pytest.mark.parametrize("headings", [OWN, NONE])
def test_word_counts_to_the_numbers_of_the_outline(headings: HeadingList, numbers: list[str]):
    assert _counted(headings, numbers) == numbers


def test_a_whole_outline_needs_nothing_but_the_styles():
    chapters = ChapterNumbers(OWN)
    assert [chapters.properties(number, number.count(".") + 1) for number in ("1", "1.1", "2")] == ["", "", ""]
    assert chapters.instances == ""


def test_a_chapter_without_a_number_stays_out_of_the_list():
    assert 'w:numId w:val="0"' in ChapterNumbers(OWN).properties("", 1)
