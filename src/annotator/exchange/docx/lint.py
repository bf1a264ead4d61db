"""What no validator notices and Word or LibreOffice trips over: checked in every file before it is handed out."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

_LONGEST_TAG = 64
_LONGEST_BOOKMARK = 40
_MOST_FOOTNOTES = 32_767
_MAIN = "word/document.xml"
_STORY = re.compile(r"word/(?:document|footnotes|endnotes|comments|(?:[\w-]*)?(?:header|footer)\d*)\.xml")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_RELATIONSHIP = re.compile(r"<Relationship\s([^>]*?)/?>")
_REFERRED = re.compile(r'r:(?:id|embed|link)="([^"]*)"')
_STYLE_USE = re.compile(r'Style w:val="([^"]*)"')
_STYLE = re.compile(r'<w:style\s[^>]*?w:styleId="([^"]*)"')
_NOTE = re.compile(r"<w:footnote\s([^>]*)>")
_REFERENCE = re.compile(r'<w:footnoteReference\s[^>]*?w:id="(-?\d+)"')
_CONTROL_ID = re.compile(r"<w:sdtPr>.*?</w:sdtPr>", re.DOTALL)
_ID = re.compile(r'<w:id w:val="(-?\d+)"/>')
_TAG = re.compile(r'<w:tag w:val="([^"]*)"/>')
_BOOKMARK = re.compile(r"<w:bookmark(Start|End)\s([^>]*?)/?>")
_FIELD = re.compile(r'<w:fldChar\s[^>]*?w:fldCharType="(\w+)"')
_INTERNAL_LINK = re.compile(r'<w:hyperlink\s[^>]*?w:anchor="([^"]*)"')
_FIELD_TARGET = re.compile(r"> (?:PAGEREF|REF|NOTEREF) (\S+)")
_COMMENT = re.compile(r'<w:comment\s[^>]*?w:id="(\d+)"')
_COMMENT_START = re.compile(r'<w:commentRangeStart w:id="(\d+)"')
_COMMENT_END = re.compile(r'<w:commentRangeEnd w:id="(\d+)"')
_COMMENT_REFERENCE = re.compile(r'<w:commentReference w:id="(\d+)"')
# What stands behind each of these in the text is looked at only where it stands: that is quicker than looking ahead.
_OPEN_CELL = re.compile(r"</w:tc>(?<!</w:p></w:tc>)(?<!</w:sdt></w:tc>)")
_SPAN = "<w:gridSpan"
_PICTURE = re.compile(r'<wp:docPr\s[^>]*?id="(\d+)"')
_ITEM = re.compile(r"customXml/item\d+\.xml")
_HASHED = re.compile(r'<statement uid="(\w+)"')
_STATEMENT_TAG = re.compile(r'<w:tag w:val="ann:(\w+)"/>')
_CONTENTS = '<w:docPartGallery w:val="Table of Contents"/>'
_STATEMENT = '<w:tag w:val="ann:'


def lint(file: Path | bytes) -> list[str]:
    """List what is wrong in a Word file, one sentence for each; nothing where it is sound.

    Prefixes are expected to be the usual ones (w, r), which is how Word and we write them.
    """
    with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    found = list(_malformed(content))
    if found:
        return found
    parts = {name: content[name].decode() for name in list(content) if _STORY.fullmatch(name)}
    main = parts.get(_MAIN, "")
    return [
        *_relationships(content, parts),
        *_footnotes(main, parts.get("word/footnotes.xml", "")),
        *_comments(main, parts.get("word/comments.xml", "")),
        *_controls(parts),
        *_bookmarks(parts),
        *_fields(parts),
        *_tables(parts),
        *_pictures(main),
        *_styles(parts, content.get("word/styles.xml", b"").decode()),
        *_order(main),
        *_data(main, content),
    ]


def _malformed(content: dict[str, bytes]) -> Iterator[str]:
    for name, data in content.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            expat.ParserCreate().Parse(data, True)
        except expat.ExpatError as error:
            yield f"{name} is not well-formed: {error}"


def _relationships(content: dict[str, bytes], parts: dict[str, str]) -> Iterator[str]:
    names = {name.lower() for name in content}
    for name, data in content.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name)[: -len(".rels")])
        uids = []
        for match in _RELATIONSHIP.finditer(data.decode()):
            attributes = _attributes(match[1])
            uids.append(attributes.get("Id", ""))
            if attributes.get("TargetMode") != "External":
                target = unquote(attributes.get("Target", ""))
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                if posixpath.normpath(path).lower() not in names:
                    yield f"{name} points to {target}, which is not there"
        yield from (f"{name} uses the relationship id {uid} twice" for uid in _repeated(uids))
        missing = set(_REFERRED.findall(parts.get(source, ""))) - set(uids)
        yield from (f"{source} uses the relationship {uid}, which is not there" for uid in sorted(missing))
    for source, text in parts.items():
        folder, base = posixpath.split(source)
        if f"{folder}/_rels/{base}.rels" not in content:
            for uid in sorted(set(_REFERRED.findall(text))):
                yield f"{source} uses the relationship {uid}, which is not there"


def _footnotes(main: str, notes: str) -> Iterator[str]:
    referred = [int(uid) for uid in _REFERENCE.findall(main)]
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


def _comments(main: str, comments: str) -> Iterator[str]:
    started, ended, referred = (pattern.findall(main) for pattern in (_COMMENT_START, _COMMENT_END, _COMMENT_REFERENCE))
    written = _COMMENT.findall(comments)
    yield from (f"the comment {uid} is written twice" for uid in _repeated(written))
    for what, uids in (("begins", started), ("ends", ended), ("is referred to", referred)):
        yield from (f"the comment {uid} {what} twice" for uid in _repeated(uids))
        yield from (f"the comment {uid} {what} but is not written" for uid in sorted(set(uids) - set(written)))
        yield from (f"the comment {uid} is written but never {what}" for uid in sorted(set(written) - set(uids)))


def _controls(parts: dict[str, str]) -> Iterator[str]:
    uids: list[str] = []
    tags: set[str] = set()
    for text in parts.values():
        for properties in _CONTROL_ID.findall(text):
            uids += _ID.findall(properties)
            tags.update(_TAG.findall(properties))
    yield from (f"content control id {uid} is used twice" for uid in _repeated(uids))
    for tag in sorted(tags):
        if len(tag) > _LONGEST_TAG:
            yield f"the tag {tag[:20]}… is longer than {_LONGEST_TAG} characters"


def _bookmarks(parts: dict[str, str]) -> Iterator[str]:
    names: list[str] = []
    uids: list[str] = []
    anchors: set[str] = set()
    jumps: set[str] = set()
    for part, text in parts.items():
        is_open: set[str] = set()
        for match in _BOOKMARK.finditer(text):
            uid = _value(match[2], "w:id")
            if match[1] == "Start":
                names.append(_value(match[2], "w:name"))
                uids.append(uid)
                is_open.add(uid)
            elif uid in is_open:
                is_open.discard(uid)
            else:
                yield f"{part} closes the bookmark {uid}, which is not open"
        yield from (f"{part} never closes the bookmark {uid}" for uid in sorted(is_open))
        anchors.update(_INTERNAL_LINK.findall(text))
        jumps.update(_FIELD_TARGET.findall(text))
    yield from (f"the bookmark name {name} is used twice" for name in _repeated(name.lower() for name in names))
    yield from (f"the bookmark id {uid} is used twice" for uid in _repeated(uids))
    for name in names:
        if not 0 < len(name) <= _LONGEST_BOOKMARK:
            yield f"the bookmark name {name!r} is empty or longer than {_LONGEST_BOOKMARK} characters"
    yield from (f"a link leads to the bookmark {name}, which is not there" for name in sorted(anchors - set(names)))
    yield from (f"a field asks for the bookmark {name}, which is not there" for name in sorted(jumps - set(names)))


def _fields(parts: dict[str, str]) -> Iterator[str]:
    """Find fields that are not closed or whose pieces come in a wrong order. The contents' field spans paragraphs."""
    for part, text in parts.items():
        states: list[str] = []
        for match in _FIELD.finditer(text):
            kind = match[1]
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


