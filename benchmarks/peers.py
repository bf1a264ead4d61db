"""`python -m benchmarks.peers`: install Taguette and time, in one run, what both programs can do of the same work."""

import argparse
import html
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import corpus
from benchmarks.measures import BRIEFING, WINDOW
from benchmarks.measuring import CHECKOUT, LONGEST_S, FailedWorkError, run_command, run_piece
from benchmarks.table import as_markdown, as_text, machine, plain_seconds, write_section
from benchmarks.workshop import Workshop

PINNED = "taguette==1.5.2"
HOME = CHECKOUT / "build" / "peers"
HEAD = ("work", "annotator", "Taguette 1.5.2", "ratio", "remarks")
AS_HTML = "Taguette was given the articles as HTML; plain text needs calibre"
NO_CALIBRE = "not the same: ours Word, theirs HTML; for Word Taguette needs calibre, which is not installed here"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both; give 1 where Taguette could not be installed or did not work."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--small", action="store_true", help="measure on a tenth of everything")
    parser.add_argument("--write", action="store_true", help="bring docs/benchmarks.md up to date")
    options = parser.parse_args(arguments)
    if options.write and options.small:
        parser.error("--write needs the full measurement")
    try:
        python = installed()
        HOME.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="peers-", dir=HOME) as folder:
            rows = compared(Workshop(Path(folder), 0.1 if options.small else 1.0), python)
    except FailedWorkError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{machine()}\n\n{as_text(HEAD, rows)}")
    if options.write:
        write_section("peers", f"Measured on {machine()}, with `make bench-peers`.\n\n{as_markdown(HEAD, rows)}")
    return 0


def installed() -> Path:
    """Give a Python that has Taguette, in a virtual environment of its own.

    Raises:
        FailedWorkError: it could not be made.
    """
    python = HOME / "venv" / "bin" / "python"
    if python.exists() and _works(python):
        return python
    print(f"installing {PINNED} ...", file=sys.stderr, flush=True)
    try:
        venv.create(HOME / "venv", clear=True, with_pip=True)
        command = [str(python), "-m", "pip", "--disable-pip-version-check", "-qq", "install", PINNED]
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_S)
    except (OSError, subprocess.SubprocessError):
        pass
    if not _works(python):
        raise FailedWorkError(f"{PINNED} could not be installed, so there is nothing to compare with.")
    return python


def compared(shop: Workshop, python: Path) -> list[tuple[str, ...]]:
    """Time the same work in both and give the table's rows.

    Raises:
        FailedWorkError: one of them did not work.
    """
    articles = shop.articles(shop.few)
    theirs_in = shop.folder / "html"
    theirs_in.mkdir()
    for index in range(shop.few):
        _write_html(theirs_in, corpus.story(index))
    long_article = _write_html(shop.folder, corpus.story(0, shop.long_words))
    theirs = _taguette(python, theirs_in, long_article, shop.quoted, shop.folder)
    project = shop.fresh(shop.empty, "peer-import")
    imported = run_command("import", project, articles, "--reviewer", corpus.REVIEWER, data_folder=shop.data)
    data = shop.folder / "long-data"
    read = run_piece(WINDOW, "read_article", data, project=shop.long, data=data, additions=5)
    target = shop.folder / "briefing.docx"
    arguments = {"project": shop.briefing(shop.quoted), "target": target, "runs": 3, "style": "house", "cache": ""}
    exported = run_piece(BRIEFING, "export_all", shop.data, **arguments)
    work = (
        (f"import {shop.few:,} articles of 1,200 words", imported.median(), "import", AS_HTML),
        (f"one more highlight in {shop.long_words:,} words", read.median("add"), "add", "ours painted, theirs not"),
        (
            f"{shop.quoted:,} quotations to a document",
            exported.median(),
            "export",
            "both a Word file" if theirs["ending"] == "docx" else NO_CALIBRE,
        ),
    )
    return [
        (words, plain_seconds(ours), plain_seconds(took), "" if remark == NO_CALIBRE else f"{took / ours:,.1f}", remark)
        for words, ours, name, remark in work
        for took in (theirs["seconds"][name],)
    ]


def _taguette(python: Path, articles: Path, long_article: Path, count: int, folder: Path) -> dict[str, Any]:
    script = Path(__file__).with_name("taguette_work.py")
    command = [python, script, articles, long_article, count, folder]
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=LONGEST_S)
    if done.returncode:
        raise FailedWorkError(f"Taguette did not work: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _works(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", "import taguette"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _write_html(folder: Path, made: corpus.Story) -> Path:
    paragraphs = "".join(f"<p>{html.escape(words)}</p>\n" for words in made.paragraphs)
    path = folder / made.file_name.replace(".txt", ".html")
    title = html.escape(made.title)
    path.write_text(
        f"<html><head><meta charset='utf-8'></head><body><h1>{title}</h1>\n{paragraphs}</body></html>", encoding="utf-8"
    )
    return path


if __name__ == "__main__":
    sys.exit(main())
