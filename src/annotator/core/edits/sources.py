"""Edits of sources: adding an article, correcting what was inferred about it, grading, reading."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core import identity
from annotator.core.blocklist import dump_blocks
from annotator.core.changes import Draft
from annotator.core.errors import RefusedError
from annotator.core.reading import Reading
from annotator.core.records import Article, FuzzyDate, Inferred, Json, StatementFilter
from annotator.core.text import count_words
from annotator.core.vocabulary import DATE_FIELDS, METADATA_FIELDS, RELIABILITY


@dataclass(frozen=True, slots=True)
class NewSource:
    """What adding an article yields: its drafts, and the bytes they name, by SHA-256 in hexadecimal."""

    source_uid: str
    revision_uid: str
    drafts: list[Draft]
    blobs: Mapping[str, bytes]


def add_source(project_uid: str, article: Article) -> NewSource:
    """Add an article with its captured original and its first revision.

    Both identities are derived, so two reviewers who import the same file have the same source. Whether the
    project has it already is for the caller to ask first (`source_uid` of what this returns).
    """
    text = article.text.encode()
    blocks = dump_blocks(article.blocks)
    blobs = {hashlib.sha256(data).hexdigest(): data for data in (article.original, text, blocks)}
    blobs.update(article.pictures)
    original_sha256, text_sha256, blocks_sha256 = (
        hashlib.sha256(data).hexdigest() for data in (article.original, text, blocks)
    )
    source = identity.source_uid(project_uid, original_sha256)
    revision = identity.revision_uid(source, text_sha256, blocks_sha256)
    value: dict[str, Json] = {
        "revision": revision,
        "original": original_sha256,
        "file_name": article.file_name,
        "media_type": article.media_type,
        "encoding": article.encoding,
        "reliability": None,
        "origin": "",
    }
    for field, inferred in article.metadata.items():
        value[f"meta:{field}"] = metadata_json(inferred)
    revision_value = {
        "source": source,
        "text": text_sha256,
        "blocks": blocks_sha256,
        "words": article.words or count_words(article.text),
    }
    drafts = [Draft("create", source, "source", value), Draft("create", revision, "revision", revision_value)]
    return NewSource(source, revision, drafts, blobs)


def correct_metadata(source_uid: str, field: str, value: str | FuzzyDate | None) -> list[Draft]:
    """Confirm or correct one value of a source's metadata; its origin is then the reviewer."""
    if field not in METADATA_FIELDS:
        raise RefusedError(f"A source has no field called {field}.")
    if (field in DATE_FIELDS) != isinstance(value, FuzzyDate) and value is not None:
        raise RefusedError(f"{METADATA_FIELDS[field]} cannot hold this value; please type it again.")
    if isinstance(value, str):
        value = " ".join(value.split())
    return [Draft("set", source_uid, f"meta:{field}", metadata_json(Inferred(value, "reviewer")))]


def metadata_json(inferred: Inferred) -> Json:
    """Give the stored form of a value with its origin."""
    value = inferred.value.to_json() if isinstance(inferred.value, FuzzyDate) else inferred.value
    return {"value": value, "origin": inferred.origin, "sure": inferred.sure}


def grade_source(source_uid: str, reliability: str | None) -> list[Draft]:
    """Grade how reliable a source is, A to F, or take the grade away."""
    if reliability is not None and reliability not in RELIABILITY:
        raise RefusedError("A source's reliability is a letter from A to F.")
    return [Draft("set", source_uid, "reliability", reliability)]


def describe_source(source_uid: str, descriptor: str) -> list[Draft]:
    """Say in the briefing what a source is; no words bring the drafted ones back."""
    return [Draft("set", source_uid, "descriptor", " ".join(descriptor.split()))]


def set_origin(source_uid: str, origin: str) -> list[Draft]:
    """Name the first publisher that this source carries or translates."""
    return [Draft("set", source_uid, "origin", " ".join(origin.split()))]


def mark_read(source_uid: str, reviewer_uid: str, is_read: bool) -> list[Draft]:
    """Mark a source as read or unread by one reviewer."""
    return [Draft("set", source_uid, f"read:{reviewer_uid}", is_read)]


def delete_source(reading: Reading, source_uid: str) -> list[Draft]:
    """Delete a source with the statements on it."""
    statements = reading.statement_uids(StatementFilter(source_uids=(source_uid,)))
    return [Draft("delete", uid, "statement") for uid in statements] + [Draft("delete", source_uid, "source")]
