"""Where sentences begin and end, by rules of our own; and the steps by word and sentence that keys take."""

from bisect import bisect_right
from functools import lru_cache

import regex

# A stop with what closes behind it: quotation marks, brackets, a reference mark.
_STOP = regex.compile(r"(?:[.!?…]+|[。！？．]+)[\"'”’»」』)\]）】]*")
_WIDE = frozenset("。！？．」』）】")
_OPENERS = "\"'“‘«„「『([（【¿¡—–-"
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt cmdr adm maj brig st mt ft rev hon pres sec amb jr sr "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "no nos vol vols fig figs p pp para art ch ed eds cf vs etc al inc ltd co corp dept est approx ca c "
    "e.g i.e u.s u.k u.n e.u u.s.s.r d.p.r.k r.o.k a.m p.m ph.d".split()
)
# After these a capital letter does begin a sentence, unless more of a name follows.
_MAY_END = frozenset("etc al u.s u.k u.n e.u u.s.s.r d.p.r.k r.o.k a.m p.m jr sr inc ltd co corp ph.d".split())
# Only a figure behind them makes them an abbreviation ("No. 5"); else they are words that end sentences.
_BEFORE_FIGURES = frozenset("no nos vol vols fig figs p pp para art ch".split())
_MONTHS_AND_DAYS = frozenset("mar sun sat mon jan may".split())
_LAST_WORD = regex.compile(r"[\p{L}\p{N}](?:[\p{L}\p{N}’'-]|\.(?=\p{L}))*$")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]")
_SENTENCE_OPENERS = frozenset(
    "the a an this that these those it he she they we i you in on at but and however meanwhile according when while "
    "if as there its his her their our after before since although for with by to from such so yet still".split()
)


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give the sentences of one block as spans without white space at their ends; they cover all its words."""
    return list(_spans(text[start:end], start))


@lru_cache(2048)
def _spans(block: str, offset: int) -> tuple[tuple[int, int], ...]:
    spans = []
    begin = 0
    for match in _STOP.finditer(block):
        at = match.end()
        if at < len(block) and not _ends_sentence(block, match.start(), at):
            continue
        spans.append((begin, at))
        begin = at
    spans.append((begin, len(block)))
    trimmed = ((_skip(block, low, high), low + len(block[low:high].rstrip())) for low, high in spans)
    return tuple((offset + low, offset + high) for low, high in trimmed if low < high)


def _skip(block: str, low: int, high: int) -> int:
    while low < high and block[low].isspace():
        low += 1
    return low


def _ends_sentence(block: str, stop: int, at: int) -> bool:
    """Tell whether the stop at `stop`, whose closing marks end at `at`, ends a sentence."""
    if block[stop] in _WIDE or block[at - 1] in _WIDE:
        return True
    if not block[at].isspace():
        return False
    follows = block[_skip(block, at, len(block)) :][:40].lstrip(_OPENERS)
    first = follows[:1]
    if not first:
        return True
    if first.islower():
        return False  # a quotation that goes on ("Now!" he said), an abbreviation, an ellipsis
    if block[stop] != "." or block[stop : stop + 2] == "..":
        return True
    word = _LAST_WORD.search(block[max(0, stop - 24) : stop])
    return _ends_after(word[0], follows, at - stop > 1) if word else True


def _ends_after(word: str, follows: str, is_closed: bool) -> bool:
    """Tell whether a full stop after `word` ends a sentence, with a capital letter or figure behind it."""
    plain = word.casefold()
    following = regex.match(r"[\p{L}\p{N}]+", follows)
    following_word = following[0].casefold() if following else ""
    if len(word) == 1 and word.isalpha() and word.isupper():
        return is_closed or (word == "I" and following_word in _SENTENCE_OPENERS)
    if plain not in _ABBREVIATIONS:
        return True
    if plain in _BEFORE_FIGURES:
        return not follows[:1].isdigit()
    if is_closed:
        return True
    if plain in _MONTHS_AND_DAYS and not word[:1].isupper():
        return True
    return plain in _MAY_END and following_word in _SENTENCE_OPENERS


def sentence_at(text: str, block_start: int, block_end: int, offset: int) -> tuple[int, int]:
    """Give the sentence at an offset; between two sentences it is the one before."""
    spans = sentence_spans(text, block_start, block_end)
    if not spans:
        return block_start, block_start
    index = bisect_right([low for low, _ in spans], offset) - 1
    return spans[max(0, index)]


def next_word_end(text: str, offset: int) -> int:
    """Give the end of the word behind an offset, or the text's end."""
    for match in _WORD.finditer(text, offset):
        if match.end() > offset and text[match.start()].isalnum():
            return int(match.end())
    return len(text)


def previous_word_start(text: str, offset: int) -> int:
    """Give the beginning of the word before an offset, or 0."""
    low = max(0, offset - 256)
    best = 0
    for match in _WORD.finditer(text, low, offset):
        if text[match.start()].isalnum():
            best = match.start()
    return best
