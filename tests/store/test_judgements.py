from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.agreement import ReviewersWork
from annotator.core.changes import Draft
from annotator.store.judgements import reviewers_work
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path):
    made = build(tmp_path / "a.annotator")
    yield made
    made.store.close()


def told(built: Built, work: ReviewersWork) -> list[tuple[str, str, str]]:
    """Give each tag as words, tag and reviewer."""
    return [(built.text[span.start : span.end], span.tag_uid, span.reviewer_uid) for span in work.spans]


def test_each_reviewer_has_the_tags_that_he_put_himself_on_whosever_statement(built: Built):
    tag = built.make(edits.add_tag(built.store.reader, "weather"))
    statement = built.statement("spoke of fog", [tag])
    built.do([Draft("set", statement, f"tag:{tag}:{OTHER}", True)], OTHER)
    work = reviewers_work(built.store.reader)
    assert told(built, work) == [("spoke of fog", tag, ME), ("spoke of fog", tag, OTHER)]
    assert {span.source_uid for span in work.spans} == {built.source_uid}


def test_a_tag_that_was_merged_is_followed_to_its_end(built: Built):
    fog, weather = (built.make(edits.add_tag(built.store.reader, name)) for name in ("fog", "weather"))
    built.statement("spoke of fog", [fog])
    built.do(edits.merge_tags(fog, weather))
    assert told(built, reviewers_work(built.store.reader)) == [("spoke of fog", weather, ME)]


def test_a_statement_without_tags_is_nobodys_judgement(built: Built):
    built.statement("spoke of fog")
    assert reviewers_work(built.store.reader).spans == ()


def test_a_statement_on_an_earlier_text_of_its_source_is_left_out(built: Built):
    tag = built.make(edits.add_tag(built.store.reader, "weather"))
    built.statement("spoke of fog", [tag])
    built.do([Draft("set", built.source_uid, "revision", "c" * 32)])
    assert reviewers_work(built.store.reader).spans == ()


def test_reading_marks_are_told_for_each_reviewer(built: Built):
    built.do(edits.mark_read(built.source_uid, ME, True))
    built.do(edits.mark_read(built.source_uid, OTHER, True), OTHER)
    assert reviewers_work(built.store.reader).read_by == {built.source_uid: {ME, OTHER}}
    built.do(edits.mark_read(built.source_uid, ME, False))
    assert reviewers_work(built.store.reader).read_by == {built.source_uid: {OTHER}}
