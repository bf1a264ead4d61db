"""What a page says of itself becomes metadata, each value with where it comes from."""

import json
import socket
from datetime import date

import pytest

from annotator.core.records import FuzzyDate, Inferred
from annotator.exchange.importing.page_metadata import PageMetadata, read_page_metadata
from tests.exchange.importing.pages import tree


def metadata(markup: str, comment: str = "", address: str = "") -> PageMetadata:
    return read_page_metadata(tree(markup), comment + markup, address)


def told(markup: str, name: str, comment: str = "") -> tuple[object, str, bool]:
    found = metadata(markup, comment).declared[name]
    value = found.value.start if isinstance(found.value, FuzzyDate) else found.value
    return value, found.origin, found.sure


def json_ld(**fields: object) -> str:
    described = {"@type": "NewsArticle", "headline": "Ferry lost", **fields}
    return f'<script type="application/ld+json">{json.dumps(described)}</script>'


def test_linked_data_tells_everything():
    found = metadata(
        json_ld(
            author=[{"@type": "Person", "name": "Ann Author"}, {"name": "Ben Writer"}],
            datePublished="2024-03-05T09:00:00Z",
            dateModified="2024-03-07",
            publisher={"name": "Harbour Post"},
            inLanguage="en-GB",
            license="https://creativecommons.org/licenses/by/4.0/",
            alternativeHeadline="Nobody was told why",
            translator={"name": "Cy Speaker"},
        )
    ).declared
    assert {name: known.origin for name, known in found.items()} == dict.fromkeys(
        ["title", "author", "published", "updated", "outlet", "language", "licence", "subtitle", "translation_note"],
        "JSON-LD",
    )
    assert found["author"].value == "Ann Author, Ben Writer"
    assert found["published"].value == FuzzyDate(date(2024, 3, 5), date(2024, 3, 5), "day")
    assert (found["language"].value, found["licence"].value) == ("en", "CC BY 4.0")
    assert found["translation_note"].value == "Translated by Cy Speaker"


@pytest.mark.parametrize(
    ("markup", "name", "expected"),
    [
        ('<meta property="og:title" content="Ferry lost">', "title", ("Ferry lost", "OpenGraph", True)),
        ('<meta property="og:site_name" content="Harbour Post">', "outlet", ("Harbour Post", "OpenGraph", True)),
        (
            '<meta property="article:published_time" content="2024-03-05">',
            "published",
            (date(2024, 3, 5), "OpenGraph", True),
        ),
        ('<meta name="DC.Creator" content="Author, Ann">', "author", ("Ann Author", "Dublin Core", True)),
        ('<meta name="dcterms.issued" content="2024-03-05">', "published", (date(2024, 3, 5), "Dublin Core", True)),
        ('<meta name="citation_author" content="Ann Author">', "author", ("Ann Author", "citation tags", True)),
        ('<meta name="citation_journal_title" content="Straits">', "outlet", ("Straits", "citation tags", True)),
        ('<meta name="author" content="Ann Author">', "author", ("Ann Author", "author tag", True)),
        (
            '<link rel="canonical" href="https://kell.example/a">',
            "url",
            ("https://kell.example/a", "canonical link", True),
        ),
        (
            '<meta property="og:url" content="https://kell.example/a">',
            "url",
            ("https://kell.example/a", "OpenGraph", True),
        ),
        (
            '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">x</a>',
            "licence",
            ("CC BY 4.0", "licence link", True),
        ),
        ('<meta property="og:locale" content="ko_KR">', "language", ("ko", "OpenGraph", True)),
        (
            '<p itemprop="author"><b itemprop="name">Ann Author</b></p>',
            "author",
            ("Ann Author", "the page's mark-up", True),
        ),
        ('<time datetime="2024-03-05">x</time>', "published", (date(2024, 3, 5), "time element", False)),
        (
            '<p itemprop="datePublished" content="2024-03-05">x</p>',
            "published",
            (date(2024, 3, 5), "the page's mark-up", True),
        ),
    ],
)
def test_each_way_of_saying_it_is_understood(markup: str, name: str, expected: tuple[object, str, bool]):
    assert told(markup, name) == expected


def test_several_authors_are_all_named():
    markup = '<meta name="citation_author" content="Author, Ann"><meta name="citation_author" content="Ben Writer">'
    assert told(markup, "author")[0] == "Ann Author, Ben Writer"


