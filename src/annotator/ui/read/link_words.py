"""How links between statements are called and marked, as seen from the statement that is looked at."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetricsF

from annotator.core.records import Link, Statement
from annotator.core.vocabulary import LINK_KINDS, SYMMETRIC_LINKS
from annotator.store.reader import Reader

# What stands against a statement is seen first.
LINK_ORDER = ("contradicts", "supports", "repeats", "responds")
LINK_ICONS = {
    "supports": "check",
    "contradicts": "not-equal-variant",
    "repeats": "repeat",
    "responds": "reply-outline",
}
LINK_TONES = {"supports": "success", "contradicts": "warn"}


@dataclass(frozen=True, slots=True)
class SeenLink:
    """A link from the side of one of its statements; `other` stands at the other end."""

    link: Link
    other: Statement
    is_from: bool

    @property
    def words(self) -> str:
        """What the statement is to the other."""
        return link_words(self.link.kind, is_from=self.is_from)


def fitted_place(words: str, locator: str, metrics: QFontMetricsF, width: float) -> str:
    """Shorten words to a width, but keep the place in the source that stands behind them."""
    tail = f" {locator}" if locator else ""
    room = max(0.0, width - metrics.horizontalAdvance(tail))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) + tail


def kind_typed(typed: str) -> tuple[str, str]:
    """Give the kind that typed words begin with, as in "contra: 17", and what stands behind it; or "" and all."""
    head, colon, rest = typed.partition(":")
    wanted = head.strip().casefold()
    if colon and wanted:
        for kind in LINK_KINDS:
            if link_words(kind).casefold().startswith(wanted):
                return kind, rest.lstrip()
    return "", typed


def seen_links(reader: Reader, statement_uid: str) -> list[SeenLink]:
    """Give the links of a statement as they are seen from it, what contradicts it first."""
    links = reader.links_of(statement_uid)
    others = {each.uid: each for each in reader.statements_by_uid([link.other(statement_uid) for link in links])}
    found = [
        SeenLink(link, others[link.other(statement_uid)], link.from_uid == statement_uid)
        for link in links
        if link.other(statement_uid) in others
    ]

    def place(each: SeenLink) -> tuple[int, bool, int]:
        # Which end a symmetric link has first is chance.
        is_to = not each.is_from and each.link.kind not in SYMMETRIC_LINKS
        return LINK_ORDER.index(each.link.kind), is_to, each.other.number

    return sorted(found, key=place)


def link_words(kind: str, *, is_from: bool = True) -> str:
    """Say what a statement is to the other one: "Supports", or from the other end "Supported by"."""
    words = {
        ("supports", True): QCoreApplication.translate("link", "Supports"),
        ("supports", False): QCoreApplication.translate("link", "Supported by"),
        ("contradicts", True): QCoreApplication.translate("link", "Contradicts"),
        ("repeats", True): QCoreApplication.translate("link", "Repeats"),
        ("responds", True): QCoreApplication.translate("link", "Responds to"),
        ("responds", False): QCoreApplication.translate("link", "Answered by"),
    }
    return words.get((kind, is_from)) or words.get((kind, True), kind)
