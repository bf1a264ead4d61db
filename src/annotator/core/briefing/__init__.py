"""The briefing: what is chosen for it, how it is made of a project, and the tree that writers set."""

from annotator.core.briefing.builder import BriefingOptions, build_briefing
from annotator.core.briefing.settings import BriefingSettings
from annotator.core.briefing.tree import (
    Briefing,
    ChapterPart,
    Footnote,
    KeyJudgement,
    Label,
    Paragraph,
    Quotation,
    Reference,
    Remark,
    Run,
)

__all__ = [
    "Briefing",
    "BriefingOptions",
    "BriefingSettings",
    "ChapterPart",
    "Footnote",
    "KeyJudgement",
    "Label",
    "Paragraph",
    "Quotation",
    "Reference",
    "Remark",
    "Run",
    "build_briefing",
]
