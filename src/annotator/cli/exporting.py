"""The command that writes the briefing."""

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import click

from annotator.cli.options import FILE_PATH, project_argument
from annotator.cli.tables import counted
from annotator.core.briefing import BriefingSettings
from annotator.core.briefing.settings import HOUSE_STYLE, EvidenceOrder, PartChoice, PartName, arranged, is_fixed
from annotator.core.errors import RefusedError
from annotator.exchange.files import word_file
from annotator.store.viewing import view
from annotator.store.working import data_folder

_EMPTY = {"mark": "mark", "omit": "leave out"}
# What a template may hold that does not come along.
_DROPPED = {
    "macros": "its macros",
    "text": "its text",
    "comments": "its comments",
    "tracked changes": "its tracked changes",
    "active content": "its active content",
}


@click.command()
@project_argument
@click.argument("target", metavar="OUT.docx", type=FILE_PATH)
@click.option("--template", type=FILE_PATH, metavar="T.docx", help="Take the styles from this Word file.")
@click.option(
    "--chapter", "chapters", multiple=True, metavar="N", help="Only this chapter, by its number; can be given again."
)
@click.option(
    "--parts",
    metavar="NAMES",
    help=f"Only these parts, in this order, with commas between them: {', '.join(get_args(PartName))}.",
)
@click.option("--order", type=click.Choice(get_args(EvidenceOrder)), help="The order of each chapter's evidence.")
@click.option(
    "--empty", type=click.Choice(sorted(_EMPTY)), help="Mark chapters without anything in them, or omit them."
)
@click.option("--style", metavar="KEY", help=f"How citations are written: {HOUSE_STYLE}, chicago-notes, apa, iso690.")
@click.option("--ibid/--no-ibid", default=None, help="Shorten a footnote after one of the same source to “Ibid.”.")
@click.option("--links/--no-links", default=None, help="Say under each quotation what supports and contradicts it.")
@click.option("--language", type=click.Choice(["en", "ko"]), help="The language of its own words.")
@click.option("--comments/--no-comments", default=None, help="Carry what `check` finds along as Word comments.")
@click.option("--pages", is_flag=True, help="Have LibreOffice count the pages for the contents; else Word does.")
def export(
    project: Path, target: Path, template: Path | None, chapters: tuple[str, ...], pages: bool, **wishes: Any
) -> None:
    """Write the briefing as a Word file.

    What is not said here is as the project remembers it; nothing that is said here is remembered.

    Example: annotator export border.annotator briefing.docx --template house.dotx --chapter 2 --chapter 3
    """
    # The Word writer costs imports that no other command needs.
    from annotator.exchange.exporting import ExportWish, export_briefing

    target = word_file(target)
    with view(project) as reader:
        settings = _settings(BriefingSettings.from_json(reader.project().briefing), wishes)
        wish = ExportWish(chapters, settings, template, pages)
        report = export_briefing(reader, target, wish, cache_folder=data_folder() / "cache")
    click.echo(f"Wrote {target}: {counted(report.statements, 'statement')}, {counted(report.footnotes, 'footnote')}.")
    if report.pages:
        click.echo(f"Pages: {report.pages:,}.")
    if report.comments:
        click.echo(f"Findings as comments: {report.comments:,}.")
    if report.replaced_characters:
        click.echo(f"Characters that Word cannot hold were replaced: {report.replaced_characters:,}.")
    if report.added_roles:
        click.echo(f"Styles that the template lacks were added: {', '.join(map(str, report.added_roles))}.")
    if report.dropped:
        click.echo(f"The template's styles were taken, not {', '.join(_DROPPED[key] for key in report.dropped)}.")


def _settings(settings: BriefingSettings, wishes: dict[str, Any]) -> BriefingSettings:
    """Change what was wished for this one export."""
    changed = {
        "order": wishes["order"],
        "empty_chapters": _EMPTY.get(wishes["empty"] or ""),
        "style": wishes["style"],
        "uses_ibid": wishes["ibid"],
        "shows_links": wishes["links"],
        "language": wishes["language"],
        "carries_findings": wishes["comments"],
        "parts": None if wishes["parts"] is None else _parts(wishes["parts"]),
    }
    return replace(settings, **{name: value for name, value in changed.items() if value is not None})


def _parts(listed: str) -> tuple[PartChoice, ...]:
    """Read the parts that are wanted; all others stay out."""
    names = [name.strip().replace("-", "_") for name in listed.split(",") if name.strip()]
    known = get_args(PartName)
    for name in names:
        if name not in known:
            raise RefusedError(f"There is no part “{name}”; the parts are: {', '.join(known)}.")
    if not names:
        raise RefusedError(f"Name at least one part; the parts are: {', '.join(known)}.")
    fixed = [name for name in known if is_fixed(name) and name in names]
    wanted = [*fixed, *(name for name in names if name not in fixed)]
    return arranged(
        [PartChoice(name, True) for name in wanted] + [PartChoice(name, False) for name in known if name not in names]
    )
