"""A chapter as it is shown: its statements and passages of prose in order, and what it still lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core import prose
from annotator.core.records import Chapter, Placement, Prose
from annotator.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Findings:
    """What a chapter lacks.

    `is_thin` means that it rests on one source; `uncited` counts the statements that no passage of its prose cites,
    in a chapter that has prose.
    """

    is_empty: bool = False
    is_thin: bool = False
    uncited: int = 0

    @property
    def count(self) -> int:
        """How many kinds of things are wanting."""
        return self.is_empty + self.is_thin + bool(self.uncited)


def cited_in(items: Iterable[Placement | Prose]) -> frozenset[str]:
    """Give the statements that the prose among these items cites."""
    return frozenset(
        uid for item in items if isinstance(item, Prose) and "[[" in item.text for uid in prose.cited_uids(item.text)
    )


def findings_of(chapter: Chapter, items: Sequence[Placement | Prose]) -> Findings:
    """Judge one chapter by what stands in it; a chapter that only holds others is not empty, see `all_findings`."""
    placed = {item.statement_uid for item in items if isinstance(item, Placement)}
    has_prose = len(placed) < len(items)
    return Findings(
        is_empty=not items,
        is_thin=bool(placed) and chapter.source_count == 1,
        uncited=len(placed - cited_in(items)) if has_prose else 0,
    )


def all_findings(reader: Reader, chapters: Sequence[Chapter]) -> dict[str, Findings]:
    """Judge every chapter; a heading over other chapters may be empty itself."""
    parents = {chapter.parent_uid for chapter in chapters}
    found = {}
    for chapter in chapters:
        findings = findings_of(chapter, reader.chapter_items(chapter.uid))
        if findings.is_empty and chapter.uid in parents:
            findings = Findings()
        found[chapter.uid] = findings
    return found
