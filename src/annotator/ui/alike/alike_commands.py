"""What can be done about sources that are alike, for menus, keys and the list of commands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.ui.alike.alike_detail import APART_KEY, ORIGIN_KEY, OTHER_KEY, VERSIONS_KEY
from annotator.ui.commands import Command, MenuName

if TYPE_CHECKING:
    from annotator.ui.alike.alike_panel import AlikePanel

ALIKE, PAGES = 64, 40
SHOW = "review.alike"


def commands_of(panel: "AlikePanel") -> list[Command]:
    """Give the commands of the page, in the order of the menus."""
    detail, menu = panel.detail, MenuName.EDIT

    def no_pair() -> str:
        if panel.is_joining:
            return _tr("Two sources are being joined; this takes a moment")
        is_there = panel.isVisible() and panel.current is not None
        return "" if is_there else _tr("Choose two sources under “Alike” first")

    def show() -> None:
        panel.show_only("")
        panel.page_wanted.emit()

    return [
        Command("review.versions", _tr("&Versions of one article"), detail.join, (VERSIONS_KEY,), "source-merge", menu,
                ALIKE, no_pair, _tr("Make one source of the two; the statements of both stay"), scope=panel),
        Command("review.origin", _tr("One &origin"), detail.name_origin, (ORIGIN_KEY,), "source-branch", menu, ALIKE,
                no_pair, _tr("Say that both carry one original, which then counts once"), scope=panel),
        Command("review.apart", _tr("&Keep apart"), panel.keep_apart, (APART_KEY,), "arrow-split-vertical", menu, ALIKE,
                no_pair, _tr("Let them be two sources, and do not ask again"), scope=panel),
        Command("review.other_stays", _tr("Let the other one sta&y"), detail.choose_other, (OTHER_KEY,),
                "swap-horizontal", menu, ALIKE, no_pair, scope=panel),
        Command(SHOW, _tr("Sources that are &alike…"), show, (), "content-duplicate", MenuName.GO, PAGES),
    ]  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("AlikePanel", words)
