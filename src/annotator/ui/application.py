"""Start the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from annotator.ui.display_check import library_line, missing_library, why_no_window

REFUSED = 2


def main(argv: Sequence[str]) -> int:
    """Open the window on a project, or on the start page where none is named; give the exit status.

    `argv` holds what stands after the program's name. Where no window can be opened, one plain line says why on
    standard error and the status is 2. Qt is imported after that check only: it would abort the process.
    """
    reason = why_no_window()
    if reason:
        return _refuse(reason)
    try:
        from annotator.ui.desktop import run
    except ImportError as error:
        library = missing_library(error)
        if not library:
            raise
        return _refuse(library_line(library))
    return run(Path(argv[0]) if argv else None)


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED
