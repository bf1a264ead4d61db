from collections.abc import Callable

from PySide6.QtCore import Qt

from annotator.core import edits
from annotator.core.records import StatementFilter
from annotator.ui.read.choices import Choice, Kind
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.read.tagging import Target
from tests.ui.harbour import Harbour, Shell

NEW_WORDS = "clear night with the lights"
Select = Callable[[str], None]
Press = Callable[..., None]


def tag_names(harbour: Harbour, uid: str) -> list[str]:
    reader = harbour.session.reader
    return sorted(reader.tag(each).name for each in reader.statement(uid).tag_uids)


def count(harbour: Harbour) -> int:
    return len(harbour.session.reader.statement_uids(StatementFilter()))


def show(read: ReadWorkspace, uid: str) -> None:
    read.statements.show_wanted.emit(uid)


def give_key(harbour: Harbour, name: str, digit: int) -> None:
    session = harbour.session
    tag = next(each for each in session.reader.tags() if each.name == name)
    session.perform(edits.set_favourite(session.reader, tag.uid, digit, session.reviewer.uid), "Key")


def test_h_makes_the_selected_words_a_statement_without_a_tag_and_selects_it(
    read: ReadWorkspace, harbour: Harbour, select: Select, press: Press
):
    before = count(harbour)
    select(NEW_WORDS)
    press(read.panes.active.view, Qt.Key.Key_H)
    assert count(harbour) == before + 1
    made = harbour.session.reader.statement(harbour.session.selection.statement_uid)
    assert made.anchor.quote == NEW_WORDS
    assert made.tag_uids == ()
    assert read.panes.active.view.selected_span() is None


def test_a_favourite_digit_tags_the_selected_words_in_one_step_of_undo(
    read: ReadWorkspace, harbour: Harbour, select: Select, press: Press
):
    give_key(harbour, "blame", 3)
    before = count(harbour)
    select(NEW_WORDS)
    press(read.panes.active.view, Qt.Key.Key_3)
    uid = harbour.session.selection.statement_uid
    assert tag_names(harbour, uid) == ["blame"]
    harbour.session.undo()
    assert count(harbour) == before


def test_the_same_digit_takes_the_tag_off_again(read: ReadWorkspace, harbour: Harbour, press: Press):
    give_key(harbour, "blame", 2)
    uid = harbour.statement_uids[0]
    show(read, uid)
    view = read.panes.active.view
    press(view, Qt.Key.Key_2)
    assert tag_names(harbour, uid) == ["blame", "delay"]
    press(view, Qt.Key.Key_2)
    assert tag_names(harbour, uid) == ["delay"]


def test_a_digit_without_a_tag_does_nothing(read: ReadWorkspace, harbour: Harbour, select: Select, press: Press):
    before = count(harbour)
    select(NEW_WORDS)
    press(read.panes.active.view, Qt.Key.Key_7)
    assert count(harbour) == before


def test_delete_takes_the_statement_out_of_the_project_and_off_the_page(
    read: ReadWorkspace, harbour: Harbour, shell: Shell, press: Press
):
    uid = harbour.statement_uids[1]
    show(read, uid)
    press(read.panes.active.view, Qt.Key.Key_Delete)
    assert harbour.session.reader.statements_by_uid([uid]) == []
    assert harbour.session.selection.statement_uid == ""
    assert shell.toasts == ["Statement deleted."]
    harbour.session.undo()
    assert harbour.session.reader.statement(uid).uid == uid


def test_keys_move_the_end_of_a_statement_by_a_word(read: ReadWorkspace, harbour: Harbour, press: Press):
    uid = harbour.statement_uids[0]
    show(read, uid)
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    view = read.panes.active.view
    press(view, Qt.Key.Key_Left, both)
    press(view, Qt.Key.Key_Left, both)
    assert harbour.session.reader.statement(uid).anchor.quote.endswith("nobody on the quay was")
    press(view, Qt.Key.Key_Right, both)
    assert harbour.session.reader.statement(uid).anchor.quote.endswith("on the quay was told")


def test_a_new_tag_and_the_statement_it_is_put_on_come_and_go_together(
    read: ReadWorkspace, harbour: Harbour, select: Select
):
    before = count(harbour)
    select(NEW_WORDS)
    read.tagger.apply(Choice(Kind.NEW_TAG, "", "weather"))
    assert tag_names(harbour, harbour.session.selection.statement_uid) == ["weather"]
    harbour.session.undo()
    assert count(harbour) == before
    assert sorted(each.name for each in harbour.session.reader.tags()) == ["blame", "delay"]


def test_new_chapters_and_actors_are_made_where_they_are_first_wanted(
    read: ReadWorkspace, harbour: Harbour, select: Select
):
    select(NEW_WORDS)
    target = read.tagger.apply(Choice(Kind.NEW_CHAPTER, "", "The weather"))
    read.tagger.apply(Choice(Kind.NEW_ACTOR, "", "A passenger"), target)
    reader = harbour.session.reader
    made = reader.statement(harbour.session.selection.statement_uid)
    assert [reader.chapter(uid).title for uid in made.chapter_uids] == ["The weather"]
    assert reader.actor(made.actor_uid or "").name == "A passenger"


def test_several_statements_are_placed_in_one_step(read: ReadWorkspace, harbour: Harbour):
    read.tagger.place(harbour.statement_uids[:3], harbour.chapter_uids[1])
    assert harbour.order(1) == ["S-1", "S-2", "S-3"]
    harbour.session.undo()
    assert harbour.order(1) == []


def test_a_tag_that_only_some_have_is_put_on_all(read: ReadWorkspace, harbour: Harbour):
    session = harbour.session
    blame = next(each for each in session.reader.tags() if each.name == "blame")
    target = Target(tuple(harbour.statement_uids[:2]))
    read.tagger.tag(blame.uid, target)
    assert all("blame" in tag_names(harbour, uid) for uid in harbour.statement_uids[:2])
    read.tagger.tag(blame.uid, target)
    assert not any("blame" in tag_names(harbour, uid) for uid in harbour.statement_uids[:2])


def test_ctrl_with_an_arrow_selects_the_next_sentence_and_shift_shortens_it(
    read: ReadWorkspace, harbour: Harbour, select: Select, press: Press
):
    select("The ferry left the harbour an hour late, and nobody on the quay was told why.")
    view = read.panes.active.view
    press(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    span = view.selected_span()
    assert view.content is not None
    assert span is not None
    assert view.content.text[slice(*span)].startswith("The harbour master spoke")
    press(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    shorter = view.selected_span()
    assert shorter is not None
    assert shorter[0] == span[0]
    assert shorter[1] < span[1]
