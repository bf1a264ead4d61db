"""The check of a briefing before it is exported: what it still lacks, each with the place where it can be mended."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotator.core import prose
from annotator.core.briefing.material import Material
from annotator.core.briefing.settings import BriefingSettings
from annotator.core.conflicts import conflict_findings
from annotator.core.directions import turns_direction
from annotator.core.findings import Finding, FindingKind, finding_words
from annotator.core.origins import origin_keys
from annotator.core.quoting import is_shortened_from
from annotator.core.reading import Reading
from annotator.core.records import Chapter, Placement, Prose, Source, Statement, StatementFilter
from annotator.core.sentences import sentence_spans

__all__ = ["ChapterState", "Finding", "all_chapter_states", "chapter_state", "check", "finding_words"]

_MOST_NAMES = 6
_LONGEST_BEGINNING = 70


@dataclass(frozen=True, slots=True)
class ChapterState:
    """What one chapter lacks in itself.

    `is_thin` means that all that is quoted in it has one origin; `uncited` are the statements that no passage of its
    prose cites, in a chapter that has prose.
    """

    is_empty: bool = False
    is_thin: bool = False
    uncited: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many kinds of things are wanting."""
        return self.is_empty + self.is_thin + bool(self.uncited)


def all_chapter_states(reading: Reading) -> dict[str, ChapterState]:
    """Judge every chapter by itself, as the outline's board shows it."""
    chapters = reading.chapters()
    above_others = {chapter.parent_uid for chapter in chapters}
    standing, origins = reading.chapter_sources(), origin_keys(reading.sources())
    return {
        chapter.uid: chapter_state(
            reading.chapter_items(chapter.uid),
            len({origins[uid] for uid in standing.get(chapter.uid, ()) if uid in origins}),
            chapter.uid in above_others,
        )
        for chapter in chapters
    }


def chapter_state(items: Sequence[Placement | Prose], origins: int, has_below: bool) -> ChapterState:
    """Judge a chapter by what stands in it and by how many origins that has; a heading over others may be empty."""
    placed = [item.statement_uid for item in items if isinstance(item, Placement)]
    passages = [item for item in items if isinstance(item, Prose) and item.text.strip()]
    cited = {uid for passage in passages if "[[" in passage.text for uid in prose.cited_uids(passage.text)}
    return ChapterState(
        is_empty=not placed and not passages and not has_below,
        is_thin=bool(placed) and origins == 1,
        uncited=tuple(uid for uid in placed if uid not in cited) if passages else (),
    )


def check(reading: Reading, chapters: Sequence[str] = (), settings: BriefingSettings | None = None) -> list[Finding]:
    """Find what is wanting: grave things first, then chapter by chapter, then the sources and the rest.

    `chapters` are numbers or uids, none for the whole outline. Texts of all quoted sources are read, so a large
    project takes a while.

    Raises:
        NotFoundError: there is no such chapter.
    """
    found = list(_Check(Material(reading, chapters, settings), is_whole=not chapters).findings())
    return [finding for finding in found if finding.is_grave] + [finding for finding in found if not finding.is_grave]


