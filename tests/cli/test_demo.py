import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from annotator.cli import demo
from tests.cli.commands import run, run_json


def pretend(monkeypatch: pytest.MonkeyPatch, **modules: object) -> None:
    """Put something else in the place of the window's modules."""
    monkeypatch.setattr(demo, "_window_module", modules.__getitem__)


def test_without_a_screen_the_window_is_drawn_and_everything_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    drawn: list[Path] = []

    def draw(project: Path, folder: Path) -> list[Path]:
        drawn.append(project)
        return [folder / "read-light.png"]

    pretend(monkeypatch, pictures=SimpleNamespace(draw=draw))
    done = run("demo", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.stderr
    assert drawn == [tmp_path / "out" / "strait-of-kell.annotator"]
    assert "read-light.png" in done.stdout
    assert (tmp_path / "out" / "strait-of-kell.docx").stat().st_size > 10_000
    assert len(run_json("sources", drawn[0])) == 4


def test_a_sample_that_is_there_is_kept_as_it_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pretend(monkeypatch, pictures=SimpleNamespace(draw=lambda project, folder: []))
    run("demo", "--out", tmp_path)
    project = tmp_path / "strait-of-kell.annotator"
    before = project.read_bytes()
    done = run("demo", "--out", tmp_path)
    assert done.exit_code == 0
    assert "as you left it" in done.stdout
    assert project.read_bytes() == before


def test_where_qt_cannot_be_loaded_the_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def draw(project: Path, folder: Path) -> list[Path]:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    from annotator.ui import display_check

    pretend(monkeypatch, pictures=SimpleNamespace(draw=draw), display_check=display_check)
    done = run("demo", "--out", tmp_path)
    assert done.exit_code == 1
    assert "libEGL.so.1" in done.stderr
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "strait-of-kell.docx").exists()


def test_with_a_screen_the_window_opens_on_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opened: list[list[str]] = []

    def main(arguments: list[str]) -> int:
        opened.append(arguments)
        return 0

    monkeypatch.setattr(demo, "has_screen", lambda: True)
    pretend(monkeypatch, application=SimpleNamespace(main=main))
    assert run("demo", "--out", tmp_path).exit_code == 0
    assert opened == [[str(tmp_path / "strait-of-kell.annotator")]]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X and Wayland name their screen in a variable")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":1"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_a_screen_is_told_by_the_environment(
    environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert demo.has_screen() is expected
