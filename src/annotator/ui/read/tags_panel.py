"""The codebook at the left."""

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QInputDialog, QMenu, QStyleOptionViewItem, QWidget

from annotator.core import edits
from annotator.core.identity import new_uid
from annotator.core.records import Tag
from annotator.core.vocabulary import TAG_COLOURS
from annotator.session.catalogue import Catalogue
from annotator.session.models.tags_model import TagsModel
from annotator.session.models.tree_model import RECORD_ROLE
from annotator.ui.read.tree_panel import INDENT, MenuRow, TreePanel, TreeRow
from annotator.ui.theme import Step, Theme, colour, interface_font
from annotator.ui.widgets import SWATCH_SIDE, TREE_ROW, paint_swatch, swatch_icon
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell

SWATCH_LEFT, WORDS_GAP = 12, 8
COUNT_WIDTH, KEY_WIDTH = 28, 16


class TagsPanel(TreePanel[Tag]):
    """Choose a tag to see its statements; add, name, colour, define, move, merge and delete tags."""

    def __init__(self, shell: Shell, model: TagsModel, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(shell, model, "", parent)
        self._catalogue = catalogue
        self.head.set_title(self.tr("Tags"))
        for each in (self, self.view):
            each.setAccessibleName(self.tr("Tags"))
        self.head.add_tool("plus", self.tr("New tag"), self.add)
        self.view.setItemDelegate(_TagRow(TREE_ROW, self.view))
        self.view.digit_typed.connect(self._key_current)
        self.empty.set_words(self.tr("No tags yet."), self.tr("Select words in a source and press T."))
        self.session.selection.tag_changed.connect(self.show_current)
        catalogue.tags_changed.connect(self.refresh_head)
        self._show_page()

    def add(self) -> None:
        """Add a tag beside the current one and begin to name it."""
        current = self.current
        self.add_under(current.parent_uid if current else None)

    def add_under(self, parent_uid: str | None) -> None:
        """Add a tag at the end of a parent and begin to name it."""
        uid = new_uid()
        name = self.tr("New tag")
        if self.perform(lambda: edits.add_tag(self.session.reader, name, parent_uid=parent_uid, uid=uid), name):
            self.rename(uid)

    def choose(self, uid: str) -> None:
        """Look at the statements of a tag; choosing it again lets go of it."""
        selection = self.session.selection
        selection.set_tag(None if uid == selection.tag_uid else uid)
        self.show_current(selection.tag_uid)

    def define(self, record: Tag) -> None:
        """Ask what a tag means."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Define “{0}”").format(record.name))
        dialog.setLabelText(self.tr("When does a statement get this tag, and when does it not?"))
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setTextValue(record.definition)
        dialog.setOkButtonText(self.tr("Define tag"))
        dialog.textValueSelected.connect(lambda text: self._define(record.uid, text))
        dialog.open()

    def delete(self, record: Tag) -> None:
        """Delete a tag; what it stood on keeps its other tags."""
        label = self.tr("Delete tag “{0}”").format(record.name)
        if self.perform(lambda: edits.delete_tag(self.session.reader, record.uid), label):
            if self.session.selection.tag_uid == record.uid:
                self.session.selection.set_tag(None)
            self.shell.toast(self.tr("Tag deleted. Its statements stay."), can_undo=True)

    def merge(self, record: Tag, into: Tag) -> None:
        """Merge a tag into another."""
        label = self.tr("Merge “{0}” into “{1}”").format(record.name, into.name)
        if self.perform(lambda: edits.merge_tags(record.uid, into.uid), label):
            self.shell.toast(self.tr("“{0}” now counts as “{1}”.").format(record.name, into.name), can_undo=True)

    def mark_position(self, record: Tag) -> None:
        """Make a tag a position that actors hold, or no longer one."""
        is_position = not record.is_position
        words = self.tr("Mark “{0}” as a position") if is_position else self.tr("No longer treat “{0}” as a position")
        self.perform(lambda: edits.mark_position(record.uid, is_position), words.format(record.name))

    def menu_rows(self, record: Tag) -> list[MenuRow | QMenu | None]:
        return [
            (self.tr("&New tag"), "Ins", self.add),
            (self.tr("New tag &inside"), "", lambda: self.add_under(record.uid)),
            (self.tr("&Rename"), "F2", lambda: self.rename(record.uid)),
            (self.tr("De&fine…"), "", lambda: self.define(record)),
            (self._position_words(record), "", lambda: self.mark_position(record)),
            self._colour_menu(record),
            self._key_menu(record),
            None,
            (self.tr("Move &up"), "Alt+Up", lambda: self.model.move_by(record.uid, -1)),
            (self.tr("Move &down"), "Alt+Down", lambda: self.model.move_by(record.uid, 1)),
            (self.tr("Move under the tag a&bove"), "Alt+Right", lambda: self.model.move_in(record.uid)),
            (self.tr("Move &out"), "Alt+Left", lambda: self.model.move_out(record.uid)),
            self._merge_menu(record),
            None,
            (self.tr("De&lete"), "Del", lambda: self.delete(record)),
        ]

    def recolour(self, record: Tag, colour_name: str) -> None:
        """Give a tag another colour."""
        label = self.tr("Colour “{0}”").format(record.name)
        self.perform(lambda: edits.recolour_tag(record.uid, colour_name), label)

    def refresh_head(self) -> None:
        self.head.set_count(len(self._catalogue.tags) or "")

    def set_key(self, record: Tag, digit: int) -> None:
        """Put a tag on a key 1 to 9; 0 takes it off."""
        label = self.tr("Key for “{0}”").format(record.name)
        me = self.session.reviewer.uid
        self.perform(lambda: edits.set_favourite(self.session.reader, record.uid, digit, me), label)

    def _colour_menu(self, record: Tag) -> QMenu:
        menu = QMenu(self.tr("&Colour"), self)
        for name in TAG_COLOURS:
            action = menu.addAction(swatch_icon(name), colour_words(name))
            action.setCheckable(True)
            action.setChecked(name == record.colour)
            action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _=False, name=name: self.recolour(record, name))
        return menu

    def _define(self, uid: str, text: str) -> None:
        self.perform(lambda: edits.define_tag(uid, text), self.tr("Define tag"))

    def _key_current(self, digit: int) -> None:
        if self.current is not None:
            self.set_key(self.current, digit)

    def _key_menu(self, record: Tag) -> QMenu:
        menu = QMenu(self.tr("&Key"), self)
        for digit in range(1, 10):
            taken = self._catalogue.favourite(digit)
            words = f"&{digit}\t{taken.name}" if taken else f"&{digit}"
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(record.favourite == digit)
            action.triggered.connect(lambda _=False, digit=digit: self.set_key(record, digit))
        menu.addSeparator()
        menu.addAction(self.tr("&No key")).triggered.connect(lambda: self.set_key(record, 0))
        return menu

    def _position_words(self, record: Tag) -> str:
        return self.tr("No longer a &position") if record.is_position else self.tr("Mark as a &position")

    def _merge_menu(self, record: Tag) -> QMenu:
        menu = QMenu(self.tr("&Merge into"), self)
        for each in self._catalogue.tags.values():
            if each.uid != record.uid:
                action = menu.addAction(swatch_icon(each.colour), "    " * each.depth + each.name.replace("&", "&&"))
                action.setIconVisibleInMenu(True)
                action.triggered.connect(lambda _=False, each=each: self.merge(record, each))
        menu.setEnabled(not menu.isEmpty())
        return menu


class _TagRow(TreeRow):
    """Swatch, name, favourite key and count in columns at the right."""

    def lead(self, index: AnyIndex) -> int:
        tag = index.data(RECORD_ROLE)
        depth = tag.depth if isinstance(tag, Tag) else 0
        return SWATCH_LEFT + depth * INDENT + SWATCH_SIDE + WORDS_GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        tag = index.data(RECORD_ROLE)
        if not isinstance(tag, Tag):
            return
        tokens = Theme.active().tokens
        self.draw_ground(painter, option, index)
        rect = QRectF(QRect(option.rect))
        rect.setLeft(0)
        middle = Qt.AlignmentFlag.AlignVCenter
        left = SWATCH_LEFT + tag.depth * INDENT
        paint_swatch(painter, QRectF(left, rect.top(), SWATCH_SIDE, rect.height()), tag.colour)
        painter.save()
        painter.setFont(interface_font())
        painter.setPen(colour(tokens.text))
        count = f"{tag.statement_count:,}"
        count_width = QFontMetricsF(interface_font(Step.META)).horizontalAdvance(count)
        taken = COUNT_WIDTH + KEY_WIDTH if tag.favourite else count_width + 8
        words = rect.adjusted(self.lead(index), 0, -12 - taken, 0)
        shown = QFontMetricsF(painter.font()).elidedText(tag.name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(middle), shown)
        painter.setFont(interface_font(Step.META))
        painter.setPen(colour(tokens.muted))
        right = int(middle | Qt.AlignmentFlag.AlignRight)
        painter.drawText(rect.adjusted(0, 0, -12, 0), right, count)
        if tag.favourite:
            painter.drawText(rect.adjusted(0, 0, -12 - COUNT_WIDTH, 0), right, str(tag.favourite))
        painter.restore()
        self.draw_focus(painter, option, index)


def colour_words(name: str) -> str:
    """Give a colour's name in the language of the interface."""
    return QCoreApplication.translate("TagColour", name)
