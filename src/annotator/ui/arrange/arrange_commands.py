"""What can be done in Arrange, for menus, keys and the list of commands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from annotator.core.records import Prose
from annotator.ui.commands import Command, MenuName
from annotator.ui.history.history_commands import history_command

if TYPE_CHECKING:
    from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace

CHAPTERS, ITEMS, QUOTATIONS, PLACES = 40, 50, 55, 40


def commands_of(workspace: "ArrangeWorkspace") -> list[Command]:
    """Give the commands of the workspace."""
    return [
        *_chapter_commands(workspace),
        *_item_commands(workspace),
        *_quoting_commands(workspace),
        *_judging_commands(workspace),
        *_history_commands(workspace),
        *_places(workspace),
    ]


def fill_menus(workspace: "ArrangeWorkspace") -> None:
    """Put the commands on the context menus; the registry has to hold them by now."""
    registry = workspace.shell.commands
    menus: dict[QMenu, list[str]] = {
        workspace.board.menu: [
            "arrange.add_chapter",
            "arrange.rename_chapter",
            "",
            "arrange.chapter_up",
            "arrange.chapter_down",
            "arrange.chapter_in",
            "arrange.chapter_out",
            "",
            "arrange.take_outline",
            "arrange.history",
            "",
            "arrange.delete_chapter",
        ],
        workspace.chapter_view.menu: [
            "arrange.add_prose",
            "arrange.show_in_source",
            "",
            "arrange.quote_full",
            "arrange.quote_shortened",
            "arrange.quote_paraphrased",
            "arrange.quote_cited",
            "",
            "arrange.key_judgement",
            "arrange.likelihood",
            "arrange.confidence",
            "",
            "arrange.item_up",
            "arrange.item_down",
            "",
            "arrange.history",
            "arrange.take_out",
        ],
        workspace.unplaced.menu: ["arrange.place", "arrange.show_unplaced"],
    }
    for menu, ids in menus.items():
        menu.clear()
        for each in ids:
            if each:
                menu.addAction(registry.action(each))
            else:
                menu.addSeparator()


def _chapter_commands(workspace: "ArrangeWorkspace") -> list[Command]:
    board, tree = workspace.board, workspace.board.tree

    def no_chapter() -> str:
        return "" if board.current_uid else _tr("Choose a chapter first")

    return [
        Command(
            "arrange.add_chapter",
            _tr("Add &chapter"),
            board.add,
            ("Ctrl+Shift+N",),
            "plus",
            MenuName.EDIT,
            CHAPTERS,
        ),
        Command(
            "arrange.rename_chapter",
            _tr("&Rename chapter"),
            board.rename,
            ("F2",),
            "pencil-outline",
            MenuName.EDIT,
            CHAPTERS,
            no_chapter,
            scope=tree,
        ),
        *(
            Command(
                f"arrange.chapter_{direction}",
                words,
                partial(board.move_current, direction),
                (keys,),
                why_not=no_chapter,
                scope=tree,
            )
            for direction, words, keys in (
                ("up", _tr("Move chapter up"), "Alt+Up"),
                ("down", _tr("Move chapter down"), "Alt+Down"),
                ("in", _tr("Move chapter below the one before it"), "Alt+Right"),
                ("out", _tr("Move chapter out of its parent"), "Alt+Left"),
            )
        ),
        Command(
            "arrange.delete_chapter",
            _tr("&Delete chapter"),
            board.delete,
            ("Del",),
            "delete-outline",
            MenuName.EDIT,
            CHAPTERS,
            no_chapter,
            scope=tree,
        ),
        Command(
            "arrange.take_outline",
            _tr("Take &outline from a report…"),
            workspace.take_outline,
            (),
            "file-import-outline",
            MenuName.PROJECT,
            CHAPTERS,
        ),
    ]


def _item_commands(workspace: "ArrangeWorkspace") -> list[Command]:
    view, items = workspace.chapter_view, workspace.chapter_view.list

    def no_chapter() -> str:
        return "" if view.chapter else _tr("Choose a chapter first")

    def no_item() -> str:
        return "" if view.chapter and items.current_uid() else _tr("Select something in the chapter first")

    def no_statement() -> str:
        return "" if view.current_statement_uid() else _tr("Select a statement in the chapter first")

    def no_unplaced() -> str:
        return "" if workspace.unplaced.selected_uids() else _tr("Select a statement at the right first")

    def nothing_to_place() -> str:
        return no_chapter() or no_unplaced()

    def not_writing() -> str:
        return "" if view.writing.editor else _tr("Open a passage of prose first")

    return [
        Command(
            "arrange.add_prose",
            _tr("Add &prose"),
            view.add_prose,
            ("P",),
            "format-paragraph",
            MenuName.EDIT,
            ITEMS,
            no_chapter,
            scope=items,
        ),
        Command(
            "arrange.cite",
            _tr("C&ite a statement"),
            view.writing.start_citing,
            ("Ctrl+Shift+C",),
            "link-variant",
            MenuName.EDIT,
            ITEMS,
            not_writing,
            scope=items,
        ),
        Command(
            "arrange.place",
            _tr("&Place in the chapter"),
            workspace.place_selected,
            ("Ctrl+Enter", "Ctrl+Return"),
            "",
            MenuName.STATEMENT,
            ITEMS,
            nothing_to_place,
        ),
        Command(
            "arrange.item_up",
            _tr("Move &up in the chapter"),
            lambda: view.move_current(-1),
            ("Alt+Up",),
            "",
            MenuName.EDIT,
            ITEMS,
            no_item,
            scope=items,
        ),
        Command(
            "arrange.item_down",
            _tr("Move &down in the chapter"),
            lambda: view.move_current(1),
            ("Alt+Down",),
            "",
            MenuName.EDIT,
            ITEMS,
            no_item,
            scope=items,
        ),
        Command(
            "arrange.take_out",
            _tr("&Take out of the chapter"),
            view.take_out,
            ("Del",),
            "delete-outline",
            MenuName.EDIT,
            ITEMS,
            no_item,
            scope=items,
        ),
        Command(
            "arrange.show_in_source",
            _tr("&Show in its source"),
            lambda: workspace.show_statement(view.current_statement_uid()),
            (),
            "book-open-page-variant",
            MenuName.STATEMENT,
            ITEMS,
            no_statement,
        ),
        Command(
            "arrange.show_unplaced",
            _tr("Show in its source"),
            lambda: workspace.show_statement(workspace.unplaced.selected_uids()[0]),
            why_not=no_unplaced,
        ),
        Command(
            "arrange.preview",
            _tr("Pre&view the chapter"),
            lambda: view.set_preview(not view.is_previewing),
            ("Ctrl+Shift+V",),
            "eye-outline",
            MenuName.VIEW,
            ITEMS,
            no_chapter,
            is_on=lambda: view.is_previewing,
        ),
    ]


def _quoting_commands(workspace: "ArrangeWorkspace") -> list[Command]:
    view = workspace.chapter_view

    def no_statement() -> str:
        return "" if view.current_statement_uid() else _tr("Select a statement in the chapter first")

    return [
        Command(
            f"arrange.quote_{form}",
            words,
            partial(view.quote_as, form),
            (key,),
            icon,
            MenuName.STATEMENT,
            QUOTATIONS,
            no_statement,
            scope=view.list,
        )
        for form, words, key, icon in (
            ("full", _tr("Quote in &full"), "F", "format-quote-close"),
            ("shortened", _tr("S&horten…"), "S", "content-cut"),
            ("paraphrased", _tr("Paraph&rase…"), "R", "pencil-outline"),
            ("cited", _tr("Only &cite"), "C", "format-superscript"),
        )
    ]


def _judging_commands(workspace: "ArrangeWorkspace") -> list[Command]:
    view = workspace.chapter_view

    def no_passage() -> str:
        # A passage that is being written may have no words in the project yet.
        is_passage = view.writing.editor is not None or isinstance(view.model.item(view.list.current_uid()), Prose)
        return "" if is_passage else _tr("Select a passage of prose first")

    def no_judgement() -> str:
        return "" if view.judging.is_judgement(view.list.current_uid()) else _tr("Mark a key judgement first")

    return [
        Command(
            "arrange.key_judgement",
            _tr("&Key judgement"),
            view.mark_key_judgement,
            ("K", "Ctrl+Shift+K"),
            "scale-balance",
            MenuName.EDIT,
            QUOTATIONS,
            no_passage,
            is_on=lambda: view.judging.is_judgement(view.list.current_uid()),
            scope=view.list,
        ),
        Command(
            "arrange.likelihood",
            _tr("&Likelihood…"),
            lambda: view.judging.offer(view.list.current_uid(), "likelihood"),
            ("Shift+L",),
            "",
            MenuName.EDIT,
            QUOTATIONS,
            no_judgement,
            scope=view.list,
        ),
        Command(
            "arrange.confidence",
            _tr("Co&nfidence…"),
            lambda: view.judging.offer(view.list.current_uid(), "confidence"),
            ("Shift+C",),
            "",
            MenuName.EDIT,
            QUOTATIONS,
            no_judgement,
            scope=view.list,
        ),
        Command(
            "arrange.judgement_words",
            _tr("Edit the &words for likelihood and confidence…"),
            lambda: view.judging.edit_words(),
            (),
            "scale-balance",
            MenuName.PROJECT,
            CHAPTERS,
        ),
    ]


def _history_commands(workspace: "ArrangeWorkspace") -> list[Command]:
    view, board, unplaced = workspace.chapter_view, workspace.board, workspace.unplaced

    def target() -> str:
        """Give what is selected in the chapter or at the right, where the keyboard is there; else the chapter."""
        if unplaced.view.hasFocus() and unplaced.selected_uids():
            return unplaced.selected_uids()[0]
        if board.tree.hasFocus():
            return board.current_uid
        item = view.list.current_uid()
        return view.current_statement_uid() or item or board.current_uid

    return [history_command("arrange.history", workspace.shell, target, MenuName.EDIT, QUOTATIONS + 1)]


def _places(workspace: "ArrangeWorkspace") -> list[Command]:
    menu = MenuName.GO
    return [
        Command("arrange.go_outline", _tr("Out&line"), workspace.board.tree.setFocus, ("Alt+1",), menu=menu,
                group=PLACES),
        Command("arrange.go_chapter", _tr("C&hapter"), workspace.chapter_view.list.setFocus, ("Alt+2",), menu=menu,
                group=PLACES),
        Command("arrange.go_unplaced", _tr("&Not placed"), workspace.unplaced.take_focus, ("Alt+3",), menu=menu,
                group=PLACES),
    ]  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArrangeCommands", text)
