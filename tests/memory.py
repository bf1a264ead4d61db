"""A project in memory: records without a store, for briefings and what else only reads a project."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from annotator.core.errors import NotFoundError
from annotator.core.identity import derived_uid, link_uid, placement_uid
from annotator.core.records import (
    IMAGE_CHARACTER,
    Actor,
    Anchor,
    Block,
    Chapter,
    Conflict,
    FuzzyDate,
    Inferred,
    Link,
    Placement,
    Project,
    Prose,
    Reviewer,
    Source,
    Statement,
    StatementFilter,
    Tag,
)
from annotator.core.vocabulary import SYMMETRIC_LINKS, BlockKind

# 24 November 2025, 12:00 UTC.
NOON = 1_763_985_600_000


def uid(name: str) -> str:
    return derived_uid("test", name)


def day(year: int, month: int, number: int) -> FuzzyDate:
    return FuzzyDate(date(year, month, number), date(year, month, number), "day")


def month(year: int, number: int) -> FuzzyDate:
    return FuzzyDate(date(year, number, 1), date(year, number, 28), "month")


def whole_year(year: int) -> FuzzyDate:
    return FuzzyDate(date(year, 1, 1), date(year, 12, 31), "year")


def about(first: date, last: date, words: str = "") -> FuzzyDate:
    return FuzzyDate(first, last, "about", words)


def source(name: str, title: str, outlet: str = "", published: FuzzyDate | None = None, **values: str) -> Source:
    note = values.get("translation_note")
    return Source(
        uid=uid(name),
        file_name=f"{name}.md",
        title=title,
        subtitle="",
        outlet=outlet,
        author=values.get("author", ""),
        published=published,
        language=values.get("language", "en"),
        url=values.get("url", ""),
        reliability=values.get("reliability", ""),
        origin=values.get("origin", ""),
        revision_uid=uid(f"{name} text"),
        original_sha256="",
        words=0,
        metadata={"translation_note": Inferred(note, "reviewer")} if note else {},
        descriptor=values.get("descriptor", ""),
    )


@dataclass
class Records:
    """A project in memory that answers what a briefing asks of one.

    A source's text is what its statements quote, each in blocks of its own, and its pictures with their captions.
    """

    title: str = "The bridge at Orrin"
    subtitle: str = "Why the two towns say different things about the same closure"
    language: str = "en"
    reviewer_names: Sequence[str] = ("Ines Falk", "Tomas Wren")
    all_chapters: list[Chapter] = field(default_factory=list)
    all_sources: list[Source] = field(default_factory=list)
    all_statements: dict[str, Statement] = field(default_factory=dict)
    all_actors: list[Actor] = field(default_factory=list)
    items: dict[str, list[Placement | Prose]] = field(default_factory=dict)
    briefing: dict[str, Any] = field(default_factory=dict)
    all_links: list[Link] = field(default_factory=list)
    all_conflicts: list[Conflict] = field(default_factory=list)
    all_tags: list[Tag] = field(default_factory=list)
    read_uids: set[str] = field(default_factory=set)
    shared: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    all_blocks: dict[str, list[Block]] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)

    def project(self) -> Project:
        return Project(uid("project"), self.title, self.subtitle, self.language, self.briefing)

    def reviewers(self) -> list[Reviewer]:
        return [Reviewer(uid(name), name, name[:1], "Blue") for name in self.reviewer_names]

    def chapter_sources(self) -> dict[str, set[str]]:
        return {
            uid: {
                self.all_statements[item.statement_uid].source_uid
                for item in items
                if isinstance(item, Placement) and item.statement_uid in self.all_statements
            }
            for uid, items in self.items.items()
        }

    def chapters(self) -> list[Chapter]:
        return self.all_chapters

    def chapter_items(self, chapter_uid: str) -> list[Placement | Prose]:
        if chapter_uid not in {chapter.uid for chapter in self.all_chapters}:
            raise NotFoundError(chapter_uid)
        return self.items.get(chapter_uid, [])

    def conflicts(self) -> list[Conflict]:
        return self.all_conflicts

    def links(self) -> list[Link]:
        there = self.all_statements.keys()
        found = [link for link in self.all_links if link.from_uid in there and link.to_uid in there]
        return sorted(found, key=lambda link: link.uid)

    def links_of(self, statement_uid: str) -> list[Link]:
        found = [link for link in self.links() if statement_uid in (link.from_uid, link.to_uid)]
        return sorted(found, key=lambda link: (link.kind, link.uid))

    def read_source_uids(self) -> frozenset[str]:
        return frozenset(self.read_uids)

    def shared_judgements(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        return {uid: judged for uid, judged in self.shared.items() if uid in self.all_statements}

    def source(self, source_uid: str) -> Source:
        return next(one for one in self.all_sources if one.uid == source_uid)

    def sources(self) -> list[Source]:
        return self.all_sources

    def actors(self) -> list[Actor]:
        return self.all_actors

    def statement(self, statement_uid: str) -> Statement:
        if statement_uid not in self.all_statements:
            raise NotFoundError(statement_uid)
        return self.all_statements[statement_uid]

    def statement_uids(self, wanted: StatementFilter) -> list[str]:
        placed = {item.statement_uid for items in self.items.values() for item in items if isinstance(item, Placement)}
        return [
            one.uid
            for one in self.all_statements.values()
            if (not wanted.source_uids or one.source_uid in wanted.source_uids)
            and (not wanted.tag_uid or wanted.tag_uid in one.tag_uids)
            and (not wanted.actor_uid or wanted.actor_uid == one.actor_uid)
            and wanted.placed in (None, one.uid in placed)
        ]

    def statements_by_uid(self, uids: Sequence[str]) -> list[Statement]:
        return [self.all_statements[one] for one in uids if one in self.all_statements]

    def tags(self) -> list[Tag]:
        return self.all_tags

    def text(self, revision_uid: str) -> str:
        return self.texts.get(revision_uid, "")

    def blocks(self, revision_uid: str) -> tuple[Block, ...]:
        return tuple(self.all_blocks.get(revision_uid, ()))

    def blob(self, sha256: str) -> bytes:
        return self.blobs[sha256]

    def add_chapter(self, number: str, title: str) -> str:
        above = number.rpartition(".")[0]
        parent = next((chapter.uid for chapter in self.all_chapters if chapter.number == above), None)
        depth = number.count(".")
        self.all_chapters.append(Chapter(uid(f"chapter {number}"), title, parent, "", number, depth))
        return uid(f"chapter {number}")

    def add_picture(self, source_name: str, data: bytes, caption: str, credit: str = "", **attributes: Any) -> str:
        """Add a picture with its caption to a source; give the words that a statement on both of them quotes."""
        sha256 = hashlib.sha256(data).hexdigest()
        self.blobs[sha256] = data
        told = {"sha256": sha256, "media_type": "image/png", "caption": caption, "credit": credit, **attributes}
        self._write_block(source_name, IMAGE_CHARACTER, BlockKind.IMAGE, told)
        self._write_block(source_name, caption, BlockKind.CAPTION, {"credit": credit})
        return f"{IMAGE_CHARACTER}\n{caption}"

    def add_statement(
        self, quote: str, source_name: str, locator: int = 1, *, actor: str = "", kind: str = "paragraph", **values: Any
    ) -> str:
        """Highlight words. `kind` is the locator's; `said_as` is the statement's own kind; `tags` are names."""
        number = len(self.all_statements) + 1
        if actor and uid(actor) not in {one.uid for one in self.all_actors}:
            self.all_actors.append(Actor(uid(actor), actor))
        made = Statement(
            uid=uid(f"statement {number}"),
            number=number,
            source_uid=uid(source_name),
            anchor=self._anchor(quote, source_name),
            locator=locator,
            locator_kind=kind,
            tag_uids=tuple(uid(f"tag {name}") for name in values.get("tags", ())),
            actor_uid=uid(actor) if actor else None,
            kind=values.get("said_as", ""),
            event_date=values.get("event_date"),
            said_date=values.get("said_date"),
            credibility=values.get("credibility"),
            created=values.get("created", NOON),
        )
        self.all_statements[made.uid] = made
        return made.uid

    def add_tag(self, name: str, definition: str = "", parent: str = "") -> str:
        """Add a tag at the end of the codebook; a parent comes before its children."""
        above = next((tag for tag in self.all_tags if parent and tag.name == parent), None)
        depth = above.depth + 1 if above else 0
        tag = Tag(uid(f"tag {name}"), name, "Blue", definition, above.uid if above else None, "", depth)
        self.all_tags.append(tag)
        return tag.uid

    def change(self, statement_uid: str, **values: Any) -> None:
        """Say something else of a statement."""
        self.all_statements[statement_uid] = replace(self.all_statements[statement_uid], **values)

    def link(self, kind: str, from_uid: str, to_uid: str, assessment: str = "") -> Link:
        if kind in SYMMETRIC_LINKS:
            from_uid, to_uid = sorted((from_uid, to_uid))
        made = Link(link_uid(kind, from_uid, to_uid), kind, from_uid, to_uid, assessment)
        self.all_links.append(made)
        return made

    def place(self, chapter_uid: str, statement_uid: str, form: str = "full", words: str = "") -> None:
        placed = Placement(placement_uid(chapter_uid, statement_uid), chapter_uid, statement_uid, "", form, words)
        self.items.setdefault(chapter_uid, []).append(placed)

    def write(self, chapter_uid: str, text: str, **judgement: Any) -> str:
        """Write a passage; with `is_key_judgement`, `likelihood` and `confidence` it is a key judgement."""
        items = self.items.setdefault(chapter_uid, [])
        items.append(Prose(uid(f"prose {chapter_uid} {len(items)}"), chapter_uid, "", text, **judgement))
        return items[-1].uid

    def without_statement(self, statement_uid: str) -> "Records":
        kept = {key: value for key, value in self.all_statements.items() if key != statement_uid}
        return replace(self, all_statements=kept)

    def _anchor(self, quote: str, source_name: str) -> Anchor:
        """Anchor words where they stand in the source's text already, else at its end."""
        revision_uid = uid(f"{source_name} text")
        start = self.texts.get(revision_uid, "").find(quote)
        if start < 0:
            start = len(self.texts[revision_uid]) + 1 if revision_uid in self.texts else 0
            for line in quote.split("\n"):
                kind = BlockKind.IMAGE if line == IMAGE_CHARACTER else BlockKind.PARAGRAPH
                self._write_block(source_name, line, kind, {"missing": True} if kind is BlockKind.IMAGE else {})
        return Anchor(revision_uid, start, start + len(quote), quote, "", "")

    def _write_block(self, source_name: str, words: str, kind: BlockKind, attributes: Mapping[str, Any]) -> None:
        revision_uid = uid(f"{source_name} text")
        before = f"{self.texts[revision_uid]}\n" if revision_uid in self.texts else ""
        self.texts[revision_uid] = before + words
        block = Block(kind, len(before), len(before) + len(words), attributes=attributes)
        self.all_blocks.setdefault(revision_uid, []).append(block)
