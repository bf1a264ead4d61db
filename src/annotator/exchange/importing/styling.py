"""What the styles of a word processor say that a paragraph is, whatever language their names are in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.docx.roles import HEADINGS, OTHER_NAMES, Role
from annotator.exchange.docx.style_names import LOCALISED_NAMES

DEEPEST_HEADING = 6
DEEPEST_LIST = 9
# Word's second style for quotations, and what LibreOffice calls its own styles.
_MORE_NAMES: dict[Role, str] = {
    Role.QUOTATION: "Intense Quote;Intensives Zitat;Citation intense;Cita destacada;Citazione intensa;Duidelijk citaat;"
    "Выделенная цитата;강한 인용;引用文 2;明显引用;鮮明引文",
    Role.CAPTION: "Illustration;Figure;Drawing;Abbildung",
    Role.CONTENTS_1: "Contents 1;Contents 2;Contents 3;Contents 4;Contents 5;table of figures;toc 5;toc 6;toc 7;toc 8;"
    "toc 9",
}
_DEEP_HEADING = re.compile(r"^heading [7-9]$")


@dataclass(frozen=True, slots=True)
class Manner:
    """What a paragraph is: its kind, its level in headings and lists, and why it is folded, or ""."""

    kind: BlockKind
    level: int = 0
    fold: str = ""


PLAIN = Manner(BlockKind.PARAGRAPH)


def heading(level: int) -> Manner:
    """Give the manner of a heading; levels that articles do not have count as the deepest they do."""
    return Manner(BlockKind.HEADING, min(max(level, 1), DEEPEST_HEADING))


def list_item(level: int) -> Manner:
    """Give the manner of an item of a list, from 1."""
    return Manner(BlockKind.LIST_ITEM, min(max(level, 1), DEEPEST_LIST))


def manner_of(names: Iterable[str]) -> Manner | None:
    """Tell what a style is for by its name, else by the names of those that it is based on; None where none says."""
    for name in names:
        plain = " ".join(name.casefold().split())
        if known := _manners().get(plain):
            return known
        if _DEEP_HEADING.match(plain):
            return heading(DEEPEST_HEADING)
    return None


@cache
def _manners() -> dict[str, Manner]:
    contents = Manner(BlockKind.PARAGRAPH, fold=FoldReason.BOILERPLATE)
    by_role = {
        Role.TITLE: Manner(BlockKind.TITLE, 1),
        Role.SUBTITLE: Manner(BlockKind.SUBTITLE),
        Role.QUOTATION: Manner(BlockKind.QUOTE),
        Role.CAPTION: Manner(BlockKind.CAPTION),
        **{role: heading(level) for level, role in enumerate(HEADINGS, 1)},
        **dict.fromkeys(
            (Role.CONTENTS_HEADING, Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3, Role.CONTENTS_BACK), contents
        ),
    }
    manners: dict[str, Manner] = {}
    for role, manner in by_role.items():
        more = _MORE_NAMES.get(role, "").split(";")
        for name in (role.value, *OTHER_NAMES.get(role, ()), *LOCALISED_NAMES.get(role, ()), *more):
            manners.setdefault(name.casefold(), manner)
    manners.pop("", None)
    return manners
