from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core import edits
from annotator.core.dates import parse_date
from annotator.session.catalogue import Catalogue
from annotator.session.compare_session import read_disagreements
from annotator.session.models.disagreements_model import DisagreementsModel, Narrowing
from tests.ui.harbour import Harbour, harbour

__all__ = ["harbour"]
EDIT, TOLD = int(Qt.ItemDataRole.EditRole), int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def found(harbour: Harbour) -> Harbour:
    """Two contradictions, one of them assessed, and a pair whose dates differ."""
    session, uids = harbour.session, harbour.statement_uids
    harbour.place(1, 2)
    harbour.place(3, chapter=1)
    for one, other in ((1, 4), (2, 5)):
        session.perform(edits.link_statements(session.reader, "contradicts", uids[one], uids[other]), "Link")
    link = next(each for each in session.reader.links() if uids[1] in (each.from_uid, each.to_uid))
    session.perform(edits.assess_link(link.uid, "The log decides."), "Assess")
    for number, words in ((0, "3 Mar 2024"), (6, "5 Mar 2024")):
        session.perform(edits.set_statement_field(uids[number], "event_date", parse_date(words)), "Date")
    session.perform(edits.link_statements(session.reader, "supports", uids[6], uids[0]), "Link")
    return harbour


@pytest.fixture
def model(found: Harbour) -> Iterator[DisagreementsModel]:
    catalogue = Catalogue(found.session)
    made = DisagreementsModel(catalogue)
    made.show(read_disagreements(found.session.reader))
    yield made
    catalogue.deleteLater()


def titles(model: DisagreementsModel) -> list[object]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_models(model: DisagreementsModel, found: Harbour):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.narrow(Narrowing(is_unsettled_only=True))
    model.show(read_disagreements(found.session.reader))
    assert tester.model() is model
    assert model.rowCount() == 2


def test_a_row_is_called_by_the_tags_that_both_sides_bear_else_by_its_chapter(model: DisagreementsModel):
    assert titles(model) == ["delay", "What happened", "Who decided"]


def test_only_some_are_shown_by_chapter(model: DisagreementsModel, found: Harbour):
    model.narrow(Narrowing(chapter_uid=found.chapter_uids[1]))
    assert titles(model) == ["Who decided"]
    assert model.count == 3


def test_a_chapter_holds_what_stands_below_it(model: DisagreementsModel, found: Harbour):
    reader = found.session.reader
    found.session.perform(edits.add_chapter(reader, "Above"), "Add chapter")
    above = reader.chapters()[-1].uid
    drafts = edits.move_chapter(reader, found.chapter_uids[1], above)
    found.session.perform(drafts, "Move chapter")
    model.show(read_disagreements(reader))
    model.narrow(Narrowing(chapter_uid=above))
    assert titles(model) == ["Who decided"]


def test_only_some_are_shown_by_source(model: DisagreementsModel, found: Harbour):
    model.narrow(Narrowing(source_uid=found.source_uids[0]))
    assert model.rowCount() == 3
    model.narrow(Narrowing(source_uid="gone"))
    assert model.rowCount() == 0


def test_only_those_that_nobody_settled_are_shown(model: DisagreementsModel):
    model.narrow(Narrowing(is_unsettled_only=True))
    assert titles(model) == ["delay", "Who decided"]
    assert model.unsettled == 2


def test_what_can_be_narrowed_to_is_what_there_is(model: DisagreementsModel):
    assert [each.title for each in model.chapters()] == ["What happened", "Who decided"]
    assert [each.label for each in model.sources()] == ["Ferry Weekly", "Harbour Post"]


def test_an_assessment_that_was_written_is_asked_for_once(model: DisagreementsModel):
    asked: list[tuple[str, str]] = []
    model.assess_wanted.connect(lambda each, words: asked.append((each.link.uid, words)))
    index = model.index(1)
    assert index.data(EDIT) == "The log decides."
    model.setData(index, " Both\nare open. ")
    model.setData(index, "The log decides.")
    assert [words for _, words in asked] == ["Both are open."]


def test_a_suggestion_cannot_be_assessed_before_it_is_a_contradiction(model: DisagreementsModel):
    flags = [bool(model.flags(model.index(row)) & Qt.ItemFlag.ItemIsEditable) for row in range(3)]
    assert flags == [False, True, True]


def test_a_screen_reader_hears_both_sides_where_they_stand_and_whether_it_is_settled(model: DisagreementsModel):
    words = str(model.index(0).data(TOLD))
    assert words.startswith("Dates differ: delay. The ferry left the harbour an hour late")
    assert "(Harbour Post, 3 Mar 2024, 2 statements, 2 origins), against: Refunds were paid" in words
    assert words.endswith("(Ferry Weekly, 5 Mar 2024, stands alone). chapter 1. Not settled")


def test_where_only_an_assessment_changed_the_rows_stay(model: DisagreementsModel):
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    every = [model.at(model.index(row)) for row in range(3)]
    model.show([each and replace(each, link=replace(each.link, assessment="Open.")) for each in every])
    assert resets == []
    assert model.index(2).data(EDIT) == "Open."


def test_a_contradiction_names_the_dates_that_exclude_each_other(model: DisagreementsModel, found: Harbour):
    for number, words in ((2, "26 Apr 2024"), (5, "28 Apr 2024")):
        date = edits.set_statement_field(found.statement_uids[number], "said_date", parse_date(words))
        found.session.perform(date, "Date")
    model.show(read_disagreements(found.session.reader))
    words = str(model.index(model.row_with(found.statement_uids[5])).data(TOLD))
    assert "(Harbour Post, 26 Apr 2024, stands alone), against:" in words
    assert "(Ferry Weekly, 28 Apr 2024, stands alone)." in words


def test_without_a_tag_or_a_chapter_a_pair_is_called_by_its_kind(model: DisagreementsModel):
    every = [each for row in range(3) if (each := model.at(model.index(row))) is not None]
    model.show([replace(each, topic_uids=(), chapter=None) for each in every])
    assert titles(model) == ["Dates differ", "Contradiction", "Contradiction"]


def test_a_pair_is_found_by_either_of_its_statements(model: DisagreementsModel, found: Harbour):
    uids = found.statement_uids
    assert model.row_with(uids[1]) == model.row_with(uids[4]) >= 0
    assert model.row_with(uids[3]) == -1
