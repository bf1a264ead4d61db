"""Page numbers ahead of time: LibreOffice lays the pages out, and says on which of them each bookmark stands."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import EnvironmentFaultError

PATIENCE_S = 600
_ASK_AGAIN_S = 0.05
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_USUAL_PLACES = {
    "win32": (r"C:\Program Files\LibreOffice\program\soffice.exe",),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}.get(
    sys.platform, ("/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice", "/snap/bin/libreoffice")
)


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The page of each bookmark, from 1, by its name; and how many pages there are."""

    pages: Mapping[str, int]
    total: int


class ExportCancelledError(Exception):
    """Leave the counting because somebody cancelled it."""


def find_libreoffice() -> Path | None:
    """Find the program, or give None; ANNOTATOR_SOFFICE names it where it is in no usual place."""
    named = os.environ.get("ANNOTATOR_SOFFICE")
    if named is not None:
        return Path(named) if named and os.access(named, os.X_OK) else None
    found = shutil.which("soffice") or shutil.which("libreoffice")
    places = [found] if found else _USUAL_PLACES
    return next((Path(place) for place in places if os.access(place, os.X_OK)), None)


def page_numbers(document: bytes, *, is_cancelled: Callable[[], bool] = lambda: False) -> PageNumbers:
    """Lay a Word file out and count.

    LibreOffice needs some seconds, under a profile of its own so that a window of it that is open does not matter.

    Raises:
        EnvironmentFaultError: LibreOffice is not there, fails, or does not come to an end.
        ExportCancelledError: somebody cancelled.
    """
    program = find_libreoffice()
    if program is None:
        raise EnvironmentFaultError("LibreOffice is not installed; install it, or leave the page numbers to Word.")
    with tempfile.TemporaryDirectory(prefix="annotator-pages-", ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        (folder / "briefing.docx").write_bytes(document)
        _convert(program, folder, is_cancelled)
        result = folder / "briefing.pdf"
        if not result.exists():
            raise EnvironmentFaultError("LibreOffice could not lay out the briefing; leave the page numbers to Word.")
        return _read(result.read_bytes())


def _convert(program: Path, folder: Path, is_cancelled: Callable[[], bool]) -> None:
    profile = (folder / "profile").resolve().as_uri()
    command = [str(program), f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", _FILTER, "--outdir", str(folder), str(folder / "briefing.docx")]
    with (folder / "output.txt").open("wb") as output, _started(command, output.fileno()) as process:
        deadline = time.monotonic() + PATIENCE_S
        while process.poll() is None:
            if is_cancelled():
                raise ExportCancelledError
            if time.monotonic() > deadline:
                raise EnvironmentFaultError("LibreOffice did not come to an end; leave the page numbers to Word.")
            time.sleep(_ASK_AGAIN_S)


@contextlib.contextmanager
def _started(command: list[str], output: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program in a group of its own, and end all of it whatever happens: it starts others."""
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=os.name == "posix"
        )
    except OSError as error:
        raise EnvironmentFaultError("LibreOffice cannot be started; leave the page numbers to Word.") from error
    try:
        yield process
    finally:
        if process.poll() is None:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
        process.wait()


def _read(pdf: bytes) -> PageNumbers:
    """Read the named destinations of a PDF."""
    # Imported late: only those who want exact page numbers wait for it.
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages: dict[str, int] = {}
        for index in range(raw.FPDF_CountNamedDests(document)):
            size = ctypes.c_long(0)
            raw.FPDF_GetNamedDest(document, index, None, size)
            if size.value <= 0:
                continue
            name = ctypes.create_string_buffer(size.value)
            destination = raw.FPDF_GetNamedDest(document, index, name, size)
            page = raw.FPDFDest_GetDestPageIndex(document, destination) if destination else -1
            if page >= 0:
                pages[_bookmark(name.raw.decode("utf-16-le").rstrip("\x00"))] = page + 1
        return PageNumbers(pages, len(document))
    finally:
        document.close()


def _bookmark(destination: str) -> str:
    """Give the bookmark of a destination: LibreOffice writes "5F" for "_", and our names have no capital F."""
    return destination.replace("5F", "_")
