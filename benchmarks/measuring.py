"""Work in a process of its own: how long it took, and the most memory it ever held.

Each piece of work runs in a fresh process, so that none profits from what another has read or imported, and each
has a peak of memory that is its own. Needs a system with `wait4` (Linux, macOS).
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
LONGEST_S = 1_200
_LOOK_S = 0.05
# ru_maxrss is in KiB on Linux, in bytes on macOS.
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


class FailedWorkError(Exception):
    """A piece of work ended badly; the message is what it said last."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one piece of work went: seconds of each repetition by name, and the peak of memory in MB.

    The memory is that of the process and of those that it started, together.
    """

    seconds: Mapping[str, Sequence[float]]
    peak_mb: float
    counted: Mapping[str, int] = field(default_factory=dict)

    def median(self, name: str = "work") -> float:
        """Give the middle one of the repetitions."""
        return median(self.seconds[name])

    def percentile(self, share: float, name: str = "work") -> float:
        """Give the repetition that a share of all are no slower than."""
        ordered = sorted(self.seconds[name])
        return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Put the same work, done in several processes, together."""
    names = outcomes[0].seconds
    seconds = {name: [each for outcome in outcomes for each in outcome.seconds[name]] for name in names}
    return Outcome(seconds, max(outcome.peak_mb for outcome in outcomes), outcomes[0].counted)


def run_command(*arguments: str | Path, data_folder: Path) -> Outcome:
    """Run a command of annotator as a user does, from starting Python to its end.

    Raises:
        FailedWorkError: it did not end with status 0.
    """
    started = time.perf_counter()
    _, peak_mb = _run([sys.executable, "-m", "annotator", *map(str, arguments)], data_folder)
    return Outcome({"work": [time.perf_counter() - started]}, peak_mb)


def run_piece(module: str, name: str, data_folder: Path, **arguments: Any) -> Outcome:
    """Run a function of a module of ours in a process of its own; it says itself which part of it is timed.

    Raises:
        FailedWorkError: it raised something.
    """
    command = [sys.executable, "-m", "benchmarks.child", module, name, json.dumps(arguments, default=str)]
    output, peak_mb = _run(command, data_folder)
    said = json.loads(output.splitlines()[-1])
    return Outcome(said["seconds"], peak_mb, said["counted"])


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that a call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _run(command: list[str], data_folder: Path) -> tuple[str, float]:
    paths = (str(CHECKOUT / "src"), str(CHECKOUT))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "ANNOTATOR_DATA": str(data_folder),
        "QT_QPA_PLATFORM": "offscreen",
        "BENCHMARK_STARTED": repr(time.time()),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled once
    data_folder.mkdir(parents=True, exist_ok=True)
    out, err = data_folder / "output.txt", data_folder / "errors.txt"
    with out.open("wb") as output, err.open("wb") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment, cwd=CHECKOUT
        )
        status, peak_mb = _wait(process)
    if status != 0:
        said = err.read_text(errors="replace").strip() or out.read_text(errors="replace").strip()
        raise FailedWorkError((said.splitlines() or [f"it ended with status {status}"])[-1])
    return out.read_text(encoding="utf-8", errors="replace"), peak_mb


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, float]:
    """Wait for one process; give its status and the most memory that it and its own ever held, in MB."""
    deadline = time.monotonic() + LONGEST_S
    together, looked = 0, 0.0
    while True:
        uid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if uid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, max(usage.ru_maxrss * _PEAK_UNIT, together) / 1_000_000
        if time.monotonic() > deadline:
            process.kill()
            os.wait4(process.pid, 0)
            raise FailedWorkError(f"it was stopped after {LONGEST_S} s")
        if time.monotonic() - looked > _LOOK_S:
            together, looked = max(together, _memory_of_family(process.pid)), time.monotonic()
        time.sleep(0.005)


def _memory_of_family(pid: int) -> int:
    """Give the bytes that a process and all that it started hold now, or 0 where the system does not say."""
    total, waiting = 0, [pid]
    while waiting:
        folder = Path(f"/proc/{waiting.pop()}")
        try:
            total += int((folder / "statm").read_text().split()[1]) * resource.getpagesize()
            for thread in (folder / "task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())
        except (OSError, IndexError, ValueError):  # it has just ended
            continue
    return total
