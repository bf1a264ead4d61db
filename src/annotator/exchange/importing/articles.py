"""One file into articles: told by its content, read by its format, and told from the furniture of its page."""

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.core.records import Article, Inferred
from annotator.core.text import count_words
from annotator.exchange.importing import metadata
from annotator.exchange.importing.capture import Capture, Reading, Refusal
from annotator.exchange.importing.embedded import take_pictures
from annotator.exchange.importing.furniture import Found, read_furniture
from annotator.exchange.importing.items import Item, assemble
from annotator.exchange.importing.kinds import Kind, kind_of
from annotator.exchange.importing.pictures import fold_repeats, name_uncaptioned_images
from annotator.store.connection import file_fault

LARGEST_FILE = 64 * 1024 * 1024
# A mail with a mail in it is read; what is wrapped deeper than this was made to be.
DEEPEST = 4
MOST_PARTS = 50_000
# The longest books have a tenth of it.
MOST_ITEMS = 300_000
_NO_TEXT = "The file has no text to read."
_TOO_LARGE = "The file is larger than 64 MB, which no article is; please split it."
_NO_FILE = "This is no file but a folder, a pipe or a device; add the article itself."
_GONE = "It is not in the file any more; add the file again."

# Where in a file an article stands: () is the file itself, (2,) its third part, (2, 0) the first part of that one.
Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at one place of a file; `total` is how many places the file has at the top."""

    place: Place
    result: Article | Refusal
    total: int


def read_articles(path: Path) -> list[Article | Refusal]:
    """Read a file as the articles that are in it: one, or a mail with its attachments, or the rows of a table.

    A part that cannot be read is a refusal, and does not hold up the others.

    Raises:
        RefusedError: nothing in it can be read: it is empty, damaged, too large, or of a kind that is no article.
        EnvironmentFaultError: the file cannot be read.
    """
    return articles_from_capture(capture_file(path))


def read_article(path: Path) -> Article:
    """Read a file as one article: the first that is in it.

    Raises:
        RefusedError: there is none.
        EnvironmentFaultError: the file cannot be read.
    """
    return next(each for each in read_articles(path) if isinstance(each, Article))


def capture_file(path: Path) -> Capture:
    """Take a file's bytes.

    Raises:
        RefusedError: it is too large, or no file.
        EnvironmentFaultError: it cannot be read.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise RefusedError(_NO_FILE)
        if about.st_size > LARGEST_FILE:
            raise RefusedError(_TOO_LARGE)
        with open(path, "rb", opener=_open_without_waiting) as file:
            data = file.read(about.st_size)
    except PermissionError:
        raise EnvironmentFaultError(f"{path} cannot be read; check its permissions.") from None
    except OSError as error:
        raise file_fault(path, error) from error
    # A name may hold bytes that are no text.
    return Capture(data, os.fsencode(path.name).decode("utf-8", "replace"), path.parent)


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; a named pipe that has come in its place would wait for somebody who writes into it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def article_from_bytes(data: bytes, file_name: str, folder: Path | None = None) -> Article:
    """Read captured bytes as one article; pictures that lie in `folder` beside it come along.

    Raises:
        RefusedError: nothing in it can be read.
    """
    articles = articles_from_capture(Capture(data, file_name, folder))
    return next(each for each in articles if isinstance(each, Article))


def articles_from_capture(capture: Capture) -> list[Article | Refusal]:
    """Read a capture and the parts inside it, at least one of which is an article.

    Raises:
        RefusedError: none of it can be read; where there are parts, the reason is the first one's.
    """
    return [entry.result for entry in entries(capture)]


def entries(capture: Capture, places: Collection[Place] | None = None) -> Iterator[Entry]:
    """Read a capture and the parts inside it one by one, or only what stands at some places.

    Raises:
        RefusedError: none of it can be read; where there are parts, the reason is the first one's.
    """
    if places is not None:
        yield from _chosen_entries(capture, places)
        return
    refused: list[Entry] = []
    is_any = False
    for entry in _entries(capture, (), None):
        if not is_any and isinstance(entry.result, Refusal):
            refused.append(entry)
            continue
        if not is_any:
            yield from refused
            is_any = True
        yield entry
    if not is_any:
        first = refused[0].result if refused else None
        raise RefusedError(first.reason if isinstance(first, Refusal) else _NO_TEXT)


def _chosen_entries(capture: Capture, places: Collection[Place]) -> Iterator[Entry]:
    """Give what stands at each of some places, refusals included."""
    missing = dict.fromkeys(places)
    wanted = frozenset(place[:depth] for place in places for depth in range(len(place) + 1))
    for entry in _entries(capture, (), wanted):
        if entry.place in missing:
            del missing[entry.place]
            yield entry
    for place in missing:
        yield Entry(place, Refusal(capture.file_name, _GONE), 0)


def _entries(capture: Capture, place: Place, wanted: frozenset[Place] | None) -> Iterator[Entry]:
    """Give the article of a capture, then those of its parts; `wanted` names places and all that they lie in.

    Raises:
        RefusedError: the capture itself cannot be read.
    """
    if not capture.data.strip(b"\x00\t\n\r "):
        raise RefusedError("The file is empty.")
    kind = kind_of(capture)
    reading = kind.read(capture)
    has_own = bool(reading.items) or not reading.parts
    parts = reading.parts[:MOST_PARTS]
    total = has_own + len(parts) + (len(reading.parts) > MOST_PARTS)
    if has_own:
        try:
            yield Entry(place, _article(capture, kind, reading), total)
        except RefusedError as error:
            # A covering letter without words is no reason to lose what came with it.
            if not reading.parts:
                raise
            yield Entry(place, Refusal(capture.file_name, str(error)), total)
    for number, part in enumerate(parts):
        inside = (*place, number)
        if wanted is not None and inside not in wanted:
            continue
        try:
            if part.depth > DEEPEST:
                raise RefusedError("It lies too deep in other files; save it by itself and import that.")
            for entry in _entries(part, inside, wanted):
                yield Entry(entry.place, entry.result, total)
        except RefusedError as error:
            yield Entry(inside, Refusal(part.file_name, str(error)), total)
    if len(reading.parts) > MOST_PARTS:
        yield Entry((*place, MOST_PARTS), Refusal(capture.file_name, _too_many()), total)


def _too_many() -> str:
    return f"It holds more than {MOST_PARTS:,} articles; please split it."


def _article(capture: Capture, kind: Kind, reading: Reading) -> Article:
    if len(reading.items) > MOST_ITEMS:
        raise RefusedError(f"It has more than {MOST_ITEMS:,} paragraphs; please split it.")
    items = name_uncaptioned_images(reading.items)
    found = read_furniture(items, "title" in reading.declared) if reading.has_furniture else Found()
    fold_repeats(items)
    pictures = take_pictures(items, capture.folder, reading.pictures)
    canonical, blocks = assemble(items)
    if not canonical.strip("\n\ufffc "):
        raise RefusedError(_NO_TEXT)
    return Article(
        capture.file_name,
        capture.data,
        canonical,
        blocks,
        _all_metadata(capture, reading, items, found),
        media_type=kind.media_type,
        encoding=reading.encoding,
        pictures=pictures,
        words=count_words(canonical),
    )


def _all_metadata(capture: Capture, reading: Reading, items: list[Item], found: Found) -> dict[str, Inferred]:
    """Put together what was found: what was declared before what the page says, that before guesses."""
    fallback = {"title": Inferred(Path(capture.file_name).stem, "file name", sure=False)}
    inferred = metadata.infer(items, capture.file_name)
    return fallback | inferred | reading.hints | found.values | reading.declared | dict(capture.known)
