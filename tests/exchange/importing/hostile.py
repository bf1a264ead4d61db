"""Files that are made to hurt their reader: each small code, whatever the size of what it makes."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT = "urn:oasis:names:tc:opendocument:xmlns"
_MEGABYTE = 1024 * 1024
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE laughs [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE outside [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def zipped(members: Mapping[str, bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """Make a zip; what is named as stored is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(document: bytes, **members: bytes) -> bytes:
    """Make a Word file around the XML of its document."""
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        b'ContentType="application/xml"/><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/word/document.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document, **members})


def docx_xml(inside: str, head: str = '<?xml version="1.0"?>') -> bytes:
    """Give the XML of a Word document with something inside its body."""
    return f'{head}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


def odt(content: bytes) -> bytes:
    """Make an OpenDocument text around its content."""
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        b"</manifest:manifest>"
    )
    mimetype = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content})


def odt_xml(inside: str, head: str = '<?xml version="1.0"?>') -> bytes:
    """Give the content of an OpenDocument text with something inside its body."""
    return (
        f'{head}<office:document-content xmlns:office="{ODT}:office:1.0" xmlns:text="{ODT}:text:1.0">'
        f"<office:body><office:text>{inside}</office:text></office:body></office:document-content>"
    ).encode()


def epub(chapter: bytes, package: bytes | None = None) -> bytes:
    """Make an e-book of one chapter."""
    container = (
        b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
        b'full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    package = package or (
        b'<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The ferry</dc:title></metadata><manifest>'
        b'<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        b'<spine><itemref idref="a"/></spine></package>'
    )
    members = {"mimetype": b"application/epub+zip", "META-INF/container.xml": container, "book.opf": package}
    return zipped({**members, "a.xhtml": chapter})


def xhtml(inside: str, head: str = "") -> bytes:
    """Give a page of an e-book."""
    return f'{head}<html xmlns="http://www.w3.org/1999/xhtml"><head/><body>{inside}</body></html>'.encode()


def mhtml(page: bytes) -> bytes:
    """Make a web archive of a page."""
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/a\r\nSubject: A\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Location: https://harbour.example/a\r\n\r\n" + page + b"\r\n--b--\r\n"
    )


def mail(body: bytes, content_type: str = "text/plain; charset=utf-8") -> bytes:
    """Make a mail."""
    head = (
        "From: Ann <ann@harbour.example>\r\nTo: Bo <bo@harbour.example>\r\nSubject: The ferry\r\n"
        "Date: Tue, 5 Mar 2024 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: {content_type}\r\n\r\n"
    )
    return head.encode() + body


_LINES = ("The ferry was late.", "Nobody on the quay was told why.")


def pdf(lines: tuple[str, ...] = _LINES, content: str = "") -> bytes:
    """Make a small PDF of some lines of text, or of what draws a page."""
    shown = "BT /F1 12 Tf 72 720 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    stream = zlib.compress((content or shown).encode())
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )
    return bytes(made)


