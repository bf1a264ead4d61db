"""The commands that say what happened to a thing, and what was done since a day."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.tables import print_json, print_table, shortened
from annotator.core.clock import milliseconds
from annotator.core.dates import parse_date
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.history import Contribution, Deed, FieldChange, HistoryEntry, sittings, summary
from annotator.core.undisturbed import undisturbed
from annotator.core.values import ValueWords
from annotator.core.words import ENGLISH
from annotator.store.history import (
    Names,
    changes_since,
    chapters_of_items,
    entity_of,
    history_of,
    statements_ever_called,
)
from annotator.store.reader import Reader
from annotator.store.viewing import view

PAUSE_MS = 30 * 60 * 1_000
_CODE = re.compile(r"[Ss]-(\d{1,9})")
_UID = re.compile(r"[0-9a-f]{32}")
_UID_SHOWN = 6  # of the last digits; the first are the same for all that one run of the program made
_NAME_WIDTH, _DETAIL_WIDTH = 40, 160
# Of what is new, the one field that says what it is; the rest stands in --json.
_TELLING_FIELDS = ("anchor", "text")


@click.command()
@project_argument
@click.argument("thing", metavar="ID")
@json_option
def history(project: Path, thing: str, as_json: bool) -> None:
    """Say what happened to a thing: who made, changed, deleted it, and what stood there before.

    ID is a statement (S-12), a chapter (its number or title), a source, a tag, an actor, or a uid; statements and uids
    also of what has been deleted. Times are UTC, so that everybody sees the same.

    Example: annotator history border.annotator S-12
    """
    with view(project) as reader:
        found = history_of(reader, _uid(reader, thing))
        words = _EntryWords(reader)
        if as_json:
            print_json([words.as_json(entry) for entry in found])
        else:
            print_table(("When (UTC)", "Reviewer", "Done", "What", "Details"), [words.row(each) for each in found], "")


@click.command()
@project_argument
@click.option("--since", metavar="DATE", help="Only since this day or time (UTC), such as 2025-04-28 or 28 Apr 2025.")
@click.option("--by", "reviewer", metavar="REVIEWER", help="Only what this reviewer did, by name or uid.")
@json_option
def changes(project: Path, since: str | None, reviewer: str | None, as_json: bool) -> None:
    """Say what was done, by whom and when, the oldest first.

    What one reviewer did without half an hour's pause is one line. Times are UTC, so that everybody sees the same.

    Example: annotator changes border.annotator --since 2025-04-28 --by "Ines Falk"
    """
    since_ms = _moment(since) if since else 0
    with view(project) as reader, undisturbed():
        by = _reviewer_uid(reader, reviewer) if reviewer else ""
        done = sorted(changes_since(reader, since_ms=since_ms, by=by), key=lambda each: each.began)
        names = _reviewer_names(reader)
        chapter_of = chapters_of_items(reader)
        told = [(each, summary(each, chapter_of)) for each in sittings(done, PAUSE_MS)]
    if as_json:
        print_json([_contribution_json(each, words, names) for each, words in told])
    else:
        rows = [(_minutes(each), _named(names, each.reviewer_uid), words) for each, words in told]
        print_table(("When (UTC)", "Reviewer", "What"), rows, "Nothing was changed.")


class _EntryWords:
    """Entries of a history as rows and as JSON."""

    def __init__(self, reader: Reader) -> None:
        self._names = Names(reader).name_of
        self._reviewers = _reviewer_names(reader)
        self._values = ValueWords(ENGLISH, self._names)

    def row(self, entry: HistoryEntry) -> tuple[str, ...]:
        """Give an entry's columns."""
        deed = f"{entry.deed}: {entry.of}" if entry.of else str(entry.deed)
        name = shortened(self._names(entry.entity_uid), _NAME_WIDTH)
        details = shortened("; ".join(self._details(entry)), _DETAIL_WIDTH)
        return _minute(entry.at), _named(self._reviewers, entry.reviewer_uid), deed, name, details

    def as_json(self, entry: HistoryEntry) -> dict[str, Any]:
        """Give an entry for other programs, values as they are stored and in words."""
        return {
            "at": _iso(entry.at),
            "reviewer": _named(self._reviewers, entry.reviewer_uid),
            "reviewer_uid": entry.reviewer_uid,
            "transaction": entry.transaction_uid,
            "done": str(entry.deed),
            "of": str(entry.of) if entry.of else None,
            "type": entry.entity_type,
            "uid": entry.entity_uid,
            "name": self._names(entry.entity_uid),
            "changes": [
                {
                    "field": change.field,
                    "words": self._change(change),
                    "before": list(change.before),
                    "after": list(change.after),
                }
                for change in entry.changes
            ],
        }

    def _details(self, entry: HistoryEntry) -> Iterator[str]:
        is_new = entry.deed in (Deed.CREATED, Deed.BROUGHT_BACK)
        for change in entry.changes:
            if is_new and change.field in _TELLING_FIELDS:
                yield self._values.value(change.field, change.after[0])
            elif not is_new and not (entry.deed == Deed.DELETED and not change.field):
                yield self._change(change)

    def _change(self, change: FieldChange) -> str:
        field = self._values.field(change.field)
        if field == change.field:
            field = field.partition(":")[0]
        before, after = (self._versions(change.field, values) for values in (change.before, change.after))
        return field if before == after else f"{field}: {before} → {after}"

    def _versions(self, field: str, values: Sequence[Any]) -> str:
        return " / ".join(filter(None, (self._values.value(field, value) for value in values))) or ENGLISH.no_value


