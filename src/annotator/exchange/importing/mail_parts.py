"""The parts of a mail as they were sent: header fields in plain words, bodies, pictures, attachments.

The standard library finds the parts; header fields are read here, because its reading of them costs without bound
and ends at the first that is not as it should be.
"""

import base64
import binascii
import quopri
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import EmailPolicy
from typing import Any

from annotator.core.errors import RefusedError
from annotator.core.text import normalise
from annotator.exchange.importing.capture import Capture
from annotator.exchange.importing.decode import decode, known_encoding

MOST_LINES = 2_000_000
MOST_BOUNDARIES = 20_000
# Lines times multiparts: each line is held against the boundary of each part around it.
MOST_WORK = 50_000_000
LONGEST_FIELD = 20_000
LONGEST_PARAMETERS = 2_000
LONGEST_NAME = 120
_TOO_LARGE = "The mail has more parts or lines than can be read; save its attachments one by one and import those."
_TOO_DEEP = "The mail is wrapped in too many others; save the innermost one by itself and import that."
ENCRYPTED = "The mail is encrypted or sealed; open it in your mail program, save its text, and import that."
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.I | re.M)
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_NO_PARAMETERS = re.compile(r";(?:\s*;)+")
# RFC 2047; the language that may stand behind the encoding tells us nothing.
_ENCODED = re.compile(r"=\?([\w.+:-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]*(?: [^?\s]*)*)\?=", re.I)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MAILS = frozenset(("message/rfc822", "message/global", "message/news"))
_ENCRYPTING = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
# What machines tell each other: signatures, invitations, business cards, reports on delivery.
_LEFT_OUT = frozenset(
    (
        *("application/pgp-signature", "application/pgp-keys", "application/pgp-encrypted", "application/ics"),
        *("application/pkcs7-signature", "application/x-pkcs7-signature", "text/calendar", "text/vcard"),
        *("text/x-vcard", "text/directory", "message/delivery-status", "message/disposition-notification"),
        *("message/feedback-report", "message/external-body", "message/partial", "text/rfc822-headers"),
        "text/x-amp-html",
    )
)


