"""The article among the things that a page describes in JSON-LD."""

import json

import pytest

from annotator.exchange.importing import json_ld
from annotator.exchange.importing.json_ld import names_in, plain_words, read_json_ld, types_of
from tests.exchange.importing.pages import tree


def described(*scripts: str, title: str = "") -> dict[str, object]:
    marked = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return dict(read_json_ld(tree(marked), title)[0])


ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry lost in fog"}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite", "name": "Harbour Post"}, ARTICLE]},
        [{"@type": "WebPage", "mainEntity": ARTICLE}],
        ARTICLE | {"@type": ["Thing", "https://schema.org/ReportageNewsArticle"]},
    ],
)
def test_the_article_is_found_wherever_it_stands(value: object):
    assert described(json.dumps(value))["headline"] == "Ferry lost in fog"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "headline": "Fog"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Fog"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Fog",}',
        '{"@type": "NewsArticle",\n "headline": "Fog"};',
        '{"@type": "NewsArticle", "headline": "Fog"}}',
        '{"@type": "NewsArticle", "description": "a\nb", "headline": "Fog"}',
    ],
)
def test_what_people_often_get_wrong_is_forgiven(script: str):
    assert described(script)["headline"] == "Fog"


@pytest.mark.parametrize(
    "script", ["", "nonsense", "[" * 100_000, "null", "7", '{"@type": 7}', '{"@graph": 3}', "[[], {}]"]
)
def test_a_script_that_says_nothing_is_left_out(script: str):
    assert described(script, json.dumps(ARTICLE))["headline"] == "Ferry lost in fog"


def test_of_several_articles_the_pages_own_is_meant():
    other = ARTICLE | {"headline": "The bridge opens"}
    assert (
        described(json.dumps([other, ARTICLE]), title="Ferry lost in fog | Harbour Post")["headline"]
        == "Ferry lost in fog"
    )


def test_articles_in_a_list_of_others_are_not_entered():
    listed = {"@type": "ItemList", "itemListElement": [ARTICLE]}
    assert described(json.dumps(listed)) == {}


def test_a_page_is_better_than_nothing():
    assert described('{"@type": "WebPage", "name": "Timetable"}')["name"] == "Timetable"


def test_too_large_a_script_is_left_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(json_ld, "LARGEST_SCRIPT", 10)
    assert described(json.dumps(ARTICLE)) == {}


def test_names_are_words_nodes_or_references():
    named = {"#ann": {"@id": "#ann", "name": "Ann Author"}}
    assert names_in([{"@id": "#ann"}, {"name": "Ben Writer"}, "Cy Reporter", {"@id": "#gone"}, 7], named) == [
        "Ann Author",
        "Ben Writer",
        "Cy Reporter",
    ]


def test_words_lose_entities_and_mark_up():
    assert plain_words("Ferry &amp; <b>bridge</b> ") == "Ferry & bridge"
    assert plain_words({"@value": "x"}) == "x"
    assert plain_words(["x", "y"]) == "x"
    assert plain_words(3) == plain_words([]) == ""


def test_types_are_a_list_of_bare_names():
    assert types_of({"@type": "http://schema.org/Report"}) == ["Report"]
    assert types_of({}) == []
