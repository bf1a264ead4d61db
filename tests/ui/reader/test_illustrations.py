"""Pictures that are in the project stand among the words of the reader."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from annotator.core.records import IMAGE_CHARACTER
from annotator.core.vocabulary import BlockKind
from annotator.session.illustrating import Illustration
from annotator.ui.reader.illustrations import TALLEST, Pictures
from tests.ui.reader.conftest import Show, Written, colours, picture

TEAL = "#008080"


def teal(width: int, height: int) -> Illustration:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(TEAL))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return Illustration(width, height, bytes(target.data().data()))


@pytest.mark.parametrize(
    ("size", "room", "zoom", "height"),
    [
        ((100, 50), 600, 1.0, 50),
        ((1_200, 400), 600, 1.0, 200),
        ((300, 1_000), 600, 1.0, TALLEST),
        ((100, 50), 600, 2.0, 100),
        ((100, 50), 50, 1.0, 25),
    ],
)
def test_a_picture_keeps_its_shape_and_fits_into_its_room(size: tuple[int, int], room: int, zoom: float, height: int):
    assert Pictures({3: teal(*size)}).heights(room, zoom)[3] == pytest.approx(height)


def written() -> Written:
    return Written().write("Before.").write(IMAGE_CHARACTER, BlockKind.IMAGE).write("Behind.")


def test_a_picture_is_painted_and_makes_room_for_itself(show: Show):
    view = show(written())
    before = view.document().size().height()
    view.set_illustrations({1: teal(120, 200)})
    assert view.document().size().height() > before + 100
    assert TEAL in colours(picture(view), view.viewport().rect())


def test_a_picture_that_cannot_be_decoded_is_named_in_its_place(show: Show):
    view = show(written())
    view.set_illustrations({1: Illustration(40, 30, b"no picture")})
    assert TEAL not in colours(picture(view), view.viewport().rect())


def test_a_picture_takes_less_room_in_a_narrower_pane(show: Show):
    view = show(written())
    view.resize(900, 600)
    view.set_illustrations({1: teal(900, 300)})
    wide = view.document().size().height()
    view.resize(420, 600)
    assert view.document().size().height() < wide
    assert TEAL in colours(picture(view), view.viewport().rect())


def test_another_source_does_not_inherit_the_pictures(show: Show):
    view = show(written())
    view.set_illustrations({1: teal(120, 100)})
    view.show_source(written().source())
    assert TEAL not in colours(picture(view), view.viewport().rect())
