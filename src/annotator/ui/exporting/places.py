"""The way from a finding to the place where it can be mended."""

from annotator.core.errors import NotFoundError
from annotator.core.findings import Finding
from annotator.ui.workspace import Shell


def lead_to(shell: Shell, finding: Finding) -> None:
    """Show what a finding is about: a statement or a source where it is read, all else where it is written."""
    selection, reader = shell.session.selection, shell.session.reader
    try:
        if finding.target == "statement":
            statement = reader.statement(finding.uid)
            shell.show_workspace("read")
            selection.set_statement(statement.uid)
            selection.request_show(statement.source_uid, statement.anchor.start, statement.anchor.end)
        elif finding.target == "source":
            shell.show_workspace("read")
            selection.set_source(reader.source(finding.uid).uid)
            selection.request_open(finding.uid)
        elif finding.chapter_uid:
            selection.request_chapter(finding.chapter_uid)
    except NotFoundError as error:
        shell.say_error(error)
