from pathlib import Path

import pytest

from annotator import __main__, __version__
from annotator.ui import application
from tests.tools import run_python


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Catch what the window would be opened with."""
    windows: list[list[str]] = []

    def main(arguments: list[str]) -> int:
        windows.append(arguments)
        return 0

    monkeypatch.setattr(application, "main", main)
    return windows


@pytest.mark.parametrize("arguments", [[], ["lost.annotator"], ["folder/border.annotator"]])
def test_without_a_command_the_window_opens(arguments: list[str], opened: list[list[str]]):
    assert __main__.main(arguments) == 0
    assert opened == [arguments]


def test_an_existing_file_of_any_name_opens_the_window(tmp_path: Path, opened: list[list[str]]):
    (tmp_path / "copy").write_bytes(b"")
    __main__.main([str(tmp_path / "copy")])
    assert opened == [[str(tmp_path / "copy")]]


def test_the_name_of_a_command_is_a_command_even_beside_a_file_of_that_name(
    tmp_path: Path, opened: list[list[str]], monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "sources").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        __main__.main(["sources"])
    assert ended.value.code == 2
    assert opened == []


def test_a_mistyped_command_opens_no_window(opened: list[list[str]], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        __main__.main(["exprot"])
    assert ended.value.code == 2
    assert "exprot" in capsys.readouterr().err
    assert opened == []


def test_the_program_tells_its_version():
    done = run_python("-m", "annotator", "--version")
    assert done.stdout.strip() == f"annotator, version {__version__}"
