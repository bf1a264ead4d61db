"""What came in from others, told from merges and from the log."""

from pathlib import Path

from annotator.core import edits
from annotator.store.arrivals import arrivals, touched_by
from annotator.store.merging import merge
from annotator.store.project import ProjectStore
from annotator.store.unmerging import undo_merge
from tests.builders import ME, OTHER, Built
from tests.store.copies import file_of, tagging

MANY = 3


def highlighting(other: Built) -> None:
    other.statement("fog", [other.make(edits.add_tag(other.store.reader, "weather"), OTHER)], OTHER)


def merged(built: Built, *paths: Path) -> str:
    return merge(built.store, paths, ME).uid


def shared(built: Built, work: object) -> None:
    """Let the other reviewer share something, and take it in by saving."""
    other = ProjectStore.open(built.store.shared_path, private=True)
    work(Built(other, built.source_uid, built.revision_uid, built.text))  # type: ignore[operator]
    other.publish()
    other.close()
    built.store.publish()


def test_ones_own_work_did_not_come_in(built: Built) -> None:
    assert arrivals(built.store, ME) == []
    assert [each.people for each in arrivals(built.store, OTHER)] == [("Ann Author",)]


def test_a_merge_says_who_what_and_how_much(built: Built) -> None:
    uid = merged(built, file_of(built, "ben", highlighting))
    first = arrivals(built.store, ME)[0]
    assert first.is_merge
    assert (first.merge_uid, first.files, first.people) == (uid, ("ben.annotator",), ("Ben Brown",))
    assert (first.new["statement"], first.new["tag"]) == (1, 1)
    assert first.change_count == 2


def test_what_came_with_the_shared_file_is_told_by_person_and_day(built: Built) -> None:
    shared(built, highlighting)
    (entry,) = arrivals(built.store, ME)
    assert not entry.is_merge
    assert (entry.author_uid, entry.people, entry.new["statement"]) == (OTHER, ("Ben Brown",), 1)


def test_what_was_merged_is_not_told_twice(built: Built) -> None:
    merged(built, file_of(built, "ben", highlighting))
    assert [each.is_merge for each in arrivals(built.store, ME)] == [True]


def test_a_thing_that_was_there_before_is_not_new(built: Built) -> None:
    statement = built.statement("fog")
    built.store.publish()
    merged(built, file_of(built, "ben", lambda other: grade(other, statement, 3)))
    assert arrivals(built.store, ME)[0].new == {}
    assert arrivals(built.store, ME)[0].change_count == 1


def test_conflicts_are_counted_until_they_are_settled(built: Built) -> None:
    statement = built.statement("fog")
    built.store.publish()
    path = file_of(built, "ben", lambda other: grade(other, statement, 3))
    built.do(edits.set_statement_field(statement, "credibility", 2))
    merged(built, path)
    assert [each.to_settle for each in arrivals(built.store, ME) if each.is_merge] == [1]
    built.do(edits.set_statement_field(statement, "credibility", 4))
    assert [each.to_settle for each in arrivals(built.store, ME) if each.is_merge] == [0]


def test_a_merge_that_was_undone_is_forgotten(built: Built) -> None:
    uid = merged(built, file_of(built, "ben", highlighting))
    undo_merge(built.store, uid)
    assert not any(each.is_merge for each in arrivals(built.store, ME))


def test_an_entry_knows_the_things_it_is_about(built: Built) -> None:
    merged(built, file_of(built, "ben", tagging("theirs")))
    first, *_ = arrivals(built.store, ME)
    (tag,) = built.store.reader.tags()
    assert touched_by(built.store, first, ME) == {tag.uid}


def test_several_files_merged_at_once_are_one_entry(built: Built) -> None:
    paths = [file_of(built, f"ben {at}", tagging(f"tag {at}")) for at in range(MANY)]
    merged(built, *paths)
    (entry,) = [each for each in arrivals(built.store, ME) if each.is_merge]
    assert entry.files == tuple(path.name for path in paths)
    assert entry.new["tag"] == MANY


def test_a_person_who_works_under_two_names_did_not_send_himself_anything(built: Built) -> None:
    shared(built, highlighting)
    built.do(edits.join_reviewers(OTHER, ME))
    assert arrivals(built.store, ME) == []


def test_while_the_project_is_worked_on_blind_nothing_is_counted(built: Built) -> None:
    merged(built, file_of(built, "ben", highlighting))
    built.do(edits.work_blind(built.store.uid, True))
    assert [each.new for each in arrivals(built.store, ME)] == [{}]


def grade(other: Built, statement: str, credibility: int) -> None:
    other.do(edits.set_statement_field(statement, "credibility", credibility), OTHER)
