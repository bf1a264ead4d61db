"""What a briefing is made of: read in bulk first, so that each part only looks things up."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from annotator.core import prose
from annotator.core.briefing.citations import HouseStyle, locator_words
from annotator.core.briefing.settings import BriefingSettings
from annotator.core.briefing.tree import Reference, Run
from annotator.core.dates import format_date
from annotator.core.errors import NotFoundError
from annotator.core.origins import origin_keys
from annotator.core.reading import Reading
from annotator.core.records import Chapter, Conflict, FuzzyDate, Link, Placement, Prose, Source, Statement, Tag
from annotator.core.vocabulary import OMISSION
from annotator.core.words import Words, words_for

_LONGEST_EXCERPT = 160


class Material:
    """The project's present state as far as one briefing needs it.

    `full` are the chosen chapters in the outline's order, `outline` the same with the bare headings above them.
    `statements` are all that are quoted or cited, in the order of the document; `quoted_uids` those among them that
    stand in a chapter, so that references can lead to them. `sources` are theirs, in the order of the list.
    """

    def __init__(self, reading: Reading, chapters: Sequence[str], settings: BriefingSettings | None) -> None:
        self.reading = reading
        self.project = reading.project()
        self.settings = settings or BriefingSettings.from_json(self.project.briefing)
        self.words: Words = words_for(self.settings.language or self.project.language)
        everything = reading.chapters()
        self.full = _chosen(everything, chapters)
        self.outline = _with_ancestors(everything, self.full)
        self.items: dict[str, tuple[Placement | Prose, ...]] = {
            uid: tuple(reading.chapter_items(uid)) for uid in self.full
        }
        self.all_sources = list(reading.sources())
        self.source_of = {source.uid: source for source in self.all_sources}
        found = self._known(self._wanted_uids())
        self.statements = {statement.uid: statement for statement in found}
        self.quoted_uids = {
            item.statement_uid
            for items in self.items.values()
            for item in items
            if isinstance(item, Placement) and item.statement_uid in self.statements
        }
        used = {statement.source_uid for statement in found}
        self.sources = sorted((source for source in self.all_sources if source.uid in used), key=_source_order)
        self.house = HouseStyle(self.words, self.all_sources)
        self._has_chapters = self.settings.goes_in("chapters")
        self._places: dict[str, str] = {}

    @cached_property
    def actors(self) -> Mapping[str, str]:
        """The names of the actors, by uid."""
        return {actor.uid: actor.name for actor in self.reading.actors()}

    @cached_property
    def chapter_of(self) -> Mapping[str, Chapter]:
        """The chapter in which each quoted statement stands first."""
        found: dict[str, Chapter] = {}
        for uid, items in self.items.items():
            for item in items:
                if isinstance(item, Placement):
                    found.setdefault(item.statement_uid, self.full[uid])
        return found

    @cached_property
    def conflicts(self) -> Mapping[str, list[Conflict]]:
        """What is not settled, by the uid of what it is about."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.reading.conflicts():
            found.setdefault(conflict.entity_uid, []).append(conflict)
        return found

    @cached_property
    def contested_uids(self) -> frozenset[str]:
        """The statements that another one contradicts."""
        ends = [(link.from_uid, link.to_uid) for link in self.links if link.kind == "contradicts"]
        return frozenset(uid for pair in ends for uid in pair)

    @cached_property
    def linked(self) -> Mapping[str, Statement]:
        """Every statement at an end of a link, also those that are not in this briefing."""
        missing = {uid for link in self._touching for uid in (link.from_uid, link.to_uid)} - self.statements.keys()
        return {**self.statements, **{statement.uid: statement for statement in self._known(sorted(missing))}}

    @cached_property
    def links(self) -> Sequence[Link]:
        """The links that touch a statement of this briefing."""
        return [link for link in self._touching if link.from_uid in self.linked and link.to_uid in self.linked]

    @cached_property
    def links_of(self) -> Mapping[str, list[Link]]:
        """The same by each of their statements."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.from_uid, []).append(link)
            found.setdefault(link.to_uid, []).append(link)
        return found

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """The key of each source's origin, by its uid."""
        return origin_keys(self.all_sources)

    @cached_property
    def present_uids(self) -> frozenset[str]:
        """The chapters that have a heading in the document: those that say something, with those above them."""
        if not self._has_chapters:
            return frozenset()
        parents = {chapter.uid: chapter.parent_uid for chapter in self.outline}
        if self.settings.empty_chapters == "mark":
            return frozenset(parents)
        present: set[str] = set()
        for uid, items in self.items.items():
            above = uid if any(map(self._says_something, items)) else None
            while above and above not in present:
                present.add(above)
                above = parents[above]
        return frozenset(present)

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """The codebook by uid, in tree order."""
        return {tag.uid: tag for tag in self.reading.tags()}

    @cached_property
    def _touching(self) -> Sequence[Link]:
        ends = self.statements.keys()
        return [link for link in self.reading.links() if link.from_uid in ends or link.to_uid in ends]

    def actor(self, statement: Statement) -> str:
        """Name who said it, or give ""."""
        return self.actors.get(statement.actor_uid or "", "")

    def chapter_reference(self, chapter: Chapter) -> Reference:
        """Lead to a chapter by its number, or by its title where it has none."""
        words = self.words.chapter.format(number=chapter.number) if chapter.number else chapter.title
        return Reference(chapter.uid, words)

    def date(self, known: FuzzyDate) -> str:
        """Write a date in the briefing's language."""
        return format_date(known, language=self.words.language)

    def is_unsettled(self, passage: Prose) -> bool:
        """Tell whether a passage of prose has two versions, or was deleted beside an edit."""
        return any(conflict.field in ("text", "") for conflict in self.conflicts.get(passage.uid, ()))

    def place(self, statement: Statement) -> str:
        """Say shortly where a statement stands: "38 North, paragraph 2"."""
        if statement.uid not in self._places:
            name = self.house.short_name(self.source_of[statement.source_uid])
            locator = locator_words(self.words, (statement.locator_kind, statement.locator))
            self._places[statement.uid] = ", ".join(filter(None, (name, locator)))
        return self._places[statement.uid]

    def lead_to(self, statement: Statement, words: str = "") -> Run | Reference:
        """Lead to where a statement is quoted; only name its place where it is not."""
        words = words or self.place(statement)
        is_there = self._has_chapters and statement.uid in self.quoted_uids
        return Reference(statement.uid, words) if is_there else Run(words)

    def _known(self, uids: Sequence[str]) -> list[Statement]:
        """Read statements. One whose source somebody else deleted meanwhile counts as deleted with it."""
        return [one for one in self.reading.statements_by_uid(uids) if one.source_uid in self.source_of]

    def _says_something(self, item: Placement | Prose) -> bool:
        if isinstance(item, Placement):
            return item.statement_uid in self.statements
        return bool(item.text.strip()) or self.is_unsettled(item)

    def _wanted_uids(self) -> list[str]:
        wanted: dict[str, None] = {}
        for items in self.items.values():
            for item in items:
                if isinstance(item, Placement):
                    wanted[item.statement_uid] = None
                else:
                    wanted.update(dict.fromkeys(prose.cited_uids(item.text)))
        return list(wanted)


def excerpt(quote: str) -> str:
    """Give a quote in one line, its end left out at a word where it is long."""
    words = " ".join(quote.split())
    if len(words) <= _LONGEST_EXCERPT:
        return words
    cut = words[:_LONGEST_EXCERPT]
    at = cut.rfind(" ", _LONGEST_EXCERPT // 2)
    return f"{(cut[:at] if at > 0 else cut).rstrip()} {OMISSION}"


def _chosen(outline: Sequence[Chapter], wanted: Sequence[str]) -> dict[str, Chapter]:
    """Give the chapters that are named, by number or uid, with all below them; every chapter where none is.

    Raises:
        NotFoundError: there is no such chapter.
    """
    names = {name.strip().rstrip(".") for name in wanted}
    known = {chapter.number for chapter in outline} | {chapter.uid for chapter in outline}
    for name in sorted(names - known):
        raise NotFoundError(f"There is no chapter “{name}” in the outline; choose one of its numbers.")
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


def _source_order(source: Source) -> tuple[str, str, str, str]:
    published = source.published.start.isoformat() if source.published else ""
    return (source.label.casefold(), published, source.title, source.uid)
