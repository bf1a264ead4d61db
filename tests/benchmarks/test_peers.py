from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.corpus import story
from benchmarks.measuring import FailedWorkError


def test_a_peer_that_cannot_be_installed_is_one_plain_line_and_status_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(peers, "HOME", tmp_path)
    monkeypatch.setattr(peers.venv, "create", refuse)
    assert peers.main([]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == f"{peers.PINNED} could not be installed, so there is nothing to compare with."


def test_a_peer_that_fails_at_its_work_says_why(tmp_path: Path):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'it fell over' >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(FailedWorkError, match="it fell over"):
        peers._taguette(broken, tmp_path, tmp_path, 1, tmp_path)


def test_a_peer_gets_the_same_words_as_we_do(tmp_path: Path):
    made = story(2, 200)
    content = peers._write_html(tmp_path, made).read_text(encoding="utf-8")
    assert content.count("<p>") == len(made.paragraphs)
    assert all(words in content for words in made.paragraphs)
