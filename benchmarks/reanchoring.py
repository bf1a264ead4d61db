"""Articles corrected in known ways, so that the true place of every passage is known; and finding them again timed.

Every word bears the number of the word it comes from, through all edits; a word that replaces another keeps its
number, an inserted one has none.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from annotator.core.anchors import make_anchor
from annotator.core.reanchoring import Reanchored, reanchored
from annotator.core.records import Anchor
from benchmarks.corpus import story
from benchmarks.measuring import timed

OLD, NEW = "old", "new"
# What articles say again and again: only what stands around it tells which is meant.
_REFRAINS = (
    "The harbour authority did not answer questions.",
    "“It’s not for us to say,” he said.",
    "교량 관리소는 답하지 않았다.",
    "港口当局没有回答。",
    "היא לא ענתה על השאלות.",
    "Cafe\u0301s closed 👩‍🔧 early.",
)
_REFRAIN_EACH = 9


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `number` is that of the word it comes from, or -1; `is_kept` tells whether it reads the same.

    `after` stands between it and the next word of its paragraph.
    """

    text: str
    number: int
    is_kept: bool = True
    after: str = " "


Sentence = list[Word]
Paragraphs = list[list[Sentence]]
Timed = tuple[dict[str, list[float]], dict[str, int]]


class Fate(Enum):
    """What became of an anchor beside what truly became of its passage.

    RIGHT and RIGHT_LOST: it stands where its words stand, or they are gone and it says so. WRONG: half of what it
    stands on, or of where its words are, is something else. MISSED: the words are there and it says that they are not.
    """

    RIGHT = "right"
    MOVED_RIGHT = "moved and right"
    RIGHT_LOST = "rightly lost"
    WRONG = "wrong"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Corrected:
    """An article before and after, with passages and where each truly is: the spans of its words in the new text.

    `kept` is the share of a passage's letters that are in the new text unchanged and together.
    """

    old_text: str
    new_text: str
    anchors: Sequence[Anchor]
    spans: Sequence[Sequence[tuple[int, int]]]
    kept: Sequence[float]

    def found(self) -> list[Reanchored]:
        """Find the passages again."""
        return reanchored(self.old_text, self.new_text, self.anchors, NEW)

    def fates(self) -> Iterator[Fate]:
        """Tell for each passage whether it was found where it is."""
        for one, spans, kept in zip(self.found(), self.spans, self.kept, strict=True):
            yield self._fate(one, spans, kept)

    def _fate(self, one: Reanchored, spans: Sequence[tuple[int, int]], kept: float) -> Fate:
        if one.state == "lost":
            # Half of the words gone or scattered: a person should look, and the queue is where.
            return Fate.RIGHT_LOST if kept < 0.6 else Fate.MISSED
        mine = one.anchor
        shared = max((min(mine.end, end) - max(mine.start, start) for start, end in spans), default=0)
        longest = max((end - start for start, end in spans), default=0)
        if 2 * shared < max(mine.end - mine.start, longest):
            return Fate.WRONG
        return Fate.RIGHT if one.state == "same" else Fate.MOVED_RIGHT


def corrected(index: int, kind: str, words: int = 1_200, statements: int = 20) -> Corrected:
    """Correct the article of an index in one way; the same arguments give the same article."""
    chance = random.Random(f"correction {index} {kind} {words}")
    before = _article(index, words, chance)
    old_text, old_places = _written(before)
    passages = [_passage(before, chance) for _ in range(statements)]
    after = before
    for edit in KINDS[kind]:
        after = edit(after, chance)
    new_text, new_places = _written(after)
    kept = {word.number for paragraph in after for sentence in paragraph for word in sentence if word.is_kept}
    anchors, spans, shares = [], [], []
    for first, last in passages:
        anchors.append(make_anchor(OLD, old_text, old_places[first][0], old_places[last][1]))
        groups = _groups([new_places[each] for each in range(first, last + 1) if each in new_places])
        spans.append([(group[0][0], group[-1][1]) for group in groups])
        shares.append(_kept_share(range(first, last + 1), kept, old_places, new_places, groups))
    return Corrected(old_text, new_text, anchors, spans, shares)