class _Check:
    def __init__(self, material: Material, is_whole: bool) -> None:
        self._material = material
        self._reading = material.reading
        self._is_whole = is_whole
        self._supporters: dict[str, list[Statement]] = {}
        for link in material.links:
            if link.kind == "supports":
                for uid in (link.from_uid, link.to_uid):
                    self._supporters.setdefault(uid, []).append(material.linked[link.other(uid)])

    def findings(self) -> Iterator[Finding]:
        """Find everything, in the order of the outline."""
        yield from conflict_findings(self._material, is_whole=self._is_whole)
        yield from self._quotes()
        parents = {chapter.parent_uid for chapter in self._material.full.values()}
        for uid, chapter in self._material.full.items():
            items = self._material.items[uid]
            yield from self._chapter(chapter, items, uid in parents)
            for item in items:
                if isinstance(item, Prose):
                    yield from self._passage(chapter, item)
                else:
                    yield from self._shortened(item)
        yield from self._sources()
        if self._is_whole:
            yield from self._unplaced()

    def _quotes(self) -> Iterator[Finding]:
        """Compare every quote with its source, letter by letter; sources come one after another."""
        for statement in sorted(self._material.statements.values(), key=lambda one: one.source_uid):
            anchor = statement.anchor
            chapter = self._material.chapter_of.get(statement.uid)
            chapter_uid = chapter.uid if chapter else ""
            if self._reading.text(anchor.revision_uid)[anchor.start : anchor.end] != anchor.quote:
                yield Finding("changed_quote", "statement", statement.uid, chapter_uid, statement.code, is_grave=True)
            elif anchor.revision_uid != self._material.source_of[statement.source_uid].revision_uid:
                yield Finding("moved_statement", "statement", statement.uid, chapter_uid, statement.code)
            if turns_direction(anchor.quote):
                yield Finding("turned_quote", "statement", statement.uid, chapter_uid, statement.code)

    def _shortened(self, placement: Placement) -> Iterator[Finding]:
        statement = self._material.statements.get(placement.statement_uid)
        if statement is None or placement.form != "shortened":
            return
        if not is_shortened_from(placement.words, statement.anchor.quote):
            yield Finding(
                "changed_quote", "statement", statement.uid, placement.chapter_uid, statement.code, is_grave=True
            )

    def _chapter(self, chapter: Chapter, items: Sequence[Placement | Prose], has_below: bool) -> Iterator[Finding]:
        statements = [
            self._material.statements[item.statement_uid]
            for item in items
            if isinstance(item, Placement) and item.statement_uid in self._material.statements
        ]
        state = chapter_state(items, len(self._origins(statements)), has_below)
        place = chapter.number or chapter.title
        if state.is_empty and self._material.settings.empty_chapters == "mark":
            yield Finding("empty_chapter", "chapter", chapter.uid, chapter.uid, place)
        if state.is_thin:
            yield Finding("thin_chapter", "chapter", chapter.uid, chapter.uid, place, self._names(statements))
        known = [self._material.statements[uid] for uid in state.uncited if uid in self._material.statements]
        if known:
            names = _first_few([statement.code for statement in known])
            yield Finding("not_cited", "chapter", chapter.uid, chapter.uid, place, names, len(known))

    def _passage(self, chapter: Chapter, passage: Prose) -> Iterator[Finding]:
        place = chapter.number or chapter.title
        claims = _claims(passage.text)
        if not claims:
            return

        def finding(kind: FindingKind, names: tuple[str, ...], count: int = 1, is_grave: bool = False) -> Finding:
            return Finding(kind, "prose", passage.uid, chapter.uid, place, names, count, is_grave)

        cited = [uid for _, uids in claims for uid in uids]
        deleted = sum(uid not in self._material.statements for uid in cited)
        if deleted:
            yield finding("deleted_citation", (), deleted, True)
        if not cited:
            yield finding("uncited_prose", (_beginning(claims[0][0]),))
        thin = [known for _, uids in claims if (known := self._resting_on(uids))]
        if thin:
            names = dict.fromkeys(name for statements in thin for name in self._names(statements))
            yield finding("thin_claim", _first_few(list(names)), len(thin))
        if passage.is_key_judgement:
            missing = tuple(self._missing(passage))
            if missing:
                yield finding("incomplete_judgement", missing)

    def _resting_on(self, uids: Iterable[str]) -> list[Statement]:
        """Give what a claim cites where that, with all that supports it, has one origin; else nothing."""
        known = [self._material.statements[uid] for uid in uids if uid in self._material.statements]
        supporters = [other for statement in known for other in self._supporters.get(statement.uid, ())]
        return known if len(self._origins([*known, *supporters])) == 1 else []

    def _missing(self, passage: Prose) -> Iterator[str]:
        settings, words = self._material.settings, self._material.words
        if passage.likelihood not in {one.key for one in settings.likelihoods}:
            yield words.likelihood.lower()
        if passage.confidence not in {one.key for one in settings.confidences}:
            yield words.confidence.lower()

    def _sources(self) -> Iterator[Finding]:
        read = self._reading.read_source_uids()
        for source in self._material.sources:
            if source.published is None:
                yield _about(source, "undated_source")
            if not source.reliability:
                yield _about(source, "ungraded_source")
            if source.uid not in read:
                yield _about(source, "unread_source")
        used = {source.uid for source in self._material.sources}
        others = [source for source in self._material.all_sources if source.uid not in used and source.uid not in read]
        if others and self._is_whole:
            yield Finding("unread_source", "source", others[0].uid, place=others[0].label, count=len(others))

    def _unplaced(self) -> Iterator[Finding]:
        passages = [item for items in self._material.items.values() for item in items if isinstance(item, Prose)]
        cited = {uid for passage in passages for uid in prose.cited_uids(passage.text)}
        uids = [uid for uid in self._reading.statement_uids(StatementFilter(placed=False)) if uid not in cited]
        if uids:
            yield Finding("unplaced", "statement", uids[0], count=len(uids))

    def _origins(self, statements: Iterable[Statement]) -> set[str]:
        return {self._material.origins[statement.source_uid] for statement in statements}

    def _names(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """Name the origin of statements, where it has a name, else their sources."""
        sources = (self._material.source_of[statement.source_uid] for statement in statements)
        return tuple(dict.fromkeys(source.origin or source.label for source in sources))


def _claims(text: str) -> list[tuple[str, list[str]]]:
    """Split a passage into its claims: sentences, each with the statements that it cites.

    A citation behind a full stop belongs to the sentence that the stop ends.
    """
    plain, citations = "", []
    for piece in prose.parse(text.strip()):
        if isinstance(piece, str):
            plain += piece
        else:
            citations.append((len(plain), piece.statement_uid))
    spans = sentence_spans(plain, 0, len(plain)) or ([(0, 0)] if citations else [])
    claims: list[tuple[str, list[str]]] = [(plain[start:end], []) for start, end in spans]
    for at, uid in citations:
        index = max((number for number, (start, _) in enumerate(spans) if start < at), default=0)
        claims[index][1].append(uid)
    return claims


def _beginning(sentence: str) -> str:
    words = " ".join(sentence.split())
    return words if len(words) <= _LONGEST_BEGINNING else words[: _LONGEST_BEGINNING - 1].rstrip() + "…"


def _first_few(names: Sequence[str]) -> tuple[str, ...]:
    return (*names[:_MOST_NAMES], "…") if len(names) > _MOST_NAMES else tuple(names)


def _about(source: Source, kind: FindingKind) -> Finding:
    return Finding(kind, "source", source.uid, place=source.label)
