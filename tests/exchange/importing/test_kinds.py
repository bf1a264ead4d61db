"""The kind of a file, told by its content before its name."""

import io
import zipfile

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.importing.capture import Capture
from annotator.exchange.importing.kinds import kind_of

MAIL = b"From: Ann <ann@harbour.example>\nSubject: Ferry\n"
ARCHIVE = b"Content-Type: multipart/related; boundary=b\n\n--b\n"


def kind(data: bytes, name: str) -> str:
    return kind_of(Capture(data, name)).key


def packed(*members: str, media_type: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if media_type:
            archive.writestr("mimetype", media_type)
        for member in members:
            archive.writestr(member, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "key"),
    [
        (MAIL + b"\nHello.", "letter.eml", "mail"),
        (MAIL + b"\nHello.", "letter", "mail"),
        (MAIL + ARCHIVE, "letter.eml", "mail"),
        (MAIL + ARCHIVE, "page", "mhtml"),
        (b"From: <Saved by Browser>\nSubject: Ferry\n" + ARCHIVE, "page.eml", "mhtml"),
        (MAIL + b"To: Ben <ben@x.example>\nX-MimeOLE: Produced by a mail program\n\nHello.", "letter.eml", "mail"),
        (b"From ann@harbour.example Mon Apr 28\n" + MAIL + b"\n<html>Hello.", "letter.eml", "mail"),
        (b"title,text\nFerry,words\n", "rows.csv", "csv"),
        (b'{"text": "<html>"}\n', "rows.jsonl", "jsonl"),
        (b"From: here to there\nIt is far.", "words.txt", "text"),
    ],
)
def test_mails_archives_and_tables_are_told_apart(data: bytes, name: str, key: str):
    assert kind(data, name) == key


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
        (packed("content.xml", media_type="application/vnd.oasis.opendocument.spreadsheet"), "spreadsheet"),
        (packed("ppt/presentation.xml"), "presentation"),
        (packed("a.txt"), "packed"),
        (b"\xd0\xcf\x11\xe0" + "__substg1.0_1000001F".encode("utf-16-le"), "Outlook"),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_do(data: bytes, words: str):
    with pytest.raises(RefusedError, match=rf"{words}.*import"):
        kind(data, "file.bin")


@pytest.mark.parametrize("name", [".p.annotator.lock", ".p.annotator.0123456789ab.here"])
def test_what_a_project_puts_beside_itself_is_no_article(name: str):
    with pytest.raises(RefusedError, match="no article"):
        kind(b"words", name)
