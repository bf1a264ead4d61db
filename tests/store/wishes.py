"""What a person might want to do at some moment, chosen by numbers among what there is: every edit there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.edits import NewSource, settling
from annotator.core.edits.settling import DELETED, KEPT
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.outline_text import OutlineEntry
from annotator.core.reading import Reading
from annotator.core.records import FuzzyDate, Placement, Prose, StatementFilter
from annotator.core.vocabulary import (
    CONFIDENCES,
    LIKELIHOODS,
    LINK_KINDS,
    RELIABILITY,
    STATEMENT_KINDS,
    TAG_COLOURS,
    BlockKind,
)
from tests.builders import ME, OTHER, article
from tests.store.replicas import Desk

THIRD = "c" * 32
QUOTES = ("The ferry was late.", "Nobody said why.", "fog", "a clear night")
FORMS = (("full", ""), ("cited", ""), ("paraphrased", "In short."), ("shortened", "o"))
CHOICES = (("order", "date"), ("order", None), ("editor", "M. O."), ("uses_ibid", True))
DATES = (None, *(FuzzyDate(date(2025, 4, day), date(2025, 4, day), "day") for day in (28, 29, 30)))
SECOND = replace(article(("The bridge opened on time.",), "The bridge"), file_name="bridge.txt")
Thing = TypeVar("Thing")


@dataclass
class Wish:
    """What a person might want at this moment: three numbers choose among what there is."""

    desk: Desk
    a: int
    b: int
    c: int

    @property
    def reader(self) -> Reading:
        return self.desk.store.reader

    @property
    def me(self) -> str:
        return self.desk.reviewer

    @property
    def source(self) -> str:
        return pick([source.uid for source in self.reader.sources()], self.c)

    @property
    def tag(self) -> str:
        return pick([tag.uid for tag in self.reader.tags()], self.a)

    @property
    def other_tag(self) -> str | None:
        return pick([*(tag.uid for tag in self.reader.tags()), None], self.b)

    @property
    def chapter(self) -> str:
        return pick([chapter.uid for chapter in self.reader.chapters()], self.a)

    @property
    def other_chapter(self) -> str | None:
        return pick([*(chapter.uid for chapter in self.reader.chapters()), None], self.b)

    @property
    def statement(self) -> str:
        return pick(self.reader.statement_uids(StatementFilter(sort="number")), self.a)

    @property
    def other_statement(self) -> str:
        return pick(self.reader.statement_uids(StatementFilter(sort="number")), self.b)

    @property
    def actor(self) -> str:
        return pick([actor.uid for actor in self.reader.actors()], self.b)

    @property
    def link(self) -> str:
        return pick([link.uid for link in self.reader.links()], self.a)

    @property
    def item(self) -> str:
        return pick([item.uid for item in self.reader.chapter_items(self.chapter)], self.b)

    @property
    def item_behind(self) -> str | None:
        return pick([*(item.uid for item in self.reader.chapter_items(self.chapter)), None], self.c)

    @property
    def passage(self) -> str:
        return pick([item.uid for item in self._items() if isinstance(item, Prose)], self.a)

    @property
    def placement(self) -> Placement:
        return pick([item for item in self._items() if isinstance(item, Placement)], self.a)

    def _items(self) -> list[Placement | Prose]:
        return [item for chapter in self.reader.chapters() for item in self.reader.chapter_items(chapter.uid)]


def pick(things: Sequence[Thing], number: int) -> Thing:
    if not things:
        raise NotFoundError("There is nothing of the kind.")
    return things[number % len(things)]


def highlight(wish: Wish) -> list[Draft]:
    built = wish.desk.built
    number = built.store.reader.next_statement_number()
    tags = [tag.uid for tag in wish.reader.tags()][: wish.b % 2]
    anchor = built.anchor(QUOTES[wish.a % 4])
    return edits.add_statement(anchor, built.source_uid, number, reviewer_uid=wish.me, tag_uids=tags)


def adjust(wish: Wish) -> list[Draft]:
    return edits.move_anchor(wish.statement, wish.desk.built.anchor(QUOTES[wish.c % 4]))


def import_again(wish: Wish) -> NewSource:
    """Add one of two articles that all people have; the project may hold it, or have held it, already."""
    return edits.add_source(wish.desk.store.uid, (article(), SECOND)[wish.c % 2])


def a_block(wish: Wish) -> tuple[str, list[int]]:
    """Give a text and where one of its blocks begins."""
    revision_uid = wish.reader.source(wish.source).revision_uid
    return revision_uid, [pick(wish.reader.blocks(revision_uid), wish.b).start]


def one_of(choices: Any, number: int) -> Any:
    return list(choices)[number % len(choices)]


def judge(wish: Wish) -> list[Draft]:
    """Put a tag on or take it off in the name of somebody who may work on two computers."""
    if wish.c % 2:
        return edits.untag_statement(wish.reader, wish.statement, wish.tag, ME)
    return edits.tag_statement(wish.statement, wish.tag, ME)


def take_away(wish: Wish) -> list[Draft]:
    """Take away something that can be put back under the uid that it had."""
    placement, reader = wish.placement, wish.reader
    if wish.c % 2:
        return edits.unlink_statements(wish.link)
    return edits.unplace_statement(reader, placement.chapter_uid, placement.statement_uid)


def put_back(wish: Wish) -> list[Draft]:
    """Put something back that is known to have been taken away."""
    gone = [
        act
        for act in wish.desk.known
        if act.kind == "create" and act.field in ("placement", "link") and not wish.desk.known.record(act.uid).is_alive
    ]
    value = pick(gone, wish.a).value
    if "kind" in value:
        return edits.link_statements(wish.reader, value["kind"], value["from"], value["to"])
    return edits.place_statement(wish.reader, value["chapter"], value["statement"], wish.item_behind)


def settle(wish: Wish) -> list[Draft]:
    """Settle a conflict by one of its values, or a life by keeping or deleting what others wrote into."""
    conflict = pick(wish.reader.conflicts(), wish.a)
    values = [head.value for head in conflict.heads] if conflict.field else [DELETED, KEPT]
    log = wish.desk.store._log
    return settling.settle(wish.reader, log, conflict, pick(values, wish.b) if values else None)


def settle_all(wish: Wish) -> list[Draft]:
    rule = ("newest", "oldest")[wish.a % 2]
    return settling.settle_by_rule(wish.reader, wish.desk.store._log, wish.reader.conflicts(), rule)


Verb = Callable[[Wish], Sequence[Draft] | NewSource]
VERBS: tuple[Verb, ...] = (
    lambda w: edits.tag_statement(w.statement, w.tag, w.me),
    judge,
    judge,
    lambda w: edits.untag_statement(w.reader, w.statement, w.tag, w.me),
    lambda w: edits.set_statement_field(w.statement, "credibility", 1 + w.c),
    lambda w: edits.set_statement_field(w.statement, "kind", one_of(STATEMENT_KINDS, w.c)),
    lambda w: edits.set_statement_field(w.statement, "actor", w.actor),
    lambda w: edits.set_statement_field(w.statement, "event_date", DATES[w.c % 4]),
    lambda w: edits.set_statement_field(w.statement, "said_date", DATES[w.c % 4]),
    adjust,
    highlight,
    lambda w: edits.delete_statements([w.statement]),
    lambda w: edits.delete_statements([w.statement]),
    lambda w: edits.add_tag(w.reader, f"tag {w.c}", parent_uid=w.other_tag),
    lambda w: edits.move_tag(w.reader, w.tag, w.other_tag),
    lambda w: edits.move_tag(w.reader, w.tag, w.other_tag),
    lambda w: edits.merge_tags(w.tag, w.other_tag or w.tag),
    lambda w: edits.merge_tags(w.tag, w.other_tag or w.tag),
    lambda w: edits.rename_tag(w.tag, f"name {w.c}"),
    lambda w: edits.recolour_tag(w.tag, TAG_COLOURS[w.c]),
    lambda w: edits.define_tag(w.tag, f"meaning {w.c}"),
    lambda w: edits.mark_position(w.tag, bool(w.c % 2)),
    lambda w: edits.set_favourite(w.reader, w.tag, w.c, w.me),
    lambda w: edits.delete_tag(w.reader, w.tag),
    lambda w: edits.add_chapter(w.reader, f"chapter {w.c}", parent_uid=w.other_chapter),
    lambda w: edits.move_chapter(w.reader, w.chapter, w.other_chapter),
    lambda w: edits.move_chapter(w.reader, w.chapter, w.other_chapter),
    lambda w: edits.rename_chapter(w.chapter, f"title {w.c}"),
    lambda w: edits.delete_chapter(w.reader, w.chapter),
    lambda w: edits.add_outline(w.reader, [OutlineEntry(f"part {w.c}", 1), OutlineEntry("detail", 2)]),
    lambda w: edits.place_statement(w.reader, w.chapter, w.other_statement, w.item_behind),
    lambda w: edits.place_statement(w.reader, w.chapter, w.other_statement, w.item_behind),
    take_away,
    take_away,
    put_back,
    put_back,
    settle,
    settle,
    settle_all,
    lambda w: edits.move_item(w.reader, w.chapter, w.item, w.item_behind),
    lambda w: edits.show_quotation(w.reader, w.placement, *FORMS[w.c % 4]),
    lambda w: edits.add_prose(w.reader, w.chapter, f"prose {w.c}", w.item_behind),
    lambda w: edits.write_prose(w.passage, f"words {w.c}"),
    lambda w: edits.write_prose(w.passage, f"words {w.c}"),
    lambda w: edits.delete_prose(w.passage),
    lambda w: edits.mark_key_judgement(w.passage, w.c % 2 == 0),
    lambda w: edits.set_likelihood(w.passage, one_of(LIKELIHOODS, w.c)),
    lambda w: edits.set_confidence(w.passage, one_of(CONFIDENCES, w.c)),
    lambda w: edits.link_statements(w.reader, one_of(LINK_KINDS, w.c), w.statement, w.other_statement),
    lambda w: edits.unlink_statements(w.link),
    lambda w: edits.assess_link(w.link, f"assessment {w.c}"),
    lambda w: edits.write_note(w.reader, w.statement, w.me, f"note {w.c}" if w.c else ""),
    lambda w: edits.write_note(w.reader, w.chapter, ME, f"note {w.c}" if w.c else ""),
    lambda w: edits.discuss(w.statement, w.me, f"remark {w.c}"),
    lambda w: edits.agree_on_tag(w.statement, w.tag, (True, False, None)[w.c % 3]),
    lambda w: edits.join_reviewers(pick((ME, OTHER, THIRD), w.a), pick((ME, OTHER, THIRD, None), w.b)),
    lambda w: edits.assign_source(w.source, w.me, w.a % 2 == 0),
    lambda w: edits.add_actor(f"actor {w.c}"),
    lambda w: edits.rename_actor(w.actor, f"actor {w.c}"),
    lambda w: edits.set_reviewer_field(ME, ("name", "initials")[w.a % 2], f"A {w.c}"),
    lambda w: edits.set_project_field(w.desk.store.uid, ("title", "subtitle")[w.a % 2], f"title {w.c}"),
    lambda w: edits.choose_for_briefing(w.desk.store.uid, *CHOICES[w.c % 4]),
    lambda w: edits.mark_read(w.source, w.me, w.a % 2 == 0),
    lambda w: edits.correct_metadata(w.source, "outlet", f"outlet {w.a}"),
    lambda w: edits.correct_metadata(w.source, "published", DATES[w.a % 4]),
    lambda w: edits.grade_source(w.source, one_of(RELIABILITY, w.a)),
    lambda w: edits.set_origin(w.source, f"origin {w.a}"),
    lambda w: edits.describe_source(w.source, f"descriptor {w.a}"),
    lambda w: edits.fold_blocks(w.reader, *a_block(w), ("", "category")[w.a % 2]),
    lambda w: edits.correct_kind(w.reader, *a_block(w), (BlockKind.HEADING, BlockKind.QUOTE)[w.a % 2]),
    lambda w: edits.delete_source(w.reader, w.source),
    import_again,
)


def wish(desk: Desk, verb: Verb, a: int, b: int, c: int) -> None:
    """Do what a person wants where it is possible; that is no edit yet where there is nothing to do it to."""
    try:
        wanted = verb(Wish(desk, a, b, c))
    except RefusedError:
        return
    if isinstance(wanted, NewSource):
        desk.perform(wanted.drafts, wanted.blobs)
    else:
        desk.perform(wanted)
