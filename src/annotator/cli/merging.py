"""The command that merges other copies of a project into it."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import FILE_PATH, json_option, project_argument
from annotator.cli.running import IN_PART, REFUSED, complain, end, share
from annotator.cli.tables import counted, print_json
from annotator.core.records import Conflict
from annotator.core.values import ValueWords
from annotator.core.words import ENGLISH
from annotator.store.merge_preview import FilePreview, MergePreview, Namesakes, ReviewerWork, preview
from annotator.store.merging import Merged
from annotator.store.merging import merge as merge_files
from annotator.store.profile import load_profile
from annotator.store.project import ProjectStore
from annotator.store.working import data_folder

# What people count, and what comes along with it.
_THINGS = {
    "source": ("source", "sources"),
    "statement": ("statement", "statements"),
    "tag": ("tag", "tags"),
    "chapter": ("chapter", "chapters"),
    "placement": ("place in a chapter", "places in chapters"),
    "prose": ("passage of prose", "passages of prose"),
    "link": ("link", "links"),
    "note": ("note", "notes"),
    "actor": ("actor", "actors"),
    "reviewer": ("reviewer", "reviewers"),
}
_CHANGED = {kind: many for kind, (_, many) in _THINGS.items()} | {"revision": "texts", "project": "the project itself"}
_OTHER = "other things"


@click.command()
@project_argument
@click.argument("others", metavar="OTHER...", type=FILE_PATH, nargs=-1, required=True)
@click.option("--dry-run", is_flag=True, help="Only say what would come in; nothing is changed.")
@json_option
def merge(project: Path, others: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Merge what others did in their copies of the project.

    Says for each file who did what, what is new, and over all files which conflicts arise and which names would stand
    twice; then takes in whatever is not in the project yet, all of it or nothing, after a backup. A file that is no
    copy of this project is refused and the others go in; the exit status is then 1.

    Example: annotator merge border.annotator from-mara.annotator from-jon.annotator --dry-run
    """
    # Who merges makes no change by it, so nobody becomes a reviewer of the project on that account.
    store = ProjectStore.open(project, private=True)
    try:
        profile = load_profile(data_folder())
        if profile is not None:
            store.look_as(profile.uid)
        seen = preview(store, others)
        refused = [file for file in seen.files if file.refusal]
        merged = None
        if not dry_run and len(refused) < len(seen.files):
            merged = merge_files(store, others, "", skip_refused=True)
            if merged.backup:
                share(store)
    finally:
        store.close()
    if as_json:
        print_json(_as_json(seen, merged))
    else:
        for line in _lines(seen, merged):
            click.echo(line)
    for file in refused:
        complain(file.refusal)
    if refused:
        end(IN_PART if len(refused) < len(seen.files) else REFUSED)


def _lines(seen: MergePreview, merged: Merged | None) -> Iterator[str]:
    readable = [file for file in seen.files if not file.refusal]
    for file in readable:
        yield from _file_lines(file)
    if len(readable) > 1 and seen.change_count:
        yield f"Together: {_new_words(seen.change_count, seen.new)}."
    words = ValueWords(ENGLISH, lambda uid: seen.names.get(uid, ""))
    if seen.conflicts:
        yield f"Conflicts that arise, to be settled in the window: {len(seen.conflicts):,}"
    for conflict in seen.conflicts:
        yield f"  {_conflict_words(conflict, seen.names, words)}"
    if seen.namesakes:
        yield f"Names that stand twice for different things: {len(seen.namesakes):,}"
    for namesakes in seen.namesakes:
        yield f"  {_namesakes_words(namesakes)}"
    if merged and merged.backup:
        yield f"Merged {counted(merged.change_count, 'change')}. What was there before: {merged.backup}"
    elif readable and not any(file.new_count or file.text_count for file in readable):
        yield "There is nothing new; nothing was changed."


def _file_lines(file: FilePreview) -> Iterator[str]:
    yield f"{file.name}: {_new_words(file.new_count, file.new)}; {counted(file.known_count, 'change')} known already."
    for work in file.work:
        yield f"  {_work_words(work)}"
    if file.text_count and not file.new_count:
        yield f"  Texts and originals that are lacking here: {file.text_count:,}"


def _new_words(count: int, new: Mapping[str, int]) -> str:
    things = [
        f"{new[kind]:,} {one if new[kind] == 1 else many}" for kind, (one, many) in _THINGS.items() if new.get(kind)
    ]
    return counted(count, "new change") + (f", among them {', '.join(things)} not here yet" if things else "")


def _work_words(work: ReviewerWork) -> str:
    first, last = _time(work.first), _time(work.last)
    when = first if first == last else f"{first} to {last}"
    parts = [f"{_CHANGED[kind]} {work.changes[kind]:,}" for kind in _CHANGED if work.changes.get(kind)]
    rest = sum(count for kind, count in work.changes.items() if kind not in _CHANGED)
    if rest:
        parts.append(f"{_OTHER} {rest:,}")
    changes = counted(sum(work.changes.values()), "change")
    return f"{work.name or 'nobody'}, {when} UTC: {changes} ({', '.join(parts)})"


def _conflict_words(conflict: Conflict, names: Mapping[str, str], words: ValueWords) -> str:
    versions = [
        f"{words.value(conflict.field, head.value) or '…'} ({names.get(head.reviewer_uid) or 'nobody'})"
        for head in conflict.heads
    ]
    told = " or ".join(versions) or ENGLISH.conflict_without_versions
    return f"{names.get(conflict.entity_uid) or conflict.entity_type}: {words.field(conflict.field)}: {told}"


def _namesakes_words(namesakes: Namesakes) -> str:
    return f"{namesakes.entity_type} “{namesakes.name}”: {len(namesakes.uids):,}"


def _time(milliseconds: int) -> str:
    return f"{datetime.fromtimestamp(milliseconds / 1_000, UTC):%Y-%m-%d %H:%M}"


def _as_json(seen: MergePreview, merged: Merged | None) -> dict[str, Any]:
    return {
        "files": [
            {
                "name": file.name,
                "refusal": file.refusal,
                "new_changes": file.new_count,
                "known_changes": file.known_count,
                "texts": file.text_count,
                "new": dict(file.new),
                "reviewers": [_work_json(work) for work in file.work],
            }
            for file in seen.files
        ],
        "new_changes": seen.change_count,
        "new": dict(seen.new),
        "conflicts": [_conflict_json(conflict, seen.names) for conflict in seen.conflicts],
        "same_names": [
            {"type": each.entity_type, "name": each.name, "uids": list(each.uids)} for each in seen.namesakes
        ],
        "merged_changes": merged.change_count if merged else 0,
        "backup": str(merged.backup) if merged and merged.backup else "",
    }


def _work_json(work: ReviewerWork) -> dict[str, Any]:
    return {
        "reviewer": work.reviewer_uid,
        "name": work.name,
        "changes": dict(work.changes),
        "first": datetime.fromtimestamp(work.first / 1_000, UTC).isoformat(timespec="seconds"),
        "last": datetime.fromtimestamp(work.last / 1_000, UTC).isoformat(timespec="seconds"),
    }


def _conflict_json(conflict: Conflict, names: Mapping[str, str]) -> dict[str, Any]:
    heads = [{"value": head.value, "reviewer": head.reviewer_uid} for head in conflict.heads]
    name = names.get(conflict.entity_uid, "")
    return {
        "type": conflict.entity_type,
        "uid": conflict.entity_uid,
        "name": name,
        "field": conflict.field,
        "values": heads,
    }
