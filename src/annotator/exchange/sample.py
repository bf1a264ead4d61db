"""The sample project: four articles written for it, annotated, arranged and written up, as a newcomer first sees it."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from annotator.core import edits, prose
from annotator.core.changes import Draft
from annotator.core.dates import parse_date
from annotator.core.records import Placement, Source, StatementFilter
from annotator.exchange.annotating import annotate_rows
from annotator.exchange.intake import take_in
from annotator.exchange.outline_file import read_outline_file
from annotator.exchange.resources import resource_path
from annotator.exchange.statements_file import StatementsFile
from annotator.store.project import ProjectStore

_CITATION = re.compile(r"\[\[([a-z0-9-]+)\]\]")
_CORRECTED = ("title", "outlet", "author")


def build_sample(path: Path) -> None:
    """Make the sample project at a path where nothing is yet, and share it.

    Raises:
        RefusedError: there is a file of that name already.
        EnvironmentFaultError: the folder cannot be written.
    """
    plan = _load("project.json")
    store = ProjectStore.create(path, plan["title"], private=True)
    try:
        _Sample(store, plan).build()
        store.publish()
    except BaseException:
        path.unlink(missing_ok=True)  # half a sample would be taken for a whole one the next time
        raise
    finally:
        store.close()


class _Sample:
    """The making of the sample, step by step as people would do it."""

    def __init__(self, store: ProjectStore, plan: Mapping[str, Any]) -> None:
        self._store = store
        self._reader = store.reader
        self._plan = plan
        self._reviewers: dict[str, str] = {}
        self._editor_uid = ""

    def build(self) -> None:
        """Make everything."""
        self._introduce()
        self._apply(edits.set_project_field(self._store.uid, "subtitle", self._plan["subtitle"]))
        take_in(self._store, [resource_path("sample", "sources")], self._editor_uid)
        self._describe_sources()
        outline = resource_path("sample", "sources", self._plan["outline"])
        self._apply(edits.add_outline(self._reader, read_outline_file(outline)))
        self._make_codebook()
        statements = self._make_statements()
        self._write_prose(statements)
        self._link(statements)
        self._quote(statements)
        for name, value in self._plan["briefing"].items():
            self._apply(edits.choose_for_briefing(self._store.uid, name, value))

    def _introduce(self) -> None:
        for each in self._plan["reviewers"]:
            drafts = edits.add_reviewer(each["name"], each["initials"], each["colour"])
            uid = self._reviewers[each["name"]] = drafts[0].entity_uid
            self._store.apply(drafts, uid)
        self._editor_uid = next(iter(self._reviewers.values()))

    def _describe_sources(self) -> None:
        """Grade the sources and correct what the importer could not know."""
        sources = {source.file_name: source for source in self._reader.sources()}
        for file_name, known in self._plan["sources"].items():
            self._describe(sources[file_name], known)

    def _describe(self, source: Source, known: Mapping[str, Any]) -> None:
        drafts = edits.grade_source(source.uid, known["reliability"])
        for field in _CORRECTED:
            if field in known:
                drafts += edits.correct_metadata(source.uid, field, known[field])
        if "descriptor" in known:
            drafts += edits.describe_source(source.uid, known["descriptor"])
        if "published" in known:
            drafts += edits.correct_metadata(source.uid, "published", parse_date(known["published"]))
        self._apply(drafts)
        for name in known["read_by"]:
            uid = self._reviewers[name]
            self._store.apply(edits.mark_read(source.uid, uid, True), uid)

    def _make_codebook(self) -> None:
        uids: dict[str, str] = {}
        for tag in _load("codebook.json"):
            parent_uid = uids[tag["parent"]] if "parent" in tag else None
            drafts = edits.add_tag(self._reader, tag["name"], tag["colour"], parent_uid, tag["definition"])
            uid = uids[tag["name"]] = drafts[0].entity_uid
            if tag.get("is_position"):
                drafts += edits.mark_position(uid, True)
            self._apply(drafts)

    def _make_statements(self) -> dict[str, str]:
        """Make the statements; give the uid of each by the key that the prose cites it by."""
        path = resource_path("sample", "statements.jsonl")
        outcome = annotate_rows(self._store, StatementsFile(path).rows(), self._editor_uid)
        keys = [json.loads(line)["key"] for line in path.read_text(encoding="utf-8").splitlines()]
        if outcome.added != len(keys):
            raise AssertionError(f"the sample's statements do not fit its sources: {outcome.refused}")
        # An empty project numbers its statements in the order of the lines.
        numbered = {each.number: each.uid for each in self._reader.statements(StatementFilter())}
        return {key: numbered[number] for number, key in enumerate(keys, 1)}

    def _write_prose(self, uids: Mapping[str, str]) -> None:
        """Write each chapter's prose before its evidence; a passage with more than words is a key judgement."""
        numbered = {chapter.number: chapter.uid for chapter in self._reader.chapters()}
        cite: Callable[[re.Match[str]], str] = lambda match: prose.token(uids[match[1]])  # noqa: E731
        for number, passages in _load("prose.json").items():
            chapter_uid = numbered[number]
            items = self._reader.chapter_items(chapter_uid)
            first = next((item.uid for item in items if isinstance(item, Placement)), None)
            for passage in passages:
                words = passage if isinstance(passage, str) else passage["text"]
                drafts = edits.add_prose(self._reader, chapter_uid, _CITATION.sub(cite, words), first)
                self._apply(drafts)
                if not isinstance(passage, str):
                    self._judge(drafts[0].entity_uid, passage)

    def _judge(self, prose_uid: str, passage: Mapping[str, str]) -> None:
        self._apply(
            [
                *edits.mark_key_judgement(prose_uid, True),
                *edits.set_likelihood(prose_uid, passage["likelihood"]),
                *edits.set_confidence(prose_uid, passage["confidence"]),
            ]
        )

    def _link(self, uids: Mapping[str, str]) -> None:
        """Link statements of different sources, and assess what is contradicted."""
        for link in _load("links.json"):
            drafts = edits.link_statements(self._reader, link["kind"], uids[link["from"]], uids[link["to"]])
            self._apply(drafts)
            if "assessment" in link:
                self._apply(edits.assess_link(drafts[0].entity_uid, link["assessment"]))

    def _quote(self, uids: Mapping[str, str]) -> None:
        """Quote some statements otherwise than in full."""
        numbered = {chapter.number: chapter.uid for chapter in self._reader.chapters()}
        for wish in _load("quotations.json"):
            placements = self._reader.placements_of(uids[wish["statement"]])
            placement = next(each for each in placements if each.chapter_uid == numbered[wish["chapter"]])
            self._apply(edits.show_quotation(self._reader, placement, wish["form"], wish.get("words", "")))

    def _apply(self, drafts: list[Draft]) -> None:
        self._store.apply(drafts, self._editor_uid)


def _load(name: str) -> Any:
    return json.loads(resource_path("sample", name).read_text(encoding="utf-8"))
