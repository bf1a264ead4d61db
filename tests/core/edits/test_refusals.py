"""What cannot be wished for, said in one plain sentence; nothing is changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.records import Anchor
from tests.builders import ME, Built, build, derived

WISHES: list[tuple[str, Callable[[Built], object]]] = [
    ("empty", lambda b: edits.add_tag(b.store.reader, "  ")),
    ("colour is one of", lambda b: edits.add_tag(b.store.reader, "x", "Mauve")),
    ("merged into itself", lambda b: edits.merge_tags("t", "t")),
    ("keys 1 to 9", lambda b: edits.set_favourite(b.store.reader, "t", 10, ME)),
    ("empty", lambda b: edits.rename_chapter("c", "\n")),
    ("one paragraph", lambda b: edits.write_prose("p", "one\ntwo")),
    ("number from 1 to 6", lambda b: edits.set_statement_field("s", "credibility", 7)),
    ("not a date", lambda b: edits.set_statement_field("s", "event_date", "soon")),
    ("no field called", lambda b: edits.set_statement_field("s", "anchor", "x")),
    ("kind is one of", lambda b: edits.set_statement_field("s", "kind", "gossip")),
    ("letter from A to F", lambda b: edits.grade_source(b.source_uid, "G")),
    ("no field called", lambda b: edits.correct_metadata(b.source_uid, "colour", "x")),
    ("cannot hold", lambda b: edits.correct_metadata(b.source_uid, "published", "soon")),
    ("no field called", lambda b: edits.set_project_field("p", "uid", "x")),
    ("does not stand", lambda b: edits.unplace_statement(b.store.reader, "c", "s")),
    ("no longer stands", lambda b: edits.move_item(b.store.reader, "c", "i")),
]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator")
    yield made  # type: ignore[misc]
    made.store.close()


@pytest.mark.parametrize(("reason", "wish"), WISHES)
def test_a_wish_that_cannot_be_honoured_is_refused(built: Built, reason: str, wish: Callable[[Built], object]) -> None:
    before = derived(built.store)
    with pytest.raises(RefusedError, match=reason):
        wish(built)
    assert derived(built.store) == before


def test_nothing_is_moved_under_itself(built: Built) -> None:
    parent = built.make(edits.add_tag(built.store.reader, "parent"))
    child = built.make(edits.add_tag(built.store.reader, "child", parent_uid=parent))
    with pytest.raises(RefusedError, match="under itself"):
        edits.move_tag(built.store.reader, parent, child)
    top = built.make(edits.add_chapter(built.store.reader, "one"))
    below = built.make(edits.add_chapter(built.store.reader, "two", parent_uid=top))
    with pytest.raises(RefusedError, match="under itself"):
        edits.move_chapter(built.store.reader, top, below)


def test_a_new_tag_takes_the_colour_that_is_used_least(built: Built) -> None:
    for number in range(12):
        built.make(edits.add_tag(built.store.reader, f"tag {number}"))
    assert len({tag.colour for tag in built.store.reader.tags()}) == 12


def test_a_favourite_key_belongs_to_one_tag(built: Built) -> None:
    one = built.make(edits.add_tag(built.store.reader, "one"))
    two = built.make(edits.add_tag(built.store.reader, "two"))
    built.do(edits.set_favourite(built.store.reader, one, 1, ME))
    built.do(edits.set_favourite(built.store.reader, two, 1, ME))
    assert [tag.favourite for tag in built.store.reader.tags()] == [0, 1]


def test_a_deleted_tags_children_move_up_to_its_place(built: Built) -> None:
    parent = built.make(edits.add_tag(built.store.reader, "parent"))
    child = built.make(edits.add_tag(built.store.reader, "child", parent_uid=parent))
    built.do(edits.delete_tag(built.store.reader, parent))
    assert [(tag.uid, tag.parent_uid) for tag in built.store.reader.tags()] == [(child, None)]


def test_a_statement_is_placed_once_in_a_chapter_and_moves_when_placed_again(built: Built) -> None:
    chapter = built.make(edits.add_chapter(built.store.reader, "one"))
    first, second = built.statement("fog"), built.statement("clear night")
    for uid in (first, second, first):
        built.do(edits.place_statement(built.store.reader, chapter, uid))
    items = built.store.reader.chapter_items(chapter)
    assert [item.statement_uid for item in items] == [second, first]  # type: ignore[union-attr]


def test_prose_and_statements_share_one_order(built: Built) -> None:
    reader = built.store.reader
    chapter = built.make(edits.add_chapter(reader, "one"))
    statement = built.statement("fog")
    built.do(edits.place_statement(reader, chapter, statement))
    placed = reader.chapter_items(chapter)[0].uid
    before = built.make(edits.add_prose(reader, chapter, "before", placed))
    after = built.make(edits.add_prose(reader, chapter, "after"))
    assert [item.uid for item in reader.chapter_items(chapter)] == [before, placed, after]
    built.do(edits.move_item(reader, chapter, after, before))
    assert [item.uid for item in reader.chapter_items(chapter)] == [after, before, placed]


def test_a_deleted_chapter_lets_its_statements_go(built: Built) -> None:
    reader = built.store.reader
    chapter = built.make(edits.add_chapter(reader, "one"))
    below = built.make(edits.add_chapter(reader, "below", parent_uid=chapter))
    statement = built.statement("fog")
    built.do(edits.place_statement(reader, below, statement))
    built.do(edits.delete_chapter(reader, chapter))
    assert not reader.chapters()
    assert reader.statement(statement).chapter_uids == ()


def test_everybody_keeps_a_note_of_their_own(built: Built) -> None:
    reader = built.store.reader
    statement = built.statement("fog")
    built.do(edits.write_note(reader, statement, ME, "mine"))
    built.do(edits.write_note(reader, statement, "x" * 32, "theirs"))
    built.do(edits.write_note(reader, statement, ME, "mine, corrected"))
    assert {note.text for note in reader.notes(statement)} == {"mine, corrected", "theirs"}
    built.do(edits.write_note(reader, statement, ME, " "))
    assert [note.text for note in reader.notes(statement)] == ["theirs"]
    built.do(edits.write_note(reader, statement, ME, "again"))
    assert len(reader.notes(statement)) == 2


def test_the_words_of_a_statement_can_be_moved(built: Built) -> None:
    uid = built.statement("fog")
    anchor = built.anchor("spoke of fog")
    built.do(edits.move_anchor(uid, Anchor(anchor.revision_uid, anchor.start, anchor.end, anchor.quote, "", "")))
    assert built.store.reader.statement(uid).anchor.quote == "spoke of fog"
