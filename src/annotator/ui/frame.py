"""The strips around a workspace: menus with title and reviewer, the bar, the status."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QToolButton, QWidget

from annotator.ui.icons import dress, pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import Badge, ElidedLabel, HintedField, ProgressStrip, SegmentedSwitch, line, repolish

MENU_HEIGHT, BAR_HEIGHT, STATUS_HEIGHT = 28, 44, 26
_MOST_NAMED = 2
SEARCH_WIDTH = 264


class MenuStrip(QWidget):
    """The menu bar, the project's title in the middle of the window, the reviewer at the right.

    Signals: `reviewer_clicked()`.
    """

    reviewer_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(MENU_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "window")
        self.menus = QMenuBar(self)
        self._title = ElidedLabel("", self, role="muted")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._reviewer = QToolButton(self)
        self._reviewer.setProperty("labelled", True)
        self._reviewer.setProperty("muted", True)
        self._reviewer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._reviewer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._reviewer.clicked.connect(self.reviewer_clicked)
        dress(self._reviewer, "account-outline")
        self.set_reviewer("")

    @property
    def title(self) -> str:
        """The title in the middle."""
        return self._title.text()

    def event(self, event: QEvent) -> bool:
        """Make room when a menu comes or goes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the title in the middle of the window, or else between menus and reviewer."""
        super().resizeEvent(event)
        self._arrange()

    def set_reviewer(self, name: str) -> None:
        """Show who is working; "" shows nobody."""
        self._reviewer.setText(f" {name}")
        self._reviewer.setAccessibleName(self.tr("Reviewer {0}").format(name))
        self._reviewer.setToolTip(self.tr("Changes made here carry the name {0}").format(name))
        self._reviewer.setVisible(bool(name))
        self._arrange()

    def set_title(self, title: str) -> None:
        """Show the project's title; "" shows none."""
        self._title.setText(title)
        self._arrange()

    def _arrange(self) -> None:
        height, width = self.height(), self.width()
        menus = min(width, self.menus.sizeHint().width())
        self.menus.setGeometry(0, 0, menus, height)
        right = self._reviewer.sizeHint().width() + 4 if not self._reviewer.isHidden() else 0
        self._reviewer.setGeometry(width - right, 0, max(0, right - 4), height)
        wanted = self._title.sizeHint().width()
        left = max(menus + 12, (width - wanted) // 2)
        self._title.setGeometry(left, 0, max(0, min(wanted, width - right - 12 - left)), height)


class BarStrip(QFrame):
    """The bar of 44 px: the switch at the left, then tools, the search field at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "frame-bar")
        self.setFixedHeight(BAR_HEIGHT)
        self.switch = SegmentedSwitch(self)
        self.search = HintedField("magnify", self.tr("Search everything"), self, hint="Ctrl+F")
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 12, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.switch)
        self._layout.addStretch(1)
        self._layout.addWidget(self.search, 4)
        self._at = 1

    def add_line(self) -> None:
        """Put an upright line after the tools so far."""
        mark = line(Qt.Orientation.Vertical, self)
        mark.setFixedHeight(20)
        for each in (8, mark, 8):
            if isinstance(each, int):
                self._layout.insertSpacing(self._at, each)
            else:
                self._layout.insertWidget(self._at, each)
            self._at += 1

    def add_tool(self, tool: QWidget) -> None:
        """Put a tool after those so far."""
        self._layout.insertWidget(self._at, tool)
        self._at += 1


class StatusStrip(QFrame):
    """The 26 px at the foot: what is selected; long work; what the project holds; whether others can see it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("house", "status")
        self.setFixedHeight(STATUS_HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(16)
        self._context = ElidedLabel("", self, role="muted")
        self.progress = ProgressStrip(self)
        self.blind = Badge("", parent=self)
        self._counts = QLabel(self)
        self._counts.setProperty("role", "muted")
        self._others = QLabel(self)
        self._others.setProperty("role", "muted")
        self._others.hide()
        self._mark = QLabel(self)
        self._sharing = QLabel(self)
        share = QHBoxLayout()
        share.setSpacing(5)
        share.addWidget(self._mark)
        share.addWidget(self._sharing)
        layout.addWidget(self._context, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.blind)
        layout.addWidget(self._counts)
        layout.addWidget(self._others)
        layout.addLayout(share)
        self._is_shared: bool | None = None
        Theme.active().changed.connect(self._recolour)

    @property
    def context(self) -> str:
        """The text at the left."""
        return self._context.text()

    @property
    def counts(self) -> str:
        """What the project holds."""
        return self._counts.text()

    @property
    def sharing(self) -> str:
        """The words about sharing."""
        return self._sharing.text()

    def clear(self) -> None:
        """Show nothing, where no project is open."""
        self.set_context("")
        self._counts.setText("")
        self._sharing.setText("")
        self.set_others(())
        self._mark.clear()
        self._is_shared = None
        self.set_blind(False)
        self.progress.finish()

    def set_blind(self, is_blind: bool) -> None:
        """Say quietly that reviewers see only their own statements."""
        self.blind.set_state(self.tr("Blind") if is_blind else "", "neutral", "eye-off-outline")
        tip = self.tr("Each reviewer sees only their own statements. Project, Reviewers opens everybody’s work.")
        self.blind.setToolTip(tip)
        self.blind.setAccessibleDescription(tip)

    def set_context(self, text: str) -> None:
        """Say what is selected."""
        self._context.setText(text)
        self._context.setAccessibleName(text)

    def set_counts(self, sources: int, statements: int, chapters: int) -> None:
        """Say what the project holds."""
        parts = (
            self.tr("1 source") if sources == 1 else self.tr("{0} sources").format(f"{sources:,}"),
            self.tr("1 statement") if statements == 1 else self.tr("{0} statements").format(f"{statements:,}"),
            self.tr("1 chapter") if chapters == 1 else self.tr("{0} chapters").format(f"{chapters:,}"),
        )
        self._counts.setText(" · ".join(parts))

    def set_others(self, names: Sequence[str]) -> None:
        """Say who else has the project open."""
        self._others.setVisible(bool(names))
        words = self.tr("Also here: {0}").format(", ".join(names[:_MOST_NAMED]))
        more = len(names) - _MOST_NAMED
        self._others.setText(words if more <= 0 else self.tr("{0} and {1} more").format(words, more))
        tip = self.tr("They have the project open. What each of you saves reaches the others within a minute.")
        self._others.setToolTip("\n".join([*names, tip]) if names else "")

    def set_sharing(self, unpublished: int, time: str, fault: str = "") -> None:
        """Say whether others can see everything; `time` is when that became so, "" where unknown.

        `fault` is why the last save failed, for the tooltip.
        """
        self._is_shared = unpublished == 0
        if self._is_shared:
            self._sharing.setText(self.tr("Shared {0}").format(time).strip())
            tip = self.tr("The project file holds every change.")
        else:
            many = self.tr("{0} changes only on this computer").format(f"{unpublished:,}")
            self._sharing.setText(self.tr("1 change only on this computer") if unpublished == 1 else many)
            tip = self.tr("They are safe here, and go into the project file with the next save (Ctrl+S).")
            tip = f"{tip}\n{fault}" if fault else tip
        self._sharing.setProperty("role", "muted" if self._is_shared else "warn")
        for each in (self._sharing, self._mark):
            each.setToolTip(tip)
        repolish(self._sharing)
        self._recolour()

    def sizeHint(self) -> QSize:
        """Ask for the fixed height."""
        return QSize(super().sizeHint().width(), STATUS_HEIGHT)

    def _recolour(self) -> None:
        if self._is_shared is None:
            return
        tokens = Theme.active().tokens
        name, tone = ("check", tokens.success) if self._is_shared else ("alert-outline", tokens.warn)
        self._mark.setPixmap(pixmap(name, tone, 14, self.devicePixelRatioF()))