class _AsWritten(EmailPolicy):
    """Leave header fields as they were written."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if name.lower().startswith("content-"):
            value = _NO_PARAMETERS.sub(";", value[:LONGEST_PARAMETERS])
        return _FOLD.sub(" ", value[:LONGEST_FIELD]).strip()


_POLICY = _AsWritten(refold_source="none", utf8=True, max_line_length=None)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that holds no others. `choice` is the same for the forms of one text, of which one is read; else 0.

    `name` is the name that it says its file has, or ""; `is_beside` says that it was sent beside the text.
    """

    part: Message
    media_type: str
    choice: int
    name: str
    is_beside: bool

    @property
    def is_attachment(self) -> bool:
        """Whether it came beside the text, by what it says or because it has a file's name."""
        return self.is_beside or bool(self.name)

    @property
    def is_body(self) -> bool:
        """Whether it is the mail's own text, or a form of it."""
        return self.media_type in ("text/plain", "text/html") and not self.is_attachment

    @property
    def is_mail(self) -> bool:
        """Whether it is another mail."""
        return self.media_type in _MAILS

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return self.media_type.startswith("image/")

    @property
    def is_left_out(self) -> bool:
        """Whether it is for machines, or one more form of a text that is there in a better one."""
        is_form = self.choice > 0 and self.media_type.startswith("text/") and not self.is_attachment
        return self.media_type in _LEFT_OUT or (is_form and not self.is_body)

    def parameter(self, name: str) -> str:
        """Give a parameter of the part's content type in small letters, or ""."""
        value = self.part.get_param(name)
        return value.casefold() if isinstance(value, str) else ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses by which a text shows this picture."""
        identifier = field(self.part, "Content-ID").strip("<> ")
        location = field(self.part, "Content-Location")
        return (*((f"cid:{identifier}",) if identifier else ()), *((location,) if location else ()))


def parse(data: bytes) -> Message:
    """Find the parts of a mail.

    Raises:
        RefusedError: it has too many, or it is encrypted.
    """
    lines, multiparts = data.count(b"\n") + data.count(b"\r"), len(_MULTIPART.findall(data))
    if lines > 2 * MOST_LINES or data.count(b"\n--") > MOST_BOUNDARIES or lines * multiparts > MOST_WORK:
        raise RefusedError(_TOO_LARGE)
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=_POLICY)
    except RecursionError:
        raise RefusedError(_TOO_DEEP) from None
    if message.get_content_type() in _ENCRYPTING:
        raise RefusedError(ENCRYPTED)
    return message


def leaves(message: Message) -> list[Leaf]:
    """Give the parts that hold no others, in order."""
    found: list[Leaf] = []
    choices = 0
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, choice = waiting.pop()
        media_type = part.get_content_type()
        # Asked of what holds no parts, the standard library trips over the name of an odd charset.
        children = part.get_payload() if part.is_multipart() else None
        if media_type in _MAILS or not isinstance(children, list):
            is_beside = part.get_content_disposition() == "attachment"
            found.append(Leaf(part, media_type, choice, _file_name(part), is_beside))
            continue
        if media_type == "multipart/alternative" and not choice:
            choices += 1
            choice = choices
        waiting += [(child, choice) for child in reversed(children) if isinstance(child, Message)]
    return found


def field(part: Message, name: str) -> str:
    """Give a header field in plain words, or ""."""
    value = part.get(name)
    return plain_words(str(value)) if value else ""


def plain_words(value: str) -> str:
    """Decode the words of a header field, which may be encoded, or raw bytes of an encoding that is not said."""
    if not value.isascii():
        value = _decoded(value.encode("utf-8", "surrogateescape"), "")
    if "=?" in value:
        value = _with_words(_FOLD.sub(" ", value))
    return " ".join(_CONTROLS.sub(" ", normalise(value)).split())


def _with_words(value: str) -> str:
    """Decode the encoded words of a field; neighbours in one encoding may share a character between them."""
    words, waiting, encoding, at = "", b"", "", 0
    for match in _ENCODED.finditer(value):
        between = value[at : match.start()]
        at = match.end()
        is_neighbour = bool(waiting) and not between.strip()
        if not is_neighbour or match[1] != encoding:
            words += (_decoded(waiting, encoding) if waiting else "") + ("" if is_neighbour else between)
            waiting, encoding = b"", match[1]
        waiting += _unpacked(match[2], match[3])
    return words + (_decoded(waiting, encoding) if waiting else "") + value[at:]


def _unpacked(manner: str, packed: str) -> bytes:
    data = packed.encode("utf-8", "replace")
    if manner in "qQ":
        return quopri.decodestring(data, header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return b""


def text_of(part: Message) -> tuple[str, str]:
    """Give the text of a part and the name of its encoding; what no encoding explains is shown by a sign for it."""
    data = data_of(part)
    declared = part.get_content_charset() or ""
    try:
        return decode(data, declared)
    except RefusedError:
        return normalise(data.decode(known_encoding(declared) or "utf-8", "replace").replace("\x00", "")), declared


def _decoded(data: bytes, declared: str) -> str:
    try:
        return decode(data, declared)[0]
    except RefusedError:
        return data.decode("utf-8", "replace")


def data_of(part: Message) -> bytes:
    """Give the bytes of a part as they were before they were packed for sending."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _file_name(part: Message) -> str:
    try:
        return plain_words(part.get_filename() or "")
    except (LookupError, ValueError):
        return ""


def clean_name(name: str, otherwise: str) -> str:
    """Give a name without folders, control characters and leading dots, no longer than a file's name should be."""
    last = re.split(r"[/\\:]", _CONTROLS.sub("", name))[-1].strip().lstrip(". ").strip()
    if not last:
        return otherwise
    if len(last) <= LONGEST_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    ending = dot + ending if stem and len(ending) < 12 else ""
    return last[: LONGEST_NAME - len(ending)].rstrip(". ") + ending


def attached(leaf: Leaf, number: int, known: dict[str, Any], depth: int) -> Capture:
    """Give an attachment as a capture of its own."""
    if leaf.is_mail:
        mail = _inner(leaf.part)
        subject = clean_name(field(mail, "Subject").replace("/", " ").replace(":", " "), "")[: LONGEST_NAME - 4]
        name = clean_name(leaf.name, f"{subject or f'mail {number}'}.eml")
        return Capture(_mail_bytes(leaf.part, mail), name, known=known, kind="mail", depth=depth)
    return Capture(data_of(leaf.part), clean_name(leaf.name, f"attachment {number}"), known=known, depth=depth)


def _inner(part: Message) -> Message:
    payload = part.get_payload() if part.is_multipart() else None
    inner = payload[0] if isinstance(payload, list) and payload else part
    return inner if isinstance(inner, Message) else part


def _mail_bytes(part: Message, mail: Message) -> bytes:
    """Give the bytes of a mail that was attached; some programs pack it for sending, which they should not."""
    if str(part.get("Content-Transfer-Encoding", "")).lower() == "base64" and not mail.is_multipart():
        try:
            return base64.b64decode(str(mail.get_payload()).encode("ascii", "ignore"))
        except ValueError:
            return b""
    try:
        return mail.as_bytes(policy=_POLICY)
    except (RecursionError, UnicodeError, LookupError, ValueError, KeyError, AttributeError, TypeError):
        return b""
