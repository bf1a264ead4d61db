"""Statements from a file into a project: looked up, checked line by line, and written in batches.

A statement that the same reviewer has made of the same passage already is not made twice: the line's tags and
chapters are added to it, and fields that are empty there are filled. What is filled is left as it is, and said so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.core import edits
from annotator.core.anchors import find_quote, make_anchor
from annotator.core.changes import Draft
from annotator.core.errors import RefusedError
from annotator.core.identity import new_uid, placement_uid
from annotator.core.order import key_between
from annotator.core.records import Anchor, FuzzyDate, Source, Statement, StatementFilter
from annotator.core.vocabulary import CREDIBILITY
from annotator.exchange.naming import ChapterNames, SourceNames, actor_names, date_of, kind_of, tag_names
from annotator.exchange.statements_file import RefusedLine, StatementRow, StatementsFile
from annotator.store.profile import ensure_reviewer, new_profile
from annotator.store.project import ProjectStore

# Lines that share a transaction: few enough to keep memory low, many enough to make the disk's syncs cheap.
BATCH = 5_000
_FIELD_WORDS = {
    "actor": "actor",
    "kind": "kind",
    "event_date": "date of the event",
    "said_date": "date on which it was said",
    "credibility": "credibility",
}


@dataclass(slots=True)
class Annotated:
    """What became of a statements file.

    `merged` counts lines that added something to a statement that was there, `known` those that added nothing.
    `remarks` are lines that went in but for one value; `unknown_columns` were passed over.
    """

    added: int = 0
    merged: int = 0
    known: int = 0
    refused: list[RefusedLine] = field(default_factory=list)
    remarks: list[RefusedLine] = field(default_factory=list)
    new_tags: list[str] = field(default_factory=list)
    new_actors: list[str] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with everything in it looked up."""

    number: int
    source: Source
    anchor: Anchor
    reviewer_uid: str
    tag_uids: tuple[str, ...]
    chapter_uids: tuple[str, ...]
    actor_uid: str | None
    kind: str
    event_date: FuzzyDate | None
    said_date: FuzzyDate | None
    credibility: int | None
    note: str


def annotate(
    store: ProjectStore,
    path: Path,
    reviewer_uid: str,
    *,
    report: Callable[[int], None] = lambda done: None,
) -> Annotated:
    """Make the statements of a file; a line that is refused does not hold up the others.

    `reviewer_uid` makes those that name no reviewer; tags, actors and reviewers that are not there yet are added.
    `report` is told how many lines are done, after each batch.

    Raises:
        RefusedError: the file as a whole is no statements file.
        EnvironmentFaultError: it cannot be read.
    """
    file = StatementsFile(path)
    outcome = annotate_rows(store, file.rows(), reviewer_uid, report=report)
    outcome.unknown_columns.extend(file.unknown)
    return outcome


def annotate_rows(
    store: ProjectStore,
    rows: Iterable[StatementRow | RefusedLine],
    reviewer_uid: str,
    *,
    report: Callable[[int], None] = lambda done: None,
) -> Annotated:
    """Make the statements of rows that were read already."""
    annotator = _Annotator(store, reviewer_uid)
    for count, row in enumerate(rows, 1):
        annotator.take(row)
        if count % BATCH == 0:
            annotator.flush()
            report(count)
    annotator.flush()
    return annotator.outcome


