"""The kinds of file that become articles, and how one is told by its content before its name."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from annotator.core.errors import RefusedError
from annotator.exchange.importing.capture import Capture, Reading


class FormatModule(Protocol):
    """What each format's module offers."""

    def read(self, capture: Capture) -> Reading:
        """Read a capture.

        Raises:
            RefusedError: it is damaged, locked, empty, or larger inside than an article can be.
        """


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file. `name` is what people call it; `module` reads it and is imported when it is first needed."""

    key: str
    name: str
    media_type: str
    module: str
    endings: tuple[str, ...]

    def read(self, capture: Capture) -> Reading:
        """Read a capture of this kind (see FormatModule)."""
        return _module(self.module).read(capture)


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("text", "Plain text", "text/plain", "plain_text", (".txt", ".text")),
        Kind("markdown", "Markdown", "text/markdown", "markdown", (".md", ".markdown")),
        Kind("html", "Web page", "text/html", "html", (".html", ".htm", ".xhtml")),
        Kind("mhtml", "Web archive", "multipart/related", "mhtml", (".mhtml", ".mht")),
        Kind(
            "docx",
            "Word",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx",
            (".docx", ".docm"),
        ),
        Kind("odt", "OpenDocument", "application/vnd.oasis.opendocument.text", "odt", (".odt",)),
        Kind("rtf", "Rich text", "application/rtf", "rtf", (".rtf",)),
        Kind("pdf", "PDF", "application/pdf", "pdf", (".pdf",)),
        Kind("epub", "E-book", "application/epub+zip", "epub", (".epub",)),
        Kind("mail", "Mail", "message/rfc822", "mail", (".eml",)),
        Kind("csv", "Table", "text/csv", "table", (".csv", ".tsv")),
        Kind("jsonl", "JSON Lines", "application/jsonl", "json_lines", (".jsonl", ".ndjson")),
        Kind("record", "Row of a table", "application/json", "record", ()),
    )
}
ENDINGS = tuple(ending for kind in KINDS.values() for ending in kind.endings)
_ENDING_KINDS = {ending: kind.key for kind in KINDS.values() for ending in kind.endings}

# Kinds whose content looks like plain text: only the name can tell them apart.
_TEXTUAL = ("text", "markdown", "csv", "jsonl", "mail", "html")
_HEAD = 4096
_ZIP = b"PK\x03\x04"
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
# What a mailbox puts before each mail in it.
_POSTMARK = re.compile(rb"From [^\n]{1,200}\n")
_MAIL_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]*\n(?:[ \t][^\n]*\n)*")
_MAIL_NAMES = frozenset(
    b"from to cc date subject message-id received return-path reply-to mime-version delivered-to".split()
)
_WEB_ARCHIVE = re.compile(rb"^Content-Type:\s*multipart/related", re.I | re.M)
_SAVED_BY_BROWSER = re.compile(rb"^(?:From: <Saved by |Snapshot-Content-Location:|X-MimeOLE:)", re.I | re.M)
# What a zip's own table names, wherever it stands in it.
_ZIP_MEMBERS = ((b"word/document", "docx"), (b"META-INF/container.xml", "epub"), (b"content.xml", "odt"))
_ZIP_TYPES = ((b"mimetypeapplication/epub+zip", "epub"), (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"))
_OLE = b"\xd0\xcf\x11\xe0"
# What Word wraps around a document that is locked with a password.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOCKED = "The document is locked with a password; open it in Word, take the password off and import that."
_NO_ARTICLE = (
    (_OLE, "This is an old Office file; open it in Word or LibreOffice, save it as .docx, import that."),
    (b"\x89PNG", "This is a picture; import the page or document that shows it."),
    (b"\xff\xd8\xff", "This is a picture; import the page or document that shows it."),
    (b"GIF8", "This is a picture; import the page or document that shows it."),
    (b"\x7fELF", "This is a program and no article."),
    (b"MZ\x90", "This is a program and no article."),
    (b"\x1f\x8b", "This file is packed; unpack it and import what is inside."),
    (b"Rar!", "This file is packed; unpack it and import what is inside."),
    (b"7z\xbc\xaf", "This file is packed; unpack it and import what is inside."),
    (b"SQLite format 3\x00", "This is a project or a database and no article; projects are merged, not imported."),
)
# What Outlook puts into the messages that it saves.
_MESSAGE_STREAM = "__substg1.0_".encode("utf-16-le")
_MESSAGE = "This is a message of Outlook; open it there, save it as HTML, as .mht or as text, and import that."
# What a project puts beside itself while somebody saves it or has it open.
_OF_A_PROJECT = re.compile(r"\.annotator\b.*\.(?:lock|here)$", re.I)
_BESIDE_A_PROJECT = "This file says who is at work on a project, and is no article."
_SPREADSHEET = "This is a spreadsheet; save the sheet with the articles as CSV and import that."
_SLIDES = "This is a presentation; save it as PDF and import that."
_OFFICE_TYPES = (
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", _SPREADSHEET),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", _SLIDES),
)
_OFFICE_MEMBERS = ((b"xl/workbook", _SPREADSHEET), (b"ppt/presentation", _SLIDES))
_OTHER_ZIP = "This file is packed, or of a kind that is not read; unpack it, or save it as .docx, and import that."


def kind_of(capture: Capture) -> Kind:
    """Tell the kind by the content, and only where that leaves it open by the ending.

    Raises:
        RefusedError: it is of a kind that is no article; the sentence says what to do instead.
    """
    if capture.kind:
        return KINDS[capture.kind]
    data = capture.data
    if _OF_A_PROJECT.search(capture.file_name):
        raise RefusedError(_BESIDE_A_PROJECT)
    if data.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        raise RefusedError(_LOCKED)
    if data.startswith(_OLE) and _MESSAGE_STREAM in data:
        raise RefusedError(_MESSAGE)
    for mark, reason in _NO_ARTICLE:
        if data.startswith(mark):
            raise RefusedError(reason)
    if data.startswith(_ZIP):
        return KINDS[_kind_of_zip(data)]
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return KINDS["pdf"]
    if head.startswith(b"{\\rtf"):
        return KINDS["rtf"]
    named = _ENDING_KINDS.get(_ending(capture.file_name), "")
    return KINDS[_kind_of_text(head.replace(b"\r\n", b"\n"), named)]


def _ending(file_name: str) -> str:
    return "." + file_name.rpartition(".")[2].casefold()


def _kind_of_zip(data: bytes) -> str:
    for mark, reason in _OFFICE_TYPES:
        if mark in data[:256]:
            raise RefusedError(reason)
    for mark, key in _ZIP_TYPES:
        if mark in data[:256]:
            return key
    for mark, key in _ZIP_MEMBERS:
        if mark in data[-65536:] or mark in data[:_HEAD]:
            return key
    for mark, reason in _OFFICE_MEMBERS:
        if mark in data[-65536:]:
            raise RefusedError(reason)
    raise RefusedError(_OTHER_ZIP)


def _kind_of_text(head: bytes, named: str) -> str:
    """Tell a text's kind; its name counts where it is a text's, since any text may quote mark-up."""
    fields = _mail_fields(head)
    if named in ("text", "markdown", "csv", "jsonl"):
        return named
    # Programs of one house write the same lines into mails and web archives; only mails went to somebody.
    is_sent = bool(fields & {b"received", b"to"})
    if (named == "mhtml" and fields) or (fields and not is_sent and _SAVED_BY_BROWSER.search(head)):
        return "mhtml"
    if len(fields & _MAIL_NAMES) > 1:
        return "mhtml" if named != "mail" and not is_sent and _WEB_ARCHIVE.search(head) else "mail"
    if _HTML.search(head):
        return "html"
    return named if named in _TEXTUAL else "text"


def _mail_fields(head: bytes) -> set[bytes]:
    """Give the names of the header lines that a text begins with, in small letters."""
    names: set[bytes] = set()
    postmark = _POSTMARK.match(head)
    at = postmark.end() if postmark else 0
    while match := _MAIL_FIELD.match(head, at):
        names.add(match[0].partition(b":")[0].lower())
        at = match.end()
    return names


@cache
def _module(name: str) -> FormatModule:
    return cast(FormatModule, import_module(f"annotator.exchange.importing.{name}"))
