"""What the window is furnished with: the workspaces, and the doors to importing, exporting and searching."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotator.ui.desk import Furniture
from annotator.ui.widgets import HintedField
from annotator.ui.workspace import Shell, Workspace, WorkspaceSpec

if TYPE_CHECKING:
    from annotator.ui.alike.alike_panel import AlikePanel
    from annotator.ui.review.review_workspace import ReviewWorkspace


def furniture() -> Furniture:
    """Give what stands in the window. Each part is imported when it is first wanted: the start page comes at once."""
    read = QCoreApplication.translate("MainWindow", "Read")
    arrange = QCoreApplication.translate("MainWindow", "Arrange")
    compare = QCoreApplication.translate("MainWindow", "Compare")
    review = QCoreApplication.translate("MainWindow", "Review")
    return Furniture(
        workspaces=(
            WorkspaceSpec("read", read, "book-open-page-variant", "Ctrl+1", _read),
            WorkspaceSpec("arrange", arrange, "view-column-outline", "Ctrl+2", _arrange),
            WorkspaceSpec("compare", compare, "table-large", "Ctrl+3", _compare),
            WorkspaceSpec("review", review, "source-merge", "Ctrl+4", _review),
        ),
        import_sources=_import,
        export_briefing=_export,
        search=_search,
        write_sample=_write_sample,
    )


def _arrange(shell: Shell) -> Workspace:
    from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace

    return ArrangeWorkspace(shell)


def _compare(shell: Shell) -> Workspace:
    from annotator.ui.compare.compare_workspace import CompareWorkspace

    return CompareWorkspace(shell)


def _export(shell: Shell) -> object:
    from annotator.ui.exporting.export_dialog import open_export_dialog

    return open_export_dialog(shell)


def _import(shell: Shell, paths: Sequence[Path]) -> object:
    from annotator.ui.importing.import_desk import open_import_desk

    return open_import_desk(shell, paths)


def _read(shell: Shell) -> Workspace:
    from annotator.ui.read.read_workspace import ReadWorkspace

    return ReadWorkspace(shell)


def _review(shell: Shell) -> Workspace:
    from annotator.ui.alike.alike_panel import AlikePanel
    from annotator.ui.review.agreement_panel import AgreementPanel
    from annotator.ui.review.assignments_panel import AssignmentsPanel
    from annotator.ui.review.changes_panel import ChangesPanel
    from annotator.ui.review.incoming_panel import IncomingPanel
    from annotator.ui.review.review_workspace import ReviewWorkspace

    translate = QCoreApplication.translate
    workspace = ReviewWorkspace(shell)
    workspace.set_left(IncomingPanel(shell))
    workspace.set_bottom(AgreementPanel(shell))
    changes = ChangesPanel(shell)
    workspace.add_page(translate("MainWindow", "What changed"), changes)
    workspace.add_page(translate("MainWindow", "Who reads what"), AssignmentsPanel(shell))
    news = translate("MainWindow", "{0} not seen yet")

    def say(count: int) -> None:
        workspace.set_badge(changes, count, news.format(f"{count:,}"), "history")

    changes.count_changed.connect(say)
    say(changes.unseen)
    _add_alike(workspace, AlikePanel(shell))
    return workspace


def _add_alike(workspace: "ReviewWorkspace", alike: "AlikePanel") -> None:
    translate = QCoreApplication.translate
    workspace.add_page(translate("MainWindow", "Alike"), alike)
    words = translate("MainWindow", "{0} pairs of sources to decide on")
    alike.counted.connect(
        lambda count: workspace.set_badge(alike, count, words.format(f"{count:,}"), "content-duplicate")
    )
    alike.page_wanted.connect(lambda: workspace.show_page(alike))


def _search(shell: Shell, field: HintedField) -> object:
    from annotator.ui.search.search_panel import attach_search

    return attach_search(shell, field)


def _write_sample(path: Path) -> None:
    from annotator.exchange.sample import build_sample

    build_sample(path)
