"""The commands that correct a text, and their part of the reader's menu."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.ui.commands import Command, CommandRegistry, MenuName
from annotator.ui.read.text_correction import TextCorrection
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.reader.passages import shortened

LONGEST_ON_MENU = 56
_GROUP = 6


class _Kind(NamedTuple):
    """A kind that a block can be made: the end of its command's name, the words of the menu, and its level."""

    name: str
    words: str
    kind: BlockKind
    level: int | None = None


def correction_commands(correction: TextCorrection, panes: ReaderPanes) -> list[Command]:
    """Give the commands in the order of the menu; kinds and reasons are in the list of commands only."""
    edit = MenuName.EDIT
    return [
        Command("edit.correct-paragraph", _tr("Correct this &paragraph…"), correction.open_editor, ("F2",),
                "pencil-outline", edit, _GROUP, correction.why_not_words,
                _tr("Put the words right that were read wrongly, split a paragraph or join it with the next"),
                scope=panes),
        Command("edit.into-article", _tr("This &belongs to the article"), lambda: correction.fold(""), (),
                "arrow-expand-vertical", edit, _GROUP, correction.why_not_unfold,
                _tr("Take what is folded into the article, for everybody")),
        *_folding(correction),
        *_kinds(correction),
        Command("edit.level-deeper", _tr("One level &deeper"), lambda: correction.shift_level(1), ("Alt+]",), "",
                why_not=correction.why_not_level, scope=panes),
        Command("edit.level-higher", _tr("One level &higher"), lambda: correction.shift_level(-1), ("Alt+[",), "",
                why_not=correction.why_not_level, scope=panes),
        Command("edit.copy-address", _tr("Copy &address"), correction.copy_address, (), "content-copy",
                why_not=correction.why_not_address),
        Command("edit.open-address", partial(_open_words, correction), correction.open_address, (), "open-in-new",
                why_not=correction.why_not_open),
        Command("view.folded", _tr("&What is folded"), partial(_show_folds, panes), ("Alt+F",), "", MenuName.VIEW, 3,
                lambda: "" if panes.active.view.has_folds else _tr("Nothing is folded in this source."),
                _tr("Show everything that is folded in this source"),
                is_on=lambda: panes.active.view.shows_folds, scope=panes),
    ]  # fmt: skip


def fill_menu(menu: QMenu, commands: CommandRegistry, correction: TextCorrection) -> None:
    """Put what can be corrected on the reader's menu."""
    if correction.address:
        menu.addAction(commands.action("edit.copy-address"))
        menu.addAction(commands.action("edit.open-address"))
        menu.addSeparator()
    menu.addAction(commands.action("edit.correct-paragraph"))
    kinds = menu.addMenu(_tr("This &is a"))
    for each in _kind_list():
        kinds.addAction(commands.action(f"edit.kind-{each.name}"))
    kinds.addSeparator()
    kinds.addAction(commands.action("edit.level-deeper"))
    kinds.addAction(commands.action("edit.level-higher"))
    kinds.setEnabled(not correction.why_not_words())
    if not correction.why_not_unfold():
        menu.addAction(commands.action("edit.into-article"))
    folding = menu.addMenu(_tr("&Fold this for good"))
    for reason in FoldReason:
        folding.addAction(commands.action(_fold_id(reason)))
    folding.setEnabled(not correction.why_not_fold())


def _folding(correction: TextCorrection) -> Iterator[Command]:
    for reason, words in _reasons().items():
        yield Command(
            _fold_id(reason),
            words,
            partial(correction.fold, str(reason)),
            icon="arrow-collapse-vertical",
            why_not=correction.why_not_fold,
            tip=_tr("Fold it for everybody: {0}").format(words),
        )


def _kinds(correction: TextCorrection) -> Iterator[Command]:
    for each in _kind_list():
        label = _tr("Make it: {0}").format(each.words.replace("&", ""))
        yield Command(
            f"edit.kind-{each.name}",
            each.words,
            partial(correction.set_kind, each.kind, each.level, label),
            why_not=correction.why_not_words,
            tip=label,
            is_on=partial(correction.is_all, each.kind, each.level),
        )


def _open_words(correction: TextCorrection) -> str:
    address = shortened(correction.address, LONGEST_ON_MENU).replace("&", "&&")
    return _tr("Open {0} in the browser").format(address) if address else _tr("Open the address in the browser")


def _show_folds(panes: ReaderPanes) -> None:
    view = panes.active.view
    view.show_folds(not view.shows_folds)


def _fold_id(reason: FoldReason) -> str:
    return f"edit.fold-{reason.name.lower().replace('_', '-')}"


def _kind_list() -> list[_Kind]:
    return [
        _Kind("paragraph", _tr("&Paragraph"), BlockKind.PARAGRAPH),
        _Kind("heading-1", _tr("Heading &1"), BlockKind.HEADING, 1),
        _Kind("heading-2", _tr("Heading &2"), BlockKind.HEADING, 2),
        _Kind("heading-3", _tr("Heading &3"), BlockKind.HEADING, 3),
        _Kind("list-item", _tr("&List item"), BlockKind.LIST_ITEM),
        _Kind("quotation", _tr("&Quotation"), BlockKind.QUOTE),
        _Kind("caption", _tr("&Caption"), BlockKind.CAPTION),
        _Kind("credit", _tr("C&redit of a picture"), BlockKind.CREDIT),
        _Kind("footnote", _tr("&Footnote"), BlockKind.FOOTNOTE),
        _Kind("row", _tr("Row of a t&able"), BlockKind.TABLE_ROW),
        _Kind("byline", _tr("&Byline or date"), BlockKind.METADATA),
        _Kind("title", _tr("&Title"), BlockKind.TITLE),
        _Kind("subtitle", _tr("&Subtitle"), BlockKind.SUBTITLE),
    ]


def _reasons() -> dict[FoldReason, str]:
    return {
        FoldReason.BOILERPLATE: _tr("It stands &around the article"),
        FoldReason.REPEATED: _tr("It &repeats an earlier line"),
        FoldReason.CATEGORY: _tr("It is a &category"),
        FoldReason.LABEL: _tr("It is a &label of the page"),
        FoldReason.SITE_NOTICE: _tr("It is a &notice of the site"),
        FoldReason.RUNNING_HEAD: _tr("It is the &head or foot of a page"),
        FoldReason.EARLIER_MAIL: _tr("It is an earlier &mail"),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("TextCorrection", words)
