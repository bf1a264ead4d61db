"""Extracts, which merge back, and what a copy to send may be written over."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import EnvironmentFaultError, NotFoundError, ProjectFileError, RefusedError
from annotator.core.records import IMAGE_CHARACTER, Article, Block, StatementFilter
from annotator.core.vocabulary import BlockKind
from annotator.store.doctor import examine
from annotator.store.extracting import Choice
from annotator.store.sending import SendingWish, send
from tests.builders import ME, OTHER, build, derived
from tests.pictures import png
from tests.store.sent import Crossing, blobs, changes, crossing, mark, merge, merged, opened, rows


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Crossing]:
    built = crossing(tmp_path)
    yield built
    built.store.close()


def uids(path: Path, table: str) -> set[object]:
    return {row[0] for row in rows(path)[table]}


def test_examination_finds_nothing_wrong_with_an_extract_that_lacks_texts_on_purpose(made: Crossing) -> None:
    theirs = made.send("theirs").path
    made.bridge.statement("The bridge opens in spring.")
    assert examine(made.send("lean", SendingWish(with_originals=False)).path).findings == ()
    assert examine(made.send("news", SendingWish(theirs=theirs)).path).findings == ()


def test_an_extract_of_everything_holds_every_row_of_the_project(made: Crossing):
    assert rows(made.send("all").path) == derived(made.store)


def test_an_extract_holds_the_chosen_source_and_no_other(made: Crossing):
    assert uids(made.extract("some", made.harbour), "source") == {made.harbour.source_uid}


def test_what_is_said_of_a_chosen_source_goes_along(made: Crossing):
    path = made.extract("some", made.ferry)
    assert {row[1] for row in rows(path)["statement"]} == {1, 2}
    assert uids(path, "note") == {made.uids["remark"]}


def test_the_codebook_the_actors_and_the_reviewers_go_along_whole(made: Crossing):
    there, whole = rows(made.extract("some", made.bridge)), derived(made.store)
    assert [there[name] for name in ("tag", "actor", "reviewer")] == [
        whole[name] for name in ("tag", "actor", "reviewer")
    ]


def test_only_the_links_whose_both_ends_are_in_go_along(made: Crossing):
    assert uids(made.extract("some", made.ferry), "link") == {made.uids["with"]}
    assert uids(made.extract("more", made.ferry, made.harbour), "link") == {made.uids["with"], made.uids["against"]}


def test_the_text_of_a_source_that_was_not_chosen_stays_at_home(made: Crossing):
    data = made.extract("some", made.bridge).read_bytes()
    assert b"Its toll is not decided." in data
    assert b"harbour was closed" not in data


def test_a_chapter_brings_those_under_it_and_those_above_it_as_titles(made: Crossing):
    path = made.send("night", SendingWish(Choice(None, (made.uids["hour"],)))).path
    assert {row[6]: row[1] for row in rows(path)["chapter"]} == {"1": "The night", "1.1": "The hour"}
    assert rows(path)["prose"] == []
    assert [row[2] for row in rows(path)["placement"]] == [made.uids["late"]]


def test_chapters_are_numbered_anew_where_others_were_left_out(made: Crossing):
    path = made.send("spring", SendingWish(Choice(None, (made.uids["spring"],)))).path
    assert [(row[1], row[6]) for row in rows(path)["chapter"]] == [("In spring", "1")]


def test_a_chapter_keeps_its_prose_where_its_statements_are_on_other_sources(made: Crossing):
    wish = SendingWish(Choice((made.bridge.source_uid,), (made.uids["night"],)))
    path = made.send("night", wish).path
    assert uids(path, "prose") == {made.uids["summary"]}
    assert rows(path)["placement"] == []


def test_no_source_at_all_can_be_chosen(made: Crossing):
    path = made.send("outline", SendingWish(Choice(()))).path
    assert [len(rows(path)[name]) for name in ("source", "statement", "chapter")] == [0, 0, 3]


def test_a_deletion_goes_along_and_deletes_where_it_is_merged(made: Crossing):
    made.store.undo([made.ferry.do(edits.delete_statements([made.uids["why"]])).transaction_uid], ME)
    before = made.extract("before", made.ferry)
    made.ferry.do(edits.delete_statements([made.uids["why"]]))
    after = made.extract("after", made.ferry)
    assert len(merged(made.empty, before)["statement"]) == 2
    assert len(merged(made.empty, before, after)["statement"]) == 1


def test_a_chapter_brings_those_under_it_with_what_stands_in_them(made: Crossing):
    path = made.send("night", SendingWish(Choice(None, (made.uids["night"],)))).path
    assert {row[2] for row in rows(path)["placement"]} == {made.uids["late"], made.uids["closed"]}


def test_a_passage_that_two_moved_to_different_chapters_goes_with_either(made: Crossing):
    copy = made.folder / "copy.annotator"
    copy.write_bytes(made.send("all").path.read_bytes())
    moves = {
        name: [Draft("set", made.uids["summary"], "place", {"chapter": made.uids[name], "order": "a0"})]
        for name in ("hour", "spring")
    }
    with opened(copy) as other:
        other.apply(moves["hour"], OTHER)
        other.publish()
    made.ferry.do(moves["spring"])
    merge(made.store, copy)
    for name in moves:
        path = made.send(name, SendingWish(Choice((), (made.uids[name],)))).path
        assert made.uids["summary"] in uids(path, "prose")
    assert made.uids["summary"] not in uids(made.send("none", SendingWish(Choice((), ()))).path, "prose")


def test_what_is_not_shared_yet_goes_in(made: Crossing):
    made.bridge.statement("The bridge opens in spring.")
    assert len(rows(made.extract("some", made.bridge))["statement"]) == 2


def test_what_was_chosen_and_is_not_in_the_project_is_refused(made: Crossing):
    for choice in (Choice(("f" * 32,)), Choice(None, ("f" * 32,))):
        with pytest.raises(NotFoundError, match="not in the project any more"):
            made.send("some", SendingWish(choice))
    assert not (made.folder / "some.annotator").exists()


def test_without_originals_the_texts_stay(made: Crossing):
    lean = made.send("lean", SendingWish(with_originals=False)).path
    originals = {source.original_sha256 for source in made.store.reader.sources()}
    assert blobs(made.send("full").path) - blobs(lean) == originals - {
        source.original_sha256 for source in made.store.reader.sources() if source.file_name == "ferry.txt"
    }
    with opened(lean) as store:
        assert "toll" in store.reader.text(made.bridge.revision_uid)


def test_an_original_that_was_left_out_comes_with_a_later_extract(made: Crossing):
    lean = made.send("lean", SendingWish(Choice((made.bridge.source_uid,)), with_originals=False)).path
    with opened(made.empty) as colleague:
        merge(colleague, lean, made.extract("full", made.bridge))
        assert b"<html>" in colleague.reader.original(made.bridge.source_uid)


def test_the_pictures_of_a_text_are_no_originals(made: Crossing):
    picture = png(4, 4)
    sha256 = hashlib.sha256(picture).hexdigest()
    blocks = (Block(BlockKind.IMAGE, 0, 1, attributes={"sha256": sha256, "media_type": "image/png"}),)
    page = Article("lamp.html", b"<img>", IMAGE_CHARACTER, blocks, {}, pictures={sha256: picture})
    new = edits.add_source(made.store.uid, page)
    made.store.apply(new.drafts, ME, blobs=new.blobs)
    path = made.send("lean", SendingWish(Choice((new.source_uid,)), with_originals=False)).path
    assert blobs(path) == new.blobs.keys() - {hashlib.sha256(b"<img>").hexdigest()}


def test_the_file_that_brought_a_corrected_text_is_an_original(made: Crossing):
    blobs_there = {hashlib.sha256(data).hexdigest(): data for data in (b"Soon.", b"[]", b"<p>Soon.</p>")}
    text, blocks, original = blobs_there
    value = {"source": made.bridge.source_uid, "text": text, "blocks": blocks, "words": 1, f"original:{original}": True}
    made.store.apply([Draft("create", "d" * 32, "revision", value)], ME, blobs=blobs_there)
    wishes = [SendingWish(Choice((made.bridge.source_uid,)), with_originals=wanted) for wanted in (True, False)]
    whole, lean = (made.send(f"some-{at}", wish).path for at, wish in enumerate(wishes))
    assert original in blobs(whole)
    assert original not in blobs(lean)
    assert {text, blocks} <= blobs(lean)


def test_the_size_and_what_is_in_it_are_told(made: Crossing):
    sent = made.send("some", SendingWish(Choice((made.ferry.source_uid,))))
    assert (sent.sources, sent.statements, sent.chapters) == (1, 2, 3)
    assert sent.size == sent.path.stat().st_size


def test_the_same_wish_gives_the_same_bytes(made: Crossing):
    wish = SendingWish(Choice((made.ferry.source_uid,)))
    assert made.send("one", wish).path.read_bytes() == made.send("other", wish).path.read_bytes()


@pytest.mark.parametrize("choice", [Choice(), Choice(None, ())])
def test_examination_finds_nothing_wrong_with_an_extract(made: Crossing, choice: Choice):
    assert examine(made.send("some", SendingWish(choice)).path).findings == ()


def test_nothing_is_left_free_in_the_file(made: Crossing):
    with opened(made.extract("some", made.bridge)) as store:
        assert store._connection.execute("PRAGMA freelist_count").fetchone() == (0,)


class TestForSomebody:
    """Only what the other side lacks."""

    def test_what_they_have_is_left_out(self, made: Crossing):
        theirs = made.extract("theirs", made.ferry)
        news = made.send("news", SendingWish(theirs=theirs)).path
        assert uids(news, "source") >= {made.harbour.source_uid, made.bridge.source_uid}
        assert made.ferry.revision_uid not in uids(news, "revision")
        assert made.uids["why"] not in uids(news, "statement")

    def test_merging_it_there_brings_everything(self, made: Crossing):
        theirs = made.extract("theirs", made.ferry)
        news = made.send("news", SendingWish(theirs=theirs)).path
        assert merged(theirs, news) == derived(made.store)

    def test_a_thing_of_which_they_lack_a_change_comes_with_its_whole_history(self, made: Crossing):
        theirs = made.send("theirs").path
        made.ferry.do(edits.set_statement_field(made.uids["why"], "credibility", 2))
        news = made.send("news", SendingWish(theirs=theirs)).path
        assert [row[:2] for row in rows(news)["statement"]] == [(made.uids["why"], 2)]
        assert merged(theirs, news) == derived(made.store)

    def test_what_a_new_statement_stands_on_comes_with_it_but_for_a_text_that_they_have(self, made: Crossing):
        theirs = made.send("theirs").path
        made.bridge.statement("The bridge opens in spring.")
        news = made.send("news", SendingWish(theirs=theirs)).path
        with opened(news) as store:
            (statement,) = store.reader.statements(StatementFilter())
            assert store.reader.source(statement.source_uid).title == "The new bridge"
        assert blobs(news) == set()

    def test_an_original_that_they_lack_is_news(self, made: Crossing):
        theirs = made.send("theirs", SendingWish(with_originals=False)).path
        news = made.send("news", SendingWish(theirs=theirs)).path
        assert blobs(news) == blobs(made.send("full").path) - blobs(theirs)

    def test_a_list_of_their_changes_does_as_well_as_their_file(self, made: Crossing):
        theirs = made.extract("theirs", made.ferry)
        by_list = made.send("list", SendingWish(theirs=frozenset(changes(theirs)))).path
        assert changes(by_list) == changes(made.send("file", SendingWish(theirs=theirs)).path)

    def test_only_the_chosen_part_of_the_news_goes_in(self, made: Crossing):
        theirs = made.extract("theirs", made.ferry)
        wish = SendingWish(Choice((made.ferry.source_uid, made.bridge.source_uid), ()), theirs=theirs)
        news = made.send("news", wish).path
        assert uids(news, "source") == {made.bridge.source_uid}
        assert uids(news, "chapter") == set()

    def test_nothing_is_written_where_they_have_everything(self, made: Crossing):
        theirs = made.send("theirs").path
        with pytest.raises(RefusedError, match="nothing to send"):
            made.send("news", SendingWish(theirs=theirs))
        assert not (made.folder / "news.annotator").exists()

    def test_a_file_of_another_project_is_refused(self, made: Crossing):
        other = build(made.folder / "q.annotator")
        other.store.close()
        with pytest.raises(ProjectFileError, match="another project"):
            made.send("news", SendingWish(theirs=made.folder / "q.annotator"))

    def test_it_says_that_it_is_not_whole(self, made: Crossing):
        news = made.send("news", SendingWish(theirs=made.extract("theirs", made.ferry)))
        assert "not whole before it is merged" in news.mark.words()


class TestMark:
    """What an extract says of itself."""

    def test_an_extract_of_everything_has_nothing_to_say(self, made: Crossing):
        assert made.send("all").mark.words() == ""

    def test_a_part_says_that_the_rest_is_elsewhere(self, made: Crossing):
        assert "some sources or chapters" in made.send("some", SendingWish(Choice(()))).mark.words()

    def test_an_extract_without_originals_says_so(self, made: Crossing):
        assert "without the originals" in made.send("lean", SendingWish(with_originals=False)).mark.words()

    def test_an_extract_of_everything_in_an_extract_lacks_what_that_lacks(self, made: Crossing):
        wish = SendingWish(Choice((made.ferry.source_uid,)), with_originals=False)
        with opened(made.send("some", wish).path) as store:
            again = send(store, made.folder / "again.annotator", SendingWish())
        assert (again.mark.is_part, again.mark.lacks_originals) == (True, True)

    def test_the_mark_stays_when_somebody_works_in_the_extract(self, made: Crossing):
        path = made.extract("some", made.ferry)
        with opened(path) as store:
            store.apply(edits.add_tag(store.reader, "new"), OTHER)
            store.publish()
        assert mark(path) is not None

    def test_merging_an_extract_marks_nothing(self, made: Crossing):
        merge(made.store, made.extract("some", made.ferry))
        made.store.publish()
        assert mark(made.store.shared_path) is None


class TestTarget:
    """What lies at the target is replaced only where nothing is lost."""

    def test_an_earlier_extract_is_replaced(self, made: Crossing):
        made.extract("some", made.ferry)
        assert uids(made.extract("some", made.bridge), "source") == {made.bridge.source_uid}

    def test_an_extract_in_which_somebody_worked_is_not(self, made: Crossing):
        path = made.extract("some", made.ferry)
        with opened(path) as store:
            store.apply(edits.add_tag(store.reader, "new"), OTHER)
            store.publish()
        before = path.read_bytes()
        with pytest.raises(RefusedError, match="gone on working"):
            made.extract("some", made.ferry)
        assert path.read_bytes() == before

    def test_an_extract_whose_work_came_home_is_replaced(self, made: Crossing):
        path = made.extract("some", made.ferry)
        with opened(path) as store:
            store.apply(edits.add_tag(store.reader, "new"), OTHER)
            store.publish()
        merge(made.store, path)
        assert len(rows(made.extract("some", made.ferry))["tag"]) == 3

    def test_a_file_that_is_no_project_is_never_replaced(self, made: Crossing):
        path = made.folder / "letter.annotator"
        path.write_text("Dear Mara")
        with pytest.raises(RefusedError, match="choose another name"):
            made.send("letter")
        assert path.read_text() == "Dear Mara"

    def test_a_project_that_is_no_copy_to_send_is_never_replaced(self, made: Crossing):
        before = made.empty.read_bytes()
        with pytest.raises(RefusedError, match="no copy that was made to send"):
            made.send("empty")
        assert made.empty.read_bytes() == before

    def test_the_project_itself_is_refused(self, made: Crossing):
        with pytest.raises(RefusedError, match="the project itself"):
            made.send("p")

    def test_a_folder_is_refused(self, made: Crossing):
        (made.folder / "copies.annotator").mkdir()
        with pytest.raises(RefusedError, match="choose another name"):
            made.send("copies")

    def test_a_folder_that_is_not_there_is_named(self, made: Crossing):
        with pytest.raises(EnvironmentFaultError, match="check the name and the folder"):
            made.send("nowhere/some")

    def test_the_ending_is_added_where_it_lacks(self, made: Crossing):
        assert send(made.store, made.folder / "some", SendingWish()).path.name == "some.annotator"

    def test_a_full_disk_leaves_the_earlier_copy_and_nothing_else(
        self, made: Crossing, monkeypatch: pytest.MonkeyPatch
    ):
        before = made.extract("some", made.ferry).read_bytes()
        names = sorted(os.listdir(made.folder))

        def full(descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("annotator.store.sending.os.fsync", full)
        with pytest.raises(EnvironmentFaultError, match="no room left"):
            made.extract("some", made.bridge)
        assert (made.folder / "some.annotator").read_bytes() == before
        assert sorted(os.listdir(made.folder)) == names
