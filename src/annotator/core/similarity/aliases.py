"""Names that mean the same body: a name and the initials that stand for it, KCNA and Korean Central News Agency."""

import re
from collections.abc import Iterable, Sequence

_SMALL = frozenset("of the and for on in de la le des du und der die das".split())
_FEWEST_LETTERS, _MOST_LETTERS = 3, 8
# "Korean Central News Agency (KCNA)": what a text itself introduces.
_INTRODUCED = re.compile(r"((?:[^\W\d_][\w’'-]*\s+){2,9}[^\W\d_][\w’'-]*)\s+\(([^\W\d_a-z]{3,8})\)")


def initials_of(name: str) -> str:
    """Give the initials by which a body goes, or "" where its name has too few words for any."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", name) if word.casefold() not in _SMALL]
    found = "".join(word[0].upper() for word in words)
    return found if _FEWEST_LETTERS <= len(found) <= _MOST_LETTERS else ""


def introduced(text: str) -> list[tuple[str, str]]:
    """Find the names that a text introduces with their initials: pairs of initials and the words they stand for."""
    if "(" not in text:
        return []
    found = []
    for match in _INTRODUCED.finditer(text):
        words = match[1].split()
        for count in range(min(len(words), len(match[2]) + 4), 1, -1):
            name = " ".join(words[-count:])
            if words[-count].casefold() not in _SMALL and initials_of(name) == match[2]:
                found.append((match[2], name))
                break
    return found


class Aliases:
    """Pairs of initials and the name that they stand for, as terms.

    A sentence that says the one is found by the other.
    """

    def __init__(self, pairs: Iterable[tuple[str, Sequence[str]]]) -> None:
        self._names = {short: tuple(long) for short, long in pairs if long}

    def with_others(self, terms: Sequence[str]) -> list[str]:
        """Give terms with the other form of each name in them behind it."""
        found: list[str] = []
        at = 0
        while at < len(terms):
            term = terms[at]
            found.append(term)
            found.extend(self._names.get(term, ()))
            for short, long in self._starting(term):
                if tuple(terms[at : at + len(long)]) == long:
                    found.append(short)
            at += 1
        return found

    def _starting(self, term: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        return ((short, long) for short, long in self._names.items() if long[0] == term)
