"""Blocks put together as a reader walks: each at its place, with what hangs on it beside it."""

import pytest

from annotator.core.errors import RefusedError
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing import composing
from annotator.exchange.importing.composing import Composer, link_address
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.styling import Manner, list_item


def write(composer: Composer, words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
    composer.open_paragraph(Manner(kind))
    composer.add(words)
    composer.close_paragraph()


def texts(items: list[Item]) -> list[str]:
    return [item.text or str(item.kind) for item in items]


def test_a_paragraph_without_words_is_no_block():
    composer = Composer()
    write(composer, " \t ")
    assert composer.finish() == []


def test_an_empty_line_parts_a_paragraph_and_a_single_break_does_not():
    composer = Composer()
    composer.open_paragraph()
    for words in ("One.", "", "Two.", "Three."):
        composer.add(words)
        composer.break_line()
    assert texts(composer.finish()) == ["One.", "Two. Three."]


def test_a_link_goes_on_behind_an_empty_line():
    composer = Composer()
    composer.open_link("https://quay.example")
    composer.add("One.")
    composer.break_line()
    composer.break_line()
    composer.add("Two.")
    assert [item.attributes["links"][0][2] for item in composer.finish()] == ["https://quay.example"] * 2


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "#mark", "other.docx", ""])
def test_what_leads_nowhere_outside_is_no_link(address: str):
    composer = Composer()
    composer.open_link(address)
    composer.add("Words.")
    assert "links" not in composer.finish()[0].attributes


def test_words_of_a_paragraph_whose_end_was_deleted_go_on_in_the_next():
    composer = Composer()
    composer.open_paragraph()
    composer.add("The ferry ")
    composer.close_paragraph(goes_on=True)
    write(composer, "left.")
    assert texts(composer.finish()) == ["The ferry left."]


def test_words_of_a_paragraph_whose_end_was_deleted_are_kept_where_nothing_follows():
    composer = Composer()
    composer.open_note()
    composer.open_paragraph()
    composer.add("Deleted end.")
    composer.close_paragraph(goes_on=True)
    composer.close_note("1")
    assert texts(composer.finish()) == ["Deleted end."]


def test_a_text_box_stands_behind_the_words_that_it_hangs_on():
    composer = Composer()
    composer.open_paragraph()
    composer.add("Anchor ")
    composer.open_box()
    write(composer, "Box.")
    composer.close_box()
    composer.add("goes on.")
    composer.close_paragraph()
    assert texts(composer.finish()) == ["Anchor goes on.", "Box."]


def test_words_in_a_box_without_a_paragraph_of_their_own_stay_in_the_box():
    composer = Composer()
    composer.open_paragraph()
    composer.add("Anchor.")
    composer.open_box()
    composer.add("Box.")
    composer.close_box()
    assert texts(composer.finish()) == ["Anchor.", "Box."]


def test_a_picture_before_the_words_of_its_paragraph_stands_before_them():
    composer = Composer()
    composer.open_paragraph()
    composer.picture("a.png")
    composer.add("Words.")
    composer.picture("b.png")
    assert texts(composer.finish()) == ["image", "Words.", "image"]


def test_alternative_text_is_no_caption():
    composer = Composer()
    composer.picture("a.png", "A picture containing water")
    (picture,) = composer.finish()
    assert (picture.attributes["alt"], picture.attributes["caption"]) == ("A picture containing water", "")


@pytest.mark.parametrize("is_behind", [True, False])
def test_a_caption_names_the_picture_next_to_it(is_behind: bool):
    composer = Composer()
    if is_behind:
        composer.picture("a.png")
    write(composer, "The pier (Photo: Quay Daily)", BlockKind.CAPTION)
    if not is_behind:
        composer.picture("a.png")
    picture = next(item for item in composer.finish() if item.kind is BlockKind.IMAGE)
    assert (picture.attributes["caption"], picture.attributes["credit"]) == ("The pier", "Photo: Quay Daily")


def test_notes_come_last_and_are_one_block_each():
    composer = Composer()
    composer.open_paragraph()
    composer.add("Words")
    composer.refer("1")
    composer.open_note()
    write(composer, "One.")
    write(composer, "Two.")
    composer.close_note("1")
    composer.add(" go on.")
    composer.close_paragraph()
    text, note = composer.finish()
    assert (text.text, text.attributes["references"]) == ("Words go on.", [[5, "1"]])
    assert (note.kind, note.text, note.attributes["label"]) == (BlockKind.FOOTNOTE, "One. Two.", "1")


def test_a_reference_to_a_note_that_is_not_there_is_dropped():
    composer = Composer()
    composer.add("Words")
    composer.refer("1")
    assert composer.finish()[0].attributes["references"] == []


def test_a_mark_alone_in_its_paragraph_belongs_to_the_words_before():
    composer = Composer()
    write(composer, "Words.")
    composer.open_paragraph()
    composer.refer("1")
    composer.close_paragraph()
    composer.open_note()
    write(composer, "Note.")
    composer.close_note("1")
    assert composer.finish()[0].attributes["references"] == [[6, "1"]]


def test_heads_of_the_page_come_last_folded_and_each_but_once():
    composer = Composer()
    for words in ("Quay Daily", "Quay Daily", "12", "- 3 -"):
        composer.open_running_head()
        write(composer, words, BlockKind.HEADING)
        composer.close_running_head()
    write(composer, "Words.")
    items = composer.finish()
    assert texts(items) == ["Words.", "Quay Daily"]
    assert (items[1].kind, items[1].fold) == (BlockKind.PARAGRAPH, FoldReason.RUNNING_HEAD)


def test_cells_become_rows():
    composer = Composer()
    composer.open_row()
    for words in ("Port", "3"):
        composer.open_cell()
        write(composer, words)
        composer.close_cell()
    composer.close_row()
    assert texts(composer.finish()) == ["Port\t3"]


def test_a_cell_outside_a_row_keeps_its_words():
    composer = Composer()
    composer.open_cell()
    write(composer, "Port")
    composer.close_cell()
    assert texts(composer.finish()) == ["Port"]


def test_what_a_paragraph_is_can_be_said_at_its_end():
    composer = Composer()
    composer.add("Words.")
    composer.become(list_item(2), "b)")
    (item,) = composer.finish()
    assert (item.kind, item.level, item.attributes["marker"]) == (BlockKind.LIST_ITEM, 2, "b)")


def test_more_blocks_than_an_article_has_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(composing, "MOST_BLOCKS", 3)
    composer = Composer()
    for _ in range(3):
        write(composer, "Words.")
    with pytest.raises(RefusedError, match="paragraphs"):
        write(composer, "Words.")


@pytest.mark.parametrize(
    ("instruction", "address"),
    [
        (' HYPERLINK "https://quay.example/a b" \\o "tip"', "https://quay.example/a b"),
        ("HYPERLINK https://quay.example", "https://quay.example"),
        (' HYPERLINK \\l "mark"', ""),
        (" PAGE ", ""),
    ],
)
def test_the_instruction_of_a_field_tells_where_it_leads(instruction: str, address: str):
    assert link_address(instruction) == address
