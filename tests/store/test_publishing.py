"""Sharing one file: whoever is killed or fails in between leaves the old file or the new one."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import EnvironmentFaultError
from annotator.store import publishing
from annotator.store.project import ProjectStore
from tests.builders import ME, Built, build
from tests.tools import run_python


def names(path: Path) -> set[str]:
    store = ProjectStore.open(path, private=True)
    found = {tag.name for tag in store.reader.tags()}
    store.close()
    return found


def test_a_lock_that_was_left_behind_blocks_nobody_for_ever(built: Built) -> None:
    lock = built.store.shared_path.with_name(".p.annotator.lock")
    lock.write_text("somebody who is gone")
    old = time.time() - publishing.LOCK_EXPIRES_S - 1
    os.utime(lock, (old, old))
    built.do(edits.add_tag(built.store.reader, "denial"))
    built.store.publish()
    assert not lock.exists()
    assert names(built.store.shared_path) == {"denial"}


def test_somebody_who_is_saving_is_waited_for_and_then_named(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "LOCK_PATIENCE_S", 0.1)
    lock = built.store.shared_path.with_name(".p.annotator.lock")
    lock.write_text("somebody")
    with pytest.raises(EnvironmentFaultError, match="being saved by somebody else"):
        built.store.publish()
    assert lock.read_text() == "somebody"


def test_a_full_disk_leaves_the_old_file_whole(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    before = built.store.shared_path.read_bytes()
    built.do(edits.add_tag(built.store.reader, "denial"))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing.os, "fsync", full)
    with pytest.raises(EnvironmentFaultError, match="no room left"):
        built.store.publish()
    assert built.store.shared_path.read_bytes() == before
    assert [path.name for path in built.store.shared_path.parent.iterdir()] == ["p.annotator"]
    assert built.store.unpublished_count() == 1


_OVER_THE_LIMIT = """
import resource, sys
from pathlib import Path
from annotator.core import edits
from annotator.core.errors import EnvironmentFaultError
from annotator.store.project import ProjectStore
store = ProjectStore.open(Path(sys.argv[1]), data_dir=Path(sys.argv[2]))
store.apply(edits.add_tag(store.reader, "denial"), "a" * 32)
# No file may grow beyond this: what the system says to SQLite then is what it says where a quota is used up.
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    store.publish()
except EnvironmentFaultError as error:
    print(error, store.unpublished_count())
"""


@pytest.mark.skipif(os.name != "posix", reason="a limit of the size of files is something that POSIX has")
def test_a_quota_that_is_used_up_below_sqlite_leaves_the_old_file_whole(built: Built, tmp_path: Path) -> None:
    shared = built.store.shared_path
    before = shared.read_bytes()
    done = run_python("-c", _OVER_THE_LIMIT, shared, tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert ".annotator" in done.stdout
    assert done.stdout.strip().endswith(" 1")
    assert shared.read_bytes() == before
    assert [path.name for path in shared.parent.glob("*.tmp")] == []
    assert names(shared) == set()


def test_another_project_in_its_place_is_never_overwritten(built: Built, tmp_path: Path) -> None:
    other = build(tmp_path / "q.annotator")
    other.store.publish()
    other.store.close()
    (tmp_path / "q.annotator").replace(built.store.shared_path)
    before = built.store.shared_path.read_bytes()
    with pytest.raises(Exception, match="another project"):
        built.store.publish()
    assert built.store.shared_path.read_bytes() == before


def _save_for_ever(path: str, data: str, name: str) -> None:
    store = ProjectStore.open(Path(path), data_dir=Path(data))
    number = 0
    while True:
        store.apply(edits.add_tag(store.reader, f"{name} {number}"), ME)
        try:
            store.publish()
        except EnvironmentFaultError:
            continue
        Path(data, "telling").write_text(f"{name} {number}")
        os.replace(Path(data, "telling"), Path(data, "told"))
        number += 1


def test_two_who_save_at_once_and_are_killed_lose_nothing_that_was_said_to_be_shared(
    built: Built, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    workers = []
    for name in ("one", "two"):
        data = tmp_path / f"data-{name}"
        data.mkdir()
        arguments = (str(built.store.shared_path), str(data), name)
        worker = context.Process(target=_save_for_ever, args=arguments, daemon=True)
        worker.start()
        workers.append((worker, data, name))
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not all((data / "told").exists() for _, data, _ in workers):
        time.sleep(0.05)
    time.sleep(0.7)
    for worker, _, _ in workers:
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        worker.close()
    shared = names(built.store.shared_path)
    for _, data, name in workers:
        last = int((data / "told").read_text().rpartition(" ")[2])
        assert {f"{name} {number}" for number in range(last + 1)} <= shared
