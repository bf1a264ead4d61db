"""What a project must show, worked out from who had seen what: a model to hold the store against.

It follows the design's sentences and shares no code with the store. It knows no parents, no log and no tables: only
that whoever did something to a record had seen certain earlier acts on it, and that an act replaces what stood there
for whoever did it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Json = Any
Stamp = tuple[int, bytes]
LIFE = ""
RECOVERED = "recovered"
NEVER: Stamp = (0, b"")


@dataclass(frozen=True, eq=False)
class Act:
    """One thing done to one record: "create", "set", "delete", or "undo", which takes other acts back.

    `field` is the record's type where it is created or deleted. `seen` is what its author had seen of this record.
    The stamp decides nothing but what is shown first.
    """

    kind: str
    uid: str
    field: str
    value: Json
    reviewer: str
    stamp: Stamp
    seen: frozenset["Act"]
    taken_back: frozenset["Act"] = frozenset()

    def __repr__(self) -> str:
        return f"<{self.kind} {self.field} of {self.uid[:6]}>"

    @cached_property
    def before(self) -> "Record":
        """The record as it stood for the author."""
        return Record(self.seen)

    @property
    def fields(self) -> Mapping[str, Json]:
        """What is written, by field."""
        if self.kind == "create":
            return self.value
        return {self.field: self.value} if self.kind == "set" else {}

    @cached_property
    def touched(self) -> frozenset[str]:
        """The fields that another's undoing would collide with; LIFE stands for all of the record."""
        if self.kind == "undo":
            return frozenset().union(*(act.touched for act in self.taken_back))
        return frozenset({self.field if self.kind == "set" else LIFE})


def in_force(acts: Collection[Act]) -> set[Act]:
    """Leave out what was taken back, unless the taking back was itself taken back."""
    undos = [act for act in acts if act.kind == "undo"]

    def counts(act: Act) -> bool:
        return not any(act in undo.taken_back and counts(undo) for undo in undos)

    return {act for act in acts if act.kind != "undo" and counts(act)}


class Record:
    """A record as it stands for somebody who has seen these acts on it, in whatever order they came.

    `heads` are the writes that stand in each field, the newest first; `deletions` are those that nobody came back
    from.
    """

    def __init__(self, acts: AbstractSet[Act]) -> None:
        made = in_force(acts)
        creates = [act for act in made if act.kind == "create"]
        deletions = {act for act in made if act.kind == "delete"}
        come_back_from = {deletion for create in creates for deletion in create.before.deletions}
        went_with_them = {act for deletion in deletions & come_back_from for act in deletion.before.standing}
        writes: dict[str, set[Act]] = {}
        for act in made:
            for name in act.fields:
                writes.setdefault(name, set()).add(act)
        self.heads: dict[str, list[Act]] = {}
        for name, candidates in writes.items():
            replaced = {seen for act in candidates if act.kind == "set" for seen in act.before.heads.get(name, ())}
            standing = candidates - replaced - went_with_them
            if standing:
                self.heads[name] = sorted(standing, key=lambda act: act.stamp, reverse=True)
        self.type = next((act.field for act in acts if act.kind == "create"), "")
        self.deletions = deletions - come_back_from
        self.standing = {act for heads in self.heads.values() for act in heads}
        self.unseen = self.standing - {act for deletion in self.deletions for act in deletion.before.standing}
        self.is_alive = bool(creates) and bool(self.unseen)
        self.created = min(creates, key=lambda act: act.stamp, default=None)

    def conflicts(self) -> Iterator[tuple[str, list[Act]]]:
        """Give the fields that hold several values, and LIFE where it was deleted beside an edit, newest first."""
        for name, heads in self.heads.items():
            if any(act.fields[name] != heads[0].fields[name] for act in heads):
                yield name, heads
        if self.deletions:
            yield LIFE, [max(acts, key=lambda act: act.stamp) for acts in (self.unseen, self.deletions)]

    def get(self, name: str) -> Json:
        """Give the value that is shown, or None."""
        heads = self.heads.get(name)
        return heads[0].fields[name] if heads else None

    def moved(self, name: str) -> Stamp:
        """Tell when the shown value of a field was written."""
        heads = self.heads.get(name)
        return heads[0].stamp if heads else NEVER

    def named(self, prefix: str) -> dict[str, Json]:
        """Give the shown values of all fields that begin so, by the rest of their names."""
        return {name.removeprefix(prefix): self.get(name) for name in self.heads if name.startswith(prefix)}


