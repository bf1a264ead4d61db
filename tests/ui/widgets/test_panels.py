"""Heads, labels, empty states and buttons: what every panel is put together from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from annotator.ui.tokens import LIGHT
from annotator.ui.widgets import ElidedLabel, EmptyState, PanelHead, Swatch, label, line, push_button, tag_colour


def test_a_head_speaks_its_title_and_count(theme, qtbot):
    head = PanelHead("Sources")
    qtbot.addWidget(head)
    head.set_count(4)
    assert (head.count_text, head.accessibleName(), head.height()) == ("4", "Sources 4", 32)
    head.set_title("Outline")
    assert head.accessibleName() == "Outline 4"


def test_a_tool_of_a_head_runs_and_has_a_name(theme, qtbot):
    head = PanelHead("Sources")
    qtbot.addWidget(head)
    runs = []
    tool = head.add_tool("plus", "Add sources", lambda: runs.append(1))
    qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
    assert runs == [1]
    assert tool.accessibleName() == tool.toolTip() == "Add sources"
    button = head.add_command(QAction("&Import…", head))
    assert button.accessibleName() == "Import"


def test_an_elided_label_holds_the_whole_in_its_tooltip_only_where_it_does_not_fit(theme, qtbot):
    made = ElidedLabel("Admission may be a card for talks", role="muted")
    qtbot.addWidget(made)
    made.resize(60, 20)
    made.grab()
    assert made.toolTip() == made.text()
    made.resize(600, 20)
    made.grab()
    assert made.toolTip() == ""


def test_a_label_shows_marked_up_text_as_it_is(theme, qtbot):
    assert label("<b>x</b>").textFormat() == Qt.TextFormat.PlainText
    made = ElidedLabel("a\nb")
    assert made.text() == "a b"


def test_a_line_is_one_pixel(theme):
    assert line().height() == 1
    assert line(Qt.Orientation.Vertical).width() == 1


def test_an_empty_state_says_a_fact_and_what_to_do_and_has_one_button(theme, qtbot):
    runs = []
    state = EmptyState("No sources yet.", "Add articles.", "Import", lambda: runs.append(1), icon="file-import-outline")
    qtbot.addWidget(state)
    qtbot.mouseClick(state.button, Qt.MouseButton.LeftButton)
    assert runs == [1]
    assert state.accessibleName() == "No sources yet. Add articles."
    state.set_words("No source matches.", "Type less.")
    assert state.accessibleName() == "No source matches. Type less."


def test_an_empty_state_without_a_button_shows_none(theme, qtbot):
    state = EmptyState("Nothing here.", "Choose a chapter.")
    qtbot.addWidget(state)
    state.show()
    assert not state.button.isVisible()


def test_a_button_with_an_icon_speaks_its_words_alone(theme, qtbot):
    assert push_button("&Import", icon="plus").accessibleName() == "Import"


def test_a_swatch_has_the_shade_of_the_theme_and_a_fallback(theme, qtbot):
    assert tag_colour("Blue").name().upper() == LIGHT.tag_colours["Blue"]
    assert tag_colour("no such colour").name().upper() == LIGHT.muted
    parent = QWidget()
    qtbot.addWidget(parent)
    swatch = Swatch("Blue", parent)
    swatch.resize(10, 10)
    assert swatch.grab().toImage().pixelColor(5, 5) == tag_colour("Blue")
