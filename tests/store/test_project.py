import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import EnvironmentFaultError, NotFoundError, ProjectFileError, RefusedError
from annotator.core.records import StatementFilter
from annotator.store.project import ProjectStore
from annotator.store.viewing import view
from tests.builders import ME, OTHER, Built, article, build, derived
from tests.pictures import png


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator")
    yield made  # type: ignore[misc]
    made.store.close()


def test_what_was_applied_is_there_after_reopening_without_saving(built: Built) -> None:
    uid = built.statement("Nobody said why.")
    built.store.close()
    again = ProjectStore.open(built.store.shared_path)
    assert again.reader.statement(uid).anchor.quote == "Nobody said why."
    assert again.unpublished_count() > 0
    again.close()


def test_a_published_file_holds_everything_and_nothing_local(built: Built) -> None:
    uid = built.statement("Nobody said why.")
    built.store.publish()
    assert built.store.unpublished_count() == 0
    copy = ProjectStore.open(built.store.shared_path, private=True)
    assert copy.reader.statement(uid).number == 1
    copy.close()
    with sqlite3.connect(built.store.shared_path) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    connection.close()
    assert not names & {"local", "searched", "search_index"}


def test_the_folder_of_the_shared_file_holds_only_that_file(built: Built) -> None:
    built.statement("fog")
    built.store.publish()
    assert [path.name for path in built.store.shared_path.parent.iterdir()] == ["p.annotator"]


def test_a_project_that_exists_is_not_overwritten(built: Built) -> None:
    with pytest.raises(RefusedError, match="there already"):
        ProjectStore.create(built.store.shared_path, "Another")


def test_an_edit_that_changes_nothing_leaves_no_change(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "denial"))
    assert built.do(edits.rename_tag(tag, "denial")).change_count == 0


def test_editing_what_was_deleted_is_refused_in_plain_words(built: Built) -> None:
    uid = built.statement("fog")
    built.do(edits.delete_statements([uid]))
    with pytest.raises(NotFoundError, match="deleted"):
        built.do(edits.set_statement_field(uid, "credibility", 2))


def test_an_edit_that_fails_leaves_nothing_behind(built: Built) -> None:
    before = derived(built.store)
    tag = edits.add_tag(built.store.reader, "denial")
    with pytest.raises(NotFoundError):
        built.do([*tag, Draft("set", "f" * 32, "name", "x")])
    assert derived(built.store) == before


def test_undo_is_refused_when_somebody_changed_it_since(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "denial"))
    renamed = built.do(edits.rename_tag(tag, "refusal"))
    built.do(edits.rename_tag(tag, "silence"), OTHER)
    with pytest.raises(RefusedError, match="changed again since"):
        built.store.undo([renamed.transaction_uid], ME)


def test_undo_of_one_field_is_free_to_go_when_another_field_changed(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "denial"))
    renamed = built.do(edits.rename_tag(tag, "refusal"))
    built.do(edits.recolour_tag(tag, "Rust"), OTHER)
    built.store.undo([renamed.transaction_uid], ME)
    assert (built.store.reader.tag(tag).name, built.store.reader.tag(tag).colour) == ("denial", "Rust")


def test_two_copies_that_both_went_on_meet_in_the_shared_file(built: Built, tmp_path: Path) -> None:
    built.store.publish()
    other = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "elsewhere")
    there = Built(other, built.source_uid, built.revision_uid, built.text)
    mine = built.statement("fog")
    theirs = there.statement("a clear night", reviewer_uid=OTHER)
    built.store.publish()
    other.publish()
    built.store.publish()
    for store in (built.store, other):
        assert set(store.reader.statement_uids(StatementFilter())) == {mine, theirs}
        assert store.unpublished_count() == 0
    assert built.store.taken_in
    assert derived(built.store) == derived(other)
    other.close()


def test_a_field_that_both_changed_is_a_conflict_and_shows_one_value(built: Built, tmp_path: Path) -> None:
    uid = built.statement("fog")
    built.store.publish()
    other = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "elsewhere")
    built.do(edits.set_statement_field(uid, "credibility", 2))
    other.apply(edits.set_statement_field(uid, "credibility", 3), OTHER)
    built.store.publish()
    other.publish()
    assert len(derived(other)["conflict"]) == 1
    assert other.reader.statement(uid).credibility in (2, 3)
    other.close()


