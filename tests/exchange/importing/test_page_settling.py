"""What a page declares is held against what it shows."""

from datetime import date

from annotator.core.records import FuzzyDate, Inferred
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.page_metadata import PageMetadata
from annotator.exchange.importing.page_settling import settle_with_page

DAY = FuzzyDate(date(2024, 3, 5), date(2024, 3, 5), "day")


def lines(*texts: str) -> list[Item]:
    return [Item(BlockKind.PARAGRAPH, text, 0) for text in texts]


def page(**declared: object) -> PageMetadata:
    return PageMetadata(
        {name: Inferred(value, "JSON-LD") for name, value in declared.items()}, title="Ferry lost in fog"
    )


def test_title_and_subtitle_are_marked_where_they_stand():
    found = page()
    found.standfirsts.append("Nobody was told why")
    items = lines("Kell", "Ferry lost in fog", "Nobody was told why", "Words. More words.")
    settle_with_page(found, items)
    assert [item.kind for item in items[1:3]] == [BlockKind.TITLE, BlockKind.SUBTITLE]
    assert found.declared["subtitle"].value == "Nobody was told why"


def test_a_line_that_is_no_neighbour_of_the_title_is_no_subtitle():
    found = page()
    found.standfirsts.append("Join our club")
    settle_with_page(found, lines("Ferry lost in fog", *["Words."] * 6, "Join our club"))
    assert "subtitle" not in found.declared


def test_a_byline_of_somebody_else_makes_the_author_unsure():
    found = page(author="Ann Author")
    settle_with_page(found, lines("By Ben Writer"))
    assert found.declared["author"] == Inferred("Ann Author", "JSON-LD", sure=False)


def test_a_byline_with_the_same_name_confirms_the_author():
    found = page(author="Ann Author, Ben Writer")
    settle_with_page(found, lines("By Ann Author and Cy Speaker"))
    assert found.declared["author"].sure


def test_another_visible_date_makes_the_date_unsure():
    found = page(published=DAY)
    settle_with_page(found, lines("Published: 1 February 2024"))
    assert not found.declared["published"].sure


def test_a_visible_date_a_day_off_is_the_same_elsewhere_in_the_world():
    found = page(published=DAY)
    settle_with_page(found, lines("6 March 2024"))
    assert found.declared["published"].sure


def test_folded_lines_contradict_nothing():
    found = page(author="Ann Author")
    items = lines("By Ben Writer")
    items[0].fold = "around the article"
    settle_with_page(found, items)
    assert found.declared["author"].sure


def test_words_in_another_script_count_more_than_the_declared_language():
    found = page(language="en")
    settle_with_page(found, lines("여객선 오로라호는 밤 아홉 시에 켈 항구를 떠났다."))
    assert (found.declared["language"].value, found.declared["language"].sure) == ("ko", False)
