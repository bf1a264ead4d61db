"""The timeline as a picture or a table, for the clipboard or a file."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

from annotator.core.compare.timeline import Timeline, TimelineWish
from annotator.core.errors import AnnotatorError
from annotator.core.timeline_scale import Scale
from annotator.exchange.table_file import CSV_SUFFIX, write_csv
from annotator.session.timeline_session import timeline_table
from annotator.ui.compare.drawing import PNG_SUFFIX, SVG_SUFFIX, as_image, write_drawing
from annotator.ui.compare.files import asked_file, say_written
from annotator.ui.compare.timeline_layout import GUTTER, HEAD, Layout
from annotator.ui.compare.timeline_legend import LEGEND_HEIGHT, paint_legend
from annotator.ui.compare.timeline_painting import INSET, Painter
from annotator.ui.compare.timeline_places import Seen
from annotator.ui.theme import Step, colour, interface_font
from annotator.ui.tokens import LIGHT
from annotator.ui.workspace import Shell

# What a page across can show so that its words are still read.
MOST_WIDTH, MOST_HEIGHT, TITLE = 1_700, 2_400, 34
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


class TimelineDrawing:
    """The timeline on paper: light, the stretch of time that is seen, all its rows that a page holds."""

    def __init__(self, timeline: Timeline, scale: Scale, seen: Seen, title: str) -> None:
        titles = _tr("Positions"), _tr("Events"), _tr("No date")
        width = min(float(MOST_WIDTH), seen.width)
        self._layout = Layout(timeline, scale, width, titles)
        height = min(float(MOST_HEIGHT), self._layout.height)
        self._seen = Seen(seen.x, 0.0, width, height, seen.first_undated)
        self._title = title
        self.size = QSize(int(GUTTER + width + INSET), int(TITLE + HEAD + height + LEGEND_HEIGHT))

    def paint(self, painter: QPainter) -> None:
        """Draw all of it."""
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), colour(LIGHT.base))
        painter.setFont(interface_font(Step.DIALOG, QFont.Weight.DemiBold))
        painter.setPen(colour(LIGHT.text))
        painter.drawText(QRectF(INSET, 0, self.size.width(), TITLE), _MIDDLE, self._title)
        painter.save()
        painter.translate(0, TITLE)
        Painter(painter, self._layout, self._seen, LIGHT).paint()
        painter.restore()
        top = self.size.height() - LEGEND_HEIGHT
        legend = QRectF(0, top, self.size.width(), LEGEND_HEIGHT)
        painter.fillRect(QRectF(0, top, self.size.width(), 1), colour(LIGHT.line))
        paint_legend(painter, legend, self._layout.timeline, LIGHT)


def copy_picture(shell: Shell, drawing: TimelineDrawing) -> None:
    """Put the picture on the clipboard."""
    QGuiApplication.clipboard().setImage(as_image(drawing))
    shell.toast(_tr("Copied the timeline as a picture."))


def export_picture(shell: Shell, parent: QWidget, drawing: TimelineDrawing) -> None:
    """Ask for a file and draw the timeline into it."""
    pattern = _tr("Picture (*.png);;Drawing (*.svg)")
    title = _tr("Export the timeline as a picture")
    target = asked_file(shell, parent, title, _tr("Timeline"), pattern, (PNG_SUFFIX, SVG_SUFFIX))
    if target is None:
        return
    try:
        write_drawing(target, drawing)
    except AnnotatorError as error:
        shell.say_error(error)
    else:
        say_written(shell, target)


def export_table(shell: Shell, parent: QWidget, wish: TimelineWish) -> None:
    """Ask for a file and write the statements with their dates into it, in the background."""
    title = _tr("Export the timeline as a table")
    target = asked_file(shell, parent, title, _tr("Timeline"), _tr("Table (*.csv)"), (CSV_SUFFIX,))
    if target is not None:
        shell.session.jobs.run(
            _tr("Exporting the timeline"),
            lambda context: write_csv(target, timeline_table(context.open_reader(), wish)),
            on_done=lambda _: say_written(shell, target),
            on_failed=shell.say_error,
        )


def _tr(words: str) -> str:
    return QCoreApplication.translate("timeline", words)
