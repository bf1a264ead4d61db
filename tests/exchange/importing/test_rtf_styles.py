"""The style sheet and the fonts of a rich text."""

from annotator.exchange.importing.rtf_styles import Fonts, Style, StyleSheet
from annotator.exchange.importing.styling import heading


def sheet(*styles: Style) -> StyleSheet:
    made = StyleSheet()
    for each in styles:
        made.add(each)
    return made


def test_a_style_is_known_by_its_name_without_the_sign_that_ends_it():
    assert sheet(Style(1, "heading 2;")).manner(1, 9) == heading(2)


def test_a_style_that_is_based_on_another_is_what_that_is():
    assert sheet(Style(1, "House;", base=2), Style(2, "heading 2;")).manner(1, 9) == heading(2)


def test_an_outline_level_of_the_style_or_the_paragraph_makes_a_heading():
    made = sheet(Style(1, "House;", outline=1))
    assert (made.manner(1, 9), made.manner(0, 2), made.manner(0, 9)) == (heading(2), heading(3), None)


def test_styles_that_are_based_on_each_other_say_nothing():
    assert sheet(Style(1, "One;", base=2), Style(2, "Two;", base=1)).manner(1, 9) is None


def test_the_first_style_of_a_number_counts():
    assert sheet(Style(1, "heading 1;"), Style(1, "Quote;")).manner(1, 9) == heading(1)


def test_a_font_without_a_character_set_has_the_encoding_of_the_document():
    fonts = Fonts("cp1251")
    fonts.set_charset(1, 129)
    fonts.set_charset(2, 0)
    assert [fonts.encoding_of(number) for number in (1, 2, 3)] == ["cp949", "cp1251", "cp1251"]


def test_a_symbol_font_is_named_and_others_are_not():
    fonts = Fonts()
    for number, charset in ((1, 2), (2, 0)):
        fonts.set_charset(number, charset)
        fonts.font(number).name = "Wingdings;"
    assert [fonts.symbols_of(number) for number in (1, 2, 3)] == ["Wingdings", "", ""]
