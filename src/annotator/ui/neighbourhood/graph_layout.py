"""Where the boxes and lines of the picture stand: a column for each step from the middle, children beside parents."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath

from annotator.core.neighbourhood import Neighbourhood
from annotator.core.records import Link

BOX_WIDTH, BOX_HEIGHT = 236, 60
GAP_X, GAP_Y, MARGIN = 184, 12, 16
# A line comes level so far before its box, where its word stands: up to the room that the longest word needs.
LEVEL, BEFORE, WORD = 116, 10, 64
# Links of the same two statements stand apart by so much; many that leave one box share its side.
APART, SIDE = 18, 40
# Lines that lead around to a box of the same column reach further out the further away it is.
LEAST_BULGE, MOST_BULGE, BULGE_SHARE = 40, 140, 0.14


@dataclass(frozen=True, slots=True)
class Edge:
    """The line of a link from the box that is read first, and where its word stands: its right end, or its middle.

    `is_from_first` where the link goes out from that box.
    """

    link: Link
    path: QPainterPath
    label: QPointF
    is_centred: bool
    is_from_first: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes by statement, lines, and how much room they take."""

    boxes: Mapping[str, QRectF]
    edges: tuple[Edge, ...]
    size: QSizeF


def lay_out(shown: Neighbourhood) -> Layout:
    """Place a neighbourhood."""
    rows = _rows(shown)
    pitch = BOX_HEIGHT + GAP_Y
    boxes = {
        each.statement.uid: QRectF(
            MARGIN + each.step * (BOX_WIDTH + GAP_X), MARGIN + rows[each.statement.uid] * pitch, BOX_WIDTH, BOX_HEIGHT
        )
        for each in shown.neighbours
    }
    bottom = max(box.bottom() for box in boxes.values())
    edges = tuple(_edges(shown, boxes))
    around = max((edge.path.boundingRect().right() + WORD for edge in edges if edge.is_centred), default=0.0)
    right = max(around, *(box.right() for box in boxes.values()))
    return Layout(boxes, edges, QSizeF(right + MARGIN, bottom + MARGIN))


def _rows(shown: Neighbourhood) -> dict[str, float]:
    """Give each box its row: those without children one after the other, a parent in the middle of its children."""
    children: dict[str, list[str]] = {}
    for each in shown.neighbours[1:]:
        children.setdefault(each.parent_uid, []).append(each.statement.uid)
    rows: dict[str, float] = {}
    count = 0

    def place(uid: str) -> None:
        nonlocal count
        below = children.get(uid, [])
        for child in below:
            place(child)
        if below:
            rows[uid] = (rows[below[0]] + rows[below[-1]]) / 2
        else:
            rows[uid] = count
            count += 1

    place(shown.neighbours[0].statement.uid)
    return rows


def _edges(shown: Neighbourhood, boxes: Mapping[str, QRectF]) -> list[Edge]:
    steps = {each.statement.uid: each.step for each in shown.neighbours}
    parents = {each.statement.uid: each.parent_uid for each in shown.neighbours}
    between: dict[tuple[str, str], list[Link]] = {}
    for link in shown.links:
        ends = sorted((link.from_uid, link.to_uid), key=lambda uid: (steps[uid], boxes[uid].top()))
        between.setdefault((ends[0], ends[1]), []).append(link)
    made = []
    # The first of many lines leaves a box at the top of its side, the last at its foot.
    leaving: dict[str, list[str]] = {}
    for first, second in sorted(between, key=lambda ends: boxes[ends[1]].top()):
        if steps[first] != steps[second]:
            leaving.setdefault(first, []).append(second)
    for (first, second), links in between.items():
        for at, link in enumerate(links):
            shift = QPointF(0, (at - (len(links) - 1) / 2) * APART)
            is_from_first = link.from_uid == first
            start = _side(boxes[first], is_right=True)
            if steps[first] == steps[second]:
                made.append(_beside(link, start + shift, _side(boxes[second], is_right=True) + shift, is_from_first))
            else:
                others = leaving[first]
                share = others.index(second) / (len(others) - 1) - 0.5 if len(others) > 1 else 0.0
                ends_at = _side(boxes[second], is_right=False) + shift
                is_tree = parents[second] == first
                made.append(_across(link, start + QPointF(0, share * SIDE), ends_at, is_tree, is_from_first))
    return made


def _across(link: Link, start: QPointF, end: QPointF, is_tree: bool, is_from_first: bool) -> Edge:
    """Lead from one column to the next; the word stands before the second box, or half way where others stand there."""
    path = QPainterPath(start)
    if not is_tree:
        path.cubicTo(start + QPointF(LEVEL, 0), end - QPointF(LEVEL, 0), end)
        return Edge(link, path, path.pointAtPercent(0.5), True, is_from_first)
    level = QPointF(end.x() - LEVEL, end.y())
    path.cubicTo(QPointF(level.x(), start.y()), QPointF(start.x(), end.y()), level)
    path.lineTo(end)
    return Edge(link, path, end - QPointF(BEFORE, 0), False, is_from_first)


def _beside(link: Link, start: QPointF, end: QPointF, is_from_first: bool) -> Edge:
    """Lead from one box to another of the same column, around at the right."""
    out = QPointF(min(MOST_BULGE, LEAST_BULGE + BULGE_SHARE * abs(end.y() - start.y())), 0)
    path = QPainterPath(start)
    path.cubicTo(start + out, end + out, end)
    return Edge(link, path, path.pointAtPercent(0.5), True, is_from_first)


def _side(box: QRectF, *, is_right: bool) -> QPointF:
    return QPointF(box.right() if is_right else box.left(), box.center().y())
