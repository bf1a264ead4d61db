"""How well web pages are read: what of a page is taken for the article, on pages with phrases that tell.

A folder holds NAME.html beside NAME.json: {"with": [phrases of the article], "without": [phrases around it]}.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks.measuring import Outcome, run_piece

KEPT_REACH = 0.98
HEAD = ("what is taken for the article", "precision", "recall", "F1", "ms a page")
_SHOWN, _RUNNING, _WHOLE, _PEER = "shown", "running", "whole", "peer"
_BESIDE = ("caption", "credit", "metadata")
Result = TypeVar("Result")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """How many wanted and unwanted phrases were found, of how many wanted ones."""

    right: int
    wrong: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of what was found that was wanted."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.right + self.wrong + self.wanted) if self.right else 0.0


def measure_pages(folder: Path, data_folder: Path) -> tuple[str, list[tuple[str, ...]]]:
    """Read the pages of a folder in a process of their own; give a line on them and the rows of a table.

    Raises:
        FailedWorkError: there are none, or one has no phrases.
    """
    outcome = run_piece("benchmarks.pages", "judge_pages", data_folder, folder=folder)
    kept = _score(outcome, _WHOLE)
    met = "met" if kept.recall >= KEPT_REACH else "missed"
    line = (
        f"{outcome.counted['pages']:,} pages with {kept.wanted:,} phrases; of these {kept.recall:.3f} are in the text "
        f"before anything is folded (reach {KEPT_REACH}: {met})"
    )
    return line, [
        _row("blocks that are shown", outcome, _SHOWN, "ours"),
        _row("the same without captions, credits and bylines", outcome, _RUNNING, "ours"),
        _row("trafilatura alone", outcome, _PEER, "peer"),
    ]


def judge_pages(folder: str) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Read each page, by us and by trafilatura alone; give the seconds of each, and what was found."""
    from trafilatura import extract

    counted: dict[str, int] = {"pages": 0}
    seconds: dict[str, list[float]] = {"ours": [], "peer": []}
    for data, wanted, unwanted in _pages(Path(folder)):
        texts, ours = _timed(lambda data=data: _texts(data))
        peer, theirs = _timed(lambda data=data: extract(data, include_comments=False, include_formatting=False) or "")
        seconds["ours"].append(ours)
        seconds["peer"].append(theirs)
        counted["pages"] += 1
        for name, text in (texts | {_PEER: peer}).items():
            plain = _plain(text)
            for what, phrases in (("right", wanted), ("wrong", unwanted)):
                found = sum(_plain(phrase) in plain for phrase in phrases)
                counted[f"{name} {what}"] = counted.get(f"{name} {what}", 0) + found
            counted[f"{name} wanted"] = counted.get(f"{name} wanted", 0) + len(wanted)
    if not counted["pages"]:
        raise ValueError(f"there are no pages with phrases in {Path(folder).name}")
    return seconds, counted


def _pages(folder: Path) -> Iterator[tuple[bytes, list[str], list[str]]]:
    for page in sorted(folder.glob("*.html")):
        phrases = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        yield page.read_bytes(), phrases["with"], phrases["without"]


def _texts(data: bytes) -> dict[str, str]:
    """Read a page as an article; give its text as a whole, as it is shown, and what of that is running text."""
    from annotator.core.errors import RefusedError
    from annotator.exchange.importing import article_from_bytes

    try:
        article = article_from_bytes(data, "page.html")
    except RefusedError:
        return {_WHOLE: "", _SHOWN: "", _RUNNING: ""}
    shown = [block for block in article.blocks if not block.fold]
    running = [block for block in shown if block.kind not in _BESIDE]
    return {
        _WHOLE: article.text,
        _SHOWN: "\n".join(article.text[block.start : block.end] for block in shown),
        _RUNNING: "\n".join(article.text[block.start : block.end] for block in running),
    }


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    started = perf_counter()
    result = work()
    return result, perf_counter() - started


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _score(outcome: Outcome, name: str) -> Score:
    return Score(*(outcome.counted[f"{name} {what}"] for what in ("right", "wrong", "wanted")))


def _row(work: str, outcome: Outcome, name: str, seconds: str) -> tuple[str, ...]:
    score = _score(outcome, name)
    each = sum(outcome.seconds[seconds]) / outcome.counted["pages"] * 1_000
    return work, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", f"{each:.1f}"
