"""Agreement between reviewers: the figures, the places behind them, and settling what they differ on."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.agreement import Selection
from annotator.core.changes import Draft
from annotator.session import agreement_session
from annotator.session.agreement_session import Focus, Survey, Wish, read_places
from annotator.session.jobs import JobContext
from annotator.session.models import agreement_model
from annotator.session.models.agreement_model import ALPHA, KAPPA, NOTE, PUT_BY, SHARE, TAG, UNITS, figure
from annotator.ui.review.agreement_panel import AgreementPanel
from tests.builders import ME
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]

JIWOO, BRANDT = "d" * 32, "e" * 32


@dataclass
class Team:
    """Mara, Jiwoo and Brandt, who have read both sources and put "delay" and "blame" on other sentences."""

    harbour: Harbour
    delay: str
    blame: str

    def do(self, drafts: list[Draft], who: str = ME, label: str = "Edit") -> None:
        session, mine = self.harbour.session, self.harbour.session.reviewer
        session.reviewer = type(mine)(who, mine.name, mine.initials, mine.colour)
        session.perform(drafts, label)
        session.reviewer = mine


@pytest.fixture
def team(harbour: Harbour) -> Team:
    """Mara tagged four statements "delay" and three "blame"; Jiwoo agrees on "delay" but for one, Brandt on two."""
    reader = harbour.session.reader
    tags = {each.name: each.uid for each in reader.tags()}
    made = Team(harbour, tags["delay"], tags["blame"])
    for uid, name, initials in ((JIWOO, "Park Jiwoo", "PJ"), (BRANDT, "L. Brandt", "LB")):
        made.do(edits.add_reviewer(name, initials, "Teal", uid=uid), uid)
    for source_uid in harbour.source_uids:
        for who in (ME, JIWOO, BRANDT):
            made.do(edits.mark_read(source_uid, who, True), who)
    delayed = [harbour.statement_uids[at] for at in (0, 2, 4, 6)]
    for uid in delayed[:3]:
        made.do(edits.tag_statement(uid, made.delay, JIWOO), JIWOO)
    for uid in delayed[:2]:
        made.do(edits.tag_statement(uid, made.delay, BRANDT), BRANDT)
    return made


@pytest.fixture
def panel(shell: Shell, qtbot: QtBot) -> Iterator[AgreementPanel]:
    """Show the panel, without waiting for its figures."""
    made = AgreementPanel(shell, shell.window)
    made.resize(1158, 260)
    shell.window.resize(1158, 260)
    shell.window.show()
    shell.window.activateWindow()
    qtbot.waitExposed(shell.window)
    made.show()
    yield made
    made.close_down()


def settle_down(qtbot: QtBot, panel: AgreementPanel) -> None:
    qtbot.waitUntil(lambda: not panel.feed.is_working and panel.feed.survey is not None, timeout=8_000)


def cell(panel: AgreementPanel, tag_uid: str, column: int, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
    return panel.tag_model.index(panel.tag_model.row_of(tag_uid), column).data(role)


def look_at(qtbot: QtBot, panel: AgreementPanel, tag_uid: str) -> None:
    panel.tag_table.selectRow(panel.tag_model.row_of(tag_uid))
    settle_down(qtbot, panel)


def test_each_tag_has_its_figures_and_all_tags_stand_first(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    assert panel.tag_model.index(0, TAG).data() == "All tags"
    assert cell(panel, team.delay, UNITS) == "9"
    assert cell(panel, team.delay, SHARE) == ".78"
    assert cell(panel, team.delay, PUT_BY) == "L. Brandt, Mara Okafor, Park Jiwoo"
    assert cell(panel, team.blame, PUT_BY) == "Mara Okafor"
    QAbstractItemModelTester(panel.tag_model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_figure_on_few_sentences_is_said_to_be_one(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    assert cell(panel, team.delay, NOTE) == "Too few sentences to say"


def test_a_tag_that_nobody_put_is_not_defined(team: Team, panel: AgreementPanel, qtbot: QtBot):
    drafts = edits.add_tag(team.harbour.session.reader, "weather")
    team.do(drafts)
    weather = drafts[0].entity_uid
    panel.feed.set_wish(Wish(Selection(tag_uids=(weather,))))
    settle_down(qtbot, panel)
    assert cell(panel, weather, TAG) == "weather"
    assert [cell(panel, weather, column) for column in (KAPPA, ALPHA, NOTE)] == ["–", "–", "Not defined"]


def test_figures_are_written_as_statisticians_do():
    written = {0.874: ".87", 1.0: "1.00", -0.12: "−.12", None: "–", 0.0: ".00", -0.001: ".00"}
    assert {value: figure(value) for value in written} == written


def test_a_low_alpha_asks_to_discuss_the_definition(
    team: Team, panel: AgreementPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(agreement_model, "FEWEST_UNITS", 5)
    for at in (1, 3, 5):
        team.do(edits.tag_statement(team.harbour.statement_uids[at], team.delay, BRANDT), BRANDT)
    settle_down(qtbot, panel)
    assert cell(panel, team.delay, ALPHA) == ".28"
    assert cell(panel, team.delay, NOTE) == "Below .667: discuss the definition"


def test_a_tag_lists_the_places_where_they_differ(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    assert panel.places.isHidden()
    look_at(qtbot, panel, team.delay)
    assert panel.places.isVisible()
    assert panel.places.model.rowCount() == 2
    place = panel.places.model.place_at(panel.places.model.index(0))
    assert place is not None
    assert place.words.startswith("The company says")
    assert (place.source_label, place.locator) == ("Ferry Weekly", "¶1")
    assert panel.places.model.who(place) == "put by Mara Okafor, Park Jiwoo, not by L. Brandt"
    QAbstractItemModelTester(panel.places.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_enter_leads_to_the_place_in_read(team: Team, shell: Shell, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.delay)
    panel.tag_table.setFocus()
    qtbot.keyClick(panel.tag_table, Qt.Key.Key_Return)
    assert panel.places.list.hasFocus()
    with qtbot.waitSignal(team.harbour.session.selection.show_requested) as asked:
        qtbot.keyClick(panel.places.list, Qt.Key.Key_Return)
    assert shell.shown == ["read"]
    assert asked.args is not None
    assert asked.args[0] == team.harbour.source_uids[1]


def test_agreeing_keeps_what_each_said_and_can_be_undone(team: Team, shell: Shell, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.delay)
    before = cell(panel, team.delay, ALPHA)
    panel.places.enter()
    qtbot.keyClick(panel.places.list, Qt.Key.Key_N)
    settle_down(qtbot, panel)
    place = panel.places.current
    assert place is not None
    assert place.is_settled is False
    assert cell(panel, team.delay, ALPHA) == before
    assert team.delay not in team.harbour.session.reader.statement(place.statement_uids[0]).tag_uids
    assert shell.toasts == ["Agreed: “delay” does not belong there."]
    assert panel.places.head.count_text == "2 places, 1 settled"
    assert team.harbour.session.undo() == "Agree on “delay”"
    settle_down(qtbot, panel)
    assert panel.places.current is not None
    assert panel.places.current.is_settled is None


def test_what_was_agreed_can_be_left_to_each_again(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.delay)
    assert not panel.places.leave.isEnabled()
    panel.places.belongs.click()
    settle_down(qtbot, panel)
    assert panel.places.current is not None
    assert panel.places.current.is_settled is True
    assert not panel.places.belongs.isEnabled()
    panel.places.leave.click()
    settle_down(qtbot, panel)
    assert panel.places.current.is_settled is None


def test_a_tag_that_was_merged_is_overruled_where_it_stands(team: Team, panel: AgreementPanel, qtbot: QtBot):
    team.do(edits.merge_tags(team.delay, team.blame))
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.blame)
    found = panel.feed.survey
    assert found is not None
    assert found.agreement is not None
    places = read_places(team.harbour.session.reader, found.agreement.disagreements)
    place = next(each for each in places if each.words.startswith("Refunds"))
    panel._settle(place, False)
    settle_down(qtbot, panel)
    assert team.harbour.session.reader.statement(place.statement_uids[0]).tag_uids == ()


def test_a_remark_is_said_and_counted(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.delay)
    panel.places.enter()
    qtbot.keyClick(panel.places.list, Qt.Key.Key_D)
    page = panel.places.discussion
    assert page.isVisible()
    assert page.field.hasFocus()
    qtbot.keyClicks(page.field, "Is this a delay <at all>?")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    settle_down(qtbot, panel)
    assert "Is this a delay <at all>?" in page.remarks.toPlainText()
    assert "Mara Okafor" in page.remarks.toPlainText()
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert panel.places.list.isVisible()
    assert panel.places.current is not None
    assert panel.places.current.remarks == 1


def test_the_matrix_counts_either_ones_alone_and_a_cell_opens_its_own(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    panel.view.setCurrentIndex(1)
    model = panel.pair_model
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["Tag", "LB / MO", "LB / PJ", "MO / PJ"]
    row = next(at for at in range(model.rowCount()) if model.index(at, 0).data() == "delay")
    assert [model.index(row, at).data() for at in (1, 2, 3)] == ["0 / 2", "0 / 1", "1 / 0"]
    panel.pair_table.setCurrentIndex(model.index(row, 3))
    settle_down(qtbot, panel)
    assert panel.places.model.rowCount() == 1
    place = panel.places.current
    assert place is not None
    assert place.words.startswith("Refunds")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_choice_of_reviewers_is_compared(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    button = panel.reviewers
    button.open()
    assert [button.model.index(at).data() for at in range(4)] == [
        "All reviewers",
        "L. Brandt",
        "Mara Okafor",
        "Park Jiwoo",
    ]
    button.popup.list.setCurrentIndex(button.model.index(2))
    qtbot.keyClick(button.popup.list, Qt.Key.Key_Space)
    button.popup.list.setCurrentIndex(button.model.index(3))
    qtbot.keyClick(button.popup.list, Qt.Key.Key_Return)
    button.popup.close()
    settle_down(qtbot, panel)
    assert button.text().strip() == "Reviewers 2/3"
    assert cell(panel, team.delay, SHARE) == ".89"


def test_a_filter_that_leaves_one_reviewer_says_so_and_is_cleared(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    panel.reviewers.model.ticked = {JIWOO}
    panel._wish()
    settle_down(qtbot, panel)
    assert panel._empty.fact.text() == "No two of these reviewers have read or tagged one of these sources."
    panel._empty.button.click()
    settle_down(qtbot, panel)
    assert cell(panel, team.delay, UNITS) == "9"


def test_passages_are_compared_where_that_is_chosen(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    panel.unit.setCurrentIndex(1)
    settle_down(qtbot, panel)
    assert cell(panel, team.delay, UNITS) == "7"
    assert panel.tag_model.headerData(UNITS, Qt.Orientation.Horizontal) == "Passages"
    assert "passages" in panel.head.count_text


def test_one_reviewer_alone_is_told_what_to_do(harbour: Harbour, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    assert panel._empty.fact.text() == "Only Mara Okafor has read or tagged anything so far."
    assert "merge" in panel._empty.advice.text()
    assert not panel._empty.button.isVisible()


def test_a_project_that_is_worked_on_blind_is_not_compared(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    team.do(edits.work_blind(team.harbour.session.project_uid, True))
    settle_down(qtbot, panel)
    assert panel._empty.fact.text() == "The project is worked on blind."


def test_figures_follow_the_project_but_only_while_they_are_seen(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    team.do(edits.tag_statement(team.harbour.statement_uids[6], team.delay, JIWOO), JIWOO)
    settle_down(qtbot, panel)
    assert cell(panel, team.delay, SHARE) == ".78"
    row = next(at for at in range(3) if panel.pair_model.index(at, 0).data() == "delay")
    assert panel.pair_model.index(row, 3).data() == "0 / 0"
    panel.hide()
    team.do(edits.tag_statement(team.harbour.statement_uids[6], team.delay, BRANDT), BRANDT)
    assert not panel.feed.is_working
    panel.show()
    settle_down(qtbot, panel)
    assert cell(panel, team.delay, SHARE) == ".89"


def test_the_focus_stays_when_the_figures_come_anew(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.blame)
    panel.feed.compare_again()
    settle_down(qtbot, panel)
    assert panel.table.focus == Focus(team.blame)
    assert panel.places.isVisible()
    panel.places.enter()
    qtbot.keyClick(panel.places.list, Qt.Key.Key_Escape)
    assert panel.places.isHidden()
    assert panel.tag_table.hasFocus()
    qtbot.keyClick(panel.tag_table, Qt.Key.Key_Return)
    assert panel.places.isVisible()


def test_a_comparison_that_was_stopped_says_so_and_can_be_started_again(
    team: Team, panel: AgreementPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    settle_down(qtbot, panel)

    def wait_for_the_end(context: JobContext, _wish: Wish) -> Survey:
        while True:
            context.check()
            time.sleep(0.01)

    with monkeypatch.context() as patched:
        patched.setattr(agreement_session, "make_survey", wait_for_the_end)
        panel.feed._survey = None
        panel.feed.compare_again()
        qtbot.waitUntil(lambda: bool(team.harbour.session.jobs.running))
        assert team.harbour.session.jobs.running[0].verb == "Comparing reviewers"
        assert panel._empty.fact.text() == "Comparing reviewers…"
        with qtbot.waitSignal(panel.feed.stopped):
            team.harbour.session.jobs.running[0].cancel()
    assert panel._empty.fact.text() == "The comparison was stopped."
    panel._empty.button.click()
    settle_down(qtbot, panel)
    assert cell(panel, team.delay, UNITS) == "9"


def test_tags_are_sorted_by_a_column_under_all_of_them(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.blame)
    panel.tag_table.sortByColumn(KAPPA, Qt.SortOrder.DescendingOrder)
    names = [panel.tag_model.index(at, TAG).data() for at in range(3)]
    assert names == ["All tags", "delay", "blame"]
    assert panel.table.focus == Focus(team.blame)


def test_everything_has_a_name_for_the_screen_reader(team: Team, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    look_at(qtbot, panel, team.delay)
    unnamed = [
        type(each).__name__
        for each in panel.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.accessibleName()
    ]
    assert unnamed == []


def test_how_it_was_looked_at_is_remembered(team: Team, shell: Shell, panel: AgreementPanel, qtbot: QtBot):
    settle_down(qtbot, panel)
    panel.view.setCurrentIndex(1)
    panel.unit.setCurrentIndex(1)
    assert panel.feed.wish.unit == "passages"
    settle_down(qtbot, panel)
    panel.close_down()
    again = AgreementPanel(shell)
    qtbot.addWidget(again)
    assert (again.view.currentData(), again.unit.currentData()) == ("pair", "passages")
    again.close_down()
    team.harbour.session.changed.connect(panel.feed._follow)
