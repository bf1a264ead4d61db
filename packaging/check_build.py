"""Start a built annotator without a screen, run the demo in it, and look at what comes out.

    python packaging/check_build.py dist/annotator

The program gets an empty home and nothing of this shell's environment, as on a machine that has never seen it.
"""

import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import docx

LIMIT_SECONDS = 90
FEWEST_PARAGRAPHS = 30
SMALLEST_PICTURE = (640, 400)


class CheckFailedError(Exception):
    """Say what is wrong with the build."""


def run(program: Path, arguments: Sequence[str], home: Path) -> str:
    """Run the program in a bare environment and give what it prints."""
    environment = {"HOME": str(home), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [str(program), *arguments],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_SECONDS,
    )
    if done.returncode != 0:
        raise CheckFailedError(f"{arguments[0]} ended with {done.returncode}: {done.stderr or done.stdout}")
    return done.stdout


def check_briefing(folder: Path) -> str:
    """Open the briefing that the demo wrote and see that it has a body, chapters and footnotes."""
    found = sorted(folder.rglob("*.docx"))
    if not found:
        raise CheckFailedError(f"the demo wrote no briefing into {folder}")
    document = docx.Document(str(found[0]))
    paragraphs = [paragraph for paragraph in document.element.body.iter() if str(paragraph.tag).endswith("}p")]
    if len(paragraphs) < FEWEST_PARAGRAPHS:
        raise CheckFailedError(f"{found[0].name} has only {len(paragraphs)} paragraphs")
    if not any(str(part.partname).endswith("/footnotes.xml") for part in document.part.package.iter_parts()):
        raise CheckFailedError(f"{found[0].name} has no footnotes")
    return f"{found[0].name}: {len(paragraphs)} paragraphs"


def check_pictures(folder: Path) -> str:
    """See that the demo drew the window, and at a size in which one can read it."""
    found = sorted(folder.rglob("*.png"))
    if not found:
        raise CheckFailedError(f"the demo drew no picture into {folder}")
    for path in found:
        head = path.read_bytes()[:24]
        if not head.startswith(b"\x89PNG\r\n\x1a\n"):
            raise CheckFailedError(f"{path.name} is not a PNG")
        size = struct.unpack(">II", head[16:24])
        if size < SMALLEST_PICTURE or path.stat().st_size < size[0] * size[1] // 200:
            raise CheckFailedError(f"{path.name} is empty or too small: {size[0]} by {size[1]}")
    return f"{len(found)} pictures"


def check_import(program: Path, folder: Path) -> str:
    """Import a page, which the program reads in a process of its own."""
    words = "<p>The ferry was late, and nobody on the quay was told why. It came at nine.</p>"
    page = folder / "ferry.html"
    page.write_text(f"<!DOCTYPE html><html><body><article><h1>The ferry</h1>{words}</article></body></html>")
    run(program, ["new", str(folder / "ferry.annotator"), "--title", "The ferry"], folder)
    said = run(program, ["import", str(folder / "ferry.annotator"), str(page), "--reviewer", "Ann Author"], folder)
    if not said.startswith("imported"):
        raise CheckFailedError(f"a page was not imported: {said}")
    return "a page imported"


def size_of(built: Path) -> str:
    """Give how much room the build takes, in megabytes."""
    total = sum(path.stat().st_size for path in built.rglob("*") if path.is_file() and not path.is_symlink())
    return f"{total / 1e6:.0f} MB"


def main(arguments: Sequence[str]) -> int:
    """Check one build, named by its folder or its program."""
    if len(arguments) != 1:
        print("usage: python packaging/check_build.py FOLDER", file=sys.stderr)
        return 2
    built = Path(arguments[0]).resolve()
    program = built / "annotator" if built.is_dir() else built
    try:
        if not os.access(program, os.X_OK):
            raise CheckFailedError(f"there is no program at {program}")
        with tempfile.TemporaryDirectory(prefix="annotator-check-") as home:
            run(program, ["--help"], Path(home))
            out = Path(home) / "demo"
            run(program, ["demo", "--out", str(out)], Path(home))
            findings = [check_briefing(out), check_pictures(out), check_import(program, Path(home))]
    except (CheckFailedError, subprocess.TimeoutExpired) as error:
        print(f"The build does not work: {error}", file=sys.stderr)
        return 1
    if built.is_dir():
        findings.append(size_of(built))
    print(f"The build works ({'; '.join(findings)}).")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
