"""Mails into articles: what was written, the pictures in it, and each attachment as an article of its own.

What was said in earlier mails, and signatures, are folded.
"""

import re
from collections.abc import Sequence
from email.message import Message
from email.utils import parsedate_to_datetime

from annotator.core.dates import parse_date
from annotator.core.errors import RefusedError
from annotator.core.records import FuzzyDate, Inferred
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing import mail_parts, mail_words, shapes
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.mail_body import Body, Manner, read_body
from annotator.exchange.importing.mail_parts import field

_MOST_PREFIXES = 20
_ADDRESS = re.compile(r"<?\s*([^\s<>\"',;]+@[^\s<>\"',;]+?)\s*>?\s*$")
_VIA = re.compile(r"^(?P<author>.{2,80}?)\s+(?:via|from|at|\||über|von)\s+(?P<outlet>.{2,80})$", re.I)
_LIST_NAME = re.compile(r"^\s*\"?([^<\"]*?)\"?\s*<([^<>]*)>\s*$")
_OF_A_LIST = ("List-Id", "List-Post", "List-Unsubscribe")
_LONGEST_TITLE = 300
_LONGEST_HEAD = 6
_PGP = "-----BEGIN PGP MESSAGE-----"
_NO_TEXT = "The mail has no text to read."


def read(capture: Capture) -> Reading:
    """Read a mail (see kinds.FormatModule)."""
    message = mail_parts.parse(capture.data)
    leaves = mail_parts.leaves(message)
    subject = field(message, "Subject")
    manner = Manner(
        is_list=any(message.get(name) for name in _OF_A_LIST),
        is_answer=bool(
            message.get("In-Reply-To") or message.get("References") or _without_prefixes(subject) != subject
        ),
        is_forward=bool(mail_words.PASSED_ON.match(subject)),
    )
    body = read_body(leaves, manner)
    if any(item.text.startswith(_PGP) for item in body.items):
        raise RefusedError(mail_parts.ENCRYPTED)
    sent = _date(message.get("Date"))
    known = {"accessed": Inferred(sent, "mail that it was attached to")} if sent else {}
    attachments = [leaf for leaf in leaves if not leaf.is_body and not leaf.is_left_out and leaf not in body.shown]
    parts = [mail_parts.attached(leaf, number, known, capture.depth + 1) for number, leaf in enumerate(attachments, 1)]
    is_page = _is_page(body.items, _without_prefixes(subject))
    if not body.items and not parts:
        raise RefusedError(_NO_TEXT)
    return Reading(
        # A mail that says nothing is only the envelope of what it brings.
        [*_head(message, subject), *body.items] if body.items else [],
        _declared(message, subject, sent) | _passed_on(body),
        _hints(message, manner.is_list or is_page, is_page and _has_byline(body.items)),
        pictures=body.pictures,
        encoding=body.encoding,
        parts=parts,
        has_furniture=is_page,
    )


def _is_page(items: Sequence[Item], title: str) -> bool:
    """Tell whether a mail is an article as a site would show it: under the subject once more, as a heading."""
    head = [item.text.casefold() for item in items[:_LONGEST_HEAD] if item.kind is BlockKind.HEADING]
    return title.casefold() in head


def _has_byline(items: Sequence[Item]) -> bool:
    return any(shapes.byline(item.text) for item in items[:_LONGEST_HEAD])


def _head(message: Message, subject: str) -> list[Item]:
    """Give title, sender and date as blocks; folded, the addressees and the subject with what was put before it."""
    title = _without_prefixes(subject)
    items = [Item(BlockKind.TITLE, title, 0, level=1)] if title else []
    for name in ("From", "Date"):
        if words := field(message, name):
            items.append(Item(BlockKind.METADATA, f"{name}: {words}", 0))
    for name in ("To", "Cc", "Subject"):
        words = field(message, name)
        if words and words != title:
            items.append(Item(BlockKind.METADATA, f"{name}: {words}", 0, fold=FoldReason.BOILERPLATE))
    return items


def _without_prefixes(subject: str) -> str:
    """Take off what mail programs put before a subject: Re, Fwd and the like, in several languages."""
    for _ in range(_MOST_PREFIXES):
        match = mail_words.PREFIX.match(subject)
        if match is None or match.end() == len(subject):
            break
        subject = subject[match.end() :]
    return subject


def _declared(message: Message, subject: str, sent: FuzzyDate | None) -> dict[str, Inferred]:
    declared: dict[str, Inferred] = {}
    if title := _without_prefixes(subject)[:_LONGEST_TITLE]:
        declared["title"] = Inferred(title, "Subject line", sure=title == subject)
    if sent is not None:
        declared["published"] = Inferred(sent, "Date line")
    if address := field(message, "Archived-At").strip("<> "):
        declared["url"] = Inferred(address, "Archived-At line")
    return declared


def _hints(message: Message, is_list: bool, is_signed: bool) -> dict[str, Inferred]:
    """Give author and outlet by the sender: a person writes for himself, a newsletter is an outlet.

    Where `is_signed`, the article has a line of its own that says who wrote it.
    """
    name, address = _sender(field(message, "From") or field(message, "Sender"))
    if not is_list:
        return {"author": Inferred(name or address, "From line", sure=bool(name))} if name or address else {}
    hints: dict[str, Inferred] = {}
    if via := _VIA.match(name):
        hints["author"] = Inferred(via["author"], "From line")
        return hints | {"outlet": Inferred(via["outlet"], "From line")}
    if shapes.is_person(name) and not is_signed:
        hints["author"] = Inferred(name, "From line", sure=False)
    outlet, origin = _list_name(field(message, "List-Id")), "List-Id line"
    if not outlet:
        outlet, origin = ("" if hints else name) or address.rpartition("@")[2], "From line"
    return hints | ({"outlet": Inferred(outlet, origin, sure=False)} if outlet else {})


def _sender(words: str) -> tuple[str, str]:
    """Give the name and the address of the first sender."""
    match = _ADDRESS.search(words)
    if match is None:
        return words.strip("\"' ,;"), ""
    return words[: match.start()].strip("\"' ,;<"), match[1]


def _list_name(words: str) -> str:
    """Give the name of a mailing list, or its first word where it has none."""
    match = _LIST_NAME.match(words)
    return match[1].strip() if match else ""


def _date(value: str | None) -> FuzzyDate | None:
    """Give the day on which a mail was sent, by its sender's clock."""
    words = mail_parts.plain_words(value) if value else ""
    try:
        day = parsedate_to_datetime(words).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return parse_date(words)
    return FuzzyDate(day, day, "day")


def _passed_on(body: Body) -> dict[str, Inferred]:
    """Give who wrote the mail that is passed on, and when: its words are his, and not the sender's."""
    found: dict[str, Inferred] = {}
    origin = "line of the mail that is passed on"
    for line in body.forwarded.split("\n"):
        line = mail_words.EARLIER.sub("", line).lstrip("- ")
        if sender := mail_words.FIELDS_IN_LINE.match(line) or mail_words.FROM_FIELD.match(line):
            name, address = _sender(sender["sender"].strip(" *"))
            if name or address:
                found.setdefault("author", Inferred(name or address, f"From {origin}", sure=False))
        elif (date := mail_words.DATE_FIELD.match(line)) and (sent := parse_date(date["date"].strip(" *"))):
            found.setdefault("published", Inferred(sent, f"Date {origin}", sure=False))
    return found
