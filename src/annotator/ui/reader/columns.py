"""In which column of the margin each statement's bar stands."""

from collections.abc import Iterable

from annotator.core.records import Highlight


def margin_columns(highlights: Iterable[Highlight]) -> dict[str, int]:
    """Give each highlight the first column that is free where it begins, so that overlapping bars stand apart."""
    free_from: list[int] = []
    columns: dict[str, int] = {}
    for each in sorted(highlights, key=lambda highlight: (highlight.start, -highlight.end, highlight.uid)):
        column = next((index for index, end in enumerate(free_from) if end <= each.start), len(free_from))
        if column == len(free_from):
            free_from.append(0)
        free_from[column] = each.end
        columns[each.uid] = column
    return columns
