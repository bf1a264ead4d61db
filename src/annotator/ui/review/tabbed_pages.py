"""Pages of which one is shown, with a row of tabs over them that say how much waits on each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.ui.widgets import Badge, line

TAB_INSET, BADGE_GAP = 4, 12


class TabbedPages(QWidget):
    """Show one of several pages; in the row of tabs the arrow keys move.

    Signals: `page_changed(int)` when another page is shown.
    """

    page_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar(self)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(name)
        self.pages = QStackedWidget(self)
        self._badges: dict[int, QWidget] = {}
        self.tabs.currentChanged.connect(self._show)
        row = QHBoxLayout()
        row.setContentsMargins(TAB_INSET, 0, TAB_INSET, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line(parent=self))
        column.addWidget(self.pages, 1)

    def add_page(self, title: str, page: QWidget) -> int:
        """Add a page at the right; give its place in the row."""
        self.pages.addWidget(page)
        at = self.tabs.addTab(title)
        self.tabs.setAccessibleTabName(at, title)
        return at

    def set_badge(self, page: QWidget, count: int, words: str, icon: str = "") -> None:
        """Say beside a page's title how much waits there; 0 says nothing. `words` say it to a screen reader."""
        at = self.pages.indexOf(page)
        side = QTabBar.ButtonPosition.RightSide
        old = self._badges.pop(at, None)
        title = self.tabs.tabText(at)
        self.tabs.setAccessibleTabName(at, f"{title}, {words}" if count else title)
        if count:
            self._badges[at] = _held(Badge(f"{count:,}", "warn", icon), self.tabs)
            self.tabs.setTabButton(at, side, self._badges[at])
        else:
            self.tabs.setTabButton(at, side, None)
        if old is not None:
            old.hide()
            old.deleteLater()
        self.tabs.updateGeometry()
        self.tabs.setTabToolTip(at, words if count else "")

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self.tabs.setCurrentIndex(self.pages.indexOf(page))

    def badge_of(self, page: QWidget) -> str:
        """Give what the badge beside a page's title says, or ""."""
        held = self._badges.get(self.pages.indexOf(page))
        badge = held.findChild(Badge) if held is not None else None
        return badge.text if isinstance(badge, Badge) else ""

    def _show(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        self.page_changed.emit(at)


def _held(badge: Badge, parent: QWidget) -> QWidget:
    """Hold a badge nearer to its own title than to the next tab's."""
    holder = QWidget(parent)
    holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, BADGE_GAP, 0)
    row.addWidget(badge)
    holder.resize(holder.sizeHint())
    return holder
