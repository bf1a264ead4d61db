"""The commands: the same work as in the window, through the same code, without Qt."""

from annotator.cli.group import cli

__all__ = ["cli"]
