"""All commands, as one group."""

import click

from annotator import __version__
from annotator.cli import (
    agreement,
    alike,
    annotating,
    checking,
    correcting,
    demo,
    doctor,
    exporting,
    history,
    importing,
    listing,
    merging,
    outlining,
    projects,
    searching,
    sending,
    similar,
    suggesting,
)
from annotator.cli.running import PlainGroup


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="annotator")
def cli() -> None:
    """From source articles to a briefing you can defend.

    Without a command, `annotator` opens the window; `annotator FILE` opens it on a project.

    The commands do the same work as the window. They never ask a question. Exit status: 0 done, 1 done in part or
    something is wanting, 2 refused.
    """


for _command in (
    demo.demo,
    projects.new,
    importing.import_,
    correcting.correct,
    outlining.outline,
    annotating.annotate,
    listing.sources,
    listing.statements,
    listing.tags,
    listing.chapters,
    searching.search,
    similar.similar_,
    suggesting.suggest,
    checking.check,
    agreement.agreement,
    alike.alike,
    history.history,
    history.changes,
    exporting.export,
    merging.merge,
    sending.send_,
    doctor.doctor,
):
    cli.add_command(_command)
