"""The ways to the sources that are alike: the page in Review, the list of commands, the menu of a source."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.session.models.sources_model import SourcesModel
from annotator.ui import rooms
from annotator.ui.alike.alike_panel import AlikePanel
from annotator.ui.read.sources_panel import SourcesPanel
from annotator.ui.review.review_workspace import ReviewWorkspace
from tests.ui.alike.test_alike_panel import LATER, add, at_once, settle
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["at_once", "harbour", "shell"]


@pytest.fixture
def review(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Iterator[ReviewWorkspace]:
    """Furnish Review as the window does, on a project with two versions of an article."""
    add(harbour, LATER, "later")
    workspace = rooms._review(shell)
    assert isinstance(workspace, ReviewWorkspace)
    shell.commands.add_all(workspace.commands(), "review")
    shell.commands.show_owner("review")
    workspace.widget.setParent(shell.window)
    workspace.widget.resize(1200, 800)
    shell.window.resize(1200, 800)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    settle(page(workspace), qtbot)
    yield workspace
    workspace.close()


def page(workspace: ReviewWorkspace) -> AlikePanel:
    found = workspace.widget.findChild(AlikePanel)
    assert isinstance(found, AlikePanel)
    return found


def test_the_tab_says_how_many_pairs_wait(review: ReviewWorkspace, qtbot: QtBot) -> None:
    assert review.pages.badge_of(page(review)) == "1"
    page(review).keep_apart()
    settle(page(review), qtbot)
    assert review.pages.badge_of(page(review)) == ""


def test_a_command_shows_the_page(review: ReviewWorkspace, shell: Shell) -> None:
    assert not page(review).isVisible()
    assert shell.commands.run("review.alike")
    assert page(review).isVisible()


def test_answers_can_be_given_only_where_the_page_is_shown(review: ReviewWorkspace, shell: Shell) -> None:
    answers = ("review.versions", "review.origin", "review.apart", "review.other_stays")
    shell.commands.refresh()
    assert not any(shell.commands.action(each).isEnabled() for each in answers)
    shell.commands.run("review.alike")
    shell.commands.refresh()
    assert all(shell.commands.action(each).isEnabled() for each in answers)


def test_the_menu_of_a_source_leads_to_what_is_like_it(
    review: ReviewWorkspace, shell: Shell, harbour: Harbour, qtbot: QtBot
) -> None:
    sources = SourcesPanel(shell, SourcesModel(harbour.session))
    qtbot.addWidget(sources)
    source = harbour.session.reader.source(harbour.source_uids[1])
    (action,) = [each for each in sources.menu(source).actions() if "ali" in each.text()]
    action.trigger()
    assert page(review).isVisible()
    assert page(review).model.only_uid == source.uid
    assert page(review).empty.isVisible()
    shell.commands.run("review.alike")
    assert page(review).model.only_uid == ""
