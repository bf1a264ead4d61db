"""Sources whose corrected text does not know yet what others said of the blocks of the one before it."""

from annotator.core import edits
from annotator.core.errors import NotFoundError
from annotator.store.log import Log
from annotator.store.reader import Reader

_IS_ANY = "SELECT 1 FROM change WHERE kind = 'set' AND field GLOB 'block:*' LIMIT 1"
_MADE_BY_HAND = (
    "SELECT source.uid FROM source JOIN change ON entity_uid = source.revision_uid "
    "WHERE kind = 'create' AND instr(value, '\"corrects:') ORDER BY 1"
)


def sources_to_carry(reader: Reader) -> list[str]:
    """Give the sources for which there is something to say again (see core.edits.carry_corrections)."""
    connection = reader._connection
    if connection.execute(_IS_ANY).fetchone() is None:
        return []
    log = Log(connection)
    return [uid for (uid,) in connection.execute(_MADE_BY_HAND) if _is_wanting(reader, log, uid)]


def _is_wanting(reader: Reader, log: Log, source_uid: str) -> bool:
    try:
        return bool(edits.carry_corrections(reader, log, source_uid))
    except NotFoundError:  # an extract can come without the texts that came before
        return False
