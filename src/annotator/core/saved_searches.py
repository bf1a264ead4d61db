"""Searches that are kept with the project under a name: fields of the project itself, one for each name."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.records import Json

SEARCH_FIELD = "search:"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query as it was typed, and what it is called."""

    name: str
    query: str


def saved_in(fields: Mapping[str, Json]) -> list[SavedSearch]:
    """Give the searches that a project's fields hold, by name; an empty query is one that was let go."""
    kept = [
        SavedSearch(name.removeprefix(SEARCH_FIELD), str(query))
        for name, query in fields.items()
        if name.startswith(SEARCH_FIELD) and query
    ]
    return sorted(kept, key=lambda each: (each.name.casefold(), each.name))
