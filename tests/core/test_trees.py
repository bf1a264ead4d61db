from hypothesis import given
from hypothesis import strategies as st

from annotator.core.trees import RECOVERED, Node, followed, settled_parents, tree_order

UIDS = [f"n{index}" for index in range(8)]


def node(uid: str, parent: str | None, moved: int, order: str = "a") -> Node:
    return Node(uid, parent, order, (moved, uid.encode()))


def test_a_cycle_is_broken_at_its_newest_move() -> None:
    nodes = {"a": node("a", "b", 1), "b": node("b", "a", 2)}
    parents, ignored = settled_parents(nodes)
    assert parents == {"a": "b", "b": None}
    assert ignored == {"b"}


def test_a_child_of_a_deleted_parent_is_recovered() -> None:
    parents, ignored = settled_parents({"a": node("a", "gone", 1)})
    assert parents == {"a": RECOVERED}
    assert not ignored
    assert tree_order({"a": node("a", "gone", 1)}, parents) == [("a", 0)]


def test_siblings_stand_by_key_then_uid() -> None:
    nodes = {"a": node("a", None, 1, "b"), "b": node("b", None, 1, "a"), "c": node("c", "b", 1, "a")}
    parents, _ = settled_parents(nodes)
    assert tree_order(nodes, parents) == [("b", 0), ("c", 1), ("a", 0)]


@given(st.lists(st.tuples(st.sampled_from([*UIDS, None]), st.integers(0, 50)), min_size=8, max_size=8))
def test_whatever_was_merged_every_node_is_shown_once(wishes: list[tuple[str | None, int]]) -> None:
    nodes = {
        uid: node(uid, None if parent == uid else parent, moved)
        for uid, (parent, moved) in zip(UIDS, wishes, strict=True)
    }
    parents, _ = settled_parents(nodes)
    assert sorted(uid for uid, _ in tree_order(nodes, parents)) == UIDS
    backwards = {uid: nodes[uid] for uid in reversed(UIDS)}
    assert settled_parents(backwards)[0] == parents


def test_merged_tags_are_followed_to_the_end() -> None:
    assert followed({"a": ("b", (1, b"")), "b": ("c", (2, b""))}) == ({"a": "c", "b": "c"}, set())


def test_a_cycle_of_merges_is_broken_at_the_newest() -> None:
    assert followed({"a": ("b", (1, b"")), "b": ("a", (2, b""))}) == ({"a": "b"}, {"b"})
