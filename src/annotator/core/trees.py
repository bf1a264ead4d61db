"""Trees that stay trees, whatever was merged into them."""

from collections.abc import Mapping
from dataclasses import dataclass

RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class Node:
    """Where an entity wants to stand: under which parent, by which key, and when that was decided."""

    uid: str
    parent_uid: str | None
    order: str
    moved: tuple[int, bytes]


def settled_parents(nodes: Mapping[str, Node]) -> tuple[dict[str, str | None], set[str]]:
    """Give each live node the parent it really has, and the nodes whose newest move had to be ignored.

    A cycle made by two moves is broken by ignoring its newest move: that node goes to the top. A live child of a
    parent that is not among the live nodes gets the parent RECOVERED.
    """
    parents: dict[str, str | None] = {
        uid: (RECOVERED if node.parent_uid is not None and node.parent_uid not in nodes else node.parent_uid)
        for uid, node in nodes.items()
    }
    ignored: set[str] = set()
    safe: set[str] = set()
    for start in sorted(nodes):
        path: list[str] = []
        on_path: set[str] = set()
        uid: str | None = start
        while uid is not None and uid != RECOVERED and uid not in safe:
            if uid in on_path:
                cycle = path[path.index(uid) :]
                newest = max(cycle, key=lambda each: (nodes[each].moved, each))
                parents[newest] = None
                ignored.add(newest)
                break
            path.append(uid)
            on_path.add(uid)
            uid = parents[uid]
        safe.update(path)
    return parents, ignored


def tree_order(nodes: Mapping[str, Node], parents: Mapping[str, str | None]) -> list[tuple[str, int]]:
    """Give (uid, depth) in reading order: siblings by key, then uid; what was recovered last, at the top level."""
    children: dict[str | None, list[str]] = {}
    for uid in nodes:
        children.setdefault(parents[uid], []).append(uid)
    for siblings in children.values():
        siblings.sort(key=lambda uid: (nodes[uid].order, uid))
    ordered: list[tuple[str, int]] = []
    stack = [(uid, 0) for uid in reversed(children.get(None, []) + children.get(RECOVERED, []))]
    while stack:
        uid, depth = stack.pop()
        ordered.append((uid, depth))
        stack.extend((child, depth + 1) for child in reversed(children.get(uid, [])))
    return ordered


def followed(targets: Mapping[str, tuple[str, tuple[int, bytes]]]) -> tuple[dict[str, str], set[str]]:
    """Follow `merged_into` of tags to its end; a cycle is broken by ignoring its newest merge.

    `targets` maps a tag to the tag it was merged into and when. Gives the ends, and the tags whose merge was ignored.
    """
    kept = dict(targets)
    ignored: set[str] = set()
    ends: dict[str, str] = {}
    for start in sorted(targets):
        path = [start]
        while path[-1] in kept:
            target = kept[path[-1]][0]
            if target in path:
                cycle = path[path.index(target) :]
                newest = max(cycle, key=lambda uid: (kept[uid][1], uid))
                del kept[newest]
                ignored.add(newest)
                path = [start]
                continue
            path.append(target)
        if path[-1] != start:
            ends[start] = path[-1]
    return ends, ignored
