"""Which files are meant when somebody names files and folders."""

import os
from collections.abc import Iterable
from pathlib import Path

from annotator.exchange.importing.kinds import ENDINGS


def expand(paths: Iterable[Path]) -> list[Path]:
    """Give the files that are meant, each once: files as named, folders with all the articles under them.

    A file that is named by itself is kept whatever its ending, so that it can be refused with a reason. Hidden
    files and folders are passed over; folders are read in the order of their names.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(names):
                    if not name.startswith(".") and name.casefold().endswith(ENDINGS):
                        found[Path(folder) / name] = None
        else:
            found[path] = None
    return list(found)
