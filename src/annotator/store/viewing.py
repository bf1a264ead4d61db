"""Looking at a shared file without a working copy."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.store.connection import connect, plain_faults
from annotator.store.profile import load_profile
from annotator.store.reader import Reader
from annotator.store.upgrading import is_earlier, write_upgraded
from annotator.store.visibility import hide_others, is_blind
from annotator.store.working import data_folder, read_identity


@contextmanager
def view(path: Path) -> Iterator[Reader]:
    """Read a project file as it lies there; nothing is written, not even a lock.

    A file is only ever replaced whole, so what was opened stays as it was for as long as it is open. The search
    index is not in it. While the project is worked on blind, whoever works on this computer sees his own work only.

    Raises:
        ProjectFileError: the file is no project that we can read.
    """
    read_identity(path)
    with (
        plain_faults(path),
        _of_this_version(path) as readable,
        closing(connect(readable, immutable=True)) as connection,
    ):
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
        viewer = load_profile(data_folder()) if is_blind(connection) else None
        if viewer is not None:
            hide_others(connection, viewer.uid)
        yield Reader(connection, viewer.uid if viewer else "")


@contextmanager
def _of_this_version(path: Path) -> Iterator[Path]:
    """Give the file itself, or where an earlier version wrote it, a copy of it with the tables of this one."""
    with closing(connect(path, immutable=True)) as connection:
        has_present_tables = not is_earlier(connection)
    if has_present_tables:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        copy = Path(folder) / path.name
        write_upgraded(path, copy)
        yield copy
