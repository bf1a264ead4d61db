"""The made-up articles as the files that reviewers really have: texts, pages, mails, documents, tables, a few PDFs."""

import csv
import io
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path

from benchmarks.corpus import Story, story

# Of each hundred articles.
SHARES = {".txt": 30, ".html": 25, ".md": 15, ".csv": 11, ".eml": 10, ".docx": 8, ".pdf": 1}
_NAVIGATION = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("home", "news", "sport", "weather"))
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Everything of a Word file but its words.
_TEMPLATE = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
}
_LINES_ON_PAGE = 50


def write_mixed(folder: Path, count: int) -> Path:
    """Write so many articles into files of every kind, unless they are there already."""
    if not folder.exists():
        folder.mkdir(parents=True)
        kinds = [ending for ending, share in SHARES.items() for _ in range(share)]
        for start in range(0, count, len(kinds)):
            rows: list[Story] = []
            for index in range(start, min(count, start + len(kinds))):
                ending = kinds[(index * 37) % len(kinds)]
                if ending == ".csv":
                    rows.append(story(index))
                else:
                    (folder / f"article-{index:05}{ending}").write_bytes(_WRITERS[ending](story(index)))
            if rows:
                (folder / f"table-{start:05}.csv").write_bytes(_table(rows))
    return folder


def _text(made: Story) -> bytes:
    return made.file_text.encode()


def _markdown(made: Story) -> bytes:
    head = f'---\ntitle: "{made.title}"\noutlet: Harbour Post\ndate: 2025-04-28\n---\n\n# {made.title}\n\n'
    return (head + "\n\n".join(made.paragraphs) + "\n").encode()


def _page(made: Story) -> bytes:
    words = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in made.paragraphs)
    title = escape(made.title)
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} | Harbour Post</title>"
        f"<meta property='og:title' content='{title}'><meta property='og:site_name' content='Harbour Post'>"
        "<meta property='article:published_time' content='2025-04-28T09:00:00Z'></head><body>"
        f"<nav><ul>{_NAVIGATION}</ul></nav><main><article><h1>{title}</h1><p class='byline'>By Ann Author</p>"
        f"{words}</article><aside><h2>Most read</h2><ul>{_NAVIGATION}</ul></aside></main>"
        "<footer><p>All rights reserved. Subscribe to our newsletter.</p></footer></body></html>"
    ).encode()


def _mail(made: Story) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Ann Author <ann@harbour.example>", "Bo Reader <bo@harbour.example>"
    message["Subject"], message["Date"] = made.title, "Mon, 28 Apr 2025 09:00:00 +0000"
    message.set_content("\n\n".join(made.paragraphs))
    return message.as_bytes()


def _document(made: Story) -> bytes:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" for words in (made.title, *made.paragraphs)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in _TEMPLATE.items():
            archive.writestr(name, words)
        xml = f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'
        archive.writestr("word/document.xml", xml)
    return buffer.getvalue()


def _table(rows: list[Story]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["title", "outlet", "date", "text"])
    for made in rows:
        writer.writerow([made.title, "Harbour Post", "2025-04-28", "\n\n".join(made.paragraphs)])
    return written.getvalue().encode()


def _pdf(made: Story) -> bytes:
    """Write the words that a PDF's own fonts have, on as many pages as they take."""
    lines = [line for words in (made.title, *made.paragraphs) for line in (*textwrap.wrap(words, 90), "")]
    pages = [lines[at : at + _LINES_ON_PAGE] for at in range(0, len(lines), _LINES_ON_PAGE)]
    bodies = list(_pdf_objects(pages))
    made_bytes = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(made_bytes))
        made_bytes += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(made_bytes), len(bodies) + 1
    made_bytes += b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n" % (size, table, size)
    return bytes(made_bytes) + b"startxref\n%d\n%%%%EOF" % start


def _pdf_objects(pages: list[list[str]]) -> Iterator[bytes]:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    yield b"<< /Type /Catalog /Pages 2 0 R >>"
    yield f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    yield b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    for number, lines in enumerate(pages):
        shown = " ".join(f"({line.encode('ascii', 'ignore').decode()}) Tj T*" for line in lines)
        stream = f"BT /F1 10 Tf 72 740 Td 13 TL {shown} ET".encode()
        yield (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        yield b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


_WRITERS: dict[str, Callable[[Story], bytes]] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _page,
    ".eml": _mail,
    ".docx": _document,
    ".pdf": _pdf,
}
