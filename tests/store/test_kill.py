"""A process that annotates is killed at random moments; nothing that it had acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.records import StatementFilter
from annotator.store.doctor import examine
from annotator.store.project import ProjectStore
from tests.builders import build
from tests.tools import subprocess_environment

KILLS = 50
LONGEST_LIFE_S = 0.25

# One interpreter that starts once: each line it reads makes it fork a process that annotates until it is killed.
BREEDER = """
import os, random, sys
from pathlib import Path
from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.identity import new_uid
from annotator.store.project import ProjectStore

def annotate(path, publishes):
    store = ProjectStore.open(path)
    reader = store.reader
    os.write(1, f"born {os.getpid()}\\n".encode())
    (source,) = reader.sources()
    text = reader.text(source.revision_uid)
    (tag,), (chapter,) = reader.tags(), reader.chapters()
    (me, *_) = reader.reviewers()
    while True:
        start = random.randrange(len(text) - 30)
        anchor = make_anchor(source.revision_uid, text, start, start + random.randrange(5, 30))
        uid = new_uid()
        drafts = edits.add_statement(
            anchor, source.uid, reader.next_statement_number(), reviewer_uid=me.uid, tag_uids=[tag.uid], uid=uid
        )
        drafts += edits.place_statement(reader, chapter.uid, uid)
        store.apply(drafts, me.uid)
        os.write(1, f"kept {uid}\\n".encode())
        if publishes and random.random() < 0.3:
            store.publish()

for line in sys.stdin:
    child = os.fork()
    if not child:
        annotate(Path(sys.argv[1]), line.strip() == "publish")
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""


class Breeder:
    """The interpreter that forks the processes to be killed."""

    def __init__(self, project: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", BREEDER, str(project)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=subprocess_environment(),
        )

    def close(self) -> None:
        """End the interpreter, which has no process alive by now."""
        self._process.communicate(timeout=10)

    def kill_one(self, life_s: float, *, publishes: bool) -> list[str]:
        """Let a process annotate for so long, kill it, and give what it had acknowledged."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("publish\n" if publishes else "annotate\n")
        self._process.stdin.flush()
        said, _, number = self._process.stdout.readline().partition(" ")
        assert said == "born"
        time.sleep(life_s)
        os.kill(int(number), signal.SIGKILL)
        kept = []
        while (line := self._process.stdout.readline().strip()) != "dead":
            assert line.startswith("kept ")
            kept.append(line.removeprefix("kept "))
        return kept


@pytest.fixture
def project(tmp_path: Path) -> Path:
    from annotator.core import edits

    built = build(tmp_path / "a.annotator")
    built.do(edits.add_tag(built.store.reader, "delay"))
    built.do(edits.add_chapter(built.store.reader, "The night"))
    built.store.publish()
    built.store.close()
    return built.store.shared_path


@pytest.fixture
def breeder(project: Path) -> Iterator[Breeder]:
    made = Breeder(project)
    yield made
    made.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only POSIX systems can fork, and kill without a word")
def test_nothing_that_was_acknowledged_is_lost_when_the_process_is_killed(project: Path, breeder: Breeder):
    chance = random.Random(20250428)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        kept = breeder.kill_one(chance.random() * LONGEST_LIFE_S, publishes=kill % 3 == 0)
        acknowledged.update(kept)
        # The lock of a killed process expires after a minute; the test cannot wait for so long.
        project.with_name(f".{project.name}.lock").unlink(missing_ok=True)
        assert acknowledged <= there(project), f"kill {kill} lost statements"
    assert len(acknowledged) > KILLS
    assert examine(working_path(project)).findings == ()
    assert examine(project).findings == ()
    assert acknowledged <= shared(project)


def there(project: Path) -> set[str]:
    """Give the statements that are there after a start like any other."""
    store = ProjectStore.open(project)
    try:
        return set(store.reader.statement_uids(StatementFilter()))
    finally:
        store.close()


def shared(project: Path) -> set[str]:
    """Save, and give the statements that somebody else then sees."""
    store = ProjectStore.open(project)
    store.publish()
    store.close()
    other = ProjectStore.open(project, private=True)
    try:
        return set(other.reader.statement_uids(StatementFilter()))
    finally:
        other.close()


def working_path(project: Path) -> Path:
    """Give the working copy that the killed processes shared."""
    store = ProjectStore.open(project)
    store.close()
    return store.working_path
