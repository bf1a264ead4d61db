"""Documents made for the purpose: small packages of Word, OpenDocument and e-books, and a rich text's frame."""

import io
import zipfile
from collections.abc import Mapping

from annotator.core.records import Article, Block
from annotator.exchange.importing import article_from_bytes

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": WORD,
        "r": _OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }.items()
)
_OPEN = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "svg": "svg-compatible",
        "meta": "meta",
    }.items()
)
OPEN_DOCUMENT = f'{_OPEN} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Make a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(words: str, style: str = "", inside: str = "") -> str:
    """Give a paragraph of Word."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{inside}</w:pPr>' if style or inside else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def style(key: str, name: str, inside: str = "") -> str:
    """Give the definition of a paragraph style of Word."""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'


def word(
    body: str,
    styles: str = "",
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    members: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Make a Word file. `parts` are the insides of further parts by kind, `links` addresses on the web by key."""
    relations = [f'<Relationship Id="p{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts or ()]
    relations += [
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    ]
    relations += [
        f'<Relationship Id="{name}" Type="{_OFFICE}/image" Target="media/{name}"/>'
        for name in (each.rpartition("/")[2] for each in members or () if each.startswith("word/media/"))
    ]
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {space}>{''.join(relations)}</Relationships>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
    }
    for kind, inside in (parts or {}).items():
        files[f"word/{kind}.xml"] = f"<w:{kind} {_SPACES}>{inside}</w:{kind}>"
    return zipped(files | dict(members or {}))


def open_document(body: str, styles: str = "", members: Mapping[str, str | bytes] | None = None) -> bytes:
    """Make an OpenDocument text."""
    content = (
        f"<office:document-content {OPEN_DOCUMENT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **dict(members or {})}
    )


def book(documents: Mapping[str, str], metadata: str = "", members: Mapping[str, str | bytes] | None = None) -> bytes:
    """Make an e-book of the bodies of its documents, in the order of reading; `nav.xhtml` is its list of contents."""
    manifest = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"'
        + (' properties="nav"/>' if name == "nav.xhtml" else "/>")
        for number, name in enumerate(documents)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(documents)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{manifest}</manifest>'
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    space = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/book.opf": package,
    }
    for name, body in documents.items():
        files[f"OPS/{name}"] = f"<!DOCTYPE html><html {space}><head><title/></head>{body}</html>"
    return zipped(files | dict(members or {}))


def rich(inside: str) -> bytes:
    """Make a rich text."""
    return rf"{{\rtf1\ansi\ansicpg1252\deff0 {inside}}}".encode("ascii")


def read(data: bytes, file_name: str = "page.docx") -> Article:
    """Read a document by what is in it."""
    return article_from_bytes(data, file_name)


def shown(article: Article) -> list[tuple[str, str]]:
    """Give the kinds and words of all blocks."""
    return [(str(block.kind), words_of(article, block)) for block in article.blocks]


def words_of(article: Article, block: Block) -> str:
    """Give the words of a block."""
    return article.text[block.start : block.end]


def words(article: Article, kind: str) -> list[str]:
    """Give the words of all blocks of a kind."""
    return [words_of(article, block) for block in article.blocks if block.kind == kind]


def links_of(article: Article) -> list[tuple[str, str]]:
    """Give the words and addresses of all links."""
    return [
        (article.text[start:end], address)
        for block in article.blocks
        for start, end, address in block.attributes.get("links", ())
    ]


def marks_of(article: Article) -> list[tuple[str, str]]:
    """Give the last words before each reference mark, and the label of its note."""
    return [
        (article.text[block.start : offset].rpartition(" ")[2], label)
        for block in article.blocks
        for offset, label in block.attributes.get("references", ())
    ]


def notes_of(article: Article) -> dict[str, str]:
    """Give the notes by their labels."""
    return {
        str(block.attributes["label"]): words_of(article, block) for block in article.blocks if block.kind == "footnote"
    }
