"""The briefing as a Word file, written as a stream."""

from annotator.exchange.docx.lint import lint
from annotator.exchange.docx.writer import ExportReport, write_briefing

__all__ = ["ExportReport", "lint", "write_briefing"]
