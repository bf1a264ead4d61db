"""The command that verifies a project file."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.running import IN_PART, end
from annotator.store.doctor import examine, rebuild


@click.command()
@project_argument
@click.option("--rebuild", "is_rebuilding", is_flag=True, help="Make the derived tables anew from the log first.")
@json_option
def doctor(project: Path, is_rebuilding: bool, as_json: bool) -> None:
    """Verify a project file and report what is wrong with it.

    Every change and text is checked against its hash, the derived tables against the log, and every statement's words
    against its text. The exit status is 0 where nothing is wrong, 1 where something is, 2 where the file is no
    project.

    Example: annotator doctor border.annotator
    """
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