class _Annotator:
    """The work on one file."""

    def __init__(self, store: ProjectStore, reviewer_uid: str) -> None:
        reader = store.reader
        self.outcome = Annotated()
        self._store = store
        self._sources = SourceNames(reader.sources())
        self._chapters = ChapterNames(reader.chapters())
        self._tags = tag_names(reader)
        self._actors = actor_names(reader)
        self._reviewers = {"": reviewer_uid}
        self._present = _Present(store)
        self._last_keys: dict[str, str] = {}
        self._next_number = reader.next_statement_number()
        self._drafts: dict[str, list[Draft]] = {}
        self._pending: set[str] = set()

    def take(self, row: StatementRow | RefusedLine) -> None:
        """Put one line into the batch, or among what is refused."""
        if isinstance(row, RefusedLine):
            self.outcome.refused.append(row)
            return
        try:
            line = self._looked_up(row)
        except RefusedError as error:
            self.outcome.refused.append(RefusedLine(row.line, str(error)))
            return
        present = self._present.find(line.source, line.anchor, line.reviewer_uid)
        if present:
            self._merge(present, line)
        else:
            self._add(line)

    def flush(self) -> None:
        """Write the batch: first the names that it introduces, then its statements."""
        for uid, name in self._tags.take_new().items():
            self._store.apply(edits.add_tag(self._store.reader, name, uid=uid), self._reviewers[""])
            self.outcome.new_tags.append(name)
        actors = self._actors.take_new()
        drafts = [draft for uid, name in actors.items() for draft in edits.add_actor(name, uid=uid)]
        if drafts:
            self._store.apply(drafts, self._reviewers[""])
            self.outcome.new_actors.extend(actors.values())
        for reviewer_uid, drafts in self._drafts.items():
            self._store.apply(drafts, reviewer_uid)
        self._drafts = {}
        self._pending = set()

    def _looked_up(self, row: StatementRow) -> _Line:
        """Look up what a line names. New names come last, so that a refused line leaves none behind."""
        source = self._sources.find(row.source)
        text = self._store.reader.text(source.revision_uid)
        start, end = find_quote(text, row.quote, row.prefix, row.suffix, row.start, row.end)
        anchor = make_anchor(source.revision_uid, text, start, end)
        chapter_uids = tuple(dict.fromkeys(self._chapters.find(name) for name in row.chapters))
        kind, event_date, said_date = kind_of(row.kind), date_of(row.event_date), date_of(row.said_date)
        if row.credibility is not None and row.credibility not in CREDIBILITY:
            raise RefusedError("The credibility is a number from 1 to 6.")
        return _Line(
            number=row.line,
            source=source,
            anchor=anchor,
            reviewer_uid=self._reviewer(row.reviewer),
            tag_uids=tuple(dict.fromkeys(self._tags.find(name) for name in row.tags)),
            chapter_uids=chapter_uids,
            actor_uid=self._actors.find(row.actor) if row.actor else None,
            kind=kind,
            event_date=event_date,
            said_date=said_date,
            credibility=row.credibility,
            note=row.note,
        )

    def _reviewer(self, name: str) -> str:
        if name not in self._reviewers:
            self._reviewers[name] = ensure_reviewer(self._store, new_profile(name))
        return self._reviewers[name]

    def _add(self, line: _Line) -> None:
        uid = new_uid()
        drafts = edits.add_statement(
            line.anchor,
            line.source.uid,
            self._next_number,
            reviewer_uid=line.reviewer_uid,
            tag_uids=line.tag_uids,
            actor_uid=line.actor_uid,
            kind=line.kind,
            event_date=line.event_date,
            said_date=line.said_date,
            credibility=line.credibility,
            uid=uid,
        )
        drafts.extend(self._placed(chapter_uid, uid) for chapter_uid in line.chapter_uids)
        if line.note:
            drafts.extend(edits.write_note(self._store.reader, uid, line.reviewer_uid, line.note))
        self._next_number += 1
        self._present.add(line.source, line.anchor, line.reviewer_uid, uid)
        self._keep(uid, line, drafts)
        self.outcome.added += 1

    def _merge(self, uid: str, line: _Line) -> None:
        """Add to a statement that is there what the line says beyond it."""
        if uid in self._pending:
            self.flush()
        reader = self._store.reader
        there = reader.statement(uid)
        own = {each.tag_uid for each in reader.judgements(uid) if each.reviewer_uid == line.reviewer_uid}
        drafts: list[Draft] = []
        for tag_uid in line.tag_uids:
            if tag_uid not in own:
                drafts.extend(edits.tag_statement(uid, tag_uid, line.reviewer_uid))
        drafts.extend(self._placed(each, uid) for each in line.chapter_uids if each not in there.chapter_uids)
        drafts.extend(self._filled(there, line))
        drafts.extend(self._noted(uid, line))
        if drafts:
            self._keep(uid, line, drafts)
            self.outcome.merged += 1
        else:
            self.outcome.known += 1

    def _filled(self, there: Statement, line: _Line) -> list[Draft]:
        """Fill the fields that are empty; what is filled otherwise stays, with a remark."""
        drafts: list[Draft] = []
        wanted: tuple[tuple[str, str | int | FuzzyDate | None, str | int | FuzzyDate | None], ...] = (
            ("actor", line.actor_uid, there.actor_uid),
            ("kind", line.kind, there.kind),
            ("event_date", line.event_date, there.event_date),
            ("said_date", line.said_date, there.said_date),
            ("credibility", line.credibility, there.credibility),
        )
        for name, value, present in wanted:
            if value and not present:
                drafts.extend(edits.set_statement_field(there.uid, name, value))
            elif value and value != present:
                self._remark(line, f"{there.code} is there already with another {_FIELD_WORDS[name]}, which was left.")
        return drafts

    def _noted(self, uid: str, line: _Line) -> list[Draft]:
        if not line.note:
            return []
        reader = self._store.reader
        own = next((note.text for note in reader.notes(uid) if note.reviewer_uid == line.reviewer_uid), "")
        if own and own != line.note:
            self._remark(line, f"{reader.statement(uid).code} is there already with another note, which was left.")
        return [] if own else edits.write_note(reader, uid, line.reviewer_uid, line.note)

    def _remark(self, line: _Line, words: str) -> None:
        self.outcome.remarks.append(RefusedLine(line.number, words))

    def _keep(self, uid: str, line: _Line, drafts: list[Draft]) -> None:
        self._pending.add(uid)
        self._drafts.setdefault(line.reviewer_uid, []).extend(drafts)

    def _placed(self, chapter_uid: str, statement_uid: str) -> Draft:
        """Place a statement last in a chapter; the chapter's items are read once, not for every statement."""
        if chapter_uid not in self._last_keys:
            items = self._store.reader.chapter_items(chapter_uid)
            self._last_keys[chapter_uid] = items[-1].order if items else ""
        order = self._last_keys[chapter_uid] = key_between(self._last_keys[chapter_uid])
        value = {"chapter": chapter_uid, "statement": statement_uid, "order": order}
        return Draft("create", placement_uid(chapter_uid, statement_uid), "placement", value)


class _Present:
    """Which passages bear a statement already, by source, span and reviewer."""

    def __init__(self, store: ProjectStore) -> None:
        self._reader = store.reader
        self._is_empty = not any(source.statement_count for source in store.reader.sources())
        self._by_source: dict[str, dict[tuple[int, int, str], str]] = {}

    def add(self, source: Source, anchor: Anchor, reviewer_uid: str, uid: str) -> None:
        """Note a statement that was made now."""
        self._of(source)[anchor.start, anchor.end, reviewer_uid] = uid

    def find(self, source: Source, anchor: Anchor, reviewer_uid: str) -> str:
        """Give the statement that this reviewer has made of this passage, or ""."""
        return self._of(source).get((anchor.start, anchor.end, reviewer_uid), "")

    def _of(self, source: Source) -> dict[tuple[int, int, str], str]:
        known = self._by_source.get(source.uid)
        if known is None:
            known = self._by_source[source.uid] = {}
            if not self._is_empty:
                for each in self._reader.statements(StatementFilter(source_uids=(source.uid,))):
                    if each.anchor.revision_uid == source.revision_uid:
                        known[each.anchor.start, each.anchor.end, each.reviewer_uid] = each.uid
        return known
