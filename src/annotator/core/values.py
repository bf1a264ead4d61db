"""The values of fields in words: names for uids, dates as they are written, keys by what they stand for."""

from collections.abc import Callable, Mapping

from annotator.core.dates import format_date
from annotator.core.fold import LIFE
from annotator.core.prose import plain
from annotator.core.records import FuzzyDate, Json
from annotator.core.words import Words

LONGEST_VALUE = 60
_UIDS = frozenset(
    {"actor", "merged_into", "joined_into", "source", "chapter", "statement", "from", "to", "target", "reviewer"}
)
# Where something stands among its neighbours, and which text it is, are keys that mean nothing to anybody.
_KEYS = frozenset({"order", "revision"})


class ValueWords:
    """Say the values of fields as people do. `name_of` gives the name of what a uid stands for, or ""."""

    def __init__(self, words: Words, name_of: Callable[[str], str]) -> None:
        self._words = words
        self._name_of = name_of

    def field(self, field: str) -> str:
        """Name a field: "the date of saying"; a tag, another source or a saved search is named with it."""
        kind, _, rest = field.partition(":")
        names = self._words.conflict_fields
        if kind in ("tag", "agreed", "apart", "joined"):
            return names[kind].format(name=self._name_of(rest.partition(":")[0]))
        if kind == "search":
            return names[kind].format(name=rest)
        return names.get(field) or names.get(kind) or field

    def value(self, field: str, value: Json) -> str:
        """Say a value in a few words; "" where there are none for it."""
        words = self._said(field, value)
        return words if len(words) <= LONGEST_VALUE else words[: LONGEST_VALUE - 1].rstrip() + "…"

    def _said(self, field: str, value: Json) -> str:
        words = self._words
        if field == LIFE:
            return words.deleted_value if value is None else words.kept_value
        if field in _KEYS:
            return ""
        if field.startswith("meta:") and isinstance(value, dict):
            value = value.get("value")
        if value is None or value == "":
            return words.no_value
        if isinstance(value, bool):
            return words.yes if value else words.no
        if isinstance(value, dict) and value.keys() >= {"start", "end", "precision"}:
            known = FuzzyDate.from_json(value)
            return format_date(known, language=words.language) if known else words.no_value
        if isinstance(value, dict):
            return self._of_object(field, value)
        if field in _UIDS:
            return self._name_of(str(value)) or words.no_value
        return self._keys(field).get(str(value)) or plain(str(value))

    def _of_object(self, field: str, value: Mapping[str, Json]) -> str:
        if field == "place":
            above = value.get("parent") or value.get("chapter")
            return self._name_of(str(above)) if above else self._words.top_level
        if field == "shown":
            form = self._words.quotation_forms.get(str(value.get("form")), "")
            said = plain(str(value.get("words") or ""))
            return f"{form}: {said}" if said else form
        return plain(str(value.get("quote") or value.get("value") or ""))

    def _keys(self, field: str) -> Mapping[str, str]:
        words = self._words
        return {
            "kind": words.kinds,
            "likelihood": words.likelihoods,
            "confidence": words.confidences,
            "language": words.languages,
        }.get(field, {})
