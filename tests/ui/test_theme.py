import re
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from annotator.ui import theme as theme_module
from annotator.ui.theme import Step, Theme, disabled, interface_font, mix, palette, reading_font, reading_line_height
from annotator.ui.tokens import DARK, LIGHT


def test_applying_a_theme_puts_its_colours_into_palette_and_style_sheet(qapp, theme):
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)
    assert LIGHT.accent in qapp.styleSheet()
    assert Theme.active() is theme


def test_changing_the_mode_redresses_the_application_and_says_so_once(qapp, theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.base)
    assert DARK.accent in qapp.styleSheet()
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode("dark")


def test_a_desktop_that_says_nothing_of_its_colours_gives_the_light_theme(qapp):
    assert Theme(mode="system").tokens is LIGHT


def test_every_name_in_the_style_sheet_is_filled(theme):
    sheet = theme.style_sheet()
    assert "$" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    assert all(Path(path).is_file() for path in re.findall(r'url\("([^"]+)"\)', sheet))


def test_a_style_sheet_file_that_forgets_a_token_is_noticed(theme, monkeypatch):
    monkeypatch.setattr(theme_module, "_TOKEN_NAMES", ("window",))
    with pytest.raises(KeyError):
        theme.style_sheet()


def test_selected_rows_keep_the_colour_of_text(qapp):
    made = palette(LIGHT)
    assert made.color(QPalette.ColorRole.Highlight) == QColor(LIGHT.selection)
    assert made.color(QPalette.ColorRole.HighlightedText) == QColor(LIGHT.text)


def test_what_is_disabled_is_muted_at_half_strength():
    assert disabled(DARK).alpha() == 128
    assert disabled(DARK).name() == QColor(DARK.muted).name()


def test_mixing_ends_at_either_colour():
    assert mix(LIGHT.base, LIGHT.text, 0.0) == QColor(LIGHT.base)
    assert mix(LIGHT.base, LIGHT.text, 1.0) == QColor(LIGHT.text)


def test_the_interface_font_has_figures_of_equal_width(qapp):
    font = interface_font(Step.META, QFont.Weight.DemiBold)
    assert font.featureValue(QFont.Tag("tnum")) == 1
    assert font.weight() == QFont.Weight.DemiBold


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS builds on 13 points")
def test_the_steps_are_points(qapp):
    assert interface_font(Step.DIALOG).pointSizeF() == 11.5
    assert reading_font().pointSizeF() == 12.0


def test_only_families_that_are_installed_are_named(qapp):
    from PySide6.QtGui import QFontDatabase

    assert set(interface_font().families()) <= set(QFontDatabase.families())


def test_reading_lines_stand_the_same_distance_apart_in_every_font(qapp):
    from PySide6.QtGui import QFontMetricsF

    font = reading_font()
    pitch = QFontMetricsF(font).lineSpacing() * reading_line_height(font) / 100
    pixels = font.pointSizeF() * QApplication.primaryScreen().logicalDotsPerInch() / 72
    assert pitch / pixels == pytest.approx(1.88, abs=0.01)
