import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.edits.settling import DELETED, KEPT, Rule, settle, settle_by_rule
from annotator.core.errors import RefusedError
from annotator.core.records import Conflict, Prose
from annotator.store.history import log_of
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build, derived

Doing = Callable[["Copies", Built], Sequence[Draft]]


class Copies:
    """Two people's copies of one project: `mine` and `theirs`, which meet in the shared file."""

    def __init__(self, folder: Path) -> None:
        self.mine = build(folder / "p.annotator")
        reader = self.mine.store.reader
        self.statement = self.mine.statement("fog")
        self.tag = self.mine.make(edits.add_tag(reader, "weather"))
        self.other_tag = self.mine.make(edits.add_tag(reader, "excuse"))
        self.chapter = self.mine.make(edits.add_chapter(reader, "The night"))
        self.other_chapter = self.mine.make(edits.add_chapter(reader, "The morning"))
        self.mine.do(edits.place_statement(reader, self.chapter, self.statement))
        self.prose = self.mine.make(edits.add_prose(reader, self.chapter, "There was fog."))
        self.mine.store.publish()
        self.theirs = Built(
            ProjectStore.open(folder / "p.annotator", data_dir=folder / "other"),
            self.mine.source_uid,
            self.mine.revision_uid,
            self.mine.text,
        )

    def apart(self, mine: "Doing", theirs: "Doing") -> None:
        """Let both do something without seeing each other, mine first, and share it."""
        self.mine.do(mine(self, self.mine), ME)
        time.sleep(0.002)  # the clocks count milliseconds, and who was first is what some of these tests are about
        self.theirs.do(theirs(self, self.theirs), OTHER)
        self.share()

    def close(self) -> None:
        self.mine.store.close()
        self.theirs.store.close()

    def conflicts(self) -> list[Conflict]:
        """Give the conflicts, which are the same in both copies."""
        found = self.mine.store.reader.conflicts()
        assert self.theirs.store.reader.conflicts() == found
        return found

    def settle(self, value: object, conflict: Conflict | None = None) -> str:
        """Settle the one conflict in my copy; give the transaction."""
        store = self.mine.store
        conflict = conflict or self.conflicts()[0]
        return self.mine.do(settle(store.reader, log_of(store.reader), conflict, value)).transaction_uid

    def settle_by(self, rule: Rule, reviewer_uid: str = "") -> str:
        store = self.mine.store
        drafts = settle_by_rule(store.reader, log_of(store.reader), self.conflicts(), rule, reviewer_uid)
        return self.mine.do(drafts).transaction_uid

    def share(self) -> None:
        for store in (self.mine.store, self.theirs.store, self.mine.store):
            store.publish()


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    made = Copies(tmp_path)
    yield made
    made.close()


def _credibility(grade: int) -> Doing:
    return lambda copies, _: edits.set_statement_field(copies.statement, "credibility", grade)


def _deleted(copies: Copies, _: Built) -> Sequence[Draft]:
    return edits.delete_statements([copies.statement])


def _deleted_chapter(copies: Copies, built: Built) -> Sequence[Draft]:
    return edits.delete_chapter(built.store.reader, copies.chapter)


def _renamed_chapter(copies: Copies, _: Built) -> Sequence[Draft]:
    return edits.rename_chapter(copies.chapter, "The whole night")


def _tag_named(name: str) -> Doing:
    return lambda copies, _: edits.rename_tag(copies.tag, name)


def _favourite(key: int) -> Doing:
    return lambda copies, built: edits.set_favourite(built.store.reader, copies.tag, key, OTHER)


