"""Web archives into articles: the page in a mail's clothes, with its pictures beside it, read as any other page."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from annotator.core.errors import RefusedError
from annotator.core.records import FuzzyDate, Inferred
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.html import read_markup
from annotator.exchange.importing.html_parsing import decode_page

MOST_PARTS = 5_000
ORIGIN = "the web archive's note"
_NO_PAGE = "The web archive has no page in it; save the page from the browser again and import that."
_DAMAGED = "The web archive is damaged; save the page from the browser again and import that."
_PAGES = ("text/html", "application/xhtml+xml")


def read(capture: Capture) -> Reading:
    """Read a web archive (see kinds.FormatModule)."""
    try:
        message = message_from_bytes(capture.data)
        parts = list(_parts(message))
    except (RecursionError, ValueError, LookupError) as error:
        raise RefusedError(_DAMAGED) from error
    page = _page(message, parts)
    if page is None:
        raise RefusedError(_NO_PAGE)
    address = _address(message, page)
    text, encoding = decode_page(_bytes(page), page.get_content_charset("") or "")
    reading = read_markup(text, encoding, address=address)
    reading.pictures = _pictures(parts, address)
    if accessed := _day(message):
        reading.declared.setdefault("accessed", Inferred(accessed, ORIGIN))
    return reading


def _parts(message: Message) -> Iterator[Message]:
    """Give the parts that hold something, without those that only hold others."""
    waiting = [message]
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        payload = part.get_payload() if part.is_multipart() else None
        if isinstance(payload, list):
            waiting.extend(each for each in reversed(payload) if isinstance(each, Message))
        else:
            yield part


def _page(message: Message, parts: list[Message]) -> Message | None:
    """Give the part that is the page: the one that the archive begins with, else the first page in it."""
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "").strip()
    return next((page for page in pages if start and _header(page, "Content-ID") == start), next(iter(pages), None))


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name) or "").split())


def _address(message: Message, page: Message) -> str:
    for value in (_header(message, "Snapshot-Content-Location"), _header(page, "Content-Location")):
        if value.startswith(("http://", "https://", "file:")):
            return value
    return ""


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _pictures(parts: list[Message], address: str) -> dict[str, bytes]:
    """Give the pictures by each of the addresses that the page can call them by."""
    pictures: dict[str, bytes] = {}
    for part in parts:
        if part.get_content_maintype() != "image":
            continue
        data = _bytes(part)
        if location := _header(part, "Content-Location"):
            pictures.setdefault(location, data)
            try:
                pictures.setdefault(urljoin(address, location), data)
            except ValueError:
                continue
        if name := _header(part, "Content-ID").strip("<>"):
            pictures.setdefault(f"cid:{name}", data)
    return pictures


def _day(message: Message) -> FuzzyDate | None:
    try:
        day = parsedate_to_datetime(str(message.get("Date") or "")).date()
    except (ValueError, TypeError, OverflowError):
        return None
    return FuzzyDate(day, day, "day")
