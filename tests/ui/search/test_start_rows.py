from annotator.core.saved_searches import SavedSearch
from annotator.ui.search.start_rows import start_rows


def test_saved_searches_come_before_the_last_ones(qapp: object):
    saved = SavedSearch("Weather", "fog OR snow")
    rows = start_rows([saved], ["crew"])
    assert [row.words for row in rows] == [
        "Saved with the project",
        "Weather",
        "Last searches on this computer",
        "crew",
    ]
    assert [row.value for row in rows] == [None, saved, None, "crew"]
    assert rows[1].detail == "fog OR snow"


def test_without_any_there_is_no_heading(qapp: object):
    assert start_rows([], []) == []
