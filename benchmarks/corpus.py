"""Articles and statements made up for measuring: always the same ones, in several scripts.

The words are invented, with the frequencies of a real language (a few common ones, a long tail), so that texts
compress and index as articles do. A plain-text article is imported as its paragraphs one line feed apart, so spans
of that text are known without importing it.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

WORDS_IN_ARTICLE = 1_200
WORDS_IN_LONG_ARTICLE = 200_000
CHAPTERS = 24
TAGS = 60
ACTORS = 200
REVIEWER = "Mara Okafor"
_SEED = 20250428
_COMMON = (
    "the of and to in a that was for on it with as by at from has are this but not they were which had its an be or "
    "their one said would been who two there after more when other than first could into over also new people some "
    "year time only about up out last many before most through between under while because where against both each"
).split()
_SYLLABLES = "ba ber cal dor en far gal hin is kel lam mor nas or pel qui ran sel tor ul ven wen yar zim".split()
_ENDINGS = " s ed ing er al ment ness ly ion".split(" ")
_OTHER_SCRIPTS = (
    *"항구 다리 시장 조사 폐쇄 비용 주민 발표 합의 기록".split(),
    *"港口 桥梁 市长 调查 关闭 费用 居民 声明 协议 记录".split(),
    *"橋 港 市長 しらべ ひよう きろく".split(),
    *"мост порт мэр проверка закрытие расходы жители заявление соглашение запись".split(),
    *("\U0001f309", "\U0001f6a2", "\U0001f4c4", "\U0001f468\u200d\U0001f527"),
)
_TAIL = 20_000
_SENTENCE = (8, 24)
_PARAGRAPH = (3, 6)
_QUOTE = (5, 40)


@dataclass(frozen=True, slots=True)
class Story:
    """One made-up article."""

    file_name: str
    title: str
    paragraphs: Sequence[str]

    @property
    def text(self) -> str:
        """The words as the project holds them."""
        return "\n".join((self.title, *self.paragraphs))

    @property
    def file_text(self) -> str:
        """The words as they lie in the file."""
        return "\n\n".join((self.title, *self.paragraphs)) + "\n"


def story(index: int, words: int = WORDS_IN_ARTICLE) -> Story:
    """Write the article of an index; the same index gives the same article."""
    chance = random.Random(f"{_SEED} article {index} {words}")
    title = f"Report {index}: {' '.join(_drawn(chance, 6))}"
    pool = iter(_drawn(chance, words))
    paragraphs: list[str] = []
    left = words
    while left:
        sentences = []
        for _ in range(chance.randint(*_PARAGRAPH)):
            length = min(left, chance.randint(*_SENTENCE))
            left -= length
            if length:
                sentence = " ".join(next(pool) for _ in range(length))
                sentences.append(sentence[0].upper() + sentence[1:] + ".")
        paragraphs.append(" ".join(sentences))
    return Story(f"article-{index:05}.txt", title, paragraphs)


def write_articles(folder: Path, count: int) -> Path:
    """Write articles into a folder, unless they are there already."""
    if not folder.exists():
        folder.mkdir(parents=True)
        for index in range(count):
            made = story(index)
            (folder / made.file_name).write_text(made.file_text, encoding="utf-8")
    return folder


def write_outline(path: Path) -> Path:
    """Write a report that lists the chapters."""
    lines = [f"{number}. {_name('chapter', number)}" for number in range(1, CHAPTERS + 1)]
    path.write_text("\n".join(["Chapters", "", *lines, ""]), encoding="utf-8")
    return path


def write_statements(path: Path, stories: Iterator[Story], count: int, each: int) -> Path:
    """Write full statements as JSON Lines: `each` on every article, `count` altogether."""
    chance = random.Random(f"{_SEED} statements")
    left = count
    with path.open("w", encoding="utf-8") as file:
        for made in stories:
            for values in statements(made, min(each, left), chance):
                file.write(json.dumps(values, ensure_ascii=False) + "\n")
            left -= min(each, left)
            if not left:
                break
    return path


def statements(made: Story, count: int, chance: random.Random) -> Iterator[dict[str, object]]:
    """Mark passages of an article, some over others, with everything that a statement can say."""
    text = made.text
    for start, end in spans(made, count, chance):
        yield {
            "source": made.file_name,
            "quote": text[start:end],
            "start": start,
            "end": end,
            "tags": [_name("tag", number) for number in chance.sample(range(TAGS), 3)],
            "chapters": [str(chance.randint(1, CHAPTERS))],
            "actor": _name("actor", chance.randrange(ACTORS)),
            "event_date": f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "said_date": f"2025-{chance.randint(1, 12):02}",
            "credibility": chance.randint(1, 6),
        }


def spans(made: Story, count: int, chance: random.Random) -> list[tuple[int, int]]:
    """Draw spans of whole words, each inside one paragraph; no two are the same."""
    starts = [0, *accumulate((len(words) + 1 for words in (made.title, *made.paragraphs)), initial=0)][1:-1]
    found: set[tuple[int, int]] = set()
    while len(found) < count:
        number = chance.randrange(len(made.paragraphs))
        words = made.paragraphs[number].split(" ")
        first = chance.randrange(len(words))
        length = min(chance.randint(*_QUOTE), len(words) - first)
        start = starts[number + 1] + sum(map(len, words[:first])) + first
        found.add((start, start + len(" ".join(words[first : first + length]))))
    return sorted(found)


def queries(count: int) -> list[str]:
    """Give what people would type: common words, rare ones, several, a phrase, other scripts; no two the same."""
    chance = random.Random(f"{_SEED} queries")
    tail = _words()[0][len(_COMMON) : len(_COMMON) + 3_000]
    made = ["조사", "关闭", "мост", '"of the"', "people time"]
    while len(made) < count:
        made.append(" ".join(chance.sample(tail, 1 + len(made) % 3)))
    return made[:count]


def _drawn(chance: random.Random, count: int) -> list[str]:
    words, weights = _words()
    return chance.choices(words, cum_weights=weights, k=count)


def _name(what: str, number: int) -> str:
    chance = random.Random(f"{_SEED} {what} {number}")
    return f"{' '.join(_made_word(chance).capitalize() for _ in range(2))} {number}"


def _made_word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) + chance.choice(_ENDINGS)


@cache
def _words() -> tuple[list[str], list[float]]:
    """Give the vocabulary with cumulative weights: a word is as frequent as its rank is low (Zipf)."""
    chance = random.Random(f"{_SEED} words")
    tail = list(dict.fromkeys(_made_word(chance) for _ in range(_TAIL)))
    # Words of other scripts are spread over the upper tail, so that most articles hold some.
    for index, word in enumerate(_OTHER_SCRIPTS):
        tail.insert(100 + 40 * index, word)
    words = [*_COMMON, *tail]
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
