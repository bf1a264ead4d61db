"""What is said when a briefing has been written."""

from pathlib import Path

from annotator.exchange.docx import ExportReport
from annotator.exchange.docx.roles import Role
from annotator.ui.exporting.report_words import report_words

TARGET = Path("folder") / "briefing.docx"


def test_one_of_each_is_said_in_the_singular():
    assert report_words(TARGET, ExportReport(1, 1, 1, pages=1, comments=1)) == (
        "Wrote briefing.docx: 1 statement, 1 footnote. It has 1 page. A finding stands in it as a comment. "
        "A character that Word cannot hold was replaced."
    )


def test_what_was_added_and_what_stayed_behind_is_said():
    report = ExportReport(1_200, 3_400, 0, (Role.REMARK, Role.SIDE), ("macros", "text", "tracked changes"))
    assert report_words(TARGET, report) == (
        "Wrote briefing.docx: 1,200 statements, 3,400 footnotes. 2 styles that the template lacks were added. "
        "Left behind in the template: macros, tracked changes."
    )
