"""Sources that are alike, found behind the window, and what is decided about them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.dates import parse_date
from annotator.core.errors import RefusedError
from annotator.core.records import Reviewer
from annotator.session import likeness_session
from annotator.session.likeness_session import Comparison, LikenessSession, likeness_in, likeness_words
from annotator.session.project_session import ProjectSession
from tests.builders import ME, Built, article, build
from tests.core.test_alike import ALIKE, SAME, pairs
from tests.store.test_likeness import LATER, OTHER, WORDS

REVIEWER = Reviewer(ME, "Ann Author", "AA", "Blue")
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness_session, "FIRST_DELAY_MS", 0)
    monkeypatch.setattr(likeness_session, "DELAY_MS", 0)


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator", WORDS)
    made.do(edits.correct_metadata(made.source_uid, "published", parse_date("3 Mar 2024")))
    add(made, LATER, "later")
    add(made, OTHER, "other")
    return made


@pytest.fixture
def session(built: Built, qapp: object) -> Iterator[ProjectSession]:
    opened = ProjectSession(built.store, REVIEWER)
    yield opened
    opened.close()


@pytest.fixture
def likeness(session: ProjectSession, qtbot: QtBot) -> Iterator[LikenessSession]:
    made = likeness_in(session)
    settle(made, qtbot)
    yield made
    made.stop()


def add(built: Built, paragraphs: tuple[str, ...], name: str, date: str = "5 Mar 2024") -> str:
    new = edits.add_source(built.store.uid, article(paragraphs, f"Title of {name}", f"{name}.txt"))
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    built.do(edits.correct_metadata(new.source_uid, "published", parse_date(date)))
    return new.source_uid


def settle(likeness: LikenessSession, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: likeness.is_known and not likeness.is_busy and not likeness.is_joining, timeout=10_000)


def files(likeness: LikenessSession) -> list[tuple[str, str]]:
    return [(pair.older.file_name, pair.newer.file_name) for pair in likeness.pairs]


def test_pairs_are_found_when_a_project_is_opened(likeness: LikenessSession) -> None:
    assert files(likeness) == [("ferry.txt", "later.txt")]


def test_there_is_one_for_each_open_project(likeness: LikenessSession, session: ProjectSession) -> None:
    assert likeness_in(session) is likeness


def test_a_source_that_comes_in_is_compared(likeness: LikenessSession, session: ProjectSession, qtbot: QtBot) -> None:
    new = edits.add_source(session.project_uid, article((*OTHER, "One more."), "Other title", "again.txt"))
    session.perform(new.drafts, "Import", blobs=new.blobs)
    settle(likeness, qtbot)
    assert len(likeness.pairs) == 2


def test_versions_become_one_source_in_one_step(
    likeness: LikenessSession, session: ProjectSession, qtbot: QtBot
) -> None:
    (pair,) = likeness.pairs
    with qtbot.waitSignal(likeness.joined, timeout=10_000) as told:
        likeness.join(pair, pair.newer.uid)
        assert likeness.is_joining
    assert told.args[0] == pair.newer.uid
    assert likeness.pairs == []
    assert not session.reader.has_source(pair.older.uid)
    session.undo()
    assert session.reader.has_source(pair.older.uid)
    settle(likeness, qtbot)
    assert files(likeness) == [("ferry.txt", "later.txt")]


def test_whichever_stays_has_the_later_text(likeness: LikenessSession, session: ProjectSession, qtbot: QtBot) -> None:
    (pair,) = likeness.pairs
    with qtbot.waitSignal(likeness.joined, timeout=10_000):
        likeness.join(pair, pair.older.uid)
    source = session.reader.source(pair.older.uid)
    assert LATER[-1] in session.reader.text(source.revision_uid)


def test_joining_what_somebody_deleted_meanwhile_is_refused(
    likeness: LikenessSession, session: ProjectSession, qtbot: QtBot
) -> None:
    (pair,) = likeness.pairs
    session.perform(edits.delete_source(session.reader, pair.older.uid), "Delete")
    with qtbot.waitSignal(likeness.failed, timeout=10_000) as told:
        likeness.join(pair, pair.newer.uid)
    assert isinstance(told.args[0], RefusedError)
    assert not likeness.is_joining


def test_what_is_kept_apart_is_gone_at_once_and_comes_back_with_undo(
    likeness: LikenessSession, session: ProjectSession, qtbot: QtBot
) -> None:
    (pair,) = likeness.pairs
    likeness.keep_apart(pair)
    assert likeness.pairs == []
    settle(likeness, qtbot)
    assert likeness.pairs == []
    session.undo()
    settle(likeness, qtbot)
    assert files(likeness) == [("ferry.txt", "later.txt")]


def test_one_origin_is_named_on_both(likeness: LikenessSession, session: ProjectSession, qtbot: QtBot) -> None:
    (pair,) = likeness.pairs
    likeness.share_origin(pair, "Coast Wire")
    assert [session.reader.source(each.uid).origin for each in (pair.older, pair.newer)] == ["Coast Wire"] * 2
    settle(likeness, qtbot)
    assert likeness.pairs == []


@pytest.mark.parametrize("at_once", [0, 10_000])
def test_two_texts_are_laid_beside_each_other(
    likeness: LikenessSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(likeness_session, "MOST_WORDS_AT_ONCE", at_once)
    (pair,) = likeness.pairs
    with qtbot.waitSignal(likeness.compared, timeout=10_000) as told:
        likeness.compare(pair)
    comparison = told.args[0]
    assert isinstance(comparison, Comparison)
    assert (comparison.older_uid, comparison.newer_uid) == (pair.older.uid, pair.newer.uid)
    assert sum(not row.is_same for row in comparison.rows) >= 2


def test_how_much_two_are_alike_is_said_in_a_few_words() -> None:
    assert likeness_words(pairs(post_weekly=SAME)[0]) == "Same text"
    assert likeness_words(pairs(post_weekly=ALIKE)[0]) == "90 % the same"
