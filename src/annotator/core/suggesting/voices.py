"""Who speaks a quotation: the voice that the sentence around it names, by patterns and without a grammar.

Offsets are those of the line that is looked at: a block's text with its quoted words blotted out.
"""

from dataclasses import dataclass
from itertools import islice

import regex

from annotator.core.suggesting import saying
from annotator.core.suggesting.marks import BLOT
from annotator.core.suggesting.subjects import Span, main_subject, name_behind, subject_before

_HANGUL = regex.compile("[가-힣]")
_CYRILLIC = regex.compile("[а-яё]", regex.I)
_LEAD = regex.compile(r"[\s,.?!—–-]*")
_NEW_CLAUSE = regex.compile(
    r"^(?:and|but|or|to|as|when|while|which|who|that|if|for|in|on|at|by|from|with|of|because|although|so)\b", regex.I
)
_LONGEST_VOICE, _LONGEST_SURE, _MOST_VERBS = 160, 80, 4
_STOPS = ".!?…"
# What may stand between a quotation and the name of its speaker: "…," its managing director, Sofie Brandt, said.
_ROLE_BEFORE = regex.compile(r"(?:\p{Ll}[\p{L}’'-]*\s+){1,8}\p{Ll}[\p{L}’'-]*,\s+")
_WORD_BEFORE = regex.compile(r"(?P<word>[\p{L}’']+)\s+$")
_PREPOSED = regex.compile(r"^(?:(?:by|in|while|when|after|before|on|without)\s+)?$", regex.I)
_DETERMINER = regex.compile(r"\b(?:the|an?|its|his|her|their|this|that|these|those|any|no|such)\s+$", regex.I)
_NOUN_BEHIND = regex.compile(
    r" (?!(?:an?|the|its|his|her|their|of|to|and|or|but|in|on|at|for|with|by|from|that|which|who|as|is|was|are|were|"
    r"has|had|have|will|would|can|could|may|might|if|when|while|because|after|before|than|then|not|over|under|into|"
    r"about|between|against)\b)\p{Ll}"
)
_INFINITIVE = regex.compile(r"\bto\s+$")
_DOCUMENT_BEFORE = regex.compile(
    r"\b(?:statement|report|dispatch|announcement|commentary|letter|message|declaration|article|post|text|speech|"
    r"communiqu[eé]|notice)\s+(?:from|by|of)\s+(?P<who>[^,;]{2,90})$"
)
_SMALL = frozenset("a an and as at by for from in into no nor of on or the to with".split())
_OPENING = " “\"'‘«"
_NAME_BEHIND_COMMA = regex.compile(r",\s+(?P<who>(?:[Tt]he\s+)?\p{Lu}[\p{L}’'.-]*(?:\s+\p{Lu}[\p{L}’'.-]*)*)")
_AUTHORED_GAP = regex.compile(r"(?:by|from|of)\s+$")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is named as speaking, and the place that says so (dates near it are when it was said).

    `who` is None where somebody says it, and who is said elsewhere. `is_sure` where the pattern leaves no doubt.
    """

    who: Span | None
    said: Span
    is_sure: bool


def find_voice(line: str, sentence: Span, quote: Span) -> Voice | None:
    """Find who speaks what is quoted, in its sentence; None where nothing says that anybody does.

    `quote` is the quotation with its marks. A sentence that follows a quotation which ended its own counts as its
    tail where it is short ("“There was fog.” Olsen said.").
    """
    voice = _korean(line, sentence, quote) if _HANGUL.search(line, *sentence) else None
    if voice is None and _CYRILLIC.search(line, *sentence):
        voice = _russian(line, sentence, quote)
    voice = voice or _in_other_languages(line, sentence, quote)
    return voice or _behind(line, sentence, quote) or _ahead(line, sentence, quote)


def is_no_speech(line: str, low: int, start: int) -> bool:
    """Tell whether the words before a quotation say that it is a name, or meant ironically."""
    return saying.SCARE.search(line, max(low, start - 40), start) is not None


def is_attribute(line: str, quote: Span) -> bool:
    """Tell whether quoted words stand before a noun like an adjective: the “green port” label."""
    return _DETERMINER.search(line, max(0, quote[0] - 12), quote[0]) is not None and (
        _NOUN_BEHIND.match(line, quote[1]) is not None and line[quote[1] - 2] not in f",;:{_STOPS}"
    )


def is_title(words: str) -> bool:
    """Tell whether words are written like a title or a name: "Comprehensive Partnership Treaty"."""
    parts = regex.findall(r"[\p{L}’'-]+", words)
    if len(parts) < 2 or not parts[0][:1].isupper() or regex.search(r"[.!?]\s|[.!?]$", words):
        return False
    return sum(part[:1].isupper() for part in parts) >= 2 and all(
        part[:1].isupper() or part in _SMALL or not part[:1].islower() for part in parts
    )


def _behind(line: str, sentence: Span, quote: Span) -> Voice | None:
    """Look right behind the quotation: "…," said Olsen; "…," the bureau added; "…," according to the port."""
    lead = _LEAD.match(line, quote[1], sentence[1])
    at = lead.end() if lead else quote[1]
    high = sentence[1]
    if at >= high:
        return None
    is_parted = any(character in ",?!—–" for character in line[max(quote[0], quote[1] - 2) : at])
    according = saying.ACCORDING.match(line, at, high)
    if according is not None:
        who = name_behind(line, according.end(), high, is_any=True)
        return Voice(who, (at, who[1] if who else according.end()), is_parted)
    verb = saying.VERB.match(line, at, high)
    if verb is not None:
        who = name_behind(line, verb.end(), high)
        if who is None or (not is_parted and _NEW_CLAUSE.match(line, at)):
            return None
        return Voice(who, (at, who[1]), is_parted)
    if _NEW_CLAUSE.match(line[at : at + 12]):
        return None
    if not is_parted and line[quote[1] - 2] not in _STOPS:
        return None
    for verb in islice(saying.VERB.finditer(line, at, min(high, at + _LONGEST_VOICE)), _MOST_VERBS):
        if BLOT in line[at : verb.start()]:
            break
        if _is_noun(line, at, verb.start(), verb[0]):
            continue
        who = subject_before(line, at, verb.start())
        if who is not None and (who[0] == at or _ROLE_BEFORE.fullmatch(line, at, who[0])):
            return Voice(who, (at, verb.end()), is_parted)
    return None


def _ahead(line: str, sentence: Span, quote: Span) -> Voice | None:
    """Look before the quotation, and take what stands nearest to it."""
    low, start = sentence[0], quote[0]
    found = [
        each
        for each in (
            _verb_ahead(line, low, quote, sentence[1]),
            _possessed_ahead(line, low, start),
            _named_ahead(line, low, start),
        )
        if each is not None
    ]
    return max(found, key=lambda each: each.said, default=None)


def _verb_ahead(line: str, low: int, quote: Span, high: int) -> Voice | None:
    """Find the last verb of saying before the quotation, and who says it."""
    start = quote[0]
    low = max(low, line.rfind(";", low, start) + 1)
    for verb in reversed(list(saying.VERB.finditer(line, low, start + 1))):
        at = verb.start()
        if _is_noun(line, low, at, verb[0]) or saying.POSSIBLY.search(line, low, at):
            continue
        if saying.PASSIVE_BY.match(line, at, start) is not None:
            continue
        is_participle = saying.PARTICIPLE.fullmatch(verb[0].split()[0]) is not None
        if is_participle and _PREPOSED.match(line[low:at].lstrip(_OPENING)) is not None:
            return Voice(_subject_of_main(line, quote[1], high), verb.span(), False)
        if is_participle:
            return Voice(_participle_subject(line, low, at), verb.span(), False)
        who = None if _INFINITIVE.search(line, low, at) else subject_before(line, low, at)
        if who is not None:
            return Voice(who, verb.span(), start - verb.end() < _LONGEST_SURE)
        return Voice(main_subject(line, low, at), verb.span(), False)
    return None


def _is_noun(line: str, low: int, at: int, verb: str) -> bool:
    """Tell whether the word is a noun here: "the report", "two claims", "in answer to"."""
    if verb not in saying.NOUN_LIKE and not saying.PARTICIPLE.fullmatch(verb):
        return False
    before = _WORD_BEFORE.search(line, max(low, at - 24), at)
    word = before["word"].casefold() if before else ""
    if saying.PARTICIPLE.fullmatch(verb):
        return word in ("the", "a", "an", "its", "his", "her", "their")
    return word in saying.BEFORE_NOUNS or word.endswith(("'s", "’s"))


def _participle_subject(line: str, low: int, at: int) -> Span | None:
    """Give who a participle belongs to: a body before it, whose report it is, else the sentence's subject."""
    before = line[low:at].rstrip()
    authored = _DOCUMENT_BEFORE.search(before.rstrip(","))
    if authored is None:
        authored = _DOCUMENT_BEFORE.search(regex.sub(r"\s*\([^()]*\)$", "", before.rstrip(",")))
    if authored is not None:
        begin = low + authored.start("who")
        return begin, low + authored.end("who")
    earlier = list(saying.VERB.finditer(line, low, at)) if before.endswith((" and", " or")) else []
    if not earlier:
        return main_subject(line, low, at)
    last = earlier[-1]
    if saying.PARTICIPLE.fullmatch(last[0].split()[0]):
        return _participle_subject(line, low, last.start())
    return subject_before(line, low, last.start())


