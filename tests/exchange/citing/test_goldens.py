"""What each style makes of each source, for a person to read and compare with the style's manual."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.briefing import Run
from annotator.core.words import words_for
from annotator.exchange.citing import STYLES, CslStyle, csl_style
from tests.exchange.citing.corpus import CORPUS
from tests.memory import about, day, month, uid

GOLDENS = Path(__file__).parent / "goldens"
# ANNOTATOR_WRITE_GOLDENS=1 writes them again; look at the difference before it is kept.
_WRITE = os.environ.get("ANNOTATOR_WRITE_GOLDENS") == "1"
_OFFERED = [(key, language) for key, info in STYLES.items() for language in info.languages]


def _shown(runs: tuple[Run, ...]) -> str:
    """Italics between asterisks."""
    return "".join(f"*{run.text}*" if run.mark == "italic" else run.text for run in runs)


def _sources(style: CslStyle) -> Iterator[str]:
    for name, source in CORPUS.items():
        yield f"== {name}"
        yield f"first  {_shown(style.first(source, ('paragraph', 3)))}"
        yield f"later  {_shown(style.later(source, ('paragraph', 3)))}"
        yield f"entry  {_shown(style.entry(source))}"
        yield ""


def _places(style: CslStyle, language: str) -> Iterator[str]:
    source = CORPUS["Korean" if language == "ko" else "one author"]
    for kind, number in [("", 0), ("paragraph", 0), *((kind, 12) for kind in words_for(language).locators)]:
        yield f"== {kind or 'no place'}, {number or 'no number'}"
        yield f"first  {_shown(style.first(source, (kind, number)))}"
        yield f"later  {_shown(style.later(source, (kind, number)))}"
        yield f"ibid   {_shown(style.ibid(source, (kind, number)))}"
        yield ""


def _alike(key: str, language: str) -> Iterator[str]:
    """Several sources of one author and year."""
    source = CORPUS["Korean" if language == "ko" else "one author"]
    dates = [
        day(2025, 4, 28),
        day(2025, 4, 29),
        month(2025, 6),
        about(day(2025, 8, 21).start, day(2025, 8, 31).start),
        day(2024, 1, 1),
        None,
        None,
    ]
    alike = [
        replace(source, uid=uid(f"alike {at}"), title=f"{source.title} {at}", published=known)
        for at, known in enumerate(dates)
    ]
    style = csl_style(key, words_for(language), sources=alike)
    for each in sorted(alike, key=style.sort_key):
        yield f"later  {_shown(style.later(each, ('', 0)))}"
        yield f"entry  {_shown(style.entry(each))}"
        yield ""


def _bibliography(style: CslStyle) -> Iterator[str]:
    for source in sorted(CORPUS.values(), key=style.sort_key):
        yield _shown(style.entry(source))


@pytest.mark.parametrize(("key", "language"), _OFFERED)
def test_each_source_is_cited_as_it_always_was(key: str, language: str):
    style = csl_style(key, words_for(language))
    lines = [
        f"#### {STYLES[key].name}, {language}",
        "",
        *_sources(style),
        "#### Places in a source",
        "",
        *_places(style, language),
        "#### One author and year",
        "",
        *_alike(key, language),
        "#### The bibliography in its order",
        "",
        *_bibliography(style),
    ]
    made = "\n".join(lines) + "\n"
    path = GOLDENS / f"{key}-{language}.txt"
    if _WRITE:
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


def test_no_golden_is_left_of_a_style_that_is_not_offered():
    assert {path.stem for path in GOLDENS.iterdir()} == {f"{key}-{language}" for key, language in _OFFERED}
