"""The commands that list what a project holds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.tables import print_json, print_table, shortened
from annotator.core.dates import format_date
from annotator.core.records import (
    Chapter,
    FuzzyDate,
    Source,
    Statement,
    StatementFilter,
    Tag,
)
from annotator.exchange.naming import ChapterNames, SourceNames, tag_names
from annotator.store.reader import Reader
from annotator.store.viewing import view

_TITLE_WIDTH, _QUOTE_WIDTH = 60, 80


@click.command()
@project_argument
@json_option
def sources(project: Path, as_json: bool) -> None:
    """List the sources with their statements.

    Example: annotator sources border.annotator --json
    """
    with view(project) as reader:
        found = reader.sources()
    if as_json:
        print_json([_source_json(source) for source in found])
        return
    rows = [
        (
            source.outlet,
            format_date(source.published, short=True) if source.published else "",
            shortened(source.title, _TITLE_WIDTH),
            source.reliability,
            source.words,
            source.statement_count,
            source.file_name,
        )
        for source in found
    ]
    head = ("Outlet", "Published", "Title", "Grade", "Words", "Statements", "File")
    print_table(head, rows, "There are no sources yet; bring some in with: annotator import")


@click.command()
@project_argument
@click.option("--source", help="Only those of this source: its file name, title or uid.")
@click.option("--tag", help="Only those with this tag.")
@click.option("--chapter", help="Only those in this chapter: its number or title.")
@click.option("--text", default="", help="Only those with these words in the quote.")
@json_option
def statements(
    project: Path, source: str | None, tag: str | None, chapter: str | None, text: str, as_json: bool
) -> None:
    """List the statements, source by source.

    Example: annotator statements border.annotator --tag denial --chapter 2
    """
    with view(project) as reader:
        wanted = StatementFilter(
            source_uids=(SourceNames(reader.sources()).find(source).uid,) if source else (),
            tag_uid=_tag_uid(reader, tag) if tag else "",
            chapter_uid=ChapterNames(reader.chapters()).find(chapter) if chapter else "",
            text=text,
        )
        rows = _StatementRows(reader)
        found = reader.statements(wanted)
        if as_json:
            print_json([rows.as_json(statement) for statement in found])
        else:
            head = ("No.", "Source", "Quote", "Tags", "Chapters", "Actor")
            print_table(head, [rows.as_row(statement) for statement in found], "There are no such statements.")


@click.command()
@project_argument
@json_option
def tags(project: Path, as_json: bool) -> None:
    """List the codebook with how often each tag is used.

    Example: annotator tags border.annotator
    """
    with view(project) as reader:
        found = reader.tags()
    if as_json:
        print_json([_tag_json(tag) for tag in found])
        return
    rows = [
        ("  " * tag.depth + tag.name, tag.statement_count, tag.colour, shortened(tag.definition, _QUOTE_WIDTH))
        for tag in found
    ]
    print_table(("Tag", "Statements", "Colour", "Definition"), rows, "There are no tags yet.")


@click.command()
@project_argument
@json_option
def chapters(project: Path, as_json: bool) -> None:
    """List the chapters with the statements and sources behind each.

    Example: annotator chapters border.annotator
    """
    with view(project) as reader:
        print_chapters(reader.chapters(), as_json)


def print_chapters(found: Sequence[Chapter], as_json: bool) -> None:
    """Print an outline."""
    if as_json:
        print_json(
            [
                {
                    "uid": chapter.uid,
                    "number": chapter.number,
                    "title": chapter.title,
                    "parent_uid": chapter.parent_uid,
                    "statements": chapter.statement_count,
                    "sources": chapter.source_count,
                    "prose": chapter.prose_count,
                }
                for chapter in found
            ]
        )
        return
    rows = [
        (
            f"{'  ' * chapter.depth}{chapter.number}",
            chapter.title,
            chapter.statement_count,
            chapter.source_count,
            chapter.prose_count,
        )
        for chapter in found
    ]
    head = ("No.", "Chapter", "Statements", "Sources", "Prose")
    print_table(head, rows, "There are no chapters yet; take them from a report with: annotator outline")


class _StatementRows:
    """Statements with the names of what they point to."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._sources = {source.uid: source for source in reader.sources()}
        self._tags = {tag.uid: tag.name for tag in reader.tags()}
        self._chapters = {chapter.uid: chapter.number for chapter in reader.chapters()}
        self._actors = {actor.uid: actor.name for actor in reader.actors()}
        self._reviewers = {reviewer.uid: reviewer.name for reviewer in reader.reviewers()}

    def as_json(self, statement: Statement) -> dict[str, Any]:
        """Give everything, under the names that a statements file has."""
        anchor = statement.anchor
        notes = self._reader.notes(statement.uid)
        return {
            "uid": statement.uid,
            "code": statement.code,
            "source": self._sources[statement.source_uid].file_name,
            "source_uid": statement.source_uid,
            "locator": {"kind": statement.locator_kind, "number": statement.locator},
            "quote": anchor.quote,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "start": anchor.start,
            "end": anchor.end,
            "tags": self._tag_names(statement),
            "chapters": self._chapter_numbers(statement),
            "actor": self._actors.get(statement.actor_uid or "", ""),
            "kind": statement.kind,
            "event_date": _date_json(statement.event_date),
            "said_date": _date_json(statement.said_date),
            "credibility": statement.credibility,
            "reviewer": self._reviewers.get(statement.reviewer_uid, ""),
            "notes": [{"reviewer": self._reviewers.get(note.reviewer_uid, ""), "text": note.text} for note in notes],
        }

    def as_row(self, statement: Statement) -> tuple[str, ...]:
        """Give what fits on a line."""
        return (
            statement.code,
            shortened(_name(self._sources[statement.source_uid]), 24),
            shortened(statement.anchor.quote, _QUOTE_WIDTH),
            "; ".join(self._tag_names(statement)),
            ", ".join(self._chapter_numbers(statement)),
            self._actors.get(statement.actor_uid or "", ""),
        )

    def _chapter_numbers(self, statement: Statement) -> list[str]:
        return [self._chapters[uid] for uid in statement.chapter_uids if uid in self._chapters]

    def _tag_names(self, statement: Statement) -> list[str]:
        return [self._tags[uid] for uid in statement.tag_uids if uid in self._tags]


def _date_json(known: FuzzyDate | None) -> Any:
    return known.to_json() if known else None


def _name(source: Source) -> str:
    return source.outlet or source.title or source.file_name


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "uid": source.uid,
        "file_name": source.file_name,
        "title": source.title,
        "subtitle": source.subtitle,
        "outlet": source.outlet,
        "author": source.author,
        "published": _date_json(source.published),
        "language": source.language,
        "url": source.url,
        "reliability": source.reliability or None,
        "origin": source.origin,
        "words": source.words,
        "statements": source.statement_count,
        "original_sha256": source.original_sha256,
    }


def _tag_json(tag: Tag) -> dict[str, Any]:
    return {
        "uid": tag.uid,
        "name": tag.name,
        "colour": tag.colour,
        "definition": tag.definition,
        "is_position": tag.is_position,
        "parent_uid": tag.parent_uid,
        "depth": tag.depth,
        "statements": tag.statement_count,
    }


def _tag_uid(reader: Reader, name: str) -> str:
    """Give the tag that is meant; a name that the codebook lacks is refused, not made."""
    names = tag_names(reader)
    uid = names.find(name)
    if names.new:
        raise click.BadParameter(f"there is no tag called “{name}”.", param_hint="--tag")
    return uid