def _contribution_json(each: Contribution, words: str, names: dict[str, str]) -> dict[str, Any]:
    return {
        "from": _iso(milliseconds(each.began)),
        "to": _iso(milliseconds(each.ended)),
        "reviewer": _named(names, each.reviewer_uid),
        "reviewer_uid": each.reviewer_uid,
        "summary": words,
        "transactions": list(each.transaction_uids),
        "work": [{"kind": kind, "uids": [uid for _, uid in pairs]} for kind, pairs in each.work.items()],
    }


def _reviewer_names(reader: Reader) -> dict[str, str]:
    return {reviewer.uid: reviewer.name for reviewer in reader.reviewers()}


def _named(names: dict[str, str], reviewer_uid: str) -> str:
    return names.get(reviewer_uid) or reviewer_uid[-_UID_SHOWN:]


def _iso(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1_000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _minute(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1_000, UTC):%Y-%m-%d %H:%M}"


def _minutes(each: Contribution) -> str:
    """Give the time from the first to the last change, with no more of the last than differs."""
    began, ended = _minute(milliseconds(each.began)), _minute(milliseconds(each.ended))
    if began == ended:
        return began
    return f"{began} to {ended.partition(' ')[2] if began[:10] == ended[:10] else ended}"


def _moment(words: str) -> int:
    """Read a day or a time, which is UTC where it does not say otherwise, as milliseconds since 1970 (UTC)."""
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        known = parse_date(words)
        if known is None:
            message = f"“{words}” is not a date; write it like 2025-04-28, 28 Apr 2025 or 2025-04-28 09:30."
            raise click.BadParameter(message, param_hint="--since") from None
        moment = datetime.combine(known.start, time())
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1_000)


def _reviewer_uid(reader: Reader, wanted: str) -> str:
    name = _key(wanted)
    found = [each.uid for each in reader.reviewers() if wanted == each.uid or _key(each.name) == name]
    return _only(found, wanted, f"There is no reviewer called “{wanted}” in the project; give a name or a uid.")


def _uid(reader: Reader, wanted: str) -> str:
    """Find the thing that is meant: by its code, its uid, or as a chapter, source, tag or actor, in this order.

    Raises:
        RefusedError: there is none, or several.
    """
    code = _CODE.fullmatch(wanted)
    if code:
        found = statements_ever_called(reader, int(code[1]))
        return _only(found, wanted, f"There never was a statement {wanted.upper()} in the project.")
    if _UID.fullmatch(wanted):
        return entity_of(reader, wanted).uid
    name = _key(wanted)
    for called in (
        [(each.uid, (each.number, each.title, f"{each.number} {each.title}")) for each in reader.chapters()],
        [(each.uid, (each.file_name, each.title, each.label)) for each in reader.sources()],
        [(each.uid, (each.name,)) for each in reader.tags()],
        [(each.uid, (each.name,)) for each in reader.actors()],
    ):
        found = [uid for uid, names in called if name in map(_key, names)]
        if found:
            return _only(found, wanted, "")
    raise NotFoundError(
        f"There is nothing called “{wanted}”; give S- and a number, a chapter, a source, a tag, an actor or a uid."
    )


def _only(found: Sequence[str], wanted: str, missing: str) -> str:
    if not found:
        raise NotFoundError(missing)
    if len(found) > 1:
        raise RefusedError(f"{len(found)} are called “{wanted}”; give the uid of one: {', '.join(found)}.")
    return found[0]


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
