import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.core.found import FoundGroup, FoundItem
from annotator.session.models.found_model import RECORD_ROLE, FoundModel

TEXT = FoundItem("text", "", "source", "s", "spoke of fog", ((9, 12),))
STATEMENT = FoundItem("statement", "t", "source", "s", "of fog", ((3, 6),), statement_uid="t", number=7)
PROSE = FoundItem("prose", "p", "chapter", "c", "There was fog.")
GROUPS = [
    FoundGroup("source", "s", "Harbour Post", "The late ferry", (TEXT, STATEMENT), places=4),
    FoundGroup("chapter", "c", "1 The night", "", (PROSE,)),
]


@pytest.fixture
def model(qapp: QApplication) -> FoundModel:
    made = FoundModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_groups(GROUPS)
    return made


def test_groups_hold_their_items(model: FoundModel):
    assert model.rowCount() == 2
    assert [model.rowCount(model.index(row, 0)) for row in range(2)] == [2, 1]
    assert model.first_item().data(RECORD_ROLE) == TEXT
    assert model.first_item().parent() == model.index(0, 0)


def test_a_group_says_how_much_is_in_it(model: FoundModel):
    assert model.count_words(GROUPS[0]) == "4 places · 1 statement"
    assert model.index(1, 0).data() == "1 The night, 1 passage"


def test_counts_of_everything_take_the_place_of_what_is_listed(model: FoundModel):
    model.set_counts({("s", "statement"): 1200, ("s", "text"): 1, ("s", "note"): 2})
    assert model.count_words(GROUPS[0]) == "4 places · 1,200 statements"


def test_a_place_without_a_name_is_called_something(model: FoundModel):
    model.set_groups([FoundGroup("other", "x", "", "", (PROSE,))])
    assert model.index(0, 0).data() == "Elsewhere, 1 passage"


def test_an_item_is_spoken_with_its_kind_and_its_words(model: FoundModel):
    spoken = [model.index(row, 0, model.index(0, 0)).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["Text: spoke of fog", "S-7: of fog"]


def test_an_index_from_before_finds_nothing(model: FoundModel):
    last = model.index(1, 0)
    model.set_groups([])
    assert model.record_at(last) is None
    assert model.first_item() == QModelIndex()
