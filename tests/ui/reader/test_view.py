import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.records import Block, Highlight, Source, Tag
from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.panes import ReaderPanes
from annotator.ui.reader.steps import Step
from annotator.ui.reader.view import PaneSource, ReaderView
from annotator.ui.theme import Theme

PARAGRAPHS = [
    (BlockKind.TITLE, "The late ferry", ""),
    (BlockKind.PARAGRAPH, "Log in to comment", "notice of the site"),
    (BlockKind.PARAGRAPH, "The ferry was late. Nobody said why. 😀 Dr. Olsen waited.", ""),
    (BlockKind.PARAGRAPH, "Passengers remember a clear night.", ""),
    (BlockKind.FOOTNOTE, "A note on the weather.", ""),
]
TAGS = {"t": Tag("t", "delay", "Blue", "", None, "a0"), "u": Tag("u", "weather", "Rust", "", None, "a1")}


def source(uid: str = "s") -> Source:
    return Source(uid, "f.txt", "The late ferry", "", "Post", "", None, "en", "", "B", "", "r", "o", 20, {})


def content(highlights: tuple[Highlight, ...] = (), uid: str = "s") -> PaneSource:
    blocks = []
    at = 0
    for kind, words, fold in PARAGRAPHS:
        attributes = {"references": [[at + 19, "1"]]} if words.startswith("The ferry") else {}
        if kind is BlockKind.FOOTNOTE:
            attributes = {"label": "1"}
        blocks.append(Block(kind, at, at + len(words), fold=fold, attributes=attributes))
        at += len(words) + 1
    text = "\n".join(words for _, words, _ in PARAGRAPHS)
    return PaneSource(source(uid), text, blocks, highlights, TAGS)


TEXT = content().text


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> ReaderView:
    theme = Theme()
    theme.set_mode("light")
    theme.apply(qapp)
    made = ReaderView()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    made.show_source(content())
    QApplication.processEvents()
    return made


def place_of(view: ReaderView, words: str) -> QPoint:
    start, _ = span(words)
    return (view.span_rect(start, start + 1).center() + view.span_rect(start, start).topLeft() * 0).toPoint()


def click(qtbot: QtBot, view: ReaderView, words: str) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, words))


def test_a_click_selects_the_sentence(view: ReaderView, qtbot: QtBot) -> None:
    click(qtbot, view, "body said")
    assert view.selected_span() == span("Nobody said why.")


def test_an_abbreviation_does_not_break_the_sentence(view: ReaderView, qtbot: QtBot) -> None:
    click(qtbot, view, "Olsen")
    assert view.selected_span() == span("😀 Dr. Olsen waited.")


def test_a_click_on_a_highlight_selects_the_statement_and_another_the_next_one(view: ReaderView, qtbot: QtBot) -> None:
    low = span("Nobody said why.")
    view.set_highlights([Highlight("long", *low, ("t",)), Highlight("short", low[0], low[0] + 6, ("u",))], TAGS)
    heard: list[str] = []
    view.statement_activated.connect(heard.append)
    click(qtbot, view, "body said")
    click(qtbot, view, "body said")
    click(qtbot, view, "body said")
    assert heard == ["short", "long"]
    assert view.selected_span() == low


def test_keys_move_by_sentence_and_stretch_by_word(view: ReaderView) -> None:
    view.select_span(*span("The ferry was late."))
    view.select_step(Step.NEXT_SENTENCE)
    assert view.selected_span() == span("Nobody said why.")
    view.select_step(Step.SHORTER_BY_WORD)
    assert view.selected_span() == span("Nobody said")
    view.select_step(Step.LONGER_BY_WORD)
    assert view.selected_span() == span("Nobody said why")
    view.select_step(Step.LONGER_BY_SENTENCE)
    assert view.selected_span() == span("Nobody said why.")
    view.select_step(Step.PREVIOUS_SENTENCE)
    assert view.selected_span() == span("The ferry was late.")
    for _ in range(4):
        view.select_step(Step.NEXT_SENTENCE)
    assert view.selected_span() == span("A note on the weather.")
    view.select_step(Step.NEXT_SENTENCE)
    assert view.selected_span() == span("A note on the weather.")


