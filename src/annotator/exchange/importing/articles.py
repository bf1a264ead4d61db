"""One file into articles: told by its content, read by its format, and told from the furniture of its page."""

from collections.abc import Iterator
from pathlib import Path

from annotator.core.errors import RefusedError
from annotator.core.records import Article, Inferred
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
_NO_TEXT = "The file has no text to read."


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
        RefusedError: it is too large.
        EnvironmentFaultError: it cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise RefusedError("The file is larger than 64 MB, which no article is; please split it.")
        return Capture(path.read_bytes(), path.name, path.parent)
    except OSError as error:
        raise file_fault(path, error) from error


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
    found = list(_articles(capture))
    if not any(isinstance(each, Article) for each in found):
        raise RefusedError(found[0].reason if found and isinstance(found[0], Refusal) else _NO_TEXT)
    return found


def _articles(capture: Capture) -> Iterator[Article | Refusal]:
    """Give the article of a capture, then those of its parts.

    Raises:
        RefusedError: the capture itself cannot be read.
    """
    if not capture.data.strip(b"\x00\t\n\r "):
        raise RefusedError("The file is empty.")
    kind = kind_of(capture)
    reading = kind.read(capture)
    if reading.items or not reading.parts:
        try:
            yield _article(capture, kind, reading)
        except RefusedError as error:
            # A covering letter without words is no reason to lose what came with it.
            if not reading.parts:
                raise
            yield Refusal(capture.file_name, str(error))
    for part in reading.parts[:MOST_PARTS]:
        try:
            if part.depth > DEEPEST:
                raise RefusedError("It lies too deep in other files; save it by itself and import that.")
            yield from _articles(part)
        except RefusedError as error:
            yield Refusal(part.file_name, str(error))
    if len(reading.parts) > MOST_PARTS:
        yield Refusal(capture.file_name, f"It holds more than {MOST_PARTS:,} articles; please split it.")


def _article(capture: Capture, kind: Kind, reading: Reading) -> Article:
    items = name_uncaptioned_images(reading.items)
    found = read_furniture(items) if reading.has_furniture else Found()
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
    )


def _all_metadata(capture: Capture, reading: Reading, items: list[Item], found: Found) -> dict[str, Inferred]:
    """Put together what was found: what was declared before what the page says, that before guesses."""
    fallback = {"title": Inferred(Path(capture.file_name).stem, "file name", sure=False)}
    inferred = metadata.infer(items, capture.file_name)
    return fallback | inferred | reading.hints | found.values | reading.declared | dict(capture.known)
