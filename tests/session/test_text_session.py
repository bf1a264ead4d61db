from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Conflict
from annotator.core.vocabulary import BlockKind
from annotator.session.conflict_subjects import subject_of
from annotator.session.conflict_versions import Versions
from annotator.session.conflict_words import FieldWords
from annotator.session.history_session import History, history
from annotator.session.text_session import (
    PlaceOfWords,
    can_use_both,
    correct_words,
    corrector_of,
    differing_words,
    use_both,
)
from annotator.store.history import log_of
from annotator.store.project import ProjectStore
from tests.builders import OTHER
from tests.ui.harbour import HARBOUR, Harbour, harbour

__all__ = ["harbour"]

LATE = "The ferry left the harbour two hours late."
Correct = Callable[..., None]


def failed(error: BaseException) -> None:
    pytest.fail(str(error))


@pytest.fixture
def correct(harbour: Harbour, qtbot: QtBot) -> Correct:
    """Give a function that corrects a paragraph of the first source and waits until it is done."""

    def do(old: str, *words: str) -> None:
        reader = harbour.session.reader
        revision_uid = reader.source(harbour.source_uids[0]).revision_uid
        start = reader.text(revision_uid).index(old)
        place = PlaceOfWords(harbour.source_uids[0], revision_uid, start)
        done: list[object] = []
        correct_words(harbour.session, place, words, on_done=done.append, on_failed=failed)
        qtbot.waitUntil(lambda: bool(done))

    return do


def present(harbour: Harbour) -> str:
    return harbour.session.reader.source(harbour.source_uids[0]).revision_uid


def text(harbour: Harbour) -> str:
    return harbour.session.reader.text(present(harbour))


def told(harbour: Harbour) -> History:
    found = history(harbour.session.reader, harbour.source_uids[0], 50)
    assert found is not None
    return found


def test_a_correction_is_one_step_of_undo(harbour: Harbour, correct: Correct) -> None:
    before = text(harbour)
    correct(HARBOUR[0], LATE)
    assert LATE in text(harbour)
    assert harbour.session.undo() == "Correct a paragraph"
    assert text(harbour) == before


def test_who_corrected_the_text_is_known_and_nobody_did_before(harbour: Harbour, correct: Correct) -> None:
    assert corrector_of(harbour.session.reader, present(harbour)) is None
    correct(HARBOUR[0], LATE)
    corrector = corrector_of(harbour.session.reader, present(harbour))
    assert corrector is not None
    assert corrector.name == "Mara Okafor"


def test_the_words_in_which_two_texts_differ_are_those_of_their_paragraphs(harbour: Harbour, correct: Correct) -> None:
    earlier = present(harbour)
    correct(HARBOUR[0], LATE)
    assert differing_words(harbour.session.reader, earlier, present(harbour)) == (HARBOUR[0], LATE)


def test_the_history_of_the_source_tells_which_words_were_corrected(harbour: Harbour, correct: Correct) -> None:
    correct(HARBOUR[0], LATE)
    [line] = told(harbour).entries[0].lines
    assert line.field_words == "Text"
    assert "two hours" in "".join(piece.words for piece in line.pieces if piece.kind == "added")


def test_the_history_of_the_source_tells_what_its_paragraphs_became(harbour: Harbour) -> None:
    reader = harbour.session.reader
    start = text(harbour).index(HARBOUR[1])
    harbour.session.perform(edits.correct_kind(reader, present(harbour), [start], BlockKind.HEADING), "Make a heading")
    [line] = told(harbour).entries[0].lines
    assert (line.field_words, line.before[:14], line.after[:30]) == (
        "Kind of paragraph",
        "as it was read",
        f"heading 2: “{HARBOUR[1]}"[:30],
    )


def test_that_a_text_came_in_is_told_once_and_not_of_the_text_itself(harbour: Harbour) -> None:
    assert [entry.deed for entry in told(harbour).entries] == ["Imported it"]


def meet(harbour: Harbour, correct: Correct, folder: Path, theirs: tuple[str, str]) -> Conflict:
    """Have somebody else correct a paragraph of the same text unseen."""
    session = harbour.session
    session._store.publish()
    earlier = present(harbour)
    other = ProjectStore.open(session.path, data_dir=folder / "other")
    other.apply(edits.add_reviewer("Ben Brown", "BB", "Rust", uid=OTHER), OTHER)
    reader = other.reader
    start = reader.text(earlier).index(theirs[0])
    new = edits.correct_text(reader, log_of(reader), harbour.source_uids[0], earlier, start, [theirs[1]])
    other.apply(new.drafts, OTHER, blobs=new.blobs)
    other.publish()
    other.close()
    correct(HARBOUR[0], LATE)
    session._store.publish()
    [conflict] = [each for each in session.reader.conflicts() if each.field == "revision"]
    return conflict


FOG = "The harbour master spoke of rain."


def test_a_conflict_of_two_texts_shows_the_paragraphs_in_which_they_differ(
    harbour: Harbour, correct: Correct, tmp_path: Path
) -> None:
    conflict = meet(harbour, correct, tmp_path, (HARBOUR[1], FOG))
    words = FieldWords(harbour.session.reader)
    versions = Versions(harbour.session.reader, words).of(conflict)
    by_name = {each.holders[0].name: each.text for each in versions}
    assert by_name == {"Mara Okafor": f"{LATE} ¶ {HARBOUR[1]}", "Ben Brown": f"{HARBOUR[0]} ¶ {FOG}"}
    assert subject_of(harbour.session.reader, words, conflict).heading == "The text of Harbour Post"


def test_both_corrections_can_be_used(harbour: Harbour, correct: Correct, tmp_path: Path, qtbot: QtBot) -> None:
    conflict = meet(harbour, correct, tmp_path, (HARBOUR[1], FOG))
    assert can_use_both(harbour.session.reader, conflict)
    done: list[object] = []
    use_both(harbour.session, conflict, on_done=done.append, on_failed=failed)
    qtbot.waitUntil(lambda: bool(done))
    assert LATE in text(harbour)
    assert FOG in text(harbour)
    assert [each for each in harbour.session.reader.conflicts() if each.field == "revision"] == []


def test_two_corrections_of_one_paragraph_are_for_a_person_to_choose(
    harbour: Harbour, correct: Correct, tmp_path: Path
) -> None:
    conflict = meet(harbour, correct, tmp_path, (HARBOUR[0], "The ferry left at ten."))
    assert not can_use_both(harbour.session.reader, conflict)


def test_a_conflict_about_the_kind_of_a_paragraph_leads_to_its_source(harbour: Harbour) -> None:
    reader = harbour.session.reader
    field = f"block:{text(harbour).index(HARBOUR[1])}"
    conflict = Conflict("revision", present(harbour), field)
    subject = subject_of(reader, FieldWords(reader), conflict)
    assert subject.place is not None
    assert (subject.field, subject.place.target, subject.place.uid) == (
        "Kind of paragraph",
        "source",
        harbour.source_uids[0],
    )
