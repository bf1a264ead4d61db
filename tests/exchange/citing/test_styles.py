import random
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.briefing import Run
from annotator.core.errors import RefusedError
from annotator.core.words import words_for
from annotator.exchange.citing import STYLES, CslStyle, csl_style, frames, styles
from tests import tools
from tests.exchange.citing.corpus import CORPUS
from tests.memory import day, source

_OFFERED = [(key, language) for key, info in STYLES.items() for language in info.languages]
_NO_PLACE = ("", 0)
_ALL = """
import sys
from annotator.core.words import words_for
from annotator.exchange.citing import STYLES, csl_style
from tests.exchange.citing.corpus import CORPUS
sources = list(CORPUS.values())
for key, info in STYLES.items():
    for language in info.languages:
        style = csl_style(key, words_for(language), sources=sources)
        for source in sorted(sources, key=style.sort_key):
            for runs in (style.first(source, ("page", 2)), style.later(source, ("title", 0)), style.entry(source)):
                sys.stdout.buffer.write(repr(runs).encode() + b"\\n")
"""


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _style(key: str, language: str = "en", **named: Any) -> CslStyle:
    return csl_style(key, words_for(language), **named)


def _letters(words: str) -> str:
    return "".join(re.findall(r"[^\W_]", words))


def test_an_unknown_style_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(RefusedError, match=r"“harvard”; the styles are: house, chicago-notes, apa, iso690\."):
        _style("harvard")


def test_a_style_is_refused_in_a_language_in_which_it_does_not_come_out_right():
    with pytest.raises(RefusedError, match="ISO 690, author and date does not come in this language"):
        _style("iso690", "ko")


@pytest.mark.parametrize(("key", "language"), _OFFERED)
@given(title=st.text(st.characters(exclude_categories=("Cs", "Co", "Cc", "Cn")), min_size=1, max_size=80))
def test_no_letter_of_a_title_is_lost_or_changed(key: str, language: str, title: str):
    cited = replace(CORPUS["one author"], title=f"x{title}x")
    style = _style(key, language)
    assert _letters(cited.title) in _letters(_text(style.entry(cited)))
    assert _letters(cited.title) in _letters(_text(style.first(cited, ("paragraph", 3))))


@pytest.mark.parametrize(("key", "language"), _OFFERED)
def test_titles_outlets_and_addresses_stand_as_their_sources_write_them(key: str, language: str):
    odd = CORPUS["odd characters"]
    for words in (odd.title, odd.outlet, odd.url):
        assert words in _text(_style(key, language).entry(odd))


@pytest.mark.parametrize(("key", "language"), _OFFERED)
def test_nothing_of_the_rendering_is_left_in_the_words(key: str, language: str):
    style = _style(key, language)
    for cited in CORPUS.values():
        for runs in (style.first(cited, ("page", 2)), style.later(cited, _NO_PLACE), style.entry(cited)):
            assert all(run.text and run.mark in ("", "italic") for run in runs)
            assert not re.search("[\ue000-\uf8ff]|&amp;|&lt;|<i>", _text(runs))
            assert not re.search(r"(?<!\.)\.\.(?!\.)|,,|\s[,.]|\(\)|\.”\.|\s\s", _text(runs))


@pytest.mark.parametrize(("key", "language"), _OFFERED)
def test_each_citation_ends_with_a_stop_or_an_address(key: str, language: str):
    style = _style(key, language)
    for cited in CORPUS.values():
        for runs in (style.first(cited, ("page", 2)), style.later(cited, _NO_PLACE), style.entry(cited)):
            assert _text(runs).endswith((".", "?", "!", "…", ".”", "?”", "…”", cited.url or "."))


@pytest.mark.parametrize(("key", "language"), _OFFERED)
@given(number=st.integers(1, 99_999))
def test_the_number_of_a_place_changes_nothing_else(key: str, language: str, number: int):
    style, cited = _style(key, language), CORPUS["digits in the title"]
    for form in (style.first, style.later):
        bare = _text(form(cited, _NO_PLACE)).removesuffix(".")
        said = style._locator(("paragraph", number))
        assert _text(form(cited, ("paragraph", number))) == f"{bare}, {said}."


