"""What no validator notices and Word or LibreOffice trips over: checked in every file before it is handed out."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat
from xml.sax.saxutils import unescape

# A large briefing's main part is some 30 MB: it is looked at as bytes, where it lies, and never copied.
_Xml = bytearray | bytes
_Parts = Mapping[str, _Xml]
_CHUNK = 1 << 20
_LONGEST_TAG = 64
_LONGEST_BOOKMARK = 40
_MOST_FOOTNOTES = 32_767
_MAIN = "word/document.xml"
# What we write ourselves. A template's own headers are its house's, which Word has long accepted.
_STORY = re.compile(r"word/(?:document|footnotes|comments|annotator-(?:header|footer)\d+)\.xml")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_RELATIONSHIP = re.compile(rb"<Relationship\s([^>]*)>")
_REFERRED = re.compile(rb'r:(?:id|embed|link)="([^"]*)"')
_STYLE_USE = re.compile(rb'Style w:val="([^"]*)"')
_STYLE = re.compile(rb'<w:style\s[^>]*?w:styleId="([^"]*)"')
_NOTE = re.compile(rb"<w:footnote\s([^>]*)>")
_REFERENCE = re.compile(rb'<w:footnoteReference\s[^>]*?w:id="(-?\d+)"')
_CONTROL_ID = re.compile(rb"<w:sdtPr>.*?</w:sdtPr>", re.DOTALL)
_ID = re.compile(rb'<w:id w:val="(-?\d+)"/>')
_TAG = re.compile(rb'<w:tag w:val="([^"]*)"/>')
_BOOKMARK = re.compile(rb"<w:bookmark(Start|End)\s([^>]*)>")
_FIELD = re.compile(rb'<w:fldChar\s[^>]*?w:fldCharType="(\w+)"')
_INTERNAL_LINK = re.compile(rb'<w:hyperlink\s[^>]*?w:anchor="([^"]*)"')
_FIELD_TARGET = re.compile(rb"> (?:PAGEREF|REF|NOTEREF) (\S+)")
_COMMENT = re.compile(rb'<w:comment\s[^>]*?w:id="(\d+)"')
_COMMENT_START = re.compile(rb'<w:commentRangeStart w:id="(\d+)"')
_COMMENT_END = re.compile(rb'<w:commentRangeEnd w:id="(\d+)"')
_COMMENT_REFERENCE = re.compile(rb'<w:commentReference w:id="(\d+)"')
# What stands behind each of these in the text is looked at only where it stands: that is quicker than looking ahead.
_OPEN_CELL = re.compile(rb"</w:tc>(?<!</w:p></w:tc>)(?<!</w:sdt></w:tc>)")
_SPAN = b"<w:gridSpan"
_PICTURE = re.compile(rb'<wp:docPr\s[^>]*?id="(\d+)"')
_ITEM = re.compile(r"customXml/item\d+\.xml")
_HASHED = re.compile(rb'<statement uid="(\w+)"')
_STATEMENT_TAG = re.compile(rb'<w:tag w:val="ann:(\w+)"/>')
_CONTENTS = b'<w:docPartGallery w:val="Table of Contents"/>'
_STATEMENT = b'<w:tag w:val="ann:'


def lint(file: Path | bytes) -> list[str]:
    """List what is wrong in a Word file, one sentence for each; nothing where it is sound.

    Prefixes are expected to be the usual ones (w, r), which is how Word and we write them.
    """
    with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
        return lint_parts({info.filename: _read(archive, info) for info in archive.infolist()})


def lint_parts(content: Mapping[str, bytes | bytearray]) -> list[str]:
    """List what is wrong in the entries of a Word file, by their names."""
    found = list(_malformed(content))
    if found:
        return found
    parts = {name: data for name, data in content.items() if _STORY.fullmatch(name)}
    main = parts.get(_MAIN, b"")
    return [
        *_relationships(content, parts),
        *_footnotes(main, parts.get("word/footnotes.xml", b"")),
        *_comments(main, parts.get("word/comments.xml", b"")),
        *_controls(parts),
        *_bookmarks(parts),
        *_fields(parts),
        *_tables(parts),
        *_pictures(main),
        *_styles(parts, content.get("word/styles.xml", b"")),
        *_order(main),
        *_data(main, content),
    ]


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytearray:
    """Read an entry into the one place where it stays; read in one go it would be there twice for a while."""
    data = bytearray(info.file_size)
    at = 0
    with archive.open(info) as entry:
        while chunk := entry.read(_CHUNK):
            data[at : at + len(chunk)] = chunk
            at += len(chunk)
    return data


def _malformed(content: _Parts) -> Iterator[str]:
    for name, data in content.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            parser = expat.ParserCreate()
            with memoryview(data) as view:
                for at in range(0, len(data), _CHUNK):
                    parser.Parse(view[at : at + _CHUNK], False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            yield f"{name} is not well-formed: {error}"


def _relationships(content: _Parts, parts: _Parts) -> Iterator[str]:
    names = {unquote(name).lower() for name in content}
    for name, data in content.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name)[: -len(".rels")])
        uids = []
        for match in _RELATIONSHIP.finditer(data):
            attributes = _attributes(match[1])
            uids.append(attributes.get("Id", ""))
            if attributes.get("TargetMode") != "External":
                target = unquote(unescape(attributes.get("Target", "")))
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                if posixpath.normpath(path).lower() not in names:
                    yield f"{name} points to {target}, which is not there"
        yield from (f"{name} uses the relationship id {uid} twice" for uid in _repeated(uids))
        missing = _all_found(_REFERRED, parts.get(source, b"")) - set(uids)
        yield from (f"{source} uses the relationship {uid}, which is not there" for uid in sorted(missing))
    for source, data in parts.items():
        folder, base = posixpath.split(source)
        if f"{folder}/_rels/{base}.rels" not in content:
            for uid in sorted(_all_found(_REFERRED, data)):
                yield f"{source} uses the relationship {uid}, which is not there"


def _footnotes(main: _Xml, notes: _Xml) -> Iterator[str]:
    referred = [int(uid) for uid in _found(_REFERENCE, main)]
    written = [_attributes(match[1]) for match in _NOTE.finditer(notes)]
    uids = [int(note.get("w:id", "0")) for note in written if "w:type" not in note]
    yield from (f"footnote {uid} is referred to twice" for uid in _repeated(referred))
    yield from (f"footnote {uid} is written twice" for uid in _repeated(uids))
    yield from (f"footnote {uid} is referred to but not written" for uid in sorted(set(referred) - set(uids)))
    yield from (f"footnote {uid} is written but not referred to" for uid in sorted(set(uids) - set(referred)))
    if referred != sorted(referred):
        yield "footnote references are not in ascending order"
    if uids != sorted(uids):
        yield "footnotes are not in ascending order"
    if max(uids, default=0) > _MOST_FOOTNOTES:
        yield f"footnote ids go beyond {_MOST_FOOTNOTES}"


def _comments(main: _Xml, comments: _Xml) -> Iterator[str]:
    started, ended, referred = (
        list(_found(pattern, main)) for pattern in (_COMMENT_START, _COMMENT_END, _COMMENT_REFERENCE)
    )
    written = list(_found(_COMMENT, comments))
    yield from (f"the comment {uid} is written twice" for uid in _repeated(written))
    for what, uids in (("begins", started), ("ends", ended), ("is referred to", referred)):
        yield from (f"the comment {uid} {what} twice" for uid in _repeated(uids))
        yield from (f"the comment {uid} {what} but is not written" for uid in sorted(set(uids) - set(written)))
        yield from (f"the comment {uid} is written but never {what}" for uid in sorted(set(written) - set(uids)))


def _controls(parts: _Parts) -> Iterator[str]:
    uids: list[str] = []
    tags: set[str] = set()
    for data in parts.values():
        for match in _CONTROL_ID.finditer(data):
            uids += _found(_ID, match[0])
            tags.update(_found(_TAG, match[0]))
    yield from (f"content control id {uid} is used twice" for uid in _repeated(uids))
    for tag in sorted(tags):
        if len(tag) > _LONGEST_TAG:
            yield f"the tag {tag[:20]}… is longer than {_LONGEST_TAG} characters"


def _bookmarks(parts: _Parts) -> Iterator[str]:
    names: list[str] = []
    uids: list[str] = []
    anchors: set[str] = set()
    jumps: set[str] = set()
    for part, data in parts.items():
        is_open: set[str] = set()
        for match in _BOOKMARK.finditer(data):
            uid = _value(match[2], b"w:id")
            if match[1] == b"Start":
                names.append(_value(match[2], b"w:name"))
                uids.append(uid)
                is_open.add(uid)
            elif uid in is_open:
                is_open.discard(uid)
            else:
                yield f"{part} closes the bookmark {uid}, which is not open"
        yield from (f"{part} never closes the bookmark {uid}" for uid in sorted(is_open))
        anchors |= _all_found(_INTERNAL_LINK, data)
        jumps |= _all_found(_FIELD_TARGET, data)
    yield from (f"the bookmark name {name} is used twice" for name in _repeated(name.lower() for name in names))
    yield from (f"the bookmark id {uid} is used twice" for uid in _repeated(uids))
    for name in names:
        if not 0 < len(name) <= _LONGEST_BOOKMARK:
            yield f"the bookmark name {name!r} is empty or longer than {_LONGEST_BOOKMARK} characters"
    yield from (f"a link leads to the bookmark {name}, which is not there" for name in sorted(anchors - set(names)))
    yield from (f"a field asks for the bookmark {name}, which is not there" for name in sorted(jumps - set(names)))


def _fields(parts: _Parts) -> Iterator[str]:
    """Find fields that are not closed or whose pieces come in a wrong order. The contents' field spans paragraphs."""
    for part, data in parts.items():
        states: list[str] = []
        for kind in _found(_FIELD, data):
            if kind == "begin":
                states.append("begin")
            elif kind == "separate":
                if not states or states[-1] != "begin":
                    yield f"{part} separates a field that is not begun"
                else:
                    states[-1] = "separate"
            elif kind == "end":
                if not states:
                    yield f"{part} ends a field that is not begun"
                else:
                    states.pop()
        if states:
            yield f"{part} never ends {len(states)} of its fields"


