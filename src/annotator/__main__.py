"""Start annotator: the window, or the command that the arguments name."""

import sys
from collections.abc import Sequence
from pathlib import Path

from annotator.store.working import SUFFIX


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window where no command is named, alone or on a project file; else run the command.

    Commands end the process themselves. They run without Qt.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if _means_window(given):
        from annotator.ui import application

        return application.main(given)
    from annotator.cli import cli

    cli.main(given, prog_name="annotator")


def _means_window(given: Sequence[str]) -> bool:
    """Tell a project file from a command; a command's name wins, and what is neither is a mistyped command."""
    if not given:
        return True
    if len(given) > 1 or given[0].startswith("-"):
        return False
    from annotator.cli import cli

    return given[0] not in cli.commands and (given[0].endswith(SUFFIX) or Path(given[0]).exists())


if __name__ == "__main__":
    sys.exit(main())
