"""One export from beginning to end: checked, made, cited, written, and where it is wished, its pages counted."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.core.briefing import BriefingOptions, BriefingSettings, build_briefing
from annotator.core.briefing.citations import CitationStyle
from annotator.core.briefing.settings import HOUSE_STYLE
from annotator.core.checking import check
from annotator.core.reading import Reading
from annotator.core.words import words_for
from annotator.exchange.citing import csl_style
from annotator.exchange.docx import ExportReport, open_template, write_briefing
from annotator.exchange.docx.pages import page_numbers
from annotator.exchange.files import replace_file


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is wanted of one export.

    `chapters` are numbers or uids, none for the whole outline; `settings` the project's own where there are none
    here. `counts_pages` has LibreOffice find the page numbers of the contents; otherwise Word fills them in.
    """

    chapters: Sequence[str] = ()
    settings: BriefingSettings | None = None
    template: Path | None = None
    counts_pages: bool = False


def export_briefing(
    reading: Reading,
    target: Path,
    wish: ExportWish,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Write the briefing of a project's present state to a file; until it is whole, the old file is untouched.

    Raises:
        RefusedError: a chapter, a citation style or the template is not what it should be.
        EnvironmentFaultError: the file cannot be written, or LibreOffice is not there to count the pages.
    """
    # Before anything else, so that a wrong template is said at once.
    template = open_template(wish.template)
    settings = wish.settings or BriefingSettings.from_json(reading.project().briefing)
    findings = check(reading, wish.chapters, settings) if settings.carries_findings else ()
    style = citation_style(settings, reading.project().language)
    briefing = build_briefing(reading, BriefingOptions(wish.chapters, settings, findings), style)
    stream = io.BytesIO()
    report = write_briefing(briefing, stream, template=template)
    if wish.counts_pages:
        counted = page_numbers(stream.getvalue(), is_cancelled=is_cancelled)
        stream = io.BytesIO()
        report = replace(write_briefing(briefing, stream, template=template, pages=counted.pages), pages=counted.total)
    replace_file(target, stream.getbuffer())
    return report


def citation_style(settings: BriefingSettings, project_language: str) -> CitationStyle | None:
    """Give the style that the settings name; None for the plain one of the house.

    Raises:
        RefusedError: there is no such style.
    """
    if settings.style == HOUSE_STYLE:
        return None
    return csl_style(settings.style, words_for(settings.language or project_language))
