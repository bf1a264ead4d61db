"""Every measure at a tiny size: that it works and counts what it says, never how fast it is."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.measures import MEASURES, STORE, WINDOW, meaning
from benchmarks.measuring import FailedWorkError, Outcome, joined, run_command, run_piece
from benchmarks.workshop import Workshop

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "shop", 0.002)


def test_a_piece_of_work_reports_its_seconds_and_a_peak_of_its_own(shop: Workshop):
    project = shop.imported(2)
    outcome = run_piece(STORE, "insert_rows", shop.data, project=project, before=shop.empty, folder=shop.folder, runs=2)
    assert len(outcome.seconds["work"]) == 2
    assert outcome.median() > 0
    assert outcome.peak_mb > 5
    assert outcome.counted["rows"] > 20


def test_a_command_that_is_refused_is_no_measurement(shop: Workshop):
    with pytest.raises(FailedWorkError, match="does not exist"):
        run_command("import", shop.folder / "nowhere.annotator", shop.folder, data_folder=shop.data)


def test_percentiles_are_taken_over_all_processes():
    one, two = Outcome({"work": [1.0, 2.0]}, 10), Outcome({"work": [3.0, 40.0]}, 30)
    both = joined([one, two])
    assert both.percentile(0.5) == 2.0
    assert both.percentile(0.95) == 40.0
    assert both.median() == 2.5
    assert both.peak_mb == 30


def test_the_measures_fill_a_table_and_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "figures.json"
    wanted = ("import-few", "import-mixed", "annotate", "search", "who-else", "export", "save", "reanchor", "merge")
    chosen = [word for name in wanted for word in ("--only", name)]
    assert main([*chosen, "--scale", "0.002", "--folder", str(tmp_path / "shop"), "--json", str(target)]) == 0
    figures = json.loads(target.read_text(encoding="utf-8"))
    more = {
        "search-95",
        "find",
        "find-95",
        "find-counts-95",
        "export-peer",
        "export-growth",
        "export-csl-first",
        "export-csl",
        "reanchor-long",
    }
    more |= {"save-window", "save-stall", "merge-small", "merge-again", "who-else-95", "who-else-index", "link-marks"}
    assert {line["key"] for line in figures["lines"]} == {*wanted, *more}
    for line in figures["lines"]:
        assert line["ours"] > 0
        assert line["floor"] > 0
        assert line["peak_mb"] > 5
    printed = capsys.readouterr().out
    assert "200 full statements on 10 articles" in printed
    assert "briefing of 20 statements" in printed
    assert "cores" in printed


def test_the_window_is_measured_until_its_workspace_is_painted(shop: Workshop):
    data = shop.folder / "window"
    outcome = run_piece(WINDOW, "open_window", data, project=shop.imported(2), data=data)
    assert outcome.seconds["start"][0] > outcome.seconds["work"][0] > 0


def test_a_long_article_is_shown_scrolled_and_highlighted(tmp_path: Path):
    shop = Workshop(tmp_path / "shop", 0.03)
    data = shop.folder / "read"
    outcome = run_piece(WINDOW, "read_article", data, project=shop.long, data=data, additions=2)
    assert outcome.counted == {"words": pytest.approx(6_000, rel=0.1), "statements": 302}
    assert {name: len(each) for name, each in outcome.seconds.items() if name != "frame"} == {
        "work": 1,
        "add": 2,
        "stall": 2,
    }
    assert len(outcome.seconds["frame"]) > 10
    bare = run_piece(WINDOW, "read_bare_article", data, project=shop.long, folder=shop.folder, additions=1)
    assert set(bare.seconds) == set(outcome.seconds)


def test_the_nearest_by_meaning_are_found_among_drawn_vectors(tmp_path: Path):
    pytest.importorskip("numpy", reason="it comes with the extra `semantic`")
    lines = meaning(Workshop(tmp_path / "shop", 0.002))
    assert [line.key for line in lines] == ["meaning", "meaning-words", "meaning-load"]
    assert all(line.ours > 0 and line.floor > 0 for line in lines)


def test_the_page_is_only_written_after_the_full_measurement(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["--small", "--write"])
    assert "full measurement" in capsys.readouterr().err
    assert len(MEASURES) == 15
