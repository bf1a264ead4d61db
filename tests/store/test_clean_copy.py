"""Clean copies: the present state for outsiders, and not a trace of anything else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from annotator.core import edits, identity, prose
from annotator.core.errors import NotFoundError, ProjectFileError, RefusedError
from annotator.core.records import StatementFilter
from annotator.store.clean_copy import REVIEWER_NAME
from annotator.store.doctor import examine
from annotator.store.extracting import Choice
from annotator.store.reader import Reader
from annotator.store.sending import SendingWish, Sent, send
from tests.builders import ME, OTHER
from tests.memory import month
from tests.store.sent import Crossing, crossing, mark, merge, opened, rows
from tests.store.test_laws import STEPS, Step
from tests.store.test_sending_laws import worked_on


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Crossing]:
    built = crossing(tmp_path)
    yield built
    built.store.close()


def clean(made: Crossing, name: str = "clean", **wishes: object) -> Sent:
    """Write a clean copy beside the project."""
    return made.send(name, SendingWish(is_clean=True, **wishes))  # type: ignore[arg-type]


def told(reader: Reader) -> dict[str, object]:
    """Tell what a project says, by words and numbers instead of identities."""
    statements = {each.uid: each.number for each in reader.statements(StatementFilter())}
    tags = {tag.uid: tag.name for tag in reader.tags()}
    actors = {actor.uid: actor.name for actor in reader.actors()}
    titles = {source.uid: source.title for source in reader.sources()}
    chapters = reader.chapters()
    project = reader.project()
    chosen = {name: value for name, value in project.briefing.items() if name not in ("authors", "editor")}
    return {
        "project": replace(project, uid="", briefing=chosen),
        "sources": [
            (source.title, source.file_name, source.metadata, source.reliability, reader.text(source.revision_uid))
            for source in reader.sources()
        ],
        "tags": [(tag.name, tag.colour, tag.definition, tag.depth, tag.statement_count) for tag in reader.tags()],
        "statements": [
            (
                *(each.number, titles[each.source_uid], replace(each.anchor, revision_uid=""), each.locator),
                *([tags[uid] for uid in each.tag_uids], actors.get(each.actor_uid or ""), each.kind),
                *(each.event_date, each.said_date, each.credibility),
            )
            for each in reader.statements(StatementFilter(sort="number"))
        ],
        "chapters": [(chapter.number, chapter.title) for chapter in chapters],
        "items": [
            [
                [part if isinstance(part, str) else statements[part.statement_uid] for part in prose.parse(item.text)]
                + [item.is_key_judgement, item.likelihood, item.confidence]
                if hasattr(item, "text")
                else (statements[item.statement_uid], item.form, item.words)
                for item in reader.chapter_items(chapter.uid)
            ]
            for chapter in chapters
        ],
        "links": sorted(
            (link.kind, sorted((statements[link.from_uid], statements[link.to_uid])), link.assessment)
            for link in reader.links()
        ),
    }


def test_a_clean_copy_says_what_the_project_says(made: Crossing):
    with opened(clean(made).path) as copy:
        assert told(copy.reader) == told(made.store.reader)


def test_no_identity_of_the_project_is_in_its_bytes(made: Crossing):
    data = clean(made).path.read_bytes()
    with closing(sqlite3.connect(made.send("all").path)) as connection:
        rows = connection.execute("SELECT change_id, transaction_uid, reviewer_uid, entity_uid FROM change")
        old = {each if isinstance(each, bytes) else each.encode() for row in rows for each in row if each}
    assert len(old) > 50
    assert [each for each in old if each in data or each.hex().encode() in data] == []


def test_no_reviewer_is_named_in_its_bytes(made: Crossing):
    made.ferry.do(edits.choose_for_briefing(made.store.uid, "editor", "Eda Editor"))
    made.ferry.do(edits.choose_for_briefing(made.store.uid, "authors", "Ann Author and Ben Brown"))
    data = clean(made).path.read_bytes()
    for name in ("Ann Author", "Ben Brown", "Eda Editor", ME, OTHER):
        assert name.encode() not in data
    with opened(made.folder / "clean.annotator") as copy:
        assert [reviewer.name for reviewer in copy.reader.reviewers()] == [REVIEWER_NAME]


def test_what_was_deleted_or_written_before_is_not_in_its_bytes(made: Crossing):
    made.ferry.do(edits.write_prose(made.uids["outlook"], "Summer will tell."))
    made.ferry.do(edits.rename_tag(made.uids["fog"], "mist"))
    made.ferry.do(edits.delete_source(made.store.reader, made.bridge.source_uid))
    data = clean(made).path.read_bytes()
    assert b"Summer will tell." in data
    for words in ("Spring will tell.", "toll", "bridge", "The new bridge"):
        assert words.encode() not in data
    assert b'"name":"fog"' not in data


def test_a_deleted_quotation_stands_only_in_its_text(made: Crossing):
    assert clean(made).path.read_bytes().count(b"a clear night") == 1
    assert made.send("all").path.read_bytes().count(b"a clear night") == 2


def test_notes_stay_at_home_unless_they_are_wanted(made: Crossing):
    assert b"Ask the harbour master." not in clean(made).path.read_bytes()
    with opened(clean(made, "noted", with_notes=True).path) as copy:
        noted = {note[3] for note in rows(copy.shared_path)["note"]}
    assert noted == {"Ask the harbour master.", "Who decides?"}


def test_notes_of_several_on_one_thing_become_one(made: Crossing):
    made.ferry.do(edits.write_note(made.store.reader, made.uids["late"], OTHER, "He is on leave."), OTHER)
    texts = [note[3] for note in rows(clean(made, with_notes=True).path)["note"]]
    assert sorted(texts) in (
        ["Ask the harbour master.\n\nHe is on leave.", "Who decides?"],
        ["He is on leave.\n\nAsk the harbour master.", "Who decides?"],
    )


def test_the_tags_of_all_reviewers_are_one_reviewers_tags(made: Crossing):
    made.ferry.do(edits.tag_statement(made.uids["late"], made.uids["fog"], OTHER), OTHER)
    made.ferry.do(edits.tag_statement(made.uids["late"], made.uids["fog"], ME))
    with opened(clean(made).path) as copy:
        late = copy.reader.statements(StatementFilter(text="The ferry was late."))[0]
        judged = [(copy.reader.tag(each.tag_uid).name, each.reviewer_uid) for each in copy.reader.judgements(late.uid)]
        (reviewer,) = copy.reader.reviewers()
    assert judged == [("delay", reviewer.uid), ("fog", reviewer.uid)]


def test_a_merged_tag_is_the_one_that_it_was_merged_into(made: Crossing):
    made.ferry.do(edits.merge_tags(made.uids["fog"], made.uids["delay"]))
    with opened(clean(made).path) as copy:
        assert [(tag.name, tag.statement_count) for tag in copy.reader.tags()] == [("delay", 3)]


def test_a_tag_that_is_a_position_stays_one(made: Crossing):
    made.ferry.do(edits.mark_position(made.uids["fog"], True))
    with opened(clean(made).path) as copy:
        assert {tag.name: tag.is_position for tag in copy.reader.tags()} == {"delay": False, "fog": True}


def test_what_was_read_and_put_on_a_key_is_nobodys_business(made: Crossing):
    made.ferry.do(edits.mark_read(made.bridge.source_uid, ME, True))
    made.ferry.do(edits.set_favourite(made.store.reader, made.uids["fog"], 3, ME))
    there = rows(clean(made).path)
    assert (there["source_read"], there["tag_favourite"]) == ([], [])


def test_a_conflict_is_what_is_shown_of_it(made: Crossing):
    copy = made.folder / "copy.annotator"
    copy.write_bytes(made.send("all").path.read_bytes())
    with opened(copy) as other:
        other.apply(edits.rename_tag(made.uids["fog"], "haze"), OTHER)
        other.publish()
    made.ferry.do(edits.rename_tag(made.uids["fog"], "mist"))
    merge(made.store, copy)
    path = clean(made).path
    assert made.store.reader.conflicts()
    assert rows(path)["conflict"] == []
    shown = made.store.reader.tag(made.uids["fog"]).name
    assert ({"mist", "haze"} - {shown}).pop().encode() not in path.read_bytes()


def test_prose_does_not_cite_what_is_not_there(made: Crossing):
    made.ferry.do(edits.delete_statements([made.uids["closed"]]))
    with opened(clean(made).path) as copy:
        (summary,) = [each for each in rows(copy.shared_path)["prose"] if "It was late" in str(each[3])]
    assert prose.plain(str(summary[3])) == "It was late and closed."
    assert len(prose.cited_uids(str(summary[3]))) == 1


def test_a_chapter_whose_parent_was_deleted_stands_at_the_top(made: Crossing):
    made.ferry.do([edits.delete_chapter(made.store.reader, made.uids["night"])[0]])
    deleted = {chapter.title for chapter in made.store.reader.chapters()}
    with opened(clean(made).path) as copy:
        assert {chapter.title for chapter in copy.reader.chapters()} == deleted
        assert all(
            chapter.parent_uid in (None, *(c.uid for c in copy.reader.chapters())) for chapter in copy.reader.chapters()
        )


def test_key_judgements_dates_and_forms_of_quotation_stay(made: Crossing):
    do, reader = made.ferry.do, made.store.reader
    do(edits.mark_key_judgement(made.uids["outlook"], True))
    do(edits.set_likelihood(made.uids["outlook"], "likely"))
    do(edits.set_statement_field(made.uids["late"], "event_date", month(2025, 4)))
    do(edits.show_quotation(reader, reader.placements_of(made.uids["closed"])[0], "paraphrased", "It closed."))
    do(edits.assess_link(made.uids["against"], "Both may be true."))
    do(edits.choose_for_briefing(made.store.uid, "order", "date"))
    with opened(clean(made).path) as copy:
        assert told(copy.reader) == told(reader)


def test_some_sources_and_chapters_can_be_chosen(made: Crossing):
    choice = Choice((made.ferry.source_uid,), (made.uids["hour"],))
    sent = clean(made, choice=choice)
    with opened(sent.path) as copy:
        assert [source.title for source in copy.reader.sources()] == ["The late ferry"]
        assert [(c.number, c.title) for c in copy.reader.chapters()] == [("1", "The night"), ("1.1", "The hour")]
        assert copy.reader.actors() == []
    for words in (b"Its toll", b"harbour was closed", b"It was late", b"Lamp keeper"):
        assert words not in sent.path.read_bytes()


def test_what_was_chosen_and_is_not_in_the_project_is_refused(made: Crossing):
    for choice in (Choice(("f" * 32,)), Choice(None, ("f" * 32,))):
        with pytest.raises(NotFoundError, match="not in the project any more"):
            clean(made, choice=choice)
    assert not (made.folder / "clean.annotator").exists()


def test_without_originals_the_text_stands_for_them(made: Crossing):
    path = clean(made, with_originals=False).path
    assert b"<html>" not in path.read_bytes()
    assert examine(path).findings == ()


def test_an_article_that_is_imported_again_is_known_in_it(made: Crossing):
    original = made.store.reader.source(made.bridge.source_uid).original_sha256
    for name in ("whole", "lean"):
        with opened(clean(made, name, with_originals=name == "whole").path) as copy:
            assert copy.reader.has_source(identity.source_uid(copy.uid, original))


def test_examination_finds_nothing_wrong_with_it(made: Crossing):
    assert examine(clean(made, with_notes=True).path).findings == ()


def test_nothing_is_left_free_in_the_file(made: Crossing):
    with opened(clean(made).path) as store:
        assert store._connection.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_it_is_another_project_each_time(made: Crossing):
    one, other = clean(made, "one").path, clean(made, "other").path
    with opened(one) as first, opened(other) as second:
        assert len({first.uid, second.uid, made.store.uid}) == 3


def test_merging_one_is_refused_and_says_why(made: Crossing):
    path = clean(made).path
    with pytest.raises(ProjectFileError, match="clean copy for outsiders"):
        merge(made.store, path)
    with pytest.raises(ProjectFileError, match="clean copy for outsiders"):
        made.send("news", SendingWish(theirs=path))


def test_an_extract_of_it_is_still_clean(made: Crossing):
    with opened(clean(made).path) as copy:
        path = send(copy, made.folder / "extract.annotator", SendingWish(Choice(()))).path
    assert mark(path).is_clean


def test_people_can_work_on_one_together(made: Crossing):
    path = clean(made).path
    copy = made.folder / "theirs.annotator"
    copy.write_bytes(path.read_bytes())
    with opened(copy) as theirs:
        theirs.apply(edits.add_tag(theirs.reader, "new"), OTHER)
        theirs.publish()
    with opened(path) as ours:
        merge(ours, copy)
        assert "new" in {tag.name for tag in ours.reader.tags()}


def test_an_earlier_clean_copy_is_replaced_until_somebody_works_in_it(made: Crossing):
    clean(made)
    path = clean(made).path
    with opened(path) as store:
        store.apply(edits.add_tag(store.reader, "new"), OTHER)
        store.publish()
    with pytest.raises(RefusedError, match="gone on working"):
        clean(made)


def test_wishes_that_contradict_each_other_are_refused(made: Crossing):
    with pytest.raises(RefusedError, match="never merges"):
        clean(made, theirs=frozenset({b"x" * 16}))
    with pytest.raises(RefusedError, match="clean copy only"):
        made.send("some", SendingWish(with_notes=True))


def test_texts_that_are_missing_are_no_clean_copy(made: Crossing):
    theirs = made.send("theirs").path
    made.bridge.statement("The bridge opens in spring.")
    news = made.send("news", SendingWish(theirs=theirs)).path
    with opened(news) as store, pytest.raises(RefusedError, match="merge it first"):
        send(store, made.folder / "clean.annotator", SendingWish(is_clean=True))


@settings(max_examples=12)
@given(STEPS)
def test_a_clean_copy_says_what_the_project_says_whatever_was_done_to_it(tmp_path_factory, steps: list[Step]):
    made = worked_on(tmp_path_factory.mktemp("law"), steps)
    path = clean(made).path
    assert examine(path).findings == ()
    with opened(path) as copy:
        ours, theirs = told(made.store.reader), told(copy.reader)
    assert theirs == ours
    made.store.close()
