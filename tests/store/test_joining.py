"""Sources that several people join without seeing each other: no statement is lost, and what came late follows."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.errors import RefusedError
from annotator.core.records import StatementFilter
from annotator.exchange.correcting import follow_source
from annotator.store import corrections
from annotator.store.extracting import Choice
from annotator.store.history import log_of
from annotator.store.joined import joined_sources, sources_to_follow, standing_source
from annotator.store.sending import SendingWish, send
from annotator.store.viewing import view
from tests.builders import ME, OTHER
from tests.store.replicas import Begun, Desk, Office, drawn_again
from tests.store.sent import three_sources
from tests.store.test_model import (
    PATIENCE_S,
    SENDING,
    SKEWS,
    THIRD,
    Step,
    at_work,
    begin,
    histories,
    live,
    meet,
    part,
    share,
)
from tests.store.wishes import SECOND, pick


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    return begin(tmp_path_factory.mktemp("begun"))


@pytest.fixture
def office(tmp_path: Path, begun: Begun) -> Iterator[Office]:
    with closing(at_work(tmp_path, begun, ME, OTHER)) as made:
        ann, ben = made.desks
        new = edits.add_source(ann.store.uid, SECOND)
        ann.perform(new.drafts, new.blobs)
        highlight(ann, new.source_uid)
        share(made, ann, ben)
        yield made


def sources(desk: Desk) -> list[str]:
    return [source.uid for source in desk.store.reader.sources()]


def statements(desk: Desk) -> dict[str, str]:
    reader = desk.store.reader
    return {each.uid: each.source_uid for each in reader.statements(StatementFilter())}


def highlight(desk: Desk, source_uid: str, at: int = 0) -> str:
    reader = desk.store.reader
    revision = reader.source(source_uid).revision_uid
    anchor = make_anchor(revision, reader.text(revision), at, at + 12)
    number = reader.next_statement_number()
    drafts = edits.add_statement(anchor, source_uid, number, reviewer_uid=desk.reviewer)
    desk.perform(drafts)
    return drafts[0].entity_uid


def join(desk: Desk, stays: str, goes: str) -> None:
    new = edits.join_versions(desk.store.reader, log_of(desk.store.reader), stays, goes)
    desk.perform(new.drafts, new.blobs)


def join_some(office: Office, desk: Desk, a: int, b: int) -> None:
    there = sources(desk)
    if len(there) > 1:
        join(desk, pick(there, a), pick(there, a + 1 + b % (len(there) - 1)))


def follow(desk: Desk) -> None:
    """Bring over what waits, as the window does by itself."""
    for uid in sources_to_follow(desk.store.reader):
        follow_source(desk.store, uid, desk.reviewer)


@settings(max_examples=20)
@pytest.mark.timeout(PATIENCE_S)
@given(histories([*SENDING, *[join_some] * 12]), SKEWS, st.integers(0, 9))
def test_three_who_join_sources_see_what_the_model_says(
    tmp_path_factory, begun: Begun, steps: list[Step], skews_ms: tuple[int, ...], turn: int
) -> None:
    folder = tmp_path_factory.mktemp("joining")
    with drawn_again(), closing(at_work(folder, begun, ME, OTHER, THIRD)) as office:
        live(office, steps, skews_ms)
        meet(office, turn)
        part(office)


Deed = tuple[int, int, int, int]


@settings(max_examples=25)
@pytest.mark.timeout(PATIENCE_S)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4), st.integers(0, 5), st.integers(0, 5)), max_size=14))
def test_no_statement_is_ever_left_without_a_source(tmp_path_factory, begun: Begun, deeds: list[Deed]) -> None:
    folder = tmp_path_factory.mktemp("joining")
    with drawn_again(), closing(at_work(folder, begun, ME, OTHER)) as office:
        for who, what, a, b in [(0, 3, 0, 0), (1, 3, 0, 0), *deeds]:
            desk = office.desks[who]
            if what == 0:
                join_some(office, desk, a, b)
            elif what == 1:
                desk.undo()
            elif what == 2:
                office.publish(desk)
            elif what == 3:
                new = edits.add_source(desk.store.uid, SECOND)
                desk.perform(new.drafts, new.blobs) if not desk.store.reader.has_source(new.source_uid) else None
            else:
                highlight(desk, pick(sources(desk), a), b)
        ann, ben = office.desks
        share(office, ann, ben)
        made = {act.uid for act in ann.known if act.kind == "create" and act.field == "statement"}
        for desk in (ann, ben):
            follow(desk)
            there = statements(desk)
            assert set(there.values()) <= set(sources(desk))
            assert there.keys() == {uid for uid in made if desk.known.record(uid).is_alive}


def test_two_who_join_the_other_way_round_lose_no_statement_and_are_told(office: Office) -> None:
    ann, ben = office.desks
    first, second = sources(ann)
    before = statements(ann).keys()
    join(ann, first, second)
    join(ben, second, first)
    share(office, ann, ben)
    assert statements(ann).keys() == before == statements(ben).keys()
    assert sources(ann) == [first, second]
    conflicts = {(each.entity_uid, each.field) for each in ann.store.reader.conflicts()}
    assert {(first, ""), (second, "")} <= conflicts


def test_two_who_join_the_same_way_agree(office: Office) -> None:
    ann, ben = office.desks
    first, second = sources(ann)
    for desk in (ann, ben):
        join(desk, first, second)
    share(office, ann, ben)
    assert sources(ann) == [first]
    assert ann.store.reader.conflicts() == []


def test_a_statement_made_meanwhile_on_the_joined_source_follows(office: Office) -> None:
    ann, ben = office.desks
    first, second = sources(ann)
    join(ann, first, second)
    late = highlight(ben, second, at=4)
    share(office, ann, ben)
    assert sources_to_follow(ann.store.reader) == [second]
    assert corrections.is_any_behind(ann.store.reader, [late])
    follow(ann)
    assert statements(ann)[late] == first
    assert sources_to_follow(ann.store.reader) == []


def test_both_computers_bring_a_late_statement_to_the_same_place(office: Office) -> None:
    ann, ben = office.desks
    first, second = sources(ann)
    join(ann, first, second)
    late = highlight(ben, second)
    share(office, ann, ben)
    for desk in (ann, ben):
        follow(desk)
    office.publish(ann)
    office.publish(ben)
    assert [each for each in ben.store.reader.conflicts() if each.entity_uid == late] == []


def test_a_statement_on_a_source_that_was_simply_deleted_is_left_alone(office: Office) -> None:
    ann, ben = office.desks
    _, second = sources(ann)
    late = highlight(ben, second)
    ann.perform(edits.delete_source(ann.store.reader, second))
    share(office, ann, ben)
    assert sources_to_follow(ann.store.reader) == []
    assert follow_source(ann.store, second, ME) is None
    assert late in statements(ann)


def test_a_source_that_was_joined_twice_is_found_at_the_end(tmp_path: Path) -> None:
    made = three_sources(tmp_path)
    store = made.store
    ferry, harbour, bridge = (each.source_uid for each in (made.ferry, made.harbour, made.bridge))
    for stays, goes in ((harbour, ferry), (bridge, harbour)):
        store.apply(edits.join_versions(store.reader, log_of(store.reader), stays, goes).drafts, ME)
    assert standing_source(store.reader, ferry) == bridge
    assert {uid: end for uid, (_, end) in joined_sources(store.reader).items()} == {ferry: bridge, harbour: bridge}
    store.close()


def test_the_file_of_a_joined_source_is_known_as_one_of_the_source_that_stays(tmp_path: Path) -> None:
    made = three_sources(tmp_path)
    store = made.store
    ferry, harbour = made.ferry.source_uid, made.harbour.source_uid
    original = store.reader.source(harbour).original_sha256
    assert original not in corrections.correcting_files(store.reader)
    transaction = store.apply(edits.join_versions(store.reader, log_of(store.reader), ferry, harbour).drafts, ME)
    assert corrections.correcting_files(store.reader)[original] == ferry
    store.undo([transaction.transaction_uid], ME)
    assert original not in corrections.correcting_files(store.reader)
    store.close()


def test_an_extract_of_the_source_that_stays_has_the_statements_of_both(tmp_path: Path) -> None:
    made = three_sources(tmp_path)
    store = made.store
    ferry, harbour = made.ferry.source_uid, made.harbour.source_uid
    uid = made.harbour.statement("The harbour was closed at nine.")
    store.apply(edits.write_note(store.reader, harbour, ME, "Ask again."), ME)
    original = store.reader.original(harbour)
    store.apply(edits.join_versions(store.reader, log_of(store.reader), ferry, harbour).drafts, ME)
    sent = send(store, tmp_path / "some.annotator", SendingWish(Choice((ferry,)))).path
    with view(sent) as reader:
        lost = reader.statement(uid)
        assert (lost.source_uid, lost.anchor_state) == (ferry, "lost")
        assert reader.text(lost.anchor.revision_uid).startswith("The closed harbour")
        assert [note.text for note in reader.notes(ferry)] == ["Ask again."]
        assert original in [data for (data,) in reader._connection.execute("SELECT data FROM blob")]
    store.close()


def test_a_source_that_is_gone_cannot_be_joined(office: Office) -> None:
    ann, _ = office.desks
    first, second = sources(ann)
    join(ann, first, second)
    with pytest.raises(RefusedError):
        join(ann, first, second)
