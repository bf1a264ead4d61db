"""Pieces of work on a briefing with everything in it: ours, and python-docx's own API on the same content."""

import time
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from annotator.core import edits, prose
from annotator.core.briefing import (
    Briefing,
    BriefingOptions,
    BriefingSettings,
    KeyJudgement,
    Label,
    Paragraph,
    Quotation,
    Remark,
    build_briefing,
)
from annotator.core.briefing.tree import SourcesPart, TimelinePart
from annotator.core.changes import Draft
from annotator.core.records import Placement
from annotator.core.vocabulary import RELIABILITY
from annotator.exchange.exporting import ExportWish, export_briefing
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader
from annotator.store.viewing import view

Timed = tuple[dict[str, list[float]], dict[str, int]]
_BATCH = 4_000
_CITED = 10
_LINKED = 3
_EDITOR = "e" * 32


def dress(project: str) -> Timed:
    """Give a project what a briefing can show besides quotations: grades, links, prose and key judgements."""
    started = time.perf_counter()
    store = ProjectStore.open(Path(project), private=True)
    grades = list(RELIABILITY)
    drafts: list[Draft] = []
    for at, source in enumerate(store.reader.sources()):
        drafts += edits.grade_source(source.uid, grades[at % len(grades)])
        drafts += edits.correct_metadata(source.uid, "outlet", f"Outlet {at % 40}")
        drafts += edits.correct_metadata(source.uid, "author", f"Mara Okafor and Jon Falk{at}")
    for chapter in store.reader.chapters():
        items = store.reader.chapter_items(chapter.uid)
        placed = [item.statement_uid for item in items if isinstance(item, Placement)]
        drafts += _links(store.reader, placed)
        drafts += _prose(store.reader, chapter.uid, placed[::_CITED])
    for at in range(0, len(drafts), _BATCH):
        store.apply(drafts[at : at + _BATCH], _EDITOR)
    store.apply(edits.choose_for_briefing(store.uid, "parts", _all_parts()), _EDITOR)
    store.publish()
    store.close()
    return {"work": [time.perf_counter() - started]}, {"drafts": len(drafts)}


def export_all(project: str, target: str, runs: int, style: str, cache: str) -> Timed:
    """Write the briefing with every part, from the project to the finished file."""
    seconds = []
    with view(Path(project)) as reader:
        settings = replace(BriefingSettings.from_json(reader.project().briefing), style=style)
        for _ in range(runs):
            started = time.perf_counter()
            folder = Path(cache) if cache else None
            report = export_briefing(reader, Path(target), ExportWish(settings=settings), cache_folder=folder)
            seconds.append(time.perf_counter() - started)
    return {"work": seconds}, {"statements": report.statements, "footnotes": report.footnotes}


def write_with_python_docx(project: str) -> Timed:
    """Write the same words with python-docx's own API; it has no footnotes, so they stand in brackets."""
    with view(Path(project)) as reader:
        briefing = build_briefing(reader, BriefingOptions())
    started = time.perf_counter()
    count = _with_python_docx(briefing)
    return {"work": [time.perf_counter() - started]}, {"paragraphs": count}


def _all_parts() -> list[list[object]]:
    settings = BriefingSettings()
    return [[part.name, True] for part in settings.parts]


def _links(reader: Reader, placed: list[str]) -> list[Draft]:
    pairs = list(pairwise(placed))[::_LINKED]
    drafts: list[Draft] = []
    for at, (one, other) in enumerate(pairs):
        drafts += edits.link_statements(reader, "contradicts" if at % 5 == 0 else "supports", one, other)
    return drafts


def _prose(reader: Reader, chapter_uid: str, cited: list[str]) -> list[Draft]:
    drafts: list[Draft] = []
    for uid in cited:
        words = f"What is said here is borne out by one of the sources, and by it alone.{prose.token(uid)}"
        # The keys of passages made in one go may be the same; their uids then tell them apart.
        drafts += edits.add_prose(reader, chapter_uid, words)
    if drafts:
        uid = drafts[0].entity_uid
        drafts += [*edits.mark_key_judgement(uid, True), *edits.set_likelihood(uid, "likely")]
    return drafts


def _with_python_docx(briefing: Briefing) -> int:
    import docx

    document = docx.Document()
    document.add_heading(briefing.title, 0)
    count = 1
    for chapter in briefing.walk():
        document.add_heading(f"{chapter.number} {chapter.title}", min(chapter.level, 9))
        for item in chapter.items:
            count += _add_item(document, item)
    timeline, sources = briefing.part(TimelinePart), briefing.part(SourcesPart)
    if timeline:
        count += _add_table(document, [(row.date, row.text, row.speaker, row.place.text) for row in timeline.rows])
    if sources:
        rows = [(each.outlet, each.descriptor, each.reliability, str(each.statement_count)) for each in sources.sources]
        count += _add_table(document, rows)
    document.save(BytesIO())
    return count


def _add_item(document: "docx.document.Document", item: object) -> int:  # type: ignore[name-defined] # noqa: F821
    match item:
        case Paragraph() | KeyJudgement():
            document.add_paragraph("".join(part.text for part in item.parts))
        case Quotation():
            for line in item.paragraphs:
                document.add_paragraph(line, style="Quote").add_run(f" [{item.footnote.text}]")
            document.add_paragraph(item.source_line)
            for line in item.corroboration:
                paragraph = document.add_paragraph()
                for part in line.parts:
                    paragraph.add_run(part.text)
            return len(item.paragraphs) + 1 + len(item.corroboration)
        case Label() | Remark():
            document.add_paragraph(item.text)
    return 1


def _add_table(document: "docx.document.Document", rows: list[tuple[str, ...]]) -> int:  # type: ignore[name-defined] # noqa: F821
    table = document.add_table(rows=0, cols=4)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return 4 * len(rows)
