"""The workspace around the panels: places for others' panels, tabs, status, what is remembered."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.review.review_workspace import ReviewWorkspace
from tests.ui.harbour import Shell, harbour, shell
from tests.ui.review.two_reviewers import TwoReviewers, review, two

__all__ = ["harbour", "review", "shell", "two"]


class Panel(QWidget):
    is_closed = False

    def close_down(self) -> None:
        self.is_closed = True


def test_panels_stand_at_the_left_and_below_and_are_closed_with_it(shell: Shell, two: TwoReviewers, qtbot: QtBot):
    workspace = ReviewWorkspace(shell)
    qtbot.addWidget(workspace.widget)
    left, bottom, page = Panel(), Panel(), Panel()
    workspace.set_left(left)
    workspace.set_bottom(bottom)
    workspace.add_page("What changed", page)
    workspace.widget.resize(1440, 800)
    workspace.widget.show()
    assert 280 <= left.width() <= 300
    assert bottom.mapTo(workspace.widget, QPoint()).y() > 500
    assert workspace.pages.tabs.tabText(2) == "What changed"
    workspace.set_badge(page, 3, "3 new")
    assert workspace.pages.badge_of(page) == "3"
    workspace.set_badge(page, 0, "")
    assert workspace.pages.badge_of(page) == ""
    workspace.close()
    assert left.is_closed
    assert bottom.is_closed
    assert page.is_closed


def test_sizes_come_back(shell: Shell, two: TwoReviewers, qtbot: QtBot):
    for _ in range(2):
        workspace = ReviewWorkspace(shell)
        qtbot.addWidget(workspace.widget)
        workspace.set_left(Panel())
        workspace.widget.resize(1440, 800)
        workspace.widget.show()
        if workspace.across.sizes()[0] != 400:
            workspace.across.setSizes([400, 1039])
            workspace.close()
    assert workspace.across.sizes()[0] == 400
    workspace.close()


def test_the_status_says_which_conflict_is_looked_at(review: ReviewWorkspace, two: TwoReviewers):
    said: list[str] = []
    review.status_text.connect(said.append)
    two.grade(1)
    two.grade(2)
    review.conflicts._select(0)
    assert said[-1] == "Conflict 1 of 2"
    review.conflicts._select(1)
    assert said[-1] == "Conflict 2 of 2"
    review.show_page(review.checks)
    assert said[-1] == "Nothing to check"


def test_the_number_of_unsettled_conflicts_is_told(review: ReviewWorkspace, two: TwoReviewers, qtbot: QtBot):
    assert review.unsettled_count == 0
    with qtbot.waitSignal(review.unsettled) as signal:
        two.grade(1)
    assert signal.args == [1]
    assert review.unsettled_count == 1


def test_the_keyboard_goes_to_the_table_where_there_is_something(review: ReviewWorkspace, two: TwoReviewers):
    assert review.first_focus() is review.pages.tabs
    two.grade(1)
    assert review.first_focus() is review.conflicts.table
