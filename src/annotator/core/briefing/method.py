"""How a briefing was made: who worked on it and when, on what it rests, and what its words and grades mean."""

import datetime
from collections.abc import Iterator, Mapping

from annotator.core.briefing.material import Material
from annotator.core.briefing.tree import CodebookPart, CodebookRow, Fact, MethodPart
from annotator.core.records import FuzzyDate, StatementFilter


def method(material: Material) -> MethodPart | None:
    """Set out the method; None where there is no work to speak of."""
    if not material.statements:
        return None
    return MethodPart(tuple(_facts(material)), tuple(_paragraphs(material)))


def codebook(material: Material) -> CodebookPart | None:
    """List the tags of the statements with those above them; None where no statement has a tag."""
    counts: dict[str, int] = {}
    for statement in material.statements.values():
        for uid in statement.tag_uids:
            counts[uid] = counts.get(uid, 0) + 1
    wanted: set[str] = set()
    for uid in counts:
        above: str | None = uid
        while above and above in material.tags and above not in wanted:
            wanted.add(above)
            above = material.tags[above].parent_uid
    rows = [
        CodebookRow(tag.name, tag.depth, tag.definition, counts.get(tag.uid, 0))
        for tag in material.tags.values()
        if tag.uid in wanted
    ]
    return CodebookPart(tuple(rows)) if rows else None


def reviewer_names(material: Material) -> tuple[str, ...]:
    """Name the reviewers; somebody who works on two computers may be two of one name, and a reader knows the name."""
    return tuple(dict.fromkeys(reviewer.name for reviewer in material.reading.reviewers()))


def _facts(material: Material) -> Iterator[Fact]:
    words = material.words
    names = reviewer_names(material)
    if names:
        yield Fact(words.reviewers, ", ".join(names))
    yield Fact(words.period, _period(material))
    read, count = len(material.reading.read_source_uids()), len(material.all_sources)
    yield Fact(words.read_sources, words.read_of.format(read=f"{read:,}", count=f"{count:,}"))
    made = len(material.reading.statement_uids(StatementFilter()))
    used = len(material.statements)
    yield Fact(words.statements_made, words.statements_used.format(used=f"{used:,}", count=f"{made:,}"))
    agreement = _agreement(material)
    if agreement:
        yield Fact(words.agreement, agreement)


def _period(material: Material) -> str:
    """Say from when to when the statements of the briefing were made, in days of UTC."""
    days = [
        datetime.datetime.fromtimestamp(created / 1000, datetime.UTC).date()
        for created in (
            min(statement.created for statement in material.statements.values()),
            max(statement.created for statement in material.statements.values()),
        )
    ]
    first, last = (material.date(FuzzyDate(day, day, "day")) for day in days)
    return first if first == last else material.words.period_range.format(first=first, last=last)


def _agreement(material: Material) -> str:
    """Say on how many of the statements that several reviewers tagged all of them chose the same tags."""
    shared = [judged for uid, judged in material.reading.shared_judgements().items() if uid in material.statements]
    if not shared:
        return ""
    same = sum(len(set(judged.values())) == 1 for judged in shared)
    percent = round(100 * same / len(shared))
    return material.words.agreement_of.format(same=f"{same:,}", count=f"{len(shared):,}", percent=percent)


def _paragraphs(material: Material) -> Iterator[str]:
    words = material.words
    yield words.method_quotations
    if any(link.kind == "supports" for link in material.links):
        yield words.method_corroboration
    if any(source.reliability for source in material.sources):
        yield words.method_reliability.format(grades=_grades(words.reliability))
    if any(statement.credibility for statement in material.statements.values()):
        yield words.method_credibility.format(grades=_grades(words.credibility))


def _grades(meanings: Mapping[str, str] | Mapping[int, str]) -> str:
    return ", ".join(f"{grade} {words}" for grade, words in meanings.items())
