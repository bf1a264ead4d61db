"""The command that writes the briefing."""

from pathlib import Path
from typing import Literal

import click

from annotator.cli.options import FILE_PATH, project_argument
from annotator.cli.tables import counted
from annotator.core.briefing import BriefingOptions, EmptyChapters, build_briefing
from annotator.store.viewing import view

_EMPTY: dict[str, EmptyChapters] = {"mark": "mark", "omit": "leave out"}


@click.command()
@project_argument
@click.argument("target", metavar="OUT.docx", type=FILE_PATH)
@click.option("--template", type=FILE_PATH, metavar="T.docx", help="Take the styles from this Word file.")
@click.option(
    "--chapter", "chapters", multiple=True, metavar="N", help="Only this chapter, by its number; can be given again."
)
@click.option(
    "--empty",
    type=click.Choice(sorted(_EMPTY)),
    default="mark",
    show_default=True,
    help="Mark chapters without anything in them, or omit them.",
)
@click.option(
    "--language", type=click.Choice(["en", "ko"]), help="The language of its own words; else the project's language."
)
def export(
    project: Path,
    target: Path,
    template: Path | None,
    chapters: tuple[str, ...],
    empty: Literal["mark", "omit"],
    language: str | None,
) -> None:
    """Write the briefing as a Word file.

    Example: annotator export border.annotator briefing.docx --template house.dotx --chapter 2 --chapter 3
    """
    # The Word writer costs imports that no other command needs.
    from annotator.exchange.docx import write_briefing

    target = target if target.suffix else target.with_suffix(".docx")
    with view(project) as reader:
        options = BriefingOptions(chapters, empty_chapters=_EMPTY[empty], language=language or "")
        report = write_briefing(build_briefing(reader, options), target, template=template)
    click.echo(f"Wrote {target}: {counted(report.statements, 'statement')}, {counted(report.footnotes, 'footnote')}.")
    if report.replaced_characters:
        click.echo(f"Characters that Word cannot hold were replaced: {report.replaced_characters:,}.")
    if report.added_roles:
        click.echo(f"Styles that the template lacks were added: {', '.join(map(str, report.added_roles))}.")
