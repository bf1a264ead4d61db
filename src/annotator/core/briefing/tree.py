"""The briefing as a tree: every word of the document in its order. Writers only set it.

Nothing in it depends on the day, the place or the machine, so the same project gives the same briefing.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeVar

from annotator.core.briefing.timeline_chart import TimelineChart
from annotator.core.findings import Finding
from annotator.core.words import Words

Mark = Literal["", "warning", "italic", "strong", "supported", "contradicted"]
CorroborationKind = Literal["supported", "contradicted", "repeated", "answered", "uncorroborated"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph. `mark` is how they stand out; "warning" is what the editor has to see."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that jump to another place of the briefing.

    `target` is the uid of a statement that is quoted, of a chapter or of a picture, or the name of a part; it is
    always there.
    """

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote that cites a statement, at its place in the words."""

    statement_uid: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


Inline = Run | Footnote | Reference


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage of prose."""

    uid: str
    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class KeyJudgement:
    """A claim that the editor puts first. `likelihood` and `confidence` are words, each "" where not said.

    `chapter` leads to where it is argued, in the list at the front; in the chapter itself it is None.
    """

    uid: str
    parts: tuple[Inline, ...]
    likelihood: str
    confidence: str
    chapter: Reference | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A heading inside a chapter that is no chapter; `level` 2 heads a group of its evidence."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of ours in the place of missing content."""

    text: str


