import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.dates import parse_date
from annotator.core.edits.restoring import bring_back, restore_value
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.history import entries
from annotator.core.identity import own_note_uid, placement_uid
from annotator.core.records import Json, Prose
from annotator.store.history import entity_of, log_of
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build, derived


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def _restore(built: Built, uid: str, field: str, value: Json, reviewer_uid: str = ME) -> None:
    reader = built.store.reader
    built.do(restore_value(reader, entity_of(reader, uid), field, value, reviewer_uid), reviewer_uid)


def _bring_back(built: Built, uid: str, *, with_all_of_transaction: bool = False) -> str:
    log = log_of(built.store.reader)
    return built.do(bring_back(log, uid, with_all_of_transaction=with_all_of_transaction)).transaction_uid


class Furnished:
    """A project with one thing of each kind, each of which has been changed since it was made."""

    def __init__(self, built: Built) -> None:
        self.built = built
        reader = built.store.reader
        self.actor = built.make(edits.add_actor("Harbour master"))
        self.tag = built.make(edits.add_tag(reader, "weather"))
        self.chapter = built.make(edits.add_chapter(reader, "The night"))
        self.other_chapter = built.make(edits.add_chapter(reader, "The morning"))
        self.statement = built.statement("fog")
        self.other_statement = built.statement("a clear night")
        for uid in (self.statement, self.other_statement):
            built.do(edits.place_statement(reader, self.chapter, uid))
        self.placement = placement_uid(self.chapter, self.statement)
        self.prose = built.make(edits.add_prose(reader, self.chapter, "There was fog."))
        self.link = built.make(edits.link_statements(reader, "contradicts", self.statement, self.other_statement))
        built.do(edits.write_note(reader, self.statement, ME, "Ask again."))
        self.note = own_note_uid(self.statement, ME)


Edit = Callable[[Furnished], Sequence[Draft]]
CHANGES: dict[str, Edit] = {
    "project title": lambda f: edits.set_project_field(f.built.store.uid, "title", "The ferry"),
    "project subtitle": lambda f: edits.set_project_field(f.built.store.uid, "subtitle", "A night"),
    "a choice for the briefing": lambda f: edits.choose_for_briefing(f.built.store.uid, "editor", "M. O."),
    "reviewer": lambda f: edits.set_reviewer_field(OTHER, "name", "Ben Browne"),
    "actor": lambda f: edits.rename_actor(f.actor, "The harbour master"),
    "source title": lambda f: edits.correct_metadata(f.built.source_uid, "title", "The very late ferry"),
    "source outlet": lambda f: edits.correct_metadata(f.built.source_uid, "outlet", "Harbour News"),
    "grade of a source": lambda f: edits.grade_source(f.built.source_uid, "B"),
    "origin of a source": lambda f: edits.set_origin(f.built.source_uid, "Reuters"),
    "description of a source": lambda f: edits.describe_source(f.built.source_uid, "A report"),
    "reading mark": lambda f: edits.mark_read(f.built.source_uid, ME, True),
    "who is to read a source": lambda f: edits.assign_source(f.built.source_uid, OTHER, True),
    "working blind": lambda f: edits.work_blind(f.built.store.uid, True),
    "one person's reviewers": lambda f: edits.join_reviewers(OTHER, ME),
    "what was agreed on": lambda f: edits.agree_on_tag(f.statement, f.tag, True),
    "anchor": lambda f: edits.move_anchor(f.statement, f.built.anchor("spoke of fog")),
    "who said it": lambda f: edits.set_statement_field(f.statement, "actor", f.actor),
    "kind": lambda f: edits.set_statement_field(f.statement, "kind", "direct"),
    "date": lambda f: edits.set_statement_field(f.statement, "said_date", parse_date("28 Apr 2025")),
    "credibility": lambda f: edits.set_statement_field(f.statement, "credibility", 3),
    "own tag": lambda f: edits.tag_statement(f.statement, f.tag, ME),
    "name of a tag": lambda f: edits.rename_tag(f.tag, "fog"),
    "colour of a tag": lambda f: edits.recolour_tag(f.tag, "Rust"),
    "whether a tag is a position": lambda f: edits.mark_position(f.tag, True),
    "favourite": lambda f: edits.set_favourite(f.built.store.reader, f.tag, 3, ME),
    "title of a chapter": lambda f: edits.rename_chapter(f.chapter, "That night"),
    "place of a chapter": lambda f: edits.move_chapter(f.built.store.reader, f.chapter, f.other_chapter),
    "place of a statement": lambda f: edits.move_item(f.built.store.reader, f.chapter, f.placement),
    "form of a quotation": lambda f: edits.show_quotation(
        f.built.store.reader, f.built.store.reader.placements_of(f.statement)[0], "cited"
    ),
    "words of prose": lambda f: edits.write_prose(f.prose, "There was some fog."),
    "place of prose": lambda f: edits.move_item(f.built.store.reader, f.chapter, f.prose, f.placement),
    "key judgement": lambda f: edits.mark_key_judgement(f.prose, True),
    "likelihood": lambda f: edits.set_likelihood(f.prose, "likely"),
    "assessment": lambda f: edits.assess_link(f.link, "Only one of them was there."),
    "note": lambda f: edits.write_note(f.built.store.reader, f.statement, ME, "Ask the crew."),
}


