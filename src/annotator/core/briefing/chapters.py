"""The chapters, with their prose and their evidence in the order that was chosen; and the key judgements among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from annotator.core import prose
from annotator.core.briefing.citations import Citations
from annotator.core.briefing.evidence import Evidence
from annotator.core.briefing.material import Material
from annotator.core.briefing.settings import BriefingSettings
from annotator.core.briefing.tree import (
    ChapterPart,
    ChaptersPart,
    Inline,
    Item,
    JudgementsPart,
    KeyJudgement,
    Label,
    Paragraph,
    Reference,
    Remark,
    Run,
)
from annotator.core.records import Chapter, Placement, Prose, Statement
from annotator.core.words import Words

_Placed = tuple[Placement, Statement]


class Chapters:
    """Make the chapters and the list of key judgements of one briefing."""

    def __init__(self, material: Material, citations: Citations, evidence: Evidence) -> None:
        self._material = material
        self._words = material.words
        self._citations = citations
        self._evidence = evidence
        self._likelihoods = likelihood_words(material.settings, material.words)
        self._confidences = confidence_words(material.settings, material.words)

    def part(self) -> ChaptersPart:
        """Make every chapter that goes in."""
        below: dict[str | None, list[Chapter]] = {}
        for chapter in self._material.outline:
            below.setdefault(chapter.parent_uid, []).append(chapter)
        return ChaptersPart(self._parts(below, None, 1))

    def judgements(self) -> JudgementsPart | None:
        """Put the key judgements first, each with the way to where it is argued."""
        made = [
            self._judgement(passage, parts, self._way_to(uid))
            for uid, items in self._material.items.items()
            for passage in items
            if isinstance(passage, Prose) and passage.is_key_judgement and (parts := self._inline(passage))
        ]
        return JudgementsPart(tuple(made), self._scale(made)) if made else None

    def _parts(
        self, below: Mapping[str | None, Sequence[Chapter]], parent_uid: str | None, level: int
    ) -> tuple[ChapterPart, ...]:
        """Make the chapters under one parent. The footnotes' order follows: own items first, then children."""
        parts = []
        for chapter in below.get(parent_uid, ()):
            items = tuple(self._items(self._material.items.get(chapter.uid, ())))
            part = ChapterPart(
                chapter.uid, chapter.number, chapter.title, level, items, self._parts(below, chapter.uid, level + 1)
            )
            if items or part.children:
                parts.append(part)
            elif self._material.settings.empty_chapters == "mark":
                parts.append(replace(part, items=(Remark(self._words.empty_chapter),)))
        return tuple(parts)

    def _items(self, items: Sequence[Placement | Prose]) -> Iterator[Item]:
        """Set a chapter's items, with one label before the first of its evidence.

        As arranged, prose and evidence stand as the editor put them. In every other order the prose comes first.
        """
        order = self._material.settings.order
        has_label = False
        for item in items:
            if isinstance(item, Prose):
                yield from self._passage(item)
            elif order == "arranged" and item.statement_uid in self._material.statements:
                if not has_label:
                    yield Label(self._words.evidence)
                has_label = True
                yield self._evidence.quotation(item, self._material.statements[item.statement_uid])
        if order != "arranged":
            yield from self._sorted_evidence(items)

    def _sorted_evidence(self, items: Sequence[Placement | Prose]) -> Iterator[Item]:
        statements = self._material.statements
        placed = [
            (item, statements[item.statement_uid])
            for item in items
            if isinstance(item, Placement) and item.statement_uid in statements
        ]
        if not placed:
            return
        yield Label(self._words.evidence)
        if self._material.settings.order == "date":
            for item, statement in sorted(placed, key=_by_date):
                yield self._evidence.quotation(item, statement)
            return
        for (_, title), group in groupby(sorted(placed, key=self._group), key=self._group):
            yield Label(title, 2)
            for item, statement in group:
                yield self._evidence.quotation(item, statement)

    def _group(self, placed: _Placed) -> tuple[int, str]:
        """Give the place and the title of the group in which a statement stands; sorting keeps what was arranged."""
        material, (_, statement) = self._material, placed
        if material.settings.order == "source":
            places = {source.uid: at for at, source in enumerate(material.sources)}
            return places[statement.source_uid], material.house.short_name(material.source_of[statement.source_uid])
        for at, tag in enumerate(material.tags.values()):
            if statement.tag_uids and tag.uid == statement.tag_uids[0]:
                return at, tag.name
        return len(material.tags), self._words.no_tag

    def _passage(self, passage: Prose) -> Iterator[Item]:
        """Set a passage of prose, if it says anything."""
        parts = self._inline(passage)
        if parts and passage.is_key_judgement:
            yield self._judgement(passage, parts)
        elif parts:
            yield Paragraph(passage.uid, parts)

    def _judgement(self, passage: Prose, parts: tuple[Inline, ...], chapter: Reference | None = None) -> KeyJudgement:
        likelihood = self._likelihoods.get(passage.likelihood, "")
        return KeyJudgement(passage.uid, parts, likelihood, self._confidences.get(passage.confidence, ""), chapter)

    def _inline(self, passage: Prose) -> tuple[Inline, ...]:
        """Set the words of a passage with its footnotes, each behind its word without a space.

        What nobody has settled is never printed in silence.
        """
        parts: list[Inline] = []
        pieces = prose.parse(passage.text.strip())
        for piece, following in pairwise([*pieces, ""]):
            if isinstance(piece, str):
                words = piece if isinstance(following, str) else piece.rstrip()
                if words:
                    parts.append(Run(words))
            elif statement := self._material.statements.get(piece.statement_uid):
                parts.append(self._citations.footnote(statement))
            else:
                parts.append(self._warning(self._words.deleted_statement, parts))
        if self._material.is_unsettled(passage):
            parts.append(self._warning(self._words.unsettled_prose, parts))
        return tuple(parts)

    def _way_to(self, chapter_uid: str) -> Reference | None:
        is_there = chapter_uid in self._material.present_uids
        return self._material.chapter_reference(self._material.full[chapter_uid]) if is_there else None

    def _warning(self, words: str, before: Sequence[Inline]) -> Run:
        return Run(f" {words}" if before else words, "warning")

    def _scale(self, judgements: Sequence[KeyJudgement]) -> str:
        if not any(judgement.likelihood for judgement in judgements):
            return ""
        return self._words.scale.format(terms=", ".join(self._likelihoods.values()))


def likelihood_words(settings: BriefingSettings, words: Words) -> dict[str, str]:
    """Give the words for likelihood with their ranges, by key."""
    return {
        one.key: words.likelihood_range.format(
            words=one.words or words.likelihoods.get(one.key, one.key), low=one.low, high=one.high
        )
        for one in settings.likelihoods
    }


def confidence_words(settings: BriefingSettings, words: Words) -> dict[str, str]:
    """Give the words for confidence by key."""
    return {one.key: one.words or words.confidences.get(one.key, one.key) for one in settings.confidences}


def _by_date(placed: _Placed) -> tuple[str, str]:
    """Order by the date of the event, else of saying; what has neither comes last."""
    known = placed[1].event_date or placed[1].said_date
    return (known.start.isoformat(), known.end.isoformat()) if known else ("9999", "")
