"""What the briefing still lacks, beside the form of an export, each with a way to where it can be mended."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.core.findings import Finding, finding_words
from annotator.core.words import Words
from annotator.ui.exporting.check_row import CheckRow
from annotator.ui.exporting.places import has_place
from annotator.ui.widgets import Badge, PanelHead, line

MOST_ROWS = 60
_ICONS = {
    "conflict": "call-split",
    "moved_statement": "map-marker-outline",
    "undated_source": "calendar-range",
    "unread_source": "eye-outline",
}


class CheckList(QWidget):
    """List findings.

    Signals: `place_wanted(Finding)`.
    """

    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.conflict_badge, self.grave_badge, self.badge = (Badge(parent=self) for _ in range(3))
        head = PanelHead(self.tr("Check"), self)
        for badge in (self.conflict_badge, self.grave_badge, self.badge):
            head.add_widget(badge)
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
        head.setContentsMargins(4, 0, 2, 0)  # in line with the rows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line(parent=self))
        column.addWidget(scroll, 1)

    @property
    def rows(self) -> list[CheckRow]:
        """What is listed, from above."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        return [row for item in items if item is not None and isinstance(row := item.widget(), CheckRow)]

    @property
    def links(self) -> list[QPushButton]:
        """The ways to the places, from above."""
        return [row.link for row in self.rows if row.link is not None]

    def clear(self) -> None:
        """List nothing: there is nothing to check."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._show_badges(())

    def show_findings(self, findings: Sequence[Finding], words: Words, quotations: int) -> None:
        """List what is wanting, and say what was found in order."""
        self.clear()
        for finding in findings[:MOST_ROWS]:
            self._add_finding(finding, words)
        if len(findings) > MOST_ROWS:
            more = self.tr("{0} more").format(f"{len(findings) - MOST_ROWS:,}")
            self._add("alert-outline", "warn", more, self.tr("They come as these are mended."))
        if quotations and all(finding.kind != "changed_quote" for finding in findings):
            said = self.tr("The quotation matches its source") if quotations == 1 else self._all_match(quotations)
            self._add("check-circle-outline", "success", said, self.tr("Compared letter by letter just now."))
        elif not findings:
            self._add("check-circle-outline", "success", self.tr("Nothing is wanting"), "")
        self._rows.addStretch()
        self._show_badges(findings)

    def _add(self, icon: str, tone: str, headline: str, advice: str) -> CheckRow:
        row = CheckRow(icon, tone, headline, advice, self)
        self._rows.addWidget(row)
        return row

    def _add_finding(self, finding: Finding, words: Words) -> None:
        headline, advice = finding_words(finding, words)
        if finding.is_grave:
            row = self._add("alert-circle-outline", "error", headline, advice)
        else:
            row = self._add(_ICONS.get(finding.kind, "alert-outline"), "warn", headline, advice)
        if has_place(finding):
            verb = self.tr("Settle") if finding.kind == "conflict" else self.tr("Show")
            row.add_link(verb, partial(self.place_wanted.emit, finding))

    def _all_match(self, count: int) -> str:
        return self.tr("All {0} quotes match their sources").format(f"{count:,}")

    def _show_badges(self, findings: Sequence[Finding]) -> None:
        """Count conflicts, other grave findings, and the rest, each in its tone."""
        conflicts = [finding for finding in findings if finding.kind == "conflict"]
        others = [finding for finding in findings if finding.kind != "conflict"]
        grave = sum(finding.is_grave for finding in others)
        rest = len(others) - grave
        one, many = self.tr("1 conflict"), self.tr("{0} conflicts")
        words = (one if len(conflicts) == 1 else many.format(f"{len(conflicts):,}")) if conflicts else ""
        is_grave = any(finding.is_grave for finding in conflicts)
        self.conflict_badge.set_state(words, "error" if is_grave else "warn", "" if is_grave else "call-split")
        for badge, count, state, said in (
            (self.grave_badge, grave, "error", self.tr("{0} that an editor must not overlook")),
            (self.badge, rest, "warn", self.tr("{0} to look at")),
        ):
            badge.set_state(f"{count:,}" if count else "", state)
            badge.setToolTip(said.format(f"{count:,}"))
            badge.setAccessibleName(said.format(f"{count:,}"))
