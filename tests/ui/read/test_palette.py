from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.ui.read.choices import Applied, Kind, choices
from annotator.ui.read.read_workspace import ReadWorkspace
from tests.ui.harbour import Harbour, Shell

Select = Callable[[str], None]
Press = Callable[..., None]
NEW_WORDS = "clear night with the lights"


def quoted(harbour: Harbour) -> str:
    return harbour.session.reader.statement(harbour.session.selection.statement_uid).anchor.quote


def tags_of(harbour: Harbour) -> list[str]:
    reader = harbour.session.reader
    return [reader.tag(uid).name for uid in reader.statement(harbour.session.selection.statement_uid).tag_uids]


def test_t_opens_it_and_enter_tags_the_selected_words(
    read: ReadWorkspace, harbour: Harbour, select: Select, press: Press, qtbot: QtBot
):
    select(NEW_WORDS)
    press(read.panes.active.view, Qt.Key.Key_T)
    assert read.palette.isVisible()
    qtbot.keyClicks(read.palette.field, "bla")
    press(read.palette.field, Qt.Key.Key_Return)
    assert not read.palette.isVisible()
    assert quoted(harbour) == NEW_WORDS
    assert tags_of(harbour) == ["blame"]


def test_shift_enter_applies_and_stays_for_the_next_choice(
    read: ReadWorkspace, harbour: Harbour, select: Select, press: Press, qtbot: QtBot
):
    select(NEW_WORDS)
    read.open_palette()
    field = read.palette.field
    for words in ("delay", "blame", "What it cost"):
        qtbot.keyClicks(field, words)
        press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert read.palette.isVisible()
    press(field, Qt.Key.Key_Escape)
    assert not read.palette.isVisible()
    assert sorted(tags_of(harbour)) == ["blame", "delay"]
    assert harbour.order(2) == ["S-8"]


def test_what_is_applied_already_is_ticked_and_taken_off_by_enter(
    read: ReadWorkspace, harbour: Harbour, press: Press, qtbot: QtBot
):
    read.statements.show_wanted.emit(harbour.statement_uids[0])
    read.open_palette()
    qtbot.keyClicks(read.palette.field, "delay")
    current = read.palette.current
    assert current is not None
    assert current.is_applied
    press(read.palette.field, Qt.Key.Key_Return)
    assert tags_of(harbour) == []


def test_a_name_that_is_not_there_yet_can_be_made_from_any_list(
    read: ReadWorkspace, select: Select, press: Press, harbour: Harbour, qtbot: QtBot
):
    select(NEW_WORDS)
    read.open_palette()
    qtbot.keyClicks(read.palette.field, "de")
    press(read.palette.field, Qt.Key.Key_Up)
    kinds = []
    for _ in range(8):
        current = read.palette.current
        assert current is not None
        kinds.append(current.kind)
        press(read.palette.field, Qt.Key.Key_Down)
    assert kinds[0] is Kind.TAG
    assert kinds[-1] is Kind.NEW_ACTOR
    assert {Kind.NEW_TAG, Kind.NEW_CHAPTER} <= set(kinds)


def test_a_new_tag_is_made_by_enter_where_nothing_matches(
    read: ReadWorkspace, harbour: Harbour, select: Select, press: Press, qtbot: QtBot
):
    select(NEW_WORDS)
    read.open_palette()
    qtbot.keyClicks(read.palette.field, "visibility")
    press(read.palette.field, Qt.Key.Key_Return)
    assert tags_of(harbour) == ["visibility"]


@pytest.mark.parametrize("words", ["The harbour master spoke", "two days before the crossing"])
def test_it_never_stands_over_the_words_it_is_about(read: ReadWorkspace, select: Select, words: str):
    select(words)
    target = read.tagger.target
    assert target is not None
    read.open_palette()
    standing = read._standing_of(target)
    assert standing.height() > 8
    assert not read.palette.geometry().intersects(standing)


def test_it_finds_room_beside_words_anywhere_in_the_window_with_a_long_codebook(
    read: ReadWorkspace, harbour: Harbour, shell: Shell, select: Select
):
    for number in range(60):
        harbour.session.perform(edits.add_tag(harbour.session.reader, f"tag {number}"), "Add tag")
    select(NEW_WORDS)
    target = read.tagger.target
    assert target is not None
    window = shell.window.frameGeometry()
    for top in range(0, window.height() - 20, 40):
        avoid = QRect(window.topLeft() + QPoint(400, top), window.topLeft() + QPoint(700, top + 20))
        read.palette.open_for(target, avoid)
        assert not read.palette.geometry().intersects(avoid), top
        assert window.contains(read.palette.geometry()), top
        read.palette.close()


def test_it_says_how_many_statements_it_is_about(read: ReadWorkspace, harbour: Harbour):
    read.open_palette(harbour.statement_uids[:3])
    assert read.palette.field._hint == "3 statements"


def test_typed_letters_are_found_in_the_best_place_first(read: ReadWorkspace, harbour: Harbour):
    session = harbour.session
    for name in ("illegal fees", "gallery", "legal basis"):
        session.perform(edits.add_tag(session.reader, name), "Add tag")
    found = choices(read.catalogue, "al", Applied())
    assert [each.name for each in found if each.kind is Kind.TAG] == ["illegal fees", "gallery", "legal basis"]
    found = choices(read.catalogue, "leg", Applied())
    names = [each.name for each in found if each.kind is Kind.TAG]
    assert names == ["legal basis", "illegal fees"]
    assert found[0].spans == ((0, 3),)


def test_a_chapter_is_found_by_its_number(read: ReadWorkspace, select: Select):
    found = choices(read.catalogue, "2", Applied())
    assert [(each.kind, each.name) for each in found][:1] == [(Kind.CHAPTER, "Who decided")]
