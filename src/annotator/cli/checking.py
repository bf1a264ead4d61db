"""The command that says what the briefing still lacks."""

from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.running import IN_PART, end
from annotator.cli.tables import print_json
from annotator.core.checking import check as find_wanting
from annotator.core.findings import Finding, finding_words
from annotator.core.words import ENGLISH
from annotator.store.viewing import view


@click.command()
@project_argument
@click.option(
    "--chapter", "chapters", multiple=True, metavar="N", help="Only this chapter, by its number; can be given again."
)
@json_option
def check(project: Path, chapters: tuple[str, ...], as_json: bool) -> None:
    """Say what the briefing still lacks.

    Conflicts that nobody has settled, quotations that are not what their source says, claims that rest on one origin,
    prose without citations, sources without date or grade, and more. The exit status is 1 where something is wanting.

    Example: annotator check border.annotator --chapter 2
    """
    with view(project) as reader:
        found = find_wanting(reader, chapters)
    if as_json:
        print_json([_as_json(finding) for finding in found])
    else:
        for finding in found:
            headline, advice = finding_words(finding, ENGLISH)
            click.echo(f"{'! ' if finding.is_grave else '- '}{headline}")
            click.echo(f"  {advice}")
        if not found:
            click.echo("Nothing is wanting.")
    if found:
        end(IN_PART)


def _as_json(finding: Finding) -> dict[str, object]:
    headline, advice = finding_words(finding, ENGLISH)
    return {
        "kind": finding.kind,
        "target": finding.target,
        "uid": finding.uid,
        "chapter": finding.chapter_uid,
        "headline": headline,
        "advice": advice,
        "is_grave": finding.is_grave,
        "count": finding.count,
    }