def _tables(parts: dict[str, str]) -> Iterator[str]:
    """Find rows that have not as many cells as the grid has columns, and cells that do not end with a paragraph."""
    for part, text in parts.items():
        if _OPEN_CELL.search(text):
            yield f"{part} has a table cell that does not end with a paragraph"
        for table in text.split("<w:tbl>")[1:]:
            table = table.partition("</w:tbl>")[0]
            if _SPAN in table:
                continue
            columns = table.count("<w:gridCol ")
            for row in table.split("<w:tr>")[1:]:
                cells = row.count("<w:tc>")
                if cells != columns:
                    yield f"{part} has a row of {cells} cells in a table of {columns} columns"


def _pictures(main: str) -> Iterator[str]:
    yield from (f"the picture id {uid} is used twice" for uid in _repeated(_PICTURE.findall(main)))


def _styles(parts: dict[str, str], styles: str) -> Iterator[str]:
    defined = set(_STYLE.findall(styles))
    for part, text in parts.items():
        for uid in sorted(set(_STYLE_USE.findall(text)) - defined):
            yield f"{part} uses the style {uid}, which is not defined"


def _order(main: str) -> Iterator[str]:
    contents, statement = main.find(_CONTENTS), main.find(_STATEMENT)
    if statement >= 0 and contents > statement:
        yield "the contents stand behind the first statement"


def _data(main: str, content: dict[str, bytes]) -> Iterator[str]:
    """Compare the statements of the document with those whose hashes it carries."""
    carried = {uid for name, data in content.items() if _ITEM.fullmatch(name) for uid in _HASHED.findall(data.decode())}
    shown = set(_STATEMENT_TAG.findall(main))
    yield from (f"the statement {uid} has no hash" for uid in sorted(shown - carried))
    yield from (f"there is a hash of the statement {uid}, which is not there" for uid in sorted(carried - shown))


def _value(written: str, name: str) -> str:
    """Give one attribute's value; quicker than reading them all."""
    return written.partition(f'{name}="')[2].partition('"')[0]


def _attributes(written: str) -> dict[str, str]:
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(written)}


def _repeated(values: Iterable[str] | Iterable[int]) -> list[str]:
    return [str(value) for value, count in Counter(values).items() if count > 1]
