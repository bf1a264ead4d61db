"""Files are read by processes of their own: what a file does to one of them costs that file and nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.core.records import Article
from annotator.exchange.importing import read_article
from annotator.exchange.importing.worker import STOPPED, TOO_MUCH_MEMORY
from annotator.exchange.importing.worker_process import TOO_LONG
from annotator.exchange.importing.workers import Answer, ReadingPool, Sketch, Wanted, read_apart
from tests.exchange.importing import unruly as unruly_worker

unruly = unruly_worker.unruly


@pytest.fixture
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(2) as made:
        yield made


def _files(folder: Path, *names: str) -> list[Wanted]:
    for name in names:
        (folder / name).write_text(f"About {name}\n\nThe ferry was late, says {name}. Nobody knew.\n", encoding="utf-8")
    return [Wanted(folder / name) for name in names]


def _said(answers: Sequence[Answer]) -> list[str]:
    return [answer.reason or answer.result.file_name for answer in answers]


def _pids(pool: ReadingPool) -> list[int]:
    return [worker._process._process.pid for worker in pool._workers if worker._process]


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_articles_are_the_same_as_when_they_are_read_here(pool: ReadingPool, tmp_path: Path):
    files = _files(tmp_path, "a.txt", "b.md", "c.txt")
    answers = list(pool.read(files))
    assert [answer.result for answer in answers] == [read_article(wanted.path) for wanted in files]
    assert [(answer.number, answer.place, answer.total) for answer in answers] == [(0, (), 1), (1, (), 1), (2, (), 1)]


def test_a_list_gets_sketches(pool: ReadingPool, tmp_path: Path):
    (answer,) = pool.read(_files(tmp_path, "a.txt"), is_sketch=True)
    assert isinstance(answer.result, Sketch)
    assert (answer.result.file_name, answer.result.words) == ("a.txt", 10)


def test_bytes_at_hand_are_read_under_their_name(pool: ReadingPool):
    (answer,) = pool.read([Wanted(Path("Pasted.txt"), b"A title\n\nWords of it.")])
    assert isinstance(answer.result, Article)
    assert (answer.result.file_name, answer.result.original) == ("Pasted.txt", b"A title\n\nWords of it.")


def test_one_process_is_enough_for_a_few_small_files(pool: ReadingPool, tmp_path: Path):
    list(pool.read(_files(tmp_path, *(f"{number}.txt" for number in range(20)))))
    assert len(pool._workers) == 1


def test_processes_are_kept_for_the_next_reading(pool: ReadingPool, tmp_path: Path):
    files = _files(tmp_path, "a.txt")
    list(pool.read(files))
    before = _pids(pool)
    list(pool.read(files))
    assert _pids(pool) == before


def test_processes_end_with_the_pool(tmp_path: Path):
    with ReadingPool(1) as pool:
        list(pool.read(_files(tmp_path, "a.txt")))
        (pid,) = _pids(pool)
    assert not _is_running(pid)


def test_a_process_that_nobody_needs_ends_by_itself(pool: ReadingPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.importing.workers.IDLE_S", 0.05)
    files = _files(tmp_path, "a.txt")
    list(pool.read(files))
    (worker,) = pool._workers or [None]
    if worker is not None:
        worker.join(10)
    assert pool._workers == []
    assert _said(list(pool.read(files))) == ["a.txt"]


def test_the_order_is_that_of_the_files_though_one_takes_longer(unruly: None, tmp_path: Path):
    names = ["slow.txt", *(f"{number:03}.txt" for number in range(80))]
    with ReadingPool(2) as pool:
        answers = list(pool.read(_files(tmp_path, *names)))
        assert len(pool._workers) == 2
    assert _said(answers) == names


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("dies.txt", STOPPED),
        ("fails.txt", STOPPED),
        ("greedy.txt", TOO_MUCH_MEMORY),
        ("raves.txt", STOPPED),
        ("boasts.txt", STOPPED),
        ("lies.txt", STOPPED),
        ("hangs.txt", TOO_LONG),
    ],
)
def test_a_file_that_is_the_end_of_its_reader_is_refused_and_the_others_are_read(
    unruly: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
):
    monkeypatch.setattr("annotator.exchange.importing.limits.LONGEST_READ_S", 1.0)
    with ReadingPool(1) as pool:
        answers = list(pool.read(_files(tmp_path, "a.txt", name, "b.txt", "c.txt")))
    assert _said(answers) == ["a.txt", reason, "b.txt", "c.txt"]


def test_many_that_kill_their_readers_hold_up_nobody(unruly: None, tmp_path: Path):
    names = [f"{'dies' if number % 3 == 0 else 'well'}-{number:02}.txt" for number in range(30)]
    with ReadingPool(2) as pool:
        answers = list(pool.read(_files(tmp_path, *names)))
    assert _said(answers) == [STOPPED if name.startswith("dies") else name for name in names]


def test_a_file_that_was_read_whole_is_not_refused_for_what_its_reader_did_then(unruly: None, tmp_path: Path):
    with ReadingPool(1) as pool:
        answers = list(pool.read(_files(tmp_path, "last word.txt", "a.txt")))
    assert _said(answers) == ["last word.txt", "a.txt"]


def test_a_process_that_is_lost_as_it_starts_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    commands = [[sys.executable, "-c", "1/0"]] * 2 + [[sys.executable, "-m", "annotator.exchange.importing.worker"]] * 9
    monkeypatch.setattr("annotator.exchange.importing.worker_process._command", lambda: commands.pop(0))
    with ReadingPool(1) as pool:
        assert _said(list(pool.read(_files(tmp_path, "a.txt", "b.txt")))) == ["a.txt", "b.txt"]


def test_what_a_library_prints_is_no_answer(unruly: None, tmp_path: Path):
    with ReadingPool(1) as pool:
        assert _said(list(pool.read(_files(tmp_path, "prints.txt", "a.txt")))) == ["prints.txt", "a.txt"]


def test_time_runs_only_while_the_reader_is_waited_for(unruly: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.importing.limits.LONGEST_READ_S", 1.0)
    monkeypatch.setattr("annotator.exchange.importing.errands.MOST_HELD", 1)
    with ReadingPool(1) as pool:
        answers = []
        for answer in pool.read(_files(tmp_path, "a.txt", "b.txt", "c.txt")):
            answers.append(answer)
            time.sleep(1.2)
            pool._end_late_workers()
    assert _said(answers) == ["a.txt", "b.txt", "c.txt"]


def test_cancelling_ends_the_readers_at_once(unruly: None, tmp_path: Path):
    asked = []
    with ReadingPool(1) as pool:
        answers = pool.read(_files(tmp_path, "a.txt", "hangs.txt"), is_cancelled=lambda: bool(asked))
        assert next(answers).result.file_name == "a.txt"
        (pid,) = _pids(pool)
        asked.append(True)
        assert list(answers) == []
        _wait_until_gone(pid)


def test_leaving_the_answers_ends_their_reader(unruly: None, tmp_path: Path):
    with ReadingPool(1) as pool:
        for _ in pool.read(_files(tmp_path, "a.txt", "hangs.txt")):
            (pid,) = _pids(pool)
            break
        _wait_until_gone(pid)


def test_whoever_waits_is_called_from_time_to_time(unruly: None, tmp_path: Path):
    waited = []
    with ReadingPool(1) as pool:
        list(pool.read(_files(tmp_path, "slow.txt"), on_wait=lambda: waited.append(1)))
    assert waited


def test_without_any_reader_it_is_the_machines_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.importing.worker_process._command", lambda: [sys.executable, "-c", "1/0"])
    with ReadingPool(1) as pool, pytest.raises(EnvironmentFaultError, match="could not be started"):
        list(pool.read(_files(tmp_path, "a.txt")))


def test_a_program_that_is_not_there_is_the_machines_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.importing.worker_process._command", lambda: [str(tmp_path / "nothing")])
    with ReadingPool(1) as pool, pytest.raises(EnvironmentFaultError, match="could not be started"):
        list(pool.read(_files(tmp_path, "a.txt")))


def test_one_file_is_read_as_the_first_article_in_it(tmp_path: Path):
    (wanted,) = _files(tmp_path, "a.txt")
    assert read_apart(wanted) == read_article(wanted.path)


def test_one_file_without_an_article_is_refused(tmp_path: Path):
    with pytest.raises(RefusedError, match="does not exist"):
        read_apart(Wanted(tmp_path / "gone.txt"))


def test_whoever_waits_for_one_file_may_leave(unruly: None, tmp_path: Path):
    def leave() -> None:
        raise KeyboardInterrupt

    (wanted,) = _files(tmp_path, "hangs.txt")
    with pytest.raises(KeyboardInterrupt):
        read_apart(wanted, leave)


def test_a_module_that_lies_about_is_not_taken_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "annotator.py").write_text("raise SystemExit(9)", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    files = _files(tmp_path, "a.txt")
    monkeypatch.chdir(tmp_path)
    with ReadingPool(1) as pool:
        assert _said(list(pool.read(files))) == ["a.txt"]


_PARENT = """
import sys
from pathlib import Path
from annotator.exchange.importing import worker_process
from annotator.exchange.importing.workers import ReadingPool, Wanted
worker_process._command = lambda: {command!r}
pool = ReadingPool(1)
for answer in pool.read([Wanted(Path(name)) for name in sys.argv[1:]]):
    print(pool._workers[0]._process._process.pid, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a reader ends when it next looks for a request")
def test_no_reader_outlives_a_parent_that_is_killed(tmp_path: Path):
    files = [str(wanted.path) for wanted in _files(tmp_path, "a.txt", "hangs.txt")]
    code = _PARENT.format(command=unruly_worker.unruly_command())
    with subprocess.Popen([sys.executable, "-c", code, *files], stdout=subprocess.PIPE) as parent:
        pid = int(parent.stdout.readline())
        assert _is_running(pid)
        parent.send_signal(signal.SIGKILL)
    _wait_until_gone(pid)


def test_the_packaged_program_can_be_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from annotator.exchange.importing.worker import ARGUMENT

    launch = Path(__file__).parents[3] / "packaging" / "launch.py"
    command = [sys.executable, str(launch), ARGUMENT]
    monkeypatch.setattr("annotator.exchange.importing.worker_process._command", lambda: command)
    with ReadingPool(1) as pool:
        assert _said(list(pool.read(_files(tmp_path, "a.txt")))) == ["a.txt"]


def _wait_until_gone(pid: int) -> None:
    for _ in range(500):
        if not _is_running(pid):
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} still runs")
