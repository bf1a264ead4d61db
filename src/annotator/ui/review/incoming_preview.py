"""What merging files would bring, before anybody does it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.session.merge_session import MergeSession, names_of
from annotator.store.merge_preview import FilePreview, MergePreview, Namesakes, ReviewerWork
from annotator.ui.review.incoming_parts import CountRow, MarkedText, Section
from annotator.ui.review.incoming_words import KINDS, heading_of, work_words
from annotator.ui.review.moments import moment_words
from annotator.ui.widgets import ElidedLabel, push_button

# These are said even where there are none: nobody should wonder.
ALWAYS = ("statement", "tag")
MOST_NAMESAKES = 6


class PreviewSection(Section):
    """Who did what since when, what is new, what stands against each other, and the two buttons.

    Signals: `merge_wanted()`; `put_away()`.
    """

    merge_wanted = Signal()
    put_away = Signal()

    def __init__(self, merging: MergeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._merging = merging
        self.setAccessibleName(self.tr("Preview of a merge"))
        self.merge_button: QPushButton | None = None
        self.not_now_button: QPushButton | None = None

    def refresh(self) -> None:
        """Show what was looked into, or that it is being looked into, or nothing."""
        self.merge_button = self.not_now_button = None
        self.fill(self._make if self._merging.paths else lambda: None)

    def _make(self) -> None:
        merging = self._merging
        self.add_text(self.tr("Preview of {0}").format(names_of(merging.paths)), "strong")
        self.column.addSpacing(4)
        if merging.seen is None:
            self.add_text(self.tr("Looking into it…"))
            self._add_buttons(can_merge=False)
            return
        several = len(merging.seen.files) > 1
        for file in merging.seen.files:
            self._add_file(file, is_named=several)
        if not merging.readable:
            self._add_buttons(can_merge=False)
        elif not any(file.new_count or file.text_count for file in merging.readable):
            self.add_text(self.tr("There is nothing new: everything is in the project already."), space=4)
            self._add_buttons(can_merge=False)
        else:
            self._add_counts(merging.seen)
            self._add_namesakes(merging.seen)
            words = self.tr(
                "Nothing is overwritten. Every change keeps its author. The merge can be taken back until it is shared."
            )
            self.add_text(words, "meta", space=6)
            self._add_buttons(can_merge=True)

    def _add_buttons(self, *, can_merge: bool) -> None:
        count, is_merging = len(self._merging.readable), self._merging.is_merging
        words = self.tr("Not now") if can_merge or self._merging.is_reading else self.tr("Close")
        not_now = push_button(words, self.put_away.emit, self)
        not_now.setEnabled(not is_merging)
        self.not_now_button = not_now
        if not can_merge:
            self.add_buttons(not_now)
            return
        words = self.tr("Merge this file") if count == 1 else self.tr("Merge {0} files").format(f"{count:,}")
        words = self.tr("Merging…") if is_merging else words
        merge = push_button(words, self.merge_wanted.emit, self, is_accent=True)
        merge.setEnabled(not is_merging)
        self.merge_button = merge
        self.add_buttons(merge, not_now)

    def _add_counts(self, seen: MergePreview) -> None:
        self.column.addSpacing(6)
        for kind in KINDS:
            if kind in ALWAYS or seen.new.get(kind):
                self._add_count(heading_of(kind), seen.new.get(kind, 0))
        texts = sum(file.text_count for file in seen.files)
        if texts:
            self._add_count(self.tr("Texts that are missing here"), texts)
        changed = self._add_count(self.tr("Other changes"), seen.change_count - sum(seen.new.values()))
        changed.setToolTip(self.tr("Fields that were changed, and whatever was deleted or taken back"))
        self._add_count(self.tr("Conflicts"), len(seen.conflicts), "call-split")
        self._add_count(self.tr("Refused"), sum(bool(file.refusal) for file in seen.files), "alert-circle-outline")

    def _add_count(self, heading: str, count: int, icon: str = "") -> CountRow:
        row = CountRow(heading, count, icon, self)
        self.column.addWidget(row)
        return row

    def _add_file(self, file: FilePreview, *, is_named: bool) -> None:
        if is_named:
            name = ElidedLabel(file.name, self, role="strong")
            name.set_elide_mode(Qt.TextElideMode.ElideMiddle)
            self.column.addSpacing(4)
            self.column.addWidget(name)
        if file.refusal:
            self.column.addWidget(MarkedText(file.refusal, "alert-circle-outline", "error", self))
        elif is_named and not file.new_count and not file.text_count:
            self.add_text(self.tr("Nothing new"), "meta")
        for work in file.work:
            self._add_work(work)

    def _add_namesakes(self, seen: MergePreview) -> None:
        tags = [each for each in seen.namesakes if each.entity_type == "tag"]
        for each in tags[:MOST_NAMESAKES]:
            words = self.tr("“{0}” is then the name of {1} tags. They can be joined after the merge.")
            mark = MarkedText(words.format(each.name, len(each.uids)), "content-duplicate", "muted", self)
            self.column.addSpacing(4)
            self.column.addWidget(mark)
        if len(tags) > MOST_NAMESAKES:
            self.add_text(self.tr("{0} more names stand twice.").format(len(tags) - MOST_NAMESAKES), space=2)

    def _add_work(self, work: ReviewerWork) -> None:
        first, last = moment_words(work.first), moment_words(work.last)
        when = first if first == last else self.tr("{0} to {1}").format(first, last)
        name = work.name or self.tr("Somebody")
        self.add_text(self.tr("{0}, {1}").format(name, when), "", space=2)
        words = work_words(work.changes)
        if words:
            self.add_text(self.tr("Worked on: {0}").format(words), "meta")


class JoinSection(Section):
    """Tags that bear one name since a merge, to be joined or left apart.

    Signals: `join_wanted(Namesakes)`; `leave_wanted(Namesakes)`.
    """

    join_wanted = Signal(object)
    leave_wanted = Signal(object)

    def __init__(self, merging: MergeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._merging = merging
        self.setAccessibleName(self.tr("Tags of the same name"))

    def refresh(self) -> None:
        """Show what is offered for joining."""
        self.fill(self._make if self._merging.namesakes else lambda: None)

    def _make(self) -> None:
        self.add_text(self.tr("Same name, different tags"), "strong")
        self.add_text(self.tr("Joining counts what bears the one as the other’s. It can be undone."), "meta", space=2)
        for each in self._merging.namesakes[:MOST_NAMESAKES]:
            self._add(each)

    def _add(self, namesakes: Namesakes) -> None:
        count = self.tr("{0} tags").format(len(namesakes.uids))
        self.column.addSpacing(8)
        self.column.addWidget(MarkedText(f"“{namesakes.name}”, {count}", "content-duplicate", "text", self))
        join = push_button(self.tr("Join them"), partial(self.join_wanted.emit, namesakes), self, is_small=True)
        join.setAccessibleName(self.tr("Join the tags “{0}”").format(namesakes.name))
        leave = push_button(self.tr("Leave apart"), partial(self.leave_wanted.emit, namesakes), self, is_small=True)
        leave.setAccessibleName(self.tr("Leave the tags “{0}” apart").format(namesakes.name))
        self.add_buttons(join, leave)
