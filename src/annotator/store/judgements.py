"""The whole of what reviewers judged, each for himself, read in one go for comparing them."""

from annotator.core.agreement import ReviewersWork, TaggedSpan
from annotator.store.reader import Reader

_SPANS = (
    'SELECT statement.source_uid, start, "end", tag.stands_for, '
    "coalesce(reviewer.stands_for, statement_tag.reviewer_uid) FROM statement_tag "
    "LEFT JOIN reviewer ON reviewer.uid = statement_tag.reviewer_uid JOIN tag ON tag.uid = tag_uid "
    "JOIN statement ON statement.uid = statement_uid "
    "JOIN source ON source.uid = source_uid AND source.revision_uid = statement.revision_uid "
    "WHERE statement_tag.reviewer_uid <> '' ORDER BY statement.row, tag_uid, statement_tag.reviewer_uid"
)
_READ = (
    "SELECT source_uid, coalesce(stands_for, reviewer_uid) FROM source_read "
    "LEFT JOIN reviewer ON reviewer.uid = reviewer_uid"
)


def reviewers_work(reader: Reader) -> ReviewersWork:
    """Give every reviewer's tags and reading marks.

    Merged tags are followed to their end, and one person's several reviewers are one. Statements on an earlier
    revision of their source are left out, because their places mean nothing in the present text.
    """
    connection = reader._connection
    read_by: dict[str, set[str]] = {}
    for source_uid, reviewer_uid in connection.execute(_READ):
        read_by.setdefault(source_uid, set()).add(reviewer_uid)
    return ReviewersWork(tuple(TaggedSpan(*row) for row in connection.execute(_SPANS)), read_by)
