"""Writing a clean copy: the present state said anew, as if one nameless reviewer had just made it.

Every identity is a fresh one, so nothing of the old log can be found again by it. What is left out: names and initials
of reviewers, who tagged and read what, favourites, the authors and the editor on the title page, conflicts, deleted
and merged things, citations of what is not there, and whatever this version does not know.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

from annotator.core import edits, identity, prose
from annotator.core.blocklist import corrections_of, load_blocks
from annotator.core.briefing.settings import BRIEFING_FIELD, BriefingSettings
from annotator.core.changes import Draft
from annotator.core.clock import HybridClock
from annotator.core.errors import RefusedError
from annotator.core.fold import Entity, fold
from annotator.core.identity import new_uid
from annotator.core.learning import OUTLET_FIELD
from annotator.core.order import key_between
from annotator.core.records import Chapter, Json, Placement, Prose, Statement, Tag
from annotator.core.undisturbed import undisturbed
from annotator.core.vocabulary import SYMMETRIC_LINKS, TAG_COLOURS
from annotator.store.applying import Applier
from annotator.store.connection import connect, transaction
from annotator.store.copy_mark import CopyMark, write_mark
from annotator.store.extracting import Choice, require
from annotator.store.log import Log
from annotator.store.reader import Reader
from annotator.store.schema import create_shared_tables

REVIEWER_NAME = "Reviewer"
_BATCH = 2_000
_ORIGINAL = "original:"
_SPACES = " \t\u00a0"
_SOURCE_FIELDS = ("file_name", "media_type", "encoding", "reliability", "origin", "descriptor")
# Who wrote the briefing is for its sender to say.
_NAMES = frozenset({"authors", "editor"})
_CHOICES = frozenset(each.name for each in fields(BriefingSettings)) - _NAMES


def write_clean_copy(
    working_path: Path, fresh: Path, choice: Choice, *, with_originals: bool, with_notes: bool
) -> None:
    """Write a clean copy of a working copy's present state into a new file.

    Raises:
        NotFoundError: something that was chosen is not in the project.
        RefusedError: the working copy is of an extract in which texts are missing.
    """
    with closing(connect(working_path)) as working, closing(connect(fresh)) as connection:
        working.execute("BEGIN")  # so that what is read is of one moment
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        create_shared_tables(connection)
        replay = _Replay(working, choice, with_originals=with_originals, with_notes=with_notes)
        applier, log = Applier(connection, HybridClock()), Log(connection)
        with transaction(connection), undisturbed():
            for drafts in replay.drafts():
                log.append_blobs(replay.take_blobs())  # before the drafts: a revision is derived from its blocks
                applier.apply(drafts, replay.reviewer_uid, {})
            rows = (("project_uid", replay.project_uid), ("publication_uid", new_uid()))
            connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
            write_mark(connection, CopyMark(is_clean=True))


class _Replay:
    """The saying anew. `_uids` maps the old identity of each thing that goes in to its new one."""

    def __init__(self, working: sqlite3.Connection, choice: Choice, *, with_originals: bool, with_notes: bool) -> None:
        self.project_uid, self.reviewer_uid = new_uid(), new_uid()
        self._working = working
        self._log = Log(working)
        self._reader = Reader(working)
        self._choice = choice
        self._with_originals = with_originals
        self._with_notes = with_notes
        self._uids: dict[str, str] = {}
        self._source_uids = self._chosen_sources()
        self._blobs: set[str] = set()
        self._there = {sha256 for (sha256,) in working.execute("SELECT sha256 FROM blob")}

    def drafts(self) -> Iterator[list[Draft]]:
        """Give everything in batches, each of which needs only those before it."""
        yield self._frame()
        yield from self._sources()
        yield from self._statements()
        yield from self._chapters()
        yield self._links()
        if self._with_notes:
            yield self._notes()

    def take_blobs(self) -> Iterator[tuple[str, bytes]]:
        """Give the texts and originals that the last batch named; one by one, for there may be thousands."""
        named, self._blobs = sorted(self._blobs), set()
        return ((sha256, self._log.blob(sha256)) for sha256 in named)

    def _frame(self) -> list[Draft]:
        """The project, its reviewer and its codebook."""
        project = self._reader.project()
        self._uids[project.uid] = self.project_uid
        value = {"title": project.title, "subtitle": project.subtitle, "language": project.language}
        value |= {BRIEFING_FIELD + name: chosen for name, chosen in project.briefing.items() if name in _CHOICES}
        value |= {OUTLET_FIELD + host: outlet for host, outlet in project.outlets.items()}
        return [
            Draft("create", self.project_uid, "project", value),
            *edits.add_reviewer(REVIEWER_NAME, REVIEWER_NAME[:1], TAG_COLOURS[0], uid=self.reviewer_uid),
            *self._tags(),
        ]

    def _tags(self) -> Iterator[Draft]:
        tags = self._reader.tags()
        for tag, place in zip(tags, self._places(tags), strict=True):
            value = {"name": tag.name, "colour": tag.colour, "definition": tag.definition, "place": place}
            position = {"is_position": True} if tag.is_position else {}
            yield Draft("create", self._uids[tag.uid], "tag", value | position | {"merged_into": None})

    def _places(self, nodes: Sequence[Tag] | Sequence[Chapter]) -> list[Json]:
        """Give nodes, in tree order, new identities and places; what stood nowhere stands at the top."""
        last: dict[str | None, str] = {}
        places = []
        for node in nodes:
            parent = self._uids.get(node.parent_uid or "")
            last[parent] = key_between(last.get(parent, ""))
            self._uids[node.uid] = new_uid()
            places.append({"parent": parent, "order": last[parent]})
        return places

    def _chosen_sources(self) -> list[str]:
        there = [uid for (uid,) in self._working.execute("SELECT uid FROM source ORDER BY clock, uid")]
        if self._choice.source_uids is None:
            return there
        chosen = frozenset(self._choice.source_uids)
        require(chosen, there, "source")
        return [uid for uid in there if uid in chosen]

    def _sources(self) -> Iterator[list[Draft]]:
        for uids in _batches(self._source_uids):
            folded = {uid: fold(uid, changes) for uid, changes in self._log.changes_of(uids).items()}
            yield [draft for uid in uids for draft in self._source(folded[uid])]

    def _source(self, source: Entity) -> Iterator[Draft]:
        """A source with the revisions that are still spoken of; without its original, its text stands for that."""
        old = source.fields
        uid = self._uids[source.uid] = identity.source_uid(self.project_uid, old["original"])
        revisions = self._revisions(source.uid, uid, old["revision"])
        present = revisions[self._uids[old["revision"]]]
        value = {name: old[name] for name in old if name in _SOURCE_FIELDS or name.startswith("meta:")}
        value |= {"revision": self._uids[old["revision"]], "original": self._original(source)}
        if value["original"] is None:
            value |= {"original": present["text"], "media_type": "text/plain", "encoding": "utf-8"}
        self._blobs.add(value["original"])
        yield Draft("create", uid, "source", value)
        for revision_uid, revision in revisions.items():
            yield Draft("create", revision_uid, "revision", revision)

    def _original(self, source: Entity) -> str | None:
        """Give the file that the present text was taken from, where it is there and wanted."""
        present = source.fields["revision"]
        revision = fold(present, self._log.changes_of([present]).get(present, []))
        brought = [name.removeprefix(_ORIGINAL) for name in sorted(revision.fields) if name.startswith(_ORIGINAL)]
        originals = [sha256 for sha256 in brought or [source.fields["original"]] if sha256 in self._there]
        return originals[0] if originals and self._with_originals else None

    def _revisions(self, old_source_uid: str, source_uid: str, present_uid: str) -> dict[str, dict[str, Json]]:
        rows = self._working.execute(
            "SELECT DISTINCT revision_uid FROM statement WHERE source_uid = ?", (old_source_uid,)
        )
        spoken_of = {present_uid, *(uid for (uid,) in rows)}
        made = {}
        for old_uid, changes in sorted(self._log.changes_of(sorted(spoken_of)).items()):
            old = fold(old_uid, changes).fields
            uid = self._uids[old_uid] = identity.revision_uid(source_uid, old["text"], old["blocks"])
            made[uid] = {name: old[name] for name in ("text", "blocks", "words")} | {"source": source_uid}
            made[uid] |= corrections_of(old)
            pictures = {str(block.attributes.get("sha256", "")) for block in load_blocks(self._log.blob(old["blocks"]))}
            self._blobs |= {old["text"], old["blocks"], *pictures} - {""}
        if len(made) < len(spoken_of):
            raise RefusedError("Texts are missing in this extract; merge it first, and copy what it was merged into.")
        return made

    def _statements(self) -> Iterator[list[Draft]]:
        """The statements on what went in, each with the tags of all its reviewers, and who said them."""
        names = {actor.uid: actor.name for actor in self._reader.actors()}
        for uids in _batches(self._statement_uids()):
            drafts: list[Draft] = []
            for old in self._reader.statements_by_uid(uids):
                if old.actor_uid in names and old.actor_uid not in self._uids:
                    self._uids[old.actor_uid] = new_uid()
                    drafts += edits.add_actor(names[old.actor_uid], self._uids[old.actor_uid])
                drafts += self._statement(old)
            yield drafts

    def _statement_uids(self) -> list[str]:
        query = 'SELECT uid FROM statement WHERE source_uid = ? ORDER BY start, "end", uid'
        return [uid for source_uid in self._source_uids for (uid,) in self._working.execute(query, (source_uid,))]

    def _statement(self, old: Statement) -> list[Draft]:
        uid = self._uids[old.uid] = new_uid()
        return edits.add_statement(
            replace(old.anchor, revision_uid=self._uids[old.anchor.revision_uid]),
            self._uids[old.source_uid],
            old.number,
            reviewer_uid=self.reviewer_uid,
            tag_uids=[self._uids[tag_uid] for tag_uid in old.tag_uids],
            actor_uid=self._uids.get(old.actor_uid or ""),
            kind=old.kind,
            event_date=old.event_date,
            said_date=old.said_date,
            credibility=old.credibility,
            uid=uid,
        )

    def _chapters(self) -> Iterator[list[Draft]]:
        """The outline, and what stands in the chapters that were chosen, in its order."""
        chapters = self._reader.chapters()
        filled = _filled(chapters, self._choice.chapter_uids)
        framing = _with_parents(chapters, filled)
        chapters = [chapter for chapter in chapters if chapter.uid in framing]
        yield [
            Draft("create", self._uids[chapter.uid], "chapter", {"title": chapter.title, "place": place})
            for chapter, place in zip(chapters, self._places(chapters), strict=True)
        ]
        for chapter in chapters:
            if chapter.uid in filled:
                yield list(self._items(chapter.uid))

    def _items(self, chapter_uid: str) -> Iterator[Draft]:
        order = ""
        for item in self._reader.chapter_items(chapter_uid):
            if isinstance(item, Prose):
                order = key_between(order)
                yield self._passage(item, {"chapter": self._uids[chapter_uid], "order": order})
            elif item.statement_uid in self._uids:
                order = key_between(order)
                yield self._placement(item, self._uids[chapter_uid], order)

    def _passage(self, old: Prose, place: Json) -> Draft:
        uid = self._uids[old.uid] = new_uid()
        value: dict[str, Json] = {"place": place, "text": self._recited(old.text)}
        if old.is_key_judgement:
            value |= {"is_key_judgement": True, "likelihood": old.likelihood, "confidence": old.confidence}
        return Draft("create", uid, "prose", value)

    def _placement(self, old: Placement, chapter_uid: str, order: str) -> Draft:
        statement_uid = self._uids[old.statement_uid]
        uid = self._uids[old.uid] = identity.placement_uid(chapter_uid, statement_uid)
        value: dict[str, Json] = {"chapter": chapter_uid, "statement": statement_uid, "order": order}
        if old.form != "full":
            value["shown"] = {"form": old.form, "words": old.words}
        return Draft("create", uid, "placement", value)

    def _recited(self, text: str) -> str:
        """Have prose cite the statements by their new identities, and those that are not there no more."""
        parts: list[str] = []
        for part in prose.parse(text):
            if isinstance(part, str):
                parts.append(part)
            elif part.statement_uid in self._uids:
                parts.append(prose.token(self._uids[part.statement_uid]))
            elif parts:
                parts[-1] = parts[-1].rstrip(_SPACES)
        return "".join(parts)

    def _links(self) -> list[Draft]:
        drafts = []
        for old in self._reader.links():
            if old.from_uid in self._uids and old.to_uid in self._uids:
                ends = [self._uids[old.from_uid], self._uids[old.to_uid]]
                one, other = sorted(ends) if old.kind in SYMMETRIC_LINKS else ends
                uid = self._uids[old.uid] = identity.link_uid(old.kind, one, other)
                value = {"kind": old.kind, "from": one, "to": other}
                drafts.append(Draft("create", uid, "link", value | {"assessment": old.assessment}))
        return drafts

    def _notes(self) -> list[Draft]:
        """The notes on what went in, but not what reviewers said to each other.

        Those of several reviewers on one thing become one, for now there is one reviewer.
        """
        texts: dict[str, list[str]] = {}
        query = "SELECT target_uid, text FROM note WHERE kind = '' ORDER BY target_uid, uid"
        for target_uid, text in self._working.execute(query):
            if target_uid in self._uids:
                texts.setdefault(self._uids[target_uid], []).append(text)
        return [
            Draft(
                "create",
                identity.own_note_uid(target_uid, self.reviewer_uid),
                "note",
                {"target": target_uid, "reviewer": self.reviewer_uid, "text": "\n\n".join(said)},
            )
            for target_uid, said in texts.items()
        ]


def _batches(uids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (uids[at : at + _BATCH] for at in range(0, len(uids), _BATCH))


def _filled(chapters: Sequence[Chapter], chosen: Sequence[str] | None) -> set[str]:
    """Give the chapters whose content goes in: those that were chosen, and all under them."""
    there = {chapter.uid for chapter in chapters}
    if chosen is None:
        return there
    require(chosen, there, "chapter")
    filled = set(chosen)
    for chapter in chapters:  # in tree order, so a parent always comes before its children
        if chapter.parent_uid in filled:
            filled.add(chapter.uid)
    return filled


def _with_parents(chapters: Sequence[Chapter], uids: set[str]) -> set[str]:
    found = set(uids)
    for chapter in reversed(chapters):
        if chapter.uid in found and chapter.parent_uid is not None:
            found.add(chapter.parent_uid)
    return found