class Knowledge:
    """What somebody has seen, or what a file holds: acts on records, in the order in which they came."""

    def __init__(self, acts: Iterable[Act] = ()) -> None:
        self._acts: dict[str, dict[Act, None]] = {}
        self._records: dict[str, Record] = {}
        self._alive: dict[str, dict[str, Record]] = {}
        self.learn(acts)

    def __iter__(self) -> Iterator[Act]:
        return (act for acts in self._acts.values() for act in acts)

    def __len__(self) -> int:
        return sum(map(len, self._acts.values()))

    def learn(self, acts: Iterable[Act]) -> None:
        """Take note of acts; those that are known already change nothing."""
        for act in acts:
            of_record = self._acts.setdefault(act.uid, {})
            if act not in of_record:
                of_record[act] = None
                self._records.pop(act.uid, None)
                self._alive.clear()

    def on(self, uid: str) -> list[Act]:
        """Give the acts on one record, in the order in which they came."""
        return list(self._acts.get(uid, ()))

    def record(self, uid: str) -> Record:
        """Give a record as it stands; one of which nothing is known is not alive."""
        if uid not in self._records:
            self._records[uid] = Record(frozenset(self._acts.get(uid, ())))
        return self._records[uid]

    def alive(self, record_type: str) -> dict[str, Record]:
        """Give the records of one type that are there."""
        if not self._alive:
            for uid in self._acts:
                record = self.record(uid)
                if record.is_alive:
                    self._alive.setdefault(record.type, {})[uid] = record
        return self._alive.get(record_type, {})


def changes_nothing(record: Record, kind: str, field: str, value: Json) -> bool:
    """Tell whether a wish would only repeat what stands: then nothing is done."""
    if kind == "delete":
        return not record.is_alive
    heads = record.heads.get(field, ())
    is_in_conflict = any(act.fields[field] != value for act in heads)
    return kind == "set" and record.is_alive and not is_in_conflict and bool(heads or value is None)


def is_refused(record: Record, kind: str) -> bool:
    """Tell whether a wish cannot be honoured: to change what is not there, or to make what is."""
    return record.is_alive if kind == "create" else kind == "set" and not record.is_alive


def has_moved_on(own: Collection[Act], present: Sequence[Act]) -> bool:
    """Tell whether somebody has changed since what `own` acts on one record changed.

    `present` are all acts on the record in the order in which they came.
    """
    last = max(present.index(act) for act in own)
    later = [act for act in present[last + 1 :] if act in in_force(present)]
    touched = frozenset().union(*(act.touched for act in own))
    return any(LIFE in act.touched | touched or act.touched & touched for act in later)


def is_creation(own: Collection[Act]) -> bool:
    """Tell whether some acts on one record brought it into being; to come back after a deletion is not that."""
    return any(act.kind == "create" and not act.seen for act in own)


def settled(wanted: Mapping[str, str | None], moved: Mapping[str, Stamp]) -> tuple[dict[str, str | None], set[str]]:
    """Break each circle at its newest move, which is ignored; give where each then stands, and the ignored ones."""
    parents = dict(wanted)
    ignored = set()
    for uid in wanted:
        circle = _circle(uid, parents)
        if circle:
            newest = max(circle, key=lambda each: (moved[each], each))
            parents[newest] = None
            ignored.add(newest)
    return parents, ignored


def _circle(start: str, parents: Mapping[str, str | None]) -> list[str]:
    """Give the circle that leads from a node back to itself, or nothing."""
    path = [start]
    while (above := parents.get(path[-1])) is not None and above not in path:
        path.append(above)
    return path if above == start else []


def end_of(uid: str, merged: Mapping[str, str | None]) -> str:
    """Follow a tag that was merged to the one that it counts as."""
    while (target := merged.get(uid)) is not None:
        uid = target
    return uid


def reading_order(
    parents: Mapping[str, str | None], keys: Mapping[str, str], under: str | None = None, depth: int = 0
) -> Iterator[tuple[str, int]]:
    """Give (uid, depth) as people read a tree: siblings by key, ties by uid; what was recovered stands last."""
    for uid in sorted((uid for uid, parent in parents.items() if parent == under), key=lambda uid: (keys[uid], uid)):
        yield uid, depth
        yield from reading_order(parents, keys, uid, depth + 1)
    if under is None:
        yield from reading_order(parents, keys, RECOVERED, 0)


