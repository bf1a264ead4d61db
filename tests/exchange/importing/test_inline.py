"""The runs of one block become its words, with what is noted about places at its place."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.inline import InlineText


def test_white_space_is_collapsed_across_runs():
    inline = InlineText()
    for words in ("  The ", " ferry\n", "\tleft. "):
        inline.add(words)
    assert inline.item(BlockKind.PARAGRAPH).text == "The ferry left."


def test_a_link_ends_with_its_words():
    inline = InlineText()
    inline.add("see ")
    inline.open_link("https://kell.example/")
    inline.add("the log ")
    inline.add(" ")
    inline.close_link()
    inline.add("now")
    assert inline.item(BlockKind.PARAGRAPH).attributes["links"] == [[4, 11, "https://kell.example/"]]


def test_cells_are_parted_by_a_tab_without_spaces_around_it():
    inline = InlineText()
    inline.add("Friday ")
    inline.part_cells()
    inline.part_cells()
    inline.add(" nine ")
    assert inline.item(BlockKind.TABLE_ROW).text == "Friday\t\tnine"


def test_the_last_character_is_known_at_any_time():
    inline = InlineText()
    assert inline.last == ""
    inline.add(" a")
    assert inline.last == "a"
    inline.add(" ")
    assert inline.last == " "
