import pytest
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView, QTreeView

from annotator.ui.tokens import LIGHT
from annotator.ui.widgets import TREE_ROW, RowDelegate, make_dense


@pytest.fixture
def model() -> QStandardItemModel:
    made = QStandardItemModel(3, 2)
    for row in range(3):
        for column in range(2):
            made.setItem(row, column, QStandardItem(f"{row}.{column}"))
    return made


def test_a_dense_table_has_rows_of_28_pixels_and_selects_whole_rows(theme, qtbot, model):
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    make_dense(table)
    table.selectRow(1)
    assert table.rowHeight(1) == 28
    assert len(table.selectionModel().selectedIndexes()) == 2


def test_the_focus_surrounds_the_whole_row(theme, qtbot, model):
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    make_dense(table)
    table.resize(300, 200)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    table.setCurrentIndex(model.index(1, 0))
    image = table.viewport().grab().toImage()
    accent = QColor(LIGHT.accent)
    left, right = table.visualRect(model.index(1, 0)), table.visualRect(model.index(1, 1))
    assert image.pixelColor(left.left() + 1, left.center().y()) == accent
    assert image.pixelColor(right.right() - 1, right.center().y()) == accent
    assert image.pixelColor(right.center().x(), right.top() + 1) == accent
    assert image.pixelColor(left.right() - 1, left.center().y()) != accent


def test_a_row_has_its_height_even_before_it_is_shown(theme, qtbot, model):
    tree = QTreeView()
    qtbot.addWidget(tree)
    tree.setItemDelegate(RowDelegate(TREE_ROW, tree))
    tree.setModel(model)
    assert tree.sizeHintForRow(0) == TREE_ROW
