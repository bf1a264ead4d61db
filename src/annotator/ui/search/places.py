"""The way from what was found to where it stands."""

from annotator.core.errors import NotFoundError
from annotator.core.found import FoundItem
from annotator.ui.workspace import Shell


def lead_to(shell: Shell, item: FoundItem) -> None:
    """Show what was found: a place and a statement in Read, a note on its thing, prose in Arrange."""
    try:
        _go(shell, item)
    except NotFoundError as error:
        shell.say_error(error)


def _go(shell: Shell, item: FoundItem) -> None:
    selection, reader = shell.session.selection, shell.session.reader
    if item.place_kind == "chapter":
        # A workspace is built when it is first shown, and only then hears what is requested.
        shell.show_workspace("arrange")
        selection.set_chapter(item.place_uid)
        selection.request_chapter(item.place_uid, item.uid if item.kind == "prose" else "")
        return
    shell.show_workspace("read")
    if item.statement_uid:
        statement = reader.statement(item.statement_uid)
        selection.set_source(statement.source_uid)
        selection.set_statement(statement.uid)
        selection.request_show(statement.source_uid, statement.anchor.start, statement.anchor.end)
    elif item.kind == "text":
        selection.set_source(item.place_uid)
        selection.request_take_up(item.place_uid, item.start, item.end)
    elif item.place_kind == "source":
        selection.set_source(item.place_uid)
        selection.request_open(item.place_uid)
    elif any(tag.uid == item.place_uid for tag in reader.tags()):
        selection.set_tag(item.place_uid)