def test_linked_data_comes_before_tags_and_tags_before_the_page():
    markup = json_ld(datePublished="2024-03-05") + '<meta name="date" content="2023-01-01"><time datetime="2022-01-01">'
    assert told(markup, "published") == (date(2024, 3, 5), "JSON-LD", True)


def test_the_language_of_the_page_is_what_its_root_says():
    root = tree("<p>x</p>")
    root.set("lang", "fr-CA")
    assert read_page_metadata(root, "").declared["language"] == Inferred("fr", "language of the page")


def test_the_title_is_the_one_that_stands_on_the_page():
    tag = '<meta property="og:title" content="You won’t believe this">'
    markup = "<title>Ferry lost - Kell - Harbour Post</title><h1>Ferry lost</h1>"
    assert told(tag + markup, "title") == ("Ferry lost", "page title", True)


def test_a_page_title_alone_is_not_sure():
    found = metadata("<title>Ferry lost in fog</title>")
    assert found.declared["title"] == Inferred("Ferry lost in fog", "page title", sure=False)
    assert found.title == "Ferry lost in fog"


def test_what_the_page_title_says_behind_the_heading_may_be_the_outlet():
    found = metadata("<title>Ferry lost | Harbour Post</title><h1>Ferry lost</h1>")
    assert found.hints["outlet"] == Inferred("Harbour Post", "page title", sure=False)


def test_the_outlet_is_cut_off_a_declared_title():
    site = '<meta property="og:site_name" content="Harbour Post">'
    title = '<meta property="og:title" content="Ferry lost – Harbour Post">'
    assert told(site + title, "title")[0] == "Ferry lost"


@pytest.mark.parametrize("name", ["admin", "Harbour Post", "Harbour Media GmbH", "Staff"])
def test_an_author_who_is_nobody_stands_behind_the_byline(name: str):
    markup = f'<meta property="og:site_name" content="Harbour Post"><meta name="author" content="{name}">'
    found = metadata(markup)
    assert "author" not in found.declared
    assert found.hints["author"] == Inferred(name, "author tag", sure=False)


def test_an_update_on_the_day_of_publication_is_none():
    assert (
        "updated" not in metadata(json_ld(datePublished="2024-03-05T09:00", dateModified="2024-03-05T11:00")).declared
    )


def test_a_saved_page_tells_where_it_was_and_when_it_was_saved():
    note = (
        "<!--\n Page saved with SingleFile\n url: https://kell.example/a\n saved date: Wed Mar 06 2024 10:00 GMT\n-->"
    )
    assert told("<p>x</p>", "url", note) == ("https://kell.example/a", "SingleFile's note", True)
    assert told("<p>x</p>", "accessed", note) == (date(2024, 3, 6), "SingleFile's note", True)


@pytest.mark.parametrize("mistaken", ["https://kell.example/", "https://other.example/a"])
def test_a_canonical_link_to_another_place_loses_to_where_the_page_was(mistaken: str):
    note = "<!-- saved from url=(0024)https://kell.example/2024/a -->"
    markup = f'<link rel="canonical" href="{mistaken}">'
    assert told(markup, "url", note)[0] == "https://kell.example/2024/a"


def test_links_start_from_the_base_that_the_page_names():
    assert (
        metadata('<base href="/x/"><link rel="canonical" href="https://kell.example/a">').base
        == "https://kell.example/x/"
    )
    assert metadata('<link rel="canonical" href="https://kell.example/a">').base == "https://kell.example/a"
    assert metadata('<base href="x/">').base == ""


def test_two_licences_leave_it_open_which_is_the_articles():
    by = "https://creativecommons.org/licenses/by/4.0/"
    markup = f'<a rel="license" href="{by}">x</a><a rel="license" href="https://kell.example/terms">y</a>'
    assert told(markup, "licence") == ("CC BY 4.0", "licence link", False)


def test_a_date_that_nothing_declares_is_looked_for_without_the_network(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    found = metadata(
        '<p>x</p><abbr class="published" title="2024-03-05">Tuesday</abbr>', address="https://kell.example/a"
    )
    assert found.hints["published"].value.start == date(2024, 3, 5)
    assert not found.hints["published"].sure


def test_a_page_that_says_nothing_tells_nothing():
    found = metadata("<p>x</p>")
    assert (found.declared, found.base, found.title) == ({}, "", "")
