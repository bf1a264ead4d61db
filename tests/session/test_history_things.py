"""The things of a project as a list of changes names them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits, prose
from annotator.session.history_things import Place, Things
from tests.builders import ME, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def test_things_are_named_as_people_call_them(built: Built):
    reader = built.store.reader
    fog, night = built.statement("fog"), built.statement("a clear night")
    chapter = built.make(edits.add_chapter(reader, "The night"))
    built.do(edits.place_statement(reader, chapter, fog))
    passage = built.make(edits.add_prose(reader, chapter, f"There was fog {prose.token(fog)}."))
    link = built.make(edits.link_statements(reader, "contradicts", fog, night))
    note = built.make(edits.write_note(reader, fog, ME, "Ask the crew."))
    placement = reader.placements_of(fog)[0].uid
    things = Things(reader)
    told = [
        (each.name, each.words)
        for each in map(things.thing, (fog, chapter, passage, placement, note, built.source_uid))
    ]
    assert told == [
        ("S-1", "“fog”"),
        ("1 The night", ""),
        ("Passage in chapter 1", "There was fog [S-1]."),
        ("S-1 in chapter 1", "“fog”"),
        ("Note on S-1", "Ask the crew."),
        ("The late ferry", ""),
    ]
    assert "contradicts" in things.thing(link).name
    assert things.thing(passage).place == Place(chapter_uid=chapter, item_uid=passage)
    assert things.thing(fog).within == "The late ferry"


def test_what_is_gone_keeps_its_name_and_leads_nowhere(built: Built):
    fog = built.statement("fog")
    note = built.make(edits.write_note(built.store.reader, fog, ME, "Ask the crew."))
    built.do(edits.delete_statements([fog]))
    things = Things(built.store.reader)
    assert (things.thing(fog).name, things.thing(fog).is_gone, things.thing(fog).place) == ("S-1", True, None)
    assert things.thing(note).place is None


def test_what_nobody_ever_made_is_gone(built: Built):
    thing = Things(built.store.reader).thing("9" * 32)
    assert (thing.kind, thing.name, thing.is_gone) == ("", "", True)
