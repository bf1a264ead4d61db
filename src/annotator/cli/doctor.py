"""The command that verifies a project file."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import FILE_PATH, json_option, project_argument
from annotator.cli.running import IN_PART, complain, end
from annotator.cli.tables import counted
from annotator.store.doctor import examine, rebuild
from annotator.store.project import with_suffix
from annotator.store.salvaging import salvage


@click.command()
@project_argument
@click.option("--rebuild", "is_rebuilding", is_flag=True, help="Make the derived tables anew from the log first.")
@click.option(
    "--recover",
    "recovered",
    type=FILE_PATH,
    metavar="OUT",
    help="Write what can still be read of a damaged file into a new one, and verify that.",
)
@json_option
def doctor(project: Path, is_rebuilding: bool, recovered: Path | None, as_json: bool) -> None:
    r"""Verify a project file and report what is wrong with it.

    Every change and text is checked against its hash, the derived tables against the log, and every statement's words
    against its text. The exit status is 0 where nothing is wrong, 1 where something is, 2 where the file is no
    project.

    What is recovered is what its own hashes confirm. It is the same project: merge a colleague's file into it to bring
    back what they still have of the rest.

    \b
    Example: annotator doctor border.annotator
             annotator doctor border.annotator --recover border-recovered.annotator
    """
    if recovered is not None:
        project = _recover(project, with_suffix(recovered))
    if is_rebuilding:
        rebuild(project)
    examination = examine(project)
    if as_json:
        click.echo(json.dumps(asdict(examination), ensure_ascii=False, indent=1))
    else:
        click.echo(f"Looked at: {'; '.join(examination.looked_at) or 'the file'}.")
        for finding in examination.findings:
            click.echo(f"{finding.check}: {finding.words}")
        if not examination.findings:
            click.echo("Nothing is wrong.")
    if examination.findings:
        end(IN_PART)


def _recover(project: Path, target: Path) -> Path:
    """Write the new file and say on standard error what is in it, where listings are not disturbed."""
    found = salvage(project, target)
    complain(
        f"Recovered {counted(found.changes, 'change')}, {counted(found.texts, 'text')} and "
        f"{counted(found.statements, 'statement')} into {target}."
    )
    if found.lost_sources:
        complain(f"{counted(found.lost_sources, 'source')} lost their text and were left out.")
    return target
