"""What one statement is linked to, and what that is linked to in turn."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.reading import Reading
from annotator.core.records import Link, Statement

STEPS, MOST = 2, 30
# What stands against a statement comes first where not all can be shown.
_ORDER = ("contradicts", "supports", "repeats", "responds")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statement in a neighbourhood: how many links it is away, and over which other one it came in.

    `hidden` is how many more statements it is linked to that are not shown. The middle has no `parent_uid`.
    """

    statement: Statement
    step: int
    parent_uid: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A statement with what is linked to it, the middle first, and the links between all that are shown."""

    neighbours: tuple[Neighbour, ...]
    links: tuple[Link, ...]


def neighbourhood(reading: Reading, statement_uid: str, steps: int = STEPS, most: int = MOST) -> Neighbourhood | None:
    """Gather what a statement is linked to over so many steps, `most` statements in all; None where it is gone."""
    if not reading.statements_by_uid([statement_uid]):
        return None
    places: dict[str, tuple[int, str]] = {statement_uid: (0, "")}
    links_of: dict[str, list[Link]] = {}
    waiting = [statement_uid]
    for uid in waiting:
        step = places[uid][0]
        links_of[uid] = sorted(reading.links_of(uid), key=lambda link: (_ORDER.index(link.kind), link.uid))
        for other in _others(links_of[uid], uid) if step < steps else ():
            if other not in places and len(places) < most:
                places[other] = (step + 1, uid)
                waiting.append(other)
    found = {each.uid: each for each in reading.statements_by_uid(list(places))}
    neighbours = tuple(
        Neighbour(found[uid], *place, sum(other not in found for other in _others(links_of[uid], uid)))
        for uid, place in places.items()
        if uid in found
    )
    links = {link.uid: link for each in links_of.values() for link in each}
    shown = tuple(link for link in links.values() if link.from_uid in found and link.to_uid in found)
    return Neighbourhood(neighbours, shown)


def _others(links: Sequence[Link], uid: str) -> list[str]:
    """Give the other ends of links, each once."""
    return list(dict.fromkeys(link.other(uid) for link in links))
