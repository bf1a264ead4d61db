"""An outlet is learnt once, and known for every further article from the same host."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.learning import host_of, with_learnt
from annotator.core.records import Inferred
from tests.builders import ME, Built, build

OUTLETS = {"harbourpost.example": "Harbour Post"}


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.harbourpost.example/2024/03/ferry", "harbourpost.example"),
        ("http://HarbourPost.example:8080/", "harbourpost.example"),
        ("https://m.harbourpost.example", "harbourpost.example"),
        ("https://news.harbourpost.example/x", "news.harbourpost.example"),
        ("https://www.example/x", "www.example"),
        ("file:///home/somebody/page.html", ""),
        ("harbourpost.example/x", ""),
        ("https://[half an address", ""),
        ("https://localhost/x", ""),
        ("", ""),
    ],
)
def test_a_host_is_told_as_outlets_are_known_by_it(address: str, host: str):
    assert host_of(address) == host


def test_an_outlet_that_was_learnt_fills_in_what_is_missing_or_only_likely():
    address = Inferred("https://www.harbourpost.example/a", "canonical link")
    for known in ({}, {"outlet": Inferred("harbourpost", "page title", sure=False)}):
        filled = with_learnt({"url": address, **known}, OUTLETS)
        assert filled["outlet"] == Inferred("Harbour Post", "learnt: harbourpost.example")


def test_what_a_reviewer_said_of_the_article_itself_stays():
    known = {
        "url": Inferred("https://harbourpost.example/a", "canonical link"),
        "outlet": Inferred("Kell News Agency", "reviewer"),
    }
    assert with_learnt(known, OUTLETS) == known


def test_an_article_without_an_address_learns_nothing():
    known = {"title": Inferred("Ferry", "line 1")}
    assert with_learnt(known, OUTLETS) == known


def test_what_was_learnt_is_kept_with_the_project_and_can_be_taken_back(built: Built):
    uid = built.store.uid
    made = built.do(edits.learn_outlet(uid, "harbourpost.example", " Harbour  Post "))
    assert built.store.reader.project().outlets == OUTLETS
    built.store.undo([made.transaction_uid], ME)
    assert built.store.reader.project().outlets == {}


def test_no_outlet_forgets_a_host(built: Built):
    uid = built.store.uid
    built.do(edits.learn_outlet(uid, "harbourpost.example", "Harbour Post"))
    built.do(edits.learn_outlet(uid, "harbourpost.example", ""))
    assert built.store.reader.project().outlets == {}


def test_nothing_is_learnt_from_an_article_without_an_address(built: Built):
    with pytest.raises(RefusedError, match="no address"):
        edits.learn_outlet(built.store.uid, "", "Harbour Post")
