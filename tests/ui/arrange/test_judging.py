"""Key judgements in a chapter."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.briefing import BriefingSettings
from annotator.core.records import Prose
from annotator.session.models.chapter_model import ITEM_ROLE
from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from annotator.ui.arrange.item_delegate import judgement_box
from annotator.ui.arrange.judgement_box import judged_rects
from tests.ui.harbour import Harbour, Shell

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def written(arrange: ArrangeWorkspace, harbour: Harbour) -> ArrangeWorkspace:
    harbour.write("The ferry will be late again.")
    arrange.chapter_view.list.select_row(0)
    return arrange


def _command(workspace: ArrangeWorkspace, name: str) -> object:
    return next(each for each in workspace.commands() if each.id == name)


def _passage(workspace: ArrangeWorkspace) -> Prose:
    item = workspace.chapter_view.model.items[0]
    assert isinstance(item, Prose)
    return item


def _choose(workspace: ArrangeWorkspace, words: str) -> None:
    menu = workspace.chapter_view.judging.menu
    next(each for each in menu.actions() if each.text().startswith(words)).trigger()
    menu.close()


def test_a_passage_becomes_a_key_judgement_with_likelihood_and_confidence_apart(
    written: ArrangeWorkspace, harbour: Harbour
):
    assert _command(written, "arrange.likelihood").why_not() == "Mark a key judgement first"
    _command(written, "arrange.key_judgement").run()
    assert _passage(written).is_key_judgement
    _command(written, "arrange.likelihood").run()
    _choose(written, "likely (55 to 80 %)")
    _command(written, "arrange.confidence").run()
    _choose(written, "moderate")
    assert (_passage(written).likelihood, _passage(written).confidence) == ("likely", "moderate")
    shown = written.chapter_view.model.index(0).data(ITEM_ROLE)
    assert (shown.likelihood, shown.confidence) == ("likely (55 to 80 %)", "moderate")
    harbour.session.undo()
    assert _passage(written).confidence == ""
    harbour.session.undo()
    harbour.session.undo()
    assert not _passage(written).is_key_judgement


def test_a_click_on_the_likelihood_offers_the_words(written: ArrangeWorkspace, qtbot: QtBot):
    _command(written, "arrange.key_judgement").run()
    view = written.chapter_view.list
    view.resize(600, 400)
    view.doItemsLayout()
    place = judged_rects(judgement_box(view.visualRect(view.model().index(0))))[1].center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    texts = [each.text() for each in written.chapter_view.judging.menu.actions()]
    assert texts[:3] == ["low", "moderate", "high"]
    assert written.chapter_view.writing.editor is None
    written.chapter_view.judging.menu.close()


def test_the_words_can_be_changed_in_one_step_and_restored(written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    dialog = written.chapter_view.judging.edit_words()
    qtbot.addWidget(dialog)
    table = dialog.likelihoods
    table.item(4, 0).setText("probable")
    table.setCurrentCell(0, 0)
    table.remove_row()
    dialog.confidences.add_row()
    dialog.confidences.item(3, 0).setText("very high")
    dialog.save()
    settings = BriefingSettings.from_json(harbour.session.reader.project().briefing)
    assert [(one.key, one.words) for one in settings.likelihoods][3] == ("likely", "probable")
    assert len(settings.likelihoods) == 6
    assert settings.confidences[3].words == "very high"
    harbour.session.undo()
    assert BriefingSettings.from_json(harbour.session.reader.project().briefing) == BriefingSettings()


def test_a_range_that_is_none_is_said_and_nothing_changed(written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    dialog = written.chapter_view.judging.edit_words()
    qtbot.addWidget(dialog)
    dialog.likelihoods.item(0, 1).setText("often")
    dialog.save()
    assert not dialog.message.isHidden()
    assert harbour.session.reader.project().briefing == {}


def test_a_judgement_says_aloud_what_is_not_stated(written: ArrangeWorkspace):
    _command(written, "arrange.key_judgement").run()
    spoken = written.chapter_view.model.index(0).data()
    assert spoken.startswith("Key judgement: The ferry will be late again.")
    assert "not stated" in spoken


def test_the_keys_mark_a_judgement_and_set_what_is_asked_of_it(
    written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    view, judging = written.chapter_view.list, written.chapter_view.judging
    view.setFocus()
    written.shell.commands.refresh()
    qtbot.keyClick(view, Qt.Key.Key_K)
    assert _passage(written).is_key_judgement
    written.shell.commands.refresh()
    qtbot.keyClick(view, Qt.Key.Key_L, SHIFT)
    assert judging.menu.activeAction().text() == "Not stated"
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(judging.menu, key)
    qtbot.keyClick(view, Qt.Key.Key_C, SHIFT)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(judging.menu, key)
    assert (_passage(written).likelihood, _passage(written).confidence) == ("almost_certain", "high")
    harbour.session.undo()
    harbour.session.undo()
    assert (_passage(written).likelihood, _passage(written).confidence) == ("", "")
    qtbot.keyClick(view, Qt.Key.Key_K)
    assert not _passage(written).is_key_judgement


def test_choosing_what_is_chosen_already_is_no_change(written: ArrangeWorkspace, harbour: Harbour):
    _command(written, "arrange.key_judgement").run()
    _command(written, "arrange.likelihood").run()
    _choose(written, "Not stated")
    assert harbour.session.undo_label == "Mark key judgement"


def test_a_passage_becomes_a_judgement_while_it_is_written(arrange: ArrangeWorkspace, shell: Shell, qtbot: QtBot):
    view = arrange.chapter_view
    view.add_prose()
    shell.commands.refresh()
    qtbot.keyClick(view.writing.editor, Qt.Key.Key_K, CONTROL | SHIFT)
    assert shell.said[-1][0] == "Write the key judgement first."
    qtbot.keyClicks(view.writing.editor, "It will be late")
    qtbot.keyClick(view.writing.editor, Qt.Key.Key_K, CONTROL | SHIFT)
    assert _passage(arrange).is_key_judgement
    assert view.writing.editor.hasFocus()
    qtbot.keyClicks(view.writing.editor, " again.")
    view.writing.close()
    assert (_passage(arrange).text, _passage(arrange).is_key_judgement) == ("It will be late again.", True)


def test_the_menu_of_the_prose_editor_has_the_judgement(written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    writing = written.chapter_view.writing
    writing.edit(_passage(written).uid)
    point = QPoint(5, 5)
    writing.editor.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, writing.editor.mapToGlobal(point))
    )
    menu = writing.editor.findChild(type(written.chapter_view.menu))
    action = next(each for each in menu.actions() if each.objectName() == "arrange.key_judgement")
    action.trigger()
    menu.close()
    assert _passage(written).is_key_judgement


def test_the_first_of_two_halves_stays_the_judgement(written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    _command(written, "arrange.key_judgement").run()
    writing = written.chapter_view.writing
    writing.edit(_passage(written).uid, len("The ferry"))
    qtbot.keyClick(writing.editor, Qt.Key.Key_Return)
    items = written.chapter_view.model.items
    assert [(item.text, item.is_key_judgement) for item in items] == [
        ("The ferry", True),
        ("will be late again.", False),
    ]
    qtbot.keyClick(writing.editor, Qt.Key.Key_Backspace)
    assert _passage(written).is_key_judgement


def test_an_empty_passage_before_a_judgement_leaves_it_one(written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    uid = harbour.write("It was late before.")
    harbour.session.perform(edits.mark_key_judgement(uid, True), "Mark")
    writing = written.chapter_view.writing
    writing.edit(_passage(written).uid)
    writing.editor.selectAll()
    qtbot.keyClick(writing.editor, Qt.Key.Key_Delete)
    qtbot.keyClick(writing.editor, Qt.Key.Key_Delete)
    assert (_passage(written).text, _passage(written).is_key_judgement) == ("It was late before.", True)


def test_a_judgement_that_is_deleted_elsewhere_while_it_is_written_stays_one(
    written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    uid = _passage(written).uid
    written.chapter_view.writing.edit(uid)
    _command(written, "arrange.key_judgement").run()
    harbour.session.perform(edits.set_likelihood(uid, "likely"), "Set")
    qtbot.keyClicks(written.chapter_view.writing.editor, " Surely.")
    harbour.session.perform(edits.delete_prose(uid), "Merge")
    written.chapter_view.writing.close()
    kept = _passage(written)
    assert (kept.text, kept.is_key_judgement, kept.likelihood) == (
        "The ferry will be late again. Surely.",
        True,
        "likely",
    )


def test_two_words_of_one_name_are_refused_in_one_sentence(written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    dialog = written.chapter_view.judging.edit_words()
    qtbot.addWidget(dialog)
    dialog.confidences.item(0, 0).setText("HIGH")
    dialog.save()
    assert dialog.message.text() == "“HIGH” stands here twice; please give each word a name of its own."
    dialog.confidences.item(0, 0).setText(" ")
    dialog.save()
    assert "in row 1 has none" in dialog.message.text()
    dialog.restore()
    dialog.save()
    assert harbour.session.reader.project().briefing == {}


def test_the_words_are_reordered_and_the_standard_words_come_back(
    written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot
):
    def saved() -> BriefingSettings:
        return BriefingSettings.from_json(harbour.session.reader.project().briefing)

    dialog = written.chapter_view.judging.edit_words()
    dialog.confidences.setCurrentCell(2, 0)
    dialog.confidences.move_row(-1)
    dialog.save()
    assert [one.key for one in saved().confidences] == ["low", "high", "moderate"]
    label = harbour.session.undo_label
    dialog = written.chapter_view.judging.edit_words()
    dialog.save()
    assert harbour.session.undo_label == label
    dialog = written.chapter_view.judging.edit_words()
    dialog.restore()
    dialog.save()
    assert saved() == BriefingSettings()
    assert harbour.session.reader.project().briefing.get("confidences") is None


def test_removing_a_word_says_which_judgements_lose_it(written: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot):
    _command(written, "arrange.key_judgement").run()
    harbour.session.perform(edits.set_likelihood(_passage(written).uid, "likely"), "Set")
    dialog = written.chapter_view.judging.edit_words()
    qtbot.addWidget(dialog)
    dialog.likelihoods.setCurrentCell(4, 0)
    dialog.remove(dialog.likelihoods)
    assert dialog.message.text() == ("One key judgement says “likely”. Without this word it will say “not stated”.")
    dialog.save()
    assert written.chapter_view.model.index(0).data(ITEM_ROLE).likelihood == ""


def test_every_button_of_the_dialog_says_what_it_is_for(written: ArrangeWorkspace, qtbot: QtBot):
    from PySide6.QtWidgets import QPushButton

    dialog = written.chapter_view.judging.edit_words()
    qtbot.addWidget(dialog)
    names = [each.accessibleName() for each in dialog.findChildren(QPushButton)]
    assert len(set(names)) == len(names)
    assert "Confidence: Remove" in names
