"""What is alike is kept by text, in the working copy alone, and follows what comes and goes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.likeness import SKETCH_VERSION, plain_words
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.store import likeness
from annotator.store.likeness import (
    KnownTexts,
    bring_up_to_date,
    found_likenesses,
    kept_apart,
    known_likenesses,
)
from annotator.store.project import ProjectStore
from annotator.store.viewing import view
from tests.builders import ME, Built, article, build

WORDS = tuple(f"The ferry number {number} left the quay of Orrin at {number % 24} hours." for number in range(12))
LATER = (*WORDS[:-1], "The last ferry of the day was late because a pump had failed.")
OTHER = tuple(f"Nobody at the bridge of Selm counted cart {number} or asked for toll {number}." for number in range(12))


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator", WORDS)
    yield made
    made.store.close()


def add(store: ProjectStore, paragraphs: tuple[str, ...], name: str) -> tuple[str, str]:
    """Add an article; give its revision and the transaction."""
    new = edits.add_source(store.uid, article(paragraphs, f"Title of {name}", f"{name}.txt"))
    return new.revision_uid, store.apply(new.drafts, ME, blobs=new.blobs).transaction_uid


def pair(one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other))
    return first, second


def test_texts_that_are_alike_are_found_and_others_are_not(built: Built) -> None:
    later, _ = add(built.store, LATER, "later")
    add(built.store, OTHER, "other")
    assert bring_up_to_date(built.store) == 3
    assert known_likenesses(built.store.reader).keys() == {pair(built.revision_uid, later)}


def test_only_what_came_in_since_is_compared(built: Built) -> None:
    add(built.store, OTHER, "other")
    bring_up_to_date(built.store)
    later, _ = add(built.store, LATER, "later")
    assert bring_up_to_date(built.store) == 1
    assert bring_up_to_date(built.store) == 0
    assert known_likenesses(built.store.reader).keys() == {pair(built.revision_uid, later)}


def test_what_was_undone_is_no_more_alike_and_is_compared_again_when_it_comes_back(built: Built) -> None:
    later, transaction = add(built.store, LATER, "later")
    bring_up_to_date(built.store)
    undone = built.store.undo([transaction], ME)
    assert known_likenesses(built.store.reader) == {}
    bring_up_to_date(built.store)
    third, _ = add(built.store, (*LATER, "More."), "third")
    bring_up_to_date(built.store)
    built.store.undo([undone.transaction_uid], ME)
    bring_up_to_date(built.store)
    assert pair(later, third) in known_likenesses(built.store.reader)


def test_another_way_of_sketching_begins_from_nothing(built: Built) -> None:
    add(built.store, LATER, "later")
    bring_up_to_date(built.store)
    built.store.remember("sketches", f"{SKETCH_VERSION} earlier")
    assert bring_up_to_date(built.store) == 2
    assert len(known_likenesses(built.store.reader)) == 1


def test_leaving_early_loses_nothing(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "_BATCH", 1)
    later, _ = add(built.store, LATER, "later")
    looks: list[int] = []

    def leave() -> None:
        looks.append(1)
        if len(looks) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(built.store, leave)
    assert bring_up_to_date(built.store) == 2
    assert known_likenesses(built.store.reader).keys() == {pair(built.revision_uid, later)}


def test_progress_is_told_to_its_end(built: Built) -> None:
    told: list[tuple[int, int]] = []
    bring_up_to_date(built.store, report=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]


def test_nothing_of_it_is_shared(built: Built) -> None:
    add(built.store, LATER, "later")
    bring_up_to_date(built.store)
    built.store.publish()
    with view(built.store.shared_path) as reader:
        tables = {name for (name,) in reader._connection.execute("SELECT name FROM sqlite_schema")}
        assert not tables & {"sketch", "likeness"}


def test_a_file_without_a_working_copy_is_compared_as_it_is_read(built: Built) -> None:
    later, _ = add(built.store, LATER, "later")
    built.store.publish()
    bring_up_to_date(built.store)
    with view(built.store.shared_path) as reader:
        assert found_likenesses(reader) == known_likenesses(built.store.reader)
        assert found_likenesses(reader).keys() == {pair(built.revision_uid, later)}


def test_folded_blocks_do_not_make_texts_alike(built: Built) -> None:
    made = article((*OTHER, *WORDS), "Title", "folded.txt")
    blocks = tuple(
        replace(block, fold="around the article") if at > len(OTHER) else block for at, block in enumerate(made.blocks)
    )
    assert isinstance(blocks[-1], Block)
    assert blocks[-1].kind is BlockKind.PARAGRAPH
    new = edits.add_source(built.store.uid, replace(made, blocks=blocks))
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    bring_up_to_date(built.store)
    assert known_likenesses(built.store.reader) == {}


def test_pairs_are_kept_apart_until_that_is_undone(built: Built) -> None:
    add(built.store, LATER, "later")
    one, other = sorted(source.uid for source in built.store.reader.sources())
    assert kept_apart(built.store.reader) == frozenset()
    applied = built.store.apply(edits.keep_apart(other, one), ME)
    assert kept_apart(built.store.reader) == {(one, other)}
    built.store.undo([applied.transaction_uid], ME)
    assert kept_apart(built.store.reader) == frozenset()


def test_one_may_ask_about_a_pair_again(built: Built) -> None:
    add(built.store, LATER, "later")
    one, other = (source.uid for source in built.store.reader.sources())
    for is_apart in (True, False):
        built.store.apply(edits.keep_apart(one, other, is_apart), ME)
    assert kept_apart(built.store.reader) == frozenset()


def test_a_text_that_wants_to_come_in_is_told_what_it_is_like(built: Built) -> None:
    add(built.store, OTHER, "other")
    bring_up_to_date(built.store)
    known = KnownTexts(built.store.reader)
    nearest = known.nearest("later", plain_words("\n".join(("The late ferry", *LATER))))
    assert nearest is not None
    assert nearest[0] == built.revision_uid
    assert not nearest[1].is_same
    assert known.nearest("lamp", plain_words("The lamp on the far shore was lit by nobody that night.")) is None


def test_the_same_words_come_before_what_is_nearly_the_same(built: Built) -> None:
    later, _ = add(built.store, LATER, "later")
    bring_up_to_date(built.store)
    nearest = KnownTexts(built.store.reader).nearest("again", plain_words("\n".join(("Title of later", *LATER))))
    assert nearest is not None
    assert (nearest[0], nearest[1].is_same) == (later, True)


def test_two_texts_that_want_to_come_in_are_held_against_each_other(built: Built) -> None:
    known = KnownTexts(built.store.reader)
    words = plain_words("\n".join(OTHER))
    assert known.nearest("first.txt", words) is None
    assert known.nearest("no words.txt", []) is known.nearest("none either.txt", []) is None
    nearest = known.nearest("second.txt", words)
    assert nearest is not None
    assert (nearest[0], nearest[1].is_same) == ("first.txt", True)
