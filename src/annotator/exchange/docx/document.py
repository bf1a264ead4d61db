"""The main part: every part of the briefing in its order, as a stream of XML in sections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.core.briefing import Briefing, ChapterPart, Remark
from annotator.core.briefing.tree import (
    BibliographyPart,
    ChaptersPart,
    CodebookPart,
    ContentsPart,
    DisagreementsPart,
    JudgementsPart,
    MatrixPart,
    MethodPart,
    Part,
    PicturesPart,
    SourcesPart,
    TimelinePart,
    TitlePart,
)
from annotator.exchange.docx.chapters import chapter
from annotator.exchange.docx.contents import contents
from annotator.exchange.docx.cover import cover
from annotator.exchange.docx.disagreements import disagreements
from annotator.exchange.docx.judgements import judgements
from annotator.exchange.docx.margins import Margins
from annotator.exchange.docx.matrix import matrix
from annotator.exchange.docx.method import codebook, method
from annotator.exchange.docx.numbering import ChapterNumbers
from annotator.exchange.docx.pictures import PictureParts, pictures
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.source_list import bibliography, source_list
from annotator.exchange.docx.timeline import timeline
from annotator.exchange.docx.typesetting import Typesetter
from annotator.exchange.docx.xml import DECLARATION, RELATIONSHIPS_NAMESPACE, WORD_NAMESPACE

DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHARED_PAGE = '<w:spacing w:before="560"/>'
# Short parts that say more of the one before them stay on its page.
_COMPANIONS = {BibliographyPart: SourcesPart, CodebookPart: MethodPart}


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that have their header in common."""

    content: Iterable[str]
    properties: str


class Document:
    """Write the main part, piece by piece in the order of reading."""

    def __init__(
        self, setter: Typesetter, briefing: Briefing, margins: Margins, numbers: ChapterNumbers, files: PictureParts
    ) -> None:
        self._setter = setter
        self._briefing = briefing
        self._margins = margins
        self._numbers = numbers
        self._files = files

    def xml(self) -> Iterator[str]:
        """Write everything. A section's properties stand in its last paragraph, the last one's behind all."""
        setter = self._setter
        yield f'{DECLARATION}<w:document xmlns:w="{WORD_NAMESPACE}" xmlns:r="{RELATIONSHIPS_NAMESPACE}"><w:body>'
        waiting: str | None = None
        for section in self._sections():
            if waiting is not None:
                yield setter.paragraph(Role.SECTION_END, "", waiting)
            yield from section.content
            waiting = section.properties
        yield setter.paragraph(Role.SECTION_END, setter.comments.held())
        yield f"{waiting or self._margins.front(False)}</w:body></w:document>"

    def _sections(self) -> Iterator[Section]:
        """Divide the parts among sections; what stands at the front shares one, and companions share their page."""
        front = [part for part in self._briefing.parts if isinstance(part, TitlePart | ContentsPart)]
        if front:
            has_title = isinstance(front[0], TitlePart)
            yield Section(self._front(front), self._margins.front(has_title))
        gathered: list[Part] = []
        for part in self._briefing.parts:
            if isinstance(part, TitlePart | ContentsPart):
                continue
            if gathered and not isinstance(gathered[-1], _COMPANIONS.get(type(part), ())):
                yield from self._of_parts(gathered)
                gathered = []
            gathered.append(part)
        yield from self._of_parts(gathered)

    def _of_parts(self, parts: list[Part]) -> Iterator[Section]:
        if not parts:
            return
        if isinstance(parts[0], ChaptersPart):
            for group in _groups(parts[0].chapters):
                yield Section(self._chapters(group), self._margins.chapters(group[0]))
            return
        content = (piece for at, part in enumerate(parts) for piece in self._part(part, _SHARED_PAGE if at else ""))
        is_wide = isinstance(parts[0], MatrixPart)
        yield Section(content, self._margins.back(self._setter.words.parts[parts[0].name], is_wide))

    def _front(self, parts: list[TitlePart | ContentsPart]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, TitlePart):
                yield from cover(self._setter, self._briefing, part)
            else:
                yield contents(self._setter, self._briefing)
        title = next((part for part in parts if isinstance(part, TitlePart)), None)
        if title and title.closing_line and not self._margins.has_closing_line:
            yield self._setter.paragraph(Role.CLOSING_LINE, self._setter.run(title.closing_line))

    def _chapters(self, group: list[ChapterPart]) -> Iterator[str]:
        for top in group:
            for part in top.walk():
                yield from chapter(self._setter, self._numbers, part, part is top and top is not group[0])

    def _part(self, part: Part, layout: str) -> Iterator[str]:
        match part:
            case JudgementsPart():
                return judgements(self._setter, part)
            case TimelinePart():
                return timeline(self._setter, part)
            case DisagreementsPart():
                return disagreements(self._setter, part)
            case MatrixPart():
                return matrix(self._setter, part)
            case PicturesPart():
                return pictures(self._setter, part, self._files)
            case SourcesPart():
                return source_list(self._setter, part)
            case BibliographyPart():
                return bibliography(self._setter, part, layout)
            case MethodPart():
                return method(self._setter, part)
            case CodebookPart():
                return codebook(self._setter, part, layout)
        raise AssertionError(f"{part.name} has its own place in the document")


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
