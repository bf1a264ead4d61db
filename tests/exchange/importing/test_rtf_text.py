"""Paragraphs, rows and notes of a rich text, told when they end."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.rtf_styles import Style, StyleSheet
from annotator.exchange.importing.rtf_text import Place, RichText


def test_a_paragraph_is_what_its_last_words_are():
    styles = StyleSheet()
    styles.add(Style(3, "Quote;"))
    text = RichText(styles)
    text.add("We ", Place())
    text.add("saw.", Place(style=3))
    text.end_paragraph()
    assert [(item.kind, item.text) for item in text.composer.finish()] == [(BlockKind.QUOTE, "We saw.")]


def test_white_space_alone_begins_no_paragraph():
    text = RichText(StyleSheet())
    text.add(" \t", Place())
    assert not text.composer.has_paragraph


def test_a_picture_in_a_cell_stays_in_its_row():
    text = RichText(StyleSheet())
    text.picture("a", "", Place(is_in_table=True))
    text.end_cell()
    text.add("3", Place(is_in_table=True))
    text.end_cell()
    text.end_row()
    assert [str(item.kind) for item in text.composer.finish()] == ["image", "table_row"]


def test_a_row_in_a_text_box_ends_with_it():
    text = RichText(StyleSheet())
    text.open_inner("box")
    for word in ("Port", "3"):
        text.add(word, Place(is_in_table=True))
        text.end_cell()
    text.close_inner("box", "", Place())
    text.add("Words.", Place())
    text.finish()
    assert [item.text for item in text.composer.finish()] == ["Port\t3", "Words."]