def test_the_same_article_twice_is_one_source(built: Built) -> None:
    new = edits.add_source(built.store.uid, article())
    assert new.source_uid == built.source_uid
    assert built.store.reader.has_source(new.source_uid)


def test_the_source_that_came_in_first_is_the_first_of_all(built: Built, tmp_path: Path) -> None:
    new = edits.add_source(built.store.uid, article(("Nobody boarded.",), "The early tram", "tram.txt"))
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    reader = built.store.reader
    assert reader.first_source_uid() == reader.sources()[0].uid == built.source_uid
    with closing(ProjectStore.create(tmp_path / "empty.annotator", "Empty")) as empty:
        assert empty.reader.first_source_uid() == ""


def test_a_deleted_source_takes_its_statements_along_and_brings_them_back(built: Built) -> None:
    uid = built.statement("fog")
    before = derived(built.store)
    gone = built.do(edits.delete_source(built.store.reader, built.source_uid))
    assert not built.store.reader.statement_uids(StatementFilter())
    built.store.undo([gone.transaction_uid], ME)
    assert derived(built.store) == before
    assert built.store.reader.statement(uid).anchor.quote == "fog"


def test_a_merged_tag_counts_as_the_one_it_went_into(built: Built) -> None:
    one = built.make(edits.add_tag(built.store.reader, "denial"))
    two = built.make(edits.add_tag(built.store.reader, "refusal"))
    child = built.make(edits.add_tag(built.store.reader, "first refusal", parent_uid=two))
    uid = built.statement("fog", [two])
    built.do(edits.merge_tags(two, one))
    reader = built.store.reader
    assert [tag.uid for tag in reader.tags()] == [one, child]
    assert reader.tag(child).parent_uid == one
    assert reader.statement(uid).tag_uids == (one,)
    assert reader.tag(one).statement_count == 1
    assert reader.statement_uids(StatementFilter(tag_uid=one)) == [uid]


def test_one_takes_off_only_ones_own_tag(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "denial"))
    uid = built.statement("fog", [tag], reviewer_uid=OTHER)
    with pytest.raises(RefusedError, match="Ben Brown"):
        edits.untag_statement(built.store.reader, uid, tag, ME)
    built.do(edits.untag_statement(built.store.reader, uid, tag, OTHER), OTHER)
    assert built.store.reader.statement(uid).tag_uids == ()


def test_views_answer_people_with_other_tools(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "denial"))
    built.statement("fog", [tag])
    built.store.publish()
    connection = sqlite3.connect(built.store.shared_path)
    assert connection.execute("SELECT code, quote, tags, reviewer FROM statement_list").fetchall() == [
        ("S-1", "fog", "denial", "Ann Author")
    ]
    assert "harbour master" in connection.execute("SELECT text FROM source_text").fetchone()[0]
    assert connection.execute("SELECT count(*) FROM change_history").fetchone()[0] > 4
    connection.close()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a project"),
        (b"not a database, but long enough to be read as one" * 20, "damaged or is not"),
    ],
)
def test_a_file_that_is_no_project_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.annotator"
    path.write_bytes(content)
    with pytest.raises(ProjectFileError, match=reason):
        ProjectStore.open(path)


def test_a_file_with_a_planted_trigger_is_refused(built: Built) -> None:
    built.store.publish()
    connection = sqlite3.connect(built.store.shared_path)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM blob; END")
    connection.commit()
    connection.close()
    with pytest.raises(ProjectFileError, match="cannot be trusted"):
        ProjectStore.open(built.store.shared_path, private=True)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ProjectFileError, match="annotator new"):
        ProjectStore.open(tmp_path / "none.annotator")


def test_a_folder_that_is_gone_keeps_the_work_and_says_so(built: Built) -> None:
    uid = built.statement("fog")
    built.store.shared_path.unlink()
    built.store.shared_path.parent.rmdir()
    with pytest.raises(EnvironmentFaultError):
        built.store.publish()
    assert built.store.reader.statement(uid)
    assert built.store.unpublished_count() > 0


