"""Chapters, tags or actors against sources or tags: who says how much, and who is silent."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.compare.matrix import Grouping, Kind, Matrix, Measure
from annotator.core.errors import AnnotatorError
from annotator.core.records import StatementFilter
from annotator.exchange.files import safe_name
from annotator.exchange.table_file import CSV_SUFFIX, write_csv
from annotator.session.compare_session import COUNTED, Watched, Wish, read_matrix
from annotator.session.models.matrix_model import MatrixModel, TotalsModel, as_table, cell_phrase, head_words
from annotator.session.models.matrix_model import row_phrase, total_phrase
from annotator.ui.compare.matrix_copying import copied
from annotator.ui.compare.matrix_view import MatrixView
from annotator.ui.widgets import EmptyState, FilterField, PanelHead, push_button
from annotator.ui.widgets.delegates import AnyIndex
from annotator.ui.workspace import Shell
