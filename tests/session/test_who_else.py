"""Following what is selected, and linking to what is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.records import Reviewer, StatementFilter
from annotator.core.similarity.answers import AlikePassage
from annotator.session.project_session import ProjectSession
from annotator.session.who_else import WhoElse
from annotator.session.who_else_question import Wish
from tests.builders import ME, Built, article, build

SAID = "On Monday the harbour master spoke of dense fog over the outer bank."
SAME = "On Monday the harbour master spoke of dense fog over the outer bank, a paper says."


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator", ["The ferry was late.", SAID])
    new = edits.add_source(made.store.uid, article([SAME], "Same", "same.txt"))
    made.store.apply(new.drafts, ME, blobs=new.blobs)
    made.store.index_passages()
    return made


@pytest.fixture
def session(built: Built, qapp: object) -> Iterator[ProjectSession]:
    opened = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield opened
    opened.close()


@pytest.fixture
def who_else(session: ProjectSession) -> Iterator[WhoElse]:
    made = WhoElse(session)
    made.set_watched(True)
    yield made
    made.stop()


def words(built: Built) -> Wish:
    start = built.text.index(SAID)
    return Wish("", built.source_uid, start, start + len(SAID))


def answered(who_else: WhoElse, wish: Wish, qtbot: QtBot) -> list[AlikePassage]:
    who_else.ask_for(wish)
    qtbot.waitUntil(lambda: who_else.is_current)
    assert who_else.answer is not None
    return who_else.answer.passages


def count(session: ProjectSession) -> int:
    return len(session.reader.statement_uids(StatementFilter()))


def test_the_answer_comes_by_itself(who_else: WhoElse, built: Built, qtbot: QtBot):
    assert [each.text for each in answered(who_else, words(built), qtbot)] == [SAME]


def test_while_nobody_looks_nothing_is_asked(who_else: WhoElse, built: Built, qtbot: QtBot):
    who_else.set_watched(False)
    who_else.ask_for(words(built))
    qtbot.wait(300)
    assert who_else.answer is None
    who_else.set_watched(True)
    qtbot.waitUntil(lambda: who_else.is_current)


def test_only_the_newest_wish_is_answered(who_else: WhoElse, built: Built, qtbot: QtBot):
    seen: list[Wish | None] = []
    who_else.answered.connect(lambda: seen.append(who_else.answer.wish if who_else.answer else None))
    who_else.ask_for(Wish("", built.source_uid, 0, 5))
    answered(who_else, words(built), qtbot)
    assert seen == [words(built)]


def test_words_and_passage_become_statements_in_one_step_with_their_link(
    who_else: WhoElse, session: ProjectSession, built: Built, qtbot: QtBot
):
    (passage,) = answered(who_else, words(built), qtbot)
    made = who_else.link("contradicts", passage)
    session.perform(made.drafts, "Link statements")
    one, other = (session.reader.statement(uid) for uid in (made.from_uid, made.to_uid))
    assert (one.anchor.quote, other.anchor.quote, one.number, other.number) == (SAID, SAME, 1, 2)
    assert [link.kind for link in session.reader.links_of(one.uid)] == ["contradicts"]
    session.undo()
    assert (count(session), session.reader.links()) == (0, [])


def test_statements_that_are_there_are_only_linked(
    who_else: WhoElse, session: ProjectSession, built: Built, qtbot: QtBot
):
    uid = built.statement(SAID)
    (passage,) = answered(who_else, Wish(uid), qtbot)
    session.perform(who_else.link("supports", passage).drafts, "Link statements")
    (linked,) = session.reader.links()
    assert (linked.kind, linked.from_uid, count(session)) == ("supports", uid, 2)
    qtbot.waitUntil(lambda: who_else.answer is not None and len(who_else.answer.linked) == 1)


def test_an_answer_to_something_else_is_not_linked(who_else: WhoElse, built: Built, qtbot: QtBot):
    (passage,) = answered(who_else, words(built), qtbot)
    who_else.ask_for(Wish("", built.source_uid, 0, 5))
    with pytest.raises(RefusedError):
        who_else.link("supports", passage)


def test_what_is_not_alike_is_shown_no_more_until_it_is_brought_back(
    who_else: WhoElse, session: ProjectSession, built: Built, qtbot: QtBot
):
    (passage,) = answered(who_else, words(built), qtbot)
    with qtbot.waitSignal(who_else.answered):
        who_else.dismiss(passage)
    assert who_else.answer is not None
    assert (who_else.answer.passages, who_else.answer.dismissed) == ([], 1)
    assert not session.can_undo
    other = WhoElse(session)
    other.set_watched(True)
    assert answered(other, words(built), qtbot) == []
    with qtbot.waitSignal(who_else.answered):
        who_else.bring_back()
    assert [each.text for each in who_else.answer.passages] == [SAME]


def test_it_is_dismissed_for_these_words_only(who_else: WhoElse, built: Built, qtbot: QtBot):
    (passage,) = answered(who_else, words(built), qtbot)
    with qtbot.waitSignal(who_else.answered):
        who_else.dismiss(passage)
    uid = built.statement(SAID)
    assert [each.text for each in answered(who_else, Wish(uid), qtbot)] == [SAME]


def test_a_statement_that_goes_leaves_nothing_to_look_for(
    who_else: WhoElse, session: ProjectSession, built: Built, qtbot: QtBot
):
    uid = built.statement(SAID)
    answered(who_else, Wish(uid), qtbot)
    session.perform(edits.delete_statements([uid]), "Delete")
    qtbot.waitUntil(lambda: who_else.wish is None)
    assert who_else.answer is None
