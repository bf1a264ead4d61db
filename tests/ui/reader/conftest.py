"""A reading view on a small text of one's own making."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.records import Block, Highlight, Source, Tag
from annotator.core.vocabulary import TAG_COLOURS, BlockKind
from annotator.ui.reader.view import PaneSource, ReaderView
from annotator.ui.theme import Theme

TAGS = {name: Tag(name, f"tag {name}", name, "", None, "a") for name in TAG_COLOURS}


@dataclass
class Written:
    """A text under construction; `write` gives the span of what it adds."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)

    def write(self, words: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> "Written":
        if self.blocks:
            self.text += "\n"
        start = len(self.text)
        self.text += words
        self.blocks.append(Block(kind, start, len(self.text), **more))
        return self

    def span(self, words: str) -> tuple[int, int]:
        start = self.text.index(words)
        return start, start + len(words)

    def highlight(self, uid: str, words: str, *tags: str) -> Highlight:
        return Highlight(uid, *self.span(words), tags)

    def source(self, highlights: Sequence[Highlight] = (), uid: str = "s") -> PaneSource:
        record = Source(uid, "f.txt", "A title", "", "Post", "", None, "en", "", "B", "", "r", "o", 1, {})
        return PaneSource(record, self.text, tuple(self.blocks), tuple(highlights), TAGS)


Show = Callable[..., ReaderView]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    """Give a function that shows what was written, with highlights, in a view of 640 by 600."""
    theme = Theme()
    theme.set_mode("light")
    theme.apply(qapp)

    def make(written: Written, *highlights: Highlight) -> ReaderView:
        view = ReaderView()
        qtbot.addWidget(view)
        view.resize(640, 600)
        view.show_source(written.source(highlights))
        view.show()
        QApplication.processEvents()
        return view

    return make


def point_at(view: ReaderView, at: int, across: float = 0.5) -> QPoint:
    """Give a point over a character; `across` is how far from its left edge to its right."""
    left, right = view.span_rect(at, at).left(), view.span_rect(at, at + 1).right()
    return QPoint(round(left + (right - left) * across), round(view.span_rect(at, at).center().y()))


def click(qtbot: QtBot, view: ReaderView, point: QPoint) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def picture(view: ReaderView) -> QImage:
    return view.viewport().grab().toImage()


def colours(image: QImage, rect: QRect) -> set[str]:
    inside = rect.intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right() + 1)
        for y in range(inside.top(), inside.bottom() + 1)
    }
