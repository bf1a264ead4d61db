"""Checks that several edits share."""

from annotator.core.errors import RefusedError


def required_words(words: str, what: str) -> str:
    """Give the words in one line without surrounding space; refuse when nothing is left."""
    tidy = " ".join(words.split())
    if not tidy:
        raise RefusedError(f"{what} is empty; please type at least one character.")
    return tidy
