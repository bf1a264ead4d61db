"""What a page says of itself in JSON-LD: the article among the things that it describes, by schema.org's words."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence

import lxml.html

from annotator.core.records import Json
from annotator.core.text import normalise

MOST_SCRIPTS = 50
LARGEST_SCRIPT = 1_000_000
MOST_NODES = 5_000
_ARTICLE = re.compile(
    r"Article$|^(?:BlogPosting|Report|SocialMediaPosting|LiveBlogPosting|Review|CreativeWork|Chapter)$"
)
_PAGE = re.compile(r"Page$")
# What leads from the thing described to what it is part of, and not to other articles.
_INWARD = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
_BEFORE = re.compile(r"^(?:<!--|//\s?<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/|<!\[CDATA\[)")
_BEHIND = re.compile(r"(?:-->|//\s?\]\]>|/\*\s?\]\]>\s?\*/|\]\]>)$")
_LATE_COMMA = re.compile(r",(\s*[}\]])")
_CONTROLS = re.compile("[\x00-\x1f]+")
_TAG = re.compile(r"<[^<>]{1,500}>")

Node = Mapping[str, Json]


def read_json_ld(root: lxml.html.HtmlElement, title: str) -> tuple[Node, Mapping[str, Node]]:
    """Give the node that describes the article, and every node that has a name to be referred to by.

    Of several articles the one with the page's title is meant, else the first. Broken scripts are left out.
    """
    nodes = [node for value in _scripts(root) for node in _nodes(value)]
    named = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(map(_ARTICLE.search, types_of(node)))]
    plain = plain_words(title).casefold()
    for node in articles:
        headline = plain_words(node.get("headline") or node.get("name")).casefold()
        if headline and (headline in plain or plain in headline):
            return node, named
    pages = [node for node in nodes if any(map(_PAGE.search, types_of(node)))]
    return next(iter([*articles, *pages]), {}), named


def types_of(node: Node) -> list[str]:
    """Give the types of a node, without the address of their vocabulary."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2] for kind in listed if isinstance(kind, str)]


def plain_words(value: Json) -> str:
    """Give a value as words: entities and mark-up that strayed into it are taken out; "" for anything but words."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return ""
    return " ".join(normalise(_TAG.sub("", html.unescape(value))).split())


def names_in(value: Json, named: Mapping[str, Node]) -> list[str]:
    """Give the names of persons or bodies, which may be words, nodes, references to nodes, or lists of these."""
    names = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, Mapping) and "name" not in each:
            each = named.get(str(each.get("@id")), each)
        name = plain_words(each)
        if name and name not in names:
            names.append(name)
    return names


def _scripts(root: lxml.html.HtmlElement) -> Iterator[Json]:
    scripts: Sequence[lxml.html.HtmlElement] = root.xpath(".//script[contains(@type, 'ld+json')]")
    for script in scripts[:MOST_SCRIPTS]:
        text = script.text or ""
        if len(text) <= LARGEST_SCRIPT and (value := _parsed(text)) is not None:
            yield value


def _parsed(text: str) -> Json:
    """Read a script as JSON, forgiving what people often get wrong; None where it is none."""
    tidy = _BEFORE.sub("", _BEHIND.sub("", text.strip().rstrip("; \n"))).strip().rstrip(";")
    for attempt in (tidy, _LATE_COMMA.sub(r"\1", _CONTROLS.sub(" ", tidy))):
        try:
            value, _ = json.JSONDecoder(strict=False).raw_decode(attempt)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _nodes(value: Json) -> Iterator[Node]:
    """Give the nodes of a script, in order; lists of other articles are not entered."""
    waiting = [value]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(reversed(each))
        elif isinstance(each, Mapping):
            yield each
            waiting.extend(each[name] for name in reversed(_INWARD) if isinstance(each.get(name), (list, Mapping)))
