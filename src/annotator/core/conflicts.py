"""What reviewers changed without seeing each other, as findings with the place where each can be settled."""

from collections.abc import Iterator
from typing import get_args

from annotator.core.briefing.material import Material
from annotator.core.findings import Finding, TargetKind
from annotator.core.prose import plain
from annotator.core.records import Conflict, Json, Placement, Prose

_TARGETS: frozenset[str] = frozenset(get_args(TargetKind))
_LONGEST_VERSION = 60


def conflict_findings(material: Material) -> Iterator[Finding]:
    """Give every conflict that is not settled; each is grave, because one of its versions is printed."""
    prose_chapters = {
        item.uid: uid for uid, items in material.items.items() for item in items if isinstance(item, Prose)
    }
    placements = {item.uid: item for items in material.items.values() for item in items if isinstance(item, Placement)}
    for conflicts in material.conflicts.values():
        for conflict in conflicts:
            uid, target = conflict.entity_uid, conflict.entity_type
            chapter_uid = prose_chapters.get(uid, uid if target == "chapter" else "")
            placement = placements.get(uid)
            if placement is not None:
                uid, target, chapter_uid = placement.statement_uid, "statement", placement.chapter_uid
            elif target not in _TARGETS:
                target = "project"
            yield Finding(
                kind="conflict",
                target=target,  # type: ignore[arg-type]  # it is one of them
                uid=uid,
                chapter_uid=chapter_uid,
                place=_place(material, target, uid, chapter_uid),
                names=(conflict.field, *_versions(conflict)),
                count=1 if len(conflict.heads) <= 2 else len(conflict.heads),
                is_grave=True,
            )


def _place(material: Material, target: str, uid: str, chapter_uid: str) -> str:
    """Name what a conflict is about, as shortly as people do."""
    words = material.words
    chapter = material.full.get(chapter_uid)
    if target == "prose" and chapter:
        return words.prose_of.format(number=chapter.number or chapter.title)
    if target == "chapter" and chapter:
        return f"{chapter.number} {chapter.title}".strip()
    if target == "statement":
        found = material.reading.statements_by_uid([uid])
        return found[0].code if found else ""
    if target == "source" and uid in material.source_of:
        return material.source_of[uid].label
    if target == "tag" and uid in material.tags:
        return material.tags[uid].name
    return material.actors.get(uid, words.changed_project)


def _versions(conflict: Conflict) -> list[str]:
    """Give the values that stand against each other, each in a few words."""
    if conflict.field == "":
        return []
    versions = (_said(head.value) for head in conflict.heads)
    return [version for version in versions if version]


def _said(value: Json) -> str:
    if isinstance(value, dict):
        value = value.get("words") or value.get("start") or value.get("value") or value.get("quote") or ""
    words = plain(str(value)) if value is not None else "–"
    return words if len(words) <= _LONGEST_VERSION else words[: _LONGEST_VERSION - 1].rstrip() + "…"
