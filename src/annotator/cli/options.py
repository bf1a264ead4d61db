"""The arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])
FILE_PATH = click.Path(path_type=Path)


def project_argument(command: _Command) -> _Command:
    """Take the project's file as the first argument."""
    return click.argument("project", metavar="FILE", type=FILE_PATH)(command)


def json_option(command: _Command) -> _Command:
    """Offer --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs instead of lines.")(
        command
    )


def reviewer_option(command: _Command) -> _Command:
    """Offer --reviewer."""
    return click.option(
        "--reviewer",
        "reviewer_name",
        metavar="NAME",
        help="Who makes the changes; without it the name given in the window, else the login name.",
    )(command)
