"""A small project, open in a session."""

from tests.ui.harbour import harbour, shell

__all__ = ["harbour", "shell"]
