"""What a word processor's document says of its article: styles first, then its first lines, its properties last."""

from datetime import date

import pytest

from annotator.core.records import Article
from tests.exchange.importing.packages import paragraph, read, shown, style, word, words, zipped

LONG = (
    "The ferry left the quay at nine with two hundred passengers on board. It came back an hour later, and nobody was "
    "told why. The harbour office has not answered."
)
STYLES = style("T", "Title") + style("S", "Subtitle") + style("H1", "heading 1") + style("H2", "heading 2")


def core(**values: str) -> str:
    names = {"title": "dc:title", "author": "dc:creator", "created": "dcterms:created", "language": "dc:language"}
    inside = "".join(f"<{names[name]}>{words}</{names[name]}>" for name, words in values.items())
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    return f'<coreProperties {spaces} xmlns="x">{inside}</coreProperties>'


def article(*lines: tuple[str, str] | str, file_name: str = "page.docx", **properties: str) -> Article:
    body = "".join(paragraph(*((line,) if isinstance(line, str) else (line[1], line[0]))) for line in lines)
    return read(word(body, STYLES, members={"docProps/core.xml": core(**properties)}), file_name)


def value(found: Article, name: str) -> tuple[object, str, bool]:
    known = found.metadata[name]
    return known.value, known.origin, known.sure


def test_the_title_is_what_has_its_style():
    found = article(("T", "The late ferry"), ("S", "A harbour waits"), LONG, title="Document1")
    assert value(found, "title") == ("The late ferry", "Title style", True)
    assert value(found, "subtitle") == ("A harbour waits", "Subtitle style", True)
    assert shown(found)[:2] == [("title", "The late ferry"), ("subtitle", "A harbour waits")]


def test_there_is_one_title_and_the_others_are_headings():
    found = article(("T", "The late ferry"), LONG, LONG + " Again.", ("T", "Second part"), "More words.")
    assert (words(found, "title"), words(found, "heading")) == (["The late ferry"], ["Second part"])


def test_a_byline_and_a_date_behind_the_title_are_read():
    found = article(("T", "The late ferry"), "By Ann Author", "5 March 2024", LONG, author="Somebody Else")
    assert value(found, "author") == ("Ann Author", "text", True)
    assert found.metadata["published"].value.start == date(2024, 3, 5)
    assert words(found, "metadata") == ["By Ann Author", "5 March 2024"]


def test_a_subtitle_that_is_a_byline_is_one():
    found = article(("T", "The late ferry"), ("S", "By Ann Author"), LONG)
    assert (words(found, "subtitle"), words(found, "metadata")) == ([], ["By Ann Author"])
    assert "subtitle" not in found.metadata


def test_a_bare_name_is_the_authors_where_the_file_names_him_so():
    found = article(("T", "The late ferry"), "Ann Author", LONG, author="Ann Author")
    assert (value(found, "author"), words(found, "metadata")) == (("Ann Author", "text", True), ["Ann Author"])


def test_a_bare_name_is_the_authors_beside_a_date():
    found = article(("T", "The late ferry"), "Ann Author", "5 March 2024", LONG, author="Somebody Else")
    assert found.metadata["author"].value == "Ann Author"


def test_a_bare_name_elsewhere_is_a_line():
    found = article(("T", "The late ferry"), "Saint Orla", LONG)
    assert words(found, "metadata") == []


def test_a_heading_above_all_others_is_the_title():
    found = article(("H1", "The late ferry"), "By Ann Author", LONG, ("H2", "The pilots"), "More words.")
    assert value(found, "title") == ("The late ferry", "text", True)
    assert found.metadata["author"].value == "Ann Author"
    assert words(found, "heading") == ["The pilots"]


def test_a_date_may_stand_above_the_title():
    found = article("5 March 2024", ("H1", "The late ferry"), LONG, ("H2", "The pilots"), "More words.")
    assert (words(found, "title"), words(found, "metadata")) == (["The late ferry"], ["5 March 2024"])


def test_the_first_of_equal_headings_is_no_title():
    found = article(("H1", "Introduction"), LONG, ("H1", "The pilots"), "More words.", file_name="ferry report.docx")
    assert value(found, "title") == ("ferry report", "file name", False)
    assert words(found, "heading") == ["Introduction", "The pilots"]


