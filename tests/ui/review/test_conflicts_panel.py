"""Settling conflicts: what the table and the detail say, and what each button does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.core import edits, prose
from annotator.core.records import Placement
from annotator.session.models.conflicts_model import FIELD, ON, ONE, OTHER, WORDS
from annotator.ui.review.review_workspace import ReviewWorkspace
from annotator.ui.review.version_card import StayingCard
from tests.builders import ME
from tests.builders import OTHER as THEIRS
from tests.ui.harbour import Shell, harbour, shell
from tests.ui.review.two_reviewers import TwoReviewers, review, two

__all__ = ["harbour", "review", "shell", "two"]


def _cells(review: ReviewWorkspace, row: int = 0) -> list[str]:
    model = review.conflicts.model
    return [model.index(row, column).data() for column in (FIELD, ON, WORDS, ONE, OTHER)]


def _seen(review: ReviewWorkspace) -> list[str]:
    detail = review.conflicts.detail
    return [each.text() for each in detail.findChildren(QLabel) if each.isVisible() and each.text()]


def _cards(review: ReviewWorkspace) -> list[str]:
    return [card.version.words for card in review.conflicts.detail.cards if not isinstance(card, StayingCard)]


def test_nothing_to_settle_is_said(review: ReviewWorkspace):
    assert review.conflicts.empty.isVisible()
    assert review.conflicts.empty.fact.text() == "Nothing to settle."
    assert review.pages.badge_of(review.conflicts) == ""


def test_a_conflict_is_a_row_with_its_field_its_statement_and_both_values(review: ReviewWorkspace, two: TwoReviewers):
    two.grade(1)
    quote = "The ferry left the harbour an hour late, and nobody on the quay was told why."
    assert _cells(review) == ["Credibility", "S-1", quote, "3 Possibly true", "2 Probably true"]
    assert review.conflicts.head.count_text == "1"
    assert review.pages.badge_of(review.conflicts) == "1"


def test_the_detail_shows_each_version_with_its_reviewer_and_that_ones_note(review: ReviewWorkspace, two: TwoReviewers):
    uid = two.harbour.statement_uids[0]
    two.apart(
        (
            lambda reader: edits.write_note(reader, uid, ME, "The log says so too."),
            lambda reader: edits.write_note(reader, uid, THEIRS, "Only one side says so."),
        )
    )
    two.grade(1)
    seen = _seen(review)
    assert "Credibility of S-1" in seen
    assert {"3 Possibly true", "2 Probably true", "The log says so too.", "Only one side says so."} <= set(seen)
    assert [each for each in seen if each.startswith("Park Jiwoo, today")]
    assert [each for each in seen if each.startswith("Mara Okafor, today")]


def test_what_both_started_from_is_said(review: ReviewWorkspace, two: TwoReviewers):
    uid = two.harbour.statement_uids[0]
    two.harbour.session.perform(edits.set_statement_field(uid, "credibility", 4), "Grade")
    two.share()
    two.grade(1)
    assert "Both changed it from 4 Doubtful without seeing each other" in _seen(review)


def test_keeping_a_version_settles_it_with_undo_and_goes_to_the_next(
    review: ReviewWorkspace, two: TwoReviewers, shell: Shell, qtbot: QtBot
):
    two.grade(1)
    two.grade(2)
    first = review.conflicts.model.row(0)
    second = review.conflicts.model.row(1)
    assert first is not None
    assert second is not None
    review.conflicts._select(0)
    qtbot.mouseClick(review.conflicts.detail.cards[1].button, Qt.MouseButton.LeftButton)
    assert two.harbour.session.reader.statement(first.conflict.entity_uid).credibility == 2
    assert review.conflicts.detail.key == second.key
    assert review.conflicts.model.rowCount() == 1
    assert shell.toasts == [f"Settled: {first.subject.heading}"]
    assert two.harbour.session.undo_label == "Settle a conflict"
    two.harbour.session.undo()
    assert review.conflicts.model.rowCount() == 2
    assert review.conflicts.detail.key == second.key


def test_a_key_keeps_a_version(review: ReviewWorkspace, two: TwoReviewers, shell: Shell):
    two.grade(1)
    assert shell.commands.run("review.keep-1")
    assert two.harbour.session.reader.statement(two.harbour.statement_uids[0]).credibility == 3
    assert not shell.commands.run("review.keep-1")


def test_other_words_settle_a_field_of_words(review: ReviewWorkspace, two: TwoReviewers):
    uid = two.harbour.chapter_uids[0]
    two.apart((lambda _: edits.rename_chapter(uid, "The fog"), lambda _: edits.rename_chapter(uid, "The night")))
    assert _cells(review)[:2] == ["Chapter title", "1"]
    assert "Title of chapter 1" in _seen(review)
    review.conflicts.detail.write()
    review.conflicts.detail.writing.editor.show_words("The foggy night")
    review.conflicts.detail.writing.editor.finished.emit()
    assert two.harbour.session.reader.chapter(uid).title == "The foggy night"
    assert review.conflicts.model.rowCount() == 0


def test_empty_words_are_refused_and_stay_open(review: ReviewWorkspace, two: TwoReviewers, shell: Shell):
    uid = two.harbour.chapter_uids[0]
    two.apart((lambda _: edits.rename_chapter(uid, "The fog"), lambda _: edits.rename_chapter(uid, "The night")))
    review.conflicts.detail.write()
    review.conflicts.detail.writing.settled.emit("  ")
    assert str(shell.errors[0]).startswith("What you wrote is empty")
    assert review.conflicts.detail.writing.isVisible()
    assert review.conflicts.model.rowCount() == 1


def test_another_value_is_offered_for_words_only(review: ReviewWorkspace, two: TwoReviewers):
    two.grade(1)
    assert not review.conflicts.detail.write_button.isVisible()


def test_prose_is_shown_word_for_word_with_what_differs_marked_and_keeps_its_citations(
    review: ReviewWorkspace, two: TwoReviewers
):
    cited = prose.token(two.harbour.statement_uids[0])
    before = f"The ferry was late {cited} because of the fog on the outer bank, as the port says."
    uid = two.harbour.write(before)
    two.share()
    mine, theirs = before.replace("the fog", "thick fog"), before.replace("as the", "or so the")
    two.apart((lambda _: edits.write_prose(uid, mine), lambda _: edits.write_prose(uid, theirs)))
    seen = [each for each in _seen(review) if "text-decoration: underline" in each]
    assert len(seen) == 2
    assert any(">thick</span>" in each and "[Harbour Post ¶1]" in each for each in seen)
    review.conflicts.detail.write()
    editor = review.conflicts.detail.writing.editor
    assert editor.words == theirs
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.insertPlainText(" Nobody knows.")
    editor.finished.emit()
    assert two.harbour.session.reader.prose(uid).text == f"{theirs} Nobody knows."


def test_a_deletion_beside_a_change_offers_to_keep_or_to_delete(review: ReviewWorkspace, two: TwoReviewers):
    uid = two.harbour.statement_uids[0]
    two.apart(
        (
            lambda _: edits.delete_statements([uid]),
            lambda _: edits.set_statement_field(uid, "kind", "assessment"),
        )
    )
    assert _cells(review)[3:] == ["Deleted", "Kept (Kind: Assessment)"]
    assert [card.button.text() for card in review.conflicts.detail.cards] == ["Keep it", "Delete it"]
    review.conflicts.detail.keep(1)
    assert not two.harbour.session.reader.statements_by_uid([uid])
    assert review.conflicts.model.rowCount() == 0
    two.harbour.session.undo()
    review.conflicts.detail.keep(0)
    assert two.harbour.session.reader.statements_by_uid([uid])
    assert review.conflicts.model.rowCount() == 0


def test_an_ignored_move_says_that_it_stays_and_has_one_button(review: ReviewWorkspace, two: TwoReviewers):
    one, other = two.harbour.chapter_uids[:2]
    two.apart(
        (
            lambda reader: edits.move_chapter(reader, one, other),
            lambda reader: edits.move_chapter(reader, other, one),
        )
    )
    assert review.conflicts.model.rowCount() == 1
    (card,) = review.conflicts.detail.cards
    assert "It stays where it is" in _seen(review)
    card.button.click()
    assert review.conflicts.model.rowCount() == 0


def test_places_are_told_by_their_neighbours(review: ReviewWorkspace, two: TwoReviewers):
    two.harbour.place(1, 2, 3)
    two.share()
    reader, chapter = two.harbour.session.reader, two.harbour.chapter_uids[0]
    items = [item for item in reader.chapter_items(chapter) if isinstance(item, Placement)]
    third = two.harbour.statement_uids[2]
    two.apart(
        (
            lambda reader: edits.place_statement(reader, chapter, third, items[0].uid),
            lambda reader: edits.place_statement(reader, chapter, third, items[1].uid),
        )
    )
    assert _cells(review)[:2] == ["Place", "S-3 in 1"]
    assert sorted(_cards(review)) == ["In 1 What happened, after S-1", "In 1 What happened, first"]


def test_more_than_two_values_are_counted(review: ReviewWorkspace, two: TwoReviewers, tmp_path):
    from annotator.store.project import ProjectStore

    third = ProjectStore.open(two.harbour.session.path, data_dir=tmp_path / "third")
    uid = two.harbour.statement_uids[0]
    third.apply(edits.set_statement_field(uid, "credibility", 5), "c" * 32)
    two.grade(1)
    third.publish()
    third.close()
    two.share()
    assert _cells(review)[4].endswith(", and 1 more")
    assert len(review.conflicts.detail.cards) == 3
    assert "3 people changed it without seeing each other" in _seen(review)


def test_a_remark_goes_into_the_discussion(review: ReviewWorkspace, two: TwoReviewers, qtbot: QtBot):
    two.grade(1)
    review.conflicts.detail.ask()
    field = review.conflicts.detail.discussion.field
    field.setPlainText("Where does this come from?")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = two.harbour.session.reader.notes(two.harbour.statement_uids[0])
    assert (note.kind, note.text) == ("discussion", "Where does this come from?")
    assert "Where does this come from?" in _seen(review)


def test_what_is_being_written_stays_while_others_work(review: ReviewWorkspace, two: TwoReviewers):
    two.grade(1)
    review.conflicts.detail.ask()
    field = review.conflicts.detail.discussion.field
    field.setPlainText("Where does")
    two.grade(2)
    assert review.conflicts.model.rowCount() == 2
    assert field.toPlainText() == "Where does"
    assert field.isVisible()


def test_the_selection_stays_when_more_comes_in(review: ReviewWorkspace, two: TwoReviewers):
    two.grade(3)
    key = review.conflicts.detail.key
    for number in (1, 2, 4, 5):
        two.grade(number)
    assert review.conflicts.detail.key == key
    row = review.conflicts.model.row(review.conflicts.table.currentIndex().row())
    assert row is not None
    assert row.key == key


@pytest.mark.parametrize(("rule", "grade"), [("newest", 3), ("oldest", 2)])
def test_a_rule_settles_everything_in_one_step(
    review: ReviewWorkspace, two: TwoReviewers, shell: Shell, qtbot: QtBot, rule: str, grade: int
):
    two.grade(1)
    two.grade(2)
    review.conflicts.settle_by(rule)
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert shell.toasts == ["2 conflicts settled"]
    reader = two.harbour.session.reader
    assert [reader.statement(uid).credibility for uid in two.harbour.statement_uids[:2]] == [grade, grade]
    two.harbour.session.undo()
    assert review.conflicts.model.rowCount() == 2


def test_the_rules_name_the_people_who_have_versions(
    review: ReviewWorkspace, two: TwoReviewers, shell: Shell, qtbot: QtBot
):
    two.grade(1)
    review.conflicts._fill_rules()
    rules = [action.text() for action in review.conflicts.rules.rules.actions() if action.text()]
    assert rules == [
        "Keep the &newest of each",
        "Keep the &oldest of each",
        "Keep what Mara Okafor has (1)",
        "Keep what Park Jiwoo has (1)",
    ]
    review.conflicts.rules.rules.actions()[-2].trigger()
    qtbot.waitUntil(lambda: bool(shell.toasts))
    assert two.harbour.session.reader.statement(two.harbour.statement_uids[0]).credibility == 2


def test_the_place_is_shown_where_it_is_read_or_written(review: ReviewWorkspace, two: TwoReviewers, shell: Shell):
    two.grade(1)
    shell.commands.run("review.show")
    assert shell.shown == ["read"]
    assert two.harbour.session.selection.statement_uid == two.harbour.statement_uids[0]


def test_a_tag_has_no_place_to_be_shown_in(review: ReviewWorkspace, two: TwoReviewers, shell: Shell):
    tag = two.harbour.session.reader.tags()[0]
    two.apart((lambda _: edits.rename_tag(tag.uid, "late"), lambda _: edits.rename_tag(tag.uid, "lateness")))
    assert not review.conflicts.detail.place_button.isVisible()
    assert shell.commands.why_not("review.show") == "There is no place to show it in"


def test_the_model_keeps_the_rules_of_models(review: ReviewWorkspace, two: TwoReviewers):
    tester = QAbstractItemModelTester(review.conflicts.model)
    two.grade(1)
    two.grade(2)
    review.conflicts.detail.keep(0)
    assert tester.model() is review.conflicts.model


def test_everything_has_a_name_for_screen_readers(review: ReviewWorkspace, two: TwoReviewers):
    two.grade(1)
    detail = review.conflicts.detail
    assert review.conflicts.table.accessibleName() == "Conflicts to settle"
    assert detail.cards[0].button.accessibleName() == "Keep this value: 3 Possibly true"
    assert review.pages.tabs.accessibleTabName(0) == "Conflicts, 1 to settle"
    assert detail.accessibleDescription() == "Credibility of S-1"
