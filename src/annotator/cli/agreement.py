"""The command that says how far reviewers agree, and on what they differ."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.running import IN_PART, complain, end
from annotator.cli.tables import counted, print_json, print_table
from annotator.core.agreement import Agreement, Measures, PairMeasures, Selection, UnitKind, compare
from annotator.core.records import Reviewer
from annotator.exchange.naming import SourceNames, tag_names
from annotator.store.judgements import reviewers_work
from annotator.store.reader import Reader
from annotator.store.viewing import view

_ALL_TAGS = "(all these tags)"
_UID_SHOWN = 6  # of the last digits; the first are the same for all that one run of the program made


@click.command()
@project_argument
@click.option(
    "--source", "sources", multiple=True, help="Only this source: its file name, title or uid; can be given again."
)
@click.option("--tag", "tags", multiple=True, help="Only this tag, by its name or uid; can be given again.")
@click.option("--reviewer", "reviewers", multiple=True, help="Only this reviewer, by name or uid; can be given again.")
@click.option(
    "--unit",
    type=click.Choice([str(kind) for kind in UnitKind]),
    default=str(UnitKind.SENTENCES),
    show_default=True,
    help="What is compared one by one: all sentences, or the passages that somebody tagged.",
)
@json_option
def agreement(
    project: Path,
    sources: tuple[str, ...],
    tags: tuple[str, ...],
    reviewers: tuple[str, ...],
    unit: str,
    as_json: bool,
) -> None:
    """Say how far reviewers agree on the tags, and who differs from whom on which.

    Sources count that at least two reviewers marked as read or put a tag in. With --json the places where they differ
    are listed too. The exit status is 1 where there is nothing to compare.

    Example: annotator agreement border.annotator --tag denial --unit passages
    """
    with view(project) as reader:
        selection = Selection(
            source_uids=_source_uids(reader, sources),
            tag_uids=_tag_uids(reader, tags),
            reviewer_uids=_reviewer_uids(reader, reviewers),
        )
        found = compare(reader, reviewers_work(reader), selection, UnitKind(unit))
        names = _Names(reader)
    if not found.source_uids:
        complain("There is nothing to compare: no two of these reviewers have read or tagged the same source.")
        end(IN_PART)
    if as_json:
        print_json(_as_json(found, names))
    else:
        _print(found, names)


class _Names:
    """What a reader calls sources, tags and reviewers; reviewers of one name are told apart by their uids."""

    def __init__(self, reader: Reader) -> None:
        self.files = {source.uid: source.file_name for source in reader.sources()}
        self.tags = {"": _ALL_TAGS} | {tag.uid: tag.name for tag in reader.tags()}
        reviewers = reader.reviewers()
        names = [reviewer.name for reviewer in reviewers]
        self.reviewers = {
            reviewer.uid: reviewer.name
            if names.count(reviewer.name) == 1
            else f"{reviewer.name} ({reviewer.uid[-_UID_SHOWN:]})"
            for reviewer in reviewers
        }


def _print(found: Agreement, names: _Names) -> None:
    head = found.unit.capitalize()
    click.echo(
        f"{counted(len(found.reviewer_uids), 'reviewer')}, {counted(len(found.source_uids), 'source')} "
        f"that at least two of them read or tagged."
    )
    click.echo()
    print_table(
        ("Tag", head, "Agree", "Kappa", "Alpha", "Unitising alpha"),
        [_row(each, names) for each in (*found.tags, found.all_tags)],
        "",
    )
    click.echo()
    click.echo(f"Agree: {found.unit} to which all who judged them gave the tag, or none of them did.")
    click.echo(f"For {_ALL_TAGS} they gave the same set of tags.")
    if len(found.pairs) > 1:
        click.echo("Kappa: the mean over the pairs of reviewers below.")
    click.echo()
    print_table(
        ("Reviewer", "Other reviewer", "Tag", head, "Agree", "Kappa", "Both", "Only the first", "Only the other"),
        [
            (names.reviewers[pair.first_uid], names.reviewers[pair.second_uid], *_pair_row(each, names))
            for pair in found.pairs
            for each in (*pair.tags, pair.all_tags)
        ],
        "",
    )
    click.echo()
    click.echo(f"{counted(len(found.disagreements), 'disagreement')}; --json lists them with their places.")


def _row(measures: Measures, names: _Names) -> tuple[str | int, ...]:
    return (
        names.tags[measures.tag_uid],
        measures.units,
        _percent(measures.percentage),
        *map(_coefficient, (measures.kappa, measures.alpha, measures.unitising_alpha)),
    )


def _pair_row(measures: PairMeasures, names: _Names) -> tuple[str | int, ...]:
    return (
        names.tags[measures.tag_uid],
        measures.units,
        _percent(measures.percentage),
        _coefficient(measures.kappa),
        measures.both,
        measures.only_first,
        measures.only_second,
    )


def _percent(value: float | None) -> str:
    return "not defined" if value is None else f"{value:5.1f} %"


def _coefficient(value: float | None) -> str:
    return "not defined" if value is None else f"{value:z6.3f}"


def _as_json(found: Agreement, names: _Names) -> dict[str, Any]:
    return {
        "unit": str(found.unit),
        "sources": [{"uid": uid, "file_name": names.files[uid]} for uid in found.source_uids],
        "reviewers": _people(found.reviewer_uids, names),
        "all_tags": _measures_json(found.all_tags),
        "tags": [_tag_json(each, names) | _measures_json(each) for each in found.tags],
        "pairs": [
            {
                "reviewers": _people((pair.first_uid, pair.second_uid), names),
                "sources": pair.sources,
                "all_tags": _pair_json(pair.all_tags),
                "tags": [_tag_json(each, names) | _pair_json(each) for each in pair.tags],
            }
            for pair in found.pairs
        ],
        "disagreements": [
            {
                "source": names.files[each.source_uid],
                "source_uid": each.source_uid,
                "start": each.start,
                "end": each.end,
                "tag": names.tags[each.tag_uid],
                "tag_uid": each.tag_uid,
                "put": _people(each.put_uids, names),
                "missing": _people(each.missing_uids, names),
            }
            for each in found.disagreements
        ],
    }


def _measures_json(measures: Measures) -> dict[str, Any]:
    return {
        "units": measures.units,
        "agreed": measures.agreed,
        "percentage": _rounded(measures.percentage),
        "kappa": _rounded(measures.kappa),
        "alpha": _rounded(measures.alpha),
        "unitising_alpha": _rounded(measures.unitising_alpha),
    }


def _pair_json(measures: PairMeasures) -> dict[str, Any]:
    return {
        "units": measures.units,
        "agreed": measures.agreed,
        "percentage": _rounded(measures.percentage),
        "kappa": _rounded(measures.kappa),
        "both": measures.both,
        "only_first": measures.only_first,
        "only_second": measures.only_second,
    }


def _tag_json(measures: Measures | PairMeasures, names: _Names) -> dict[str, Any]:
    return {"uid": measures.tag_uid, "name": names.tags[measures.tag_uid]}


def _people(uids: Iterable[str], names: _Names) -> list[dict[str, str]]:
    return [{"uid": uid, "name": names.reviewers[uid]} for uid in uids]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _source_uids(reader: Reader, wanted: Sequence[str]) -> tuple[str, ...]:
    names = SourceNames(reader.sources())
    return tuple(names.find(name).uid for name in wanted)


def _tag_uids(reader: Reader, wanted: Sequence[str]) -> tuple[str, ...]:
    """Give the tags that are meant; a name that the codebook lacks is refused, not made."""
    names, known = tag_names(reader), {tag.uid for tag in reader.tags()}
    found = tuple(name if name in known else names.find(name) for name in wanted)
    for name in names.new.values():
        raise click.BadParameter(f"there is no tag called “{name}”.", param_hint="--tag")
    return found


def _reviewer_uids(reader: Reader, wanted: Sequence[str]) -> tuple[str, ...]:
    known = reader.reviewers()
    return tuple(_reviewer_uid(known, name) for name in wanted)


def _reviewer_uid(known: Sequence[Reviewer], wanted: str) -> str:
    name = " ".join(wanted.split()).casefold()
    found = [reviewer for reviewer in known if wanted == reviewer.uid or reviewer.name.casefold() == name]
    if not found:
        raise click.BadParameter(f"there is no reviewer called “{wanted}”.", param_hint="--reviewer")
    if len(found) > 1:
        uids = ", ".join(reviewer.uid for reviewer in found)
        message = f"{len(found)} reviewers are called “{wanted}”; give the uid of the one that is meant: {uids}."
        raise click.BadParameter(message, param_hint="--reviewer")
    return found[0].uid
