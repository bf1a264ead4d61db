"""How alike two texts are: the same words, versions of one article, or one carried inside the other.

A text is taken as the set of its shingles, every four words in a row (Broder, "On the resemblance and containment of
documents", 1997). Of two texts with the shingles A and B

    resemblance = |A & B| / |A | B|          containment = |A & B| / min(|A|, |B|)

Comparing all pairs of thousands of texts is out of the question, so each text has a sketch, the smallest of the hashes
of its shingles. The smallest hashes of all are a random sample that does not depend on the text, so texts that are
alike have many of them in common; only such pairs are compared in full.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from annotator.core.reanchoring.aligning import aligned
from annotator.core.records import IMAGE_CHARACTER, Block
from annotator.core.vocabulary import BlockKind

SHINGLE = 4
SKETCH = 96
HASH_BYTES = 8
# Hashing takes most of the time: of so many words one begins a shingle that a sketch looks at.
_SAMPLED = 4
_WORDS_KEPT = 100_000
# Rises whenever the same text would give another sketch.
SKETCH_VERSION = "1"
# One word in ten changed at random leaves half of the shingles; texts on one subject share one in fifty by chance.
LEAST_RESEMBLANCE = 0.2
LEAST_CONTAINMENT = 0.5
# Of two shorter texts the same few words say nothing, unless they are all the words there are.
LEAST_WORDS = 20
# A text is said to stand in a longer one where that tells more than how much both have in common.
_CARRIED = 0.15
# What a sketch can tell apart from chance: so many common hashes.
_LEAST_COMMON = 2
# A hash of more texts is a set phrase, or one article many times over: each is paired with the last few alone.
_MOST_HOLDERS = 40
_NEIGHBOURS = 4
# What parts a byline and a date line from the article itself differs between copies of one text.
_NOT_COUNTED = frozenset({BlockKind.METADATA, BlockKind.IMAGE})
# Han, kana and Hangul: written without spaces, or with endings glued on.
_DENSE = "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_RUN = re.compile(rf"[{_DENSE}]+|[^\W{_DENSE}]+")
_FIRST_DENSE = _DENSE[0]
_IS_DENSE = re.compile(rf"[{_DENSE}]")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts have in common, word by word, from 0 to 1.

    `share` is of both together, `contained` of the shorter one; `is_same` where each word of one is a word of the
    other, in one order.
    """

    share: float
    contained: float
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find those that are like it: `key` is equal for the same words."""

    key: str
    words: int
    hashes: tuple[bytes, ...]


def words_of(text: str, blocks: Sequence[Block]) -> list[str]:
    """Give the words of an article that count, in order: without what is folded, bylines and images."""
    counted = (text[each.start : each.end] for each in blocks if not each.fold and each.kind not in _NOT_COUNTED)
    return plain_words("\n".join(counted))


def plain_words(text: str) -> list[str]:
    """Give the words of a text, case-folded; of scripts that do not part words, each two characters in a row."""
    folded = text.replace(IMAGE_CHARACTER, " ").casefold()
    runs = _RUN.findall(folded)
    if folded.isascii() or not _IS_DENSE.search(folded):
        return runs
    words: list[str] = []
    for run in runs:
        if run < _FIRST_DENSE or not _IS_DENSE.match(run):
            words.append(run)
        else:
            words += _bigrams(run)
    return words


def shingles(words: Sequence[str]) -> frozenset[bytes]:
    """Give the 64-bit hash of every four words in a row, the same on each computer; a shorter text is one shingle."""
    rows = zip(*(words[shift:] for shift in range(SHINGLE)), strict=False) if len(words) >= SHINGLE else [words]
    return frozenset(_hash(row) for row in rows if row)


def sketch_of(words: Sequence[str]) -> Sketch:
    """Give the sketch of a text: the smallest hashes of its shingles, in ascending order.

    Only shingles are looked at that begin with one of a quarter of all words; it is the same quarter for every text,
    so what two texts have in common is sampled in both of them or in neither.
    """
    key = blake2b("\n".join(words).encode(), digest_size=16).hexdigest() if words else ""
    places = (at for at in range(len(words) - SHINGLE + 1) if _is_sampled(words[at]))
    return Sketch(key, len(words), tuple(sorted({_hash(words[at : at + SHINGLE]) for at in places})[:SKETCH]))


def resemblance(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    """Give the share of what two texts say that both say (Broder 1997); of two empty ones 0."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def containment(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    """Give the share of the shorter text that stands in the longer one (Broder 1997)."""
    common = len(one & other)
    return common / min(len(one), len(other)) if common else 0.0


def compare(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """Compare the words of two texts; None where they have no more in common than texts on one subject do."""
    if one == other:
        return Likeness(1.0, 1.0, is_same=True) if one else None
    if min(len(one), len(other)) < LEAST_WORDS:
        return None
    first, second = shingles(one), shingles(other)
    if resemblance(first, second) < LEAST_RESEMBLANCE and containment(first, second) < LEAST_CONTAINMENT:
        return None
    common = sum(place >= 0 for place in aligned(one, other))
    return Likeness(2 * common / (len(one) + len(other)), common / min(len(one), len(other)))


class SketchIndex:
    """Find the texts that are worth comparing with another one, by the hashes that their sketches have in common."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._by_hash: dict[bytes, list[str]] = {}
        self._by_key: dict[str, list[str]] = {}

    def add(self, uid: str, sketch: Sketch) -> None:
        """Take a text in; one without words is like no other."""
        self._sketches[uid] = sketch
        if sketch.key:
            self._by_key.setdefault(sketch.key, []).append(uid)
        for each in sketch.hashes:
            self._by_hash.setdefault(each, []).append(uid)

    def near(self, sketch: Sketch) -> set[str]:
        """Give the texts that may be like another one."""
        common: Counter[str] = Counter()
        for each in sketch.hashes:
            holders = self._by_hash.get(each)
            if holders is not None:
                common.update(_next_to(holders))
        found = {uid for uid, count in common.items() if count >= _needed(sketch, self._sketches[uid])}
        return found.union(_next_to(self._by_key.get(sketch.key, ())))


