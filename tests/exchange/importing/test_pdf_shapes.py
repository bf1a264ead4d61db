"""Paragraphs are headings, captions and items by their size, weight and neighbours."""

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_paragraphs import Paragraph
from annotator.exchange.importing.pdf_shapes import name_kinds
from annotator.exchange.importing.pdf_words import Word


def paragraph(text: str, size: float = 10, bold: bool = False, left: float = 50, marker: str = "") -> Paragraph:
    words = [Word(each, left, left + 20, 0, size, bold) for each in text.split(" ")]
    return Paragraph([Line(words, left, 300, 0, size)], marker=marker)


def kinds(*paragraphs: Paragraph, referred: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    name_kinds(paragraphs, 10, referred)
    return [(str(each.kind), each.level) for each in paragraphs]


TEXT = "The ferry left at nine, and nobody saw it again."


def test_headings_are_ranked_by_size():
    found = kinds(paragraph("Head", 20), paragraph(TEXT), paragraph("Part", 14), paragraph(TEXT))
    assert [each for each in found if each[0] == "heading"] == [("heading", 1), ("heading", 2)]


def test_large_prose_is_a_paragraph():
    assert kinds(paragraph(f"{TEXT} {TEXT} {TEXT}", 13)) == [("paragraph", 0)]


def test_a_bold_line_is_a_heading_only_above_text():
    assert kinds(paragraph("On the quay", bold=True), paragraph(TEXT))[0] == ("heading", 2)
    assert kinds(paragraph("On the quay", bold=True))[0] == ("paragraph", 0)


def test_a_bold_sentence_is_a_paragraph():
    assert kinds(paragraph(TEXT, bold=True), paragraph(TEXT))[0] == ("paragraph", 0)


def test_a_numbered_line_that_is_small_or_stopped_is_a_caption():
    assert kinds(paragraph("Figure 3: The ferry", 8))[0][0] == "caption"
    assert kinds(paragraph("그림 2. 여객선"))[0][0] == "caption"


def test_a_sentence_about_a_figure_is_none():
    assert kinds(paragraph("Figure 3 shows that it left at nine."))[0][0] == "paragraph"


def test_a_word_for_a_picture_counts_beside_one():
    picture = Paragraph([Line([], 0, 0, 0, 0)], BlockKind.IMAGE)
    assert kinds(picture, paragraph("Photo: Ann Author"))[1][0] == "caption"
    assert kinds(paragraph("Photo: Ann Author"))[0][0] == "paragraph"


def test_items_that_begin_further_in_are_a_level_deeper():
    items = [paragraph("• one", marker="•"), paragraph("• two", left=70, marker="•"), paragraph("• three", marker="•")]
    assert kinds(*items) == [("list_item", 1), ("list_item", 2), ("list_item", 1)]


def test_a_number_that_stands_alone_is_a_word():
    assert kinds(paragraph("3. May was wet", marker="3."), paragraph(TEXT))[0][0] == "paragraph"


def test_a_list_with_arrows_back_to_the_text_is_notes():
    notes = paragraph("1. Harbour log.↩", marker="1."), paragraph("2. Lamps.↩︎", marker="2.")
    assert kinds(*notes, referred=("1", "2")) == [("footnote", 0), ("footnote", 0)]
    assert [note.label for note in notes] == ["1", "2"]


def test_short_lines_behind_the_notes_of_a_web_page_are_folded():
    note = paragraph("1. Harbour log.↩", marker="1.")
    behind = paragraph("Most read", 14), paragraph("Herring is dear again")
    kinds(paragraph(TEXT), note, *behind, referred=("1",))
    assert [each.fold for each in behind] == [FoldReason.BOILERPLATE] * 2


def test_prose_behind_the_notes_of_a_web_page_stays():
    note, behind = paragraph("1. Harbour log.↩", marker="1."), paragraph(f"{TEXT} " * 6)
    kinds(note, behind, referred=("1",))
    assert behind.fold == ""
