from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.view import ReaderView
from tests.ui.reader.conftest import Show, Written

ROWS = ("Sailing\tDue\tReason", "Kell to Ardmore\t21:00\tFog on the bank", "Return\t23:30\t")


def table() -> Written:
    written = Written().write("What was due on Monday.")
    for row in ROWS:
        written.write(row, BlockKind.TABLE_ROW)
    return written


def left(view: ReaderView, written: Written, words: str) -> int:
    return round(view.span_rect(*written.span(words)).left())


def test_the_cells_of_a_column_stand_below_each_other(show: Show) -> None:
    written = table()
    view = show(written)
    for column in (("Due", "21:00", "23:30"), ("Reason", "Fog")):
        assert len({left(view, written, words) for words in column}) == 1


def test_what_the_last_cell_has_beyond_a_line_goes_on_below_itself(show: Show) -> None:
    written = Written().write("Kell\tFog on the outer bank " + "and a change of crew " * 8, BlockKind.TABLE_ROW)
    view = show(written)
    lines = view.document().firstBlock().layout()
    assert lines.lineCount() > 1
    assert left(view, written, "Fog") in (round(lines.position().x() + lines.lineAt(1).x()) + at for at in (-1, 0, 1))


def test_where_columns_have_no_room_the_row_runs_on_and_no_place_moves(show: Show) -> None:
    written = Written().write("\t".join(f"A cell of many words, number {n}" for n in range(6)), BlockKind.TABLE_ROW)
    view = show(written)
    assert view._laid is not None
    assert view._laid.fitting == (False,)
    start, end = written.span("number 4")
    positions = view._laid.positions
    assert (positions.to_code_point(positions.to_position(start)), positions.to_position(end)) == (start, end)


def test_a_wider_pane_gives_the_columns_room(show: Show) -> None:
    written = table()
    view = show(written)
    view.resize(150, 600)
    QApplication.processEvents()
    assert view._laid is not None
    assert view._laid.fitting == (False,)
    view.resize(640, 600)
    QApplication.processEvents()
    assert view._laid.fitting == (True,)
    assert view.cursorForPosition(QPoint(left(view, written, "21:00"), 100)) is not None


def test_a_row_that_is_read_from_right_to_left_runs_on_from_the_right(show: Show) -> None:
    written = Written().write("الرحلة\tالموعد", BlockKind.TABLE_ROW)
    view = show(written)
    first, second = (view.span_rect(*written.span(words)) for words in ("الرحلة", "الموعد"))
    assert first.right() > 500
    assert second.right() < first.left() + 2
