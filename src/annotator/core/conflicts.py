"""What reviewers changed without seeing each other, as findings with the place where each can be settled."""

from collections.abc import Container, Iterator
from functools import cached_property
from typing import get_args

from annotator.core.briefing.material import Material
from annotator.core.findings import Finding, TargetKind
from annotator.core.records import Conflict, Placement, Prose, Tag
from annotator.core.values import ValueWords

_TARGETS: frozenset[str] = frozenset(get_args(TargetKind))


def conflict_findings(material: Material, *, is_whole: bool = True) -> Iterator[Finding]:
    """Give every conflict that is not settled; each is grave, because one of its versions is printed.

    Where the briefing is not of the whole outline, those of other chapters, their statements and their sources are
    left out.
    """
    places = _Places(material)
    values = ValueWords(material.words, places.name_of)
    for conflicts in material.conflicts.values():
        for conflict in conflicts:
            if is_whole or places.is_shown(conflict):
                yield _finding(conflict, places, values)


def _finding(conflict: Conflict, places: "_Places", values: ValueWords) -> Finding:
    versions = [values.value(conflict.field, head.value) for head in conflict.heads]
    target, uid, chapter_uid = places.of(conflict)
    return Finding(
        kind="conflict",
        target=target,
        uid=uid,
        chapter_uid=chapter_uid,
        place=places.name(conflict),
        names=(values.field(conflict.field), *filter(None, versions)),
        count=1 if len(conflict.heads) <= 2 else len(conflict.heads),
        is_grave=True,
    )


class _Places:
    """Where conflicts stand, and what people call that."""

    def __init__(self, material: Material) -> None:
        self._material = material
        items = [item for items in material.items.values() for item in items]
        self._prose = {item.uid: item.chapter_uid for item in items if isinstance(item, Prose)}
        self._placements = {item.uid: item for item in items if isinstance(item, Placement)}
        self._source_of_text = {source.revision_uid: source.uid for source in material.sources}

    @cached_property
    def _tags(self) -> dict[str, Tag]:
        return {tag.uid: tag for tag in self._material.reading.tags()}

    def of(self, conflict: Conflict) -> tuple[TargetKind, str, str]:
        """Give what a window should show, its uid, and its chapter or ""."""
        uid, kind = conflict.entity_uid, conflict.entity_type
        placement = self._placements.get(uid)
        if placement is not None:
            return "statement", placement.statement_uid, placement.chapter_uid
        if kind == "revision":
            return "source", self._source_of_text.get(uid, uid), ""
        chapter_uid = uid if kind == "chapter" else self._prose.get(uid, "")
        return (kind if kind in _TARGETS else "project"), uid, chapter_uid  # type: ignore[return-value]  # one of them

    def is_shown(self, conflict: Conflict) -> bool:
        """Tell whether a conflict is about something that is in this briefing, or about all of it."""
        material, uid = self._material, conflict.entity_uid
        inside: dict[str, Container[str]] = {
            "chapter": material.full,
            "prose": self._prose,
            "placement": self._placements,
            "statement": material.statements,
            "source": {source.uid for source in material.sources},
            "revision": self._source_of_text,
            "link": {link.uid for link in material.links},
        }
        return uid in inside.get(conflict.entity_type, (uid,))

    def name(self, conflict: Conflict) -> str:
        """Name what a conflict is about, as shortly as people do."""
        words = self._material.words
        target, uid, chapter_uid = self.of(conflict)
        chapter = self._material.full.get(chapter_uid)
        if target == "prose" and chapter:
            return words.prose_of.format(number=chapter.number or chapter.title)
        if target == "link":
            return self._link(uid)
        return self.name_of(uid) or words.changed_project

    def name_of(self, uid: str) -> str:
        """Name a thing by its uid: a chapter, source, tag, actor, reviewer or statement; "" for any other."""
        material = self._material
        chapter = material.full.get(uid)
        if chapter:
            return f"{chapter.number} {chapter.title}".strip()
        if uid in material.source_of:
            return material.source_of[uid].label
        if uid in self._tags:
            return self._tags[uid].name
        reviewers = {reviewer.uid: reviewer.name for reviewer in material.reading.reviewers()}
        found = material.actors.get(uid) or reviewers.get(uid)
        if found:
            return found
        statements = material.reading.statements_by_uid([uid]) if uid else []
        return statements[0].code if statements else ""

    def _link(self, uid: str) -> str:
        words = self._material.words
        link = next((link for link in self._material.reading.links() if link.uid == uid), None)
        codes = [self.name_of(end) for end in (link.from_uid, link.to_uid)] if link else []
        return words.link_of.format(places=words.list_comma.join(codes)) if codes else words.changed_project