CONFLICTS: dict[str, tuple[Doing, Doing, object]] = {
    "a field": (_credibility(2), _credibility(4), 3),
    "prose": (
        lambda copies, _: edits.write_prose(copies.prose, "There was some fog."),
        lambda copies, _: edits.write_prose(copies.prose, "There was no fog."),
        "There may have been fog.",
    ),
    "the places of a chapter": (
        lambda copies, built: edits.move_chapter(built.store.reader, copies.chapter, copies.other_chapter),
        lambda copies, built: edits.move_chapter(built.store.reader, copies.chapter, None),
        {"parent": None, "order": "a5"},
    ),
    "a deletion beside a change, kept": (
        _deleted,
        _credibility(4),
        KEPT,
    ),
    "a deletion beside a change, deleted": (
        _deleted,
        _credibility(4),
        DELETED,
    ),
    "a change beside a deleted chapter, kept": (
        _deleted_chapter,
        _renamed_chapter,
        KEPT,
    ),
    "a change beside a deleted tag, deleted": (
        lambda copies, built: edits.delete_tag(built.store.reader, copies.tag),
        lambda copies, _: edits.rename_tag(copies.tag, "fog"),
        DELETED,
    ),
    "chapters moved under each other": (
        lambda copies, built: edits.move_chapter(built.store.reader, copies.chapter, copies.other_chapter),
        lambda copies, built: edits.move_chapter(built.store.reader, copies.other_chapter, copies.chapter),
        None,
    ),
    "tags moved under each other": (
        lambda copies, built: edits.move_tag(built.store.reader, copies.tag, copies.other_tag),
        lambda copies, built: edits.move_tag(built.store.reader, copies.other_tag, copies.tag),
        None,
    ),
}


