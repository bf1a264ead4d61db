"""The sample's articles, whose statements reviewers made by hand: what is suggested agrees with them."""

import json

import pytest

from annotator.core.dates import parse_date
from annotator.core.records import Actor
from annotator.core.suggesting.suggestions import Findings, suggest
from annotator.exchange.importing.articles import read_article
from annotator.exchange.resources import resource_path

PLAN = json.loads(resource_path("sample", "project.json").read_text(encoding="utf-8"))["sources"]
ROWS = [json.loads(line) for line in resource_path("sample", "statements.jsonl").read_text("utf-8").splitlines()]
DIRECT = [row for row in ROWS if row.get("kind") == "direct"]
ACTORS = [Actor(name, name) for name in sorted({row["actor"] for row in ROWS if "actor" in row})]


def findings(name: str) -> tuple[str, Findings]:
    article = read_article(resource_path("sample", "sources", name))
    published = parse_date(PLAN[name].get("published", ""))
    return article.text, suggest(article.text, article.blocks, ACTORS, published)


@pytest.mark.parametrize("row", DIRECT, ids=lambda row: row["key"])
def test_what_was_quoted_by_hand_is_suggested(row: dict[str, str]):
    text, found = findings(row["source"])
    start = text.index(row["quote"])
    assert any(each.start <= start < each.end for each in found.suggestions)


def test_most_actors_are_those_whom_the_reviewers_chose():
    right = 0
    for row in DIRECT:
        text, found = findings(row["source"])
        start = text.index(row["quote"])
        at = next(each for each in found.suggestions if each.start <= start < each.end)
        right += at.actor_uid == row["actor"]
    assert right >= 0.6 * len(DIRECT)


def test_the_days_of_the_courier_are_those_that_the_reviewers_wrote():
    text, found = findings("strait-courier.txt")
    said = {text[each.start : each.start + 20]: each.said for each in found.suggestions if each.said is not None}
    written = parse_date("5 March 2024")
    days = {words: each.date for words, each in said.items() if each.words.endswith("Tuesday")}
    assert days
    assert all(day == written for day in days.values())
