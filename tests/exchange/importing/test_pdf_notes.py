"""Notes at the foot are told by their size and by the marks that name them."""

import pytest

from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_notes import label_of, marks_in, split_notes
from annotator.exchange.importing.pdf_words import Word


def line(text: str, size: float = 10, raised: int | None = None) -> Line:
    words = [Word(each, at * 30, at * 30 + 28, 0, size) for at, each in enumerate(text.split(" "))]
    if raised is not None:
        words[raised].is_raised = True
    return Line(words, 0, 100, 0, size)


def notes(*lines: Line, referred: str = "1 2") -> list[tuple[str, str]]:
    return [(note.label, note.text) for note in split_notes(lines, 10, referred.split(" "))[1]]


TEXT = line("The ferry left 1 at nine", raised=3)


def test_a_raised_label_begins_a_note():
    assert notes(TEXT, line("1 Harbour log", 8, raised=0)) == [("1", "1 Harbour log")]


def test_a_label_on_the_line_begins_one_too():
    assert notes(TEXT, line("1. Harbour log", 8)) == [("1", "1. Harbour log")]


def test_a_label_that_stands_against_its_word_is_parted():
    assert notes(TEXT, line("1Harbour log", 8)) == [("1", "1 Harbour log")]


def test_a_note_goes_on_in_the_next_line():
    assert notes(TEXT, line("1 Harbour log", 8), line("of the night", 8)) == [("1", "1 Harbour log of the night")]


def test_a_number_inside_a_note_begins_none():
    assert len(notes(TEXT, line("1 Harbour log, page", 8), line("12 of the second", 8))) == 1


def test_a_label_that_nothing_refers_to_is_no_note():
    text, found = split_notes([TEXT, line("7 boats lay there", 8)], 10, ["1"])
    assert (len(text), found) == (2, [])


def test_lines_as_large_as_the_text_are_no_notes():
    assert notes(TEXT, line("1 Harbour log")) == []


def test_marks_are_found_raised_and_in_brackets():
    assert marks_in([TEXT, line("It came back [12] at ten")]) == {"1", "12"}


@pytest.mark.parametrize(("mark", "label"), [("3", "3"), ("(4)", "4"), ("²", "2"), ("†", "†"), ("a", "a"), ("rd", "")])
def test_a_mark_names_its_label(mark: str, label: str):
    assert label_of(Word(mark, 0, 0, 0, 6)) == label
