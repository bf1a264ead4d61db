"""The bytes of a page into a tree: its encoding, what it carries in data addresses, and limits that hold."""

import codecs
import re
from dataclasses import dataclass

import lxml.html
from lxml import etree

from annotator.core.errors import RefusedError
from annotator.exchange.importing.decode import decode, is_belied, known_encoding

# Of mark-up without the pictures in it; the longest books are a few megabytes.
LARGEST_MARKUP = 32 * 1024 * 1024
MOST_TAGS = 1_000_000
# The parser compares each attribute with all others of its tag.
MOST_ATTRIBUTES = 5_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}+")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HEAD = 8192
_DECLARED = re.compile(
    rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.I,
)
# Above this share of the characters that are not ASCII, the bytes are of another encoding and not damaged.
_MOST_BROKEN = 0.03
# Of UTF-16 half the bytes are zero; a few come from careless programs.
_STRAY_ZEROS = 50
_REPLACED = "\ufffd"
_FOREIGN = re.compile("[^\x00-\x7f]")
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What a doctype declares in brackets: the parser would take the rest of the declaration for the page's first words.
_SUBSET = re.compile(r"(<!doctype[^>\[]{0,500})\[[^\]]*\]\s*>", re.I)
_LONGEST_DOCTYPE = 10_000
# Longer ones hold pictures or fonts; the parser has to go over them as over everything, and refuses the longest.
_DATA_ADDRESS = re.compile(
    r"(?<=[\"'])data:[\w.+/;=-]{0,100}?;base64,[\w+/=%\r\n-]{400,}+|data:[\w.+/;=-]{0,100}?;base64,[\w+/=%-]{400,}+"
)
_SHARED_PICTURE = re.compile(r"--(sf-img-\d{1,6}):\s?url\(\"?(data:[^\s\")]{1,2000})")
_SHOWN_PICTURE = re.compile(r"background-image:\s?var\(--(sf-img-\d{1,6})\)")
_STAND_IN = "data:,{}"
# What nests without bound in careless pages; without these tags the words and most blocks are still there.
_NESTING = re.compile(
    r"</?(?:b|i|u|s|em|strong|font|span|small|big|center|a|div|section|article|main|ins|del|sub|sup|label|tt|code)"
    r"(?=[\s/>])[^<>]{0,4000}>",
    re.I,
)
_BOXES = ("div", "section", "article", "main", "center")
_TOO_DEEP = "The page is nested deeper than any article; save it from the browser as plain text and import that."
_TOO_LARGE = "The page is larger than an article can be; save the part that you need and import that."
_NO_PAGE = "The file has no text to read."


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a tree. `carried` are the data addresses that were taken out of it, by what stands in their place."""

    root: lxml.html.HtmlElement
    carried: dict[str, str]


def decode_page(data: bytes, said: str = "") -> tuple[str, str]:
    """Give a page's text and encoding: by its mark, by what its bytes are, by what it declares.

    `said` is the encoding that came with the page from outside. Single broken bytes are replaced.

    Raises:
        RefusedError: it is no text, or in an encoding that cannot be told.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if 0 < data.count(b"\x00") * _STRAY_ZEROS < len(data):
        data = data.replace(b"\x00", b"")
    declared = known_encoding(said or declared_encoding(data))
    for encoding in dict.fromkeys(("utf-8", declared)):
        broken = _broken_share(data, encoding) if encoding else 1.0
        if not broken:
            break
        if broken <= _MOST_BROKEN and not is_belied(data, encoding):
            return data.decode(encoding, "replace"), encoding
    try:
        return decode(data, declared)
    except RefusedError:
        if not declared or b"\x00" in data:
            raise
        return data.decode(declared, "replace"), declared


def declared_encoding(data: bytes) -> str:
    """Give the encoding that a page declares in its head, or ""."""
    match = _DECLARED.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _broken_share(data: bytes, encoding: str) -> float:
    """Give how much of what is not ASCII cannot be read in an encoding: 0 for nothing."""
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        try:
            text = data.decode(encoding, "replace")
        except (UnicodeError, LookupError):
            return 1.0
        return text.count(_REPLACED) / max(1, len(_FOREIGN.findall(text)))
    return 0.0


def parse_page(text: str) -> Page:
    """Make a tree of a page's text.

    Raises:
        RefusedError: there is nothing in it, or more than an article can have.
    """
    carried: dict[str, str] = {}

    def carry(match: re.Match[str]) -> str:
        if not match[0].startswith("data:image/"):
            return _STAND_IN.format(0)
        stand_in = _STAND_IN.format(len(carried) + 1)
        carried[stand_in] = match[0]
        return stand_in

    text = _SUBSET.sub(r"\1>", text[:_LONGEST_DOCTYPE], count=1) + text[_LONGEST_DOCTYPE:]
    text = _DATA_ADDRESS.sub(carry, text).replace("\x00", "")
    if len(text) > LARGEST_MARKUP or text.count("<") > MOST_TAGS:
        raise RefusedError(_TOO_LARGE)
    if any(len(_QUOTED.sub("", tag[0]).split()) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise RefusedError(_TOO_LARGE)
    root = _parsed(text)
    if root is None:
        root = _parsed(_NESTING.sub(_flattened, text))
        if root is None:
            raise RefusedError(_TOO_DEEP)
    _unshare_pictures(root)
    return Page(root, carried)


def _parsed(text: str) -> lxml.html.HtmlElement | None:
    """Parse a page; None where it is nested too deep for the parser, which would lose the rest of the words."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise RefusedError(_NO_PAGE) from error
    limits = [entry.message for entry in parser.error_log if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT]
    if any("depth" in message for message in limits):
        return None
    if limits:
        raise RefusedError(_TOO_LARGE)
    return root


def _unshare_pictures(root: lxml.html.HtmlElement) -> None:
    """Give each image its own picture where SingleFile keeps one that is shown several times in the styles."""
    shared = {
        match[1]: match[2] for style in root.iter("style") for match in _SHARED_PICTURE.finditer(style.text or "")
    }
    for image in root.iter("img") if shared else ():
        match = _SHOWN_PICTURE.search(image.get("style") or "")
        if match and match[1] in shared:
            image.set("src", shared[match[1]])


def _flattened(match: re.Match[str]) -> str:
    """Give what parts or joins words as the tag did: a box begins a line, anything else is nothing."""
    return "<p>" if match[0].strip("</> ").casefold().startswith(_BOXES) else ""