def _subject_of_main(line: str, at: int, high: int) -> Span | None:
    """Give the subject that follows what was put before it: "By calling it “…”, Tarnholm gave"."""
    comma = line.find(",", at, high)
    name = _NAME_BEHIND_COMMA.match(line, comma, high) if comma >= 0 else None
    return name.span("who") if name else None


def _possessed_ahead(line: str, low: int, start: int) -> Voice | None:
    """Find "Veldara's declaration of …", with whose it is."""
    matches = list(saying.POSSESSED.finditer(line, low, start))
    if not matches:
        return None
    match = matches[-1]
    name = regex.search(
        r"(?:\b(?i:an?|the)\s+)?(?:\p{Lu}[\p{L}\p{N}.’'-]*\s+)*\p{Lu}[\p{L}\p{N}.-]*$", line[low : match.start()]
    )
    if name is None:
        return None
    return Voice((low + name.start(), low + name.end()), match.span(), False)


def _named_ahead(line: str, low: int, start: int) -> Voice | None:
    """Find "according to Olsen, …", "called by Olsen", "a statement by the port"."""
    best: Voice | None = None
    for match in saying.QUOTED_AS.finditer(line, low, start):
        # Behind the verb in it, which has no other subject.
        best = Voice(match.span("who"), (match.end(), match.end()), True)
    for pattern in (saying.ACCORDING, saying.PASSIVE_BY, saying.AUTHORED):
        for match in pattern.finditer(line, low, start):
            who = name_behind(line, match.end(), start, is_any=pattern is saying.ACCORDING)
            if who is None or (best is not None and best.said >= match.span()):
                continue
            if pattern is saying.AUTHORED and not _is_author(line, match, who):
                continue
            best = Voice(who, (match.start(), who[1]), pattern is not saying.AUTHORED)
    if best is not None and _AUTHORED_GAP.search(line[best.said[0] : start]) is not None:
        return None
    return best