def test_sentences_that_are_folded_away_are_passed_over(view: ReaderView) -> None:
    view.select_span(*span("The late ferry"))
    view.select_step(Step.NEXT_SENTENCE)
    assert view.selected_span() == span("The ferry was late.")


def test_what_is_copied_is_our_text(view: ReaderView) -> None:
    view.select_span(*span("why. 😀 Dr."))
    view.copy()
    assert QApplication.clipboard().text() == "why. 😀 Dr."


def test_showing_a_place_in_a_fold_opens_the_fold(view: ReaderView) -> None:
    before = len(view.document().toPlainText())
    view.show_span(*span("Log in"))
    assert len(view.document().toPlainText()) > before
    view.select_span(*span("Log in"))
    assert view.textCursor().selectedText() == "Log in"


def test_a_click_on_a_fold_opens_and_closes_it(view: ReaderView, qtbot: QtBot) -> None:
    folded = view.document().blockCount()
    block = view.document().findBlockByNumber(1)
    point = block.layout().position().toPoint() + QPoint(40, 10)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.document().blockCount() == folded + 1
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.document().blockCount() == folded


def test_a_footnotes_mark_leads_to_the_note(view: ReaderView, qtbot: QtBot) -> None:
    view.resize(640, 160)
    QApplication.processEvents()
    start, _ = span(" Nobody")
    rect = view.span_rect(start, start + 1)
    before = view.verticalScrollBar().value()
    cursor = view.textCursor()
    cursor.setPosition(view._laid.positions.to_position(start, is_end=True))
    point = view.cursorRect(cursor).center() + QPoint(2, -2)
    assert rect.isValid()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert view.verticalScrollBar().value() > before


def test_a_highlight_colours_the_words_and_its_tag_the_stripe(view: ReaderView) -> None:
    plain = view.viewport().grab().toImage()
    view.set_highlights([Highlight("h", *span("clear night"), ("t",))], TAGS)
    blue = view.viewport().grab().toImage()
    view.set_highlights([Highlight("h", *span("clear night"), ("u",))], TAGS)
    rust = view.viewport().grab().toImage()
    view.set_highlights([Highlight("h", *span("clear night"), ())], TAGS)
    untagged = view.viewport().grab().toImage()
    assert len({bytes(image.constBits()) for image in (plain, blue, rust, untagged)}) == 4


def test_the_theme_changes_while_the_text_stays_where_it_was(view: ReaderView) -> None:
    view.resize(640, 160)
    view.show_span(*span("Passengers"))
    before = view.place()
    Theme.active().set_mode("dark")
    assert view.place() == before
    Theme.active().set_mode("light")


def test_the_selection_survives_larger_type(view: ReaderView) -> None:
    view.set_zoom(1.5)
    view.select_span(*span("Nobody said why."))
    assert view.textCursor().selectedText() == "Nobody said why."


def test_painting_leaves_no_reference_to_none_behind(view: ReaderView) -> None:
    view.set_highlights([Highlight("h", *span("clear night"), ("t",))], TAGS)
    view.viewport().grab()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        view.viewport().update()
        view.setObjectName("reader")
    view.viewport().grab()
    assert sys.getrefcount(None) - before < 200


def test_one_to_four_panes_open_and_the_last_one_is_emptied(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme()
    theme.apply(qapp)
    panes = ReaderPanes()
    qtbot.addWidget(panes)
    panes.active.show_source(content(uid="a"))
    for uid in "bcd":
        panes.open_pane(content(uid=uid))
    assert not panes.can_open
    panes.open_pane(content(uid="e"))
    assert [pane.source_uid for pane in panes.panes] == ["a", "b", "c", "e"]
    assert panes.pane_of("b") is panes.panes[1]
    panes.activate_next()
    assert panes.active.source_uid == "a"
    for pane in panes.panes:
        panes.close_pane(pane)
    assert [pane.source_uid for pane in panes.panes] == [""]


def test_what_stands_at_a_place_is_taken_up_as_a_click_would(view: ReaderView) -> None:
    view.take_up(span("why")[0])
    assert view.selected_span() == span("Nobody said why.")
    view.set_highlights((Highlight("h", *span("Passengers remember"), ("t",)),), TAGS)
    activated: list[str] = []
    view.statement_activated.connect(activated.append)
    view.take_up(span("remember")[0])
    assert activated == ["h"]
    assert view.selected_span() is None
