"""The people and bodies that one text names, so that a surname, a pronoun or "the bureau" finds its whole name."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable

import regex

from annotator.core.suggesting.saying import (
    BODY,
    DOCUMENT,
    DOCUMENT_ALONE,
    HONORIFICS,
    ISSUED,
    PRONOUNS_OTHER,
    TITLES,
    VERB,
)

# A full stop belongs to a name only behind an initial or a title; else it ends the sentence that the name stands in.
_NAME_WORD = r"(?:(?:Gen|Col|Lt|Maj|Capt|Adm|Sgt|Sen|Rep|Gov|Prof|Dr|Mr|Mrs|Ms|St|\p{Lu})\.|\p{Lu}[\p{L}\p{M}’'-]*)"
_RUN = regex.compile(rf"\b{_NAME_WORD}(?:\s+(?:(?:de|la|al|bin|van|von|der|da|di|den|el)\s+)?{_NAME_WORD}){{0,6}}")
_ROLE_BEFORE = regex.compile(r"\b(?P<role>\p{Ll}+),?\s+$")
_APPOSED = regex.compile(r",\s+(?:an?|the|who|one of|now|then)\b")
_POSSESSIVE = regex.compile(r"['’]s?$")
_ARTICLE = regex.compile(r"^(?:an?|the|its|his|her|their|our)\s+", regex.I)
_DEFINITE = regex.compile(r"(?:the|this|that|its|his|her|their)\s+\p{Ll}")
_BRACKETED = regex.compile(r"\s*\([^()]*\)$")
_OWNED = regex.compile(r"^[^,]*['’]s?\s+(?:\p{Ll}[\p{L}-]*\s+)+(?P<name>\p{Lu}[\p{L}’'.-]*(?:\s+\p{Lu}[\p{L}’'.-]*)+)$")
_ACTS = regex.compile(rf"\s+(?:himself|herself|{VERB.pattern})")
_SAID_BEFORE = regex.compile(r"\b(?:said|says|added|wrote|told|asked|argued|explained)\s+$")
# How far back a document is remembered by its kind alone, in characters.
_REMEMBERED, _SPEAKERS_REMEMBERED = 2_000, 100
_OPENERS = frozenset("in on at by for from the a an this that but and as when while after before since".split())
_LONGEST_PERSON = 4


class Cast:
    """Who has been named so far. Places are offsets in the text; only what stands before a place is known there."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._bodies = _Bodies()
        self._people: list[tuple[int, str]] = []
        self._spoken: deque[tuple[int, str]] = deque(maxlen=_SPEAKERS_REMEMBERED)
        self._short: dict[str, str] = {}
        for start, end in spans:
            for match in _RUN.finditer(text, start, end):
                self._bodies.note(match.start(), match[0])
                person = _person(text, match)
                if person:
                    self._people.append((match.start(), self._known(person)))
        self._starts = [at for at, _ in self._people]
        self._names = {name for _, name in self._people}

    def note(self, at: int, speaker: str) -> None:
        """Remember who spoke at a place; places come in order."""
        self._spoken.append((at, speaker))

    def last_speaker(self, is_body: bool = False) -> str:
        """Give who spoke last, or the last that is no person; "" for nobody."""
        for _, speaker in reversed(self._spoken):
            if not is_body or not self._is_person(speaker):
                return speaker
        return ""

    def meant(self, words: str, at: int) -> str:
        """Give who is meant by a name, a role or a pronoun at a place; "" where nobody fits."""
        plain = words.strip(" ,")
        folded = plain.casefold()
        alone = DOCUMENT_ALONE.fullmatch(plain)
        if alone is not None:
            return self._issuer(alone["noun"], at) or self.last_speaker(is_body=True) or _ARTICLE.sub("", plain)
        if (issued := ISSUED.fullmatch(plain)) is not None:
            return self._named(_without_lead(issued["who"]))
        if folded in ("he", "she"):
            return self._person_before(at) or self.last_speaker()
        if folded == "it":
            return self.last_speaker(is_body=True) or self.last_speaker()
        if folded in ("they", "who", "which", "we", "i") or folded in PRONOUNS_OTHER:
            return self.last_speaker()
        issuer = DOCUMENT.sub("", plain)
        if issuer != plain and any(character.isupper() for character in issuer):
            plain = issuer
        elif _DEFINITE.match(folded) and not any(character.isupper() for character in plain[1:]):
            return self._role_before(plain, at) or _ARTICLE.sub("", plain)
        return self._named(_without_lead(_POSSESSIVE.sub("", plain)))

    def _named(self, words: str) -> str:
        """Give a name without what only honours it, and a surname with the rest of the name."""
        tokens = words.split()
        last_title = max((index for index, token in enumerate(tokens[:-1]) if _plain(token) in HONORIFICS), default=-1)
        if last_title >= 0 and all(_is_honour(token) for token in tokens[: last_title + 1]):
            tokens = tokens[last_title + 1 :]
        name = " ".join(tokens)
        return self._short.get(name.casefold(), name)

    def _person_before(self, at: int) -> str:
        index = bisect_left(self._starts, at)
        return self._people[index - 1][1] if index else ""

    def _issuer(self, noun: str, at: int) -> str:
        """Give whose "declaration" was spoken of last before a place."""
        issued = regex.compile(rf"\b{noun}\s+(?:by|from|of)\s+(?:\p{{Ll}}+\s+)?(?P<who>{_RUN.pattern})")
        found = list(issued.finditer(self._text, max(0, at - _REMEMBERED), at))
        return found[-1]["who"] if found else ""

    def _role_before(self, words: str, at: int) -> str:
        """Give the last who spoke, or was named, and is called by the role's last word: "the bureau"."""
        role = words.split()[-1].casefold()
        spoken = next((name for _, name in reversed(self._spoken) if role in name.casefold().split()), "")
        return spoken or self._bodies.before(role, at)

    def _is_person(self, name: str) -> bool:
        return name in self._names

    def _known(self, person: str) -> str:
        """Take a person in; give the whole name where only a part of it stands here."""
        tokens = person.split()
        if len(tokens) == 1:
            return self._short.get(person.casefold(), person)
        for part in (tokens[0], tokens[-1]):
            self._short[part.casefold()] = person
        return person


