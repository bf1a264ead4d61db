"""Where a statement stands, and who made it when, in words for the card and the status bar."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from annotator.core.dates import format_date
from annotator.core.records import Source, Statement


def locator_phrase(statement: Statement) -> str:
    """Say where in its source a statement stands: "paragraph 2"."""
    words = {
        "paragraph": _tr("paragraph {0}"),
        "page": _tr("page {0}"),
        "note": _tr("note {0}"),
        "caption": _tr("caption {0}"),
        "heading": _tr("heading {0}"),
        "image": _tr("image {0}"),
        "title": _tr("title"),
        "subtitle": _tr("subtitle"),
        "byline": _tr("byline"),
    }.get(statement.locator_kind, "")
    if "{0}" in words and not statement.locator:
        return ""
    return words.format(statement.locator)


def place_phrase(statement: Statement, source: Source | None) -> str:
    """Say source, date and place: "38 North, 29 Apr 2025, paragraph 2"."""
    parts = []
    if source is not None:
        parts.append(source.label)
        if source.published is not None:
            parts.append(format_date(source.published, short=True))
    parts.append(locator_phrase(statement))
    if statement.anchor_state == "lost":
        parts.append(_tr("in the earlier text"))
    return ", ".join(part for part in parts if part)


def made_phrase(statement: Statement, reviewer: str) -> str:
    """Say who highlighted a statement and when."""
    made = datetime.fromtimestamp(statement.created / 1000)
    time = made.strftime("%H:%M")
    who = reviewer or _tr("Somebody")
    if made.date() == datetime.now().date():
        return _tr("{0} highlighted it today {1}").format(who, time)
    day = f"{made.day} {made:%b %Y}"
    return _tr("{0} highlighted it on {1} {2}").format(who, day, time)


def _tr(words: str) -> str:
    return QCoreApplication.translate("place", words)
