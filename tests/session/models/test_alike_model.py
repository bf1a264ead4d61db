"""The pairs of sources that are alike, as a table."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.alike import AlikePair
from annotator.session.models.alike_model import GROUP, LIKENESS, NEWER, OLDER, STATEMENTS, AlikeModel, uids_of
from tests.core.test_alike import ALIKE, COPY, POST, SAME, WEEKLY, pairs

pytestmark = pytest.mark.usefixtures("qapp")


class Found(QObject):
    """Stand in for the session's likeness."""

    listed = Signal()

    def __init__(self, pairs: list[AlikePair]) -> None:
        super().__init__()
        self.pairs = pairs

    def become(self, pairs: list[AlikePair]) -> None:
        self.pairs = pairs
        self.listed.emit()


@pytest.fixture
def found() -> Found:
    return Found(pairs(post_copy=SAME, post_weekly=ALIKE))


@pytest.fixture
def model(found: Found) -> AlikeModel:
    return AlikeModel(found)  # type: ignore[arg-type]


def row(model: AlikeModel, at: int = 0) -> list[object]:
    return [model.index(at, column).data() for column in (LIKENESS, OLDER, NEWER, GROUP, STATEMENTS)]


def test_a_row_says_how_much_and_which(model: AlikeModel) -> None:
    assert row(model) == [
        "Same text",
        "Harbour Post, 3 Mar 2024  The late ferry",
        "Bridge Times, 4 Mar 2024  Why it was late",
        "3 sources",
        "0 and 0",
    ]


def test_a_title_that_stands_for_the_outlet_is_said_once() -> None:
    found = Found(pairs(replace(POST, outlet=""), WEEKLY, post_weekly=ALIKE))
    model = AlikeModel(found)  # type: ignore[arg-type]
    assert row(model)[1] == "The late ferry, 3 Mar 2024"


def test_the_list_follows_what_is_found(model: AlikeModel, found: Found) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found.become(found.pairs[1:])
    assert tester.model() is model
    assert model.rowCount() == 1
    assert model.pair(0) is found.pairs[0]
    assert model.pair(1) is None


def test_two_sources_are_found_whichever_is_the_later_one(model: AlikeModel, found: Found) -> None:
    assert model.row_of(uids_of(found.pairs[1])) == 1
    assert model.row_of(frozenset({COPY.uid, WEEKLY.uid})) == -1


def test_the_list_can_be_narrowed_to_what_hangs_together_with_a_source(model: AlikeModel) -> None:
    model.show_only("nobody")
    assert model.rowCount() == 0
    model.show_only(COPY.uid)
    assert (model.only_uid, model.rowCount()) == (COPY.uid, 2)
    model.show_only("")
    assert model.rowCount() == 2


def test_the_tooltip_of_a_source_names_its_file(model: AlikeModel) -> None:
    assert "post.md" in model.index(0, OLDER).data(Qt.ItemDataRole.ToolTipRole)
