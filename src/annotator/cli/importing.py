"""The command that takes articles in."""

from pathlib import Path

import click

from annotator.cli.options import FILE_PATH, project_argument, reviewer_option
from annotator.cli.running import IN_PART, changing, end
from annotator.core.errors import RefusedError
from annotator.exchange.importing import ENDINGS
from annotator.exchange.importing.kinds import KINDS
from annotator.exchange.intake import IntakeResult, take_in

_KINDS = ", ".join(f"{kind.name} ({', '.join(kind.endings)})" for kind in KINDS.values() if kind.endings)
_HELP = f"""Import articles from files, or from folders of them.

What is read: {_KINDS}. What a file is, its content tells before its name. A mail brings its attachments along, and a
table one article in each row: it needs a column named text, and title, date, outlet, author and link where it has them.

Prints a line for each article: imported, duplicate, or refused and why. The exit status is 1 where one was refused.

Example: annotator import border.annotator articles/ letters/offer.eml
"""


@click.command("import", help=_HELP)
@project_argument
@click.argument("articles", metavar="SOURCE...", nargs=-1, required=True, type=FILE_PATH)
@reviewer_option
def import_(project: Path, articles: tuple[Path, ...], reviewer_name: str | None) -> None:
    """Take articles in, and say of each what became of it."""
    with changing(project, reviewer_name) as (store, reviewer_uid):
        results = take_in(store, articles, reviewer_uid)
    if not results:
        raise RefusedError(f"There are no articles in these folders; articles end in {', '.join(ENDINGS)}.")
    for result in results:
        click.echo(_line(result))
    if any(result.outcome == "refused" for result in results):
        end(IN_PART)


def _line(result: IntakeResult) -> str:
    line = f"{result.outcome:<9}  {result.path}"
    if result.part:
        row = result.part.removeprefix(f"{result.path.name}, ")
        line += f": {row}" if row != result.part else f": attachment {result.part}"
    return f"{line}: {result.reason}" if result.reason else line