def _shown(store: ProjectStore) -> dict[str, list[str]]:
    """Read the rows without telling apart what was never set and what is set to nothing."""
    nothing = re.compile(r'"editor":null|"outlet":{"origin":"reviewer","sure":true,"value":null},')
    return {table: [nothing.sub("", repr(row)) for row in rows] for table, rows in derived(store).items()}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_an_edit_set_is_put_back_from_the_history(built: Built, change: Edit) -> None:
    furnished = Furnished(built)
    before = _shown(built.store)
    drafts = change(furnished)
    built.do(drafts)
    assert _shown(built.store) != before
    uid = drafts[0].entity_uid
    (field,) = entries(log_of(built.store.reader).changes_of([uid])[uid])[-1].changes
    _restore(built, uid, field.field, field.before[0] if field.before else None)
    assert _shown(built.store) == before


def test_a_restored_value_is_undone_like_any_edit(built: Built) -> None:
    uid = built.make(edits.add_actor("Master"))
    built.do(edits.rename_actor(uid, "Harbour master"))
    reader = built.store.reader
    done = built.do(restore_value(reader, entity_of(reader, uid), "name", "Master", ME))
    assert reader.actor(uid).name == "Master"
    built.store.undo([done.transaction_uid], ME)
    assert reader.actor(uid).name == "Harbour master"


def _moved_under_its_child(f: Furnished) -> tuple[str, str, Json]:
    reader = f.built.store.reader
    f.built.do(edits.move_chapter(reader, f.other_chapter, f.chapter))
    return f.chapter, "place", {"parent": f.other_chapter, "order": "a0"}


def _under_a_deleted_tag(f: Furnished) -> tuple[str, str, Json]:
    reader = f.built.store.reader
    parent = f.built.make(edits.add_tag(reader, "parent"))
    f.built.do(edits.delete_tag(reader, parent))
    return f.tag, "place", {"parent": parent, "order": "a0"}


def _in_a_deleted_chapter(f: Furnished) -> tuple[str, str, Json]:
    f.built.do(edits.delete_chapter(f.built.store.reader, f.other_chapter))
    return f.prose, "place", {"chapter": f.other_chapter, "order": "a0"}


def _shortened_from_other_words(f: Furnished) -> tuple[str, str, Json]:
    f.built.do(edits.move_anchor(f.statement, f.built.anchor("harbour master")))
    return f.placement, "shown", {"form": "shortened", "words": "of […] fog"}


def _joined_the_other_way_round(f: Furnished) -> tuple[str, str, Json]:
    f.built.do(edits.join_reviewers(ME, OTHER))
    return OTHER, "merged_into", ME


def _deleted_thing(f: Furnished) -> tuple[str, str, Json]:
    f.built.do(edits.delete_statements([f.statement]))
    return f.statement, "credibility", 2


WISHES: list[tuple[str, Callable[[Furnished], tuple[str, str, Json]]]] = [
    ("stand under itself", _moved_under_its_child),
    ("bring that back first", _under_a_deleted_tag),
    ("chapter it stood in", _in_a_deleted_chapter),
    ("only words of the statement", _shortened_from_other_words),
    ("bring it back first", _deleted_thing),
    ("the other way round", _joined_the_other_way_round),
    ("cannot be changed back", lambda f: (f.statement, "number", 9)),
    ("cannot be changed back", lambda f: (f.link, "from", f.statement)),
    ("cannot be empty", lambda f: (f.chapter, "title", None)),
    ("only they can", lambda f: (f.statement, f"tag:{f.tag}:{OTHER}", True)),
    ("only they can", lambda f: (f.built.source_uid, f"read:{OTHER}", True)),
    ("actor is no longer", lambda f: (f.statement, "actor", "9" * 32)),
    ("merge it into another", lambda f: (f.tag, "merged_into", "9" * 32)),
    ("corrected since", lambda f: (f.statement, "anchor", replace(f.built.anchor("fog"), revision_uid="9").to_json())),
    ("do not stand there", lambda f: (f.statement, "anchor", replace(f.built.anchor("fog"), quote="mist").to_json())),
]


@pytest.mark.parametrize(("reason", "wish"), WISHES)
def test_what_cannot_be_restored_is_refused(
    built: Built, reason: str, wish: Callable[[Furnished], tuple[str, str, Json]]
) -> None:
    uid, field, value = wish(Furnished(built))
    before = derived(built.store)
    with pytest.raises(RefusedError, match=reason):
        _restore(built, uid, field, value)
    assert derived(built.store) == before


