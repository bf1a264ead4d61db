"""Edits of the searches that are kept with the project."""

from annotator.core.changes import Draft
from annotator.core.edits.wishes import required_words
from annotator.core.saved_searches import SEARCH_FIELD
from annotator.core.search_query import parse


def forget_search(project_uid: str, name: str) -> list[Draft]:
    """Let a saved search go."""
    return [Draft("set", project_uid, f"{SEARCH_FIELD}{name}", "")]


def save_search(project_uid: str, name: str, query: str) -> list[Draft]:
    """Keep a query with the project under a name; one that has the name already is replaced.

    Raises:
        RefusedError: the name or the query is empty.
        QueryError: the query cannot be read.
    """
    words = required_words(query, "What is searched for")
    parse(words)
    return [Draft("set", project_uid, f"{SEARCH_FIELD}{required_words(name, 'The name of the search')}", words)]
