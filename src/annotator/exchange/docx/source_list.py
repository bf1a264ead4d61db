"""The sources: a table of what each is, and the same as a bibliography."""

import re
from collections.abc import Iterator

from annotator.core.briefing.tree import BibliographyPart, SourceEntry, SourcesPart
from annotator.core.quoting import quoted
from annotator.exchange.docx.contents import part_heading
from annotator.exchange.docx.inline import words as set_words
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.tables import END, Line, Table, columns
from annotator.exchange.docx.typesetting import Typesetter

_SHARES = (3.0, 2.85, 1.4, 1.25)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.IGNORECASE | re.ASCII)


def source_list(setter: Typesetter, part: SourcesPart) -> Iterator[str]:
    """Write the table of sources."""
    words = setter.words
    yield part_heading(setter, part.name)
    table = Table(columns(setter.template.text_width, *_SHARES), ("", "", "", "right"))
    heads = (words.source_head, words.descriptor_head, words.reliability_head, words.statements_head)
    yield table.begin(setter, heads)
    for entry in part.sources:
        yield table.row(setter, _cells(setter, entry))
    yield END
    # Word wants a paragraph behind a table.
    yield setter.paragraph(Role.SECTION_END, "")


def bibliography(setter: Typesetter, part: BibliographyPart, layout: str) -> Iterator[str]:
    """Write the bibliography."""
    yield part_heading(setter, part.name, layout)
    for entry in part.entries:
        words = "".join(run.text for run in entry)
        yield setter.paragraph(Role.BIBLIOGRAPHY, "".join(set_words(setter, run) for run in entry), words=words)


def _cells(setter: Typesetter, entry: SourceEntry) -> list[list[Line]]:
    title = ", ".join(filter(None, (quoted(entry.title) if entry.title else "", entry.author)))
    name = setter.run(entry.outlet, Role.STRONG) if entry.outlet else setter.run(title)
    source = [Line(setter.comments.around(entry.uid, name), entry.outlet or title)]
    if entry.outlet and title:
        source.append(Line(setter.run(title), title))
    if entry.url:
        source.append(Line(_address(setter, entry.url)))
    grade = setter.run(entry.reliability, Role.STRONG) + setter.run(f"  {entry.reliability_words}")
    return [
        source,
        [Line(setter.run(entry.descriptor), entry.descriptor)],
        [Line(grade)] if entry.reliability else [],
        [Line(setter.run(f"{entry.statement_count:,}"))],
    ]


def _address(setter: Typesetter, address: str) -> str:
    # A link that Word cannot follow makes it refuse the whole file, so anything unusual stays words.
    if _ADDRESS.fullmatch(address):
        return setter.link(address, setter.run(address, Role.HYPERLINK))
    return setter.run(address)
