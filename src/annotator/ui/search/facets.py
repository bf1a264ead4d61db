"""What can narrow a search, as rows with how much of each there is."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from annotator.core.found import FoundCounts
from annotator.core.search_fields import KINDS
from annotator.core.search_query import Clause, Field, Query
from annotator.session.models.found_model import KIND_ICONS, kind_name
from annotator.ui.search.rows import Row

_FIELDS = {"source": "source", "actor": "actor", "tag": "tag", "year": "date"}
_ICONS = {"source": "text-box-outline", "actor": "account-voice", "tag": "tag-outline", "year": "calendar-range"}


def facet_rows(query: Query, counts: FoundCounts) -> list[Row]:
    """Give the rows, each with the field that choosing it adds to the query, or takes out where it is on."""
    return list(_rows(query, counts))


def _rows(query: Query, counts: FoundCounts) -> Iterator[Row]:
    def row(words: str, field: Field, count: int, icon: str) -> Row:
        return Row(words, field, f"{count:,}", icon, Clause((field,)) in query.clauses)

    kinds = [kind for kind in KINDS if counts.kinds.get(kind)]
    if kinds:
        yield Row(_tr("Kinds"))
    for kind in kinds:
        yield row(kind_name(kind, is_many=True), Field("is", kind), counts.kinds[kind], KIND_ICONS[kind])
    heads = {"source": _tr("Sources"), "actor": _tr("Actors"), "tag": _tr("Tags"), "year": _tr("Years")}
    for facet, head in heads.items():
        found = counts.facets.get(facet, ())
        if facet == "year":
            found = tuple(sorted(found, reverse=True))
        if found:
            yield Row(head)
        for called, value, count in found:
            yield row(called, Field(_FIELDS[facet], value), count, _ICONS[facet])


def _tr(words: str) -> str:
    return QCoreApplication.translate("Search", words)