def test_another_reviewers_note_is_not_changed_back(built: Built) -> None:
    furnished = Furnished(built)
    with pytest.raises(RefusedError, match="only they can"):
        _restore(built, furnished.note, "text", "Ask nobody.", OTHER)


def test_a_restored_favourite_takes_its_key_from_the_tag_that_has_it(built: Built) -> None:
    reader = built.store.reader
    one, other = (built.make(edits.add_tag(reader, name)) for name in ("one", "other"))
    built.do(edits.set_favourite(reader, one, 1, ME))
    built.do(edits.set_favourite(reader, other, 1, ME))
    _restore(built, one, f"favourite:{ME}", 1)
    assert [tag.favourite for tag in reader.tags()] == [1, 0]


def test_a_deleted_statement_is_brought_back_as_it_was(built: Built) -> None:
    furnished = Furnished(built)
    built.do(edits.tag_statement(furnished.statement, furnished.tag, OTHER), OTHER)
    before = derived(built.store)
    built.do(edits.delete_statements([furnished.statement]))
    _bring_back(built, furnished.statement)
    assert derived(built.store) == before


def test_a_chapter_comes_back_with_all_that_stood_in_it(built: Built) -> None:
    furnished = Furnished(built)
    reader = built.store.reader
    below = built.make(edits.add_chapter(reader, "Later that night", parent_uid=furnished.chapter))
    built.do(edits.add_prose(reader, below, "Nobody slept."))
    before = derived(built.store)
    built.do(edits.delete_chapter(reader, furnished.chapter))
    _bring_back(built, furnished.chapter)
    assert derived(built.store) == before


def test_a_source_comes_back_with_its_statements(built: Built) -> None:
    Furnished(built)
    before = derived(built.store)
    built.do(edits.delete_source(built.store.reader, built.source_uid))
    _bring_back(built, built.source_uid)
    assert derived(built.store) == before


def test_of_a_deleted_chapter_one_passage_cannot_come_back_alone(built: Built) -> None:
    furnished = Furnished(built)
    built.do(edits.delete_chapter(built.store.reader, furnished.chapter))
    with pytest.raises(RefusedError, match="chapter it belongs to has been deleted too"):
        _bring_back(built, furnished.prose)


def test_of_statements_deleted_at_once_one_comes_back_alone(built: Built) -> None:
    furnished = Furnished(built)
    uids = [furnished.statement, furnished.other_statement]
    built.do(edits.delete_statements(uids))
    _bring_back(built, uids[0])
    assert [each.uid for each in built.store.reader.statements_by_uid(uids)] == uids[:1]


def test_what_was_deleted_again_by_itself_stays_deleted_when_all_comes_back(built: Built) -> None:
    furnished = Furnished(built)
    uids = [furnished.statement, furnished.other_statement]
    reader = built.store.reader
    built.do(edits.delete_statements(uids))
    _bring_back(built, uids[0])
    built.do(edits.delete_statements(uids[:1]))
    _bring_back(built, uids[1], with_all_of_transaction=True)
    assert [each.uid for each in reader.statements_by_uid(uids)] == uids[1:]


def test_everything_deleted_in_one_go_comes_back_in_one_go(built: Built) -> None:
    furnished = Furnished(built)
    uids = [furnished.statement, furnished.other_statement]
    built.do(edits.delete_statements(uids))
    _bring_back(built, uids[0], with_all_of_transaction=True)
    assert [each.uid for each in built.store.reader.statements_by_uid(uids)] == uids


def test_bringing_back_is_undone_like_any_edit(built: Built) -> None:
    furnished = Furnished(built)
    built.do(edits.delete_chapter(built.store.reader, furnished.chapter))
    before = derived(built.store)
    done = _bring_back(built, furnished.chapter)
    built.store.undo([done], ME)
    assert derived(built.store) == before


def test_what_is_there_or_never_was_is_not_brought_back(built: Built) -> None:
    furnished = Furnished(built)
    with pytest.raises(RefusedError, match="nothing to bring back"):
        _bring_back(built, furnished.statement)
    with pytest.raises(NotFoundError, match="never in the project"):
        _bring_back(built, "9" * 32)


def test_bringing_back_stands_against_a_deletion_elsewhere_that_had_not_seen_it(built: Built, tmp_path: Path) -> None:
    furnished = Furnished(built)
    built.store.publish()
    other = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "other")
    other.apply(edits.delete_prose(furnished.prose), OTHER)
    built.do(edits.delete_prose(furnished.prose))
    _bring_back(built, furnished.prose)
    for store in (built.store, other, built.store):
        store.publish()
    reader = built.store.reader
    assert any(isinstance(item, Prose) for item in reader.chapter_items(furnished.chapter))
    assert [(each.entity_uid, each.field) for each in reader.conflicts()] == [(furnished.prose, "")]
    other.close()
