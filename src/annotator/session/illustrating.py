"""The pictures of a text, made small enough to be kept while it is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from annotator.core.errors import AnnotatorError
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.store.reader import Reader

# The widest line of a large window at twice the points; what is larger would only fill the memory.
LONGEST_SIDE = 1_400
MOST_PICTURES = 200


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture as it is shown: its natural size in pixels, and its bytes, which may be of a smaller copy."""

    width: int
    height: int
    data: bytes

    def image(self) -> QImage:
        """Decode it; some milliseconds."""
        return QImage.fromData(self.data)


def illustrations(
    reader: Reader, blocks: Sequence[Block], check: Callable[[], object] = lambda: None
) -> dict[int, Illustration]:
    """Give the pictures that are in the project by the index of their blocks; `check` may raise to leave.

    One that cannot be read, or that would fill the memory, is left out, and the reader says what it is instead.
    """
    found: dict[int, Illustration] = {}
    known: dict[str, Illustration | None] = {}
    for index, sha256 in pictured(blocks).items():
        check()
        if sha256 not in known:
            known[sha256] = _read(reader, sha256)
        picture = known[sha256]
        if picture is not None:
            found[index] = picture
    return found


def pictured(blocks: Sequence[Block]) -> Mapping[int, str]:
    """Give the blocks that show a picture which is in the project, by their index, with its SHA-256."""
    found = {
        index: str(block.attributes["sha256"])
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.IMAGE and block.attributes.get("sha256")
    }
    return dict(list(found.items())[:MOST_PICTURES])


def _read(reader: Reader, sha256: str) -> Illustration | None:
    try:
        data = reader.blob(sha256)
    except AnnotatorError:  # an extract may come without its pictures
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    decoder = QImageReader(buffer)
    decoder.setAutoTransform(True)
    size = decoder.size()
    if not size.isValid() or size.isEmpty():
        return None
    if max(size.width(), size.height()) <= LONGEST_SIDE:
        return Illustration(size.width(), size.height(), data)
    small = size.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
    decoder.setScaledSize(small)
    image = decoder.read()
    return None if image.isNull() else Illustration(image.width(), image.height(), _packed(image))


def _packed(image: QImage) -> bytes:
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG" if image.hasAlphaChannel() else "JPG", 85)  # type: ignore[call-overload]
    return bytes(target.data().data())
