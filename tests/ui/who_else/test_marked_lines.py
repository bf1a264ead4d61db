"""A passage on a few lines."""

from PySide6.QtWidgets import QApplication

from annotator.ui.who_else.marked_lines import LATEST_MARK, MarkedLines, begun_near

LONG = " ".join(["The ferry left the harbour in the fog."] * 12)


def test_a_short_passage_takes_as_many_lines_as_it_needs(qapp: QApplication):
    assert MarkedLines("Fog.", (), 260, 3).count == 1


def test_a_long_one_is_cut_where_there_are_no_more_lines(qapp: QApplication):
    lines = MarkedLines(LONG, (), 260, 3)
    assert lines.count == 3
    assert lines._layout.text().endswith("…")
    assert LONG.startswith(lines._layout.text()[:-1])


def test_marks_are_bold_where_they_stand_behind_letters_of_two_units(qapp: QApplication):
    (each,) = MarkedLines("𝔸𝔹 fog", ((3, 6),), 260, 3)._layout.formats()
    assert (each.start, each.length) == (5, 3)


def test_a_passage_begins_shortly_before_a_late_mark():
    at = LONG.index("fog", LATEST_MARK + 20)
    words, marks = begun_near(LONG, [(at, at + 3)])
    assert words.startswith("… ")
    assert [words[low:high] for low, high in marks] == ["fog"]
    assert marks[0][0] < LATEST_MARK


def test_a_passage_with_an_early_mark_begins_where_it_begins():
    assert begun_near("Fog\non the bank.", [(0, 3)]) == ("Fog on the bank.", [(0, 3)])
