"""The command that lists sources that may be one article twice."""

from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.tables import print_json, print_table, shortened
from annotator.core.alike import AlikePair, alike_pairs
from annotator.core.dates import format_date
from annotator.core.edits import later_of
from annotator.core.records import Source
from annotator.store.likeness import found_likenesses, kept_apart
from annotator.store.viewing import view

_TITLE_WIDTH = 40


@click.command()
@project_argument
@json_option
def alike(project: Path, as_json: bool) -> None:
    """List sources that are alike and that nobody has decided on.

    The same text twice, versions of one article, an article carried inside a longer one, and sources of one title.
    Those of a group hang together. What they are is decided in the window, under Review.

    Example: annotator alike border.annotator --json
    """
    with view(project) as reader:
        pairs = alike_pairs(reader.sources(), found_likenesses(reader), kept_apart(reader))
    if as_json:
        print_json([_as_json(pair) for pair in pairs])
        return
    rows = [(_words(pair), pair.group, _name(pair.older), _name(pair.newer)) for pair in pairs]
    print_table(("Alike", "Group", "Source", "Other source"), rows, "No two sources are alike.")


def _as_json(pair: AlikePair) -> dict[str, Any]:
    likeness, later = pair.likeness, later_of(pair.older, pair.newer)
    return {
        "group": pair.group,
        "sources": [_source_json(pair.older), _source_json(pair.newer)],
        "later": later.uid if later else None,
        "same_text": pair.is_same,
        "same_title": pair.has_same_title,
        "share": round(likeness.share, 4) if likeness else None,
        "contained": round(likeness.contained, 4) if likeness else None,
    }


def _name(source: Source) -> str:
    date = format_date(source.published, short=True) if source.published else ""
    title = shortened(source.title, _TITLE_WIDTH) if source.title != source.label else ""
    return ", ".join(each for each in (source.label, date, title, source.file_name) if each)


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "uid": source.uid,
        "file_name": source.file_name,
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published.to_json() if source.published else None,
        "origin": source.origin,
        "statements": source.statement_count,
    }


def _words(pair: AlikePair) -> str:
    if pair.is_same:
        return "same text"
    if pair.carried_percent:
        return f"{pair.carried_percent} % of one in the other"
    return f"{pair.percent} % the same" if pair.likeness else "same title"
