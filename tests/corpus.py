"""Briefings of every kind that an export has to get right, each made of a project that is small to read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotator.core import edits, prose
from annotator.core.briefing import Briefing, BriefingOptions, BriefingSettings, build_briefing
from annotator.core.checking import check
from annotator.core.reading import Reading
from annotator.core.records import StatementFilter
from annotator.exchange.annotating import annotate_rows
from annotator.exchange.exporting import style_for
from annotator.exchange.importing import read_article
from annotator.exchange.intake import take_in
from annotator.exchange.outline_file import read_outline_file
from annotator.exchange.sample import build_sample
from annotator.exchange.statements_file import StatementRow
from annotator.store.project import ProjectStore
from annotator.store.viewing import view
from tests.briefings import bridge, full_bridge, large
from tests.exchange.docx.parts import EVERY_PART, only
from tests.memory import Records, day, source
from tests.pictures import png
from tests.tools import shared_sources

STYLES = (("chicago-notes", "en"), ("chicago-notes", "ko"), ("apa", "en"), ("apa", "ko"), ("iso690", "en"))
# What comes out of web pages: what XML cannot hold, what Word cannot show, what runs backwards.
ODD = (
    "\x00\x0b\x1f\ufffe\ud800 <&>\"']]> \u200f\u202eעברית العربية\u2069 \t "
    "\U0001f1f0\U0001f1f5 \u2028 漢字 かな 조선 é e\u0301"
)


def briefing_of(reading: Reading, settings: BriefingSettings) -> Briefing:
    """Build a briefing as an export does, with its findings where they are wanted."""
    findings = check(reading, (), settings) if settings.carries_findings else ()
    return build_briefing(reading, BriefingOptions((), settings, findings), style_for(settings, "en"))


def everything(**choices: Any) -> BriefingSettings:
    """Choose every part."""
    return only(*EVERY_PART, **choices)


# A name is a place to be found by, and must be able to be hashed.
ODD_NAME = ODD.replace("\ud800", "")


def odd_project() -> Records:
    """Make a project that has all odd characters in each place where somebody can type or an importer can put them."""
    made = Records(title=f"Odd {ODD}", subtitle=ODD, reviewer_names=(f"R {ODD_NAME}", "Falk"))
    made.all_sources = [
        source("odd", f"Title {ODD}", f"Outlet {ODD}", day(2025, 4, 28), author=f"{ODD}, Mina", descriptor=ODD),
        replace(source("other", "Title", "Outlet"), origin=ODD, url=f"https://valley.example/{ODD}"),
    ]
    made.add_tag(f"tag {ODD_NAME}", ODD)
    first = made.add_statement(f"First {ODD}", "odd", actor=f"Actor {ODD_NAME}", tags=(f"tag {ODD_NAME}",))
    second = made.add_statement(f"Second {ODD}\n{ODD}", "other", said_date=day(2025, 4, 27))
    words = made.add_picture("odd", png(30, 20), f"Caption {ODD}", ODD, alt=ODD)
    chapter = made.add_chapter("1", f"Chapter {ODD}")
    made.write(chapter, f"Prose {ODD}{prose.token(first)} {ODD}", is_key_judgement=True, likelihood="likely")
    for uid in (first, second, made.add_statement(words, "odd", kind="image")):
        made.place(chapter, uid)
    made.link("contradicts", first, second, ODD)
    return made


def passages(sources: Path, chapters: int = 7) -> list[dict[str, Any]]:
    """Pick the longest paragraph of each article, and a short span inside it, for every chapter in turn."""
    rows: list[dict[str, Any]] = []
    for number, path in enumerate(sorted(sources.glob("*.txt"))):
        article = read_article(path)
        block = max(
            (each for each in article.blocks if each.kind == "paragraph"), key=lambda each: each.end - each.start
        )
        quote = article.text[block.start : block.end].strip()
        start = article.text.index(quote)
        for part, chapter in ((quote, number + 1), (quote[:60].strip(), chapters - number)):
            rows.append(
                {
                    "source": path.name,
                    "quote": part,
                    "start": start,
                    "tags": ["picked", f"from {path.stem}"],
                    "chapters": [chapter],
                    "kind": "assertion",
                    "said_date": "Apr 2025",
                    "credibility": 1 + number,
                }
            )
    return rows


@contextmanager
def real_project(folder: Path) -> Iterator[Reading]:
    """Make a project of the four real articles, with passages in every chapter, prose and links; or skip the test."""
    sources = shared_sources()
    store = ProjectStore.create(folder / "real.annotator", "Real", private=True)
    try:
        drafts = edits.add_reviewer("Ann Author", "AA", "Blue")
        reviewer_uid = drafts[0].entity_uid
        store.apply(drafts, reviewer_uid)
        take_in(store, [sources], reviewer_uid)
        store.apply(edits.add_outline(store.reader, read_outline_file(sources / "report.txt")), reviewer_uid)
        rows = [StatementRow(line, **_as_row(row)) for line, row in enumerate(passages(sources), 1)]
        annotate_rows(store, rows, reviewer_uid)
        _tell_of(store, reviewer_uid)
        yield store.reader
    finally:
        store.close()


def _as_row(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(map(str, value)) if isinstance(value, list) else value for key, value in row.items()}


def _tell_of(store: ProjectStore, reviewer_uid: str) -> None:
    """Write of each statement, and link each to the next."""
    uids = store.reader.statement_uids(StatementFilter())
    for chapter in store.reader.chapters():
        cited = prose.token(uids[len(chapter.title) % len(uids)])
        store.apply(edits.add_prose(store.reader, chapter.uid, f"The sources differ here.{cited}"), reviewer_uid)
    for kind, one, other in zip(("supports", "contradicts", "repeats") * len(uids), uids, uids[1:], strict=False):
        store.apply(edits.link_statements(store.reader, kind, one, other), reviewer_uid)


@contextmanager
def _sample(folder: Path) -> Iterator[Reading]:
    build_sample(folder / "sample.annotator")
    with view(folder / "sample.annotator") as reader:
        yield reader


def _memory(make: Callable[[], Records], settings: BriefingSettings) -> Callable[[Path], Briefing]:
    return lambda folder: briefing_of(make(), settings)


def _stored(opened: Callable[[Path], Any], settings: BriefingSettings) -> Callable[[Path], Briefing]:
    def make(folder: Path) -> Briefing:
        with opened(folder) as reading:
            return briefing_of(reading, settings)

    return make


_COMMENTED = everything(carries_findings=True)
CORPUS: dict[str, Callable[[Path], Briefing]] = {
    "plain": _memory(bridge, BriefingSettings()),
    "empty": _memory(Records, everything()),
    "everything": _memory(full_bridge, _COMMENTED),
    "everything in Korean": _memory(full_bridge, replace(_COMMENTED, language="ko")),
    "odd characters": _memory(odd_project, replace(_COMMENTED, handling=ODD, authors=ODD, editor=ODD)),
    **{f"{part} alone": _memory(full_bridge, only(part)) for part in EVERY_PART},
    **{
        f"{style} in {language}": _memory(full_bridge, everything(style=style, language=language, uses_ibid=True))
        for style, language in STYLES
    },
    "the sample": _stored(_sample, _COMMENTED),
    "the real articles": _stored(real_project, replace(_COMMENTED, style="chicago-notes")),
    "ten thousand": _memory(lambda: large(10_000, rich=True), everything()),
}
