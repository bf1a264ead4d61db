"""The pictures of a text are read for the reader, and made small enough to be kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from annotator.core import edits
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import article_from_bytes
from annotator.session.illustrating import LONGEST_SIDE, illustrations, pictured
from annotator.store.project import ProjectStore

ME = "a" * 32


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(target, "PNG")
    return bytes(target.data().data())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    made = ProjectStore.create(tmp_path / "p.annotator", "A test")
    yield made
    made.close()


def shown(store: ProjectStore, folder: Path, pictures: dict[str, bytes]) -> dict[int, tuple[int, int]]:
    """Import an article with pictures beside it, and give the sizes of those that are shown, by block."""
    for name, data in pictures.items():
        (folder / name).write_bytes(data)
    text = "# The ferry\n\nIt was late.\n\n" + "\n\n".join(f"![{name}]({name})" for name in pictures)
    new = edits.add_source(store.uid, article_from_bytes(text.encode(), "ferry.md", folder))
    store.apply(new.drafts, ME, blobs=new.blobs)
    blocks = store.reader.blocks(new.revision_uid)
    found = illustrations(store.reader, blocks)
    assert all(not picture.image().isNull() for picture in found.values())
    return {index: (picture.width, picture.height) for index, picture in found.items()}


def test_a_small_picture_is_shown_as_it_is(store: ProjectStore, tmp_path: Path):
    assert list(shown(store, tmp_path, {"a.png": png(40, 30)}).values()) == [(40, 30)]


def test_a_large_picture_is_made_smaller_in_its_own_shape(store: ProjectStore, tmp_path: Path):
    assert list(shown(store, tmp_path, {"a.png": png(3_000, 1_500)}).values()) == [(LONGEST_SIDE, LONGEST_SIDE // 2)]


def test_a_picture_that_cannot_be_read_is_left_out(store: ProjectStore, tmp_path: Path):
    broken = png(40, 30)[:30] + b"\x00" * 40
    assert len(shown(store, tmp_path, {"a.png": broken[:20], "b.png": png(10, 10)})) == 1


def test_an_image_on_the_web_has_no_picture():
    block = Block(BlockKind.IMAGE, 0, 1, attributes={"url": "https://harbour.example/a.png"})
    assert pictured([block]) == {}