def test_several_transactions_of_one_step_are_taken_back_as_one(built: Built) -> None:
    before = derived(built.store)
    first = built.do(edits.add_tag(built.store.reader, "denial"))
    tag = built.store.reader.tags()[0].uid
    second = built.do(edits.rename_tag(tag, "refusal"))
    undone = built.store.undo([first.transaction_uid, second.transaction_uid], ME)
    assert derived(built.store) == before
    built.store.undo([undone.transaction_uid], ME)
    assert built.store.reader.tag(tag).name == "refusal"


def _elsewhere(built: Built, tmp_path: Path) -> Built:
    """Share the project, and open it on another computer."""
    built.store.publish()
    store = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "elsewhere")
    return Built(store, built.source_uid, built.revision_uid, built.text)


def _meet(built: Built, there: Built) -> None:
    for one in (built, there, built):
        one.store.publish()
    assert derived(built.store) == derived(there.store)
    there.store.close()


def test_the_same_link_made_by_two_reviewers_is_one_link_without_a_conflict(built: Built, tmp_path: Path) -> None:
    one, other = built.statement("fog"), built.statement("a clear night")
    there = _elsewhere(built, tmp_path)
    made = [
        each.make(edits.link_statements(each.store.reader, "contradicts", *ends), reviewer)
        for each, ends, reviewer in ((built, (one, other), ME), (there, (other, one), OTHER))
    ]
    _meet(built, there)
    assert made[0] == made[1]
    assert [link.uid for link in built.store.reader.links_of(one)] == [made[0]]
    assert built.store.reader.conflicts() == []


def test_a_link_that_one_has_assessed_keeps_it_when_the_other_makes_the_same(built: Built, tmp_path: Path) -> None:
    one, other = built.statement("fog"), built.statement("a clear night")
    there = _elsewhere(built, tmp_path)
    uid = built.make(edits.link_statements(built.store.reader, "contradicts", one, other))
    built.do(edits.assess_link(uid, "Only one of them was there."))
    there.do(edits.link_statements(there.store.reader, "contradicts", one, other), OTHER)
    _meet(built, there)
    assert [link.assessment for link in built.store.reader.links()] == ["Only one of them was there."]
    assert built.store.reader.conflicts() == []


def test_two_who_assess_a_link_alone_stand_against_each_other(built: Built, tmp_path: Path) -> None:
    one, other = built.statement("fog"), built.statement("a clear night")
    uid = built.make(edits.link_statements(built.store.reader, "contradicts", one, other))
    there = _elsewhere(built, tmp_path)
    built.do(edits.assess_link(uid, "Only one of them was there."))
    there.do(edits.assess_link(uid, "Neither was there."), OTHER)
    _meet(built, there)
    (conflict,) = built.store.reader.conflicts()
    assert (conflict.entity_type, conflict.entity_uid, conflict.field) == ("link", uid, "assessment")
    assert {head.reviewer_uid for head in conflict.heads} == {ME, OTHER}
    assert conflict.heads[0].value == built.store.reader.links()[0].assessment
    assert conflict.heads[0].clock >= conflict.heads[1].clock


def test_a_link_is_gone_for_both_when_one_takes_it_away(built: Built, tmp_path: Path) -> None:
    one, other = built.statement("fog"), built.statement("a clear night")
    uid = built.make(edits.link_statements(built.store.reader, "supports", one, other))
    there = _elsewhere(built, tmp_path)
    there.do(edits.unlink_statements(uid), OTHER)
    _meet(built, there)
    assert built.store.reader.links() == []


def test_a_link_that_is_assessed_while_the_other_takes_it_away_stays_as_a_conflict(
    built: Built, tmp_path: Path
) -> None:
    one, other = built.statement("fog"), built.statement("a clear night")
    uid = built.make(edits.link_statements(built.store.reader, "supports", one, other))
    there = _elsewhere(built, tmp_path)
    built.do(edits.assess_link(uid, "This matters."))
    there.do(edits.unlink_statements(uid), OTHER)
    _meet(built, there)
    assert [link.assessment for link in built.store.reader.links()] == ["This matters."]
    assert [(conflict.entity_uid, conflict.field) for conflict in built.store.reader.conflicts()] == [(uid, "")]


