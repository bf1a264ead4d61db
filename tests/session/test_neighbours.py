from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.records import Reviewer, StatementFilter
from annotator.session.neighbours import Neighbours
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator")
    made.statement("fog")
    made.store.publish()
    return made


@pytest.fixture
def session(built: Built, qapp: object) -> Iterator[ProjectSession]:
    opened = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield opened
    opened.close()


@pytest.fixture
def other(built: Built, tmp_path: Path) -> Iterator[ProjectStore]:
    """Somebody else's working copy of the same file, as on another computer."""
    opened = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "elsewhere")
    yield opened
    opened.close()


def test_whoever_opens_the_project_too_is_told_of(session: ProjectSession, other: ProjectStore, qtbot: QtBot) -> None:
    neighbours = Neighbours(session)
    theirs = ProjectSession(other, Reviewer(OTHER, "Ben Brown", "BB", "Rust"))
    beside = Neighbours(theirs)
    beside.look_round()
    qtbot.waitUntil(lambda: any(session.path.parent.glob(".*.here")))
    with qtbot.waitSignal(neighbours.changed):
        neighbours.look_round()
    # Two windows of one process count as one place; on two computers each would see the other.
    assert [each.name for each in neighbours.others] == ["Ben Brown"]
    beside.close()
    with qtbot.waitSignal(neighbours.changed):
        neighbours.look_round()
    assert neighbours.others == []
    neighbours.close()
    theirs.close()


def test_what_others_shared_comes_in_without_saving(
    session: ProjectSession, built: Built, other: ProjectStore, qtbot: QtBot
) -> None:
    session.save()
    qtbot.waitUntil(lambda: not session.sharing.unpublished and not session.sharing.is_saving)
    (uid,) = other.reader.statement_uids(StatementFilter())
    other.apply(edits.set_statement_field(uid, "credibility", 2), OTHER)
    other.publish()
    before = session.path.read_bytes()
    neighbours = Neighbours(session)
    with qtbot.waitSignal(session.changed) as arrived:
        neighbours.look_round()
    assert arrived.args[0].has("statement")
    assert session.reader.statement(uid).credibility == 2
    assert session.path.read_bytes() == before
    neighbours.close()


def test_a_shared_file_that_is_gone_disturbs_nobody(session: ProjectSession, qtbot: QtBot) -> None:
    neighbours = Neighbours(session)
    session.path.unlink()
    neighbours.look_round()
    qtbot.waitUntil(lambda: not neighbours._is_looking)
    assert neighbours.others == ()
    neighbours.close()
