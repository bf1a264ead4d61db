"""The way from a thing in a list of changes to where it can be seen."""

from annotator.core.errors import NotFoundError
from annotator.session.history_things import Place, Thing
from annotator.ui.workspace import Shell


def lead_to(shell: Shell, thing: Thing) -> bool:
    """Show a thing where it is read or written; say whether there was anywhere to go."""
    place = thing.place
    if place is None or thing.is_gone:
        return False
    try:
        return _go(shell, place)
    except NotFoundError as error:
        shell.say_error(error)
        return True


def _go(shell: Shell, place: Place) -> bool:
    selection, reader = shell.session.selection, shell.session.reader
    if place.statement_uid and (found := reader.statements_by_uid([place.statement_uid])):
        shell.show_workspace("read")
        selection.set_statement(found[0].uid)
        selection.request_show(found[0].source_uid, found[0].anchor.start, found[0].anchor.end)
    elif place.source_uid and reader.has_source(place.source_uid):
        shell.show_workspace("read")
        selection.set_source(place.source_uid)
        selection.request_open(place.source_uid)
    elif place.tag_uid:
        shell.show_workspace("read")
        selection.set_tag(place.tag_uid)
    elif place.chapter_uid:
        # A workspace is built when it is first shown, and only then hears what is requested.
        shell.show_workspace("arrange")
        selection.request_chapter(place.chapter_uid, place.item_uid)
    else:
        return False
    return True