def percent(likeness: Likeness) -> int:
    """Give how much of both texts is the same, in whole per cent; what differs in a word is never the whole."""
    return 100 if likeness.is_same else min(99, int(100 * likeness.share))


def carried_percent(likeness: Likeness) -> int:
    """Give how much of the shorter text stands in the longer one, where it is carried inside it; else 0."""
    is_carried = likeness.contained - likeness.share >= _CARRIED
    return min(99, int(100 * likeness.contained)) if is_carried else 0


def likely_pairs(sketches: Mapping[str, Sketch], fresh: Collection[str]) -> set[Pair]:
    """Give the pairs of texts that are worth comparing and of which one at least is fresh, each in ascending order.

    Of very many texts with the same words only neighbours are paired, for the pairs of a thousand copies are half a
    million; whoever is reached over others is of the same group all the same.
    """
    index = SketchIndex()
    wanted = frozenset(fresh)
    for uid in sorted(sketches.keys() - wanted):
        index.add(uid, sketches[uid])
    found: set[Pair] = set()
    for uid in sorted(wanted):
        found.update((min(uid, other), max(uid, other)) for other in index.near(sketches[uid]))
        index.add(uid, sketches[uid])
    return found


def groups(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Put pairs that share a text into groups; of each only as many pairs stay as it takes to hold it together.

    Pairs come in the order of their likeness, and the first ones stay (Kruskal's spanning forest).
    """
    ends: dict[str, str] = {}

    def end(uid: str) -> str:
        while ends.setdefault(uid, uid) != uid:
            ends[uid] = ends[ends[uid]]
            uid = ends[uid]
        return uid

    kept = []
    for one, other in pairs:
        first, second = end(one), end(other)
        if first != second:
            ends[first] = second
            kept.append((one, other))
    grouped: dict[str, list[Pair]] = {}
    for pair in kept:
        grouped.setdefault(end(pair[0]), []).append(pair)
    return list(grouped.values())


def in_pairs(pairs: Iterable[Pair], words: Callable[[str], Sequence[str]]) -> Iterator[tuple[Pair, Likeness]]:
    """Compare pairs in full, and give those that are alike; `words` is asked for both texts of each."""
    for one, other in sorted(pairs):
        found = compare(words(one), words(other))
        if found is not None:
            yield (one, other), found


def _bigrams(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _hash(words: Sequence[str]) -> bytes:
    return blake2b(" ".join(words).encode(), digest_size=HASH_BYTES).digest()


@lru_cache(_WORDS_KEPT)
def _is_sampled(word: str) -> bool:
    return crc32(word.encode()) % _SAMPLED == 0


def _needed(one: Sketch, other: Sketch) -> int:
    """Say how many hashes two texts must have in common; a short text has few."""
    return min(_LEAST_COMMON, len(one.hashes), len(other.hashes))


def _next_to(holders: Sequence[str]) -> Sequence[str]:
    """Give all of some texts, or of very many those that came in last."""
    return holders if len(holders) <= _MOST_HOLDERS else holders[-_NEIGHBOURS:]
