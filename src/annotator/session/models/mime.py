"""What can be dragged from one panel to another, and how it is written down."""

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData

STATEMENTS = "application/x-annotator-statements"
TAG = "application/x-annotator-tag"
CHAPTER = "application/x-annotator-chapter"
CHAPTER_ITEMS = "application/x-annotator-chapter-items"


def dragged_uids(data: QMimeData, kind: str) -> list[str]:
    """Read a list of uids from what is dragged; what is not ours is nothing."""
    if not data.hasFormat(kind):
        return []
    try:
        read = json.loads(bytes(data.data(kind).data()).decode())
    except ValueError:
        return []
    return [each for each in read if isinstance(each, str)] if isinstance(read, list) else []


def put_uids(data: QMimeData, kind: str, uids: Sequence[str]) -> None:
    """Write a list of uids into what is dragged."""
    data.setData(kind, json.dumps(list(uids)).encode())
