import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget

from annotator.ui.commands import Command, CommandRegistry, MenuName
from annotator.ui.palette import CommandPalette, _bold_spans


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def palette(theme, qtbot, ran):
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    registry = CommandRegistry(window)
    for name, words, reason in (
        ("project.open", "&Open…", ""),
        ("project.import", "&Import…", "Open a project first."),
        ("view.prose", "Show prose", ""),
    ):
        registry.add(
            Command(
                name,
                words,
                lambda name=name: ran.append(name),
                ("Ctrl+O",) if name == "project.open" else (),
                menu=MenuName.PROJECT if name.startswith("project") else MenuName.VIEW,
                why_not=lambda reason=reason: reason,
            )
        )
    made = CommandPalette(registry, window)
    QAbstractItemModelTester(made.model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    window.show()
    made.open_over(window)
    yield made
    made.close()


def _shown(palette: CommandPalette) -> list[str]:
    return [palette.model.index(row).data() for row in range(palette.model.rowCount())]


def test_every_command_is_listed_and_what_cannot_run_stands_last(palette):
    assert _shown(palette) == ["Open", "Show prose", "Import"]


def test_typing_keeps_the_commands_with_all_the_words_in_them(palette):
    palette.field.setText("pro sho")
    assert _shown(palette) == ["Show prose"]


def test_commands_with_the_word_in_their_name_stand_before_those_with_it_in_their_menu(palette):
    palette.field.setText("pro")
    assert _shown(palette) == ["Show prose", "Open", "Import"]


def test_enter_runs_what_is_chosen_and_closes(palette, qtbot, ran):
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["view.prose"]
    assert not palette.isVisible()


def test_enter_on_a_command_that_cannot_run_does_nothing(palette, qtbot, ran):
    qtbot.keyClicks(palette.field, "import")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == []
    assert palette.isVisible()


def test_the_reason_is_spoken_with_the_command(palette):
    palette.field.setText("import")
    assert palette.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Import, Open a project first."


def test_escape_closes_it_whatever_has_been_typed(palette, qtbot):
    qtbot.keyClicks(palette.field, "op")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_words_that_no_command_has_say_so(palette):
    palette.field.setText("zzz")
    assert _shown(palette) == []
    assert not palette.view.isVisible()


def test_what_was_typed_is_found_without_overlap():
    assert _bold_spans("Show prose", ["pro", "sho"]) == [(0, 3), (5, 8)]
    assert _bold_spans("prose", ["pro", "ros"]) == [(0, 3)]
    assert _bold_spans("Straße", ["s"]) == []
