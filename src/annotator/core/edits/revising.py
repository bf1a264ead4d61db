"""Edits of a source whose text changes: a new revision, and its statements following it or waiting for a person."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.core import identity
from annotator.core.blocklist import dump_blocks
from annotator.core.changes import Draft
from annotator.core.errors import NotFoundError
from annotator.core.reading import Reading
from annotator.core.reanchoring import AnchorState, Reanchored, reanchored
from annotator.core.records import Article, Block, ConflictHead, Json, Statement, StatementFilter
from annotator.core.text import count_words

ANCHOR_STATE = "anchor_state"
# With the SHA-256 of a file behind it, the field of a revision that says which file its text was read from.
ORIGINAL = "original:"


@dataclass(frozen=True, slots=True)
class NewRevision:
    """What a corrected text yields: its drafts, the bytes they name by SHA-256, and what becomes of each statement."""

    revision_uid: str
    drafts: list[Draft]
    blobs: Mapping[str, bytes] = field(default_factory=dict)
    states: Mapping[str, AnchorState] = field(default_factory=dict)


def revise_source(reading: Reading, source_uid: str, article: Article) -> NewRevision:
    """Give a source the text of an article that corrects it; the same text again yields no drafts.

    Statements whose words stand in the new text follow, the others keep their anchor on the earlier one; those that
    a person should look at say so in `anchor_state`. Metadata, and all else that is said of the source and its
    statements, stays. The revision is derived, so two reviewers who import the same correction make the same one.

    Raises:
        NotFoundError: the source is not in the project.
    """
    source = reading.source(source_uid)
    if _text(reading, source.revision_uid) == article.text:
        return NewRevision(source.revision_uid, [])
    original_sha256 = hashlib.sha256(article.original).hexdigest()
    # A field for each file that brought this text: two reviewers' files may differ in what is no text.
    brought = {f"{ORIGINAL}{original_sha256}": True}
    blobs = {original_sha256: article.original, **article.pictures}
    return with_text(reading, source_uid, article.text, article.blocks, brought, blobs)


def with_text(
    reading: Reading,
    source_uid: str,
    text: str,
    blocks: tuple[Block, ...],
    marks: Mapping[str, Json],
    blobs: Mapping[str, bytes],
) -> NewRevision:
    """Give a source a text and its blocks; `marks` say where it came from, as fields of the revision."""
    stored = {hashlib.sha256(data).hexdigest(): data for data in (text.encode(), dump_blocks(blocks))}
    text_sha256, blocks_sha256 = stored
    revision = identity.revision_uid(source_uid, text_sha256, blocks_sha256)
    value: dict[str, Json] = {
        "source": source_uid,
        "text": text_sha256,
        "blocks": blocks_sha256,
        "words": count_words(text),
        **marks,
    }
    drafts = [] if _has_revision(reading, revision) else [Draft("create", revision, "revision", value)]
    drafts.append(Draft("set", source_uid, "revision", revision))
    followed = _followed(reading, source_uid, revision, text)
    drafts += followed.drafts
    return NewRevision(revision, drafts, {**stored, **blobs}, followed.states)


def follow_revision(reading: Reading, source_uid: str) -> NewRevision:
    """Let statements follow that are still on an earlier text of a source: those of a reviewer who had no other yet.

    Raises:
        NotFoundError: the source or its text is not in the project.
    """
    revision = reading.source(source_uid).revision_uid
    return _followed(reading, source_uid, revision, reading.text(revision))


def settle_anchor(statement_uid: str) -> list[Draft]:
    """Take a statement out of the queue after a person has looked at where it stands.

    A lost one then stays with the earlier text, which keeps its words; the next correction asks again.
    """
    return [Draft("set", statement_uid, ANCHOR_STATE, "")]


def _followed(reading: Reading, source_uid: str, revision: str, text: str) -> NewRevision:
    """Bring the statements of a source to a revision, each from the text that it is on."""
    waiting: dict[str, list[Statement]] = {}
    drafts: list[Draft] = []
    states: dict[str, AnchorState] = {}
    disputed = _disputed(reading)
    uids = reading.statement_uids(StatementFilter(source_uids=(source_uid,)))
    for statement in reading.statements_by_uid(uids):
        heads = disputed.get(statement.uid, ())
        here = _anchors_on(revision, heads)
        if len(here) == 1 and any(_text_of(head) != revision for head in heads):
            # Two texts that were made without seeing each other drew it apart; this is where it stands on this one.
            drafts.append(Draft("set", statement.uid, "anchor", here[0]))
            states[statement.uid] = "same"
        elif statement.anchor.revision_uid != revision and not here:
            waiting.setdefault(statement.anchor.revision_uid, []).append(statement)
        elif statement.anchor_state == "lost":
            # An earlier text has come back, and what was lost since stands in it again.
            drafts += settle_anchor(statement.uid)
            states[statement.uid] = "same"
    for earlier, statements in waiting.items():
        found = reanchored(_text(reading, earlier), text, [each.anchor for each in statements], revision)
        for statement, one in zip(statements, found, strict=True):
            drafts += drafts_of(statement, one)
            states[statement.uid] = one.state
    return NewRevision(revision, drafts, states=states)


def _disputed(reading: Reading) -> dict[str, Sequence[ConflictHead]]:
    """Give the statements that stand in several places until somebody settles it, with those places."""
    return {each.entity_uid: each.heads for each in reading.conflicts() if each.field == "anchor"}


def _anchors_on(revision: str, heads: Sequence[ConflictHead]) -> list[Json]:
    """Give the different places on one text."""
    found: list[Json] = []
    for head in heads:
        if _text_of(head) == revision and head.value not in found:
            found.append(head.value)
    return found


def _text_of(head: ConflictHead) -> str:
    return str(head.value.get("revision")) if isinstance(head.value, dict) else ""


def drafts_of(statement: Statement, found: Reanchored) -> Iterable[Draft]:
    """Say what became of a statement; what is the same may still wait for a look at an earlier move."""
    if found.state != "lost":
        yield Draft("set", statement.uid, "anchor", found.anchor.to_json())
    if found.state != "same":
        yield Draft("set", statement.uid, ANCHOR_STATE, found.state)
    elif statement.anchor_state == "lost":
        yield from settle_anchor(statement.uid)


def _has_revision(reading: Reading, uid: str) -> bool:
    try:
        reading.text(uid)
    except NotFoundError:
        return False
    return True


def _text(reading: Reading, revision_uid: str) -> str:
    """Give a revision's text; nothing where an extract came without it, and quotes then have to do."""
    try:
        return reading.text(revision_uid)
    except NotFoundError:
        return ""