def picture(known: Knowledge) -> dict[str, dict[Any, Any]]:
    """Predict the rows that people see, by table and key; and under names with a blank, what screens make of them."""
    statements = known.alive("statement")
    tags = _tags(known)
    chapters = _chapters(known)
    placed = known.alive("placement")
    prose = known.alive("prose")
    return {
        "project": {uid: _project(record) for uid, record in known.alive("project").items()},
        "reviewer": _reviewers(known),
        "actor": _plain(known, "actor", "name"),
        "source": {uid: _source(record) for uid, record in known.alive("source").items()},
        "source_read": _marked(known, "source", "read:"),
        "source_assigned": _marked(known, "source", "assigned:"),
        "statement": {uid: _statement(record) for uid, record in statements.items()},
        "statement_tag": {key: row for uid, record in statements.items() for key, row in _judgements(uid, record)},
        "tag": tags,
        "tag_favourite": _marked(known, "tag", "favourite:"),
        "chapter": chapters,
        "placement": {uid: _placement(record, statements) for uid, record in placed.items()},
        "prose": {uid: _prose(record) for uid, record in prose.items()},
        "link": _plain(known, "link", "kind", "from", "to", "assessment"),
        "note": _plain(known, "note", "target", "reviewer", "text", "kind"),
        "conflict": _conflicts(known),
        "tags of statement": {uid: _shown_tags(uid, record, tags) for uid, record in statements.items()},
        "items of chapter": {uid: _items(uid, placed, prose, statements) for uid in chapters},
        "links of statement": {uid: _links(uid, known, statements) for uid in statements},
    }


def _plain(known: Knowledge, record_type: str, *fields: str) -> dict[str, tuple[Json, ...]]:
    alive = known.alive(record_type)
    return {uid: tuple(record.get(name) or "" for name in fields) for uid, record in alive.items()}


def _marked(known: Knowledge, record_type: str, prefix: str) -> dict[tuple[str, str], Json]:
    """Give what each reviewer marked a record with, by record and reviewer, where it is not taken off."""
    alive = known.alive(record_type)
    marks = {(uid, name): mark for uid, record in alive.items() for name, mark in record.named(prefix).items()}
    return {key: mark for key, mark in marks.items() if mark}


def _reviewers(known: Knowledge) -> dict[str, tuple[Json, ...]]:
    said = _plain(known, "reviewer", "name", "initials", "colour")
    ends, _ = _ends(known.alive("reviewer"))
    return {uid: (*row, ends[uid]) for uid, row in said.items()}


def _project(record: Record) -> tuple[Json, ...]:
    return *(record.get(name) for name in ("title", "subtitle", "language")), record.named("briefing:")


def _source(record: Record) -> tuple[Json, ...]:
    metadata = record.named("meta:")
    shown = [metadata[name]["value"] if name in metadata else None for name in ("title", "outlet", "published")]
    title, outlet, published = shown
    said = (record.get("reliability"), record.get("origin"), record.get("descriptor") or "")
    return record.get("file_name"), title or "", outlet or "", published, *said, metadata


def _statement(record: Record) -> tuple[Json, ...]:
    assert record.created is not None
    said = (record.get(name) for name in ("number", "source", "anchor", "actor", "event_date", "said_date"))
    made = record.created.reviewer, record.created.stamp[0]
    return *said, record.get("kind") or "", record.get("credibility"), *made


def _judgements(uid: str, record: Record) -> Iterator[tuple[tuple[str, str, str], bool]]:
    """Give each reviewer's tags, each with whether another thing was agreed on; what was agreed on is nobody's."""
    agreed = record.named("agreed:")
    for name, is_put in record.named("tag:").items():
        tag, reviewer = name.split(":")
        if is_put:
            yield (uid, tag, reviewer), agreed.get(tag) is False
    for tag, is_put in agreed.items():
        if is_put:
            yield (uid, tag, ""), False


def _ends(alive: Mapping[str, Record]) -> tuple[dict[str, str], set[str]]:
    """Give what each counts as that may have been merged into another, and those whose merge had to be ignored."""
    wished = {uid: record.get("merged_into") for uid, record in alive.items()}
    moved = {uid: record.moved("merged_into") for uid, record in alive.items()}
    merged, ignored = settled({uid: target if target in alive else None for uid, target in wished.items()}, moved)
    return {uid: end_of(uid, merged) for uid in alive}, ignored


def _tags(known: Knowledge) -> dict[str, tuple[Json, ...]]:
    alive = known.alive("tag")
    ends, _ = _ends(alive)
    shown = {uid: record for uid, record in alive.items() if ends[uid] == uid}
    parents, _ = settled_tree(shown, ends)
    keys = {uid: record.get("place")["order"] for uid, record in shown.items()}
    rows = {}
    words = ("name", "colour", "definition")
    said = {
        uid: (*(record.get(name) for name in words), int(bool(record.get("is_position"))))
        for uid, record in alive.items()
    }
    for position, (uid, depth) in enumerate(reading_order(parents, keys)):
        rows[uid] = (*said[uid], parents[uid], keys[uid], position, depth, uid)
    for position, uid in enumerate(sorted(alive.keys() - shown.keys()), len(shown)):
        rows[uid] = (*said[uid], None, "", position, 0, ends[uid])
    return rows


