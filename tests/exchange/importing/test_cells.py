"""Several blocks made into one, with their links and references at their places."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.cells import joined, row_items
from annotator.exchange.importing.items import Item


def line(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **attributes: object) -> Item:
    return Item(kind, text, 0, attributes=dict(attributes))


def test_links_and_references_keep_their_words():
    one = line("See the pier.", links=[[8, 12, "https://pier.example"]])
    both = joined([one, line("Quay.", references=[[5, "1"]], links=[[0, 4, "https://quay.example"]])], " ")
    assert both.text == "See the pier. Quay."
    assert [both.text[start:end] for start, end, _ in both.attributes["links"]] == ["pier", "Quay"]
    assert both.attributes["references"] == [[19, "1"]]


def test_the_cells_of_a_row_are_parted_by_tabs_and_their_lines_by_spaces():
    (row,) = row_items([[line("Port")], [line("Boats"), line("in May")], []])
    assert (row.kind, row.text) == (BlockKind.TABLE_ROW, "Port\tBoats in May\t")


def test_pictures_stand_in_front_of_their_row():
    picture = line("", BlockKind.IMAGE)
    assert [item.kind for item in row_items([[line("Port"), picture], [line("3")]])] == ["image", "table_row"]


def test_a_row_without_words_is_none():
    assert row_items([[], []]) == []


def test_a_row_of_one_cell_only_frames_its_blocks():
    blocks = [line("Title", BlockKind.HEADING), line("Words.")]
    assert row_items([blocks]) == blocks


def test_a_cell_with_a_table_in_it_lays_out_the_page():
    inner, beside = line("1\t2", BlockKind.TABLE_ROW), line("Words.")
    assert row_items([[inner], [beside]]) == [inner, beside]


def test_long_columns_lay_out_the_page():
    column = [line(f"Line {number}.") for number in range(5)]
    assert row_items([column, [line("Beside.")]])[:5] == column