@pytest.mark.parametrize(("mine", "theirs", "value"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_settled_conflict_is_gone_in_both_copies_and_comes_back_by_undoing(
    copies: Copies, mine: Doing, theirs: Doing, value: object
) -> None:
    copies.apart(mine, theirs)
    (conflict,) = copies.conflicts()
    before = derived(copies.mine.store)
    settled = copies.settle(value)
    copies.share()
    assert copies.conflicts() == []
    assert derived(copies.theirs.store) == derived(copies.mine.store)
    copies.mine.store.undo([settled], ME)
    copies.share()
    assert copies.conflicts() == [conflict]
    assert derived(copies.mine.store) == derived(copies.theirs.store) == before


def test_a_field_takes_the_value_it_was_settled_by(copies: Copies) -> None:
    copies.apart(_credibility(2), _credibility(4))
    copies.settle(3)
    assert copies.mine.store.reader.statement(copies.statement).credibility == 3


def test_a_conflict_is_settled_by_the_version_that_is_shown(copies: Copies) -> None:
    copies.apart(_credibility(2), _credibility(4))
    copies.settle(4)
    assert copies.mine.store.reader.conflicts() == []
    assert copies.mine.store.reader.statement(copies.statement).credibility == 4


def test_what_is_kept_keeps_both_its_versions_of_another_field(copies: Copies) -> None:
    def graded_and_deleted(copies: Copies, built: Built) -> Sequence[Draft]:
        built.do(_credibility(2)(copies, built))
        return _deleted(copies, built)

    copies.apart(graded_and_deleted, _credibility(4))
    copies.settle(KEPT, next(each for each in copies.conflicts() if not each.field))
    (left,) = copies.mine.store.reader.conflicts()
    assert (left.field, {head.value for head in left.heads}) == ("credibility", {2, 4})


def test_a_chapter_that_is_kept_has_again_what_was_deleted_with_it(copies: Copies) -> None:
    copies.apart(_deleted_chapter, _renamed_chapter)
    reader = copies.mine.store.reader
    assert reader.chapter_items(copies.chapter) == []
    copies.settle(KEPT)
    placement, passage = reader.chapter_items(copies.chapter)
    assert isinstance(passage, Prose)
    assert (placement.chapter_uid, passage.text) == (copies.chapter, "There was fog.")


def test_keeping_one_of_several_statements_deleted_at_once_leaves_the_others_deleted(copies: Copies) -> None:
    other = copies.mine.statement("a clear night")
    copies.share()
    copies.apart(lambda *_: edits.delete_statements([copies.statement, other]), _credibility(4))
    copies.settle(KEPT)
    assert [each.uid for each in copies.mine.store.reader.statements_by_uid([copies.statement, other])] == [
        copies.statement
    ]


def test_a_source_that_is_deleted_after_all_takes_along_what_others_highlighted_in_it(copies: Copies) -> None:
    def read_on(copies: Copies, built: Built) -> Sequence[Draft]:
        built.statement("a clear night", reviewer_uid=OTHER)
        return edits.grade_source(built.source_uid, "B")

    copies.apart(lambda _, built: edits.delete_source(built.store.reader, built.source_uid), read_on)
    copies.settle(DELETED)
    assert copies.mine.store.reader.counts()[:2] == (0, 0)


def test_a_clearing_beside_a_deletion_is_not_taken_for_the_deletion(copies: Copies) -> None:
    copies.apart(_deleted, _credibility(4))
    copies.settle(KEPT)
    copies.share()
    copies.apart(_deleted, lambda copies, _: edits.set_statement_field(copies.statement, "credibility", None))
    copies.settle_by("newest")
    assert copies.mine.store.reader.statement(copies.statement).credibility is None


@pytest.mark.parametrize(
    ("rule", "reviewer_uid", "grade"),
    [("newest", "", 4), ("oldest", "", 2), ("reviewer", ME, 2), ("reviewer", OTHER, 4)],
)
def test_a_rule_settles_by_one_of_the_versions(copies: Copies, rule: Rule, reviewer_uid: str, grade: int) -> None:
    copies.apart(_credibility(2), _credibility(4))
    copies.settle_by(rule, reviewer_uid)
    copies.share()
    assert copies.conflicts() == []
    assert copies.theirs.store.reader.statement(copies.statement).credibility == grade


@pytest.mark.parametrize(("rule", "is_there"), [("newest", True), ("oldest", False)])
def test_a_rule_settles_whether_a_thing_is_deleted(copies: Copies, rule: Rule, is_there: bool) -> None:
    copies.apart(_deleted, _credibility(4))
    copies.settle_by(rule)
    assert copies.mine.store.reader.conflicts() == []
    assert bool(copies.mine.store.reader.statements_by_uid([copies.statement])) == is_there


def test_a_persons_other_reviewer_counts_as_the_same_person(copies: Copies) -> None:
    me_elsewhere = "c" * 32
    copies.mine.do(edits.add_reviewer("Ann at home", "AH", "Blue", uid=me_elsewhere))
    copies.mine.do(edits.join_reviewers(me_elsewhere, ME))
    copies.apart(_credibility(2), _credibility(4))
    copies.settle_by("reviewer", me_elsewhere)
    assert copies.mine.store.reader.statement(copies.statement).credibility == 2


def test_a_reviewers_rule_leaves_what_the_reviewer_had_no_part_in(copies: Copies) -> None:
    copies.apart(_credibility(2), _credibility(4))
    assert copies.settle_by("reviewer", "c" * 32) == ""
    assert len(copies.conflicts()) == 1


def test_many_conflicts_are_settled_in_one_step_that_is_undone_in_one(copies: Copies) -> None:
    copies.apart(_credibility(2), _credibility(4))
    for name in ("weather", "the places of a chapter", "chapters moved under each other"):
        mine, theirs, _ = CONFLICTS.get(name, (_tag_named("fog"), _tag_named("mist"), None))
        copies.apart(mine, theirs)
    before = copies.conflicts()
    assert len(before) >= 3
    settled = copies.settle_by("newest")
    assert copies.mine.store.reader.conflicts() == []
    copies.mine.store.undo([settled], ME)
    assert copies.mine.store.reader.conflicts() == before


def test_what_a_rule_deletes_takes_its_other_conflicts_with_it(copies: Copies) -> None:
    def renamed_and_deleted(copies: Copies, built: Built) -> Sequence[Draft]:
        built.do(edits.rename_chapter(copies.chapter, "Night"))
        return _deleted_chapter(copies, built)

    copies.apart(renamed_and_deleted, _renamed_chapter)
    assert len(copies.conflicts()) == 2
    copies.settle_by("oldest")
    assert [chapter.uid for chapter in copies.mine.store.reader.chapters()] == [copies.other_chapter]


def test_a_place_that_would_tie_a_knot_is_refused_and_left_by_a_rule(copies: Copies) -> None:
    mine, theirs, _ = CONFLICTS["the places of a chapter"]
    copies.apart(mine, theirs)
    reader = copies.mine.store.reader
    copies.mine.do(edits.move_chapter(reader, copies.other_chapter, copies.chapter))
    (conflict,) = reader.conflicts()
    under = next(head.value for head in conflict.heads if head.value["parent"])
    with pytest.raises(RefusedError, match="under itself"):
        settle(reader, log_of(reader), conflict, under)
    assert settle_by_rule(reader, log_of(reader), [conflict], "oldest") == []


def test_a_reviewers_own_mark_is_settled_only_by_one_that_they_gave(copies: Copies) -> None:
    copies.apart(_favourite(1), _favourite(2))
    (conflict,) = copies.conflicts()
    reader = copies.mine.store.reader
    with pytest.raises(RefusedError, match="own judgement"):
        settle(reader, log_of(reader), conflict, 3)
