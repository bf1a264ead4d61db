"""Pages with phrases that tell are measured: what is taken for the article, beside trafilatura alone."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.pages import Score, judge_pages
from tests.exchange.importing.pages import page

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.html").write_text(page("<h1>Ferry lost in fog</h1>"), encoding="utf-8")
    phrases = {"with": ["left the harbour of Kell", "a second  ship"], "without": ["Imprint", "Sport"]}
    (tmp_path / "ferry.json").write_text(json.dumps(phrases), encoding="utf-8")
    return tmp_path


def test_each_reading_is_counted_on_its_own(folder: Path):
    seconds, counted = judge_pages(str(folder))
    assert (counted["pages"], counted["whole wanted"]) == (1, 2)
    assert (counted["shown right"], counted["shown wrong"]) == (2, 0)
    assert (counted["whole right"], counted["whole wrong"]) == (2, 2)
    assert len(seconds["ours"]) == len(seconds["peer"]) == 1


def test_the_option_prints_the_figures(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--pages", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "1 pages with 2 phrases; of these 1.000" in said
    assert "trafilatura alone" in said


def test_a_folder_without_pages_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--pages", str(tmp_path)]) == 1
    assert "there are no pages" in capsys.readouterr().err


def test_scores_are_shares():
    score = Score(right=3, wrong=1, wanted=4)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.75, 0.75)
    assert Score(0, 0, 0).f1 == Score(0, 0, 0).precision == Score(0, 0, 0).recall == 0
