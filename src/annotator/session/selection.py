"""What is selected in the open project: the one thing that panels share."""

from PySide6.QtCore import QObject, Signal


class Selection(QObject):
    """Hold what the panels look at together.

    Signals: one for each thing, with its uid or ""; `show_requested(source, start, end)` asks a pane to show a
    place (code points), `take_up_requested(source, start, end)` to select besides what stands there;
    `open_requested(source)` asks for a source in a pane; `chapter_requested(chapter, item)` asks for a chapter to be
    shown where it is written, and in it one passage or placement, or ""; `beside_requested(statement)` asks for a
    statement in a pane beside that of the selected one.
    """

    statement_changed = Signal(str)
    source_changed = Signal(str)
    chapter_changed = Signal(str)
    tag_changed = Signal(str)
    show_requested = Signal(str, int, int)
    take_up_requested = Signal(str, int, int)
    open_requested = Signal(str)
    chapter_requested = Signal(str, str)
    beside_requested = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.statement_uid = ""
        self.source_uid = ""
        self.chapter_uid = ""
        self.tag_uid = ""

    def request_beside(self, statement_uid: str) -> None:
        """Ask for a statement to be shown beside the selected one."""
        self.beside_requested.emit(statement_uid)

    def request_chapter(self, uid: str, item_uid: str = "") -> None:
        """Ask for a chapter to be shown, and something in it."""
        self.chapter_requested.emit(uid, item_uid)

    def request_open(self, source_uid: str) -> None:
        """Ask for a source in a reading pane."""
        self.open_requested.emit(source_uid)

    def request_show(self, source_uid: str, start: int, end: int) -> None:
        """Ask for a place in a source, in the pane that has it or in another."""
        self.show_requested.emit(source_uid, start, end)

    def request_take_up(self, source_uid: str, start: int, end: int) -> None:
        """Ask for a place in a source, and for the statement or the sentence there to be selected."""
        self.take_up_requested.emit(source_uid, start, end)

    def set_chapter(self, uid: str | None) -> None:
        """Select a chapter."""
        if (uid or "") != self.chapter_uid:
            self.chapter_uid = uid or ""
            self.chapter_changed.emit(self.chapter_uid)

    def set_source(self, uid: str | None) -> None:
        """Select a source."""
        if (uid or "") != self.source_uid:
            self.source_uid = uid or ""
            self.source_changed.emit(self.source_uid)

    def set_statement(self, uid: str | None) -> None:
        """Select a statement."""
        if (uid or "") != self.statement_uid:
            self.statement_uid = uid or ""
            self.statement_changed.emit(self.statement_uid)

    def set_tag(self, uid: str | None) -> None:
        """Select a tag."""
        if (uid or "") != self.tag_uid:
            self.tag_uid = uid or ""
            self.tag_changed.emit(self.tag_uid)
