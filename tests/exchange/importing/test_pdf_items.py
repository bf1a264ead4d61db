"""Lines become the words of an item, with what is noted about places in them."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item, assemble
from annotator.exchange.importing.pdf_hyphens import Joints
from annotator.exchange.importing.pdf_items import ItemMaker
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_paragraphs import Paragraph
from annotator.exchange.importing.pdf_words import Word


def line(text: str, page: int = 1, raised: str = "", link: str = "") -> Line:
    words = [Word(each, 0, 10, 0, 10, link="https://x.example/" if each == link else "") for each in text.split(" ")]
    for word in words:
        word.is_raised = word.text == raised
        word.is_spaced = not word.is_raised
    return Line(words, 0, 100, 0, 10, page)


def made(paragraph: Paragraph, labels: dict[str, str] | None = None) -> Item:
    pages = {page: labels or {} for page in (1, 2, 3)}
    return ItemMaker(Joints(paragraph.lines), pages).item(paragraph)


def test_lines_are_joined_into_one_text():
    assert (
        made(Paragraph([line("The harbour and the break-"), line("water of it")])).text
        == "The harbour and the breakwater of it"
    )


def test_a_mark_that_names_a_note_becomes_a_reference():
    item = made(Paragraph([line("It left 3 at nine", raised="3")]), {"3": "3"})
    assert (item.text, item.attributes["references"]) == ("It left at nine", [[7, "3"]])


def test_a_mark_that_names_none_stays_a_word():
    item = made(Paragraph([line("An area of 9 m 2 in all", raised="2")]))
    assert (item.text, "references" in item.attributes) == ("An area of 9 m2 in all", False)


def test_a_reference_at_the_end_of_a_line_does_not_swallow_the_space():
    item = made(Paragraph([line("It left 3", raised="3"), line("at nine")]), {"3": "3"})
    assert (item.text, item.attributes["references"]) == ("It left at nine", [[7, "3"]])


def test_a_link_keeps_its_place():
    item = made(Paragraph([line("See the log here", link="log")]))
    assert item.attributes["links"] == [[8, 11, "https://x.example/"]]


def test_the_turn_of_a_page_is_noted_where_it_is():
    item = made(Paragraph([line("The ferry left"), line("at nine", page=2), line("and", page=3)]))
    assert (item.attributes["page"], item.attributes["page_turns"]) == (1, [[15, 2], [23, 3]])


def test_the_mark_of_a_list_is_no_part_of_its_text():
    item = made(Paragraph([line("• one thing")], BlockKind.LIST_ITEM, 1, "•"))
    assert (item.text, item.attributes["marker"]) == ("one thing", "•")


def test_a_sign_of_a_font_of_signs_is_a_dot():
    assert made(Paragraph([line("\uf0b7 one")], BlockKind.LIST_ITEM, 1, "\uf0b7")).attributes["marker"] == "•"


def test_the_cells_of_a_row_are_parted_by_tabs():
    cells = [[line("Osthafen")], [], [line("15"), line("boats")]]
    item = made(Paragraph([line("Osthafen")], BlockKind.TABLE_ROW, cells=cells))
    assert item.text == "Osthafen\t\t15 boats"


def test_the_turns_of_pages_move_with_the_text():
    items = [Item(BlockKind.TITLE, "Head", 0), made(Paragraph([line("The ferry left"), line("at nine", page=2)]))]
    _, blocks = assemble(items)
    assert blocks[1].attributes["page_turns"] == [[20, 2]]


def test_a_part_of_an_overlong_paragraph_begins_on_the_page_that_it_stands_on():
    long = Item(
        BlockKind.PARAGRAPH, "word " * 7_000, 0, attributes={"page": 1, "page_turns": [[18_000, 2], [30_000, 3]]}
    )
    _, blocks = assemble([long])
    assert [(block.attributes["page"], block.attributes.get("page_turns")) for block in blocks] == [
        *((1, [[18_000, 2]]), (2, [[30_000, 3]]))
    ]
