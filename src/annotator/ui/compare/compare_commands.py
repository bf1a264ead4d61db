"""What can be done in Compare, for menus, keys and the list of commands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from annotator.core.compare.disagreements import Question
from annotator.core.compare.matrix import Kind
from annotator.ui.commands import Command, MenuName
from annotator.ui.compare import matrix_files

if TYPE_CHECKING:
    from annotator.ui.compare.compare_workspace import CompareWorkspace

MATRIX, PAIRS, PLACES, KINDS, FILES = 50, 60, 40, 6, 2


def commands_of(workspace: "CompareWorkspace") -> list[Command]:
    """Give the commands of the matrix and of the disagreements."""
    return [*_matrix(workspace), *_kinds(workspace), *_files(workspace), *_pairs(workspace), *_places(workspace)]


def fill_menus(workspace: "CompareWorkspace") -> None:
    """Put the commands on the context menus; the registry has to hold them by now."""
    registry = workspace.shell.commands
    menus: dict[QMenu, tuple[str, ...]] = {
        workspace.matrix.menu: ("compare.open", "", "compare.copy", "compare.csv", "compare.picture"),
        workspace.disagreements.menu: (
            "compare.sides",
            "compare.chapter",
            "",
            "compare.assess",
            "compare.contradiction",
            "compare.dismiss",
        ),
    }
    for menu, ids in menus.items():
        menu.clear()
        for each in ids:
            if each:
                menu.addAction(registry.action(each))
            else:
                menu.addSeparator()


def _matrix(workspace: "CompareWorkspace") -> list[Command]:
    panel = workspace.matrix

    def no_cell() -> str:
        return "" if panel.has_table and panel.view.current.isValid() else _tr("Choose a cell of the matrix first")

    nothing = partial(_no_table, workspace)
    return [
        Command("compare.open", _tr("Show the &statements of the cell"), panel.open_current, (),
                "format-list-bulleted", MenuName.EDIT, MATRIX, no_cell),
        Command("compare.copy", _tr("&Copy as a table"), panel.copy, ("Ctrl+C",), "content-duplicate",
                MenuName.EDIT, MATRIX, nothing, _tr("Copy the columns that are shown, for Word or Excel"),
                scope=panel.view),
    ]  # fmt: skip


def _files(workspace: "CompareWorkspace") -> list[Command]:
    shell, panel, nothing = workspace.shell, workspace.matrix, partial(_no_table, workspace)
    return [
        Command("compare.csv", _tr("Export the matrix as a &table…"), lambda: matrix_files.export_csv(shell, panel), (),
                "table-large", MenuName.PROJECT, FILES, nothing, _tr("Write the matrix as CSV, for a spreadsheet")),
        Command("compare.picture", _tr("Export the matrix as a &picture…"),
                lambda: matrix_files.export_picture(shell, panel), (), "image-outline", MenuName.PROJECT, FILES,
                nothing, _tr("Write the matrix as PNG at print size, or as SVG")),
    ]  # fmt: skip


def _kinds(workspace: "CompareWorkspace") -> list[Command]:
    panel = workspace.matrix
    return [
        Command(
            f"compare.{kind}",
            words,
            partial(panel.show_kind, kind),
            (key,),
            "",
            MenuName.VIEW,
            KINDS,
            is_on=partial(lambda wanted: panel.wish.kind is wanted, kind),
        )
        for kind, words, key in (
            (Kind.CHAPTERS, _tr("&Chapters and sources"), "Alt+1"),
            (Kind.TAGS, _tr("&Tags and sources"), "Alt+2"),
            (Kind.ACTORS, _tr("&Actors and tags"), "Alt+3"),
        )
    ]


def _pairs(workspace: "CompareWorkspace") -> list[Command]:
    panel, menu, scope = workspace.disagreements, MenuName.EDIT, workspace.disagreements.list

    def no_pair() -> str:
        return "" if panel.isVisible() and panel.current else _tr("Choose a disagreement first")

    def no_contradiction() -> str:
        each = panel.current
        is_one = each is not None and each.question is Question.CONTRADICTION
        return no_pair() or ("" if is_one else _tr("Say first whether it is a contradiction"))

    def no_dates() -> str:
        each = panel.current
        is_one = each is not None and each.question is Question.DATES
        return no_pair() or ("" if is_one else _tr("Choose a pair whose dates differ first"))

    def no_chapter() -> str:
        each = panel.current
        return no_pair() or ("" if each and each.chapter else _tr("Neither side stands in a chapter"))

    return [
        Command("compare.sides", _tr("Show &both sides"), panel.show_sides, (), "view-split-vertical", menu, PAIRS,
                no_pair, _tr("Show both statements in their sources, side by side")),
        Command("compare.chapter", _tr("Show its place in the &report"), panel.show_chapter,
                ("Ctrl+Return", "Ctrl+Enter"), "view-column-outline", menu, PAIRS, no_chapter, scope=scope),
        Command("compare.assess", _tr("&Say what you make of it"), panel.assess, ("F2",), "pencil-outline", menu,
                PAIRS, no_contradiction),
        Command("compare.contradiction", _tr("It is a &contradiction"), panel.call_contradiction, ("C",),
                "not-equal-variant", menu, PAIRS, no_dates, scope=scope),
        Command("compare.dismiss", _tr("It is &no contradiction"), panel.dismiss, ("D",), "close", menu, PAIRS,
                no_dates, _tr("Do not list these two dates again"), scope=scope),
    ]  # fmt: skip


def _places(workspace: "CompareWorkspace") -> list[Command]:
    def to_matrix() -> None:
        workspace.matrix.first_focus().setFocus()

    return [
        Command("compare.matrix", _tr("&Matrix"), to_matrix, (), "table-large", MenuName.GO, PLACES),
        Command("compare.disagreements", _tr("&Disagreements between sources"), workspace.show_disagreements,
                ("Alt+4",), "not-equal-variant", MenuName.GO, PLACES),
    ]  # fmt: skip


def _no_table(workspace: "CompareWorkspace") -> str:
    return "" if workspace.matrix.has_table else _tr("There is nothing in the matrix yet")


def _tr(words: str) -> str:
    return QCoreApplication.translate("CompareCommands", words)
