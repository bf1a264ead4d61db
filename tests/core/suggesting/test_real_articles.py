"""Quotations, speakers and dates of the four real articles, by the lines of their files, without their words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from annotator.core.dates import format_date, parse_date
from annotator.core.suggesting.suggestions import Findings, suggest
from annotator.exchange.importing.articles import read_article

# By line, who speaks each quotation there, as a part of his name; "" where the line alone is agreed on.
SPEAKERS: dict[str, dict[int, Sequence[str]]] = {
    "joongang.txt": {
        6: ["KCNA"],
        7: ["KCNA"],
        12: ["Park Won-gon"] * 2,
        15: ["Kim"],
        22: ["Hong Min"] * 2,
        28: ["South Korean government source"],
        33: ["Foreign Ministry official"],
        34: ["Foreign Ministry official"],
    },
    "report.txt": {27: ["Putin"] * 3 + ["Central Military Commission"], 29: ["Russia"], 31: ["Putin"]},
    "diplomat.txt": {21: ["Korean Central News Agency"], 27: ["Russian officials"], 33: ["Pyongyang"]},
    "38north.txt": {
        7: ["North"] * 4,
        9: ["North Korea", "CMC"],
        10: ["", ""],
        13: ["Kim Jong Un"] * 2,
        15: ["CMC"],
        16: ["Article 4"],
    },
}
# Quoted there, and agreed on neither as somebody's words nor as a term.
OPEN = {("38north.txt", 9): 1}
TERMS = {
    "joongang.txt": {4: 1, 5: 1},
    "report.txt": {},
    "diplomat.txt": {},
    "38north.txt": {3: 2, 9: 1, 12: 1},
}
PUBLISHED = {"joongang.txt": "28 April 2025", "report.txt": "22 December 2025", "38north.txt": "29 April 2025"}


@pytest.fixture
def found(shared_sources: Path) -> Mapping[str, tuple[Findings, Mapping[int, int]]]:
    """Give what is found in each article, and the line of the file in which each offset stands."""
    made = {}
    for name in SPEAKERS:
        article = read_article(shared_sources / name)
        findings = suggest(article.text, article.blocks, (), parse_date(PUBLISHED.get(name, "")))
        lines = {at: block.line for block in article.blocks for at in range(block.start, block.end + 1)}
        made[name] = findings, lines
    return made


def test_nearly_every_quotation_is_found_and_hardly_anything_else(found):
    right = missed = extra = 0
    for name, (findings, lines) in found.items():
        counted = Counter(lines[each.start] for each in findings.suggestions)
        wanted = Counter({line: len(speakers) for line, speakers in SPEAKERS[name].items()})
        right += (counted & wanted).total()
        missed += (wanted - counted).total()
        extra += sum(max(0, n - OPEN.get((name, line), 0)) for line, n in (counted - wanted).items())
    assert right / (right + missed) >= 0.95
    assert right / (right + extra) >= 0.95


def test_nearly_every_speaker_is_the_right_one(found):
    right = wrong = 0
    for name, (findings, lines) in found.items():
        for line, speakers in SPEAKERS[name].items():
            spoken = [each.speaker for each in findings.suggestions if lines[each.start] == line]
            for speaker in filter(None, speakers):
                hit = next((each for each in spoken if speaker in each), None)
                right, wrong = right + (hit is not None), wrong + (hit is None)
                spoken = (
                    spoken
                    if hit is None
                    else [each for each in spoken if each is not hit] + [hit] * (spoken.count(hit) - 1)
                )
    assert right / (right + wrong) >= 0.95


def test_terms_are_told_from_quotations(found):
    for name, (findings, lines) in found.items():
        counted = Counter(lines[start] for start, _ in findings.terms)
        assert all(counted[line] >= count for line, count in TERMS[name].items()), name


@pytest.mark.parametrize(
    ("name", "line", "dates"),
    [
        ("report.txt", 25, ["late April 2025"]),
        ("report.txt", 27, ["26 April 2025", "28 April 2025", "June 2024"]),
        ("joongang.txt", 6, ["28 April 2025"]),
        ("joongang.txt", 33, ["28 April 2025"]),
        ("38north.txt", 3, ["28 April 2025", "", "29 April 2025"]),
        ("diplomat.txt", 19, [""]),
    ],
)
def test_dates_are_resolved_as_far_as_the_article_allows(found, name: str, line: int, dates: list[str]):
    findings, lines = found[name]
    here = [each for each in findings.datings if lines[each.start] == line]
    told = [format_date(each.date) if each.date else "" for each in here]
    assert told[: len(dates)] == dates
