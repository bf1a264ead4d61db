"""The list of what the briefing still lacks."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.core.findings import Finding
from annotator.core.words import words_for
from annotator.ui.exporting.check_list import MOST_ROWS, CheckList

CONFLICT = Finding("conflict", "prose", "p", "c", "1", ("text", "one", "two"), is_grave=True)
CHANGED = Finding("changed_quote", "statement", "s", "c", "S-1", is_grave=True)
UNDATED = Finding("undated_source", "source", "u", place="The Valley")
NOWHERE = Finding("conflict", "project", "p", place="", names=("title", "one", "two"))


@pytest.fixture
def checks(qtbot: QtBot) -> CheckList:
    made = CheckList()
    qtbot.addWidget(made)
    return made


def _show(checks: CheckList, *findings: Finding, quotations: int = 3) -> list[str]:
    checks.show_findings(findings, words_for("en"), quotations)
    return [row.headline for row in checks.rows]


def test_what_is_in_order_is_said_after_what_is_wanting(checks: CheckList):
    assert _show(checks, UNDATED) == ["The Valley has no date", "All 3 quotes match their sources"]


def test_a_changed_quotation_takes_that_back(checks: CheckList):
    assert len(_show(checks, CHANGED)) == 1


def test_with_nothing_quoted_nothing_is_claimed_of_quotes(checks: CheckList):
    assert _show(checks, quotations=0) == ["Nothing is wanting"]


def test_the_badges_count_conflicts_grave_findings_and_the_rest(checks: CheckList):
    _show(checks, CONFLICT, CONFLICT, CHANGED, UNDATED)
    said = [(badge.text, badge.state) for badge in (checks.conflict_badge, checks.grave_badge, checks.badge)]
    assert said == [("2 conflicts", "error"), ("1", "error"), ("1", "warn")]
    _show(checks, NOWHERE)
    assert (checks.conflict_badge.text, checks.conflict_badge.state) == ("1 conflict", "warn")
    assert checks.grave_badge.isHidden()
    assert checks.badge.isHidden()


def test_at_most_sixty_are_listed_and_the_others_counted(checks: CheckList):
    listed = _show(checks, *([UNDATED] * (MOST_ROWS + 1_040)), quotations=0)
    assert len(listed) == MOST_ROWS + 1
    assert listed[-1] == "1,040 more"


def test_a_conflict_is_to_be_settled_and_all_else_is_shown(checks: CheckList, qtbot: QtBot):
    _show(checks, CONFLICT, UNDATED, quotations=0)
    links = [row.link for row in checks.rows]
    assert [link.text() for link in links if link is not None] == ["Settle", "Show"]
    assert links[1] is not None
    with qtbot.waitSignal(checks.place_wanted) as signal:
        links[1].click()
    assert signal.args == [UNDATED]


def test_what_has_no_place_has_no_link(checks: CheckList):
    _show(checks, NOWHERE, quotations=0)
    assert checks.rows[0].link is None
