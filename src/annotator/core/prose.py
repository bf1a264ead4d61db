"""The text of a passage of prose: words with citation tokens, each of which holds a statement's uid."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\[\[cite:([0-9a-f]{32})\]\]")
_TOKEN_AND_SPACE = re.compile(r"[ \t\u00a0]*\[\[cite:[0-9a-f]{32}\]\]")
_UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the prose that cites a statement."""

    statement_uid: str


def cited_uids(text: str) -> list[str]:
    """List the statements that the prose cites, in its order, each as often as it is cited."""
    return [match[1] for match in _TOKEN.finditer(text)]


def parse(text: str) -> list[str | Citation]:
    """Split the prose into words and citations.

    Nothing is lost: the words and the citations' tokens, joined, are the text again. What only resembles a token
    is words.
    """
    return list(_parts(text))


def plain(text: str) -> str:
    """Give the prose without its citations, nor the spaces that set them off from the word before."""
    return _TOKEN_AND_SPACE.sub("", text)


def token(statement_uid: str) -> str:
    """Write the token that cites a statement.

    Raises:
        ValueError: it is no uid, so the token could not be read again.
    """
    if not _UID.fullmatch(statement_uid):
        raise ValueError(f"not a statement's uid: {statement_uid!r}")
    return f"[[cite:{statement_uid}]]"


def _parts(text: str) -> Iterator[str | Citation]:
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        yield Citation(match[1])
        end = match.end()
    if end < len(text):
        yield text[end:]
