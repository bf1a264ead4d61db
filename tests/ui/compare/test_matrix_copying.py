import pytest

from annotator.ui.compare.matrix_copying import copied

pytestmark = pytest.mark.usefixtures("qapp")
TABLE = [["Chapter", "Orrin <Gazette>"], ["1 Fog\tand\nnight", 1_200], ["2 Costs", "–"]]


def test_the_text_has_a_tab_between_cells_and_a_line_for_each_row():
    assert copied(TABLE).text() == "Chapter\tOrrin <Gazette>\n1 Fog and night\t1200\n2 Costs\t–"


def test_the_table_has_a_cell_for_each_value_with_its_heads_marked():
    html = copied(TABLE).html()
    assert (html.count("<tr>"), html.count("<th "), html.count("<td ")) == (3, 2, 4)


def test_words_of_others_are_no_markup():
    assert "Orrin &lt;Gazette&gt;" in copied(TABLE).html()
