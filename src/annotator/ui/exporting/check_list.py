"""What the briefing still lacks, beside the form of an export, each with a way to where it can be mended."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.core.findings import Finding, finding_words
from annotator.core.words import Words
from annotator.ui.icons import pixmap
from annotator.ui.theme import Theme
from annotator.ui.widgets import Badge, PanelHead, label, line, push_button

MOST_ROWS = 60
_ICONS = {
    "moved_statement": "map-marker-outline",
    "undated_source": "calendar-range",
    "unread_source": "eye-outline",
}
# What is shown where nothing is shown: the project as a whole, and what has no place of its own.
_PLACELESS = frozenset({"project", "tag", "actor", "reviewer", "note"})


class CheckList(QWidget):
    """List findings.

    Signals: `place_wanted(Finding)`.
    """

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.grave_badge = Badge(parent=self)
        self.badge = Badge(parent=self)
        head = PanelHead(self.tr("Check"), self)
        head.add_widget(self.grave_badge)
        head.add_widget(self.badge)
        content = QWidget(self)
        content.setProperty("ground", "window")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("What the briefing still lacks"))
        scroll.setWidget(content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line(parent=self))
        column.addWidget(scroll, 1)

    def show_findings(self, findings: Sequence[Finding], words: Words, quotations: int) -> None:
        """List what is wanting, and say what was found in order."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings[:MOST_ROWS]:
            self._rows.addWidget(self._finding(finding, words))
        if len(findings) > MOST_ROWS:
            more = self.tr("{0} more findings").format(f"{len(findings) - MOST_ROWS:,}")
            self._rows.addWidget(self._row("alert-outline", "warn", more, self.tr("They come as these are mended.")))
        if all(finding.kind != "changed_quote" for finding in findings) and quotations:
            said = self.tr("The quotation matches its source") if quotations == 1 else self._all_match(quotations)
            letter = self.tr("Compared letter by letter just now.")
            self._rows.addWidget(self._row("check-circle-outline", "success", said, letter))
        if not findings and not quotations:
            said = self.tr("There is nothing to check yet.")
            self._rows.addWidget(self._row("check-circle-outline", "success", said, ""))
        self._rows.addStretch()
        grave = sum(finding.is_grave for finding in findings)
        rest = len(findings) - grave
        one, many = self.tr("1 to settle"), self.tr("{0} to settle")
        self.grave_badge.set_state((one if grave == 1 else many.format(grave)) if grave else "", "error")
        self.badge.set_state(f"{rest:,}" if rest else "", "warn")

    def _all_match(self, count: int) -> str:
        return self.tr("All {0} quotations match their sources").format(f"{count:,}")

    def _finding(self, finding: Finding, words: Words) -> QWidget:
        headline, advice = finding_words(finding, words)
        if finding.is_grave:
            icon, tone = "alert-circle-outline", "error"
        else:
            icon, tone = _ICONS.get(finding.kind, "alert-outline"), "warn"
        verb = self.tr("Settle") if finding.kind == "conflict" else self.tr("Show")
        has_place = finding.target not in _PLACELESS or bool(finding.chapter_uid)
        return self._row(icon, tone, headline, advice, finding if has_place else None, verb)

    def _row(
        self, icon: str, tone: str, headline: str, advice: str, finding: Finding | None = None, verb: str = ""
    ) -> QWidget:
        made = QFrame(self)
        row = QHBoxLayout()
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(10)
        mark = QLabel(made)
        mark.setPixmap(pixmap(icon, getattr(Theme.active().tokens, tone), 16, self.devicePixelRatioF()))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        text = QVBoxLayout()
        text.setSpacing(1)
        text.addWidget(label(headline, "strong", made, wraps=True))
        if advice:
            text.addWidget(label(advice, "meta", made, wraps=True))
        row.addLayout(text, 1)
        if finding is not None:
            show = push_button(verb, lambda: self.place_wanted.emit(finding), made, is_small=True, is_quiet=True)
            show.setAccessibleName(f"{verb}: {headline}")
            row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line(parent=made))
        return made
