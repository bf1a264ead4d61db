"""A tree of records with parents, kept in step with the project and moved about by dragging."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from annotator.core.changes import Draft
from annotator.core.errors import AnnotatorError
from annotator.core.records import Chapter, Tag
from annotator.session.models.mime import dragged_uids, put_uids
from annotator.session.project_session import ProjectSession

AnyIndex = QModelIndex | QPersistentModelIndex
RECORD_ROLE = int(Qt.ItemDataRole.UserRole)
NO_INDEX = QModelIndex()
# Indexes hold a node's key, never the node: an index that outlives a reset then finds nothing instead of crashing.
_KEYS = count(1)

R = TypeVar("R", Tag, Chapter)


class _Node(Generic[R]):
    """A record with its place; the model's indexes point at it."""

    __slots__ = ("children", "key", "parent", "record", "row")

    def __init__(self, record: R | None, parent: "_Node[R] | None", row: int) -> None:
        self.key = next(_KEYS)
        self.record: R | None = record
        self.parent: _Node[R] | None = parent
        self.row = row
        self.children: list[_Node[R]] = []


class TreeModel(QAbstractItemModel, Generic[R]):
    """Show records that come in tree order and name their parents. Derive from it and say how one is written.

    Signals: `refused(error)` when a rename or a move cannot be honoured; nothing has been changed then.
    """

    refused = Signal(object)

    def __init__(self, session: ProjectSession, mime: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._mime = mime
        self._root: _Node[R] = _Node(None, None, 0)
        self._nodes: dict[str, _Node[R]] = {}
        self._by_key: dict[int, _Node[R]] = {}

    # To be said by what derives from this

    def move_drafts(self, uid: str, parent_uid: str | None, before_uid: str | None) -> list[Draft]:
        """Give the edit that moves a record."""
        raise AssertionError("a tree says how its records move")

    def rename_drafts(self, uid: str, name: str) -> list[Draft]:
        """Give the edit that renames a record."""
        raise AssertionError("a tree says how its records are renamed")

    def name_of(self, record: R) -> str:
        """Give the words that are shown and edited."""
        raise AssertionError("a tree says how its records are called")

    def spoken(self, record: R) -> str:
        """Say a record in words, for screen readers."""
        return self.name_of(record)

    def tip(self, record: R) -> str:
        """Give the tooltip."""
        return self.name_of(record)

    def labels(self) -> tuple[str, str]:
        """Name renaming and moving for undo."""
        raise AssertionError("a tree names its edits")

    # What views ask for

    def index_of(self, uid: str) -> QModelIndex:
        """Give where a record stands, or no index."""
        node = self._nodes.get(uid)
        return self.createIndex(node.row, 0, node.key) if node is not None else QModelIndex()

    def record_at(self, index: AnyIndex) -> R | None:
        """Give the record of an index."""
        node: _Node[R] = self._node(index)
        return node.record

    def set_records(self, records: Sequence[R]) -> None:
        """Show other records; where only words or counts differ, views keep where they are."""
        root, nodes = _tree(records)
        if _shape(root) == _shape(self._root):
            changed = [uid for uid, node in nodes.items() if node.record != self._nodes[uid].record]
            for uid in changed:
                self._nodes[uid].record = nodes[uid].record
                index = self.index_of(uid)
                self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self._root, self._nodes = root, nodes
        self._by_key = {node.key: node for node in nodes.values()}
        self.endResetModel()

    # Qt

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        uids = dragged_uids(data, self._mime)
        if len(uids) != 1 or uids[0] not in self._nodes:
            return False
        above: _Node[R] | None = self._node(parent)
        while above is not None and above.record is not None:
            if above.record.uid == uids[0]:
                return False
            above = above.parent
        return True

    def columnCount(self, parent: AnyIndex = NO_INDEX) -> int:
        return 1

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        record = self.record_at(index)
        if record is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.name_of(record)
        if role == RECORD_ROLE:
            return record
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(record)
        return None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        if action == Qt.DropAction.IgnoreAction:
            return True
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        (uid,) = dragged_uids(data, self._mime)
        node = self._node(parent)
        following = [each.record.uid for each in node.children[row:] if each.record] if row >= 0 else []
        before = next((each for each in following if each != uid), None)
        return self.move(uid, node.record.uid if node.record else None, before)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flag = Qt.ItemFlag
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsEditable
        return usual | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled

    def index(self, row: int, column: int, parent: AnyIndex = NO_INDEX) -> QModelIndex:
        children = self._node(parent).children
        if column != 0 or not 0 <= row < len(children) or (parent.isValid() and parent.column() != 0):
            return QModelIndex()
        return self.createIndex(row, 0, children[row].key)

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        put_uids(data, self._mime, [record.uid for each in indexes if (record := self.record_at(each))])
        return data

    def mimeTypes(self) -> list[str]:
        return [self._mime]

    def move(self, uid: str, parent_uid: str | None, before_uid: str | None = None) -> bool:
        """Move a record under a parent (None is the top), before one of its children or last."""
        return self._perform(lambda: self.move_drafts(uid, parent_uid, before_uid), self.labels()[1])

    def move_by(self, uid: str, step: int) -> bool:
        """Move a record up or down among its neighbours, for the keyboard; False where it is at the end."""
        node = self._nodes[uid]
        assert node.parent is not None
        others = [each.record.uid for each in node.parent.children if each.record and each is not node]
        at = node.row + step
        if not 0 <= at <= len(others):
            return False
        parent = node.parent.record
        return self.move(uid, parent.uid if parent else None, others[at] if at < len(others) else None)

    def move_in(self, uid: str) -> bool:
        """Move a record under the one above it."""
        node = self._nodes[uid]
        assert node.parent is not None
        if node.row == 0:
            return False
        above = node.parent.children[node.row - 1].record
        return above is not None and self.move(uid, above.uid)

    def move_out(self, uid: str) -> bool:
        """Move a record out of its parent, to stand behind it."""
        node = self._nodes[uid]
        parent = node.parent
        if parent is None or parent.record is None or parent.parent is None:
            return False
        following = [each.record for each in parent.parent.children[parent.row + 1 :] if each.record]
        above = parent.parent.record
        return self.move(uid, above.uid if above else None, following[0].uid if following else None)

    def parent(self, index: AnyIndex = NO_INDEX) -> QModelIndex:  # type: ignore[override]
        node = self._node(index).parent if index.isValid() else None
        if node is None or node.record is None:
            return QModelIndex()
        return self.createIndex(node.row, 0, node.key)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self._node(parent).children)

    def setData(self, index: AnyIndex, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        record = self.record_at(index)
        if record is None or role != Qt.ItemDataRole.EditRole:
            return False
        name = str(value).strip()
        if not name or name == self.name_of(record):
            return False
        return self._perform(lambda: self.rename_drafts(record.uid, name), self.labels()[0])

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    # Inside

    def _node(self, index: AnyIndex) -> _Node[R]:
        return self._by_key.get(index.internalId(), self._root) if index.isValid() else self._root

    def _perform(self, drafts: Callable[[], list[Draft]], label: str) -> bool:
        try:
            self._session.perform(drafts(), label)
        except AnnotatorError as error:
            self.refused.emit(error)
            return False
        return True


def _tree(records: Sequence[R]) -> tuple[_Node[R], dict[str, _Node[R]]]:
    """Build nodes from records in tree order; a record whose parent is not there stands at the top."""
    root: _Node[R] = _Node(None, None, 0)
    nodes: dict[str, _Node[R]] = {}
    for record in records:
        parent = nodes.get(record.parent_uid or "", root)
        node = _Node(record, parent, len(parent.children))
        parent.children.append(node)
        nodes[record.uid] = node
    return root, nodes


def _shape(root: _Node[R]) -> list[tuple[str, str]]:
    return list(_walk(root, ""))


def _walk(node: _Node[R], parent_uid: str) -> Iterator[tuple[str, str]]:
    for child in node.children:
        assert child.record is not None
        yield child.record.uid, parent_uid
        yield from _walk(child, child.record.uid)
