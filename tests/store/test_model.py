"""Random histories of three people, held against the model of what each of them had seen."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.store.doctor import examine
from annotator.store.extracting import Choice
from tests.builders import ME, OTHER, build, derived
from tests.store.replicas import YEAR_MS, Begun, Desk, Office, drawn_again
from tests.store.wishes import DATES, QUOTES, THIRD, VERBS, Verb, Wish, pick, wish

PATIENCE_S = 3 * settings().max_examples
SKEWS_MS = (0, 5 * YEAR_MS, -20 * YEAR_MS, 3_000)
SKEWS = st.tuples(*[st.sampled_from(SKEWS_MS)] * 3)


def save(office: Office, desk: Desk, a: int, b: int) -> None:
    office.publish(desk)


def merge(office: Office, desk: Desk, a: int, b: int) -> None:
    office.take_in(desk, pick(list(office.files), a))


def undo(office: Office, desk: Desk, a: int, b: int) -> None:
    desk.undo()


def redo(office: Office, desk: Desk, a: int, b: int) -> None:
    desk.redo()


def keep_a_copy(office: Office, desk: Desk, a: int, b: int) -> None:
    office.copy(pick(list(office.files), a))


def send_an_extract(office: Office, desk: Desk, a: int, b: int) -> None:
    """Send a source, a chapter or all of it; the extract is then one of the files."""
    reader = desk.store.reader
    sources = tuple(source.uid for source in reader.sources())[:1] if a % 2 else None
    chapters = tuple(chapter.uid for chapter in reader.chapters())[b : b + 1] if a < 2 else None
    with suppress(RefusedError):
        office.send(desk, Choice(sources, chapters))


def put_a_copy_back(office: Office, desk: Desk, a: int, b: int) -> None:
    office.put_back(pick(list(office.files), a), desk.store.shared_path)


def start_again(office: Office, desk: Desk, a: int, b: int) -> None:
    office.start_again(desk)


def hand_over(office: Office, desk: Desk, a: int, b: int) -> None:
    """Let somebody new go on from a copy."""
    office.join(office.copy(pick(list(office.files), a)), desk.reviewer)
    office.leave(desk)


def set_the_clock(office: Office, desk: Desk, a: int, b: int) -> None:
    desk.set_clock(SKEWS_MS[a % 4])


Happening = Callable[[Office, Desk, int, int], None]
Step = tuple[int, Verb | Happening, int, int, int]
SHARING: tuple[Happening, ...] = (*(save, undo) * 10, *(redo, start_again, set_the_clock) * 2)
SENDING: tuple[Happening, ...] = (
    *(save, merge, undo) * 6,
    *(redo, keep_a_copy, send_an_extract) * 2,
    *(put_a_copy_back, start_again, hand_over),
)


def histories(happenings: Sequence[Happening]) -> st.SearchStrategy[list[Step]]:
    """Draw what is done: by whom, what, and three numbers to choose what to."""
    step = st.tuples(st.integers(0, 10), st.sampled_from([*VERBS, *happenings]), *[st.integers(0, 3)] * 3)
    return st.lists(step, min_size=25, max_size=40)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """Begin a project with something of every kind, once for all histories."""
    return begin(tmp_path_factory.mktemp("begun"))


def begin(folder: Path) -> Begun:
    built = build(folder / "p.annotator")
    reader = built.store.reader
    built.do(edits.add_reviewer("Cleo Carter", "CC", "Teal", uid=THIRD))
    tags = [built.make(edits.add_tag(reader, name)) for name in ("delay", "cause", "denial")]
    statements = [built.statement(quote, tags[:1]) for quote in QUOTES[:3]]
    chapters = [built.make(edits.add_chapter(reader, title)) for title in ("The night", "The day", "Voices")]
    built.do(edits.add_prose(reader, chapters[0], "It was late."))
    built.do(edits.place_statement(reader, chapters[0], statements[0]))
    built.do(edits.place_statement(reader, chapters[1], statements[1]))
    built.do(edits.link_statements(reader, "contradicts", *statements[:2]))
    built.do(edits.write_note(reader, statements[0], ME, "Ask the harbour master."))
    for name in ("The harbour master", "A passenger"):
        built.do(edits.add_actor(name))
    return Begun(built)


def at_work(folder: Path, begun: Begun, *reviewers: str) -> Office:
    """Let people open one file."""
    office = Office(folder, begun)
    for reviewer in reviewers:
        office.join(office.path, reviewer)
    return office


def take(office: Office, step: Step) -> list[Desk]:
    """Take a step, and give the desks at which something was done.

    Up to 2 somebody does something alone. Above that two do the same, or one of them the other way round, without
    seeing each other; from 9 on the first of them then sees it, and takes back what he did or, at 10, does again what
    he had taken back.
    """
    who, what, a, b, c = step
    desk, next_desk = office.desks[who % 3], office.desks[(who + 1) % 3]
    if what not in VERBS:
        what(office, desk, a, b)
        return [desk] if desk in office.desks else []
    wish(desk, what, a, b, c)
    if who < 3:
        return [desk]
    if who == 10:
        desk.undo()
    wish(next_desk, what, *((b, a) if who % 2 else (a, b)), c + 1)
    if who >= 9:
        office.publish(next_desk)
        office.take_in(desk, next_desk.store.shared_path)
        desk.redo() if who == 10 else desk.undo()
    return [desk, next_desk]


def live(office: Office, steps: Sequence[Step], skews_ms: Sequence[int]) -> None:
    """Live through a history on computers whose clocks go wrong; after each step people see what the model says."""
    for desk, skew_ms in zip(office.desks, skews_ms, strict=True):
        desk.set_clock(skew_ms)
    for step in steps:
        for desk in take(office, step):
            desk.check()


def meet(office: Office, turn: int) -> None:
    """Let everybody save and take in every file, each in another order."""
    for desk in office.desks:
        office.publish(desk)
    files = list(office.files)
    for at, desk in enumerate(office.desks):
        first = (turn + at) % len(files)
        for path in (files[first:] + files[:first])[:: 1 if at % 2 else -1]:
            office.take_in(desk, path)


def part(office: Office) -> None:
    """See that all know the same in the end, whatever they took in first, and that it is what the log says."""
    states = [derived(desk.store) for desk in office.desks]
    assert states[0] == states[1] == states[2]
    first, *_, last = office.desks
    first.check()
    first.store.rebuild()
    assert derived(first.store) == states[0]
    office.publish(last)
    assert examine(last.store.shared_path).findings == ()


@pytest.mark.timeout(PATIENCE_S)
@given(histories(SHARING), SKEWS, st.integers(0, 9))
def test_three_who_save_to_one_file_see_what_the_model_says(
    tmp_path_factory, begun: Begun, steps: list[Step], skews_ms: tuple[int, ...], turn: int
) -> None:
    folder = tmp_path_factory.mktemp("model")
    with drawn_again(), closing(at_work(folder, begun, ME, OTHER, THIRD)) as office:
        live(office, steps, skews_ms)
        meet(office, turn)
        part(office)


@pytest.mark.timeout(PATIENCE_S)
@given(histories(SENDING), SKEWS, st.integers(0, 9))
def test_three_who_send_each_other_copies_old_and_new_see_what_the_model_says(
    tmp_path_factory, begun: Begun, steps: list[Step], skews_ms: tuple[int, ...], turn: int
) -> None:
    folder = tmp_path_factory.mktemp("model")
    with drawn_again(), closing(at_work(folder, begun, ME, OTHER)) as office:
        office.join(office.copy(office.path), THIRD)
        live(office, steps, skews_ms)
        meet(office, turn)
        part(office)


@pytest.fixture
def office(tmp_path: Path, begun: Begun) -> Iterator[Office]:
    with closing(at_work(tmp_path, begun, ME, OTHER)) as made:
        yield made


def share(office: Office, *desks: Desk) -> None:
    """Let people who share one file save until each has what the others did."""
    for desk in (*desks, *desks):
        office.publish(desk)


def test_a_conflict_ends_with_what_it_was_about(office: Office) -> None:
    ann, ben = office.desks
    uid = Wish(ann, 0, 0, 0).statement
    ann.perform(edits.set_statement_field(uid, "credibility", 2))
    ben.perform(edits.set_statement_field(uid, "credibility", 3))
    share(office, ann, ben)
    ann.perform(edits.delete_statements([uid]))
    assert ann.store.reader.conflicts() == []


def test_two_tags_that_were_merged_into_each_other_are_shown_as_a_conflict(office: Office) -> None:
    ann, ben = office.desks
    one, other, _ = (tag.uid for tag in ann.store.reader.tags())
    ann.perform(edits.merge_tags(one, other))
    ben.perform(edits.merge_tags(other, one))
    share(office, ann, ben)
    assert [conflict.field for conflict in ann.store.reader.conflicts()] == ["merged_into"]


def test_prose_that_somebody_writes_in_a_chapter_that_another_deletes_can_be_found(office: Office) -> None:
    ann, ben = office.desks
    chapter = Wish(ann, 2, 0, 0).chapter
    written = edits.add_prose(ben.store.reader, chapter, "The fog came at nine.")
    ann.perform(edits.delete_chapter(ann.store.reader, chapter))
    ben.perform(written)
    share(office, ann, ben)
    reader = ann.store.reader
    in_outline = {item.uid for each in reader.chapters() for item in reader.chapter_items(each.uid)}
    in_conflict = {conflict.entity_uid for conflict in reader.conflicts()}
    assert (in_outline | in_conflict) & {written[0].entity_uid, chapter}


def test_a_deletion_is_not_done_again_once_somebody_has_written_into_the_thing(office: Office) -> None:
    ann, ben = office.desks
    uid = Wish(ann, 0, 0, 0).statement
    ann.perform(edits.delete_statements([uid]))
    ann.undo()
    share(office, ann, ben)
    ben.perform(edits.set_statement_field(uid, "credibility", 2))
    share(office, ben, ann)
    assert not ann.redo()


def test_two_fields_can_be_set_again_when_somebody_has_changed_a_third(office: Office) -> None:
    ann, ben = office.desks
    uid = Wish(ann, 0, 0, 0).statement
    ann.perform(
        [edits.set_statement_field(uid, name, value)[0] for name, value in (("credibility", 2), ("kind", "direct"))]
    )
    ann.undo()
    share(office, ann, ben)
    ben.perform(edits.set_statement_field(uid, "said_date", DATES[1]))
    share(office, ben, ann)
    assert ann.redo()


def test_what_came_in_at_the_start_is_not_only_on_this_computer(office: Office) -> None:
    ann, ben = office.desks
    ann.perform(edits.add_tag(ann.store.reader, "fog"))
    office.publish(ann)
    office.start_again(ben)
    assert ben.store.unpublished_count() == 0


def test_what_comes_in_again_and_again_is_not_only_on_this_computer_beside_what_is(office: Office) -> None:
    ann, ben = office.desks
    ann.perform(edits.add_tag(ann.store.reader, "only here"))
    for name in ("fog", "ice"):
        ben.perform(edits.add_tag(ben.store.reader, name))
        office.publish(ben)
        office.start_again(ann)
        assert ann.store.unpublished_count() == 1


def test_what_an_older_copy_put_back_lacks_is_again_only_on_this_computer(office: Office) -> None:
    ann = office.desks[0]
    copy = office.copy(office.path)
    ann.perform(edits.add_tag(ann.store.reader, "fog"))
    office.publish(ann)
    office.put_back(copy, office.path)
    office.start_again(ann)
    assert ann.store.unpublished_count() == 1
