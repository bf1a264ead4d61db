"""The command that makes a project."""

from pathlib import Path

import click

from annotator.cli.options import FILE_PATH, project_argument, reviewer_option
from annotator.cli.running import changing
from annotator.cli.tables import counted
from annotator.core import edits
from annotator.exchange.outline_file import read_outline_file
from annotator.store.project import ProjectStore, with_suffix


@click.command()
@project_argument
@click.option("--title", required=True, help="The project's title; the briefing bears it.")
@click.option(
    "--outline", "report", metavar="REPORT", type=FILE_PATH, help="Take the chapters from this text or Markdown file."
)
@reviewer_option
def new(project: Path, title: str, report: Path | None, reviewer_name: str | None) -> None:
    """Make a new, empty project.

    Example: annotator new border.annotator --title "The border in spring" --outline report.txt
    """
    path = with_suffix(project)
    entries = read_outline_file(report) if report else []
    ProjectStore.create(path, title, private=True).close()
    if entries:
        with changing(path, reviewer_name) as (store, reviewer_uid):
            store.apply(edits.add_outline(store.reader, entries), reviewer_uid)
    chapters = f" with {counted(len(entries), 'chapter')}" if entries else ""
    click.echo(f"Made {path}{chapters}.")
