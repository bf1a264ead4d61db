"""Giving a source the text of a file that corrects it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from annotator.core import edits
from annotator.core.edits import NewRevision
from annotator.core.errors import NotFoundError
from annotator.core.reanchoring import AnchorState
from annotator.core.records import Source
from annotator.exchange.importing.workers import Wanted, read_apart
from annotator.store import corrections
from annotator.store.applying import Applied
from annotator.store.history import log_of
from annotator.store.joined import standing_source
from annotator.store.project import ProjectStore


class Fates(NamedTuple):
    """How many statements went along with a corrected text, and how many wait for a person."""

    followed: int
    to_check: int
    not_found: int

    @property
    def is_anything_to_check(self) -> bool:
        """Whether a person should look."""
        return bool(self.to_check or self.not_found)


def correct_source(
    store: ProjectStore,
    source_uid: str,
    path: Path,
    reviewer_uid: str,
    *,
    check: Callable[[], object] = lambda: None,
    on_applied: Callable[[Applied], object] = lambda applied: None,
) -> NewRevision:
    """Read a file as an import does, and give a source its text, in one transaction.

    A file with the same text yields no drafts and changes nothing. `check` may raise to leave before anything is
    changed; `on_applied` gets the transaction.

    Raises:
        NotFoundError: the source is not in the project.
        RefusedError: the file is no article.
    """
    new = edits.revise_source(store.reader, source_uid, read_apart(Wanted(path), check))
    check()
    if new.drafts:
        on_applied(store.apply(new.drafts, reviewer_uid, blobs=new.blobs))
    return new


def follow_source(store: ProjectStore, source_uid: str, reviewer_uid: str) -> Applied | None:
    """Bring statements over that are still on an earlier text of a source, or on one that was joined with another.

    None where there is nothing to do. What each becomes is derived from the two texts, so computers that do it without
    knowing of each other agree.
    """
    reader = store.reader
    try:
        stays_uid = standing_source(reader, source_uid)
        if stays_uid == source_uid:
            new = edits.follow_revision(reader, source_uid)
            drafts = [*new.drafts, *edits.carry_corrections(reader, log_of(reader), source_uid)]
        else:
            drafts = edits.follow_joined(reader, log_of(reader), source_uid, stays_uid).drafts
        applied = store.apply(drafts, reviewer_uid)
    except NotFoundError:  # deleted meanwhile, or an extract came without its present text
        return None
    if not applied.transaction_uid:  # what was lost before was said again
        return None
    corrections.count_with_merge(store, applied.transaction_uid)
    return applied


def fates_of(states: Mapping[str, AnchorState]) -> Fates:
    """Count what became of statements."""
    each = list(states.values())
    return Fates(each.count("same"), each.count("moved"), each.count("lost"))


def same_text_words(source: Source) -> str:
    """Say that a file brought nothing new."""
    return f"The text of “{source.label}” is the same as in this file; nothing was changed."
