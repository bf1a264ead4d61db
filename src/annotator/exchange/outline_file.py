"""An outline taken from a file."""

from pathlib import Path

from annotator.core.errors import RefusedError
from annotator.core.outline_text import OutlineEntry, read_outline
from annotator.exchange.importing.decode import decode
from annotator.store.connection import file_fault


def read_outline_file(path: Path) -> list[OutlineEntry]:
    """Read the chapters that a text or Markdown file lists.

    Raises:
        RefusedError: it is no text, or nothing in it looks like a list of chapters.
        EnvironmentFaultError: it cannot be read.
    """
    try:
        text, _ = decode(path.read_bytes())
        return read_outline(text)
    except RefusedError as error:
        raise RefusedError(f"{path.name}: {error}") from error
    except OSError as error:
        raise file_fault(path, error) from error
