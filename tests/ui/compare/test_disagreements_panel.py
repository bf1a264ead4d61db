import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.compare.disagreements import Question
from annotator.core.dates import parse_date
from annotator.ui.compare.compare_workspace import CompareWorkspace
from tests.ui.harbour import Harbour, Shell


@pytest.fixture
def dated(spoken: Harbour) -> Harbour:
    """The same with two statements of one event on different days."""
    session, uids = spoken.session, spoken.statement_uids
    for number, words in ((0, "3 Mar 2024"), (6, "5 Mar 2024")):
        session.perform(edits.set_statement_field(uids[number], "event_date", parse_date(words)), "Date")
    session.perform(edits.link_statements(session.reader, "supports", uids[6], uids[0]), "Link")
    return spoken


def assessments(harbour: Harbour) -> dict[str, str]:
    return {link.kind: link.assessment for link in harbour.session.reader.links()}


def choose(compare: CompareWorkspace, question: Question) -> None:
    panel = compare.disagreements
    compare.show_disagreements()
    rows = range(panel.model.rowCount())
    row = next(at for at in rows if panel.model.at(panel.model.index(at)).question is question)
    panel.list.setCurrentIndex(panel.model.index(row))


def write(compare: CompareWorkspace, qtbot: QtBot, words: str, key: Qt.Key) -> None:
    choose(compare, Question.CONTRADICTION)
    qtbot.keyClick(compare.disagreements.list, Qt.Key.Key_F2)
    editor = compare.disagreements.list.findChild(QPlainTextEdit)
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, key)


def test_a_contradiction_is_listed_and_counted(spoken: Harbour, compare: CompareWorkspace):
    assert compare.disagreements.model.rowCount() == 1
    assert compare.disagreements.head.count_text == "1, 1 not settled"


def test_an_assessment_is_written_in_its_place_and_taken_back(spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot):
    write(compare, qtbot, "The log decides.", Qt.Key.Key_Return)
    assert assessments(spoken) == {"contradicts": "The log decides."}
    assert compare.disagreements.head.count_text == "1"
    spoken.session.undo()
    assert assessments(spoken) == {"contradicts": ""}


def test_escape_keeps_nothing_of_what_was_typed(spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot):
    write(compare, qtbot, "Perhaps", Qt.Key.Key_Escape)
    assert assessments(spoken) == {"contradicts": ""}
    assert compare.side.currentWidget() is compare.disagreements


def test_enter_shows_both_sides_in_read(spoken: Harbour, compare: CompareWorkspace, shell: Shell, qtbot: QtBot):
    asked: list[str] = []
    selection = spoken.session.selection
    selection.show_requested.connect(lambda source, *_: asked.append(source))
    selection.beside_requested.connect(asked.append)
    choose(compare, Question.CONTRADICTION)
    qtbot.keyClick(compare.disagreements.list, Qt.Key.Key_Return)
    assert shell.shown == ["read"]
    assert asked == [spoken.source_uids[0], spoken.statement_uids[4]]


def test_a_click_on_the_chapter_leads_to_its_place_in_the_report(
    spoken: Harbour, compare: CompareWorkspace, shell: Shell, qtbot: QtBot
):
    asked: list[tuple[str, str]] = []
    spoken.session.selection.chapter_requested.connect(lambda chapter, item: asked.append((chapter, item)))
    view = compare.disagreements.list
    width = view.viewport().width()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(width - 30, 17))
    assert shell.shown == ["arrange"]
    placements = spoken.session.reader.placements_of(spoken.statement_uids[1])
    assert asked == [(spoken.chapter_uids[0], placements[0].uid)]


def test_a_click_elsewhere_only_chooses_the_row(spoken: Harbour, compare: CompareWorkspace, shell: Shell, qtbot: QtBot):
    view = compare.disagreements.list
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    assert shell.shown == []


def test_one_key_makes_different_dates_a_contradiction(dated: Harbour, compare: CompareWorkspace, qtbot: QtBot):
    choose(compare, Question.DATES)
    assert compare.disagreements.foot.isVisible()
    qtbot.keyClick(compare.disagreements.list, Qt.Key.Key_C)
    kinds = sorted(link.kind for link in dated.session.reader.links())
    assert kinds == ["contradicts", "contradicts", "supports"]
    dated.session.undo()
    assert sorted(link.kind for link in dated.session.reader.links()) == ["contradicts", "supports"]


