"""Settling which text a source has, after two people corrected it without seeing each other."""

from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.vocabulary import BlockKind
from annotator.session.models.conflicts_model import FIELD, ON, ONE, OTHER, WORDS
from annotator.store.history import log_of
from annotator.store.project import ProjectStore
from annotator.ui.review.review_workspace import ReviewWorkspace
from tests.builders import ME
from tests.builders import OTHER as THEIRS
from tests.ui.harbour import HARBOUR, Shell, harbour, shell
from tests.ui.review.two_reviewers import TwoReviewers, review, two

__all__ = ["harbour", "review", "shell", "two"]

LATE = "The ferry left the harbour two hours late."
RAIN = "The harbour master spoke of rain."


def _correct(store: ProjectStore, source_uid: str, old: str, new: str, reviewer_uid: str) -> None:
    reader = store.reader
    revision_uid = reader.source(source_uid).revision_uid
    start = reader.text(revision_uid).index(old)
    made = edits.correct_text(reader, log_of(reader), source_uid, revision_uid, start, [new])
    store.apply(made.drafts, reviewer_uid, blobs=made.blobs)


def _both_correct(two: TwoReviewers, theirs: str) -> None:
    """Have both correct the first source, the other one a paragraph of his choice."""
    uid = two.harbour.source_uids[0]
    _correct(two._mine, uid, HARBOUR[0], LATE, ME)
    _correct(two.theirs, uid, theirs, RAIN, THEIRS)
    two.share()


def _select_text(review: ReviewWorkspace) -> int:
    model = review.conflicts.model
    row = next(at for at, each in enumerate(model.conflicts) if each.field == "revision")
    review.conflicts._select(row)
    return row


def test_two_texts_are_told_by_the_words_in_which_they_differ(review: ReviewWorkspace, two: TwoReviewers) -> None:
    _both_correct(two, HARBOUR[1])
    row, model = _select_text(review), review.conflicts.model
    cells = [model.index(row, column).data() for column in (FIELD, ON, WORDS, ONE, OTHER)]
    assert cells[:2] == ["Text", "Source"]
    assert any("two hours late" in each for each in cells[3:])
    assert any("spoke of rain" in each for each in cells[3:])


def test_corrections_of_different_paragraphs_are_both_used_at_a_click(
    review: ReviewWorkspace, two: TwoReviewers, shell: Shell, qtbot: QtBot
) -> None:
    _both_correct(two, HARBOUR[1])
    _select_text(review)
    review.conflicts.detail.both_button.click()
    qtbot.waitUntil(lambda: shell.toasts == ["Settled: The text of Harbour Post"])
    reader = two.harbour.session.reader
    text = reader.text(reader.source(two.harbour.source_uids[0]).revision_uid)
    assert LATE in text
    assert RAIN in text


def test_where_both_corrected_one_paragraph_one_of_them_is_kept(review: ReviewWorkspace, two: TwoReviewers) -> None:
    _both_correct(two, HARBOUR[0])
    _select_text(review)
    assert review.conflicts.detail.both_button.isHidden()
    assert len(review.conflicts.detail.cards) == 2


def test_a_conflict_about_the_kind_of_a_paragraph_says_both_kinds(review: ReviewWorkspace, two: TwoReviewers) -> None:
    reader = two.harbour.session.reader
    uid = reader.source(two.harbour.source_uids[0]).revision_uid
    start = reader.text(uid).index(HARBOUR[1])
    two.apart(
        (
            lambda reader: edits.correct_kind(reader, uid, [start], BlockKind.HEADING, 1),
            lambda reader: edits.fold_blocks(reader, uid, [start], "category"),
        )
    )
    model = review.conflicts.model
    assert model.index(0, FIELD).data() == "Kind of paragraph"
    assert {model.index(0, column).data().split(": “")[0] for column in (ONE, OTHER)} == {
        "heading 1",
        "paragraph, folded: category",
    }
