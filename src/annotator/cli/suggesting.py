"""The command that lists what sources offer for statements."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from annotator.cli.options import json_option, project_argument
from annotator.cli.tables import print_json, print_table, shortened
from annotator.core.dates import format_date
from annotator.core.locators import Locator
from annotator.core.records import Source
from annotator.core.suggesting.datings import Dating, explain
from annotator.core.suggesting.suggestions import Suggestion, open_suggestions, suggest_in
from annotator.exchange.naming import SourceNames
from annotator.store.reader import Reader
from annotator.store.viewing import view

_QUOTE_WIDTH, _NAME_WIDTH = 60, 36


@click.command()
@project_argument
@click.argument("name", metavar="[SOURCE]", required=False)
@json_option
def suggest(project: Path, name: str | None, as_json: bool) -> None:
    """List quotations that may become statements, with their speakers and dates.

    SOURCE is a source's file name, title or uid; without it all sources are looked through. What stands in a
    statement already is left out. Nothing is changed: the window, or a statements file, makes statements of them.
    A name with a question mark is not sure.

    Example: annotator suggest border.annotator courier.txt
    """
    with view(project) as reader:
        sources = reader.sources()
        wanted = [SourceNames(sources).find(name)] if name else sources
        if as_json:
            print_json([_source_json(reader, source) for source in wanted])
            return
        rows = [_row(source, *each) for source in wanted for each in _offered(reader, source)]
    print_table(("Source", "No.", "Quote", "Speaker", "Said", "Tells of"), rows, "Nothing is suggested.")


def _offered(reader: Reader, source: Source) -> Iterator[tuple[Suggestion, str, tuple[str, int]]]:
    """Give each suggestion of a source with its words and its locator."""
    text, locator = reader.text(source.revision_uid), Locator.of_blocks(reader.blocks(source.revision_uid))
    for each in open_suggestions(suggest_in(reader, source), reader.highlights(source.uid)):
        yield each, text[each.start : each.end], locator.at(each.start)


def _row(source: Source, suggestion: Suggestion, quote: str, place: tuple[str, int]) -> tuple[str | int, ...]:
    name = shortened(suggestion.speaker, _NAME_WIDTH)
    said, event = (format_date(each.date, short=True) if each and each.date else "" for each in _dates(suggestion))
    is_sure = suggestion.is_speaker_sure or not name
    return (
        shortened(source.label, _NAME_WIDTH),
        place[1],
        shortened(quote, _QUOTE_WIDTH),
        name if is_sure else f"{name}?",
        said,
        event,
    )


def _source_json(reader: Reader, source: Source) -> dict[str, Any]:
    findings, text = suggest_in(reader, source), reader.text(source.revision_uid)
    return {
        "source": source.file_name,
        "uid": source.uid,
        "suggestions": [_suggestion_json(*each) for each in _offered(reader, source)],
        "terms": [{"start": low, "end": high, "quote": text[low:high]} for low, high in findings.terms],
        "dates": [
            {"start": each.start, "end": each.end, "words": each.words, **_dating_json(each)}
            for each in findings.datings
        ],
        "actors": [
            {"start": each.start, "end": each.end, "words": text[each.start : each.end], "actor": each.actor_uid}
            for each in findings.mentions
        ],
    }


def _suggestion_json(suggestion: Suggestion, quote: str, place: tuple[str, int]) -> dict[str, Any]:
    said, event = (_dating_json(each) if each else None for each in _dates(suggestion))
    return {
        "start": suggestion.start,
        "end": suggestion.end,
        "quote": quote,
        "locator": place[0],
        "number": place[1],
        "kind": suggestion.kind,
        "speaker": suggestion.speaker,
        "actor": suggestion.actor_uid,
        "is_sure": suggestion.is_speaker_sure,
        "said": said,
        "event": event,
    }


def _dates(suggestion: Suggestion) -> tuple[Dating | None, Dating | None]:
    return suggestion.said, suggestion.event


def _dating_json(dating: Dating) -> dict[str, Any]:
    stored = dating.date.to_json() if dating.date else None
    return {"date": stored, "is_sure": dating.is_sure, "because": explain(dating)}
