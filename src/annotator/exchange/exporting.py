"""One export from beginning to end: checked, made, cited, written, and where it is wished, its pages counted."""

import contextlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.core.briefing import BriefingOptions, BriefingSettings, build_briefing
from annotator.core.briefing.builder import StyleFor
from annotator.core.briefing.settings import HOUSE_STYLE
from annotator.core.checking import check
from annotator.core.errors import RefusedError
from annotator.core.reading import Reading
from annotator.core.undisturbed import undisturbed
from annotator.core.words import words_for
from annotator.exchange.citing import CitationCache, csl_style
from annotator.exchange.docx import ExportReport, open_template, write_briefing
from annotator.exchange.docx.pages import ExportCancelledError, page_numbers
from annotator.exchange.files import refuse_open_elsewhere, replace_file

_ZIP = b"PK\x03\x04"


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
    cache_folder: Path | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> ExportReport:
    """Write the briefing of a project's present state to a file; until it is whole, the old file is untouched.

    Formatted citations are kept in `cache_folder` for the next time.

    Raises:
        RefusedError: a chapter, a citation style or the template is not what it should be, or the target is a file
            that is no briefing: a project, an article, the template itself.
        EnvironmentFaultError: the file cannot be written, or LibreOffice is not there to count the pages.
        ExportCancelledError: somebody cancelled, and nothing was written.
    """
    # Before anything else, so that what cannot be is said at once.
    _refuse_target(target, wish.template)
    template = open_template(wish.template)
    settings = wish.settings or BriefingSettings.from_json(reading.project().briefing)
    findings = check(reading, wish.chapters, settings) if settings.carries_findings else ()
    cache = CitationCache(cache_folder) if cache_folder else None
    options = BriefingOptions(wish.chapters, settings, findings)
    with undisturbed():
        briefing = build_briefing(reading, options, style_for(settings, reading.project().language, cache))
    if cache is not None:
        cache.save()
    _stop_if(is_cancelled)
    stream = io.BytesIO()
    with undisturbed():
        report = write_briefing(briefing, stream, template=template)
    _stop_if(is_cancelled)
    if wish.counts_pages:
        counted = page_numbers(stream.getvalue(), is_cancelled=is_cancelled)
        stream = io.BytesIO()
        report = replace(write_briefing(briefing, stream, template=template, pages=counted.pages), pages=counted.total)
    _stop_if(is_cancelled)
    replace_file(target, stream.getbuffer())
    return report


def _refuse_target(target: Path, template: Path | None) -> None:
    """Refuse to write over what is no Word file, over the template, and over what is open elsewhere."""
    if not target.is_file():
        return
    if template is not None and template.exists() and target.samefile(template):
        raise RefusedError(f"{target.name} is the template itself; give the briefing another name.")
    with contextlib.suppress(OSError), target.open("rb") as stream:
        if stream.read(len(_ZIP)) not in (_ZIP, b""):
            raise RefusedError(f"{target.name} is there already and is no Word file; give the briefing another name.")
    refuse_open_elsewhere(target)


def _stop_if(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise ExportCancelledError


def style_for(settings: BriefingSettings, project_language: str, cache: CitationCache | None = None) -> StyleFor | None:
    """Give the way to the style that the settings name; None for the plain one of the house.

    Raises:
        RefusedError: when it is called, where there is no such style, or not in this language.
    """
    if settings.style == HOUSE_STYLE:
        return None
    words = words_for(settings.language or project_language)
    return lambda sources: csl_style(settings.style, words, cache, sources)
