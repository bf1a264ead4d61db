"""Web archives are pages with their pictures beside them."""

import base64
import hashlib
from datetime import date

import pytest

from annotator.core.errors import RefusedError
from annotator.core.records import FuzzyDate
from tests.exchange.importing.pages import FIRST, page, read
from tests.exchange.importing.test_articles import hold_the_laws

PICTURE = b"\x89PNG\r\n\x1a\n" + b"ferry" * 20
ADDRESS = "https://www.harbour.example/2024/ferry"
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Ferry lost\r\n"
    "Date: Wed, 6 Mar 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"{start}\r\n\r\n'
)


def archive(*parts: tuple[str, bytes], address: str = ADDRESS, start: str = "") -> bytes:
    body = b"".join(
        f"--b\r\n{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(data) + b"\r\n"
        for head, data in parts
    )
    return HEAD.format(address=address, start=start).encode() + body + b"--b--\r\n"


def web_page(markup: str, encoding: str = "utf-8") -> tuple[str, bytes]:
    return f"Content-Type: text/html; charset={encoding}\r\nContent-Location: {ADDRESS}", markup.encode(encoding)


def test_the_page_is_read_and_tells_where_and_when_it_was_saved():
    article = read(archive(web_page(page("<h1>Ferry lost in fog</h1>"))), "page.mhtml")
    hold_the_laws(article)
    assert FIRST in article.text
    assert article.media_type == "multipart/related"
    assert (article.metadata["url"].value, article.metadata["url"].origin) == (ADDRESS, "the web archive's note")
    accessed = article.metadata["accessed"].value
    assert isinstance(accessed, FuzzyDate)
    assert accessed.start == date(2024, 3, 6)


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("cid:p1@kell", "Content-ID: <p1@kell>"),
        ("https://cdn.harbour.example/a.png", "Content-Location: https://cdn.harbour.example/a.png"),
        ("../a.png", "Content-Location: https://www.harbour.example/a.png"),
        ("a.png", "Content-Location: a.png"),
    ],
)
def test_pictures_come_along_by_whatever_they_are_called(source: str, head: str):
    inside = f'<h1>Ferry lost in fog</h1><figure><img src="{source}"><figcaption>The quay</figcaption></figure>'
    article = read(archive(web_page(page(inside)), (f"Content-Type: image/png\r\n{head}", PICTURE)), "page.mhtml")
    assert dict(article.pictures) == {hashlib.sha256(PICTURE).hexdigest(): PICTURE}


def test_the_page_that_the_archive_begins_with_is_the_article():
    frame = ("Content-Type: text/html\r\nContent-ID: <frame>", b"<html><body><p>An advertisement.</p></body></html>")
    head, data = web_page(page("<h1>Ferry lost in fog</h1>"))
    article = read(archive(frame, (f"{head}\r\nContent-ID: <main>", data), start='; start="<main>"'), "page.mhtml")
    assert FIRST in article.text


def test_the_parts_own_encoding_counts():
    words = "Паром вышел из гавани в девять часов вечера, и никто на причале не знал почему."
    article = read(archive(web_page(f"<html><body><p>{words}</p></body></html>", "koi8-r")), "page.mhtml")
    assert article.text == words


def test_a_page_saved_from_a_disk_has_no_address_on_the_web():
    article = read(archive(web_page(page("<h1>Ferry lost in fog</h1>")), address="file:///kell/a.html"), "page.mhtml")
    assert "url" not in article.metadata


@pytest.mark.parametrize(
    "data",
    [
        archive(("Content-Type: image/png", PICTURE)),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b",
        b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(3_000)),
    ],
)
def test_an_archive_without_a_page_is_refused_with_a_sentence(data: bytes):
    with pytest.raises(RefusedError, match=r"^[A-Z][^\n]+\.$"):
        read(data, "page.mhtml")
