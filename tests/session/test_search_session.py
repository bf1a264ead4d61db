"""Asking behind the window, completing, remembering and keeping."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.errors import RefusedError
from annotator.core.saved_searches import SavedSearch
from annotator.core.search_query import parse
from annotator.session.search_session import MOST_LAST, SearchSession
from annotator.store.connection import transaction
from annotator.store.finding import find
from annotator.store.search_items import start_again
from tests.ui import harbour as small_project
from tests.ui.harbour import Harbour

harbour = small_project.harbour


@pytest.fixture
def search(harbour: Harbour) -> SearchSession:
    return SearchSession(harbour.session)


def test_what_is_found_comes_first_and_the_counts_after_it(qtbot: QtBot, search: SearchSession):
    told = []
    search.found.connect(lambda groups: told.append([group.title for group in groups]))
    search.counted.connect(lambda counts: told.append(counts.kinds))
    with qtbot.waitSignal(search.counted, timeout=10_000):
        search.ask("captain")
    assert told == [["Harbour Post"], {"text": 1, "statement": 1}]


def test_only_what_was_asked_last_is_answered(qtbot: QtBot, search: SearchSession):
    answers = []
    search.found.connect(answers.append)
    search.ask("captain")
    with qtbot.waitSignal(search.counted, timeout=10_000):
        search.ask("refunds")
    assert [[group.title for group in groups] for groups in answers] == [["Ferry Weekly"]]


def test_what_cannot_be_read_is_refused_at_once(qtbot: QtBot, search: SearchSession):
    with qtbot.waitSignal(search.refused) as signal:
        search.ask("autor:Kim")
    assert "no field “autor:”" in signal.args[0]


def test_nothing_asked_finds_nothing(qtbot: QtBot, search: SearchSession):
    with qtbot.waitSignal(search.found) as signal:
        search.ask("tag:")
    assert signal.args == [[]]


def test_a_field_s_values_are_offered_with_the_line_that_they_make(search: SearchSession):
    assert {each.value for each in search.completions("fog tag:", 8)} == {"blame", "delay"}
    (outlet,) = search.completions("outlet:post fog", 11)
    assert (outlet.value, outlet.line, outlet.cursor) == ("Harbour Post", 'outlet:"Harbour Post" fog', 22)


def test_what_begins_as_typed_is_offered_first(search: SearchSession):
    assert [each.value for each in search.completions("outlet:f", 8)] == ["Ferry Weekly"]
    assert [each.value for each in search.completions("is:n", 4)] == ["note", "statement"]


def test_nothing_is_offered_for_a_value_that_is_complete_or_outside_a_field(search: SearchSession):
    assert search.completions("tag:delay", 9) == []
    assert search.completions("fog", 3) == []


def test_the_last_searches_are_remembered_once_each_the_latest_first(search: SearchSession):
    for words in ("fog", "crew", " fog ", *map(str, range(MOST_LAST))):
        search.remember(words)
    assert search.last == [str(number) for number in reversed(range(MOST_LAST))]
    search.remember("3")
    assert search.last[0] == "3"
    assert len(search.last) == MOST_LAST


def test_a_search_is_saved_undone_and_deleted(qtbot: QtBot, search: SearchSession, harbour: Harbour):
    with qtbot.waitSignal(search.saved_changed):
        search.save(" Late  ferries ", "late tag:delay")
    assert search.saved == [SavedSearch("Late ferries", "late tag:delay")]
    search.forget("Late ferries")
    assert search.saved == []
    assert harbour.session.undo() == "Delete the search “Late ferries”"
    assert [each.name for each in search.saved] == ["Late ferries"]


def test_a_search_that_cannot_be_read_is_not_saved(search: SearchSession):
    with pytest.raises(RefusedError):
        search.save("Kim", "autor:Kim")


def test_what_was_taken_out_of_the_index_by_a_merge_taken_back_is_indexed_again(
    qtbot: QtBot, search: SearchSession, harbour: Harbour
):
    with transaction(harbour.session._store._connection):
        start_again(harbour.session._store._connection)
    harbour.session.note_merged(frozenset({("note", "x")}), is_taken_back=True)

    def is_found() -> bool:
        return any(group.count("statement") for group in find(harbour.session.reader, parse("captain")))

    qtbot.waitUntil(is_found, timeout=10_000)
