from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.briefing import BriefingSettings
from annotator.core.errors import RefusedError
from tests.builders import OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def _settings(built: Built) -> BriefingSettings:
    return BriefingSettings.from_json(built.store.reader.project().briefing)


def test_a_project_that_chose_nothing_has_the_standard_briefing(built: Built) -> None:
    assert built.store.reader.project().briefing == {}
    assert _settings(built) == BriefingSettings()


def test_what_is_chosen_for_the_briefing_is_remembered_choice_by_choice(built: Built) -> None:
    built.do(edits.choose_for_briefing(built.store.uid, "handling", "  For the two\ncouncils "))
    built.do(edits.choose_for_briefing(built.store.uid, "order", "date"), OTHER)
    built.do(edits.choose_for_briefing(built.store.uid, "parts", [["timeline", False]]))
    settings = _settings(built)
    assert (settings.handling, settings.order, settings.goes_in("timeline")) == ("For the two councils", "date", False)
    assert built.store.reader.project().title == "A test"


def test_none_brings_the_standard_back(built: Built) -> None:
    built.do(edits.choose_for_briefing(built.store.uid, "order", "date"))
    built.do(edits.choose_for_briefing(built.store.uid, "order", None))
    assert _settings(built) == BriefingSettings()


@pytest.mark.parametrize(
    ("reason", "name", "value"),
    [
        ("no choice called sparkles", "sparkles", True),
        ("order cannot be", "order", "by colour"),
        ("empty chapters cannot be", "empty_chapters", "hide"),
        ("likelihoods cannot be", "likelihoods", [["likely"]]),
    ],
)
def test_a_choice_that_cannot_be_is_refused(built: Built, reason: str, name: str, value: object) -> None:
    with pytest.raises(RefusedError, match=reason):
        edits.choose_for_briefing(built.store.uid, name, value)


def test_a_descriptor_is_the_editors_until_it_is_taken_back(built: Built) -> None:
    reader = built.store.reader
    assert reader.source(built.source_uid).descriptor == ""
    built.do(edits.describe_source(built.source_uid, " A newsletter\n of the harbour. "))
    assert reader.source(built.source_uid).descriptor == "A newsletter of the harbour."
    built.do(edits.describe_source(built.source_uid, "  "))
    assert reader.source(built.source_uid).descriptor == ""
