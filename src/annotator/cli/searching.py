"""The command that searches everything."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.tables import counted, marked, print_json
from annotator.core.found import FoundGroup, FoundItem
from annotator.core.records import Source
from annotator.core.search_fields import kind_word
from annotator.core.search_query import parse
from annotator.store.finding import find
from annotator.store.profile import load_profile
from annotator.store.project import ProjectStore
from annotator.store.working import data_folder


@click.command(context_settings={"ignore_unknown_options": True})
@project_argument
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="The most sources and chapters."
)
@json_option
def search(project: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find texts, statements, notes and prose in which all the words stand, best first.

    "two words" stand together; harb* begins so; -fog takes away; fog OR snow is either.
    Fields, also in Korean, Chinese, Russian: source: outlet: actor: tag: chapter:
    reviewer: lang: date:2025-04 after: before: is:text, statement, note or prose.

    Example: annotator search border.annotator 'ferry "honour guard" is:statement'
    """
    query = parse(" ".join(words))
    store = ProjectStore.open(project, private=True)
    try:
        store.index_texts()  # the shared file carries no index
        store.index_items()
        viewer = load_profile(data_folder())
        store.look_as(viewer.uid if viewer else "")
        groups = find(store.reader, query, texts=limit, items=limit)[:limit]
        known = {source.uid: source for source in store.reader.sources()}
    finally:
        store.close()
    if as_json:
        print_json([_json(group, item, known) for group in groups for item in group.items])
    else:
        _print(groups, known)


def _json(group: FoundGroup, item: FoundItem, known: dict[str, Source]) -> dict[str, Any]:
    source = known.get(group.place_uid) if group.place_kind == "source" else None
    return {
        "kind": item.kind,
        "uid": item.uid,
        "statement_uid": item.statement_uid,
        "code": f"S-{item.number}" if item.number else "",
        "place": group.title,
        "source_uid": source.uid if source else "",
        "source": source.file_name if source else "",
        "title": source.title if source else "",
        "chapter_uid": group.place_uid if group.place_kind == "chapter" else "",
        "places": group.places if item.kind == "text" else 1,
        "start": item.start,
        "end": item.end,
        "snippet": item.words,
        "marks": item.marks,
    }


def _print(groups: Sequence[FoundGroup], known: dict[str, Source]) -> None:
    for group in groups:
        source = known.get(group.place_uid)
        places = (counted(group.places, "place"),) if group.places else ()
        file = (source.file_name,) if source else ()
        remark = ", ".join((*file, *places))
        title = group.title or "elsewhere"
        click.echo(f"{title} ({remark})" if remark else title)
        for item in group.items:
            what = f"S-{item.number}" if item.kind == "statement" else kind_word(item.kind)
            click.echo(f"    {what}: {marked(item.words, item.marks)}")
    if not groups:
        click.echo("Nothing was found.")
