"""Where sentences begin and end, by rules of our own; and the steps by word and sentence that keys take."""

from bisect import bisect_right
from functools import lru_cache

import regex

# A stop with what closes behind it: quotation marks, brackets, a reference mark such as [1].
_STOP = regex.compile(r"(?:\.(?: \.)+|[.!?…؟।۔]+|[。！？．｡]+)(?:[\"'”’»」』)\]）】]|\[\^?\w{1,3}\])*")
_WIDE = frozenset("。！？．｡」』）】")
_OPENERS = "\"'“‘«„「『([（【¿¡—–-"
_OPENERS_AND_SPACE = _OPENERS + " "
_ABBREVIATIONS = frozenset(
    "mr mrs ms mme dr prof sen rep gov gen col lt sgt capt cmdr adm maj brig st mt ft rev hon pres sec amb jr sr "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun "
    "no nos vol vols fig figs p pp para art ch ed eds cf vs etc al inc ltd co corp dept univ est approx ca c "
    "e.g i.e u.s u.k u.n e.u u.s.s.r d.p.r.k r.o.k d.c a.m p.m ph.d nr bzw z.b d.h г гг ул им тыс млн млрд руб "
    "проф акад ген адм полк о оз р пос пл просп наб св см д корп кв стр рис гл د أ أ.د".split()
)
# After these a capital letter does begin a sentence, unless more of a name follows.
_MAY_END = frozenset("etc al u.s u.k u.n e.u u.s.s.r d.p.r.k r.o.k d.c a.m p.m jr sr inc ltd co corp ph.d".split())
# Only a figure behind them makes them an abbreviation ("No. 5"); else they are words that end sentences.
_BEFORE_FIGURES = frozenset(
    "no nos nr vol vols fig figs p pp para art ch jan feb mar apr jun jul aug sep sept oct nov dec "
    "д корп кв стр рис гл".split()
)
_DAYS = frozenset("sun sat mon wed".split())
_LETTERS = regex.compile(r"[\p{L}\p{N}]+")
_LONGEST_WORD = 24
_LAST_WORD = regex.compile(r"[\p{L}\p{N}](?:[\p{L}\p{N}’'-]|\.(?=\p{L}))*$")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]")
_SENTENCE_OPENERS = frozenset(
    "the a an this that these those it he she they we i you in on at but and however meanwhile according when while "
    "if as there its his her their our after before since although for with by to from such so yet still then".split()
)
# Who asked, behind a question or an exclamation that ends with its quotation mark.
_SPEAKER = regex.compile(
    r"(?:\p{Lu}[\p{L}’'-]*\.?\s+){1,4}(?:said|says|asked|asks|added|adds|told|wrote|writes|replied|shouted|cried)\b"
)
_ARABIC_SPEAKER = regex.compile(r"[وف]?(?:قال|سأل|أضاف|أجاب|تساءل|رد|صاح|صرح|كتب)ت?\b")
_CHINESE_SPEAKER = regex.compile(r"[\p{Han}·]{1,10}?(?:[问問说說答喊]道?|[写寫]?道|表示|[称稱])[。，,.！]")
_QUOTE_ENDS = frozenset("\"'”’»")
_WIDE_QUOTE_ENDS = frozenset("”’」』")
# What ends a Korean sentence, also where the space behind its stop is missing.
_KOREAN_ENDS = frozenset("다요까죠")
_HANGUL = regex.compile("[가-힣]")


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
        return _ends_wide(block, stop, at)
    if not block[at].isspace():
        is_bare = at == stop + 1 and block[max(0, stop - 1)] in _KOREAN_ENDS
        return is_bare and _HANGUL.match(block, at) is not None
    begin = _skip(block, at, len(block))
    if block[at - 1] in _QUOTE_ENDS and _ARABIC_SPEAKER.match(block, begin):
        return False
    follows = block[begin : begin + 80].lstrip(_OPENERS_AND_SPACE)
    first = follows[:1]
    if not first:
        return True
    if first.islower():
        return False  # a quotation that goes on ("Now!" he said), an abbreviation, an ellipsis
    if block[stop] in "?!" and block[at - 1] in _QUOTE_ENDS and _SPEAKER.match(block, begin):
        return False
    if block[stop] != "." or block.startswith(("..", ". ."), stop):
        return True
    word = _word_before(block, stop)
    return _ends_after(word, follows, at - stop > 1) if word else True


def _word_before(block: str, stop: int) -> str:
    """Give the word that ends at a stop, or ""; with an abbreviation's own stops."""
    tail = block[max(0, stop - _LONGEST_WORD) : stop]
    tail = tail[tail.rfind(" ") + 1 :]
    if tail.isalpha():  # nearly always, and much sooner known
        return tail
    found = _LAST_WORD.search(tail)
    return found[0] if found else ""


def _ends_wide(block: str, stop: int, at: int) -> bool:
    """Tell whether a stop of the scripts that are written without spaces ends a sentence."""
    if block[stop] == "．" and block[at].isdigit():
        return False
    if block[at - 1] in "」』" and block[at] in "とってな":
        return False  # 「…。」と goes on
    return block[at - 1] not in _WIDE_QUOTE_ENDS or _CHINESE_SPEAKER.match(block, at) is None


def _ends_after(word: str, follows: str, is_closed: bool) -> bool:
    """Tell whether a full stop after `word` ends a sentence, with a capital letter or figure behind it."""
    plain = word.casefold()
    if len(word) > 1 and plain not in _ABBREVIATIONS:
        return True
    following = _LETTERS.match(follows)
    following_word = following[0].casefold() if following else ""
    if len(word) == 1 and word.isalpha() and word.isupper():
        # "Plan B. Then …" ends, "J. A. Smith" does not.
        is_initial = len(following_word) == 1 and follows[1:2] == "."
        return is_closed or (following_word in _SENTENCE_OPENERS and not is_initial)
    if plain not in _ABBREVIATIONS:
        return True
    if plain in _BEFORE_FIGURES:
        return not follows[:1].isdigit()
    if is_closed:
        return True
    if plain in _DAYS and not word[:1].isupper():
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
