"""Looking at statements whose source has a new text."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.session.models.checks_model import NEW, OLD, ON, STATE
from annotator.ui.review.review_workspace import ReviewWorkspace
from tests.builders import article
from tests.ui.harbour import HARBOUR, Harbour, Shell, harbour, shell
from tests.ui.review.two_reviewers import TwoReviewers, review, two

__all__ = ["harbour", "review", "shell", "two"]
CHANGED = "Passengers remember a clear night with all lights of the far shore in sight."


@pytest.fixture
def corrected(review: ReviewWorkspace, harbour: Harbour) -> ReviewWorkspace:
    """Correct the first source: its second paragraph is gone, its third has other words."""
    paragraphs = (HARBOUR[0], CHANGED, HARBOUR[3])
    new = edits.revise_source(
        harbour.session.reader, harbour.source_uids[0], article(paragraphs, "Harbour Post on the ferry", "post.txt")
    )
    harbour.session.perform(new.drafts, "Correct the text", blobs=new.blobs)
    review.show_page(review.checks)
    return review


def _rows(review: ReviewWorkspace) -> list[list[str]]:
    model = review.checks.model
    return [[model.index(row, at).data() for at in (STATE, ON, OLD, NEW)] for row in range(model.rowCount())]


def test_nothing_to_check_is_said(review: ReviewWorkspace):
    review.show_page(review.checks)
    assert review.checks.empty.isVisible()
    assert review.checks.empty.fact.text() == "Nothing to check."


def test_moved_and_lost_statements_are_listed_with_what_they_were_and_are(corrected: ReviewWorkspace):
    rows = {row[1]: row for row in _rows(corrected)}
    assert rows["S-2"] == ["Not found", "S-2", HARBOUR[1], "not found"]
    assert rows["S-3"][0] == "Moved"
    assert "the lights" in rows["S-3"][2]
    assert "all lights" in rows["S-3"][3]
    assert corrected.pages.badge_of(corrected.checks) == "2"


def test_what_is_right_leaves_the_list(corrected: ReviewWorkspace, harbour: Harbour, shell: Shell):
    at = corrected.checks.model.row_of(harbour.statement_uids[2])
    corrected.checks.table.selectRow(at)
    corrected.checks.detail.right_button.click()
    statement = harbour.session.reader.statement(harbour.statement_uids[2])
    assert (statement.anchor_state, statement.anchor.quote) == ("", CHANGED)
    assert shell.toasts == ["S-3 is right where it stands"]
    assert [row[1] for row in _rows(corrected)] == ["S-2"]
    harbour.session.undo()
    assert corrected.checks.model.rowCount() == 2


def test_a_lost_statement_can_be_deleted_or_left_with_the_earlier_text(
    corrected: ReviewWorkspace, harbour: Harbour, shell: Shell
):
    checks, uid = corrected.checks, harbour.statement_uids[1]
    checks.table.selectRow(checks.model.row_of(uid))
    assert checks.detail.delete_button.isVisible()
    assert checks.detail.right_button.text().strip() == "Leave it with the earlier text"
    assert shell.commands.run("review.delete_lost")
    assert not harbour.session.reader.statements_by_uid([uid])
    harbour.session.undo()
    checks.table.selectRow(checks.model.row_of(uid))
    assert shell.commands.run("review.right")
    assert harbour.session.reader.statement(uid).anchor_state == ""


def test_a_moved_statement_cannot_be_deleted_here(corrected: ReviewWorkspace, harbour: Harbour, shell: Shell):
    checks = corrected.checks
    checks.table.selectRow(checks.model.row_of(harbour.statement_uids[2]))
    assert not checks.detail.delete_button.isVisible()
    assert not shell.commands.run("review.delete_lost")


def test_a_statement_is_shown_in_its_source(corrected: ReviewWorkspace, harbour: Harbour, shell: Shell, qtbot: QtBot):
    checks = corrected.checks
    checks.table.selectRow(checks.model.row_of(harbour.statement_uids[2]))
    with qtbot.waitSignal(harbour.session.selection.show_requested):
        checks.detail.place_button.click()
    assert shell.shown == ["read"]


def test_the_list_follows_while_another_page_is_shown(review: ReviewWorkspace, two: TwoReviewers, shell: Shell):
    review.show_page(review.checks)
    two.grade(1)
    assert review.pages.badge_of(review.conflicts) == "1"
    assert shell.commands.why_not("review.keep-1") == "Choose a conflict first"
    review.show_page(review.conflicts)
    assert shell.commands.why_not("review.keep-1") == ""
