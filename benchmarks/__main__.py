"""`python -m benchmarks`: measure the program on large work, and print each figure beside its floor."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import pages
from benchmarks.measures import MEASURES, Line
from benchmarks.measuring import CHECKOUT, FailedWorkError
from benchmarks.table import HEAD, as_markdown, as_text, cells, machine, write_section
from benchmarks.workshop import Workshop

SMALL = 0.1


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the arguments name; give 1 where something could not be measured."""
    options = _options(arguments)
    if options.pages:
        return _measure_pages(options.pages)
    scale = options.scale or (SMALL if options.small else 1.0)
    lines: list[Line] = []
    failed = False
    with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=_scratch()) as temporary:
        shop = Workshop(options.folder or Path(temporary), scale)
        for name in options.only or MEASURES:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            try:
                lines += MEASURES[name](shop)
            except FailedWorkError as error:
                print(f"{name} could not be measured: {error}", file=sys.stderr)
                failed = True
    rows = [cells(line) for line in lines]
    print(f"{machine()}\n\n{as_text(HEAD, rows)}")
    if options.json:
        content = {"machine": machine(), "scale": scale, "lines": [asdict(line) for line in lines]}
        options.json.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if options.write and not failed:
        write_section("ours", f"Measured on {machine()}, with `make bench`.\n\n{as_markdown(HEAD, rows)}")
    return 1 if failed else 0


def _measure_pages(folder: Path) -> int:
    with tempfile.TemporaryDirectory(prefix="benchmarks-", dir=_scratch()) as temporary:
        try:
            line, rows = pages.measure_pages(folder.resolve(), Path(temporary))
        except FailedWorkError as error:
            print(f"the pages could not be measured: {error}", file=sys.stderr)
            return 1
    print(f"{line}\n\n{as_text(pages.HEAD, rows)}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASURES, help="measure this alone; can be given again")
    parser.add_argument("--small", action="store_true", help="measure on a tenth of everything")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--write", action="store_true", help="bring docs/benchmarks.md up to date")
    parser.add_argument("--folder", type=Path, help="keep what is measured on there, and use what is there already")
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="measure only how well the pages in it are read")
    parser.add_argument("--scale", type=float, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.write and (options.only or options.small or options.scale):
        parser.error("--write needs the full measurement")
    return options


def _scratch() -> Path:
    """Give a folder on the disk that the project lies on: memory dressed as a disk would flatter us."""
    folder = CHECKOUT / "build"
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
