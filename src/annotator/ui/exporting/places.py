"""The way from a finding to the place where it can be mended."""

from annotator.core.errors import NotFoundError
from annotator.core.findings import Finding
from annotator.ui.workspace import Shell

_SOURCE_DETAILS = "edit.source-details"
_READ = frozenset({"statement", "source", "link"})


def has_place(finding: Finding) -> bool:
    """Tell whether a finding can be shown; the project itself, a tag or a note has no place to lead to."""
    return finding.target in _READ or bool(finding.chapter_uid)


def lead_to(shell: Shell, finding: Finding) -> None:
    """Show what a finding is about: statements, links and sources where they are read, all else where it is written."""
    selection, reader = shell.session.selection, shell.session.reader
    try:
        if finding.target == "statement":
            _show_statement(shell, finding.uid)
        elif finding.target == "link":
            ends = (link.from_uid for link in reader.links() if link.uid == finding.uid)
            _show_statement(shell, next(ends, ""))
        elif finding.target == "source":
            source = reader.source(finding.uid)
            shell.show_workspace("read")
            selection.set_source(source.uid)
            selection.request_open(source.uid)
            # A date, a grade and a descriptor are set in the details; where nobody offers them the source is enough.
            if shell.commands.has(_SOURCE_DETAILS):
                shell.commands.run(_SOURCE_DETAILS)
        elif finding.chapter_uid:
            # A workspace is built when it is first shown, and only then hears what is requested.
            shell.show_workspace("arrange")
            selection.request_chapter(finding.chapter_uid, finding.uid if finding.target == "prose" else "")
    except NotFoundError as error:
        shell.say_error(error)


def _show_statement(shell: Shell, uid: str) -> None:
    statement, selection = shell.session.reader.statement(uid), shell.session.selection
    shell.show_workspace("read")
    selection.set_statement(statement.uid)
    selection.request_show(statement.source_uid, statement.anchor.start, statement.anchor.end)