class _Bodies:
    """Names that end with what their bearer is: "State Defence Committee"."""

    def __init__(self) -> None:
        self._by_role: dict[str, list[tuple[int, str]]] = {}

    def note(self, at: int, name: str) -> None:
        tokens = _POSSESSIVE.sub("", name).split()
        tokens = tokens[1:] if _plain(tokens[0]) in _OPENERS else tokens
        if len(tokens) > 1 and tokens[-1].casefold() in BODY:
            self._by_role.setdefault(tokens[-1].casefold(), []).append((at, " ".join(tokens)))

    def before(self, role: str, at: int) -> str:
        return next((name for place, name in reversed(self._by_role.get(role, [])) if place < at), "")


def _person(text: str, match: "regex.Match[str]") -> str:
    """Give the person that a run of capitalised words names, or ""."""
    tokens = [_POSSESSIVE.sub("", token).rstrip(".,") if len(token) > 2 else token for token in match[0].split()]
    titled = max((index for index, token in enumerate(tokens) if _plain(token) in TITLES), default=-1)
    name = tokens[titled + 1 :]
    if tokens and _plain(tokens[0]) in _OPENERS and titled < 0:
        name = tokens[1:]
    if not 1 <= len(name) <= _LONGEST_PERSON or any(_plain(token) in BODY for token in name):
        return ""
    before = _ROLE_BEFORE.search(text, max(0, match.start() - 24), match.start())
    is_role = before is not None and before["role"] in TITLES
    is_whole = len(name) > 1 and (
        _APPOSED.match(text, match.end()) is not None
        or _ACTS.match(text, match.end()) is not None
        or _SAID_BEFORE.search(text, max(0, match.start() - 12), match.start()) is not None
    )
    return " ".join(name) if titled >= 0 or is_role or is_whole else ""


def _without_lead(words: str) -> str:
    """Leave out articles, what is in brackets, and whose a body is: "the party's state-run Central News Agency"."""
    words = _BRACKETED.sub("", words)
    owned = _OWNED.match(words)
    if owned is not None:
        return owned["name"]
    bare = _ARTICLE.sub("", words)
    return words if len(bare.split()) == 1 and bare.casefold() in BODY else bare


def _plain(token: str) -> str:
    return token.casefold().rstrip(".,")


def _is_honour(token: str) -> bool:
    return _plain(token) in TITLES or token[:1].isupper()
