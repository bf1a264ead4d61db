"""The command that finds who else says something."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.tables import marked, print_json
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.records import Source, StatementFilter
from annotator.store.passages import Passage, Query, query_at, similar
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader


@click.command("similar")
@project_argument
@click.argument("statement", required=False)
@click.option("--text", help="Words from anywhere, instead of a statement.")
@click.option("--language", default="en", show_default=True, help="The language of these words.")
@click.option("--each", default=3, show_default=True, type=click.IntRange(1, 100), help="The most of one source.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="The most in all.")
@json_option
def similar_(
    project: Path, statement: str | None, text: str | None, language: str, each: int, limit: int, as_json: bool
) -> None:
    """Find who else says this: the sentences of other sources that say most of what a statement says, best first.

    STATEMENT is a number such as S-17.

    Example: annotator similar border.annotator S-17
    """
    if (statement is None) == (text is None):
        raise RefusedError("Name a statement, or give words with --text.")
    store = ProjectStore.open(project, private=True)
    try:
        store.index_passages()  # the shared file carries no index
        query = _query_of(store.reader, statement) if statement else Query(text or "", language=language)
        found = similar(store.reader, query, each, limit)
        sources = {source.uid: source for source in store.reader.sources()}
    finally:
        store.close()
    if as_json:
        print_json([_json(passage, sources[passage.source_uid]) for passage in found])
    else:
        _print(found, sources)


def _query_of(reader: Reader, statement: str) -> Query:
    wanted = statement.upper().removeprefix("S-")
    for each in reader.statements(StatementFilter()):
        if str(each.number) == wanted or each.uid == statement:
            source = reader.source(each.source_uid)
            if each.anchor.revision_uid != source.revision_uid:
                return Query(each.anchor.quote, language=source.language, source_uid=source.uid)
            return query_at(reader, each.source_uid, each.anchor.start, each.anchor.end)
    raise NotFoundError(f"There is no statement {statement}; `annotator statements` lists them.")


def _json(passage: Passage, source: Source) -> dict[str, object]:
    return {
        "source_uid": passage.source_uid,
        "source": source.file_name,
        "title": source.title,
        "score": round(passage.score, 4),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "marks": passage.marks,
    }


def _print(found: Sequence[Passage], sources: dict[str, Source]) -> None:
    for passage in found:
        source = sources[passage.source_uid]
        click.echo(f"{source.label} ({source.file_name}, {passage.score:.1f})")
        click.echo(f"    {marked(passage.text, passage.marks)}")
    if not found:
        click.echo("No other source says anything like it.")
