"""A byline taken apart into names: persons, who are turned round in a bibliography, and everybody else, who is not."""

import re

from annotator.core.records import Json

_MOST_NAMES = 40
_JOINTS = re.compile(r"\s*(?:;|&|\band\b|\bund\b|\bet\b|\by\b|、|·)\s*")
_COMMA = re.compile(r"\s*,\s*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af]")
_BODY = re.compile(
    r"\b(?:agency|association|board|bureau|cent(?:er|re)|commission|committee|council|department|desk|editors?|"
    r"foundation|group|institute|ministry|mission|network|news|office|party|police|press|report|reporters|research|"
    r"service|society|staff|studies|team|the|times|union|university|watch|of|for)\b",
    re.IGNORECASE,
)
# Family names that come first when they are written in Latin letters, as in "Park Hyun-ju".
_FAMILIES_FIRST = frozenset(
    "Ahn An Bae Baek Byun Cha Chae Cho Choe Choi Chung Gong Ha Han Heo Hong Hwang Im Jang Jeon Jeong Ji Jin Jo Joo Ju "
    "Jung Kang Kim Ko Koh Koo Ku Kwak Kwon Lee Lim Min Moon Nam No Noh Oh Pak Park Paik Rhee Ri Roh Ryu Seo Shin Sin "
    "Sohn Son Song Suh Sung Yang Yi Yim Yoo Yoon You Yu Yun".split()
)
_PARTICLES = frozenset("de del della den der di du la le van von zu zur al el bin ibn".split())


def names(byline: str) -> list[Json]:
    """Give the names of a byline in the form of CSL: {"family", "given"}, or {"literal"} where nothing is turned."""
    return [_name(" ".join(each.split())) for each in _split(byline.strip()) if each.strip()][:_MOST_NAMES]


def _split(byline: str) -> list[str]:
    parts = [part for part in _JOINTS.split(byline) if part]
    found: list[str] = []
    for part in parts:
        pieces = [piece for piece in _COMMA.split(part) if piece]
        # "Marsh, Lena" is one name turned round; "Lena Marsh, Jon Abara" are two.
        is_turned = len(pieces) == 2 and len(parts) == 1 and " " not in pieces[0] and not _BODY.search(part)
        found += [part] if is_turned else pieces
    return found


def _name(words: str) -> Json:
    if _WIDE.search(words) or not _LATIN.search(words) or _BODY.search(words):
        return {"literal": words}
    family, comma, given = words.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    pieces = words.split()
    if not 2 <= len(pieces) <= 4 or pieces[0] in _FAMILIES_FIRST:
        return {"literal": words}
    at = len(pieces) - 1
    while at > 1 and pieces[at - 1].lower() in _PARTICLES:
        at -= 1
    return {"family": " ".join(pieces[at:]), "given": " ".join(pieces[:at])}
