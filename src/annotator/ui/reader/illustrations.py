"""Pictures among the words: how much room each takes, and painting them when they come into sight."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from annotator.core.records import Block
from annotator.session.illustrating import Illustration
from annotator.ui.reader import painting
from annotator.ui.reader.document import BOX_LINES, image_words
from annotator.ui.tokens import Tokens

TALLEST = 340
# As many decoded pictures are kept as stand on a screen or two.
MOST_DECODED = 12


class Pictures:
    """The pictures of one text, by the index of their blocks."""

    def __init__(self, shown: Mapping[int, Illustration] | None = None) -> None:
        self._shown = dict(shown or {})
        self._decoded: dict[int, QImage] = {}

    def heights(self, room: float, zoom: float) -> dict[int, float]:
        """Give how tall each picture is where lines can be so wide."""
        return {index: _fitted(picture, room, zoom).height() for index, picture in self._shown.items()}

    def paint(
        self, painter: QPainter, blocks: Sequence[Block], index: int, box: QRectF, zoom: float, tokens: Tokens
    ) -> None:
        """Paint a picture at the left of its box, or words in its place where it is not here."""
        picture = self._shown.get(index)
        image = self._image(index) if picture is not None else QImage()
        if picture is None or image.isNull():
            box.setHeight(BOX_LINES["image"] * zoom)
            painting.paint_image(painter, box, image_words(blocks, index), tokens)
            return
        target = QRectF(box.topLeft(), _fitted(picture, box.width(), zoom))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(target)

    def _image(self, index: int) -> QImage:
        image = self._decoded.pop(index, None)
        if image is None:
            image = self._shown[index].image()
            while len(self._decoded) >= MOST_DECODED:
                del self._decoded[next(iter(self._decoded))]
        self._decoded[index] = image
        return image


def _fitted(picture: Illustration, room: float, zoom: float) -> QSizeF:
    """Give a picture's size on the page: its own, unless that is wider than the lines or taller than a screen."""
    size = QSizeF(picture.width, picture.height) * zoom
    largest = QSizeF(max(room, 1.0), TALLEST * zoom)
    if size.width() <= largest.width() and size.height() <= largest.height():
        return size
    return size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio)
