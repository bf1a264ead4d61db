"""What stands in a chapter, as its list shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.core import edits
from annotator.core.records import Placement, Reviewer
from annotator.session.catalogue import Catalogue
from annotator.session.details import Details
from annotator.session.models.chapter_model import ITEM_ROLE, ChapterModel, Passage, StatementCard
from annotator.session.project_session import ProjectSession
from tests.builders import ME, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Built:
    return build(tmp_path / "ferry.annotator")


@pytest.fixture
def session(built: Built, qapp: QApplication) -> Iterator[ProjectSession]:
    made = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield made
    made.close()


@pytest.fixture
def model(session: ProjectSession, built: Built) -> ChapterModel:
    """A chapter with one statement and one passage."""
    chapter = built.make(edits.add_chapter(session.reader, "One"))
    statement = built.statement("harbour master")
    session.perform(edits.place_statement(session.reader, chapter, statement), "Place")
    session.perform(edits.add_prose(session.reader, chapter, "It was late."), "Write")
    made = ChapterModel(session, Details(session.reader, Catalogue(session, session)), session)
    session.changed.connect(made.refresh)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.open_chapter(chapter)
    return made


def _show(session: ProjectSession, model: ChapterModel, form: str, words: str = "") -> StatementCard:
    item = model.items[0]
    assert isinstance(item, Placement)
    session.perform(edits.show_quotation(session.reader, item, form, words), "Quote")
    shown = model.index(0).data(ITEM_ROLE)
    assert isinstance(shown, StatementCard)
    return shown


def test_a_card_says_what_will_be_printed(session: ProjectSession, model: ChapterModel):
    assert _show(session, model, "full").quote == "“harbour master”"
    assert _show(session, model, "shortened", "harbour […]").quote == "“harbour […]”"
    assert _show(session, model, "paraphrased", "The man of\nthe port").quote == "The man of the port"
    assert _show(session, model, "cited").quote == "“harbour master”"


def test_the_form_is_said_aloud_where_it_is_not_in_full(session: ProjectSession, model: ChapterModel):
    for form, words, said in (
        ("shortened", "harbour […]", "Shortened"),
        ("paraphrased", "The man", "Paraphrased"),
        ("cited", "", "Cited only"),
    ):
        _show(session, model, form, words)
        assert said in str(model.index(0).data())
    _show(session, model, "full")
    assert "Cited" not in str(model.index(0).data())


def test_a_judgement_is_shown_in_the_words_of_the_project(session: ProjectSession, model: ChapterModel):
    uid = model.uid_at(1)
    session.perform(
        [*edits.mark_key_judgement(uid, True), *edits.set_likelihood(uid, "likely"), *edits.set_confidence(uid, "low")],
        "Mark",
    )
    assert model.index(1).data(ITEM_ROLE) == Passage(uid, "It was late.", False, True, "likely (55 to 80 %)", "low")
    words = [["likely", "probable", 60, 80]]
    session.perform(edits.choose_for_briefing(session.project_uid, "likelihoods", words), "Words")
    assert model.index(1).data(ITEM_ROLE).likelihood == "probable (60 to 80 %)"
    session.undo()
    assert model.index(1).data(ITEM_ROLE).likelihood == "likely (55 to 80 %)"


def test_a_passage_that_is_not_in_the_project_yet_is_no_item_of_it(model: ChapterModel):
    model.add_fresh("f" * 32, None)
    assert model.item("f" * 32) is None
    assert model.item(model.uid_at(1)) is not None
