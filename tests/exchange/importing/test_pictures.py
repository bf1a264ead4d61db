"""Images, captions, credits, and what says the same again."""

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pictures import fold_repeats, image_items, name_uncaptioned_images, split_credit


def line(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Item:
    return Item(kind, text, 1)


def test_a_credit_in_brackets_at_the_end_is_split_off():
    assert split_credit("A ship (left). [AP/YZ]") == ("A ship (left).", "AP/YZ")
    assert split_credit("A ship (Photo: Ann)") == ("A ship", "Photo: Ann")
    assert split_credit("A ship [old] at sea (left)") == ("A ship [old] at sea (left)", "")


def test_an_image_without_words_has_no_caption_and_takes_its_title_for_one():
    assert [item.kind for item in image_items("", "x.png", 1)] == [BlockKind.IMAGE]
    assert image_items("", "x.png", 1, title="The quay")[1].text == "The quay"


def test_a_credit_line_betrays_the_picture_that_is_missing():
    items = name_uncaptioned_images([line("The ferry at the quay."), line("Credit: The Press Office"), line("Words.")])
    assert [item.kind for item in items] == [
        BlockKind.IMAGE,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.PARAGRAPH,
    ]
    assert items[0].attributes["missing"]
    assert items[0].attributes["credit"] == "The Press Office"


def test_a_repeated_image_with_all_that_belongs_to_it_is_folded():
    items = [*image_items("A ship [AP]", "a.jpg", 1), line("Text."), *image_items("A ship [AP]", "a.jpg", 3)]
    fold_repeats(items)
    assert [item.fold for item in items] == ["", "", "", FoldReason.REPEATED, FoldReason.REPEATED]


def test_a_caption_said_again_is_folded_as_a_caption():
    items = [*image_items("A ship [AP]", "a.jpg", 1), line("A ship [AP]")]
    fold_repeats(items)
    assert (items[2].kind, items[2].fold) == (BlockKind.CAPTION, FoldReason.REPEATED)


def test_a_repeated_missing_picture_is_folded_with_its_credit():
    page = [line("The ferry at the quay in the evening sun."), line("Credit: The Press Office")]
    again = [line("The ferry at the quay in the evening sun."), line("Credit: The Press Office")]
    items = name_uncaptioned_images([*page, line("Words."), *again])
    fold_repeats(items)
    assert [bool(item.fold) for item in items] == [False] * 4 + [True] * 3


def test_short_lines_rows_and_notes_may_be_alike():
    row = "The same long row of the table in every respect"
    items = [line("He declined to comment."), line("He declined to comment.")]
    items += [line(row, BlockKind.TABLE_ROW), line(row, BlockKind.TABLE_ROW)]
    items += [line(row + ".", BlockKind.FOOTNOTE), line(row + ".", BlockKind.FOOTNOTE)]
    fold_repeats(items)
    assert not any(item.fold for item in items)


def test_a_title_said_again_as_a_heading_is_folded_and_no_heading_any_more():
    items = [line("Ferry lost", BlockKind.TITLE), line("Ferry lost", BlockKind.HEADING)]
    fold_repeats(items)
    assert (items[1].kind, items[1].fold) == (BlockKind.PARAGRAPH, FoldReason.REPEATED)
