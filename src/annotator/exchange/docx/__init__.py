"""The briefing as a Word file, written as a stream."""

from annotator.exchange.docx.lint import lint
from annotator.exchange.docx.template import Template, open_template
from annotator.exchange.docx.writer import ExportReport, write_briefing

__all__ = ["ExportReport", "Template", "lint", "open_template", "write_briefing"]
