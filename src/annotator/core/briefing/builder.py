"""How the briefing is made of a project: every part in the order that was chosen."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from annotator.core.briefing.chapters import Chapters
from annotator.core.briefing.citations import Citations, CitationStyle
from annotator.core.briefing.disagreements import disagreements
from annotator.core.briefing.evidence import Evidence
from annotator.core.briefing.material import Material
from annotator.core.briefing.matrix import matrix
from annotator.core.briefing.method import codebook, method, reviewer_names
from annotator.core.briefing.pictures import Pictures
from annotator.core.briefing.settings import BriefingSettings, PartName
from annotator.core.briefing.source_entries import bibliography, sources
from annotator.core.briefing.timeline import timeline
from annotator.core.briefing.title import title_page
from annotator.core.briefing.tree import Briefing, ContentsPart, Part
from annotator.core.findings import Finding
from annotator.core.reading import Reading
from annotator.core.records import FuzzyDate, Source

StyleFor = Callable[[Sequence[Source]], CitationStyle]


@dataclass(frozen=True, slots=True)
class BriefingOptions:
    """What is chosen for one export.

    `chapters` are numbers or uids; each comes with all below it, and with the bare headings above it; none are the
    whole outline. `settings` are the project's own where there are none here. `findings` go into the document as
    comments.
    """

    chapters: Sequence[str] = ()
    settings: BriefingSettings | None = None
    findings: Sequence[Finding] = ()


def build_briefing(
    reading: Reading, options: BriefingOptions | None = None, style_for: StyleFor | None = None
) -> Briefing:
    """Make the briefing of a project's present state.

    `style_for` gives the citation style for the sources that are cited; without it citations are the house's plain
    ones.

    Raises:
        NotFoundError: a chapter that the options name is not in the outline.
    """
    options = options or BriefingOptions()
    material = Material(reading, options.chapters, options.settings)
    settings = material.settings
    day = settings.date or _newest_day(material)
    authors = tuple(filter(None, (name.strip() for name in settings.authors.split(","))))
    return Briefing(
        project_uid=material.project.uid,
        title=material.project.title,
        subtitle=material.project.subtitle,
        handling=settings.handling,
        authors=authors or reviewer_names(material),
        date=day,
        date_text=material.date(FuzzyDate(day, day, "day")) if day else "",
        parts=tuple(_parts(material, style_for(material.sources) if style_for else material.house)),
        words=material.words,
        findings=tuple(options.findings),
    )


def _parts(material: Material, style: CitationStyle) -> Iterator[Part]:
    """Make the parts that go in, in their order, which is that of the footnotes; what has nothing to say stays out."""
    citations = Citations(style, material.sources, material.settings.uses_ibid)
    pictures = Pictures(material)
    leads = pictures.of_statement if material.settings.goes_in("pictures") else {}
    evidence = Evidence(material, citations, leads)
    chapters = Chapters(material, citations, evidence)
    makers: dict[PartName, Callable[[], Part | None]] = {
        "title": lambda: title_page(material),
        "contents": ContentsPart,
        "key_judgements": chapters.judgements,
        "chapters": chapters.part,
        "timeline": lambda: timeline(material),
        "disagreements": lambda: disagreements(material, evidence),
        "matrix": lambda: matrix(material),
        "pictures": pictures.part,
        "sources": lambda: sources(material),
        "bibliography": lambda: bibliography(material, style),
        "method": lambda: method(material),
        "codebook": lambda: codebook(material),
    }
    for choice in material.settings.parts:
        part = makers[choice.name]() if choice.is_on else None
        if part is not None:
            yield part


def _newest_day(material: Material) -> datetime.date | None:
    newest = max((statement.created for statement in material.statements.values()), default=0)
    return datetime.datetime.fromtimestamp(newest / 1000, datetime.UTC).date() if newest else None
