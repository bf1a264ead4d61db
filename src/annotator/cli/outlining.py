"""The command that shows the outline or takes it from a report."""

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli.listing import print_chapters
from annotator.cli.options import FILE_PATH, json_option, project_argument, reviewer_option
from annotator.cli.running import changing
from annotator.core import edits
from annotator.core.errors import RefusedError
from annotator.core.outline_text import OutlineEntry
from annotator.core.records import Chapter
from annotator.exchange.outline_file import read_outline_file
from annotator.store.viewing import view


@click.command()
@project_argument
@click.argument("report", metavar="[REPORT]", type=FILE_PATH, required=False)
@json_option
@reviewer_option
def outline(project: Path, report: Path | None, as_json: bool, reviewer_name: str | None) -> None:
    """Show the chapters, or take them from REPORT.

    REPORT is a text with a numbered list of chapters, a Markdown file with headings, or one title on each line. Its
    chapters are put behind those that are there; where it lists the same ones again, nothing changes.

    Example: annotator outline border.annotator report.txt
    """
    if report is not None:
        entries = read_outline_file(report)
        with changing(project, reviewer_name) as (store, reviewer_uid):
            if not _is_there(entries, store.reader.chapters(), report):
                store.apply(edits.add_outline(store.reader, entries), reviewer_uid)
    with view(project) as reader:
        print_chapters(reader.chapters(), as_json)


def _is_there(entries: Sequence[OutlineEntry], chapters: Sequence[Chapter], report: Path) -> bool:
    """Tell whether all these chapters are in the outline already; refuse a mixture, which would double some."""
    titles = {_key(chapter.title) for chapter in chapters}
    there = [entry for entry in entries if _key(entry.title) in titles]
    if there and len(there) < len(entries):
        raise RefusedError(
            f"{len(there)} of the {len(entries)} chapters of {report.name} are in the outline already, the first is "
            f"“{there[0].title}”; take those out of the list and try again."
        )
    return bool(there)


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()