def _is_author(line: str, match: "regex.Match[str]", who: Span) -> bool:
    """Tell an author from what is spoken of: "a declaration of Kursk’s liberation" is not Kursk's."""
    words = line[who[0] : who[1]]
    is_possessed = saying.POSSESSED.search(line, max(0, match.start() - 60), match.end()) is not None
    if is_possessed or words.endswith(("'s", "’s")):
        return False
    return match["link"] != "of" or any(word.casefold() in saying.BODY for word in words.split())


def _in_other_languages(line: str, sentence: Span, quote: Span) -> Voice | None:
    """Look before and behind the quotation by the shorter patterns of German, Chinese and Japanese."""
    for before, behind in saying.OTHER_LANGUAGES:
        match = before.search(line, sentence[0], quote[0] + 1) or behind.match(line, quote[1], sentence[1])
        if match is not None:
            return Voice(match.span("who") if "who" in match.re.groupindex else None, match.span(), True)
    return None


def _korean(line: str, sentence: Span, quote: Span) -> Voice | None:
    """Find the subject before the quotation and the verb behind it: 박 교수는 “…”고 말했다."""
    low, high = sentence
    is_said = saying.KOREAN_SAID.match(line[quote[1] : high])
    verb = saying.KOREAN_VERB.search(line, quote[1], high)
    according = [match for match in saying.KOREAN_ACCORDING.finditer(line, low, quote[0])]
    if according and (is_said or verb):
        return Voice(_korean_who(line, according[-1].span("who")), according[-1].span(), True)
    if is_said is None or verb is None:
        return None
    subjects = [match for match in saying.KOREAN_SUBJECT.finditer(line, low, quote[0])]
    topics = [match for match in subjects if match["mark"] in ("은", "는")]
    chosen = (topics or subjects)[-1:] or [
        match for match in saying.KOREAN_SUBJECT.finditer(line, quote[1] + is_said.end(), verb.start() + 1)
    ][:1]
    if not chosen:
        return Voice(None, verb.span(), False)
    return Voice(_korean_who(line, chosen[0].span("who")), verb.span(), bool(topics) or len(subjects) == 1)