def find_again(kind: str, articles: int, words: int, statements: int) -> Timed:
    """Find the statements of corrected articles again; count what became of them."""
    made = [corrected(index, kind, words, statements) for index in range(articles)]
    seconds = [timed(each.found) for each in made]
    fates = Counter(fate.value for each in made for fate in each.fates())
    return {"work": seconds}, {"statements": articles * statements, **fates}


def look_up(kind: str, articles: int, words: int, statements: int) -> Timed:
    """Look the same quotes up letter for letter, and do nothing else."""
    made = [corrected(index, kind, words, statements) for index in range(articles)]
    return {"work": [timed(partial(_look_up, each)) for each in made]}, {}


def _look_up(made: Corrected) -> list[int]:
    return [made.new_text.find(anchor.quote) for anchor in made.anchors]


def _article(index: int, words: int, chance: random.Random) -> Paragraphs:
    made = story(index, words)
    numbers = iter(range(10_000_000))
    paragraphs: Paragraphs = []
    for text in (made.title, *made.paragraphs):
        sentences = [f"{sentence.strip('.')}." for sentence in text.split(". ")]
        if paragraphs and not len(paragraphs) % 3:
            sentences[0] = f"“{sentences[0]}”"
        if chance.randrange(_REFRAIN_EACH) == 0:
            sentences.insert(chance.randint(0, len(sentences)), chance.choice(_REFRAINS))
        paragraphs.append([[Word(word, next(numbers)) for word in sentence.split(" ")] for sentence in sentences])
    return paragraphs


def _passage(paragraphs: Paragraphs, chance: random.Random) -> tuple[int, int]:
    """Choose what a reviewer would mark: a sentence, several, a few words; now and then over the end of a paragraph."""
    at = chance.randrange(len(paragraphs))
    sentences = [sentence for paragraph in paragraphs[at : at + 2] for sentence in paragraph]
    count = len(paragraphs[at]) if chance.random() < 0.9 else len(sentences)
    first = chance.randrange(count)
    last = min(count - 1, first + chance.choice((0, 0, 0, 1, 2)))
    words = [word.number for sentence in sentences[first : last + 1] for word in sentence]
    if chance.random() < 0.4:
        low = chance.randrange(len(words))
        words = words[low : low + chance.randint(1, 12)]
    return words[0], words[-1]


def _written(paragraphs: Paragraphs) -> tuple[str, dict[int, tuple[int, int]]]:
    """Write paragraphs as a text; give where each word stands."""
    pieces: list[str] = []
    places = {}
    at = 0
    for paragraph in paragraphs:
        for word in (word for sentence in paragraph for word in sentence):
            if word.number >= 0:
                places[word.number] = at, at + len(word.text)
            pieces += word.text, word.after
            at += len(word.text) + len(word.after)
        pieces[-1] = "\n"
    return "".join(pieces[:-1]), places


