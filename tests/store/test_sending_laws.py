"""The laws of extracts, over random histories of a project with three sources and whatever is chosen of it."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.store.doctor import examine
from annotator.store.extracting import Choice
from annotator.store.sending import SendingWish, send
from tests.builders import ME, derived
from tests.store.sent import Crossing, changes, merge, merged, opened, rows, three_sources
from tests.store.test_laws import STEPS, Step, perform

# Which of the three sources, and which of whatever chapters there are; None for all.
CHOICES = st.tuples(st.none() | st.sets(st.integers(0, 2)), st.none() | st.sets(st.integers(0, 9), max_size=3))
Chosen = tuple[set[int] | None, set[int] | None]


def worked_on(folder: Path, steps: list[Step]) -> Crossing:
    """Make a project with three sources and a random history."""
    made = three_sources(folder)
    ferry = made.ferry
    for built in (ferry, made.harbour, made.bridge):
        built.make(
            edits.add_statement(
                built.anchor(built.text.split("\n")[1]),
                built.source_uid,
                ferry.store.reader.next_statement_number(),
                reviewer_uid=ME,
            )
        )
    ferry.make(edits.add_chapter(ferry.store.reader, "chapter"))
    for step in steps:
        perform(ferry, step)
    return made


def choice_of(made: Crossing, chosen: Chosen) -> Choice:
    sources = [each.source_uid for each in (made.ferry, made.harbour, made.bridge)]
    chapters = [chapter.uid for chapter in made.store.reader.chapters()]
    picked = lambda numbers, there: None if numbers is None else tuple(there[n] for n in numbers if n < len(there))  # noqa: E731
    return Choice(picked(chosen[0], sources), picked(chosen[1], chapters))


@settings(max_examples=12)
@given(STEPS, CHOICES)
def test_merging_an_extract_into_the_project_it_came_from_changes_nothing(
    tmp_path_factory, steps: list[Step], chosen: Chosen
):
    made = worked_on(tmp_path_factory.mktemp("law"), steps)
    before = derived(made.store)
    merge(made.store, made.send("some", SendingWish(choice_of(made, chosen))).path)
    assert derived(made.store) == before
    made.store.close()


@settings(max_examples=12)
@given(STEPS, CHOICES)
def test_merging_an_extract_into_an_empty_handed_copy_brings_exactly_the_selection(
    tmp_path_factory, steps: list[Step], chosen: Chosen
):
    made = worked_on(tmp_path_factory.mktemp("law"), steps)
    path = made.send("some", SendingWish(choice_of(made, chosen))).path
    assert examine(path).findings == ()
    assert merged(made.empty, path) == rows(path)
    made.store.close()


@settings(max_examples=8)
@given(STEPS, CHOICES, CHOICES)
def test_two_extracts_merged_in_either_order_give_their_union(
    tmp_path_factory, steps: list[Step], one: Chosen, other: Chosen
):
    made = worked_on(tmp_path_factory.mktemp("law"), steps)
    paths = [made.send(f"some-{at}", SendingWish(choice_of(made, each))).path for at, each in enumerate((one, other))]
    with opened(made.empty) as store:
        merge(store, *paths)
        store.publish()
        there = derived(store)
        store.rebuild()
        assert derived(store) == there
    assert changes(made.empty) == changes(paths[0]) | changes(paths[1])
    assert merged(paths[1], paths[0]) == there
    made.store.close()


@settings(max_examples=8)
@given(STEPS, st.sets(st.integers(0, 2)), st.sets(st.integers(0, 2)))
def test_an_extract_of_an_extract_is_the_extract_of_both_choices(
    tmp_path_factory, steps: list[Step], wide: set[int], narrow: set[int]
):
    made = worked_on(tmp_path_factory.mktemp("law"), steps)
    first = made.send("wide", SendingWish(choice_of(made, (wide | narrow, None)))).path
    with opened(first) as store:
        second = send(store, made.folder / "narrow.annotator", SendingWish(choice_of(made, (narrow, None)))).path
    straight = made.send("straight", SendingWish(choice_of(made, (narrow, None)))).path
    assert changes(second) == changes(straight)
    assert rows(second) == rows(straight)
    made.store.close()


@settings(max_examples=8)
@given(STEPS, STEPS, CHOICES)
def test_whoever_has_some_of_it_has_all_of_it_with_what_was_new_to_them(
    tmp_path_factory, before: list[Step], after: list[Step], chosen: Chosen
):
    made = worked_on(tmp_path_factory.mktemp("law"), before)
    theirs = made.send("theirs", SendingWish(choice_of(made, chosen))).path
    for step in after:
        perform(made.ferry, step)
    made.ferry.make(edits.add_tag(made.store.reader, "news"))
    news = made.send("news", SendingWish(theirs=theirs)).path
    with opened(theirs) as store:
        merge(store, news)
        store.publish()
    assert changes(theirs) == changes(made.send("all").path)
    assert rows(theirs) == derived(made.store)
    with opened(news) as alone:
        kept = derived(alone)
        alone.rebuild()
        assert derived(alone) == kept
    made.store.close()
