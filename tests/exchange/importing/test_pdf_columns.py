"""Columns are read one after the other, tables row by row."""

from collections.abc import Sequence

from annotator.exchange.importing.pdf_columns import ColumnOrder
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_words import Word

PROSE = ["the ferry left the quay at nine", "and nobody on board was told why", "it came back an hour later then"]


def line(text: str, x: float, y: float, width: float = 200) -> Line:
    return Line([Word(text, x, x + width, y, 10)], x, x + width, y, 10)


def column(x: float, y: float, rows: int, width: float = 200, words: Sequence[str] = PROSE) -> list[Line]:
    return [line(f"{words[at % len(words)]} {x:.0f}", x, y + at * 12, width) for at in range(rows)]


def ends(parts: list[Line], is_right_to_left: bool = False) -> list[tuple[str, str]]:
    regions = ColumnOrder().regions(parts, 10, is_right_to_left)
    return [(region[0].text, region[-1].text) for region in regions]


def test_two_columns_are_read_from_the_left():
    regions = ColumnOrder().regions([*column(300, 100, 8), *column(50, 100, 8)], 10, False)
    assert [(len(region), region[0].left) for region in regions] == [(8, 50), (8, 300)]


def test_columns_of_right_to_left_text_are_read_from_the_right():
    regions = ColumnOrder().regions([*column(300, 100, 8), *column(50, 100, 8)], 10, True)
    assert [region[0].left for region in regions] == [300, 50]


def test_three_columns_are_read_in_order():
    parts = [*column(50, 100, 9, 150), *column(220, 100, 9, 150), *column(390, 100, 9, 150)]
    assert [region[0].left for region in ColumnOrder().regions(parts, 10, False)] == [50, 220, 390]


def test_columns_on_different_baselines_are_columns_too():
    parts = [*column(50, 100, 8), *column(300, 105, 8)]
    assert [region[0].left for region in ColumnOrder().regions(parts, 10, False)] == [50, 300]


def test_a_headline_across_parts_what_is_above_from_what_is_below():
    parts = [
        *(*column(50, 100, 6), *column(300, 100, 6)),
        line("A headline that goes over both columns", 50, 200, 400),
        *(*column(50, 220, 6), *column(300, 220, 6)),
    ]
    regions = ColumnOrder().regions(parts, 10, False)
    assert [(round(region[0].left), len(region)) for region in regions] == [
        (50, 6),
        (300, 6),
        (50, 1),
        (50, 6),
        (300, 6),
    ]


def test_the_cells_of_a_table_are_no_columns():
    names = ["Westerhafen", "Osthafen", "Nordhafen", "Sennick"]
    parts = [*column(50, 100, 8, 80, names), *column(300, 100, 8, 60, ["15", "7", "312", "40"])]
    assert len(ColumnOrder().regions(parts, 10, False)) == 1


def test_a_short_second_column_is_one_where_the_page_before_had_it():
    order = ColumnOrder()
    order.regions([*column(50, 100, 8), *column(300, 100, 8)], 10, False)
    regions = order.regions([*column(50, 100, 3), *column(300, 100, 1)], 10, False)
    assert [(region[0].left, len(region)) for region in regions] == [(50, 3), (300, 1)]


def test_white_between_words_that_are_set_apart_parts_nothing():
    parts = []
    for at, cut in enumerate((120, 150, 135, 171, 128, 160)):
        parts += [
            line("harbour words", 50, 100 + at * 12, cut - 60),
            line("more words here", cut, 100 + at * 12, 250 - cut),
        ]
    assert len(ColumnOrder().regions(parts, 10, False)) == 1


def test_a_page_that_is_made_to_take_long_is_read_all_the_same():
    parts = [line("words", 50 + at % 97 * 5, 100 + at // 97 * 3, 4) for at in range(4_000)]
    regions = ColumnOrder().regions(parts, 10, False)
    assert sum(len(row.cells) if len(row.cells) > 1 else 1 for region in regions for row in region) > 0
