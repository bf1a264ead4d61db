"""The part of the card that holds the links of its statement."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.core.records import Statement
from annotator.session.details import Details
from annotator.ui.icons import dress
from annotator.ui.read.link_edits import LinkEdits
from annotator.ui.read.link_row import LinkRow
from annotator.ui.read.link_words import SeenLink, seen_links
from annotator.ui.widgets import AddChip, label
from annotator.ui.workspace import Shell

# More than a few would push the note out of sight; the rest is shown on demand, as many at a time as come at once.
FEW, MORE = 5, 40


class LinkRows(QWidget):
    """Show the links of a statement, what contradicts it first; each can be followed, removed and assessed.

    Signals: `link_wanted()` for the list to link from; `show_wanted(statement)`; `graph_wanted()` for the picture.
    """

    link_wanted = Signal()
    show_wanted = Signal(str)
    graph_wanted = Signal()

    def __init__(self, shell: Shell, details: Details, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = shell.session.reader
        self._edits = LinkEdits(shell)
        self._details = details
        self._statement: Statement | None = None
        self._most = FEW
        self._rows: dict[str, LinkRow] = {}
        self.setAccessibleName(self.tr("Links"))
        self._caption = label(self.tr("Links"), "muted", self)
        self.link_button = AddChip(self.tr("Link…"), "link-variant", "L", self)
        self.link_button.setToolTip(self.tr("Link the statement to another one (L)"))
        self.link_button.clicked.connect(self.link_wanted)
        self.graph_button = QToolButton(self)
        self.graph_button.setProperty("tight", True)
        self.graph_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.graph_button.setAccessibleName(self.tr("Show what it is linked to"))
        self.graph_button.setToolTip(self.tr("Show what it is linked to, as a picture (Shift+J)"))
        dress(self.graph_button, "graph-outline")
        self.graph_button.clicked.connect(self.graph_wanted)
        self._more_button = QPushButton(self)
        self._more_button.setProperty("quiet", True)
        self._more_button.setProperty("small", True)
        self._more_button.clicked.connect(self.show_more)
        head = QHBoxLayout()
        head.addWidget(self._caption)
        head.addStretch(1)
        head.addWidget(self.graph_button)
        head.addWidget(self.link_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addLayout(self._list)
        layout.addWidget(self._more_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[LinkRow]:
        """The rows from top to bottom."""
        return sorted(self._rows.values(), key=self._list.indexOf)

    def flush(self) -> None:
        """Take over what is being typed."""
        for row in self.rows:
            row.flush()

    def refresh(self) -> None:
        """Show the links anew; the rows that stay keep what is typed in them, and the keyboard."""
        seen = self._seen()
        # A row that is there already is not pushed out by a new one: something may be being typed in it.
        kept = max((at for at, each in enumerate(seen, 1) if each.link.uid in self._rows), default=0)
        shown = seen[: max(self._most, kept)]
        uids = [each.link.uid for each in shown]
        had_focus = self._focused_at()
        for uid in [uid for uid in self._rows if uid not in set(uids)]:
            self._drop(uid)
        for at, each in enumerate(shown):
            source = self._details.source_label(each.other.source_uid)
            row = self._rows.get(each.link.uid)
            if row is None:
                row = self._rows[each.link.uid] = self._made(each, source)
            else:
                row.show_link(each, source)
            if self._list.indexOf(row) != at:
                self._list.insertWidget(at, row)
                row.show()
        self._caption.setText(self.tr("Links {0}").format(len(seen)) if len(seen) > 1 else self.tr("Links"))
        self.graph_button.setVisible(bool(seen))
        rest = len(seen) - len(shown)
        self._more_button.setVisible(bool(rest))
        part = self.tr("Show {0} of {1} more").format(MORE, rest)
        self._more_button.setText(part if rest > MORE else self.tr("Show {0} more").format(rest))
        if had_focus >= 0 and self._focused_at() < 0:
            rows = self.rows
            (rows[min(had_focus, len(rows) - 1)].opener if rows else self.link_button).setFocus()

    def row_of(self, link_uid: str) -> LinkRow | None:
        """Give the row of a link, which is shown if it was not."""
        if link_uid not in self._rows:
            uids = [each.link.uid for each in self._seen()]
            if link_uid in uids:
                self._most = uids.index(link_uid) + 1
                self.refresh()
        return self._rows.get(link_uid)

    def show_more(self) -> None:
        """Show more of the links, and go on from the first of them."""
        had_focus = self._more_button.hasFocus()
        at = len(self._rows)
        self._most = at + MORE
        self.refresh()
        if had_focus and at < len(self._rows):
            self.rows[at].opener.setFocus()

    def show_statement(self, statement: Statement | None, *, is_new: bool) -> None:
        """Show the links of a statement."""
        self._statement = statement
        if is_new:
            self._most = FEW
            for uid in list(self._rows):
                self._drop(uid)
        self.refresh()

    # Inside

    def _drop(self, uid: str) -> None:
        row = self._rows.pop(uid)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _focused_at(self) -> int:
        """Give the row that has the keyboard, or -1."""
        focused = QApplication.focusWidget()
        return next((at for at, row in enumerate(self.rows) if focused is not None and row.isAncestorOf(focused)), -1)

    def _made(self, seen: SeenLink, source: str) -> LinkRow:
        row = LinkRow(seen, source, self)
        row.opened.connect(self.show_wanted)
        row.removed.connect(self._edits.unlink)
        row.assessed.connect(self._edits.assess)
        return row

    def _seen(self) -> list[SeenLink]:
        """Give the links of the statement, in the order in which they are shown."""
        return seen_links(self._reader, self._statement.uid) if self._statement is not None else []
