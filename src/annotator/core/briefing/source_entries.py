"""The sources of a briefing: what each of them is, in a list and in a bibliography."""

from collections import Counter
from collections.abc import Iterator

from annotator.core.briefing.citations import CitationStyle
from annotator.core.briefing.material import Material
from annotator.core.briefing.tree import BibliographyPart, SourceEntry, SourcesPart
from annotator.core.dates import format_date
from annotator.core.records import Source
from annotator.core.words import Words


def sources(material: Material) -> SourcesPart | None:
    """List the sources that are quoted or cited; None where there are none."""
    used = Counter(statement.source_uid for statement in material.statements.values())
    made = tuple(_entry(material, source, used[source.uid]) for source in material.sources)
    return SourcesPart(made) if made else None


def bibliography(material: Material, style: CitationStyle) -> BibliographyPart | None:
    """List the same sources as the citation style does; None where there are none."""
    ordered = sorted(material.sources, key=style.sort_key)
    return BibliographyPart(tuple(style.entry(source) for source in ordered)) if ordered else None


def drafted_descriptor(source: Source, words: Words) -> str:
    """Draft what a source is from what is known of it, for the editor to better.

    ICD 206 wants of a source descriptor what bears on its quality and credibility: here what it is, whose, of when,
    in which language, and whose words it carries. The grade stands in a column of its own.
    """
    return " ".join(_sentences(source, words))


def _sentences(source: Source, words: Words) -> Iterator[str]:
    parts = [words.descriptor]
    if source.author:
        parts.append(words.descriptor_by.format(author=source.author))
    if source.published:
        parts.append(words.descriptor_published.format(date=format_date(source.published, language=words.language)))
    else:
        parts.append(words.descriptor_undated)
    language = words.languages.get(source.language.split("-")[0].lower(), "")
    if language:
        parts.append(words.descriptor_language.format(language=language))
    yield ", ".join(parts) + "."
    note = source.metadata.get("translation_note")
    if note and note.value:
        yield str(note.value).rstrip(".") + "."
    if source.origin:
        yield words.descriptor_carries.format(origin=source.origin)


def _entry(material: Material, source: Source, count: int) -> SourceEntry:
    words = material.words
    return SourceEntry(
        uid=source.uid,
        outlet=source.outlet or ("" if source.title else source.label),
        title=source.title,
        author=source.author,
        published=material.house.date(source.uid),
        language=words.languages.get(source.language.split("-")[0].lower(), source.language),
        reliability=source.reliability,
        reliability_words=words.reliability.get(source.reliability, ""),
        url=source.url,
        statement_count=count,
        descriptor=source.descriptor or drafted_descriptor(source, words),
        origin=source.origin,
    )
