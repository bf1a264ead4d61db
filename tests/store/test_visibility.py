from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits, prose
from annotator.core.records import Reviewer, StatementFilter
from annotator.store.profile import save_profile
from annotator.store.viewing import view
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


@pytest.fixture
def blind(built: Built) -> Built:
    """A project with a statement of mine and one of somebody else's, worked on blind, as I see it."""
    reader = built.store.reader
    mine, theirs = (built.statement(quote, reviewer_uid=who) for quote, who in (("fog", ME), ("clear", OTHER)))
    tag = built.make(edits.add_tag(reader, "weather"))
    chapter = built.make(edits.add_chapter(reader, "The night"))
    for uid, who in ((mine, ME), (theirs, OTHER), (mine, OTHER)):
        built.do(edits.tag_statement(uid, tag, who), who)
    for uid in (mine, theirs):
        built.do(edits.place_statement(reader, chapter, uid))
    built.do(edits.add_prose(reader, chapter, f"There was fog.{prose.token(mine)}"), ME)
    built.do(edits.add_prose(reader, chapter, f"There was none.{prose.token(theirs)}"), OTHER)
    built.do(edits.link_statements(reader, "contradicts", mine, theirs))
    built.do(edits.write_note(reader, mine, ME, "Ask the port."))
    built.do(edits.write_note(reader, mine, OTHER, "Do not ask."), OTHER)
    built.do(edits.work_blind(built.store.uid, True))
    built.store.look_as(ME)
    return built


def test_only_one_s_own_statements_are_listed_counted_and_painted(blind: Built) -> None:
    reader = blind.store.reader
    assert [each.anchor.quote for each in reader.statements(StatementFilter())] == ["fog"]
    assert reader.counts().statements == 1
    assert len(reader.highlights(blind.source_uid)) == 1
    assert [tag.statement_count for tag in reader.tags()] == [1]


def test_what_hangs_on_others_statements_is_hidden_with_them(blind: Built) -> None:
    reader = blind.store.reader
    (chapter,) = reader.chapters()
    (statement,) = reader.statements(StatementFilter())
    assert (chapter.statement_count, chapter.prose_count) == (1, 1)
    assert len(reader.chapter_items(chapter.uid)) == 2
    assert reader.links() == []
    assert [judgement.reviewer_uid for judgement in reader.judgements(statement.uid)] == [ME]
    assert [note.text for note in reader.notes(statement.uid)] == ["Ask the port."]


def test_one_goes_on_working_and_no_number_is_given_twice(blind: Built) -> None:
    blind.statement("harbour")
    numbers = {each.number for each in blind.store.reader.statements(StatementFilter())}
    assert len(numbers) == 2
    blind.do(edits.work_blind(blind.store.uid, False))
    every = [each.number for each in blind.store.reader.statements(StatementFilter())]
    assert len(every) == len(set(every)) == 3


def test_opening_it_shows_everything_again(blind: Built) -> None:
    blind.do(edits.work_blind(blind.store.uid, False))
    reader = blind.store.reader
    assert reader.counts().statements == 2
    assert len(reader.links()) == 1


def test_whoever_looks_as_nobody_sees_everything(blind: Built) -> None:
    blind.store.look_as("")
    assert blind.store.reader.counts().statements == 2


def test_another_viewer_sees_his_own(blind: Built) -> None:
    blind.store.look_as(OTHER)
    assert [each.anchor.quote for each in blind.store.reader.statements(StatementFilter())] == ["clear"]


def test_another_thread_sees_the_same(blind: Built) -> None:
    other = blind.store.another()
    assert other.reader.counts().statements == 1
    other.close()


def test_one_person_s_other_reviewer_is_oneself(blind: Built) -> None:
    blind.do(edits.join_reviewers(OTHER, ME))
    assert blind.store.reader.counts().statements == 2


def test_a_command_sees_what_whoever_works_on_this_computer_made(blind: Built, data_folder: Path) -> None:
    blind.store.publish()
    save_profile(data_folder, Reviewer(ME, "Ann Author", "AA", "Blue"))
    with view(blind.store.shared_path) as reader:
        assert [each.anchor.quote for each in reader.statements(StatementFilter())] == ["fog"]


def test_nothing_is_kept_from_the_shared_file(blind: Built) -> None:
    blind.store.publish()
    with view(blind.store.shared_path) as reader:
        assert reader.counts().statements == 2