def _groups(places: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Part the places of a passage's words where they were torn apart."""
    groups: list[list[tuple[int, int]]] = []
    for place in places:
        if not groups or not 0 <= place[0] - groups[-1][-1][1] < 400:
            groups.append([])
        groups[-1].append(place)
    return groups


def _kept_share(
    numbers: range,
    kept: set[int],
    old_places: Mapping[int, tuple[int, int]],
    new_places: Mapping[int, tuple[int, int]],
    groups: Sequence[list[tuple[int, int]]],
) -> float:
    largest: Sequence[tuple[int, int]] = max(groups, key=len, default=[])
    sizes = {number: old_places[number][1] - old_places[number][0] for number in numbers}
    there = set(largest)
    together = sum(sizes[each] for each in numbers if each in kept and new_places.get(each) in there)
    return together / sum(sizes.values())


Edit = Callable[[Paragraphs, random.Random], Paragraphs]


def _change_words(paragraphs: Paragraphs, chance: random.Random, share: float = 0.06) -> Paragraphs:
    """Replace, delete and insert words all over."""

    def changed(sentence: Sentence) -> Sentence:
        made = []
        for word in sentence:
            drawn = chance.random()
            if drawn < share:
                made.append(Word(_invented(chance), word.number, is_kept=False))
            elif drawn < 1.5 * share:
                continue
            else:
                made.append(word)
            if chance.random() < share / 2:
                made.append(Word(_invented(chance), -1))
        return made

    return _tidied([[changed(sentence) for sentence in paragraph] for paragraph in paragraphs])


def _delete_sentences(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    kept = [[sentence for sentence in paragraph if chance.random() > 0.12] for paragraph in paragraphs]
    return _tidied(kept)


def _insert_sentences(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    made: Paragraphs = []
    for paragraph in paragraphs:
        sentences: list[Sentence] = []
        for sentence in paragraph:
            if chance.random() < 0.1:
                words = chance.choice((_REFRAINS[0].split(" "), [_invented(chance) for _ in range(14)]))
                sentences.append([Word(word, -1) for word in words])
            sentences.append(sentence)
        made.append(sentences)
    return made


def _move_paragraphs(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    made = list(paragraphs)
    for _ in range(max(1, len(made) // 12)):
        moved = made.pop(chance.randrange(len(made)))
        made.insert(chance.randint(0, len(made)), moved)
    return made


def _reparagraph(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Split some paragraphs and join others."""
    made: Paragraphs = []
    for paragraph in paragraphs:
        drawn = chance.random()
        if drawn < 0.3 and len(paragraph) > 1:
            at = chance.randrange(1, len(paragraph))
            made += [paragraph[:at], paragraph[at:]]
        elif drawn < 0.5 and made:
            made[-1] = made[-1] + paragraph
        else:
            made.append(paragraph)
    return made


def _reset(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Set other quotation marks, apostrophes, dashes and spaces, as another house's typography does."""
    signs = str.maketrans({"“": '"', "”": '"', "’": "'", "-": "–"})

    def set_again(word: Word) -> Word:
        text = word.text.translate(signs)
        after = "\u00a0" if len(text) < 3 else " "
        return Word(text, word.number, word.is_kept and text == word.text, after)

    return [[[set_again(word) for word in sentence] for sentence in paragraph] for paragraph in paragraphs]


def _rewrite_paragraphs(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    """Put quite other words in the place of some paragraphs."""
    made: Paragraphs = []
    for paragraph in paragraphs:
        if chance.random() < 0.2:
            # Other words of the same language: those of the paragraph's neighbours, in another order.
            pool = [word.text for sentence in chance.choice(paragraphs) for word in sentence]
            made.append([[Word(chance.choice(pool), -1) for _ in sentence] for sentence in paragraph])
        else:
            made.append(paragraph)
    return made


def _truncate(paragraphs: Paragraphs, chance: random.Random) -> Paragraphs:
    return paragraphs[: max(1, len(paragraphs) * 2 // 3)]


def _tidied(paragraphs: Paragraphs) -> Paragraphs:
    tidy = [[sentence for sentence in paragraph if sentence] for paragraph in paragraphs]
    return [paragraph for paragraph in tidy if paragraph] or paragraphs[:1]


def _invented(chance: random.Random) -> str:
    return "".join(chance.choices("aeiouklmnprst", k=chance.randint(2, 9)))


KINDS: Mapping[str, Sequence[Edit]] = {
    "nothing": (),
    "words": (_change_words,),
    "many words": (partial(_change_words, share=0.15),),
    "sentences deleted": (_delete_sentences,),
    "sentences inserted": (_insert_sentences,),
    "paragraphs moved": (_move_paragraphs,),
    "paragraphs split and joined": (_reparagraph,),
    "paragraphs rewritten": (_rewrite_paragraphs,),
    "typography": (_reset,),
    "truncated": (_truncate,),
    "everything": (
        _reparagraph,
        _rewrite_paragraphs,
        _move_paragraphs,
        _delete_sentences,
        _insert_sentences,
        _change_words,
    ),
}
