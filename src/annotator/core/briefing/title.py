"""The title page: the facts about the briefing."""

from collections.abc import Iterator

from annotator.core.briefing.material import Material
from annotator.core.briefing.method import reviewer_names
from annotator.core.briefing.tree import Fact, TitlePart


def title_page(material: Material) -> TitlePart:
    """Make the title page; what it is called stands in the briefing itself."""
    return TitlePart(tuple(_facts(material)), material.words.closing_line if material.statements else "")


def _facts(material: Material) -> Iterator[Fact]:
    words, settings = material.words, material.settings
    if settings.authors:
        yield Fact(words.authors, settings.authors)
    if settings.editor:
        yield Fact(words.editor, settings.editor)
    names = reviewer_names(material)
    if names:
        yield Fact(words.reviewers, ", ".join(names))
    if material.statements:
        yield Fact(words.evidence, ", ".join(filter(None, (_evidence_base(material), _published(material)))))
    graded = any(source.reliability for source in material.sources)
    if graded or any(statement.credibility for statement in material.statements.values()):
        yield Fact(words.grades, words.all_grades)


def _evidence_base(material: Material) -> str:
    words = material.words
    return words.evidence_base.format(
        statements=_counted(words.statement_count, len(material.statements)),
        sources=_counted(words.source_count, len(material.sources)),
    )


def _published(material: Material) -> str:
    """Say from when to when the sources were published, as far as that is known."""
    known = [source.published for source in material.sources if source.published]
    if not known:
        return ""
    first = material.date(min(known, key=lambda day: (day.start, day.end)))
    last = material.date(max(known, key=lambda day: (day.end, day.start)))
    if first == last:
        return material.words.published_on.format(date=first)
    return material.words.published_between.format(first=first, last=last)


def _counted(forms: tuple[str, str], count: int) -> str:
    return forms[count != 1].format(count=f"{count:,}")
