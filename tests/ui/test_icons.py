import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtWidgets import QPushButton

from annotator.ui.icons import dress, icon, pixmap
from annotator.ui.tokens import DARK, LIGHT


def _ink(image: QImage) -> str:
    """Give the colour of the most opaque point."""
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(points, key=QColor.alpha).name().upper()


def test_an_icon_has_the_colour_of_its_role(qapp):
    drawn = icon("plus", LIGHT, "error").pixmap(32, 32).toImage()
    assert _ink(drawn) == LIGHT.error


def test_an_icon_that_is_on_turns_to_the_accent(qapp):
    drawn = icon("plus", LIGHT).pixmap(32, 32, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert _ink(drawn) == LIGHT.accent


def test_the_same_icon_is_drawn_once(qapp):
    assert pixmap("plus", LIGHT.text, 16, 1.0) is pixmap("plus", LIGHT.text, 16, 1.0)


def test_a_pixmap_for_a_fine_screen_has_more_points(qapp):
    drawn = pixmap("plus", LIGHT.text, 16, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (32, 2.0)


@pytest.mark.parametrize("make", [QPushButton, QAction], ids=["button", "action"])
def test_a_dressed_target_follows_the_theme(theme, make):
    target = make()
    dress(target, "plus", "text")
    theme.set_mode("dark")
    assert _ink(target.icon().pixmap(32, 32).toImage()) == DARK.text


def test_dressing_again_replaces_the_icon_and_follows_once(theme):
    target = QPushButton()
    dress(target, "plus", "text")
    dress(target, "close", "error")
    assert len(target.children()) == 1
    theme.set_mode("dark")
    assert _ink(target.icon().pixmap(32, 32).toImage()) == DARK.error


def test_an_icon_that_does_not_exist_is_refused(qapp):
    with pytest.raises(Exception, match="no-such-icon"):
        icon("no-such-icon", LIGHT)
