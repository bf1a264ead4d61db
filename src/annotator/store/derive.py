"""The derived tables: rows that are a pure function of the folded entities."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

from annotator.core.blocklist import corrected, load_blocks
from annotator.core.changes import Change, canonical_json
from annotator.core.fold import Entity, fold
from annotator.core.locators import block_locators
from annotator.core.records import Json
from annotator.core.trees import RECOVERED, Node, followed, settled_parents, tree_order
from annotator.store.derived_rows import INSERTS, ROW_MAKERS, Rows, statement_rows
from annotator.store.locating import Locators
from annotator.store.log import Log
from annotator.store.schema import DERIVED_NAMES

_TREES = ("tag", "chapter")
_PORTION = 2_000
# Statements need their revision's blocks, so revisions come first; the rest is in no particular order.
_ORDER = ("project", "reviewer", "actor", "source", "revision", "statement", "placement", "prose", "link", "note")
_KEYS: Mapping[str, Sequence[tuple[str, str]]] = {
    "project": [("project", "uid")],
    "reviewer": [("reviewer", "uid")],
    "actor": [("actor", "uid")],
    "source": [("source", "uid"), ("source_read", "source_uid"), ("source_assigned", "source_uid")],
    "revision": [("revision", "uid"), ("block", "revision_uid")],
    "statement": [("statement", "uid"), ("statement_tag", "statement_uid")],
    "placement": [("placement", "uid")],
    "prose": [("prose", "uid")],
    "link": [("link", "uid")],
    "note": [("note", "uid")],
    "tag": [("tag_favourite", "tag_uid")],
    "chapter": [],
}


class Deriver:
    """Keep the derived tables of one database equal to what its log says."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._log = Log(connection)
        self.locators = Locators(connection)

    def write(self, entities: Iterable[Entity], new_uids: frozenset[str] = frozenset()) -> None:
        """Write the rows of entities anew; those in `new_uids` had no change before, so nothing has to go first."""
        self.locators.forget_those_of_others()
        by_type: dict[str, list[Entity]] = {}
        for entity in entities:
            by_type.setdefault(entity.type, []).append(entity)
        for entity_type in sorted(by_type, key=_place_in_order):
            if entity_type not in _KEYS:
                continue  # a kind of a newer version: its changes are kept and passed on
            group = by_type[entity_type]
            self._forget([entity.uid for entity in group if entity.uid not in new_uids], entity_type)
            self._insert(entity_type, [entity for entity in group if entity.is_alive])
            self._write_conflicts(group)
            if entity_type == "statement":
                self._place([entity for entity in group if entity.uid not in new_uids])
        if "prose" in by_type and "chapter" not in by_type and self._has_prose_without_chapter():
            by_type["chapter"] = []
        for tree in _TREES:
            if tree in by_type:
                self._write_tree(tree)
        if "reviewer" in by_type:
            self._join_reviewers()
        self._relocate([entity for entity in by_type.get("revision", ()) if entity.uid not in new_uids])

    def rebuild(self, check: Callable[[], None] = lambda: None) -> None:
        """Empty every derived table and fill it from the log; `check` is called often, and may end it by raising."""
        for table in DERIVED_NAMES:
            self._connection.execute(f'DELETE FROM "{table}"')
        self.locators.forget_all()
        # Some thousand at a time, so that memory does not grow with the project; each tree is written whole.
        by_type: dict[str, list[str]] = {}
        for uid, entity_type in self._log.created():
            by_type.setdefault(entity_type, []).append(uid)
        for entity_type in sorted(by_type, key=_place_in_order):
            uids = by_type.pop(entity_type)
            size = len(uids) if entity_type in _TREES else _PORTION
            for at in range(0, len(uids), size):
                check()
                histories = self._log.changes_of(uids[at : at + size])
                self.write([fold(uid, changes) for uid, changes in histories.items()], frozenset(histories))

    def _forget(self, uids: Sequence[str], entity_type: str) -> None:
        for table, column in _KEYS[entity_type]:
            self._connection.executemany(f'DELETE FROM "{table}" WHERE {column} = ?', [(uid,) for uid in uids])
        self._connection.executemany("DELETE FROM conflict WHERE entity_uid = ?", [(uid,) for uid in uids])

    def _insert(self, entity_type: str, entities: Sequence[Entity]) -> None:
        rows: dict[str, Rows] = {}
        if entity_type == "statement":
            for entity in entities:
                statement_rows(entity, self.locators.of, rows)
        elif entity_type == "revision":
            for entity in entities:
                self._revision_rows(entity, rows)
        else:
            make = ROW_MAKERS.get(entity_type)
            if make is not None:
                for entity in entities:
                    make(entity, rows)
        for table, values in rows.items():
            columns, marks = INSERTS[table]
            if table != "statement":  # whose rows stay as they came: those of one source side by side
                values.sort(key=itemgetter(0))
            self._connection.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', values)

    def _revision_rows(self, entity: Entity, rows: dict[str, Rows]) -> None:
        fields = entity.fields
        row = (entity.uid, fields["source"], fields["text"], fields["blocks"], fields["words"])
        rows.setdefault("revision", []).append(row)
        blocks = corrected(load_blocks(self._log.blob(fields["blocks"])), fields)
        self.locators.forget(entity.uid)
        rows.setdefault("block", []).extend(
            (entity.uid, block.start, block.end, str(block.kind), block.level, block.fold, kind, number)
            for block, (kind, number) in zip(blocks, block_locators(blocks), strict=True)
        )

    def _place(self, statements: Sequence[Entity]) -> None:
        """Note in the placements of statements, which may have come before them, whether these are there."""
        self._connection.executemany(
            "UPDATE placement SET source_uid = ? WHERE statement_uid = ?",
            [(entity.fields["source"] if entity.is_alive else None, entity.uid) for entity in statements],
        )

    def _relocate(self, revisions: Sequence[Entity]) -> None:
        """Give statements their locators again whose revision changed, went, or came after them."""
        for revision in revisions:
            self.locators.forget(revision.uid)
            locator = self.locators.of(revision.uid)
            found = self._connection.execute(
                "SELECT row, start FROM statement WHERE source_uid = ? AND revision_uid = ?",
                (revision.fields.get("source"), revision.uid),
            ).fetchall()
            places = [(*locator.at(start), row) for row, start in found]
            self._connection.executemany("UPDATE statement SET locator_kind = ?, locator = ? WHERE row = ?", places)

    def _join_reviewers(self) -> None:
        """Say of every reviewer whom he is counted as; one person may have worked under several."""
        uids = [uid for (uid,) in self._connection.execute("SELECT uid FROM reviewer")]
        folded = [fold(uid, changes) for uid, changes in self._log.changes_of(uids).items()]
        joined = {
            entity.uid: (entity.fields["merged_into"], _stamp(entity, "merged_into"))
            for entity in folded
            if entity.fields.get("merged_into") in uids
        }
        ends, _ = followed(joined)
        self._connection.executemany(
            "UPDATE reviewer SET stands_for = ? WHERE uid = ?", [(ends.get(uid, uid), uid) for uid in uids]
        )

    def _write_conflicts(self, entities: Sequence[Entity]) -> None:
        rows = [
            (entity.uid, name, entity.type, canonical_json([_head_json(head.change, head.value) for head in heads]))
            for entity in entities
            if entity.is_alive  # what is gone needs no settling
            for name, heads in entity.conflicts.items()
        ]
        self._connection.executemany(
            'INSERT OR REPLACE INTO conflict (entity_uid, field, entity_type, "values") VALUES (?, ?, ?, ?)', rows
        )

    def _write_tree(self, entity_type: str) -> None:
        """Write all tags or chapters: where one of them stands depends on all the others."""
        uids = self._log.tree_uids(entity_type)
        folded = {uid: fold(uid, changes) for uid, changes in self._log.changes_of(uids).items()}
        alive = {uid: entity for uid, entity in folded.items() if entity.is_alive and entity.type == entity_type}
        if entity_type == "chapter":
            # Somebody wrote in it who did not know that it was deleted: his words are not to be lost with it.
            written = {uid for (uid,) in self._connection.execute("SELECT DISTINCT chapter_uid FROM prose")}
            alive |= {uid: entity for uid, entity in folded.items() if uid in written and entity.type == entity_type}
        self._connection.execute(f'DELETE FROM "{entity_type}"')
        if entity_type == "tag":
            self._write_tags(alive)
        else:
            self._write_chapters(alive)

    def _write_tags(self, alive: Mapping[str, Entity]) -> None:
        merges = {
            uid: (entity.fields["merged_into"], _stamp(entity, "merged_into"))
            for uid, entity in alive.items()
            if entity.fields.get("merged_into") in alive
        }
        ends, ignored = followed(merges)
        self._note_ignored(ignored, "tag", "merged_into")
        shown = {uid: entity for uid, entity in alive.items() if uid not in ends}
        nodes = {uid: _node(entity, ends) for uid, entity in shown.items()}
        parents = self._settled(nodes, "tag")
        rows: Rows = []
        for position, (uid, depth) in enumerate(tree_order(nodes, parents)):
            rows.append((*_tag_values(alive[uid]), parents[uid], nodes[uid].order, position, depth, uid))
        for uid, end in sorted(ends.items()):
            rows.append((*_tag_values(alive[uid]), None, "", len(rows), 0, end))
        columns, marks = INSERTS["tag"]
        self._connection.executemany(f"INSERT INTO tag ({columns}) VALUES ({marks})", rows)

    def _write_chapters(self, alive: Mapping[str, Entity]) -> None:
        nodes = {
            uid: _node(entity, {}) if entity.is_alive else Node(uid, RECOVERED, "", (0, b""))
            for uid, entity in alive.items()
        }
        parents = self._settled(nodes, "chapter")
        counters: list[int] = []
        rows: Rows = []
        for position, (uid, depth) in enumerate(tree_order(nodes, parents)):
            del counters[depth + 1 :]
            if len(counters) == depth:
                counters.append(0)
            counters[depth] += 1
            number = ".".join(str(count) for count in counters)
            title = alive[uid].fields.get("title", "")
            rows.append((uid, title, parents[uid], nodes[uid].order, position, depth, number))
        columns, marks = INSERTS["chapter"]
        self._connection.executemany(f"INSERT INTO chapter ({columns}) VALUES ({marks})", rows)

    def _has_prose_without_chapter(self) -> bool:
        """Whether prose stands in a deleted chapter, or did: such a chapter is shown for as long as it does."""
        query = (
            "SELECT 1 FROM prose WHERE chapter_uid NOT IN (SELECT uid FROM chapter) UNION ALL "
            "SELECT 1 FROM chapter WHERE uid NOT IN (SELECT chapter_uid FROM prose) AND parent_uid = ? LIMIT 1"
        )
        return self._connection.execute(query, (RECOVERED,)).fetchone() is not None

    def _settled(self, nodes: Mapping[str, Node], entity_type: str) -> dict[str, str | None]:
        """Settle the tree; a move that had to be ignored is shown as a conflict of the field `place`."""
        parents, ignored = settled_parents(nodes)
        self._note_ignored(ignored, entity_type, "place")
        return parents

    def _note_ignored(self, uids: Iterable[str], entity_type: str, field: str) -> None:
        """Show as conflicts without values what had to be ignored to keep a tree a tree."""
        self._connection.execute(
            "DELETE FROM conflict WHERE entity_type = ? AND field = ? AND \"values\" = '[]'", (entity_type, field)
        )
        self._connection.executemany(
            'INSERT INTO conflict (entity_uid, field, entity_type, "values") '
            "VALUES (?, ?, ?, '[]') ON CONFLICT DO NOTHING",
            [(uid, field, entity_type) for uid in sorted(uids)],
        )


def _place_in_order(entity_type: str) -> int:
    return _ORDER.index(entity_type) if entity_type in _ORDER else len(_ORDER)


def _node(entity: Entity, ends: Mapping[str, str]) -> Node:
    place = entity.fields.get("place") or {"parent": None, "order": ""}
    parent = place["parent"]
    parent = ends.get(parent, parent)
    return Node(entity.uid, None if parent == entity.uid else parent, place["order"], _stamp(entity, "place"))


def _stamp(entity: Entity, name: str) -> tuple[int, bytes]:
    heads = entity.heads.get(name)
    return (heads[0].change.clock, heads[0].change.change_id) if heads else (0, b"")


def _tag_values(entity: Entity) -> tuple[str, str, str, str, int]:
    fields = entity.fields
    words = fields.get("name", ""), fields.get("colour", ""), fields.get("definition", "")
    return entity.uid, *words, int(bool(fields.get("is_position")))


def _head_json(change: Change, value: Json) -> Json:
    return {
        "value": value,
        "reviewer": change.reviewer_uid,
        "clock": change.clock,
        "change": change.change_id.hex(),
    }
