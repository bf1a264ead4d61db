"""Rows of cells that stand under each other are a table."""

from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_tables import find_tables, part_cells, rows_of
from annotator.exchange.importing.pdf_words import Word


def row(y: float, *cells: tuple[float, str]) -> Line:
    parts = []
    for x, text in cells:
        words = [Word(each, x + at * 30, x + at * 30 + 27, y, 10) for at, each in enumerate(text.split(" "))]
        parts.append(Line(words, x, words[-1].right, y, 10))
    line = Line([word for part in parts for word in part.words], parts[0].left, parts[-1].right, y, 10)
    line.cells = parts
    return line


HARBOURS = [
    row(y, (50, name), (200, boats))
    for y, name, boats in ((0, "Osthafen", "15"), (16, "Sennick", "7"), (32, "Kell", "40"))
]


def cells(lines: list[Line]) -> list[list[str]]:
    return [[" ".join(part.text for part in cell) for cell in found] for found in rows_of(lines)]


def test_three_rows_of_two_cells_are_a_table():
    assert find_tables(HARBOURS) == [(0, 3)]
    assert cells(HARBOURS) == [["Osthafen", "15"], ["Sennick", "7"], ["Kell", "40"]]


def test_two_rows_of_two_cells_are_none():
    assert find_tables(HARBOURS[:2]) == []


def test_text_before_and_behind_is_no_part_of_it():
    text = row(-20, (50, "The boats of the harbours"))
    assert find_tables([text, *HARBOURS, row(60, (50, "So it was"))]) == [(1, 4)]


def test_cells_that_do_not_stand_under_each_other_are_no_table():
    lines = [row(at * 16, (50, "Words"), (130 + at * 37, "more")) for at in range(4)]
    assert find_tables(lines) == []


def test_numbers_that_end_at_one_place_are_a_column():
    lines = [
        row(0, (50, "Osthafen"), (200, "1")),
        row(16, (50, "Sennick"), (170, "2 3")),
        row(32, (50, "Kell"), (140, "4 5 6")),
    ]
    assert find_tables(lines) == [(0, 3)]


def test_lines_inside_a_sentence_are_no_rows():
    lines = [row(at * 16, (50, "and so"), (200, "it was")) for at in range(5)]
    assert find_tables(lines) == []


def test_the_marks_of_a_list_are_no_cells():
    lines = [row(at * 16, (50, f"{at + 1}."), (80, "One thing here")) for at in range(4)]
    assert find_tables(lines) == []


def test_the_second_line_of_a_cell_belongs_to_its_row():
    lines = [HARBOURS[0], row(11, (200, "boats")), *HARBOURS[1:]]
    assert find_tables(lines) == [(0, 4)]
    assert cells(lines)[0] == ["Osthafen", "15 boats"]


def test_an_empty_cell_stays_empty():
    lines = [
        row(0, (50, "Osthafen"), (200, "15"), (300, "3")),
        row(16, (50, "Sennick"), (300, "4")),
        row(32, (50, "Kell"), (200, "9"), (300, "5")),
    ]
    assert cells(lines)[1] == ["Sennick", "", "4"]


def plain(y: float, *words: tuple[float, str]) -> Line:
    made = [Word(text, x, x + len(text) * 5, y, 10) for x, text in words]
    line = Line(made, made[0].left, made[-1].right, y, 10)
    line.cells = [line]
    return line


WIDE = plain(-20, (50, "Words"), (500, "again"))


def close_rows() -> list[Line]:
    days = ("Friday", "Sunday", "Monday")
    return [plain(at * 14, (50, day), (100, "21:00"), (130, "none")) for at, day in enumerate(days)]


def test_words_that_begin_under_each_other_are_cells_however_close():
    lines = [WIDE, *close_rows()]
    part_cells(lines)
    assert find_tables(lines) == [(1, 4)]
    assert cells(lines[1:])[0] == ["Friday", "21:00", "none"]


def test_lines_that_fill_their_region_have_no_cells():
    lines = close_rows()
    part_cells(lines)
    assert [len(line.cells) for line in lines] == [1, 1, 1]


def test_words_that_begin_anywhere_are_no_cells():
    lines = [WIDE, *(plain(at * 14, (50, "Words"), (90 + at * 7, "more")) for at in range(4))]
    part_cells(lines)
    assert [len(line.cells) for line in lines] == [1] * 5
