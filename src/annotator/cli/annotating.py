"""The command that takes statements from a file."""

from pathlib import Path

import click

from annotator.cli.options import FILE_PATH, project_argument, reviewer_option
from annotator.cli.running import IN_PART, changing, complain, end
from annotator.cli.tables import counted
from annotator.exchange import annotating
from annotator.exchange.annotating import Annotated


@click.command()
@project_argument
@click.argument("statements", type=FILE_PATH)
@reviewer_option
def annotate(project: Path, statements: Path, reviewer_name: str | None) -> None:
    r"""Make statements from a CSV or JSON Lines file.

    \b
    Each line has
      source         the file name, title or uid of a source
      quote          the words, exactly as they stand there
    and where wanted
      prefix, suffix, start, end     which place is meant, where the words stand there several times
      tags, chapters                 a list, or joined by ";"; chapters by number or title
      actor, kind, event_date, said_date, credibility (1 to 6), note, reviewer

    Tags, actors and reviewers that are not there yet are added. A line that cannot go in is refused with its number;
    the others go in, and the exit status is 1. A statement that the same reviewer has made of the same words is not
    made again: what the line says beyond it is added.

    Example: annotator annotate border.annotator statements.csv
    """
    with changing(project, reviewer_name) as (store, reviewer_uid):
        outcome = annotating.annotate(store, statements, reviewer_uid)
    click.echo(_summary(outcome))
    if outcome.new_tags:
        click.echo(f"New tags: {'; '.join(outcome.new_tags)}")
    if outcome.unknown_columns:
        complain(f"Passed over, because it means nothing here: {', '.join(outcome.unknown_columns)}")
    for line in sorted([*outcome.refused, *outcome.remarks], key=lambda line: line.line):
        complain(f"{statements.name}, line {line.line}: {line.reason}")
    if outcome.refused:
        end(IN_PART)


def _summary(outcome: Annotated) -> str:
    parts = [f"{counted(outcome.added, 'statement')} added"]
    if outcome.merged:
        parts.append(f"{outcome.merged:,} there already and added to")
    if outcome.known:
        parts.append(f"{outcome.known:,} there already")
    if outcome.refused:
        parts.append(f"{counted(len(outcome.refused), 'line')} refused")
    return ", ".join(parts) + "."
