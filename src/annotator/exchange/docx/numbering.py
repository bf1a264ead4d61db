"""The numbers of headings: Word counts them itself, and is told only where the outline's numbers do not follow."""

from dataclasses import dataclass

_LEVELS = 9
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'


@dataclass(frozen=True, slots=True)
class HeadingList:
    """The multilevel list that numbers a template's headings.

    `style_list` is the list instance that the heading styles themselves name, or 0 where they have no numbers of
    their own; `first_free` is the first instance number that is not taken.
    """

    definition: int
    style_list: int
    first_free: int


class ChapterNumbers:
    """Give each heading the list instance that makes Word count to the outline's number.

    As long as the outline goes on as Word would count, one instance does for all. Where a chapter is left out, the
    next one opens an instance with its own start at every level. An instance may count on only at levels at which
    its start has been used, because Word takes a start again at the first use of a level.
    """

    def __init__(self, headings: HeadingList) -> None:
        self._headings = headings
        self._current = headings.style_list
        self._counts: list[int] = []
        self._fresh_levels: set[int] = set()
        self._opened: list[str] = []

    @property
    def instances(self) -> str:
        """The list instances that were opened, as XML for the end of the numbering part."""
        return "".join(self._opened)

    def properties(self, number: str, level: int) -> str:
        """Write the numbering of one heading's paragraph; nothing where its style counts right by itself.

        `level` is from 1. A number that is none, such as "", takes the heading out of the list.
        """
        wanted = [int(part) for part in number.split(".") if part.isdigit()]
        if len(wanted) != level or len(wanted) != number.count(".") + 1:
            return _NO_NUMBER
        if self._current == 0 or self._next(level) != wanted or level in self._fresh_levels:
            self._open(wanted)
        self._counts = wanted
        if self._current == self._headings.style_list:
            return ""
        return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{self._current}"/></w:numPr>'

    def _next(self, level: int) -> list[int]:
        """Say what Word would count next at a level."""
        counts = [*self._counts[:level], *[0] * (level - len(self._counts))]
        return [*counts[:-1], counts[-1] + 1]

    def _open(self, wanted: list[int]) -> None:
        self._current = self._headings.first_free + len(self._opened)
        starts = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in enumerate(wanted + [1] * (_LEVELS - len(wanted)))
        )
        self._opened.append(
            f'<w:num w:numId="{self._current}"><w:abstractNumId w:val="{self._headings.definition}"/>{starts}</w:num>'
        )
        self._fresh_levels = set(range(1, len(wanted)))
