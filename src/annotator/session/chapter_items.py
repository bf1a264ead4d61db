"""What stands in a chapter: its statements and passages of prose in order."""

from collections.abc import Iterable

from annotator.core import prose
from annotator.core.records import Placement, Prose


def cited_in(items: Iterable[Placement | Prose]) -> frozenset[str]:
    """Give the statements that the prose among these items cites."""
    return frozenset(
        uid for item in items if isinstance(item, Prose) and "[[" in item.text for uid in prose.cited_uids(item.text)
    )
