"""What is said of an export when it is done."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.exchange.docx import ExportReport


def report_words(target: Path, report: ExportReport) -> str:
    """Say what was written, and what an editor would want to know of it."""
    words = [
        _tr("Wrote {0}: {1}, {2}.").format(
            target.name,
            _counted(report.statements, _tr("1 statement"), _tr("{0} statements")),
            _counted(report.footnotes, _tr("1 footnote"), _tr("{0} footnotes")),
        )
    ]
    for count, one, many in (
        (report.pages, _tr("It has 1 page."), _tr("It has {0} pages.")),
        (report.comments, _tr("A finding stands in it as a comment."), _tr("{0} findings stand in it as comments.")),
        (
            report.replaced_characters,
            _tr("A character that Word cannot hold was replaced."),
            _tr("{0} characters that Word cannot hold were replaced."),
        ),
        (
            len(report.added_roles),
            _tr("A style that the template lacks was added."),
            _tr("{0} styles that the template lacks were added."),
        ),
    ):
        if count:
            words.append(_counted(count, one, many))
    # That a template's text stays behind is what templates are for.
    names = {
        "macros": _tr("macros"),
        "comments": _tr("comments"),
        "tracked changes": _tr("tracked changes"),
        "active content": _tr("active content"),
    }
    dropped = [names[key] for key in report.dropped if key in names]
    if dropped:
        words.append(_tr("Left behind in the template: {0}.").format(", ".join(dropped)))
    return " ".join(words)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(f"{count:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExportReport", text)