@dataclass(frozen=True, slots=True)
class Corroboration:
    """A line under a quotation: what supports it, what contradicts it, or that nothing does."""

    kind: CorroborationKind
    parts: tuple[Run | Reference, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement as evidence: its words, a paragraph for each block they span, and the line that says whose they are.

    `uid` is the placement's, because a statement can stand in several chapters. `form` is a key of
    vocabulary.QUOTATION_FORMS; one that is only cited has no paragraphs. `language` is its source's. `pictures`
    lead to the pictures that its passage covers.
    """

    uid: str
    statement_uid: str
    code: str
    paragraphs: tuple[str, ...]
    footnote: Footnote
    source_line: str
    language: str = ""
    form: str = "full"
    corroboration: tuple[Corroboration, ...] = ()
    pictures: tuple[Reference, ...] = ()


Item = Paragraph | KeyJudgement | Label | Remark | Quotation


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """A chapter of the briefing. `level` is its heading's, from 1; its children follow its own items."""

    uid: str
    number: str
    title: str
    level: int
    items: tuple[Item, ...] = ()
    children: tuple["ChapterPart", ...] = ()

    def walk(self) -> Iterator["ChapterPart"]:
        """Give the chapter and all below it in the order in which they are read."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a table that has a label at its left."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TitlePart:
    """The title page: the handling line, the facts about the briefing and the line at its foot."""

    name: ClassVar = "title"
    facts: tuple[Fact, ...]
    closing_line: str


@dataclass(frozen=True, slots=True)
class ContentsPart:
    """The contents. What they list is every chapter and every part behind them that has a heading."""

    name: ClassVar = "contents"


@dataclass(frozen=True, slots=True)
class JudgementsPart:
    """The key judgements in the outline's order; `scale` says what the words for likelihood mean."""

    name: ClassVar = "key_judgements"
    judgements: tuple[KeyJudgement, ...]
    scale: str


@dataclass(frozen=True, slots=True)
class ChaptersPart:
    """The chapters."""

    name: ClassVar = "chapters"
    chapters: tuple[ChapterPart, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What happened when, as well as it is known. `date` is in words and ends with what kind of date it is, if said.

    `precision` is FuzzyDate's. `is_contested` where a statement that is quoted here contradicts this one.
    """

    date: str
    precision: str
    text: str
    speaker: str
    place: Run | Reference
    is_contested: bool = False


@dataclass(frozen=True, slots=True)
class TimelinePart:
    """The dated statements by the date of the event, or else of saying; `closing_line` counts those that have neither.

    `chart` is the picture, where one is wanted; without `has_table` it stands alone.
    """

    name: ClassVar = "timeline"
    rows: tuple[TimelineRow, ...]
    closing_line: str
    chart: TimelineChart | None = None
    has_table: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements that contradict each other. `place` leads to where it is quoted."""

    text: str
    source_line: str
    place: Run | Reference
    language: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements that contradict each other, in the chapter of the first, and what the editor makes of it."""

    chapter: str
    sides: tuple[Side, Side]
    assessment: str


@dataclass(frozen=True, slots=True)
class DisagreementsPart:
    """Where the sources disagree, by chapter."""

    name: ClassVar = "disagreements"
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How many statements of one source stand in a chapter; 0 is silence."""

    count: int
    is_contested: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A chapter against the sources of its band. `origins` and `statements` are of the whole chapter."""

    chapter: Reference
    number: str
    level: int
    cells: tuple[MatrixCell, ...]
    origins: int
    statements: int


@dataclass(frozen=True, slots=True)
class MatrixBand:
    """As many sources as fit beside each other, with every chapter. `heads` are their names and grades."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """Chapters against sources, on landscape pages."""

    name: ClassVar = "matrix"
    bands: tuple[MatrixBand, ...]
    legend: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a statement covers. `uid` is its SHA-256; `places` are the chapters that quote it."""

    uid: str
    data: bytes
    media_type: str
    number: int
    caption: str
    credit: str
    source_line: str
    places: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class PicturesPart:
    """The pictures, each once."""

    name: ClassVar = "pictures"
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A line of the list of sources. `published` and `language` are in words; empty fields are not known.

    `outlet` is the file's name where neither outlet nor title is known. `descriptor` says what the source is.
    """

    uid: str
    outlet: str
    title: str
    author: str
    published: str
    language: str
    reliability: str
    reliability_words: str
    url: str
    statement_count: int
    descriptor: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class SourcesPart:
    """The sources that are quoted or cited."""

    name: ClassVar = "sources"
    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class BibliographyPart:
    """The same sources as the citation style lists them."""

    name: ClassVar = "bibliography"
    entries: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class MethodPart:
    """How the briefing was made: facts, and paragraphs on what its words and grades mean."""

    name: ClassVar = "method"
    facts: tuple[Fact, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodebookRow:
    """A tag with its definition, and on how many statements of the briefing it stands."""

    name: str
    depth: int
    definition: str
    count: int


@dataclass(frozen=True, slots=True)
class CodebookPart:
    """The tags that the reviewers used."""

    name: ClassVar = "codebook"
    rows: tuple[CodebookRow, ...]


Part = (
    TitlePart
    | ContentsPart
    | JudgementsPart
    | ChaptersPart
    | TimelinePart
    | DisagreementsPart
    | MatrixPart
    | PicturesPart
    | SourcesPart
    | BibliographyPart
    | MethodPart
    | CodebookPart
)
_Part = TypeVar("_Part", bound=Part)


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole document, part by part in its order; a part with nothing to say is not there.

    `date` is None where the project gives none; `date_text` is the same in words. `findings` are carried into the
    document as comments.
    """

    project_uid: str
    title: str
    subtitle: str
    handling: str
    authors: tuple[str, ...]
    date: datetime.date | None
    date_text: str
    parts: tuple[Part, ...]
    words: Words
    findings: tuple[Finding, ...] = ()

    @property
    def chapters(self) -> tuple[ChapterPart, ...]:
        """The chapters at the top."""
        part = self.part(ChaptersPart)
        return part.chapters if part else ()

    def part(self, kind: type[_Part]) -> _Part | None:
        """Give the part of a kind, or None where it is not there."""
        return next((part for part in self.parts if isinstance(part, kind)), None)

    def walk(self) -> Iterator[ChapterPart]:
        """Give every chapter in the order in which they are read."""
        for chapter in self.chapters:
            yield from chapter.walk()

    def quotations(self) -> Iterator[Quotation]:
        """Give every quotation in the order of the document."""
        for chapter in self.walk():
            yield from (item for item in chapter.items if isinstance(item, Quotation))
