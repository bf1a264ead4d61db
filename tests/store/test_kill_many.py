"""Four people save to one file and are killed again and again; what anybody was told is shared stays shared."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.records import StatementFilter
from annotator.store.doctor import examine
from annotator.store.project import ProjectStore
from annotator.store.viewing import view
from tests.builders import build
from tests.tools import subprocess_environment

PEOPLE = 4
KILLS = 50
LONGEST_LIFE_S = 0.6

# An interpreter that starts once for each person. Each line it reads makes it fork a process: one that works on the
# person's working copy until it is killed, or one of a passer-by, who saves once and never comes again.
FORKS = """
import os, random, sys
from pathlib import Path
from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.errors import EnvironmentFaultError
from annotator.core.identity import new_uid
from annotator.store.project import ProjectStore

def say(words):
    os.write(1, f"{words}\\n".encode())

def annotate(store):
    reader = store.reader
    (source,), (me, *_) = reader.sources(), reader.reviewers()
    text = reader.text(source.revision_uid)
    start = random.randrange(len(text) - 30)
    anchor = make_anchor(source.revision_uid, text, start, start + random.randrange(5, 30))
    drafts = edits.add_statement(
        anchor, source.uid, reader.next_statement_number(), reviewer_uid=me.uid, tag_uids=[reader.tags()[0].uid]
    )
    store.apply(drafts, me.uid)
    say(f"kept {drafts[0].entity_uid}")

def save(store):
    try:
        store.publish()
    except EnvironmentFaultError:
        return
    say("shared")

def work(path):
    say(f"born {os.getpid()}")
    store = ProjectStore.open(path)
    while True:
        for _ in range(random.randrange(1, 4)):
            annotate(store)
        if random.random() < 0.7:
            save(store)

def pass_by(path):
    store = ProjectStore.open(path, private=True)
    annotate(store)
    save(store)
    store.close()

for line in sys.stdin:
    child = os.fork()
    if not child:
        random.seed()
        (work if line.strip() == "work" else pass_by)(Path(sys.argv[1]))
        os._exit(0)
    say(f"gone {os.waitpid(child, 0)[1]}")
"""


@dataclass
class Person:
    """Whoever saves to the file: what was said to be kept in the working copy, and what of it to be shared."""

    project: Path
    data: Path
    kept: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)

    def __enter__(self) -> "Person":
        self._process = subprocess.Popen(
            [sys.executable, "-c", FORKS, str(self.project)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=subprocess_environment(ANNOTATOR_DATA=str(self.data)),
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def live(self, life_s: float) -> None:
        """Work for so long, from the start of a process on, and be killed."""
        self._begin("work")
        said, _, number = self._read().partition(" ")
        assert said == "born"
        time.sleep(life_s)
        os.kill(int(number), signal.SIGKILL)
        assert self._listen() == signal.SIGKILL
        self._clear_away_lock(int(number))

    def pass_by(self) -> None:
        """Save once, end as any program does, and never come back to save again."""
        self._begin("pass by")
        assert self._listen() == 0

    def _begin(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def _listen(self) -> int:
        """Take note of what a process says, and give what it ended with, as the system tells it."""
        while True:
            said, _, what = self._read().partition(" ")
            if said == "gone":
                return int(what)
            if said == "shared":
                self.shared |= self.kept
            else:
                assert said == "kept"
                self.kept.add(what)

    def _clear_away_lock(self, process: int) -> None:
        """Do at once what a minute would do: the lock of a process that was killed expires."""
        lock = self.project.with_name(f".{self.project.name}.lock")
        for _ in range(2):
            try:
                owner = lock.read_text()
            except FileNotFoundError:
                return
            if owner:
                if json.loads(owner)["process"] == process:
                    lock.unlink(missing_ok=True)
                return
            time.sleep(0.5)  # whoever has just made it is about to write his name; one who was killed never does
        lock.unlink(missing_ok=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    built = build(tmp_path / "shared" / "a.annotator")
    built.do(edits.add_tag(built.store.reader, "delay"))
    built.store.publish()
    built.store.close()
    return built.store.shared_path


@pytest.fixture
def people(project: Path, tmp_path: Path) -> Iterator[list[Person]]:
    with ExitStack() as stack:
        yield [stack.enter_context(Person(project, tmp_path / f"data-{number}")) for number in range(PEOPLE + 1)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems can fork, and kill without a word")
def test_what_four_people_were_told_is_shared_stays_in_the_file_and_the_rest_with_them(
    project: Path, people: list[Person]
) -> None:
    chance = random.Random(20250428)
    *workers, passers_by = people
    lives = [[chance.random() * LONGEST_LIFE_S for _ in range(KILLS)[number::PEOPLE]] for number in range(PEOPLE)]

    def be_killed(number: int) -> None:
        for life_s in lives[number]:
            workers[number].live(life_s)
            said = set(workers[number].shared)
            assert examine(project).findings == ()
            assert said <= statements_in(project)

    with ThreadPoolExecutor(PEOPLE) as pool:
        killed = [pool.submit(be_killed, number) for number in range(PEOPLE)]
        while not all(each.done() for each in killed):
            passers_by.pass_by()
        for each in killed:
            each.result()
    assert all(person.shared for person in people)
    assert set().union(*(person.shared for person in people)) <= statements_in(project)
    for worker in workers:
        store = ProjectStore.open(project, data_dir=worker.data)
        there = set(store.reader.statement_uids(StatementFilter()))
        store.close()
        assert worker.kept <= there
        assert examine(store.working_path).findings == ()


def statements_in(project: Path) -> set[str]:
    """Give the statements that somebody sees who opens the file as it lies there."""
    with view(project) as reader:
        return set(reader.statement_uids(StatementFilter()))
