from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.session.models.incoming_model import ITEM_ROLE, IncomingModel
from annotator.store.arrivals import Arrival

PARK = Arrival("m1", "", "", 2_000, ("Park Jiwoo",), ("park.annotator",), {"statement": 41})
BRANDT = Arrival("", "b" * 32, "2026-11-26", 1_000, ("L. Brandt",))
SETTLED = Arrival("m1", "", "", 2_000, ("Park Jiwoo",), ("park.annotator",), {"statement": 41}, 0, 1)


def model_of(*arrivals: Arrival) -> IncomingModel:
    model = IncomingModel(lambda arrival: f"from {arrival.people[0]}")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(arrivals)
    return model


def test_each_arrival_has_its_row(qapp: object) -> None:
    model = model_of(PARK, BRANDT)
    assert [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())] == [PARK, BRANDT]
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "from Park Jiwoo"
    assert model.row_of(BRANDT.key) == 1
    assert model.row_of(("m2", "", "")) == -1
    assert model.arrival(2) is None


def test_what_only_changed_its_counts_stays_where_it_is(qtbot: QtBot) -> None:
    model = model_of(PARK, BRANDT)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(model.dataChanged):
        model.show([SETTLED, BRANDT])
    assert model.arrival(0) == SETTLED
    assert resets == []
