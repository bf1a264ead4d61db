"""Reading for meaning behind the window: begun, stopped, taken up again, and gone without a trace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.records import Reviewer
from annotator.session import meaning_session
from annotator.session.meaning_session import MeaningSession, meaning_in
from annotator.session.project_session import ProjectSession
from annotator.store.passages import Query, similar
from tests.builders import ME, article, build
from tests.meaning_model import WordModel

pytest.importorskip("numpy", reason="it comes with the extra `semantic`")

SAID = "The ferry was late."
OTHER_WORDS = "A vessel came tardy."


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Iterator[ProjectSession]:
    opened = ProjectSession(build(tmp_path / "p.annotator", [SAID]).store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    add(opened, OTHER_WORDS)
    yield opened
    opened.close()


@pytest.fixture
def meaning(session: ProjectSession, monkeypatch: pytest.MonkeyPatch) -> MeaningSession:
    monkeypatch.setattr(meaning_session, "DELAY_MS", 0)
    return meaning_in(session)


def add(session: ProjectSession, *paragraphs: str) -> None:
    new = edits.add_source(session.project_uid, article(paragraphs, "Another paper", f"{paragraphs[0]}.txt"))
    session.perform(new.drafts, "Import", blobs=new.blobs)


def settle(meaning: MeaningSession, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not meaning.is_busy, timeout=10_000)


def found(session: ProjectSession) -> list[str]:
    reader = session.jobs._open_store().reader
    try:
        return [each.text for each in similar(reader, Query(SAID))]
    finally:
        reader._connection.close()


def test_there_is_one_for_each_open_project(meaning: MeaningSession, session: ProjectSession):
    assert meaning_in(session) is meaning


def test_without_a_model_nothing_happens(meaning: MeaningSession, session: ProjectSession):
    assert not meaning.is_busy
    assert session.reader.meaning is None


def test_a_model_reads_everything_and_then_finds_other_words(
    meaning: MeaningSession, session: ProjectSession, qtbot: QtBot
):
    assert OTHER_WORDS not in found(session)
    meaning.use("Words", WordModel)
    settle(meaning, qtbot)
    assert meaning.extent is not None
    assert meaning.extent.is_complete
    assert OTHER_WORDS in found(session)


def test_it_goes_on_slice_by_slice(meaning: MeaningSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(meaning_session, "SLICE_S", 0.0)
    meaning.use("Words", WordModel)
    settle(meaning, qtbot)
    assert meaning.extent is not None
    assert meaning.extent.is_complete


def test_a_source_that_comes_in_is_read_too(meaning: MeaningSession, session: ProjectSession, qtbot: QtBot):
    meaning.use("Words", WordModel)
    settle(meaning, qtbot)
    before = meaning.extent
    add(session, "Nothing is known.", "The crew is well.")
    settle(meaning, qtbot)
    assert before is not None
    assert meaning.extent is not None
    assert meaning.extent.is_complete
    assert meaning.extent.total > before.total


def test_a_person_can_stop_it_and_have_it_read_on(meaning: MeaningSession, session: ProjectSession, qtbot: QtBot):
    class Slow(WordModel):
        def vectors(self, texts):  # type: ignore[no-untyped-def]
            for job in session.jobs.running:
                if not self.asked:
                    job.cancel()
            return super().vectors(texts)

    meaning.use("Words", Slow)
    qtbot.waitUntil(lambda: meaning.is_stopped, timeout=10_000)
    assert not meaning.is_busy
    meaning.read_on()
    settle(meaning, qtbot)
    assert meaning.extent is not None
    assert meaning.extent.is_complete


def test_while_it_is_stopped_a_change_does_not_start_it(meaning: MeaningSession, session: ProjectSession, qtbot: QtBot):
    meaning.use("Words", WordModel)
    settle(meaning, qtbot)
    meaning.is_stopped = True
    add(session, "Nothing is known.")
    assert not meaning.is_busy


def test_without_the_model_words_alone_count_again(meaning: MeaningSession, session: ProjectSession, qtbot: QtBot):
    meaning.use("Words", WordModel)
    settle(meaning, qtbot)
    meaning.drop()
    assert (meaning.name, meaning.extent) == ("", None)
    assert OTHER_WORDS not in found(session)


def test_a_model_that_cannot_be_run_is_told_and_dropped(meaning: MeaningSession, session: ProjectSession, qtbot: QtBot):
    def refuse() -> WordModel:
        raise RefusedError("This is no model.")

    with qtbot.waitSignal(session.jobs.failed, timeout=10_000) as told:
        meaning.use("Words", refuse)
    assert str(told.args[0]) == "This is no model."
    assert meaning.name == ""
    assert not meaning.is_busy


def test_the_progress_counts_sentences(meaning: MeaningSession, session: ProjectSession, qtbot: QtBot):
    seen: set[tuple[str, str]] = set()

    def look() -> None:
        seen.update((job.verb, job.progress.words) for job in session.jobs.running)

    session.jobs.changed.connect(look)
    meaning.use("Words", WordModel)
    settle(meaning, qtbot)
    assert ("Reading for meaning", "sentences") in seen
