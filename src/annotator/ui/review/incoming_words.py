"""What came in, in words: who, what and how much."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotator.store.arrivals import Arrival
from annotator.ui.review.moments import moment_words

# The kinds of things that people count, in the order in which they are said.
KINDS = ("statement", "tag", "source", "chapter", "prose", "placement", "link", "note", "actor")


def badge_words(arrival: Arrival) -> tuple[str, str, str]:
    """Give the words, the state and the icon of an arrival's badge."""
    if arrival.to_settle:
        return _tr("{0} to settle").format(f"{arrival.to_settle:,}"), "warn", "call-split"
    return _tr("All settled"), "success", "check"


def count_words(arrival: Arrival, most: int = 2) -> str:
    """Say how much came in: "41 statements, 6 tags"; where nothing was new, how many changes."""
    said = new_words(arrival.new, most)
    if said:
        return said
    count = arrival.change_count
    return _tr("1 change") if count == 1 else _tr("{0} changes").format(f"{count:,}")


def new_words(new: Mapping[str, int], most: int = len(KINDS)) -> str:
    """Say what is new, at most so many kinds of it; "" for nothing."""
    return ", ".join([counted(kind, new[kind]) for kind in KINDS if new.get(kind)][:most])


def counted(kind: str, count: int) -> str:
    """Say how many of one kind of thing."""
    one, many = {
        "statement": (_tr("1 statement"), _tr("{0} statements")),
        "tag": (_tr("1 tag"), _tr("{0} tags")),
        "source": (_tr("1 source"), _tr("{0} sources")),
        "chapter": (_tr("1 chapter"), _tr("{0} chapters")),
        "prose": (_tr("1 passage"), _tr("{0} passages")),
        "placement": (_tr("1 placed"), _tr("{0} placed")),
        "link": (_tr("1 link"), _tr("{0} links")),
        "note": (_tr("1 note"), _tr("{0} notes")),
        "actor": (_tr("1 actor"), _tr("{0} actors")),
    }.get(kind, (_tr("1 other"), _tr("{0} others")))
    return one if count == 1 else many.format(f"{count:,}")


def heading_of(kind: str) -> str:
    """Name a count of new things: "New statements"."""
    return {
        "statement": _tr("New statements"),
        "tag": _tr("New tags"),
        "source": _tr("New sources"),
        "chapter": _tr("New chapters"),
        "prose": _tr("New passages of prose"),
        "placement": _tr("Newly placed in chapters"),
        "link": _tr("New links"),
        "note": _tr("New notes"),
        "actor": _tr("New actors"),
    }[kind]


def origin_words(arrival: Arrival) -> str:
    """Say by which way it came: the merged files, or the shared file."""
    return ", ".join(arrival.files) if arrival.is_merge else _tr("shared file")


def people_words(arrival: Arrival) -> str:
    """Name who did it: one, two, or one and how many others."""
    names = [name for name in arrival.people if name] or [_tr("Somebody")]
    if len(names) > 2:
        return _tr("{0} and {1} others").format(names[0], len(names) - 1)
    return _tr("{0} and {1}").format(*names) if len(names) == 2 else names[0]


def said(arrival: Arrival) -> str:
    """Say an arrival in one sentence, for a screen reader."""
    parts = [people_words(arrival), origin_words(arrival), moment_words(arrival.at), count_words(arrival, len(KINDS))]
    return ", ".join([*parts, badge_words(arrival)[0]])


def work_words(changes: Mapping[str, int]) -> str:
    """Say on what somebody worked, by how many changes: "statements 62, tags 9"."""
    names = {
        "statement": _tr("statements"),
        "tag": _tr("tags"),
        "source": _tr("sources"),
        "chapter": _tr("chapters"),
        "prose": _tr("prose"),
        "placement": _tr("placing"),
        "link": _tr("links"),
        "note": _tr("notes"),
        "actor": _tr("actors"),
    }
    parts = [f"{names[kind]} {changes[kind]:,}" for kind in KINDS if changes.get(kind)]
    # Whoever works in a project for the first time joins it; that alone is no work.
    rest = sum(count for kind, count in changes.items() if kind not in names and kind != "reviewer")
    return ", ".join([*parts, *([_tr("other {0}").format(f"{rest:,}")] if rest else [])])


def _tr(words: str) -> str:
    return QCoreApplication.translate("incoming", words)
