from annotator.core.found import FoundCounts
from annotator.core.search_query import Field, parse
from annotator.ui.search.facets import facet_rows

COUNTS = FoundCounts(
    {"statement": 1200, "text": 3},
    {"tag": (("weather", "weather", 4),), "year": (("2023", "2023", 9), ("2024", "2024", 2)), "actor": ()},
)


def test_kinds_come_first_then_what_there_is_of_the_rest(qapp: object):
    rows = facet_rows(parse("fog"), COUNTS)
    assert [(row.words, row.detail) for row in rows] == [
        ("Kinds", ""),
        ("Texts", "3"),
        ("Statements", "1,200"),
        ("Tags", ""),
        ("weather", "4"),
        ("Years", ""),
        ("2024", "2"),
        ("2023", "9"),
    ]


def test_a_row_adds_its_field_to_the_search(qapp: object):
    values = [row.value for row in facet_rows(parse("fog"), COUNTS) if row.value]
    assert values[2:4] == [Field("tag", "weather"), Field("date", "2024")]


def test_what_narrows_the_search_already_is_on(qapp: object):
    rows = facet_rows(parse("fog is:statement"), COUNTS)
    assert [row.words for row in rows if row.is_on] == ["Statements"]
