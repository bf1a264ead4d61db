"""Who else says this, as an answer to read: how alike a passage is, and which sources are of one origin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from annotator.core.records import Source, Statement

# Shares of the score that a sentence has against itself. They were read off the sample and a set of news articles:
# from a half on two sentences report one thing, below a seventh they share names and nothing else.
_MUCH, _SOME, _LITTLE = 0.5, 0.3, 0.15


class Alike(IntEnum):
    """How alike two passages are, no finer than a reader would agree with."""

    LITTLE = 1
    SOME = 2
    MUCH = 3


class Sharing(StrEnum):
    """What sources that stand together in an answer have in common."""

    NOTHING = ""
    ORIGIN = "origin"
    OWN_ORIGIN = "own origin"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class AlikePassage:
    """A sentence of another source, its place, and the statement that stands there already, or None.

    `marks` are the spans in `text` of the words that it shares with what was asked.
    """

    source: Source
    revision_uid: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]
    alike: Alike
    locator_kind: str
    locator: int
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Passages whose sources have something in common, the most alike first; `name` is that of a common origin."""

    sharing: Sharing
    passages: tuple[AlikePassage, ...]
    name: str = ""


def how_alike(score: float, own_score: float) -> Alike | None:
    """Put a score beside the one that the words have against themselves; None where it says nothing alike."""
    share = score / own_score if own_score > 0 else 0.0
    levels = ((_MUCH, Alike.MUCH), (_SOME, Alike.SOME), (_LITTLE, Alike.LITTLE))
    return next((level for least, level in levels if share >= least), None)


def count_origins(source_uids: Iterable[str], own_uid: str, origins: Mapping[str, str]) -> tuple[int, int]:
    """Count other sources, and their origins other than the own one; `origins` are from `origin_keys`."""
    others = {uid for uid in source_uids if uid != own_uid}
    keys = {origins.get(uid, uid) for uid in others}
    return len(others), len(keys - {origins.get(own_uid, own_uid)})


def grouped(
    passages: Sequence[AlikePassage],
    own_uid: str,
    origins: Mapping[str, str],
    likely: Iterable[tuple[str, str]] = (),
) -> list[Group]:
    """Put passages of one origin together, behind those that stand alone; what is of the own origin comes last.

    `likely` are pairs of sources whose texts are so alike that they may be of one origin that nobody has named yet.
    """
    own = origins.get(own_uid, own_uid)
    sources = list(dict.fromkeys(each.source.uid for each in passages))
    keys = {uid: origins.get(uid, uid) for uid in sources}
    together = _joined([own_uid, *sources], likely)
    made: dict[tuple[Sharing, str], list[AlikePassage]] = {}
    for each in passages:
        uid = each.source.uid
        if keys[uid] == own:
            place = (Sharing.OWN_ORIGIN, "")
        elif sum(key == keys[uid] for key in keys.values()) > 1:
            place = (Sharing.ORIGIN, keys[uid])
        elif sum(other == together[uid] for other in together.values()) > 1:
            place = (Sharing.PERHAPS, together[uid])
        else:
            place = (Sharing.NOTHING, "")
        made.setdefault(place, []).append(each)
    order = [Sharing.NOTHING, Sharing.ORIGIN, Sharing.PERHAPS, Sharing.OWN_ORIGIN]
    found = sorted(made.items(), key=lambda item: order.index(item[0][0]))
    return [Group(sharing, tuple(each), _name(sharing, each)) for (sharing, _), each in found]


def _joined(uids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give each source one of those that it hangs together with, the same for all of them."""
    heads = {uid: uid for uid in uids}
    for one, other in pairs:
        if one in heads and other in heads and heads[one] != heads[other]:
            old, new = heads[other], heads[one]
            heads = {uid: new if head == old else head for uid, head in heads.items()}
    return heads


def _name(sharing: Sharing, passages: Sequence[AlikePassage]) -> str:
    """Name an origin as its sources spell it, or as the source that the others name is called."""
    if sharing is not Sharing.ORIGIN:
        return ""
    named = (each.source.origin for each in passages if each.source.origin)
    return next(named, passages[0].source.label)
