from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.saved_searches import SavedSearch
from annotator.core.values import ValueWords
from annotator.core.words import ENGLISH, KOREAN
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def saved(store: ProjectStore) -> list[SavedSearch]:
    return store.reader.saved_searches()


def test_a_search_is_kept_under_its_name(built: Built) -> None:
    built.do(edits.save_search(built.store.uid, " The  fog ", "fog  tag:weather"))
    assert saved(built.store) == [SavedSearch("The fog", "fog tag:weather")]


def test_the_same_name_replaces_it(built: Built) -> None:
    for query in ("fog", "snow"):
        built.do(edits.save_search(built.store.uid, "Weather", query))
    assert saved(built.store) == [SavedSearch("Weather", "snow")]


def test_a_forgotten_search_comes_back_with_undo(built: Built) -> None:
    built.do(edits.save_search(built.store.uid, "Weather", "fog"))
    gone = built.do(edits.forget_search(built.store.uid, "Weather"))
    assert saved(built.store) == []
    built.store.undo([gone.transaction_uid], ME)
    assert saved(built.store) == [SavedSearch("Weather", "fog")]


@pytest.mark.parametrize(("name", "query"), [("", "fog"), ("Weather", " "), ("Weather", "autor:Kim")])
def test_a_search_without_a_name_or_one_that_cannot_be_read_is_refused(built: Built, name: str, query: str) -> None:
    with pytest.raises(RefusedError):
        edits.save_search(built.store.uid, name, query)


def test_two_people_s_searches_merge(built: Built, tmp_path: Path) -> None:
    built.store.publish()
    theirs = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "theirs")
    theirs.apply(edits.save_search(theirs.uid, "Night", "clear"), OTHER)
    theirs.publish()
    theirs.close()
    built.do(edits.save_search(built.store.uid, "Weather", "fog"))
    built.store.take_in_shared()
    assert [each.name for each in saved(built.store)] == ["Night", "Weather"]


def test_a_conflict_names_the_search_that_it_is_about() -> None:
    said = [ValueWords(words, lambda uid: uid).field("search:Night: who saw what") for words in (ENGLISH, KOREAN)]
    assert said == ["the search “Night: who saw what”", "“Night: who saw what” 검색"]
