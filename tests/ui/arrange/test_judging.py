"""Key judgements in a chapter."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.core.briefing import BriefingSettings
from annotator.core.records import Prose
from annotator.session.models.chapter_model import ITEM_ROLE
from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from annotator.ui.arrange.item_delegate import judged_rects
from tests.ui.harbour import Harbour


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
    place = judged_rects(view.visualRect(view.model().index(0)))[1].center().toPoint()
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
    assert not dialog._error.isHidden()
    assert harbour.session.reader.project().briefing == {}


def test_a_judgement_says_aloud_what_is_not_stated(written: ArrangeWorkspace):
    _command(written, "arrange.key_judgement").run()
    spoken = written.chapter_view.model.index(0).data()
    assert spoken.startswith("Key judgement: The ferry will be late again.")
    assert "not stated" in spoken
