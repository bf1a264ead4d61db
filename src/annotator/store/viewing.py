"""Looking at a shared file without a working copy."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from annotator.store.connection import connect, plain_faults
from annotator.store.reader import Reader
from annotator.store.upgrading import is_earlier, write_upgraded
from annotator.store.working import read_identity


@contextmanager
def view(path: Path) -> Iterator[Reader]:
    """Read a project file as it lies there; nothing is written, not even a lock.

    A file is only ever replaced whole, so what was opened stays as it was for as long as it is open. The search
    index is not in it.

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
        yield Reader(connection)


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
