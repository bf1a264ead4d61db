"""Mails for tests, written by the standard library or by hand where it would not make such a one."""

from email.message import EmailMessage
from email.policy import SMTP

from annotator.core.records import Article
from annotator.exchange.importing.articles import articles_from_capture
from annotator.exchange.importing.capture import Capture, Refusal

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(60))
NOTE = b"Note\n\nThe strait is closed. Ships wait.\n"
WORDS = "The ferry left the quay at nine. Nobody in the port has seen it since."


def mail(text: str = WORDS, subject: str = "The late ferry", **fields: str) -> EmailMessage:
    """Give a mail; a field's name is written with underscores."""
    message = EmailMessage(policy=SMTP)
    named = {"From": "Ann Author <ann@harbour.example>", "Date": "Mon, 28 Apr 2025 08:15:00 +0900", "Subject": subject}
    for name, value in (named | {name.replace("_", "-"): value for name, value in fields.items()}).items():
        message[name] = value
    message.set_content(text)
    return message


def read_all(message: EmailMessage | bytes, name: str = "letter.eml") -> list[Article | Refusal]:
    data = message if isinstance(message, bytes) else message.as_bytes()
    return articles_from_capture(Capture(data, name))


def read(message: EmailMessage | bytes) -> Article:
    return next(each for each in read_all(message) if isinstance(each, Article))


def raw(headers: str, body: bytes | str) -> bytes:
    body = body if isinstance(body, bytes) else body.encode()
    lines = ["From: Ann <ann@harbour.example>", "Date: Mon, 28 Apr 2025 08:15:00 +0900", *headers.split("\n")]
    return "\r\n".join(line for line in lines if line).encode() + b"\r\n\r\n" + body.replace(b"\n", b"\r\n")


def lines(article: Article, fold: str | None = "") -> list[str]:
    """Give the words of the body's blocks with a fold, or of all for None; title and header lines are left out."""
    return [
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind not in ("title", "metadata") and fold in (None, block.fold)
    ]


def attach(message: EmailMessage, data: bytes, name: str, media_type: str = "text/plain") -> None:
    """Put a file beside the text of a mail."""
    maintype, _, subtype = media_type.partition("/")
    message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
