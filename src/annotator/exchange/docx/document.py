"""The main part: title page, contents, chapters and sources in their order, as a stream of XML."""

from collections.abc import Iterator

from annotator.core.briefing import Briefing, ChapterPart, Remark
from annotator.exchange.docx.chapters import chapter
from annotator.exchange.docx.contents import contents
from annotator.exchange.docx.cover import cover
from annotator.exchange.docx.margins import Margins
from annotator.exchange.docx.numbering import ChapterNumbers
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.source_list import source_list
from annotator.exchange.docx.typesetting import Typesetter
from annotator.exchange.docx.xml import DECLARATION, RELATIONSHIPS_NAMESPACE, WORD_NAMESPACE

DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def document(setter: Typesetter, briefing: Briefing, margins: Margins, numbers: ChapterNumbers) -> Iterator[str]:
    """Write the main part, piece by piece in the order of reading."""
    yield (f'{DECLARATION}<w:document xmlns:w="{WORD_NAMESPACE}" xmlns:r="{RELATIONSHIPS_NAMESPACE}"><w:body>')
    yield from cover(setter, briefing)
    yield contents(setter, briefing)
    if not margins.has_closing_line and briefing.closing_line:
        yield setter.paragraph(Role.CLOSING_LINE, setter.run(briefing.closing_line))
    section = margins.front()
    for group in _groups(briefing.chapters):
        yield _section_end(setter, section)
        for top in group:
            for part in top.walk():
                yield from chapter(setter, numbers, part, part is top and top is not group[0])
        section = margins.chapters(group[0])
    if briefing.sources:
        yield _section_end(setter, section)
        yield from source_list(setter, briefing)
        section = margins.back(briefing.words.sources)
    # Word wants a paragraph behind a table.
    yield setter.paragraph(Role.SECTION_END, "")
    yield f"{section}</w:body></w:document>"


def _groups(chapters: tuple[ChapterPart, ...]) -> list[list[ChapterPart]]:
    """Start a page with each chapter at the top of the outline, but not with one that has nothing to show."""
    groups: list[list[ChapterPart]] = []
    for part in chapters:
        is_bare = not part.children and all(isinstance(item, Remark) for item in part.items)
        if groups and is_bare:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _section_end(setter: Typesetter, section: str) -> str:
    return setter.paragraph(Role.SECTION_END, "", section)
