"""One file into one article: decoded, read by its format, and told from the furniture of its page."""

from pathlib import Path

from annotator.core.errors import RefusedError
from annotator.core.records import Article, Inferred
from annotator.exchange.importing import markdown, metadata
from annotator.exchange.importing.decode import decode
from annotator.exchange.importing.embedded import take_pictures
from annotator.exchange.importing.furniture import Found, read_furniture
from annotator.exchange.importing.items import Item, assemble
from annotator.exchange.importing.pictures import fold_repeats, name_uncaptioned_images
from annotator.exchange.importing.plain_text import read_lines
from annotator.store.connection import file_fault

MARKDOWN_ENDINGS = (".md", ".markdown")
ENDINGS = (".txt", ".text", *MARKDOWN_ENDINGS)
LARGEST_FILE = 64 * 1024 * 1024


def read_article(path: Path) -> Article:
    """Read a file as an article.

    Raises:
        RefusedError: it is empty, binary, too large, or in an encoding that cannot be told.
        EnvironmentFaultError: it cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise RefusedError("The file is larger than 64 MB, which no article is; please split it.")
        data = path.read_bytes()
    except OSError as error:
        raise file_fault(path, error) from error
    return article_from_bytes(data, path.name, path.parent)


def article_from_bytes(data: bytes, file_name: str, folder: Path | None = None) -> Article:
    """Read captured bytes as an article; the file's name tells Markdown from plain text.

    Pictures that lie in `folder` beside the article come along.
    """
    text, encoding = decode(data)
    is_markdown = file_name.casefold().endswith(MARKDOWN_ENDINGS)
    front: dict[str, Inferred] = {}
    if is_markdown:
        items, front = markdown.read_markdown(text)
    else:
        items = read_lines(text)
    items = name_uncaptioned_images(items)
    found = read_furniture(items)
    fold_repeats(items)
    pictures = take_pictures(items, folder)
    canonical, blocks = assemble(items)
    if not canonical.strip("\n\ufffc "):
        raise RefusedError("The file has no text to read.")
    return Article(
        file_name,
        data,
        canonical,
        blocks,
        _all_metadata(items, found, front, file_name),
        media_type="text/markdown" if is_markdown else "text/plain",
        encoding=encoding,
        pictures=pictures,
    )


def _all_metadata(items: list[Item], found: Found, front: dict[str, Inferred], file_name: str) -> dict[str, Inferred]:
    """Put together what was found; what the author declared comes before what the page says, that before guesses."""
    fallback = {"title": Inferred(Path(file_name).stem, "file name", sure=False)}
    return fallback | metadata.infer(items, file_name) | found.values | front
