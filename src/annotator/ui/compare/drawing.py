"""A drawing as a file or on the clipboard: light, whole, and sharp at print size."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from annotator.exchange.files import replace_file

SVG_SUFFIX, PNG_SUFFIX = ".svg", ".png"
PRINT_DPI, SCREEN_DPI = 300, 96


class Drawing(Protocol):
    """Something that can draw itself, in pixels of the screen."""

    @property
    def size(self) -> QSize:
        """How large it is."""

    def paint(self, painter: QPainter) -> None:
        """Draw all of it."""


def as_image(drawing: Drawing) -> QImage:
    """Draw it in dots at print size."""
    scale = PRINT_DPI / SCREEN_DPI
    image = QImage(drawing.size * scale, QImage.Format.Format_RGB32)
    # Fonts are measured for the screen, and the painter makes all of it larger at once.
    image.setDevicePixelRatio(scale)
    _paint(drawing, image)
    # Said only now: a painter would make letters larger for it a second time.
    for say in (image.setDotsPerMeterX, image.setDotsPerMeterY):
        say(round(PRINT_DPI / 0.0254))
    return image


def write_drawing(target: Path, drawing: Drawing) -> None:
    """Write it, by the file's ending as lines or as dots.

    Raises:
        EnvironmentFaultError: the file cannot be written there.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if target.suffix.casefold() == SVG_SUFFIX:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(drawing.size)
        generator.setViewBox(QRectF(0, 0, drawing.size.width(), drawing.size.height()))
        generator.setResolution(SCREEN_DPI)
        _paint(drawing, generator)
    else:
        QImageWriter(buffer, QByteArray(b"png")).write(as_image(drawing))
    replace_file(target, bytes(buffer.data().data()))


def _paint(drawing: Drawing, device: QImage | QSvgGenerator) -> None:
    painter = QPainter(device)
    try:
        drawing.paint(painter)
    finally:
        painter.end()
