"""The small widgets that every panel is put together from."""

from annotator.ui.widgets.badges import AddChip, Badge, Chip, badge_width, paint_badge
from annotator.ui.widgets.buttons import EnterPresses, push_button
from annotator.ui.widgets.delegates import (
    LIST_ROW,
    PALETTE_ROW,
    TABLE_ROW,
    TREE_ROW,
    RowDelegate,
    make_dense,
)
from annotator.ui.widgets.empty import EmptyState
from annotator.ui.widgets.fields import FilterField, HintedField
from annotator.ui.widgets.file_foot import FileFoot, file_words
from annotator.ui.widgets.heads import PanelHead
from annotator.ui.widgets.labels import ElidedLabel, label, line, repolish
from annotator.ui.widgets.messages import MessageBar
from annotator.ui.widgets.progress import ProgressStrip
from annotator.ui.widgets.swatches import SWATCH_SIDE, Swatch, paint_swatch, swatch_icon, tag_colour
from annotator.ui.widgets.switch import Segment, SegmentedSwitch
from annotator.ui.widgets.toasts import Toast

__all__ = [
    "LIST_ROW",
    "PALETTE_ROW",
    "SWATCH_SIDE",
    "TABLE_ROW",
    "TREE_ROW",
    "AddChip",
    "Badge",
    "Chip",
    "ElidedLabel",
    "EmptyState",
    "EnterPresses",
    "FileFoot",
    "FilterField",
    "HintedField",
    "MessageBar",
    "PanelHead",
    "ProgressStrip",
    "RowDelegate",
    "Segment",
    "SegmentedSwitch",
    "Swatch",
    "Toast",
    "badge_width",
    "file_words",
    "label",
    "line",
    "make_dense",
    "paint_badge",
    "paint_swatch",
    "push_button",
    "repolish",
    "swatch_icon",
    "tag_colour",
]