def settled_tree(records: Mapping[str, Record], ends: Mapping[str, str]) -> tuple[dict[str, str | None], set[str]]:
    """Give each record the parent under which it stands, and those whose newest move had to be ignored."""
    wanted: dict[str, str | None] = {}
    for uid, record in records.items():
        parent = record.get("place")["parent"]
        parent = ends.get(parent, parent)
        is_lost = not record.is_alive or (parent is not None and parent not in records)
        wanted[uid] = RECOVERED if is_lost else None if parent == uid else parent
    return settled(wanted, {uid: record.moved("place") for uid, record in records.items()})


def _shown_chapters(known: Knowledge) -> dict[str, Record]:
    """Give the chapters that are there, and the deleted ones in which somebody has written who did not know."""
    written_in = {record.get("place")["chapter"] for record in known.alive("prose").values()}
    deleted = {uid: known.record(uid) for uid in written_in if known.record(uid).type == "chapter"}
    return deleted | known.alive("chapter")


def _chapters(known: Knowledge) -> dict[str, tuple[Json, ...]]:
    shown = _shown_chapters(known)
    parents, _ = settled_tree(shown, {})
    keys = {uid: record.get("place")["order"] if record.is_alive else "" for uid, record in shown.items()}
    rows = {}
    counts: list[int] = []
    for position, (uid, depth) in enumerate(reading_order(parents, keys)):
        counts = [*counts[:depth], counts[depth] + 1 if depth < len(counts) else 1]
        number = ".".join(map(str, counts))
        rows[uid] = (shown[uid].get("title"), parents[uid], keys[uid], position, depth, number)
    return rows


def _placement(record: Record, statements: Mapping[str, Record]) -> tuple[Json, ...]:
    shown = record.get("shown") or {"form": "full", "words": ""}
    statement = statements.get(record.get("statement"))
    stands = (record.get(name) for name in ("chapter", "statement", "order"))
    return *stands, shown["form"], shown["words"], statement.get("source") if statement else None


def _prose(record: Record) -> tuple[Json, ...]:
    place = record.get("place")
    judged = (record.get(name) or "" for name in ("likelihood", "confidence"))
    return place["chapter"], place["order"], record.get("text"), int(bool(record.get("is_key_judgement"))), *judged


def _conflicts(known: Knowledge) -> dict[tuple[str, str], tuple[Json, ...]]:
    """Give the type and the heads of each conflict, as (value, change); a life has no value of its own."""
    found: dict[tuple[str, str], tuple[Json, ...]] = {}
    for record_type in {act.field for act in known if act.kind == "create"}:
        for uid, record in known.alive(record_type).items():
            for name, heads in record.conflicts():
                told = ((act.fields[name] if name else None, act.stamp[1].hex()) for act in heads)
                found[uid, name] = (record_type, *told)
    tags = known.alive("tag")
    ends, unmerged = _ends(tags)
    _, unmoved_tags = settled_tree({uid: record for uid, record in tags.items() if ends[uid] == uid}, ends)
    _, unmoved_chapters = settled_tree(_shown_chapters(known), {})
    found = {(uid, "merged_into"): ("tag",) for uid in unmerged} | found
    found = {(uid, "place"): ("tag",) for uid in unmoved_tags} | found
    return {(uid, "place"): ("chapter",) for uid in unmoved_chapters} | found


def _shown_tags(uid: str, record: Record, tags: Mapping[str, tuple[Json, ...]]) -> list[str]:
    """Give the tags that any reviewer put on a statement, those that they were merged into, in the codebook's order."""
    judged = [tag for (_, tag, _), is_overruled in _judgements(uid, record) if tag in tags and not is_overruled]
    meant = {tags[tag][-1] for tag in judged}
    return sorted(meant, key=lambda tag: tags[tag][6])


def _items(
    chapter: str, placed: Mapping[str, Record], prose: Mapping[str, Record], statements: Mapping[str, Record]
) -> list[str]:
    """Give what stands in a chapter by key, ties by uid."""
    keys = {uid: record.get("place")["order"] for uid, record in prose.items() if _is_in(chapter, record)}
    for uid, record in placed.items():
        if record.get("chapter") == chapter and record.get("statement") in statements:
            keys[uid] = record.get("order")
    return sorted(keys, key=lambda uid: (keys[uid], uid))


def _is_in(chapter: str, prose: Record) -> bool:
    return bool(prose.get("place")["chapter"] == chapter)


def _links(statement: str, known: Knowledge, statements: Mapping[str, Record]) -> list[str]:
    """Give the links of a statement whose other end is there too, by kind."""
    ends = {uid: (record.get("from"), record.get("to")) for uid, record in known.alive("link").items()}
    shown = [uid for uid, both in ends.items() if statement in both and statements.keys() >= {*both}]
    return sorted(shown, key=lambda uid: (known.record(uid).get("kind"), uid))
