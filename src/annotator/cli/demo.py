"""The command that shows a finished example."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import FILE_PATH
from annotator.cli.running import IN_PART, complain, end
from annotator.core.errors import AnnotatorError
from annotator.exchange.sample import build_sample
from annotator.store.connection import plain_faults
from annotator.store.viewing import view

_NAME = "strait-of-kell"


@click.command()
@click.option(
    "--out",
    "folder",
    type=FILE_PATH,
    default=Path("annotator-demo"),
    show_default=True,
    metavar="DIR",
    help="Where the project, the briefing and the pictures go.",
)
def demo(folder: Path) -> None:
    """Build the sample project, export its briefing, and show the window on it.

    A sample that is there already is kept as you left it. Without a screen the window is drawn into pictures.

    Example: annotator demo --out example
    """
    project = folder / f"{_NAME}.annotator"
    briefing = folder / f"{_NAME}.docx"
    with plain_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if project.exists():
        click.echo(f"Sample project, as you left it: {project}")
    else:
        build_sample(project)
        click.echo(f"Sample project: {project}")
    _export(project, briefing)
    click.echo(f"Briefing: {briefing}")
    if has_screen():
        _open_window(project)
    else:
        _draw(project, folder)


def has_screen() -> bool:
    """Tell whether a window can be shown to somebody; only X and Wayland say so in the environment."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.partition(":")[0] in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _export(project: Path, briefing: Path) -> None:
    from annotator.exchange.exporting import ExportWish, export_briefing

    with view(project) as reader:
        export_briefing(reader, briefing, ExportWish())


def _open_window(project: Path) -> None:
    if _window_module("application").main([str(project)]):
        end(IN_PART)


def _draw(project: Path, folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        pictures = _window_module("pictures").draw(project, folder / "pictures")
    except ImportError as error:
        library = _window_module("display_check").missing_library(error)
        what = f"the system library {library} is missing; run: make system-deps" if library else f"{error}."
        complain(f"There are no pictures of the window, because Qt cannot be loaded: {what}")
        end(IN_PART)
    except AnnotatorError as error:
        complain(str(error))
        end(IN_PART)
    click.echo("There is no screen, so the window was drawn into pictures:")
    for picture in pictures:
        click.echo(f"  {picture}")


def _window_module(name: str) -> Any:
    """Load a module of the window by its name: of all commands only this one hands over to it."""
    return importlib.import_module(f"annotator.ui.{name}")