def test_an_article_that_was_pasted_without_styles_is_read_by_its_shapes():
    found = article("The late ferry and the pilots", "By Ann Author", "5 March 2024", LONG, LONG + " Again.")
    assert value(found, "title")[0] == "The late ferry and the pilots"
    assert value(found, "author")[0] == "Ann Author"
    assert found.metadata["published"].value.start == date(2024, 3, 5)
    assert [kind for kind, _ in shown(found)] == ["title", "metadata", "metadata", "paragraph", "paragraph"]


def test_a_headline_without_a_style_counts_where_only_the_parts_have_one():
    found = article(
        "The late ferry and the pilots", "By Ann Author", LONG, ("H1", "The pilots"), "Words.", ("H1", "End")
    )
    assert words(found, "title") == ["The late ferry and the pilots"]
    assert words(found, "heading") == ["The pilots", "End"]


def test_a_title_of_the_properties_counts_where_the_text_begins_with_it():
    found = article("THE LATE FERRY", LONG, title="The late ferry")
    assert (value(found, "title"), words(found, "title")) == (("THE LATE FERRY", "text", True), ["THE LATE FERRY"])


def test_a_title_of_the_properties_may_be_the_beginning_of_the_headline():
    found = article("The late ferry and what the pilots saw", LONG, title="The late ferry and what")
    assert words(found, "title") == ["The late ferry and what the pilots saw"]


def test_a_title_that_word_took_from_the_first_words_of_the_text_makes_no_title_of_them():
    found = article(LONG + " More of it.", LONG, title=LONG[:40])
    assert words(found, "title") == []
    assert value(found, "title") == (LONG[:40].strip(), "file properties", False)


def test_a_title_of_the_properties_that_the_text_does_not_know_is_a_guess():
    found = article(LONG, title="Ferry, final version")
    assert value(found, "title") == ("Ferry, final version", "file properties", False)


def test_the_headline_wins_over_a_stale_title_of_the_properties():
    found = article("The late ferry and the pilots", "By Ann Author", LONG, title="Letter template of the office")
    assert found.metadata["title"].value == "The late ferry and the pilots"


@pytest.mark.parametrize(
    "title",
    [
        "Document1",
        "Dokument 2",
        "문서1",
        "Microsoft Word - ferry.docx",
        "ferry.doc",
        "Untitled",
        "Microsoft PowerPoint - x",
        "  ",
    ],
)
def test_what_programs_fill_in_is_no_title(title: str):
    found = article(LONG, title=title, file_name="ferry.docx")
    assert value(found, "title") == ("ferry", "file name", False)


@pytest.mark.parametrize("author", ["Microsoft Office User", "admin", "python-docx", "Unknown Author", ""])
def test_what_programs_fill_in_is_no_author(author: str):
    assert "author" not in article(LONG, author=author).metadata


def test_author_and_date_of_the_properties_are_guesses():
    found = article(LONG, author="Bo Builder", created="2024-03-06T10:00:00Z")
    assert value(found, "author") == ("Bo Builder", "file properties", False)
    published, origin, is_sure = value(found, "published")
    assert (str(published.start), origin, is_sure) == ("2024-03-06", "file properties", False)


def test_a_date_in_the_name_of_the_file_is_better_than_that_of_the_properties():
    found = article(LONG, created="2024-03-06T10:00:00Z", file_name="2023-01-02 ferry.docx")
    assert found.metadata["published"].value.start == date(2023, 1, 2)


def test_the_language_of_the_properties_counts_only_where_the_words_do_not_tell():
    assert article(LONG, language="ko-KR").metadata["language"].value == "en"
    assert value(article("Ahoj.", language="cs-CZ"), "language") == ("cs", "file properties", False)


def test_damaged_properties_say_nothing():
    data = word(paragraph(LONG), members={"docProps/core.xml": "<broken"})
    assert "author" not in read(data).metadata


def test_a_package_without_styles_or_properties_is_read():
    document = word(paragraph("Words."))
    assert shown(read(document)) == [("paragraph", "Words.")]
    bare = zipped(
        {
            "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Words.</w:t></w:r></w:p></w:body></w:document>'
        }
    )
    assert shown(read(bare)) == [("paragraph", "Words.")]
