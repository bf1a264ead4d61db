"""The picture itself: boxes that can be gone through by keys, and the lines between them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.core.neighbourhood import Neighbourhood
from annotator.core.records import Link
from annotator.ui.icons import paint_icon
from annotator.ui.neighbourhood.graph_layout import Edge, Layout, lay_out
from annotator.ui.neighbourhood.graph_node import GraphNode
from annotator.ui.read.link_words import LINK_ICONS, LINK_TONES, link_words
from annotator.ui.theme import Step, Theme, colour, interface_font

LINE_STYLES = {
    "supports": Qt.PenStyle.SolidLine,
    "contradicts": Qt.PenStyle.DashLine,
    "repeats": Qt.PenStyle.DotLine,
    "responds": Qt.PenStyle.DashDotLine,
}
LINE_WIDTH, ICON, LABEL_HEIGHT = 1.6, 14, 18


class GraphView(QWidget):
    """Show a neighbourhood; `nodes` stand in the order in which they came in, the middle first.

    Signals: `opened(statement)` by a click or Enter; `middle_wanted(statement)` by Space; `reached(box)` when one has
    got the keyboard.
    """

    opened = Signal(str)
    middle_wanted = Signal(str)
    reached = Signal(QWidget)

    def __init__(self, label_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_of = label_of
        self._layout: Layout | None = None
        self.nodes: list[GraphNode] = []
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("What the statement is linked to"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from box to box; a box hands on the keys that it does not know itself."""
        node = self._focused()
        ways = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if node is None:
            super().keyPressEvent(event)
        elif key in ways:
            self._step(node, *ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(node.neighbour.statement.uid)
        elif key == Qt.Key.Key_Space:
            self.middle_wanted.emit(node.neighbour.statement.uid)
        else:
            super().keyPressEvent(event)

    def node_of(self, uid: str) -> GraphNode | None:
        """Give the box of a statement."""
        return next((node for node in self.nodes if node.neighbour.statement.uid == uid), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._layout is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for edge in self._layout.edges:
            painter.setPen(QPen(self._tone(edge), LINE_WIDTH, LINE_STYLES[edge.link.kind]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(edge.path)
        for edge in self._layout.edges:
            self._paint_label(painter, edge)

    def show_neighbourhood(self, shown: Neighbourhood) -> None:
        """Show another neighbourhood; the keyboard stays on the statement that had it, or goes to the middle."""
        focused = self._focused()
        kept = focused.neighbour.statement.uid if focused is not None else ""
        for node in self.nodes:
            node.hide()
            node.deleteLater()
        self._layout = lay_out(shown)
        self.nodes = []
        for neighbour in shown.neighbours:
            uid = neighbour.statement.uid
            relation = _relation(shown.links, neighbour.parent_uid, uid)
            node = GraphNode(neighbour, self._label_of(neighbour.statement.source_uid), relation, self)
            node.move(self._layout.boxes[uid].topLeft().toPoint())
            node.clicked.connect(lambda _=False, uid=uid: self.opened.emit(uid))
            node.reached.connect(lambda node=node: self.reached.emit(node))
            node.show()
            self.nodes.append(node)
        self.setFixedSize(self._layout.size.toSize())
        self.update()
        node_kept = self.node_of(kept) or self.nodes[0]
        if kept or self.isVisible():
            node_kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return self._layout.size.toSize() if self._layout is not None else QSize(400, 200)

    # Inside

    def _focused(self) -> GraphNode | None:
        return next((node for node in self.nodes if node.hasFocus()), None)

    def _paint_label(self, painter: QPainter, edge: Edge) -> None:
        """Draw icon and word on the line, on a ground of their own."""
        tokens = Theme.active().tokens
        words = link_words(edge.link.kind, is_from=edge.is_from_first)
        font = interface_font(Step.META)
        width = ICON + 4 + QFontMetricsF(font).horizontalAdvance(words) + 8
        at = edge.label - QPointF(width / 2 if edge.is_centred else width, 0)
        rect = QRectF(at.x(), at.y() - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tokens.base))
        painter.drawRect(rect)
        icon = QRectF(rect.left() + 3, rect.center().y() - ICON / 2, ICON, ICON)
        paint_icon(painter, icon, LINK_ICONS[edge.link.kind], getattr(tokens, LINK_TONES.get(edge.link.kind, "muted")))
        painter.setFont(font)
        painter.setPen(colour(tokens.text))
        painter.drawText(rect.adjusted(ICON + 6, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)

    def _step(self, node: GraphNode, across: int, down: int) -> None:
        """Go to the nearest box of the next column, or of the same one."""
        here, step = node.geometry().center(), node.neighbour.step
        if across:
            there = [each for each in self.nodes if each.neighbour.step == step + across]
        else:
            same = [each for each in self.nodes if each.neighbour.step == step and each is not node]
            there = [each for each in same if (each.geometry().center().y() - here.y()) * down > 0]
        nearest = min(there, key=lambda each: abs(each.geometry().center().y() - here.y()), default=None)
        if nearest is not None:
            nearest.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tone(self, edge: Edge) -> QColor:
        return colour(getattr(Theme.active().tokens, LINK_TONES.get(edge.link.kind, "muted")))


def _relation(links: Sequence[Link], parent_uid: str, uid: str) -> str:
    """Say what a statement is to the one over which it came in."""
    found = [link for link in links if {link.from_uid, link.to_uid} == {parent_uid, uid}]
    return ", ".join(link_words(link.kind, is_from=link.from_uid == uid) for link in found)
