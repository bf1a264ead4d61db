"""Lines become paragraphs by white, indents and short ends, and go on overleaf."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.pdf_lines import Line
from annotator.exchange.importing.pdf_paragraphs import (
    Leading,
    Paragraph,
    Paragraphs,
    join_flow,
    leads_to_number,
    marker_of,
)
from annotator.exchange.importing.pdf_words import Word

FULL = "words that fill a whole line of it"


def line(
    text: str, y: float, left: float = 50, right: float = 250, size: float = 10, page: int = 1, bold: bool = False
) -> Line:
    count = len(text.split(" "))
    step = (right - left) / count
    words = [
        Word(each, left + at * step, left + (at + 1) * step - 3, y, size, bold)
        for at, each in enumerate(text.split(" "))
    ]
    return Line(words, left, right, y, size, page)


def parted(lines: list[Line]) -> list[str]:
    body = [line(FULL, at * 12) for at in range(8)]
    found = Paragraphs(lines, Leading([body]), 10).parted()
    return [paragraph.text for paragraph in found]


def test_lines_that_fill_their_width_are_one_paragraph():
    assert parted([line(FULL, 0), line(FULL, 12), line(FULL, 24)]) == [f"{FULL} {FULL} {FULL}"]


def test_more_white_begins_a_paragraph():
    assert len(parted([line(FULL, 0), line(FULL, 12), line(FULL, 30), line(FULL, 42)])) == 2


def test_an_indent_begins_a_paragraph():
    assert len(parted([line(FULL, 0), line("It ends.", 12), line(FULL, 24, left=65), line(FULL, 36)])) == 2


def test_a_first_line_that_is_set_in_goes_on():
    assert len(parted([line(FULL, 0, left=65), line(FULL, 12), line(FULL, 24)])) == 1


def test_a_short_line_ends_a_paragraph():
    assert len(parted([line(FULL, 0), line("to the end", 12, right=120), line(FULL, 24)])) == 2


def test_a_line_that_is_short_because_a_long_word_follows_does_not():
    long = "unpronounceableharbourname " + FULL
    lines = [line(FULL, 0), line("few words", 12, right=150), line(long, 24), line(FULL, 36)]
    lines[2].words[0].right = lines[2].words[0].left + 140
    assert len(parted(lines)) == 1


def test_larger_letters_begin_a_paragraph():
    assert len(parted([line("A heading", 0, size=14), line(FULL, 18), line(FULL, 30)])) == 2


def test_a_bold_line_stands_alone():
    assert len(parted([line("A bold line", 0, right=120, bold=True), line(FULL, 12), line(FULL, 24)])) == 2


def test_a_mark_begins_an_item():
    lines = [line("• one thing", 0, right=120), line("• another thing", 12, right=130)]
    assert parted(lines) == ["• one thing", "• another thing"]


def test_the_second_line_of_an_item_is_set_in():
    assert len(parted([line("• " + FULL, 0), line(FULL, 12, left=65), line("• more", 24, right=100)])) == 2


def test_hidden_hyphens_hold_lines_together():
    assert len(parted([line("a short har-", 0, right=120), line("bour", 12, right=80), line(FULL, 24)])) == 2


def test_lines_that_are_far_apart_throughout_are_one_paragraph():
    body = [line(FULL, at * 12) for at in range(9)]
    lines = [line(FULL, at * 16) for at in range(5)]
    assert len(Paragraphs(lines, Leading([body]), 10).parted()) == 1


def test_marks_of_lists_are_told():
    assert [marker_of(line(text, 0)) for text in ("• one", "3. three", "(a) first", "Words alone", "a word")] == [
        *("•", "3.", "(a)", "", "")
    ]


def test_dots_that_lead_to_a_number_are_told():
    assert leads_to_number(line("Introduction . . . . . . . . 12", 0))
    assert not leads_to_number(line("It ended ... in 12", 0))


def paragraph(text: str, page: int = 1, region: int = 1, **keys: bool) -> Paragraph:
    made = Paragraph([line(text, 0, page=page)], region=region)
    made.is_full = keys.get("full", True)
    made.is_flush = keys.get("flush", False)
    made.is_indented = keys.get("indented", False)
    return made


def joined(*paragraphs: Paragraph, uses_indents: bool = False) -> int:
    return len(join_flow(list(paragraphs), uses_indents))


def test_a_sentence_goes_on_in_the_next_column():
    assert joined(paragraph("The ferry left"), paragraph("at nine.", region=2)) == 1


def test_a_sentence_goes_on_overleaf_over_a_note():
    note = Paragraph([line("A note", 0)], BlockKind.FOOTNOTE)
    assert joined(paragraph("The ferry left"), note, paragraph("at nine.", page=2, region=2)) == 2


def test_a_new_sentence_begins_a_new_paragraph():
    assert joined(paragraph("The ferry left."), paragraph("Nobody saw it.", region=2)) == 2


def test_a_new_sentence_goes_on_where_paragraphs_are_set_in_and_it_is_not():
    parts = paragraph("The ferry left."), paragraph("Nobody saw it.", region=2)
    assert joined(*parts, uses_indents=True) == 1


def test_what_is_set_in_begins_anew():
    parts = paragraph("The ferry left."), paragraph("Nobody saw it.", region=2, indented=True)
    assert joined(*parts, uses_indents=True) == 2


def test_nothing_goes_on_over_a_heading():
    heading = Paragraph([line("A heading", 0)], BlockKind.HEADING)
    assert joined(paragraph("The ferry left"), heading, paragraph("at nine.", page=2, region=2)) == 3


def test_nothing_goes_on_over_a_page_between():
    assert joined(paragraph("The ferry left"), paragraph("at nine.", page=3, region=2)) == 2
