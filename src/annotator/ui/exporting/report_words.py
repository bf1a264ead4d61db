"""What is said of an export when it is done."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.exchange.docx import ExportReport


def report_words(target: Path, report: ExportReport) -> str:
    """Say what was written, and what an editor would want to know of it."""
    words = [
        _tr("Wrote {0}: {1} statements, {2} footnotes.").format(
            target.name, f"{report.statements:,}", f"{report.footnotes:,}"
        )
    ]
    if report.pages:
        words.append(_tr("It has {0} pages.").format(f"{report.pages:,}"))
    if report.comments:
        words.append(_tr("{0} findings stand in it as comments.").format(f"{report.comments:,}"))
    if report.replaced_characters:
        words.append(_tr("{0} characters that Word cannot hold were replaced.").format(report.replaced_characters))
    if report.added_roles:
        words.append(_tr("{0} styles that the template lacks were added.").format(len(report.added_roles)))
    if "macros" in report.dropped:
        words.append(_tr("The template's macros were left behind."))
    return " ".join(words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportReport", text)
