"""The briefing as a tree, and how it is made of a project.

The tree holds every word of the document in its order; writers only set it. Nothing in it depends on the day, the
place or the machine, so the same project gives the same briefing.
"""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from annotator.core import prose
from annotator.core.briefing_words import Words, words_for
from annotator.core.citations import Citations, quoted
from annotator.core.dates import format_date
from annotator.core.errors import NotFoundError
from annotator.core.reading import Reading
from annotator.core.records import (
    IMAGE_CHARACTER,
    Chapter,
    FuzzyDate,
    Placement,
    Prose,
    Source,
    Statement,
)

EmptyChapters = Literal["mark", "leave out"]


@dataclass(frozen=True, slots=True)
class BriefingOptions:
    """What the editor chose for one export.

    `chapters` are numbers or uids; each comes with all below it, and with the bare headings above it. None means the
    whole outline. `language` is the project's where it is empty. `date` is the day on the title page; without it the
    day on which the newest statement was made, so that the same project gives the same briefing.
    """

    chapters: Sequence[str] = ()
    empty_chapters: EmptyChapters = "mark"
    language: str = ""
    date: datetime.date | None = None
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph. `mark` is "warning" for what the editor has to see, or ""."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote that cites a statement, at its place in the words."""

    statement_uid: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage of prose."""

    uid: str
    parts: tuple[Run | Footnote, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A heading inside a chapter that is no chapter."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of ours in the place of missing content."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A statement as evidence: its quote, a paragraph for each block it spans, and the line that says whose it is.

    `uid` is the placement's, because a statement can stand in several chapters. `language` is its source's.
    """

    uid: str
    statement_uid: str
    code: str
    paragraphs: tuple[str, ...]
    footnote: Footnote
    source_line: str
    language: str = ""


Item = Paragraph | Label | Remark | Quotation


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
    """A line of the table on the title page."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A line of the list of sources. `published` and `language` are in words; empty fields are not known.

    `outlet` is the file's name where neither outlet nor title is known.
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


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole document. `date` is None where the project gives none; `date_text` is the same in words."""

    project_uid: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    date: datetime.date | None
    date_text: str
    facts: tuple[Fact, ...]
    chapters: tuple[ChapterPart, ...]
    sources: tuple[SourceEntry, ...]
    closing_line: str
    words: Words

    def walk(self) -> Iterator[ChapterPart]:
        """Give every chapter in the order in which they are read."""
        for chapter in self.chapters:
            yield from chapter.walk()

    def quotations(self) -> Iterator[Quotation]:
        """Give every quotation in the order of the document."""
        for chapter in self.walk():
            yield from (item for item in chapter.items if isinstance(item, Quotation))


def build_briefing(reading: Reading, options: BriefingOptions | None = None) -> Briefing:
    """Make the briefing of a project's present state.

    Raises:
        NotFoundError: a chapter that the options name is not in the outline.
    """
    return _Builder(reading, options or BriefingOptions()).briefing()


