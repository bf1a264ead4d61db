"""What each folded entity is in the derived tables: its rows, and how they are put in."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from annotator.core.briefing.settings import BRIEFING_FIELD
from annotator.core.changes import canonical_json
from annotator.core.fold import Entity
from annotator.core.learning import OUTLET_FIELD
from annotator.core.locators import Locator
from annotator.core.records import Json

Rows = list[tuple[Any, ...]]
_JUDGED = ("likelihood", "confidence")


def _plain_rows(entity: Entity, rows: dict[str, Rows], *, table: str, fields: Sequence[str]) -> None:
    rows.setdefault(table, []).append((entity.uid, *(entity.fields.get(name) or "" for name in fields)))


def _prose_rows(entity: Entity, rows: dict[str, Rows]) -> None:
    fields = entity.fields
    place = fields["place"]
    judgement = (int(bool(fields.get("is_key_judgement"))), *(fields.get(name) or "" for name in _JUDGED))
    rows.setdefault("prose", []).append((entity.uid, place["chapter"], place["order"], fields["text"], *judgement))


def _placement_rows(entity: Entity, rows: dict[str, Rows]) -> None:
    fields = entity.fields
    shown = fields.get("shown") or {"form": "full", "words": ""}
    row = (entity.uid, fields["chapter"], fields["statement"], fields["order"], shown["form"], shown["words"])
    rows.setdefault("placement", []).append(row)


def _project_rows(entity: Entity, rows: dict[str, Rows]) -> None:
    fields = entity.fields
    words = (fields.get(name) or "" for name in ("title", "subtitle", "language"))
    outlets = {host: outlet for host, outlet in _under(fields, OUTLET_FIELD).items() if outlet}
    chosen = canonical_json(_under(fields, BRIEFING_FIELD))
    row = (entity.uid, *words, chosen, int(bool(fields.get("blind"))), canonical_json(outlets))
    rows.setdefault("project", []).append(row)


def _under(fields: Mapping[str, Json], prefix: str) -> dict[str, Json]:
    """Give the fields whose names begin alike, by what follows."""
    return {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix)}


def _reviewer_rows(entity: Entity, rows: dict[str, Rows]) -> None:
    words = (entity.fields.get(name) or "" for name in ("name", "initials", "colour"))
    rows.setdefault("reviewer", []).append((entity.uid, *words, entity.uid))


def _note_rows(entity: Entity, rows: dict[str, Rows]) -> None:
    words = (entity.fields.get(name) or "" for name in ("target", "reviewer", "text", "kind"))
    rows.setdefault("note", []).append((entity.uid, *words, entity.created.clock if entity.created else 0))


def _tag_rows(entity: Entity, rows: dict[str, Rows]) -> None:
    for name, digit in entity.fields.items():
        if name.startswith("favourite:") and digit:
            rows.setdefault("tag_favourite", []).append((entity.uid, name.partition(":")[2], digit))


def _source_rows(entity: Entity, rows: dict[str, Rows]) -> None:
    fields = entity.fields
    metadata = {name[5:]: value for name, value in fields.items() if name.startswith("meta:")}
    values = {name: inferred["value"] for name, inferred in metadata.items()}
    published = values.get("published")
    row = (
        entity.uid,
        entity.created.clock if entity.created else 0,
        fields["file_name"],
        *(values.get(name) or "" for name in ("title", "subtitle", "outlet", "author")),
        canonical_json(published) if published else None,
        values.get("language") or "",
        values.get("url") or "",
        fields.get("reliability"),
        fields.get("origin") or "",
        fields["revision"],
        fields["original"],
        fields.get("descriptor") or "",
        canonical_json(metadata),
    )
    rows.setdefault("source", []).append(row)
    for name, is_so in fields.items():
        if name.startswith("read:") and is_so:
            rows.setdefault("source_read", []).append((entity.uid, name[5:]))
        elif name.startswith("assigned:") and is_so:
            rows.setdefault("source_assigned", []).append((entity.uid, name[9:]))


def statement_rows(entity: Entity, locator_of: Callable[[str], Locator], rows: dict[str, Rows]) -> None:
    """Add the rows of a statement; `locator_of` gives what tells where in a text a place is."""
    fields = entity.fields
    anchor = fields["anchor"]
    locator = locator_of(anchor["revision"])
    created = entity.created
    row = (
        entity.uid,
        fields["number"],
        fields["source"],
        anchor["revision"],
        anchor["start"],
        anchor["end"],
        anchor["quote"],
        anchor["prefix"],
        anchor["suffix"],
        *locator.at(anchor["start"]),
        fields.get("actor"),
        fields.get("kind") or "",
        _json_or_none(fields.get("event_date")),
        _json_or_none(fields.get("said_date")),
        fields.get("credibility"),
        created.reviewer_uid if created else "",
        created.clock if created else 0,
        fields.get("anchor_state") or "",
    )
    rows.setdefault("statement", []).append(row)
    for name, value in fields.items():
        if value is True and name.startswith("tag:"):
            _, tag_uid, reviewer_uid = name.split(":")
            is_overruled = fields.get(f"agreed:{tag_uid}") is False
            rows.setdefault("statement_tag", []).append((entity.uid, tag_uid, reviewer_uid, int(is_overruled)))
        elif value is True and name.startswith("agreed:"):
            rows.setdefault("statement_tag", []).append((entity.uid, name[7:], "", 0))


def _json_or_none(value: Json) -> str | None:
    return None if value is None else canonical_json(value)


def _columns(*names: str) -> tuple[str, str]:
    return ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))


ROW_MAKERS: Mapping[str, Callable[[Entity, dict[str, Rows]], None]] = {
    "link": partial(_plain_rows, table="link", fields=("kind", "from", "to", "assessment")),
    "project": _project_rows,
    "reviewer": _reviewer_rows,
    "actor": partial(_plain_rows, table="actor", fields=("name",)),
    "placement": _placement_rows,
    "note": _note_rows,
    "prose": _prose_rows,
    "source": _source_rows,
    "tag": _tag_rows,
}
INSERTS: Mapping[str, tuple[str, str]] = {
    "project": _columns("uid", "title", "subtitle", "language", "briefing", "is_blind", "outlets"),
    "reviewer": _columns("uid", "name", "initials", "colour", "stands_for"),
    "actor": _columns("uid", "name"),
    "source": _columns(
        *("uid", "clock", "file_name", "title", "subtitle", "outlet", "author", "published", "language", "url"),
        *("reliability", "origin", "revision_uid", "original_sha256", "descriptor", "metadata"),
    ),
    "source_read": _columns("source_uid", "reviewer_uid"),
    "source_assigned": _columns("source_uid", "reviewer_uid"),
    "revision": _columns("uid", "source_uid", "text_sha256", "blocks_sha256", "words"),
    "block": _columns("revision_uid", "start", "end", "kind", "level", "fold", "locator_kind", "locator"),
    "statement": _columns(
        *("uid", "number", "source_uid", "revision_uid", "start", "end", "quote", "prefix", "suffix"),
        *("locator_kind", "locator", "actor_uid", "kind", "event_date", "said_date", "credibility"),
        *("reviewer_uid", "clock", "anchor_state"),
    ),
    "statement_tag": _columns("statement_uid", "tag_uid", "reviewer_uid", "is_overruled"),
    "tag": _columns(
        *("uid", "name", "colour", "definition", "is_position"),
        *("parent_uid", "sort_key", "position", "depth", "stands_for"),
    ),
    "tag_favourite": _columns("tag_uid", "reviewer_uid", "digit"),
    "chapter": _columns("uid", "title", "parent_uid", "sort_key", "position", "depth", "number"),
    "placement": (
        "uid, chapter_uid, statement_uid, sort_key, form, words, source_uid",
        "?1, ?2, ?3, ?4, ?5, ?6, (SELECT source_uid FROM statement WHERE uid = ?3)",
    ),
    "prose": _columns("uid", "chapter_uid", "sort_key", "text", "is_key_judgement", "likelihood", "confidence"),
    "link": _columns("uid", "kind", "from_uid", "to_uid", "assessment"),
    "note": _columns("uid", "target_uid", "reviewer_uid", "text", "kind", "clock"),
}
