"""A byline taken apart into names: persons, who are turned round in a bibliography, and everybody else, who is not."""

import re

from annotator.core.records import Json

_MOST_NAMES = 40
_LETTERS_WIDE = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af"
_WIDE = re.compile(f"[{_LETTERS_WIDE}]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_JOINTS = re.compile(rf"\s+(?:&|and)\s+|\s*、\s*|(?<=[{_LETTERS_WIDE}])\s*·\s*(?=[{_LETTERS_WIDE}])")
# Small words of other languages join names only where whole names stand on both sides: "Ortega y Gasset" is one.
_OWN_JOINTS = {
    language: re.compile(rf"\s+(?:{words})\s+")
    for language, words in {"de": "und", "es": "y|e", "fr": "et", "it": "e", "pt": "e", "ru": "и", "uk": "та|і"}.items()
}
_COMMA = re.compile(r"\s*,\s*")
# Names of bodies may hold "and" and commas; those of newsrooms only are not turned round.
_BODY = re.compile(
    r"\b(?:agency|association|board|bureau|cent(?:er|re)|commission|committee|council|department|division|foundation|"
    r"institut(?:e|ion)|ministry|mission|office|organi[sz]ation|secretariat|service|society|university)\b",
    re.IGNORECASE,
)
_NEWSROOM = re.compile(
    r"\b(?:desk|editors?|group|network|news|of|for|party|police|post|press|report|reporters|research|staff|studies|"
    r"team|the|times|union|watch)\b",
    re.IGNORECASE,
)
_KOREAN_ROLE = re.compile(r"^([가-힣]{2,4})\s+(?:선임|수석|인턴)?\s*(?:기자|특파원)$")
_SUFFIX = re.compile(r"^(.+?),?\s+(Jr\.?|Sr\.?|II|III|IV)$")
# Family names that come first when they are written in Latin letters, as in "Park Hyun-ju" or "Chen Wei".
_FAMILIES_FIRST = frozenset(
    "Ahn An Bae Baek Byun Cha Chae Chen Cho Choe Choi Chung Deng Gong Guo Ha Han Heo Hong Hu Huang Hwang Im Jang Jeon "
    "Jeong Ji Jiang Jin Jo Joo Ju Jung Kang Kim Ko Koh Koo Ku Kwak Kwon Lee Li Liang Lim Lin Liu Min Moon Nam Nguyen "
    "No Noh Oh Pak Park Paik Rhee Ri Roh Ryu Seo Shin Sin Sohn Son Song Suh Sung Tran Wang Wu Xi Xu Yang Yi Yim Yoo "
    "Yoon You Yu Yun Zhang Zhao Zheng Zhou Zhu".split()
)
_PARTICLES = frozenset("de del della den der di du la le van von zu zur al el bin ibn".split())


def names(byline: str, language: str = "") -> list[Json]:
    """Give the names of a byline in the form of CSL: {"family", "given"}, or {"literal"} where nothing is turned.

    `language` is the source's, for the word that joins names in it.
    """
    found = [" ".join(each.split()) for each in _split(_BY.sub("", byline.strip()), language)]
    return [_name(each) for each in found if each][:_MOST_NAMES]


def _split(byline: str, language: str) -> list[str]:
    found: list[str] = []
    listed = [part.strip() for part in byline.split(";")]
    for part in listed:
        if _BODY.search(part) or _is_turned(part):
            found.append(part)
            continue
        for joined in _split_own(part, language):
            found += [joined] if _SUFFIX.match(joined) and joined.count(",") == 1 else _COMMA.split(joined)
    return found


def _split_own(words: str, language: str) -> list[str]:
    parts = _JOINTS.split(words)
    joint = _OWN_JOINTS.get(language.split("-")[0].lower())
    if joint is None:
        return parts
    made: list[str] = []
    for part in parts:
        pieces = joint.split(part)
        made += pieces if all(" " in piece.strip() for piece in pieces) else [part]
    return made


def _is_turned(words: str) -> bool:
    """Tell "Marsh, Lena", one name turned round, from "Lena Marsh, Jon Abara" and "Reuters, AP", which are two."""
    pieces = _COMMA.split(words)
    if len(pieces) != 2 or _WIDE.search(words) or _JOINTS.search(words) or _SUFFIX.match(words):
        return False
    family, given = pieces
    if not family or not given or (given.isupper() and len(given) > 1 and "." not in given):
        return False
    return " " not in family or family.split()[0].lower() in _PARTICLES


def _name(words: str) -> Json:
    if korean := _KOREAN_ROLE.match(words):
        return {"literal": korean[1]}
    if _WIDE.search(words) or not _LATIN.search(words) or _BODY.search(words) or _NEWSROOM.search(words):
        return {"literal": words}
    if match := _SUFFIX.match(words):
        made = _name(match[1])
        return {"literal": words} if "literal" in made else made | {"suffix": match[2]}
    family, comma, given = (piece.strip() for piece in words.partition(","))
    if comma:
        return _person(family, given, words)
    pieces = words.split()
    weight = sum(piece.lower() not in _PARTICLES for piece in pieces)
    if not 2 <= weight <= 4 or pieces[0] in _FAMILIES_FIRST:
        return {"literal": words}
    at = len(pieces) - 1
    while at > 1 and pieces[at - 1].lower() in _PARTICLES:
        at -= 1
    return _person(" ".join(pieces[at:]), " ".join(pieces[:at]), words)


def _person(family: str, given: str, words: str) -> Json:
    # citeproc-py makes ",. bell" of the initials of a given name in small letters.
    return {"family": family, "given": given} if given[:1].isupper() else {"literal": words}
