"""Who does what a verb says: the words before or behind it that name somebody, found without a grammar.

Offsets are those of the line that is looked at.
"""

import regex

from annotator.core.suggesting.marks import BLOT
from annotator.core.suggesting.saying import DOCUMENT_ALONE, VERB

Span = tuple[int, int]

_LOOKED_AT = 160
_LONGEST_SUBJECT = 14
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}\p{N}’'.-]*"
_JOINED = r"(?:of the|of|and|for the|for|the|de|la|al|bin|van|von|der|du|da|di|den|el)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_JOINED}\s+)?{_NAME_WORD})*"
_DETERMINED = r"(?:an?|the|its|his|her|their|our|one|another|several|some|many|most|two|three|four|both)"
_NAME_AT_END = regex.compile(rf"(?:\b{_DETERMINED}\s+)?(?:\b{_NAME})$")
_NAME_AT_START = regex.compile(_NAME)
_FURTHER_WORD = rf"(?!{_DETERMINED}\b)[\p{{L}}\p{{M}}\p{{N}}’'.-]+"
_DETERMINED_AT_END = regex.compile(rf"\b(?i:{_DETERMINED})(?:\s+{_FURTHER_WORD}){{1,9}}\s*$")
# What a subject cannot reach over.
_BREAKER = regex.compile(
    rf"[,;:—–(){BLOT}“”\"«»„]|"
    r"(?<!\b(?:of|for|on|in|at|by|to|from|with) )\bthat\b|"
    r"\b(?:while|when|whereas|because|although|though|as|if|but|or|after|before|since|until|how|why|where|"
    r"whether|what|than|whose|in which|with which|by which|on which)\b|"
    r"(?<!\p{Lu}[\p{L}.’'-]*)\s(?=and\b)|\band\s(?!\p{Lu})"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BETWEEN = regex.compile(
    r"(?:\s+(?:also|then|later|has|had|have|having|was|were|is|are|be|been|again|once|first|still|even|just|ever|"
    r"himself|herself|itself|themselves|not|never|neither|did|does|do|will|to|both|today|yesterday|reportedly|"
    r"(?!family|italy|july|ally)\p{Ll}+ly|"
    rf"(?:on|in|at|since|late|early)\s+(?:\p{{Lu}}\p{{L}}+day|(?:{_MONTHS})(?:\s+\d{{1,4}})?|\d{{1,2}}\s+(?:{_MONTHS})|\d{{4}})))+$"
)
_BRACKETED = regex.compile(r"\s*\([^()]{1,60}\)$")
_NAME_APPOSED = regex.compile(rf",\s+(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}})(?=[,.]|\s+(?:on|in|at|who)\b)")
# A full stop that belongs to a name: "Gen. Kolde", "J. Smith".
_ABBREVIATED = regex.compile(
    r"\b(?:\p{Lu}|Gen|Col|Lt|Maj|Capt|Adm|Sgt|Sen|Rep|Gov|Prof|Dr|Mr|Mrs|Ms|St|Rev|Hon|Amb|Sec|Pres|Cmdr)\.$"
)
_PREPOSED = regex.compile(
    r"^(?:in|on|at|by|during|after|for|from|with|under|of|to|amid|this time|earlier|later|meanwhile|however|and|but|"
    r"yet|so|then|still|also|instead|internationally|similarly)\b\s*",
    regex.I,
)
_BARE = regex.compile(rf"(?i:{_DETERMINED}|this|that|these|those|there|in|on|at|by)")
_RELATIVE = regex.compile(r"^(?:who|which|whose)\b")
_COORDINATED = regex.compile(r"\b(?:and|but|or|then)(?:\s+\p{Ll}+ly|\s+so|\s+also|\s+then|\s+later|\s+has|\s+had)*\s*$")
_APPOSED = regex.compile(r"^\s*(?:an?|the|who|which|whose|one of|now|then|formerly|its|his|her|their|\p{Ll})")
_SUBORDINATE = regex.compile(
    r"^(?:when|while|although|though|if|as|after|before|since|in|on|at|by|during|for|from|with|under|amid|given|"
    r"despite|asked|seen|faced|based|internationally|meanwhile|however)\b",
    regex.I,
)
_AUXILIARY = regex.compile(
    r"\b(?:is|are|was|were|has|had|have|will|would|can|could|may|might|did|does|do|seems?|appears?|strives?|\p{Ll}{3,}ed)\b"
)
# Where a name that follows its verb ends.
_STOP_BEHIND = regex.compile(
    rf"[.;:,!?\n—–()“”\"«»„{BLOT}]|\s(?:on|who|whom|whose|when|while|as|after|during|before|because|that|which|in|at|"
    r"to|with|but|late|early|last|this|yesterday|today|through|via|by|about|amid|following|"
    r"\p{Lu}\p{L}+day)\b|\s(?:and|or)\s(?!\p{Lu})"
)


def subject_before(line: str, low: int, at: int) -> Span | None:
    """Give who does what the verb at `at` says, as far back as `low`; None where nobody is named."""
    low = max(low, at - _LOOKED_AT * 2)
    end = _trimmed(line, low, at)
    if end <= low:
        return None
    if _COORDINATED.search(line, low, end):
        return _subject_of_earlier(line, low, end)
    if line[end - 1] == ",":
        return _before_apposition(line, low, end)
    begin = _segment_start(line, low, end)
    segment = line[begin:end]
    if not segment.strip():
        before = line[low:begin].rstrip()
        if before.endswith(" that"):
            return _antecedent(line, low, low + len(before) - len("that"))
        return _subject_of_earlier(line, low, end)
    if _RELATIVE.match(segment.strip()):
        return _antecedent(line, low, begin)
    return _narrowed(line, begin, end)


def main_subject(line: str, low: int, at: int) -> Span | None:
    """Give the subject of the clause before `at`: who a participle or an infinitive belongs to."""
    begin = low
    head = line[low:at]
    if _SUBORDINATE.match(head.lstrip("“\"'«‘ ")):
        comma = line.find(",", low, at)
        if comma < 0:
            return None
        begin = comma + 1
    while begin < at and line[begin].isspace():
        begin += 1
    for pattern in (VERB, _AUXILIARY):
        verb = pattern.search(line, begin, at)
        if verb is not None and (found := subject_before(line, begin, verb.start())) is not None:
            return found
    name = _NAME_AT_START.match(line, begin, at)
    return (name.start(), name.end()) if name and _BARE.fullmatch(name[0]) is None else None


def name_behind(line: str, at: int, high: int, *, is_any: bool = False) -> Span | None:
    """Give the name or the role that begins at `at`, up to where it ends; None where there is none.

    Of a role with its name behind a comma ("the engineer, Tom Lund") it is the name. `is_any` takes whatever stands
    there, because nothing but a voice can ("according to court papers").
    """
    while at < high and line[at].isspace():
        at += 1
    end = _end_behind(line, at, min(high, at + _LOOKED_AT))
    if end <= at or not (is_voice(line[at:end]) or (is_any and len(line[at:end].split()) <= _LONGEST_SUBJECT)):
        return None
    named = _NAME_APPOSED.match(line, end, high)
    if named is not None and line[at].islower():
        return named.span("name")
    return at, end


def is_voice(words: str) -> bool:
    """Tell whether words can name somebody: they hold a name, or begin as a role or a pronoun does."""
    parts = words.split()
    if not parts or len(parts) > _LONGEST_SUBJECT or BLOT in words or _BARE.fullmatch(words) is not None:
        return False
    first = parts[0].casefold()
    if first in ("he", "she", "they", "it", "we", "i"):
        return len(parts) == 1
    if first in ("there", "this", "that", "these", "those") and not DOCUMENT_ALONE.fullmatch(words):
        return len(parts) > 1 and any(part[:1].isupper() for part in parts[1:])
    if any(character.isupper() for character in words):
        return True
    return regex.match(rf"{_DETERMINED}\s+\p{{L}}", words, regex.I) is not None or parts[0].endswith("s")


def _end_behind(line: str, at: int, high: int) -> int:
    begin = at
    while (match := _STOP_BEHIND.search(line, begin, high)) is not None:
        if match[0] == "." and _ABBREVIATED.search(line, at, match.end()) is not None:
            begin = match.end()
            continue
        return match.start()
    return high


def _trimmed(line: str, low: int, at: int) -> int:
    """Give the end of what may be a subject: without the adverbs, auxiliaries and dates before the verb."""
    end = low + len(line[low:at].rstrip())
    while (match := _BETWEEN.search(line, max(low, end - _LOOKED_AT), end)) is not None and match.start() > low:
        end = match.start()
    while (match := _BRACKETED.search(line, max(low, end - _LOOKED_AT), end)) is not None:
        end = match.start()
    return end


def _segment_start(line: str, low: int, end: int) -> int:
    begin = low
    for match in _BREAKER.finditer(line, low, end):
        begin = match.end()
    while begin < end and line[begin].isspace():
        begin += 1
    if line.startswith("and ", begin):
        begin += 4
    return begin


def _narrowed(line: str, begin: int, end: int) -> Span | None:
    """Take from a clause's beginning what leads up to its subject."""
    segment = line[begin:end]
    if _PREPOSED.match(segment) or len(segment.split()) > _LONGEST_SUBJECT:
        found = _DETERMINED_AT_END.search(segment) or _NAME_AT_END.search(segment)
        if found is None or (found.start() == 0 and _PREPOSED.match(segment)):
            tail = regex.search(r"\p{L}[\p{L}’'-]*$", segment)
            found = tail if tail and is_voice(tail[0]) else None
        if found is None:
            return None
        return begin + found.start(), begin + found.end()
    return (begin, end) if is_voice(segment) else None


def _before_apposition(line: str, low: int, comma: int) -> Span | None:
    """Step over what stands between two commas: "Hong, a fellow at the institute, said"."""
    end = comma - 1
    while True:
        before = line.rfind(",", low, end)
        if before < 0:
            return _narrowed(line, _segment_start(line, low, end), end) if end > low else None
        inside = line[before + 1 : end].strip()
        start = before + 1 + line[before + 1 : end].index(inside) if inside else before
        name = _NAME_AT_END.search(inside)
        if inside and name is not None and name.start() == 0:
            return start, start + len(inside)
        if not _APPOSED.match(inside):
            return _narrowed(line, _segment_start(line, low, end), end)
        end = before
        narrowed = _narrowed(line, _segment_start(line, low, end), end)
        if narrowed is not None and any(character.isupper() for character in line[narrowed[0] : narrowed[1]]):
            return narrowed


def _subject_of_earlier(line: str, low: int, end: int) -> Span | None:
    """Give the subject of the verb before, for one that shares it: "he promised, and added"."""
    earlier = [match for match in VERB.finditer(line, low, end)]
    if earlier:
        return subject_before(line, low, earlier[-1].start())
    return main_subject(line, low, end)


def _antecedent(line: str, low: int, begin: int) -> Span | None:
    """Give whom "who" or "which" means: the name or the role before it."""
    end = len(line[:begin].rstrip(" ,"))
    segment = line[_segment_start(line, low, end) : end]
    found = _DETERMINED_AT_END.search(segment) or _NAME_AT_END.search(segment)
    return (end - len(segment) + found.start(), end - len(segment) + found.end()) if found else None
