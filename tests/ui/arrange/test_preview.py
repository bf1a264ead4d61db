"""The preview of a chapter: what the briefing will say, as a picture of its page."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlock, QTextCursor
from pytestqt.qtbot import QtBot

from annotator.core import edits, prose
from annotator.core.records import Placement
from annotator.ui.arrange.arrange_workspace import ArrangeWorkspace
from annotator.ui.arrange.preview_page import ABOVE, BELOW, LEFT
from annotator.ui.theme import Theme
from tests.ui.harbour import COMPANY, HARBOUR, Harbour


@pytest.fixture
def previewed(arrange: ArrangeWorkspace, harbour: Harbour, qtbot: QtBot) -> ArrangeWorkspace:
    """A chapter with a key judgement, a quotation, a paraphrase and one that is only cited, linked."""
    session, reader = harbour.session, harbour.session.reader
    uid = harbour.write(f"It will be late. {prose.token(harbour.statement_uids[0])}")
    session.perform([*edits.mark_key_judgement(uid, True), *edits.set_likelihood(uid, "likely")], "Mark")
    harbour.place(1, 2, 5)
    _, _, second, third = reader.chapter_items(harbour.chapter_uids[0])
    assert isinstance(second, Placement)
    session.perform(edits.show_quotation(reader, second, "paraphrased", "The port spoke of fog."), "Paraphrase")
    session.perform(edits.show_quotation(reader, third, "cited"), "Cite")
    for kind, other in (("supports", 4), ("contradicts", 1)):
        drafts = edits.link_statements(reader, kind, harbour.statement_uids[other], harbour.statement_uids[0])
        session.perform(drafts, "Link")
    arrange.chapter_view.set_preview(True)
    qtbot.waitUntil(lambda: "1 What happened" in arrange.chapter_view.preview.toPlainText(), timeout=5000)
    return arrange


def _block(workspace: ArrangeWorkspace, words: str) -> QTextBlock:
    cursor = workspace.chapter_view.preview.document().find(words)
    assert not cursor.isNull(), words
    return cursor.block()


def _cursor(workspace: ArrangeWorkspace, words: str) -> QTextCursor:
    cursor = workspace.chapter_view.preview.document().find(words)
    assert not cursor.isNull(), words
    return cursor


def test_a_key_judgement_stands_between_rules_with_what_is_not_stated(previewed: ArrangeWorkspace):
    assert _block(previewed, "Key judgement").blockFormat().stringProperty(ABOVE) == "accent"
    line = _block(previewed, "Likelihood")
    assert line.blockFormat().hasProperty(BELOW)
    assert "likely (55 to 80 %)" in line.text()
    assert "not stated" in line.text()
    unsaid = _cursor(previewed, "not stated").charFormat().foreground().color().name()
    assert unsaid == Theme.active().tokens.warn.lower()


def test_a_quotation_has_its_rule_and_a_paraphrase_neither_rule_nor_marks(previewed: ArrangeWorkspace):
    assert _block(previewed, HARBOUR[0][:30]).blockFormat().hasProperty(LEFT)
    paraphrase = _block(previewed, "The port spoke of fog.")
    assert not paraphrase.blockFormat().hasProperty(LEFT)
    assert "“" not in paraphrase.text()
    assert COMPANY[0] not in previewed.chapter_view.preview.toPlainText()


@pytest.mark.parametrize(("lead", "token"), [("Supported", "success"), ("Contradicted", "warn")])
def test_the_lead_words_of_corroboration_are_bold_in_their_tone(previewed: ArrangeWorkspace, lead: str, token: str):
    words = _cursor(previewed, lead).charFormat()
    assert words.fontWeight() == 700
    assert words.foreground().color().name() == getattr(Theme.active().tokens, token).lower()


def test_a_click_on_a_reference_selects_its_statement(previewed: ArrangeWorkspace, harbour: Harbour):
    view = previewed.chapter_view
    line = _block(previewed, "Contradicted")
    targets = set()
    walk = line.begin()
    while not walk.atEnd():
        targets.add(walk.fragment().charFormat().anchorHref())
        walk += 1
    assert harbour.statement_uids[1] in targets
    view.preview.anchorClicked.emit(QUrl(harbour.statement_uids[1]))
    assert harbour.session.selection.statement_uid == harbour.statement_uids[1]
    assert view.current_statement_uid() == harbour.statement_uids[1]
    assert view.is_previewing


def test_a_click_on_a_chapter_shows_it(previewed: ArrangeWorkspace, harbour: Harbour):
    previewed.chapter_view.preview.anchorClicked.emit(QUrl(harbour.chapter_uids[1]))
    assert previewed.board.current_uid == harbour.chapter_uids[1]


def test_a_place_is_scrolled_to_and_what_is_elsewhere_is_not(previewed: ArrangeWorkspace, harbour: Harbour):
    preview = previewed.chapter_view.preview
    previewed.shell.window.resize(1200, 300)
    previewed.widget.resize(1200, 300)
    assert preview.show_place(harbour.statement_uids[4])
    assert preview.verticalScrollBar().value() > 0
    assert not preview.show_place(harbour.statement_uids[6])


def test_the_page_keeps_its_measure_in_a_wide_window(previewed: ArrangeWorkspace):
    preview = previewed.chapter_view.preview
    previewed.widget.resize(2200, 700)
    shape = preview.document().rootFrame().frameFormat()
    assert preview.viewport().width() - shape.leftMargin() - shape.rightMargin() == pytest.approx(620, abs=1)
    assert not preview.grab().isNull()
