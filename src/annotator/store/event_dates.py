"""The dates of events that several statements tell of, to hold them against each other."""

from annotator.core.compare.disagreements import ONE_EVENT
from annotator.core.records import FuzzyDate
from annotator.store.reader import Reader
from annotator.store.row_records import stored_date

_KINDS = ", ".join(f"'{kind}'" for kind in ONE_EVENT)
_DATES = (
    "SELECT uid, event_date FROM statement WHERE event_date NOT NULL AND uid IN "
    f"(SELECT from_uid FROM link WHERE kind IN ({_KINDS}) UNION SELECT to_uid FROM link WHERE kind IN ({_KINDS}))"
)


def read_event_dates(reader: Reader) -> dict[str, FuzzyDate]:
    """Give the dates of the events of statements that are linked as telling of the same."""
    dates = ((uid, stored_date(stored)) for uid, stored in reader._connection.execute(_DATES))
    return {uid: known for uid, known in dates if known is not None}
