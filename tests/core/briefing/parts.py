"""Short ways to make a briefing with other choices, and to find things in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from annotator.core.briefing import (
    Briefing,
    BriefingOptions,
    BriefingSettings,
    ChapterPart,
    Footnote,
    KeyJudgement,
    Paragraph,
    Quotation,
    Reference,
    build_briefing,
)
from annotator.core.briefing.settings import PartChoice, PartName, arranged
from annotator.core.briefing.tree import (
    ChaptersPart,
    DisagreementsPart,
    JudgementsPart,
    MatrixPart,
    PicturesPart,
    TimelinePart,
)
from annotator.core.words import Words
from tests.briefings import Records

_Part = TypeVar("_Part")
# What nobody reads: identities, and keys for the writers.
_UNREAD = {"uid", "project_uid", "statement_uid", "target", "mark", "kind", "form", "precision", "media_type"}


def brief(project: Records, *, chapters: tuple[str, ...] = (), **choices: Any) -> Briefing:
    """Make a briefing with some of the project's settings chosen otherwise."""
    settings = replace(BriefingSettings.from_json(project.briefing), **choices)
    return build_briefing(project, BriefingOptions(chapters=chapters, settings=settings))


def in_order(*names: PartName, without: tuple[PartName, ...] = ()) -> tuple[PartChoice, ...]:
    """Choose parts first in this order, the others behind them as they stand by themselves."""
    first = [PartChoice(name, True) for name in names]
    standing = [part for part in arranged(()) if part.name not in names]
    return tuple([*first, *(PartChoice(part.name, part.is_on and part.name not in without) for part in standing)])


def only(*names: PartName) -> tuple[PartChoice, ...]:
    """Choose these parts alone."""
    return tuple(PartChoice(part.name, part.name in names) for part in arranged(()))


def part(briefing: Briefing, kind: type[_Part]) -> _Part:
    """Find a part that has to be there."""
    return next(one for one in briefing.parts if isinstance(one, kind))


def words_in(made: Any) -> Iterator[str]:
    """Give every piece of text that a reader of a briefing, or of something in it, meets."""
    if isinstance(made, str):
        yield made
    elif isinstance(made, tuple):
        for one in made:
            yield from words_in(one)
    elif is_dataclass(made) and not isinstance(made, Words):
        for each in fields(made):
            if each.name not in _UNREAD:
                yield from words_in(getattr(made, each.name))


def names(briefing: Briefing) -> list[str]:
    """Name the parts in their order."""
    return [part.name for part in briefing.parts]


def chapter(briefing: Briefing, number: str) -> ChapterPart:
    """Find a chapter by its number."""
    return next(one for one in briefing.walk() if one.number == number)


def quotation(briefing: Briefing, statement_uid: str) -> Quotation:
    """Find where a statement is quoted first."""
    return next(one for one in briefing.quotations() if one.statement_uid == statement_uid)


def footnotes(briefing: Briefing) -> list[str]:
    """Give the words of every footnote in the order of the document."""
    notes: list[str] = []
    for part in briefing.parts:
        if isinstance(part, JudgementsPart):
            notes += [one.text for judgement in part.judgements for one in judgement.parts if isinstance(one, Footnote)]
        elif isinstance(part, ChaptersPart):
            notes += [note.text for one in briefing.walk() for note in _of_chapter(one)]
    return notes


def jumps(briefing: Briefing) -> list[str]:
    """Give what every reference of the document leads to."""
    return [reference.target for reference in _references(briefing)]


def targets(briefing: Briefing) -> set[str]:
    """Give everything that a reference can lead to."""
    pictures = briefing.part(PicturesPart)
    return {
        *names(briefing),
        *(one.uid for one in briefing.walk()),
        *(one.statement_uid for one in briefing.quotations()),
        *(picture.uid for picture in (pictures.pictures if pictures else ())),
    }


def _of_chapter(part: ChapterPart) -> Iterator[Footnote]:
    for item in part.items:
        if isinstance(item, Paragraph | KeyJudgement):
            yield from (one for one in item.parts if isinstance(one, Footnote))
        elif isinstance(item, Quotation):
            yield item.footnote


def _references(briefing: Briefing) -> Iterator[Reference]:
    if judgements := briefing.part(JudgementsPart):
        yield from (one.chapter for one in judgements.judgements if one.chapter)
    for one in briefing.quotations():
        yield from one.pictures
        for line in one.corroboration:
            yield from (part for part in line.parts if isinstance(part, Reference))
    if timeline := briefing.part(TimelinePart):
        yield from (row.place for row in timeline.rows if isinstance(row.place, Reference))
    if disagreements := briefing.part(DisagreementsPart):
        for disagreement in disagreements.disagreements:
            yield from (side.place for side in disagreement.sides if isinstance(side.place, Reference))
    if matrix := briefing.part(MatrixPart):
        yield from (row.chapter for band in matrix.bands for row in band.rows)
    if pictures := briefing.part(PicturesPart):
        for picture in pictures.pictures:
            yield from picture.places
