"""The actors that a project knows, found again in the words of a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from annotator.core.records import Actor, Block
from annotator.core.suggesting.saying import BODY, HONORIFICS, TITLES

# An apostrophe parts words here, in names and in texts alike, so that a possessive is no part of a name.
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SMALL = frozenset("of the and for in on at to a an de la al von van der".split())
_ARTICLES = frozenset("the a an".split())
_IN_NAMES = frozenset("de la al von van der den di da el bin un s".split())
_HANGUL = regex.compile(r"^\p{Hangul}+$")
# The longest first, so that 에서는 is not taken for 는 behind another word.
_PARTICLES = tuple(
    sorted(
        "은 는 이 가 을 를 의 에 와 과 도 로 으로 에서 에서는 에게 께서 께서는 "
        "측 측은 측이 만 까지 부터 에는 과의 와의 로부터 이라고 라고 이다 씨 씨는 씨가".split(),
        key=len,
        reverse=True,
    )
)
_FEWEST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an actor is named."""

    start: int
    end: int
    actor_uid: str


class KnownActors:
    """Find actors by their names: whole, by initials, and by a surname once the whole name has stood in the text."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._whole: dict[tuple[str, ...], str] = {}
        self._initials: dict[str, str] = {}
        self._short: dict[str, list[str]] = {}
        self._first: dict[str, list[tuple[str, ...]]] = {}
        self.names: dict[str, str] = {}
        for actor in actors:
            self._take(actor)
        self._keys = {*self._first, *self._initials, *self._short}

    def mentions(self, text: str, blocks: Sequence[Block]) -> list[Mention]:
        """Give where actors are named in a text, in its order; folded blocks are passed over."""
        found: list[Mention] = []
        met: dict[str, str] = {}
        for block in blocks:
            if not block.fold:
                found.extend(self._in_block(text, block.start, block.end, met))
        return found

    def resolve(self, words: str) -> tuple[str, bool] | None:
        """Give the actor that a speaker's name or role means, and whether no other can be meant; None for nobody.

        All of it has to be his name and his titles; of a body's name its beginning is enough ("Foreign Ministry" for
        "Foreign Ministry of the Isles") where no other begins so.
        """
        tokens = _tokens(words)
        while tokens:
            whole = tuple(tokens)
            uid = self._whole.get(whole) or self._initials.get("".join(tokens) if len(tokens) == 1 else "")
            uid = uid or (self._whole.get((_initials_of(tokens),)) if _is_body(tokens) else None)
            if uid is not None:
                return uid, True
            begun = [
                form for form in self._first.get(tokens[0], ()) if len(tokens) > 1 and form[: len(tokens)] == whole
            ]
            if len(begun) == 1 and _is_body(tokens):
                return self._whole[begun[0]], False
            if tokens[0] not in TITLES and tokens[0] not in _ARTICLES and not _is_led_by_title(tokens):
                break
            tokens = tokens[1:]
        candidates = self._short.get(tokens[0], []) if len(tokens) == 1 else []
        return (candidates[0], True) if len(candidates) == 1 else None

    def _take(self, actor: Actor) -> None:
        tokens = tuple(_tokens(actor.name))
        if not tokens:
            return
        self.names[actor.uid] = actor.name
        for form in {tokens, tuple(token for token in tokens if token not in HONORIFICS) or tokens}:
            self._whole.setdefault(form, actor.uid)
            self._first.setdefault(form[0], []).append(form)
        if len(tokens) == 1 and actor.name.isupper():
            self._initials.setdefault(tokens[0], actor.uid)
        initials = _initials_of(tokens)
        if len(initials) >= _FEWEST_INITIALS and _is_body(tokens):
            self._initials.setdefault(initials, actor.uid)
        names = [token for token in tokens if token not in HONORIFICS]
        if 2 <= len(names) <= 4 and not _is_body(tokens) and _is_proper(actor.name):
            for short in {names[0], names[-1]}:
                self._short.setdefault(short, []).append(actor.uid)

    def _in_block(self, text: str, start: int, end: int, met: dict[str, str]) -> Iterator[Mention]:
        words = [match.span() for match in _TOKEN.finditer(text, start, end)]
        folded = text[start:end].casefold()
        is_aligned = len(folded) == end - start
        tokens = [
            folded[low - start : high - start] if is_aligned else text[low:high].casefold() for low, high in words
        ]
        passed = -1
        for index, token in enumerate(tokens):
            if index <= passed or (token not in self._keys and token.isascii()):
                continue
            low, high = words[index]
            form = self._longest(tokens, index)
            if form is not None:
                uid = self._whole[form]
                met |= {part: uid for part in form if uid in self._short.get(part, ())}
                passed = index + len(form) - 1
                yield Mention(low, words[passed][1], uid)
            elif (known := self._by_short_form(text[low:high], token, met)) is not None:
                yield Mention(low, high, known)
            elif (bare := self._without_particle(token)) is not None:
                yield Mention(low, low + bare[1], bare[0])

    def _by_short_form(self, word: str, token: str, met: Mapping[str, str]) -> str | None:
        """Give the actor whose initials a word is, or whose surname, once his whole name has stood in the text."""
        by_initials = self._initials.get(token) if word[:2].isupper() else None
        return by_initials or (met.get(token) if not word[:1].islower() else None)

    def _longest(self, folded: Sequence[str], index: int) -> tuple[str, ...] | None:
        forms = self._first.get(folded[index], ())
        fitting = [form for form in forms if tuple(folded[index : index + len(form)]) == form]
        return max(fitting, key=len, default=None)

    def _without_particle(self, token: str) -> tuple[str, int] | None:
        """Give the actor whose name stands before a Korean particle, and the length of what stands in this word."""
        if not _HANGUL.match(token):
            return None
        for particle in _PARTICLES:
            bare = token.removesuffix(particle)
            if bare != token and (uid := self._whole.get((bare,))) is not None:
                return uid, len(bare)
        return None


def _tokens(name: str) -> list[str]:
    return [token.casefold() for token in _TOKEN.findall(name)]


def _initials_of(tokens: Sequence[str]) -> str:
    return "".join(token[0] for token in tokens if token not in _SMALL)


def _is_body(tokens: Sequence[str]) -> bool:
    return any(token in BODY for token in tokens)


def _is_proper(name: str) -> bool:
    """Tell whether each word of a name is written as a name: "Anna van Dam", and not "Officials in the port"."""
    return all(not token[:1].islower() or token in _IN_NAMES for token in _TOKEN.findall(name))


def _is_led_by_title(tokens: Sequence[str]) -> bool:
    """Tell whether a title follows within two words: "Russian President", "North Korean leader"."""
    return any(token in HONORIFICS for token in tokens[1:3])