def test_one_key_dismisses_different_dates_and_one_undo_lists_them_again(
    dated: Harbour, compare: CompareWorkspace, shell: Shell, qtbot: QtBot
):
    choose(compare, Question.DATES)
    qtbot.keyClick(compare.disagreements.list, Qt.Key.Key_D)
    assert compare.disagreements.model.rowCount() == 1
    assert shell.toasts == ["Dismissed: the dates differ, but nothing is contradicted."]
    dated.session.undo()
    assert compare.disagreements.model.rowCount() == 2


def test_a_contradiction_is_not_dismissed_by_that_key(dated: Harbour, compare: CompareWorkspace, shell: Shell):
    choose(compare, Question.CONTRADICTION)
    shell.commands.refresh()
    assert shell.commands.why_not("compare.dismiss") == "Choose a pair whose dates differ first"
    assert compare.disagreements.foot.isHidden()


def test_the_filters_narrow_the_list_and_say_when_nothing_fits(dated: Harbour, compare: CompareWorkspace, qtbot: QtBot):
    panel = compare.disagreements
    write(compare, qtbot, "Open.", Qt.Key.Key_Return)
    panel.unsettled.click()
    assert panel.model.rowCount() == 1
    assert panel.head.count_text == "1 / 2, 1 not settled"
    assert panel.filters.isVisible()
    qtbot.keyClick(panel.list, Qt.Key.Key_D)
    assert panel.empty.fact.text() == "No disagreement fits the filter."
    panel.empty.button.click()
    assert panel.model.rowCount() == 1


def test_the_boxes_offer_what_there_is(dated: Harbour, compare: CompareWorkspace):
    panel = compare.disagreements
    sources = [panel.source.itemText(at) for at in range(panel.source.count())]
    assert sources == ["Any source", "Ferry Weekly", "Harbour Post"]
    panel.chapter.setCurrentIndex(1)
    panel.chapter.activated.emit(1)
    assert panel.model.rowCount() == 2


def test_where_nothing_is_contradicted_it_says_how_to_begin(harbour: Harbour, compare: CompareWorkspace):
    empty = compare.disagreements.empty
    assert empty.fact.text() == "No source contradicts another yet."
    assert "press L" in empty.advice.text()
    assert not empty.button.isVisible()


def test_the_status_says_what_can_be_done(dated: Harbour, compare: CompareWorkspace):
    choose(compare, Question.DATES)
    assert compare.disagreements.status() == (
        "Dates differ, chapter 1: Harbour Post against Ferry Weekly. C calls it a contradiction, D dismisses it."
    )
    choose(compare, Question.CONTRADICTION)
    assert compare.disagreements.status() == (
        "Contradiction, chapter 1: Harbour Post against Ferry Weekly. Enter shows both, F2 says what you make of it."
    )


def test_who_comes_with_a_statement_finds_its_pair_chosen(
    dated: Harbour, compare: CompareWorkspace, shell: Shell, qtbot: QtBot
):
    panel = compare.disagreements
    choose(compare, Question.DATES)
    compare.widget.hide()
    dated.session.selection.set_statement(dated.statement_uids[4])
    compare.widget.show()
    assert panel.current is not None
    assert panel.current.question is Question.CONTRADICTION


def test_a_new_pair_is_chosen_for_who_comes_with_its_statement(spoken: Harbour, compare: CompareWorkspace):
    session, uids = spoken.session, spoken.statement_uids
    compare.widget.hide()
    session.perform(edits.link_statements(session.reader, "contradicts", uids[2], uids[6]), "Link")
    session.selection.set_statement(uids[6])
    compare.widget.show()
    assert compare.disagreements.current is not None
    assert uids[6] in compare.disagreements.current.statement_uids


def test_the_keys_of_the_pairs_work_from_the_matrix(spoken: Harbour, compare: CompareWorkspace, qtbot: QtBot):
    panel = compare.disagreements
    assert not panel.list.hasFocus()
    qtbot.keyClick(compare.matrix.view.table, Qt.Key.Key_F2)
    editor = panel.list.findChild(QPlainTextEdit)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    compare.matrix.first_focus().setFocus()
    qtbot.keyClick(compare.matrix.view.table, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert panel.list.hasFocus()