@pytest.mark.parametrize(("key", "language"), _OFFERED)
def test_what_was_cited_before_changes_nothing(key: str, language: str, monkeypatch: pytest.MonkeyPatch):
    def made(seed: int) -> dict[str, Any]:
        monkeypatch.setattr(styles, "_memory", {})
        frames._style.cache_clear()
        style, names = _style(key, language), list(CORPUS)
        random.Random(seed).shuffle(names)
        return {name: (style.first(CORPUS[name], ("page", 2)), style.entry(CORPUS[name])) for name in names}

    assert made(1) == made(2) == made(3)


@pytest.mark.parametrize("key", ["apa", "iso690"])
def test_works_of_one_author_and_year_are_told_apart(key: str):
    alike = [
        replace(CORPUS["one author"], uid=f"{at:032}", title=f"Part {at}", published=day(2025, 5, 9 - at))
        for at in range(3)
    ]
    style = _style(key, sources=[*alike, CORPUS["year only"]])
    later = [_text(style.later(cited, _NO_PLACE)) for cited in alike]
    assert [re.search(r"2025(\w)", words)[1] for words in later] == ["c", "b", "a"]
    assert [re.search(r"2025(\w)", _text(style.entry(cited)))[1] for cited in alike] == ["c", "b", "a"]
    assert sorted(alike, key=style.sort_key) == alike[::-1]
    assert not re.search(r"2024\w", _text(style.entry(CORPUS["year only"])))


def test_a_date_says_no_more_than_is_known():
    known = {name: _text(_style("chicago-notes").entry(CORPUS[name])) for name in CORPUS}
    assert known["month only"].count("May 2025") == 1
    assert "The Valley, 2024." in known["year only"]
    assert "late April 2025" in known["about a month"]
    assert "ca. 1931" in known["about a year"]
    assert "n.d." in known["no date"]


def test_a_source_of_which_nothing_is_known_goes_by_its_file():
    for key, language in _OFFERED:
        assert "letter.md" in _text(_style(key, language).later(source("letter", ""), _NO_PLACE))


def test_ibid_is_only_a_word_of_styles_with_notes():
    assert _text(_style("chicago-notes").ibid(CORPUS["Korean"], ("page", 4))) == "Ibid., 4."
    assert _text(_style("chicago-notes", "ko").ibid(CORPUS["Korean"], ("page", 4))) == "같은 글, 4쪽."
    assert _text(_style("apa").ibid(CORPUS["one author"], ("page", 4))) == "Marsh, 2025, p. 4."


@pytest.mark.parametrize("key", ["chicago-notes", "apa"])
def test_names_like_korean_words_of_the_style_keep_their_letters(key: str):
    cited = replace(CORPUS["Korean"], author="김서연, 외교부")
    assert _text(_style(key, "ko").entry(cited)).startswith("김서연, 외교부. ")
    body = replace(CORPUS["Korean"], author="Department of Trade & Tolls")
    assert _text(_style(key, "ko").entry(body)).startswith("Department of Trade & Tolls. ")


def test_the_words_of_a_title_may_be_marks_of_ours():
    cited = source("odd", "A \ue005title\ue000 and \ue002more", "The \ue006Valley", day(2025, 5, 1))
    assert _text(_style("apa").entry(cited)) == "A title and more. (2025, May 1). The Valley."


@pytest.mark.parametrize(("zone", "locale", "seed"), [("Pacific/Kiritimati", "ko_KR.UTF-8", "7"), ("UTC", "C", "0")])
def test_citations_do_not_depend_on_time_zone_locale_or_hash_seed(zone: str, locale: str, seed: str):
    made = []
    for changes in ({}, {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}):
        environment = tools.subprocess_environment(**changes)
        environment["PYTHONPATH"] += f":{tools.CHECKOUT}"
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", _ALL], env=environment, capture_output=True, timeout=60
        )
        assert done.stderr == b""
        made.append(done.stdout)
    assert made[0] == made[1] != b""


def test_who_cites_in_no_style_waits_for_none():
    done = tools.run_python(
        "-c", "import sys, annotator.exchange.citing; assert not {'citeproc', 'lxml'} & set(sys.modules)"
    )
    assert (done.returncode, done.stderr) == (0, "")
