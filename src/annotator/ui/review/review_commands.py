"""What can be done in Review, for menus, keys and the list of commands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.session.settling import can_write
from annotator.ui.commands import Command, MenuName
from annotator.ui.exporting.places import has_place
from annotator.ui.review.conflict_detail import KEYED_VERSIONS, keys_of
from annotator.ui.review.rule_button import NEWEST, OLDEST

if TYPE_CHECKING:
    from annotator.ui.review.review_workspace import ReviewWorkspace

SETTLING, CHECKING, PAGES = 60, 62, 40
MOST_ON_MENU = 2


def commands_of(workspace: "ReviewWorkspace") -> list[Command]:
    """Give the commands of conflicts and of what is to check."""
    return [*_keeping(workspace), *_settling(workspace), *_checking(workspace), *_pages(workspace)]


def _keeping(workspace: "ReviewWorkspace") -> list[Command]:
    panel = workspace.conflicts

    def why_not(at: int) -> str:
        reason = _no_conflict(workspace)
        return reason or ("" if at < len(panel.detail.cards) else _tr("This conflict has no such version"))

    return [
        Command(
            f"review.keep-{at + 1}",
            _tr("Keep version &{0}").format(at + 1),
            partial(panel.detail.keep, at),
            (keys_of(at),),
            "",
            MenuName.EDIT if at < MOST_ON_MENU else MenuName.NONE,
            SETTLING,
            partial(why_not, at),
        )
        for at in range(KEYED_VERSIONS)
    ]


def _settling(workspace: "ReviewWorkspace") -> list[Command]:
    panel, menu = workspace.conflicts, MenuName.EDIT

    def no_words() -> str:
        row = panel.current
        reason = _no_conflict(workspace)
        return reason or ("" if row and can_write(row.conflict) else _tr("This field holds no words"))

    def no_place() -> str:
        reason = _no_conflict(workspace)
        row = panel.current
        place = row.subject.place if row else None
        return reason or ("" if place and has_place(place) else _tr("There is no place to show it in"))

    def nothing() -> str:
        return "" if panel.model.conflicts else _tr("There is nothing to settle")

    no_conflict = partial(_no_conflict, workspace)
    return [
        Command(
            "review.write",
            _tr("&Write another value"),
            panel.detail.write,
            ("Alt+W",),
            "pencil-outline",
            menu,
            SETTLING,
            no_words,
        ),
        Command(
            "review.ask",
            _tr("&Ask in a note"),
            panel.detail.ask,
            ("Alt+N",),
            "note-outline",
            menu,
            SETTLING,
            no_conflict,
        ),
        Command(
            "review.show",
            _tr("&Show in its place"),
            panel.show_place,
            ("Ctrl+Return", "Ctrl+Enter"),
            "book-open-page-variant",
            menu,
            SETTLING,
            no_place,
        ),
        Command(
            "review.newest",
            _tr("Settle all by the ne&west"),
            partial(panel.settle_by, NEWEST),
            (),
            "",
            menu,
            SETTLING + 1,
            nothing,
        ),
        Command(
            "review.oldest",
            _tr("Settle all by the o&ldest"),
            partial(panel.settle_by, OLDEST),
            (),
            "",
            menu,
            SETTLING + 1,
            nothing,
        ),
    ]


def _checking(workspace: "ReviewWorkspace") -> list[Command]:
    panel = workspace.checks

    def not_there() -> str:
        is_shown = workspace.pages.pages.currentWidget() is panel
        return "" if is_shown and panel.current else _tr("Choose a statement under “To check” first")

    def not_lost() -> str:
        row = panel.current
        return not_there() or ("" if row and row.is_lost else _tr("The words of this statement are there"))

    return [
        Command(
            "review.right",
            _tr("It is &right where it stands"),
            panel.accept,
            ("Alt+R",),
            "check",
            MenuName.EDIT,
            CHECKING,
            not_there,
        ),
        Command(
            "review.delete_lost",
            _tr("&Delete the lost statement"),
            panel.delete,
            (),
            "delete-outline",
            MenuName.EDIT,
            CHECKING,
            not_lost,
        ),
    ]


def _pages(workspace: "ReviewWorkspace") -> list[Command]:
    return [
        Command(
            "review.conflicts",
            _tr("&Conflicts to settle"),
            partial(workspace.show_page, workspace.conflicts),
            (),
            "call-split",
            MenuName.GO,
            PAGES,
        ),
        Command(
            "review.checks",
            _tr("Statements to &check"),
            partial(workspace.show_page, workspace.checks),
            (),
            "map-marker-outline",
            MenuName.GO,
            PAGES,
        ),
    ]


def _no_conflict(workspace: "ReviewWorkspace") -> str:
    is_shown = workspace.pages.pages.currentWidget() is workspace.conflicts
    return "" if is_shown and workspace.conflicts.current else _tr("Choose a conflict first")


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReviewWorkspace", words)
