"""How a command ends: its exit status, and one plain line for whatever went wrong."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from annotator.core.errors import AnnotatorError, EnvironmentFaultError
from annotator.core.records import Reviewer
from annotator.store.profile import ensure_reviewer, load_profile, login_profile, new_profile
from annotator.store.project import ProjectStore
from annotator.store.working import data_folder

DONE, IN_PART, REFUSED = 0, 1, 2
LOG = "annotator.log"


class PlainGroup(click.Group):
    """A group of commands that end with 0 (done), 1 (done in part) or 2 (refused), never with a traceback."""

    def main(self, args: Sequence[str] | None = None, *arguments: Any, **options: Any) -> NoReturn:
        """Run the command that the arguments name, and end the process."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop
        options["standalone_mode"] = False
        try:
            status = super().main(args, *arguments, **options)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            status = REFUSED
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "annotator"
            complain(f"{error.format_message()} See: {command} --help")
            status = REFUSED
        except click.ClickException as error:
            complain(error.format_message())
            status = REFUSED
        except click.Abort:
            complain("Stopped; what was not finished was not saved.")
            status = REFUSED
        except AnnotatorError as error:
            complain(str(error))
            status = REFUSED
        except Exception as error:
            status = _own_fault(error)
        sys.exit(status if isinstance(status, int) else DONE)


def complain(line: str) -> None:
    """Write one plain line to standard error."""
    click.echo(" ".join(line.split()), err=True)


def end(status: int) -> NoReturn:
    """End the command with a status other than "done"."""
    raise click.exceptions.Exit(status)


@contextmanager
def changing(path: Path, reviewer_name: str | None) -> Iterator[tuple[ProjectStore, str]]:
    """Open a project to change it, as a reviewer; everything is shared when the block ends, or nothing.

    The working copy is this command's own, so a window that has the project open is left alone.
    """
    store = ProjectStore.open(path, private=True)
    try:
        reviewer_uid = ensure_reviewer(store, _profile(reviewer_name))
        before = store.unpublished_count()
        yield store, reviewer_uid
        if store.unpublished_count() > before:  # a new reviewer who changed nothing else is not worth a save
            share(store)
    finally:
        store.close()


def share(store: ProjectStore) -> None:
    """Publish what was changed; where the machine would not, one line says so and the status is 1."""
    try:
        store.publish()
    except EnvironmentFaultError as error:
        complain(f"{error} Nothing was changed.")
        end(IN_PART)


def _profile(reviewer_name: str | None) -> Reviewer:
    """Give who makes the changes: whoever was named, else whoever works on this computer."""
    known = load_profile(data_folder())
    if reviewer_name is None:
        return known or login_profile()
    if not reviewer_name.strip():
        raise click.BadParameter("the name is empty.", param_hint="--reviewer")
    if known is not None and known.name.casefold() == reviewer_name.strip().casefold():
        return known
    return new_profile(reviewer_name)


def _own_fault(error: Exception) -> int:
    """Write a fault of ours into the log, and say where."""
    path = data_folder() / LOG
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        complain(f"This is a fault of annotator, not yours: {type(error).__name__}: {error}")
        return REFUSED
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    record = logging.LogRecord("annotator", logging.ERROR, __file__, 0, "a command failed: %s", (sys.argv[1:],), None)
    record.exc_info = (type(error), error, error.__traceback__)
    handler.emit(record)
    handler.close()
    complain(f"This is a fault of annotator, not yours; please send us the end of {path}")
    return REFUSED
