"""Pages that tests of web pages share, made of invented news."""

import lxml.html

from annotator.core.records import Article
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import article_from_bytes
from annotator.exchange.importing.html_walker import read_tree
from annotator.exchange.importing.items import Item

FIRST = (
    "The ferry Aurora left the harbour of Kell at nine in the evening, an hour late, and nobody on the quay was told "
    "why. The fog had come in from the strait, the harbour office said on Friday."
)
SECOND = (
    "Passengers spoke of a second ship that lay without lights off the northern mole. “We saw its wake and then "
    "nothing,” one of them said, and the pilot’s log has a gap of twenty minutes there."
)
THIRD = (
    "The ministry in Veldara promised an inquiry within the month. Its last one, into the bridge at Ostermark, took "
    "four years and ended with a single page of recommendations that nobody has read since."
)
MENU = '<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
FOOT = '<footer><p>About us</p><p>Imprint</p><form><input name="q"><button>Search</button></form></footer>'


def tree(inside: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<html><body>{inside}</body></html>")


def items(inside: str) -> list[Item]:
    return read_tree(tree(inside))


def kinds(inside: str) -> list[tuple[BlockKind, str]]:
    return [(item.kind, item.text) for item in items(inside)]


def texts(inside: str) -> list[str]:
    return [item.text for item in items(inside)]


def page(article: str = "", head: str = "", around: bool = True) -> str:
    """Make a page with three paragraphs, what else stands in its article before them, and a site around it."""
    story = f"<article>{article}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
    menu, foot = (MENU, FOOT) if around else ("", "")
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>{menu}<main>{story}</main>{foot}</body></html>"


def read(markup: str | bytes, name: str = "page.html") -> Article:
    return article_from_bytes(markup.encode() if isinstance(markup, str) else markup, name)


def shown(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if not block.fold]


def folded(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.fold]
