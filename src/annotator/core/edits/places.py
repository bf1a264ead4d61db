"""Where a thing stands in a tree: its parent and its key, one value, because a move changes both."""

from collections.abc import Sequence

from annotator.core.errors import RefusedError
from annotator.core.order import key_before
from annotator.core.records import Chapter, Json, Tag


def place_in_tree(
    nodes: Sequence[Tag] | Sequence[Chapter],
    parent_uid: str | None,
    before_uid: str | None = None,
    *,
    moving_uid: str | None = None,
    what: str,
) -> Json:
    """Give the value of the field `place` for a node under a parent, before one of its children or last.

    `what` names the node for the message when it would stand under itself.
    """
    parents = {node.uid: node.parent_uid for node in nodes}
    above = parent_uid
    while above is not None:
        if above == moving_uid:
            raise RefusedError(f"A {what} cannot be moved under itself.")
        above = parents.get(above)
    siblings = [(node.order, node.uid) for node in nodes if node.parent_uid == parent_uid and node.uid != moving_uid]
    return {"parent": parent_uid, "order": key_before(siblings, before_uid)}
