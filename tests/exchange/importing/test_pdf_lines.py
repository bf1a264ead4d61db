"""Words that stand side by side become lines, and lines become rows."""

from annotator.exchange.importing.pdf_lines import Line, join_words, rows, usual_size
from annotator.exchange.importing.pdf_words import Word


def word(
    text: str, left: float, y: float = 100, size: float = 10, width: float | None = None, spaced: bool = True
) -> Word:
    return Word(text, left, left + (len(text) * size / 2 if width is None else width), y, size, is_spaced=spaced)


def test_words_beside_each_other_are_one_line():
    [line] = join_words([word("The", 50), word("ferry", 68)], 1)
    assert (line.text, line.left, line.right, line.page) == ("The ferry", 50, 93, 1)


def test_a_wide_gap_parts_lines():
    assert [line.text for line in join_words([word("Harbour", 50), word("Boats", 120)], 1)] == ["Harbour", "Boats"]


def test_another_baseline_parts_lines():
    assert len(join_words([word("The", 50), word("ferry", 68, y=112)], 1)) == 2


def test_a_small_word_that_stands_higher_is_a_mark():
    [line] = join_words([word("left", 50), word("3", 70, y=96, size=6, spaced=False), word("at", 78)], 1)
    assert [(each.text, each.is_raised) for each in line.words] == [("left", False), ("3", True), ("at", False)]
    assert (line.text, line.baseline, line.size) == ("left3 at", 100, 10)


def test_a_mark_before_the_words_of_a_note_is_one_too():
    [line] = join_words([word("3", 50, y=96, size=6), word("Harbour", 55, spaced=False)], 1)
    assert (line.words[0].is_raised, line.baseline) == (True, 100)


def test_a_small_word_that_stands_lower_is_no_mark():
    [line] = join_words([word("H", 50), word("2", 55, y=102, size=6, spaced=False)], 1)
    assert not any(each.is_raised for each in line.words)


def test_a_row_has_its_parts_as_cells_from_left_to_right():
    parts = join_words([word("15", 200), word("Osthafen", 50)], 1)
    [row] = rows(parts)
    assert [cell.text for cell in row.cells] == ["Osthafen", "15"]


def test_a_line_that_is_set_apart_evenly_is_one_cell():
    [row] = rows(join_words([word("nobody", 50), word("saw", 100), word("it", 135), word("again", 165)], 1))
    assert len(row.cells) == 1


def test_a_large_first_letter_joins_the_first_line_beside_it():
    parts = [*join_words([word("T", 50, y=124, size=34, width=20)], 1)]
    for at in range(3):
        parts += join_words([word("he ferry left" if not at else "words go on", 72, y=100 + at * 12, width=150)], 1)
    first = rows(parts)[0]
    assert (first.text, first.left) == ("The ferry left", 50)


def test_the_usual_size_is_that_of_most_letters():
    lines = join_words([word("A head", 50, size=20), word("many more letters", 50, y=130)], 1)
    assert (usual_size(lines), usual_size([])) == (10, 0)


def test_a_line_is_bold_when_all_its_words_are():
    bold = Word("Bold", 50, 70, 100, 10, is_bold=True)
    assert Line([bold], 50, 70, 100, 10).is_bold
    assert not Line([bold, word("plain", 75)], 50, 100, 100, 10).is_bold
