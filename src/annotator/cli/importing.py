"""The command that takes articles in."""

from pathlib import Path

import click

from annotator.cli.options import FILE_PATH, project_argument, reviewer_option
from annotator.cli.running import IN_PART, changing, end
from annotator.core.errors import RefusedError
from annotator.exchange.importing import ENDINGS
from annotator.exchange.intake import IntakeResult, take_in


@click.command("import")
@project_argument
@click.argument("articles", metavar="SOURCE...", nargs=-1, required=True, type=FILE_PATH)
@reviewer_option
def import_(project: Path, articles: tuple[Path, ...], reviewer_name: str | None) -> None:
    """Import articles: text or Markdown files, or folders of them.

    Prints a line for each: imported, duplicate, or refused and why. The exit status is 1 where one was refused.

    Example: annotator import border.annotator articles/ late-arrival.md
    """
    with changing(project, reviewer_name) as (store, reviewer_uid):
        results = take_in(store, articles, reviewer_uid)
    if not results:
        raise RefusedError(f"There are no articles in these folders; articles end in {', '.join(ENDINGS)}.")
    for result in results:
        click.echo(_line(result))
    if any(result.outcome == "refused" for result in results):
        end(IN_PART)


def _line(result: IntakeResult) -> str:
    return f"{result.outcome:<9}  {result.path}" + (f": {result.reason}" if result.reason else "")
