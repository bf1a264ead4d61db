"""When something was done, as people say it."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication


def moment_words(at_ms: int) -> str:
    """Say a time (milliseconds since 1970, UTC) in this computer's own: "today 10:41", "20 Nov 16:30"."""
    moment, now = datetime.fromtimestamp(at_ms / 1000), datetime.now()
    time = f"{moment:%H:%M}"
    if moment.date() == now.date():
        return QCoreApplication.translate("moment", "today {0}").format(time)
    if moment.date() == (now - timedelta(days=1)).date():
        return QCoreApplication.translate("moment", "yesterday {0}").format(time)
    if moment.year == now.year:
        return f"{moment.day} {moment:%b} {time}"
    return f"{moment.day} {moment:%b %Y} {time}"
