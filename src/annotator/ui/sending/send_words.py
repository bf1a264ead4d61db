"""What is said of a copy: what will go in, what went in, and how large it is."""

from PySide6.QtCore import QCoreApplication

from annotator.session.sending_session import Holdings
from annotator.store.sending import SendingWish, Sent


def going_words(held: Holdings, wish: SendingWish, *, their_name: str = "", is_blind: bool = False) -> str:
    """Say in one line what will go in."""
    things = _things(held.sources, None if is_blind else held.statements, held.chapters)
    if their_name:
        words = _tr("Only what {0} lacks of {1}").format(their_name, things)
    elif wish.is_clean:
        words = _tr("{0}, without names and history").format(things)
    else:
        words = _tr("{0}, with their whole history").format(things)
    return words if wish.with_originals else _tr("{0}; without the originals").format(words)


def sent_words(sent: Sent, *, is_blind: bool = False) -> str:
    """Say what was written: "park.annotator, 4.5 MB: 50 sources, 1,000 statements"."""
    parts = [counted_sources(sent.sources)]
    if not is_blind:
        parts.append(counted_statements(sent.statements))
    return _tr("{0}, {1}: {2}").format(sent.path.name, size_words(sent.size), ", ".join(parts))


def size_words(size: int) -> str:
    """Say a number of bytes as mail programs do."""
    if size < 1_000_000:
        return _tr("{0} KB").format(f"{size / 1_000:,.0f}")
    return _tr("{0} MB").format(f"{size / 1_000_000:,.1f}")


def counted_sources(count: int) -> str:
    """Count sources in words."""
    return _tr("1 source") if count == 1 else _tr("{0} sources").format(f"{count:,}")


def counted_statements(count: int) -> str:
    """Count statements in words."""
    return _tr("1 statement") if count == 1 else _tr("{0} statements").format(f"{count:,}")


def _things(sources: int, statements: int | None, chapters: int) -> str:
    """Name what is in a copy; while the project is worked on blind, how many statements others made is not told."""
    titles = _tr("1 chapter") if chapters == 1 else _tr("{0} chapters").format(f"{chapters:,}")
    said = _tr("every reviewer’s statements") if statements is None else counted_statements(statements)
    return _tr("{0}, {1} and {2}").format(counted_sources(sources), said, titles)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Sending", words)
