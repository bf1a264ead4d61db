import json
from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.briefing import BriefingSettings
from annotator.core.briefing.settings import (
    Confidence,
    Likelihood,
    PartChoice,
    arranged,
    checked_setting,
    is_fixed,
)
from annotator.core.errors import RefusedError

STANDARD = arranged(())
NAMES = [part.name for part in STANDARD]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
CHOICES = st.sampled_from([each.name for each in fields(BriefingSettings)])
PARTS = st.lists(st.builds(PartChoice, st.sampled_from([*NAMES, "sparkles"]), st.booleans()), max_size=20)


def test_everything_but_the_bibliography_goes_in_at_first() -> None:
    assert [part.name for part in STANDARD if not part.is_on] == ["bibliography"]


@given(PARTS)
def test_each_part_is_there_once_with_title_and_contents_in_front_whatever_was_stored(parts: list[PartChoice]) -> None:
    made = arranged(parts)
    assert sorted(part.name for part in made) == sorted(NAMES)
    assert [part.name for part in made][:2] == ["title", "contents"]
    assert all(is_fixed(part.name) for part in made[:2])
    assert arranged(made) == made


@given(st.permutations(STANDARD))
def test_parts_that_can_move_keep_the_order_that_was_chosen(order: list[PartChoice]) -> None:
    movable = [part for part in order if not is_fixed(part.name)]
    assert list(arranged(order))[2:] == movable


def test_a_part_that_was_not_named_stands_behind_the_one_before_it() -> None:
    named = [PartChoice("timeline", True), PartChoice("chapters", True)]
    order = [part.name for part in arranged(named)]
    assert order.index("timeline") < order.index("chapters")
    assert sorted(order) == sorted(NAMES)


def test_settings_come_back_from_their_stored_form() -> None:
    settings = BriefingSettings(
        parts=arranged([PartChoice("chapters", True), PartChoice("timeline", False)]),
        style="chicago",
        uses_ibid=True,
        order="date",
        empty_chapters="leave out",
        shows_links=False,
        language="ko",
        handling="For the two councils only",
        authors="Ines Falk",
        editor="M. Okafor",
        date=date(2026, 1, 2),
        carries_findings=True,
        likelihoods=(Likelihood("likely", "quite likely", 60, 80),),
        confidences=(Confidence("low", "shaky"),),
    )
    assert BriefingSettings.from_json(json.loads(json.dumps(settings.to_json()))) == settings
    assert BriefingSettings.from_json(BriefingSettings().to_json()) == BriefingSettings()


def test_parts_and_choices_of_a_newer_version_are_ignored() -> None:
    stored = {"sparkles": True, "parts": [["sparkles", True], ["timeline", False]], "editor": "M. Okafor"}
    settings = BriefingSettings.from_json(stored)
    assert settings.editor == "M. Okafor"
    assert not settings.goes_in("timeline")
    assert sorted(part.name for part in settings.parts) == sorted(NAMES)


@given(CHOICES, JSON)
def test_what_cannot_be_read_is_as_at_first_and_never_fails(name: str, value: object) -> None:
    settings = BriefingSettings.from_json({name: value, "handling" if name != "handling" else "editor": "kept"})
    assert "kept" in (settings.handling, settings.editor)
    assert isinstance(BriefingSettings.from_json(settings.to_json()), BriefingSettings)


@given(CHOICES, JSON)
def test_a_choice_is_stored_as_it_will_be_read_or_refused(name: str, value: object) -> None:
    try:
        stored = checked_setting(name, value)
    except RefusedError:
        return
    assert checked_setting(name, stored) == stored
    changed = BriefingSettings().changed(name, stored)
    assert changed.to_json()[name] == (stored if stored is not None else BriefingSettings().to_json()[name])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sparkles", True),
        ("order", "by colour"),
        ("empty_chapters", "hide"),
        ("uses_ibid", "yes"),
        ("shows_links", 1),
        ("date", "tomorrow"),
        ("editor", 7),
        ("handling", "x" * 301),
        ("parts", [["title"]]),
        ("parts", "title"),
        ("parts", [["timeline", "on"]]),
        ("likelihoods", []),
        ("likelihoods", [["likely"]]),
        ("likelihoods", [["likely", "", 80, 20]]),
        ("likelihoods", [["likely", "", 55, 80], ["likely", "", 80, 95]]),
        ("likelihoods", [["", "", 55, 80]]),
        ("confidences", []),
        ("confidences", [["low"]]),
        ("confidences", [["low", ""], ["low", ""]]),
    ],
)
def test_a_choice_that_cannot_be_is_refused(name: str, value: object) -> None:
    with pytest.raises(RefusedError):
        checked_setting(name, value)


def test_none_brings_the_standard_back() -> None:
    settings = BriefingSettings(editor="M. Okafor", order="date")
    assert settings.changed("order", None).order == "arranged"
    assert settings.changed("order", None).editor == "M. Okafor"
    assert checked_setting("order", None) is None


def test_a_line_keeps_its_words_and_loses_its_spare_spaces() -> None:
    assert checked_setting("handling", "  For the\n councils ") == "For the councils"


def test_a_part_of_the_document_is_on_only_where_it_was_chosen() -> None:
    assert BriefingSettings().goes_in("timeline")
    assert not BriefingSettings().goes_in("bibliography")
