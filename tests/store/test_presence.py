import os
import time
from pathlib import Path

import pytest

from annotator.store.presence import GONE_AFTER_S, PresenceFile


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    path = tmp_path / "the [late] ferry.annotator"
    path.touch()
    return path


def test_those_who_have_it_open_see_each_other_and_not_themselves(shared: Path) -> None:
    ann, ben = PresenceFile(shared, "a", "Ann Author"), PresenceFile(shared, "b", "Ben Brown")
    assert ann.look_round() == []
    assert [each.name for each in ben.look_round()] == ["Ann Author"]
    assert [each.name for each in ann.look_round()] == ["Ben Brown"]


def test_whoever_closes_is_gone(shared: Path) -> None:
    ann, ben = PresenceFile(shared, "a", "Ann Author"), PresenceFile(shared, "b", "Ben Brown")
    ann.look_round()
    ann.remove()
    assert ben.look_round() == []
    ben.remove()
    assert list(shared.parent.iterdir()) == [shared]


def test_whoever_has_not_been_heard_of_is_cleared_away(shared: Path) -> None:
    ann, ben = PresenceFile(shared, "a", "Ann Author"), PresenceFile(shared, "b", "Ben Brown")
    ann.look_round()
    (left,) = shared.parent.glob(".*.here")
    long_ago = time.time() - GONE_AFTER_S - 10
    os.utime(left, (long_ago, long_ago))
    assert ben.look_round() == []
    assert not left.exists()


def test_another_project_beside_it_is_another_matter(shared: Path) -> None:
    PresenceFile(shared.with_name("other.annotator"), "a", "Ann Author").look_round()
    assert PresenceFile(shared, "b", "Ben Brown").look_round() == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 5000, b'{"reviewer": 1, "name": "x"}'])
def test_what_cannot_be_read_says_nothing(shared: Path, content: bytes) -> None:
    shared.with_name(f".{shared.name}.0123.here").write_bytes(content)
    assert PresenceFile(shared, "b", "Ben Brown").look_round() == []


def test_a_folder_that_is_not_there_disturbs_nobody(tmp_path: Path) -> None:
    alone = PresenceFile(tmp_path / "gone" / "p.annotator", "a", "Ann Author")
    assert alone.look_round() == []
    alone.remove()
