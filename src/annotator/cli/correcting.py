"""The command that gives a source a corrected text."""

from pathlib import Path

import click

from annotator.cli.options import FILE_PATH, project_argument, reviewer_option
from annotator.cli.running import IN_PART, changing, end
from annotator.cli.tables import counted
from annotator.exchange.correcting import Fates, correct_source, fates_of, same_text_words
from annotator.exchange.naming import SourceNames


@click.command()
@project_argument
@click.argument("source_name", metavar="SOURCE")
@click.argument("article", metavar="ARTICLE", type=FILE_PATH)
@reviewer_option
def correct(project: Path, source_name: str, article: Path, reviewer_name: str | None) -> None:
    """Give a source a corrected text; its statements follow.

    ARTICLE is the corrected file, SOURCE a file name, a title or a uid. What else is said of the source stays, and
    the earlier text is kept. A statement that reads differently now, or stands elsewhere, is to be checked by a
    person; one that is not found stays on the earlier text. The exit status is 1 where there are such statements.

    Example: annotator correct border.annotator 38north.md 38north-corrected.md
    """
    with changing(project, reviewer_name) as (store, reviewer_uid):
        source = SourceNames(store.reader.sources()).find(source_name)
        new = correct_source(store, source.uid, article, reviewer_uid)
    if not new.drafts:
        click.echo(same_text_words(source))
        return
    fates = fates_of(new.states)
    click.echo(_words(fates))
    if fates.is_anything_to_check:
        end(IN_PART)


def _words(fates: Fates) -> str:
    parts = [f"{counted(fates.followed, 'statement')} followed"]
    if fates.to_check:
        parts.append(f"{fates.to_check:,} to check")
    if fates.not_found:
        parts.append(f"{fates.not_found:,} not found")
    return ", ".join(parts)