class _Builder:
    """The making of one briefing: reads in bulk first, then goes through the outline once."""

    def __init__(self, reading: Reading, options: BriefingOptions) -> None:
        self._reading = reading
        self._options = options
        self._project = reading.project()
        self._words = words_for(options.language or self._project.language)
        outline = reading.chapters()
        self._full = _chosen(outline, options.chapters)
        self._outline = _with_ancestors(outline, self._full)
        self._items = {uid: tuple(reading.chapter_items(uid)) for uid in self._full}
        found = reading.statements_by_uid(self._wanted_uids())
        self._statements = {statement.uid: statement for statement in found}
        self._used = Counter(statement.source_uid for statement in self._statements.values())
        self._sources = [source for source in reading.sources() if source.uid in self._used]
        self._languages = {source.uid: source.language for source in self._sources}
        self._actors = {actor.uid: actor.name for actor in reading.actors()}
        self._citations = Citations(self._words, self._sources)

    def briefing(self) -> Briefing:
        """Put the parts together."""
        day = self._options.date or self._newest_day()
        # Somebody who works on two computers may be two reviewers of one name; a reader knows only the name.
        authors = tuple(dict.fromkeys(reviewer.name for reviewer in self._reading.reviewers()))
        return Briefing(
            project_uid=self._project.uid,
            title=self._project.title,
            subtitle=self._project.subtitle,
            authors=authors,
            date=day,
            date_text=self._in_words(FuzzyDate(day, day, "day")) if day else "",
            facts=tuple(self._facts(authors)),
            chapters=self._chapters(),
            sources=tuple(self._source_entries()),
            closing_line=self._words.closing_line if self._statements else "",
            words=self._words,
        )

    def _wanted_uids(self) -> list[str]:
        """List every statement that is quoted or cited, once, in the order of the document."""
        wanted: dict[str, None] = {}
        for items in self._items.values():
            for item in items:
                if isinstance(item, Placement):
                    wanted[item.statement_uid] = None
                else:
                    wanted.update(dict.fromkeys(prose.cited_uids(item.text)))
        return list(wanted)

    def _newest_day(self) -> datetime.date | None:
        newest = max((statement.created for statement in self._statements.values()), default=0)
        return datetime.datetime.fromtimestamp(newest / 1000, datetime.UTC).date() if newest else None

    def _in_words(self, known: FuzzyDate) -> str:
        return format_date(known, language=self._words.language)

    def _facts(self, authors: Sequence[str]) -> Iterator[Fact]:
        words = self._words
        if self._options.editor:
            yield Fact(words.editor, self._options.editor)
        if authors:
            yield Fact(words.reviewers, ", ".join(authors))
        if self._statements:
            yield Fact(words.evidence, ", ".join(filter(None, (self._evidence_base(), self._published()))))
        graded = any(source.reliability for source in self._sources)
        if graded or any(statement.credibility for statement in self._statements.values()):
            yield Fact(words.grades, words.all_grades)

    def _evidence_base(self) -> str:
        words = self._words
        return words.evidence_base.format(
            statements=_counted(words.statement_count, len(self._statements)),
            sources=_counted(words.source_count, len(self._sources)),
        )

    def _published(self) -> str:
        """Say from when to when the sources were published, as far as that is known."""
        known = [source.published for source in self._sources if source.published]
        if not known:
            return ""
        first = self._in_words(min(known, key=lambda day: (day.start, day.end)))
        last = self._in_words(max(known, key=lambda day: (day.end, day.start)))
        if first == last:
            return self._words.published_on.format(date=first)
        return self._words.published_between.format(first=first, last=last)

    def _chapters(self) -> tuple[ChapterPart, ...]:
        below: dict[str | None, list[Chapter]] = {}
        for chapter in self._outline:
            below.setdefault(chapter.parent_uid, []).append(chapter)
        return self._parts(below, None, 1)

    def _parts(
        self, below: Mapping[str | None, Sequence[Chapter]], parent_uid: str | None, level: int
    ) -> tuple[ChapterPart, ...]:
        """Make the chapters under one parent. The footnotes' order follows: own items first, then children."""
        parts = []
        for chapter in below.get(parent_uid, ()):
            items = self._chapter_items(self._items.get(chapter.uid, ()))
            part = ChapterPart(
                chapter.uid, chapter.number, chapter.title, level, items, self._parts(below, chapter.uid, level + 1)
            )
            if items or part.children:
                parts.append(part)
            elif self._options.empty_chapters == "mark":
                parts.append(replace(part, items=(Remark(self._words.empty_chapter),)))
        return tuple(parts)

    def _chapter_items(self, items: Sequence[Placement | Prose]) -> tuple[Item, ...]:
        """Set a chapter's items as arranged, with one label before the first of its evidence."""
        made: list[Item] = []
        has_label = False
        for item in items:
            if isinstance(item, Prose):
                made.extend(self._paragraph(item))
                continue
            statement = self._statements.get(item.statement_uid)
            if statement is None:
                continue
            if not has_label:
                made.append(Label(self._words.evidence))
                has_label = True
            made.append(self._quotation(item, statement))
        return tuple(made)

    def _paragraph(self, passage: Prose) -> Iterator[Paragraph]:
        """Set a passage of prose, if it says anything. A footnote follows its word without a space."""
        parts: list[Run | Footnote] = []
        pieces = prose.parse(passage.text.strip())
        for piece, following in pairwise([*pieces, ""]):
            if isinstance(piece, str):
                words = piece if isinstance(following, str) else piece.rstrip()
                if words:
                    parts.append(Run(words))
            elif statement := self._statements.get(piece.statement_uid):
                parts.append(self._footnote(statement))
            else:
                parts.append(
                    Run(f" {self._words.deleted_statement}" if parts else self._words.deleted_statement, "warning")
                )
        if parts:
            yield Paragraph(passage.uid, tuple(parts))

    def _footnote(self, statement: Statement) -> Footnote:
        return Footnote(statement.uid, self._citations.footnote(statement))

    def _quotation(self, placement: Placement, statement: Statement) -> Quotation:
        text = quoted(statement.anchor.quote.strip()).replace(IMAGE_CHARACTER, self._words.image)
        return Quotation(
            uid=placement.uid,
            statement_uid=statement.uid,
            code=statement.code,
            paragraphs=tuple(line for line in text.split("\n") if line),
            footnote=self._footnote(statement),
            source_line=self._citations.source_line(statement, self._actors.get(statement.actor_uid or "", "")),
            language=self._languages[statement.source_uid],
        )

    def _source_entries(self) -> Iterator[SourceEntry]:
        words = self._words
        for source in sorted(self._sources, key=_source_order):
            yield SourceEntry(
                uid=source.uid,
                outlet=source.outlet or ("" if source.title else source.label),
                title=source.title,
                author=source.author,
                published=self._citations.date(source.uid),
                language=words.languages.get(source.language.split("-")[0].lower(), source.language),
                reliability=source.reliability,
                reliability_words=words.reliability.get(source.reliability, ""),
                url=source.url,
                statement_count=self._used[source.uid],
            )


