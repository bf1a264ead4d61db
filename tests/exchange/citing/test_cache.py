import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.core.words import words_for
from annotator.exchange.citing import CitationCache, cache, csl_style, styles
from tests.exchange.citing.corpus import CORPUS

_SOURCE = CORPUS["one author"]
_PLACE = ("paragraph", 3)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a program that has only just started."""
    monkeypatch.setattr(styles, "_memory", {})


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is rendered and not found."""
    seen: list[Any] = []
    render = styles.render

    def noted(*arguments: Any, **named: Any) -> Any:
        seen.append(arguments)
        return render(*arguments, **named)

    monkeypatch.setattr(styles, "render", noted)
    return seen


def _cite(folder: Path, source=_SOURCE, key: str = "apa", language: str = "en") -> str:
    styles._memory.clear()
    kept = CitationCache(folder)
    runs = csl_style(key, words_for(language), kept).first(source, _PLACE)
    kept.save()
    return "".join(run.text for run in runs)


def test_what_was_rendered_once_is_found_by_the_next_program(tmp_path: Path, rendered: list[Any]):
    first = _cite(tmp_path)
    assert _cite(tmp_path) == first
    assert len(rendered) == 1


def test_a_source_is_rendered_once_in_one_program(rendered: list[Any]):
    style = csl_style("chicago-notes", words_for("en"))
    for number in range(5):
        style.first(_SOURCE, ("page", number))
        style.later(_SOURCE, ("caption", number))
    style.entry(_SOURCE)
    assert len(rendered) == 1


def test_another_author_day_style_or_language_is_never_served_the_same(tmp_path: Path):
    other = replace(_SOURCE, author="Jon Abara")
    later = replace(_SOURCE, published=CORPUS["no author"].published)
    made = [
        _cite(tmp_path),
        _cite(tmp_path, other),
        _cite(tmp_path, later),
        _cite(tmp_path, key="chicago-notes"),
        _cite(tmp_path, language="ko"),
    ]
    assert len(set(made)) == 5
    assert _cite(tmp_path, replace(_SOURCE, title="Another title")) == made[0].replace(_SOURCE.title, "Another title")


@pytest.mark.parametrize("changed", ["sheet", "_versions"])
def test_a_changed_style_or_program_renders_anew(
    tmp_path: Path, rendered: list[Any], monkeypatch: pytest.MonkeyPatch, changed: str
):
    _cite(tmp_path)
    monkeypatch.setattr(cache, changed, lambda *_: b"another")
    _cite(tmp_path)
    assert len(rendered) == 2


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b'{"a": 1}', b'{"a": [1, 2, 3]}', b"[" * 100_000]
)
def test_a_damaged_file_is_as_if_there_were_none(tmp_path: Path, damage: bytes):
    whole = _cite(tmp_path)
    (tmp_path / "citations.json").write_bytes(damage)
    assert _cite(tmp_path) == whole
    assert json.loads((tmp_path / "citations.json").read_bytes())


def test_a_folder_that_cannot_be_written_is_not_missed(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    assert _cite(tmp_path / "file") == _cite(tmp_path)


def test_a_folder_that_is_not_there_is_made(tmp_path: Path):
    _cite(tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder" / "citations.json").exists()


def test_the_oldest_makes_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "_MOST_KEPT", 2)
    for name in ("one author", "two authors", "three authors"):
        _cite(tmp_path, CORPUS[name])
    assert len(json.loads((tmp_path / "citations.json").read_bytes())) == 2