def test_links_of_a_statement_come_by_kind_whatever_its_end(built: Built) -> None:
    reader = built.store.reader
    one, other, third = (built.statement(quote) for quote in ("fog", "a clear night", "Nobody said why."))
    for kind, ends in (("supports", (other, one)), ("contradicts", (one, third)), ("responds", (one, other))):
        built.do(edits.link_statements(reader, kind, *ends))
    assert [link.kind for link in reader.links_of(one)] == ["contradicts", "responds", "supports"]
    assert [link.kind for link in reader.links_of(third)] == ["contradicts"]
    assert [link.uid for link in reader.links()] == sorted(link.uid for link in reader.links())


def test_choices_for_the_briefing_that_two_made_alone_meet_choice_by_choice(built: Built, tmp_path: Path) -> None:
    there = _elsewhere(built, tmp_path)
    built.do(edits.choose_for_briefing(built.store.uid, "order", "date"))
    built.do(edits.choose_for_briefing(built.store.uid, "editor", "M. Okafor"))
    there.do(edits.choose_for_briefing(built.store.uid, "handling", "For the councils"), OTHER)
    there.do(edits.choose_for_briefing(built.store.uid, "order", "tag"), OTHER)
    _meet(built, there)
    briefing = built.store.reader.project().briefing
    assert (briefing["editor"], briefing["handling"]) == ("M. Okafor", "For the councils")
    assert [conflict.field for conflict in built.store.reader.conflicts()] == ["briefing:order"]


def test_prose_that_both_wrote_anew_is_a_conflict_until_somebody_settles_it(built: Built, tmp_path: Path) -> None:
    reader = built.store.reader
    chapter = built.make(edits.add_chapter(reader, "The night"))
    uid = built.make(edits.add_prose(reader, chapter, "It was late."))
    there = _elsewhere(built, tmp_path)
    built.do(edits.write_prose(uid, "It was very late."))
    there.do(edits.write_prose(uid, "It never came."), OTHER)
    _meet(built, there)
    (conflict,) = reader.conflicts()
    assert (conflict.entity_type, conflict.entity_uid, conflict.field) == ("prose", uid, "text")
    assert {head.value for head in conflict.heads} == {"It was very late.", "It never came."}
    built.do(edits.write_prose(uid, reader.prose(uid).text))
    assert reader.conflicts() == []


def test_a_source_counts_as_read_when_anybody_has_read_it(built: Built) -> None:
    reader = built.store.reader
    assert reader.read_source_uids() == frozenset()
    built.do(edits.mark_read(built.source_uid, OTHER, True), OTHER)
    assert reader.read_source_uids() == {built.source_uid}
    assert not reader.source(built.source_uid).is_read
    built.do(edits.mark_read(built.source_uid, OTHER, False), OTHER)
    assert reader.read_source_uids() == frozenset()


def test_shared_judgements_are_told_of_statements_that_several_tagged_with_merged_tags_followed(built: Built) -> None:
    reader = built.store.reader
    one, two, three = (built.make(edits.add_tag(reader, name)) for name in ("denial", "refusal", "fog"))
    both = built.statement("fog", [one, three])
    built.do(edits.tag_statement(both, two, OTHER), OTHER)
    built.statement("a clear night", [one])
    assert reader.shared_judgements() == {both: {ME: frozenset({one, three}), OTHER: frozenset({two})}}
    built.do(edits.merge_tags(two, one))
    assert reader.shared_judgements() == {both: {ME: frozenset({one, three}), OTHER: frozenset({one})}}
    built.do(edits.untag_statement(reader, both, one, OTHER), OTHER)
    assert reader.shared_judgements() == {}


def test_a_picture_of_a_source_comes_back_as_its_bytes(built: Built) -> None:
    data = png(8, 8)
    sha256 = hashlib.sha256(data).hexdigest()
    new = edits.add_source(built.store.uid, replace(article(title="A map", name="map.txt"), pictures={sha256: data}))
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    built.store.publish()
    assert built.store.reader.blob(sha256) == data


def test_a_project_that_is_opened_by_a_link_is_saved_where_it_lies(built: Built, tmp_path: Path) -> None:
    link = tmp_path / "link.annotator"
    link.symlink_to(built.store.shared_path)
    store = ProjectStore.open(link, data_dir=tmp_path / "data")
    store.apply(edits.set_project_field(store.uid, "title", "Seen through a link"), ME)
    store.publish()
    store.close()
    assert link.is_symlink()
    with view(built.store.shared_path) as reader:
        assert reader.project().title == "Seen through a link"