def _chosen(outline: Sequence[Chapter], wanted: Sequence[str]) -> dict[str, Chapter]:
    """Give the chapters that the options name with all below them; every chapter where they name none."""
    names = {name.strip().rstrip(".") for name in wanted}
    known = {chapter.number for chapter in outline} | {chapter.uid for chapter in outline}
    for name in sorted(names - known):
        raise NotFoundError(f"There is no chapter {name} in the outline; choose one of its numbers.")
    chosen: dict[str, Chapter] = {}
    for chapter in outline:
        if not names or {chapter.number, chapter.uid} & names or chapter.parent_uid in chosen:
            chosen[chapter.uid] = chapter
    return chosen


def _with_ancestors(outline: Sequence[Chapter], chosen: Mapping[str, Chapter]) -> list[Chapter]:
    """Give the chosen chapters and those above them, in the outline's order."""
    known = {chapter.uid: chapter for chapter in outline}
    kept = set(chosen)
    for chapter in chosen.values():
        parent_uid = chapter.parent_uid
        while parent_uid and parent_uid not in kept:
            kept.add(parent_uid)
            parent_uid = known[parent_uid].parent_uid
    return [chapter for chapter in outline if chapter.uid in kept]


def _counted(forms: tuple[str, str], count: int) -> str:
    return forms[count != 1].format(count=f"{count:,}")


def _source_order(source: Source) -> tuple[str, str, str, str]:
    published = source.published.start.isoformat() if source.published else ""
    return (source.label.casefold(), published, source.title, source.uid)