def mutated(data: bytes, seed: int) -> bytes:
    """Change a file in a few places: bytes turned, taken out, put in twice, cut off."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(changed)), chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = changed[at : at + length] * chance.randint(1, 3)
            case 3:
                changed[at : at + length] = bytes(chance.choices(b"0123456789<>[]/ \x00\xff", k=length))
        if len(changed) < 2:
            break
    return bytes(changed)


def nested_mail(depth: int) -> bytes:
    """Make a mail of multiparts inside one another."""
    opened = "".join(f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n' for n in range(depth))
    return mail((opened + f"--b{depth}\r\n\r\nDeep.\r\n").encode(), 'multipart/mixed; boundary="b0"')


def mail_in_mail(depth: int) -> bytes:
    """Make a mail with a mail attached to which a mail is attached, and so on."""
    made = mail(b"The innermost words.")
    for n in range(depth):
        head = f"--b{n}\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b{n}\r\nContent-Type: message/rfc822\r\n\r\n"
        made = mail(head.encode() + made + f"\r\n--b{n}--\r\n".encode(), f'multipart/mixed; boundary="b{n}"')
    return made


def zip_in_zip(depth: int) -> bytes:
    """Make a zip in a zip in a zip, the innermost of zeros."""
    made = zipped({"a": bytes(64 * _MEGABYTE)})
    for _ in range(depth):
        made = zipped({f"{number}.zip": made for number in range(8)})
    return made


_SENTENCE = "The ferry was late, and nobody on the quay was told why. "
_DEEP = 100_000
_MANY = 2_000_000
_EXPANDED = 300 * _MEGABYTE

CASES: Mapping[str, Callable[[], bytes]] = {
    # Small files that are large inside.
    "bomb.docx": lambda: docx(bytes(_EXPANDED)),
    "spaces.docx": lambda: docx(docx_xml(f"<w:p><w:r><w:t>{' ' * 300 * _MEGABYTE}</w:t></w:r></w:p>")),
    "bomb.odt": lambda: odt(bytes(_EXPANDED)),
    "bomb.epub": lambda: epub(bytes(_EXPANDED)),
    "zips.docx": lambda: docx(docx_xml("<w:p/>"), **{"word/media/a.zip": zip_in_zip(2)}),
    "many members.docx": lambda: docx(
        docx_xml("<w:p/>"), **{f"word/media/{number}.png": b"" for number in range(60_000)}
    ),
    "bomb.pdf": lambda: pdf().replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]"),
    # Entities.
    "laughs.docx": lambda: docx(docx_xml("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", _LAUGHS)),
    "laughs.odt": lambda: odt(odt_xml("<text:p>&a9;</text:p>", _LAUGHS)),
    "laughs.epub": lambda: epub(xhtml("<p>&a9;</p>", _LAUGHS)),
    "laughs.html": lambda: xhtml("<p>&a9; The ferry was late.</p>", _LAUGHS),
    "laughs.mhtml": lambda: mhtml(xhtml("<p>&a9; The ferry was late.</p>", _LAUGHS)),
    "outside.docx": lambda: docx(docx_xml("<w:p><w:r><w:t>Words &x;</w:t></w:r></w:p>", _OUTSIDE)),
    "outside.odt": lambda: odt(odt_xml("<text:p>Words &x;</text:p>", _OUTSIDE)),
    "outside.epub": lambda: epub(xhtml("<p>Words &x;</p>", _OUTSIDE)),
    "outside.html": lambda: xhtml("<p>Words &x;</p>", _OUTSIDE),
    "outside.mhtml": lambda: mhtml(xhtml("<p>Words &x;</p>", _OUTSIDE)),
    # Depth.
    "deep.html": lambda: xhtml("<div>" * _DEEP + _SENTENCE + "</div>" * _DEEP),
    "deep lists.html": lambda: xhtml("<ul><li>" * _DEEP + _SENTENCE),
    "deep quotes.html": lambda: xhtml("<blockquote>" * _DEEP + f"<p>{_SENTENCE}</p>"),
    "deep tables.html": lambda: xhtml("<table><tr><td>" * 20_000 + _SENTENCE),
    "deep.mhtml": lambda: mhtml(xhtml("<div>" * _DEEP + _SENTENCE)),
    "deep.docx": lambda: docx(docx_xml("<w:sdt><w:sdtContent>" * _DEEP + "</w:sdtContent></w:sdt>" * _DEEP)),
    "deep.odt": lambda: odt(odt_xml("<text:section>" * _DEEP + "</text:section>" * _DEEP)),
    "deep spans.odt": lambda: odt(odt_xml("<text:p>" + "<text:span>" * 250 + "A" + "</text:span>" * 250 + "</text:p>")),
    "deep.epub": lambda: epub(xhtml("<div>" * _DEEP + _SENTENCE + "</div>" * _DEEP)),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * _DEEP + _SENTENCE.encode() + b"}" * _DEEP + b"}",
    "deep.jsonl": lambda: b'{"title": "A", "text": ' + b"[" * _DEEP + b"]" * _DEEP + b"}",
    "deep.eml": lambda: nested_mail(20_000),
    "mails.eml": lambda: mail_in_mail(60),
    "deep.md": lambda: (">" * _DEEP + " " + _SENTENCE).encode(),
    "deep list.md": lambda: "".join(" " * depth * 2 + "- item\n" for depth in range(1_500)).encode(),
    "emphasis.md": lambda: ("*a_ " * _DEEP).encode(),
    "brackets.md": lambda: ("[" * _DEEP + "]" * _DEEP).encode(),
    "deep arrays.pdf": lambda: pdf().replace(b"[0 0 612 792]", b"[" * _DEEP + b"]" * _DEEP),
    # Size.
    "large.html": lambda: xhtml(f"<p>{_SENTENCE}</p>" * (30 * _MEGABYTE // 64)),
    "one line.html": lambda: xhtml(_SENTENCE * (20 * _MEGABYTE // 64)),
    "many paragraphs.html": lambda: xhtml("<p>a</p>" * _MANY),
    "many paragraphs.txt": lambda: "\n\n".join(["A line."] * _MANY).encode(),
    "one line.txt": lambda: ("a" * (60 * _MEGABYTE)).encode(),
    "many attributes.html": lambda: xhtml("<p " + " ".join(f"a{n}='x'" for n in range(200_000)) + ">The ferry.</p>"),
    "many rows.csv": lambda: ("title,text\n" + "A,The ferry was late.\n" * 60_000).encode(),
    "one cell.csv": lambda: ('title,text\nA,"' + _SENTENCE * 100_000 + '"\n').encode(),
    "open quote.csv": lambda: ('title,text\n"' + "The ferry\n" * _MANY).encode(),
    "many columns.csv": lambda: (",".join(f"c{n}" for n in range(_DEEP)) + "\n" + "a," * _DEEP).encode(),
    "many groups.rtf": lambda: b"{\\rtf1 " + b"{\\b a}" * 500_000 + b"}",
    "picture.rtf": lambda: b"{\\rtf1 {\\pict\\pngblip " + b"00" * (10 * _MEGABYTE) + b"} The ferry.}",
    "many parts.eml": lambda: mail(
        b"".join(b"--b\r\nContent-Type: text/plain\r\n\r\nWords.\r\n" for _ in range(50_000)) + b"--b--",
        'multipart/mixed; boundary="b"',
    ),
    "large page.pdf": lambda: pdf().replace(b"[0 0 612 792]", b"[0 0 99999999999 99999999999]"),
    "many pages.pdf": lambda: pdf().replace(b"/Count 1", b"/Count 2147483647"),
    # Nonsense.
    "charset.eml": lambda: mail(b"The ferry was late \xe9\xff.", "text/plain; charset=klingon"),
    "odd charset.eml": lambda: mail(b"The ferry was late \xff.", "text/plain; charset=ÿ"),
    "odd charset.mhtml": lambda: mhtml(xhtml("<p>The ferry.</p>")).replace(
        b"text/html\r\n", b"text/html; charset=\xff\r\n"
    ),
    "charset.html": lambda: xhtml("<meta charset='klingon'/><p>The ferry was late.</p>"),
    "path.eml": lambda: mail(
        b"--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: text/plain\r\n"
        b'Content-Disposition: attachment; filename="../../../etc/..\\\\evil.txt"\r\n\r\nThe ferry.\r\n--b--\r\n',
        'multipart/mixed; boundary="b"',
    ),
    "nul.txt": lambda: ("The ferry\x00 was late.\n" * 50).encode(),
    "nul.html": lambda: xhtml("<p>The \x00ferry\x00 was late.</p>"),
    "nul.csv": lambda: b"title,text\nA,The \x00ferry was late.\n",
    "nul.jsonl": lambda: b'{"title": "A\\u0000", "text": "The \\u0000ferry \\ud800 was late."}',
    "loop.pdf": lambda: pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "loop page.pdf": lambda: pdf().replace(b"/Contents 4 0 R", b"/Contents 3 0 R"),
    "numbers.jsonl": lambda: b'{"title": "A", "text": ' + b"9" * _DEEP + b"}",
    "numbers.rtf": lambda: b"{\\rtf1 \\u" + b"9" * 20_000 + b" \\bin99999999999 The ferry.}",
    "backslashes.rtf": lambda: b"{\\rtf1 " + b"\\" * _DEEP + b"}",
}