def _tables(parts: _Parts) -> Iterator[str]:
    """Find rows that have not as many cells as the grid has columns, and cells that do not end with a paragraph."""
    for part, data in parts.items():
        if _OPEN_CELL.search(data):
            yield f"{part} has a table cell that does not end with a paragraph"
        for start, end in _between(data, b"<w:tbl>", b"</w:tbl>", 0, len(data)):
            if data.find(_SPAN, start, end) >= 0:
                continue
            columns = data.count(b"<w:gridCol ", start, end)
            for row, row_end in _between(data, b"<w:tr>", b"</w:tr>", start, end):
                cells = data.count(b"<w:tc>", row, row_end)
                if cells != columns:
                    yield f"{part} has a row of {cells} cells in a table of {columns} columns"


def _between(data: _Xml, opening: bytes, closing: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give where each element begins and ends; none holds another of its kind."""
    while (at := data.find(opening, start, end)) >= 0:
        start = data.find(closing, at, end)
        start = end if start < 0 else start
        yield at, start


def _pictures(main: _Xml) -> Iterator[str]:
    yield from (f"the picture id {uid} is used twice" for uid in _repeated(_found(_PICTURE, main)))


def _styles(parts: _Parts, styles: _Xml) -> Iterator[str]:
    defined = _all_found(_STYLE, styles)
    for part, data in parts.items():
        for uid in sorted(_all_found(_STYLE_USE, data) - defined):
            yield f"{part} uses the style {uid}, which is not defined"


def _order(main: _Xml) -> Iterator[str]:
    contents, statement = main.find(_CONTENTS), main.find(_STATEMENT)
    if statement >= 0 and contents > statement:
        yield "the contents stand behind the first statement"


def _data(main: _Xml, content: _Parts) -> Iterator[str]:
    """Compare the statements of the document with those whose hashes it carries."""
    carried = {uid for name, data in content.items() if _ITEM.fullmatch(name) for uid in _found(_HASHED, data)}
    shown = _all_found(_STATEMENT_TAG, main)
    yield from (f"the statement {uid} has no hash" for uid in sorted(shown - carried))
    yield from (f"there is a hash of the statement {uid}, which is not there" for uid in sorted(carried - shown))


def _found(pattern: re.Pattern[bytes], data: _Xml) -> Iterator[str]:
    """Give what the pattern's group holds, wherever it matches."""
    return (match[1].decode() for match in pattern.finditer(data))


def _value(written: bytes, name: bytes) -> str:
    """Give one attribute's value; quicker than reading them all."""
    return written.partition(name + b'="')[2].partition(b'"')[0].decode()


def _all_found(pattern: re.Pattern[bytes], data: _Xml) -> set[str]:
    """Give what a pattern finds, each once: a few names stand a hundred thousand times in a large briefing."""
    return {each.decode() for each in set(pattern.findall(data))}


def _attributes(written: bytes) -> dict[str, str]:
    found = _ATTRIBUTE.findall(written)
    return {name.decode(): (double or single).decode() for name, double, single in found}


def _repeated(values: Iterable[str] | Iterable[int]) -> list[str]:
    return [str(value) for value, count in Counter(values).items() if count > 1]
