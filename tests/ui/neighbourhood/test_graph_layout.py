"""Where boxes and lines stand."""

from itertools import combinations

from annotator.core.neighbourhood import Neighbour, Neighbourhood
from annotator.core.records import Anchor, Link, Statement
from annotator.ui.neighbourhood.graph_layout import Layout, lay_out


def neighbour(uid: str, step: int, parent: str = "") -> Neighbour:
    return Neighbour(Statement(uid, 1, "s", Anchor("r", 0, 1, uid, "", ""), 1), step, parent, 0)


def link(one: str, other: str, kind: str = "supports") -> Link:
    return Link(f"{kind}{one}{other}", kind, one, other)


def two_steps() -> Layout:
    neighbours = (neighbour("m", 0), *(neighbour(uid, 1, "m") for uid in "ab"), *(neighbour(u, 2, "a") for u in "xyz"))
    links = (link("m", "a"), link("b", "m"), link("a", "x"), link("a", "y"), link("z", "a"), link("a", "b", "repeats"))
    return lay_out(Neighbourhood(neighbours, links))


def test_each_step_has_its_column():
    lefts = {uid: box.left() for uid, box in two_steps().boxes.items()}
    assert lefts["m"] < lefts["a"] == lefts["b"] < lefts["x"] == lefts["y"] == lefts["z"]


def test_no_box_stands_over_another():
    boxes = two_steps().boxes.values()
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_a_parent_stands_in_the_middle_of_its_children():
    boxes = two_steps().boxes
    assert boxes["a"].center().y() == boxes["y"].center().y()


def test_a_line_begins_and_ends_at_its_boxes():
    found = two_steps()
    edge = next(edge for edge in found.edges if edge.link.uid == "supportsbm")
    assert edge.path.pointAtPercent(0).x() == found.boxes["m"].right()
    end = edge.path.pointAtPercent(1)
    assert (end.x(), end.y()) == (found.boxes["b"].left(), found.boxes["b"].center().y())


def test_a_link_is_read_from_the_box_nearer_to_the_middle():
    is_from = {edge.link.uid: edge.is_from_first for edge in two_steps().edges}
    assert is_from["supportsma"]
    assert not is_from["supportsbm"]


def test_two_links_of_the_same_statements_have_lines_of_their_own():
    links = (link("m", "a"), link("m", "a", "contradicts"))
    one, other = lay_out(Neighbourhood((neighbour("m", 0), neighbour("a", 1, "m")), links)).edges
    assert one.label != other.label


def test_everything_has_room():
    found = two_steps()
    for edge in found.edges:
        assert edge.path.boundingRect().right() < found.size.width()
    assert max(box.bottom() for box in found.boxes.values()) < found.size.height()