def _korean_who(line: str, span: Span) -> Span | None:
    """Drop the words that only lead up to a subject: 그러나, 이날."""
    start, end = span
    while start < end:
        word = regex.match(r"\S+\s*", line[start:end])
        if word is None or word[0].strip() not in saying.KOREAN_OPENERS:
            break
        start += word.end()
    return (start, end) if start < end else None


def _russian(line: str, sentence: Span, quote: Span) -> Voice | None:
    """Find «…», — сказал Иванов; Иванов сказал: «…»; по словам Иванова, «…»."""
    low, high = sentence
    lead = _LEAD.match(line, quote[1], high)
    at = lead.end() if lead else quote[1]
    verb = saying.RUSSIAN_VERB.match(line, at, high)
    if verb is not None:
        end = _russian_end(line, verb.end(), high)
        return Voice(_stripped(line, verb.end(), end), (at, end), True)
    for begin, stop in ((at, high), (low, quote[0])):
        according = saying.RUSSIAN_ACCORDING.search(line, begin, stop)
        if according is not None and (begin == low or according.start() == at):
            end = _russian_end(line, according.end(), stop)
            return Voice(_stripped(line, according.end(), end), (according.start(), end), begin == low)
    behind = saying.RUSSIAN_VERB.search(line, at, min(high, at + 80))
    if behind is not None and at < behind.start() and line[at].isupper():
        return Voice(_stripped(line, at, behind.start()), (at, behind.end()), True)
    ahead = list(saying.RUSSIAN_VERB.finditer(line, low, quote[0]))
    if ahead:
        begin = max(line.rfind(mark, low, ahead[-1].start()) + 1 for mark in ",;—")
        who = _stripped(line, max(low, begin), ahead[-1].start())
        return Voice(who, ahead[-1].span(), who is not None)
    return None


def _russian_end(line: str, at: int, high: int) -> int:
    stop = regex.search(rf"[.,;:!?—–(«»“”\"{BLOT}]|\s(?:в|на|во|из|о|об|после|журналистам|что)\s", line[at:high])
    return at + stop.start() if stop else high


def _stripped(line: str, start: int, end: int) -> Span | None:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
