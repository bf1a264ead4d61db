"""How the Read workspace is laid out, and how that is remembered on this computer."""

from PySide6.QtWidgets import QSplitter, QWidget

from annotator.session.project_session import ProjectSession
from annotator.ui.read.pane_feed import PaneFeed
from annotator.ui.read.statements_panel import StatementsPanel
from annotator.ui.reader.panes import ReaderPanes

LEFT_WIDTH, CARD_WIDTH, TABLE_HEIGHT, WHO_ELSE_WIDTH = 240, 292, 206, 348
LEFT_HEIGHTS = (178, 224, 402)
KEY = "read.layout"


class ReadLayout:
    """Sizes, hidden panels, open panes and the table's order."""

    def __init__(
        self,
        session: ProjectSession,
        columns: QSplitter,
        left: QSplitter,
        upper: QSplitter,
        lower: QSplitter,
        panes: ReaderPanes,
        feed: PaneFeed,
        statements: StatementsPanel,
    ) -> None:
        self._session = session
        self._columns, self._left, self._upper, self._lower = columns, left, upper, lower
        self._rows = _rows_of(columns)
        self._panes, self._feed, self._statements = panes, feed, statements
        for splitter in (columns, left, self._rows, upper, lower):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        columns.setStretchFactor(0, 0)
        columns.setStretchFactor(1, 1)
        for splitter in (self._rows, upper, lower):
            splitter.setStretchFactor(0, 1)
            splitter.setStretchFactor(1, 0)
        left.setStretchFactor(2, 1)
        self.left.setMinimumWidth(180)
        self.right.setMinimumWidth(240)
        self.who_else.setMinimumWidth(240)
        self.bottom.setMinimumHeight(96)
        for index in range(left.count()):
            _part(left, index).setMinimumHeight(84)

    @property
    def bottom(self) -> QWidget:
        """The table of statements, and beside it who else says this."""
        return _part(self._rows, 1)

    @property
    def left(self) -> QWidget:
        """The column of sources, outline and tags."""
        return _part(self._columns, 0)

    @property
    def right(self) -> QWidget:
        """The card."""
        return _part(self._upper, 1)

    @property
    def who_else(self) -> QWidget:
        """Who else says this."""
        return _part(self._lower, 1)

    def restore(self) -> None:
        """Bring back what was remembered, or the house's own measures; open the panes that were open."""
        stored = self._session.local.get(KEY, {})
        stored = stored if isinstance(stored, dict) else {}
        self._set_sizes(self._columns, stored.get("columns"), (LEFT_WIDTH, 1200))
        self._set_sizes(self._left, stored.get("left"), LEFT_HEIGHTS)
        self._set_sizes(self._rows, stored.get("rows"), (598, TABLE_HEIGHT))
        self._set_sizes(self._upper, stored.get("upper"), (1200 - CARD_WIDTH, CARD_WIDTH))
        self._set_sizes(self._lower, stored.get("lower"), (1200 - WHO_ELSE_WIDTH, WHO_ELSE_WIDTH))
        hidden = stored.get("hidden", [])
        for name, part in self._parts().items():
            part.setVisible(name not in hidden)
        zoom = stored.get("zoom", 1.0)
        self._panes.set_zoom(zoom if isinstance(zoom, int | float) else 1.0)
        sort, is_descending = stored.get("sort", "place"), bool(stored.get("descending", False))
        self._statements.sort_by(str(sort), is_descending)
        uids = [uid for uid in stored.get("panes", []) if isinstance(uid, str)]
        if not stored:
            uids = [uid for uid in (self._session.reader.first_source_uid(),) if uid]
        active = stored.get("active", 0)
        if uids:
            self._feed.open_all(uids, active if isinstance(active, int) else 0)

    def save(self) -> None:
        """Remember everything, the place in each source as well."""
        self._feed.note_places()
        panes = [pane for pane in self._panes.panes if pane.source_uid]
        sort, is_descending = self._statements.sorted_by()
        self._session.local.set(
            KEY,
            {
                "columns": self._columns.sizes(),
                "left": self._left.sizes(),
                "rows": self._rows.sizes(),
                "upper": self._upper.sizes(),
                "lower": self._lower.sizes(),
                "hidden": [name for name, part in self._parts().items() if part.isHidden()],
                "zoom": self._panes.zoom,
                "sort": sort,
                "descending": is_descending,
                "panes": [pane.source_uid for pane in panes],
                "active": panes.index(self._panes.active) if self._panes.active in panes else 0,
            },
        )

    def _parts(self) -> dict[str, QWidget]:
        return {"left": self.left, "right": self.right, "bottom": self.bottom, "who-else": self.who_else}

    def _set_sizes(self, splitter: QSplitter, stored: object, usual: tuple[int, ...]) -> None:
        is_usable = isinstance(stored, list) and len(stored) == len(usual) and all(isinstance(n, int) for n in stored)
        splitter.setSizes(stored if isinstance(stored, list) and is_usable and sum(stored) else list(usual))


def _rows_of(columns: QSplitter) -> QSplitter:
    rows = columns.widget(1)
    assert isinstance(rows, QSplitter)
    return rows


def _part(splitter: QSplitter, index: int) -> QWidget:
    part = splitter.widget(index)
    assert part is not None
    return part
