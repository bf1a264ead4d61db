"""Our own template: kept as readable parts among the resources, put together into a Word file when it is needed."""

import io
from pathlib import Path

from annotator.exchange.docx.package import write_entries
from annotator.exchange.resources import resource_path


def base_part(name: str) -> bytes:
    """Give one part of the template, such as "word/styles.xml"."""
    return _folder().joinpath(*name.split("/")).read_bytes()


def base_template() -> bytes:
    """Put the template together; the same bytes each time."""
    folder = _folder()
    entries = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if _is_part(path)
    }
    stream = io.BytesIO()
    write_entries(stream, entries)
    return stream.getvalue()


def _folder() -> Path:
    return resource_path("templates", "briefing")


def _is_part(path: Path) -> bool:
    return path.is_file() and path.name.endswith((".xml", ".rels"))
