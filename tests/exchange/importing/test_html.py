"""Web pages become articles: whole, with the pictures that they carry, and within the laws of every article."""

import base64
import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import article_from_bytes
from tests.exchange.importing.pages import FIRST, SECOND, page, read, shown
from tests.exchange.importing.test_articles import TEXTS, hold_the_laws
from tests.exchange.importing.test_html_walker import TREES

PICTURE = b"\x89PNG\r\n\x1a\n" + b"ferry" * 200
SAVED = (
    "<!--\n Page saved with SingleFile \n url: https://www.harbour.example/2024/ferry \n"
    " saved date: Wed Mar 06 2024 10:11:12 GMT+0100 (Central European Standard Time)\n-->"
)


def figure(source: str) -> str:
    return f'<h1>Ferry lost in fog</h1><figure><img src="{source}"><figcaption>The quay</figcaption></figure>'


def images(markup: str) -> list[str]:
    return [str(block.attributes["url"]) for block in read(markup).blocks if block.kind is BlockKind.IMAGE]


def test_a_page_is_an_article_with_its_title_and_metadata():
    head = '<title>Ferry lost in fog | Harbour Post</title><meta name="author" content="Ann Author">'
    article = read(page("<h1>Ferry lost in fog</h1>", head))
    hold_the_laws(article)
    assert article.media_type == "text/html"
    assert next(block.kind for block in article.blocks if not block.fold) is BlockKind.TITLE
    assert (article.metadata["title"].value, article.metadata["author"].value) == ("Ferry lost in fog", "Ann Author")


def test_a_menus_line_is_never_the_title():
    article = read(page("<h2>Ferry lost in fog</h2>").replace("News", "News of the strait and its ferries"))
    assert article.metadata["title"].value != "News of the strait and its ferries"


def test_a_page_that_carries_its_pictures_keeps_them():
    source = "data:image/png;base64," + base64.b64encode(PICTURE).decode()
    article = read(page(figure(source)) + SAVED)
    assert dict(article.pictures) == {hashlib.sha256(PICTURE).hexdigest(): PICTURE}
    assert "base64" not in str(article.blocks)


def test_a_saved_page_tells_where_it_was():
    article = read(page(figure("/a.jpg")).replace("<html>", f"<html>{SAVED}"))
    assert article.metadata["url"].value == "https://www.harbour.example/2024/ferry"
    assert article.metadata["accessed"].origin == "SingleFile's note"
    assert images(page(figure("/a.jpg")).replace("<html>", f"<html>{SAVED}")) == ["https://www.harbour.example/a.jpg"]


def test_pictures_in_the_folder_beside_a_saved_page_come_along(tmp_path: Path):
    (tmp_path / "Ferry_files").mkdir()
    (tmp_path / "Ferry_files" / "a b.png").write_bytes(PICTURE)
    markup = page(figure("./Ferry_files/a%20b.png")).replace(
        "<html>", "<!-- saved from url=(0041)https://www.harbour.example/2024/ferry --><html>"
    )
    article = article_from_bytes(markup.encode(), "Ferry.html", tmp_path)
    assert list(article.pictures.values()) == [PICTURE]


def test_an_image_on_the_web_stays_an_address():
    assert images(page(figure("https://cdn.harbour.example/a.jpg"))) == ["https://cdn.harbour.example/a.jpg"]
    assert images(page(figure("a.jpg"))) == ["a.jpg"]


def test_a_page_in_a_wrongly_declared_encoding_is_read_all_the_same():
    article = read(page("<h1>Fähre im Nebel</h1>", '<meta charset="iso-8859-1">').encode())
    assert shown(article)[0] == "Fähre im Nebel"
    assert article.encoding == "utf-8"


def test_text_that_the_extractor_does_not_know_of_is_still_in_the_article():
    markup = page("<h1>Ferry lost in fog</h1>").replace("</main>", "<aside><p>A box on tides.</p></aside></main>")
    assert "A box on tides." in read(markup).text
    assert {FIRST, SECOND} <= set(shown(read(markup)))


@given(TREES, st.booleans())
def test_every_page_holds_the_laws_and_keeps_its_words(inside: str, is_whole: bool):
    markup = page(inside) if is_whole else f"<html><body>{inside}</body></html>"
    try:
        article = read(markup)
    except RefusedError:
        return
    hold_the_laws(article)


@given(TEXTS)
def test_pages_of_strange_words_hold_the_laws(words: str):
    try:
        article = read(f"<html><body><p>x</p>{words}</body></html>".encode("utf-8", "replace"))
    except RefusedError:
        return
    hold_the_laws(article)
