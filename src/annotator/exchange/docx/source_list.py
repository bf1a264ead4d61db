"""The list of sources: a ruled table whose head is repeated on each page."""

import re
from collections.abc import Iterator, Sequence

from annotator.core.briefing import Briefing, SourceEntry
from annotator.core.citations import quoted
from annotator.exchange.docx.contents import SOURCES, back_entry
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import Typesetter

_NARROW_COLUMNS = (1500, 970, 1520, 940)
_WITH_HEAD = "0020"
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.IGNORECASE | re.ASCII)


def source_list(setter: Typesetter, briefing: Briefing) -> Iterator[str]:
    """Write the heading and the table."""
    words = briefing.words
    start, end = setter.handles.bookmark(setter.handles.heading(SOURCES))
    heading = back_entry(setter, words.sources) + start + setter.run(words.sources) + end
    yield setter.paragraph(Role.BACK_HEADING, heading)
    widths = (setter.template.text_width - sum(_NARROW_COLUMNS), *_NARROW_COLUMNS)
    yield setter.table(Role.RULED_TABLE, widths, _WITH_HEAD)
    heads = (
        words.source_head,
        words.published_head,
        words.language_head,
        words.reliability_head,
        words.statements_head,
    )
    cells = [[setter.run(head)] for head in heads]
    yield _row(setter, widths, cells, Role.TABLE_HEAD, "<w:cantSplit/><w:tblHeader/>")
    for entry in briefing.sources:
        yield _row(setter, widths, _cells(setter, entry), Role.TABLE_TEXT, "<w:cantSplit/>")
    yield "</w:tbl>"


def _cells(setter: Typesetter, entry: SourceEntry) -> list[list[str]]:
    """Give the runs of each cell, a list for each of its paragraphs."""
    source = [
        setter.run(entry.outlet, Role.STRONG),
        setter.run(", ".join(filter(None, (quoted(entry.title) if entry.title else "", entry.author)))),
        _address(setter, entry.url),
    ]
    grade = [setter.run(entry.reliability, Role.STRONG), setter.run(f"  {entry.reliability_words}")]
    return [
        [line for line in source if line],
        [setter.run(entry.published)],
        [setter.run(entry.language)],
        ["".join(grade) if entry.reliability else ""],
        [setter.run(f"{entry.statement_count:,}")],
    ]


def _address(setter: Typesetter, address: str) -> str:
    if not address:
        return ""
    # A link that Word cannot follow makes it refuse the whole file, so anything unusual stays words.
    if _ADDRESS.fullmatch(address):
        return setter.link(address, setter.run(address, Role.HYPERLINK))
    return setter.run(address)


def _row(setter: Typesetter, widths: Sequence[int], cells: Sequence[Sequence[str]], role: Role, properties: str) -> str:
    written = []
    for index, (width, lines) in enumerate(zip(widths, cells, strict=True)):
        is_last = index == len(widths) - 1
        margins = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>' if is_last else ""
        alignment = '<w:jc w:val="right"/>' if is_last else ""
        paragraphs = "".join(setter.paragraph(role, line, layout=alignment) for line in lines or [""])
        written.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margins}</w:tcPr>{paragraphs}</w:tc>')
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"
