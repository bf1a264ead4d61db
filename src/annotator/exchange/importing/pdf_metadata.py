"""What a PDF says of itself: its information entries, which programs fill in, and its largest words."""

import re
from collections.abc import Mapping, Sequence

from annotator.core.dates import parse_date
from annotator.core.records import Inferred
from annotator.core.text import normalise
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item

_LONGEST = 300
_SHORTEST = 4
_DATE = re.compile(r"^(?:D:)?(\d{4})(\d{2})(\d{2})")
# What programs write where nobody gave a title or an author.
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|unbenannt|document\d*$|제목 없음|powerpoint|print$|layout \d|slide 1$)"
    r"|\.(?:docx?|odt|rtf|pdf|indd|pages|qxd|html?|txt|pptx?|xlsx?|hwpx?|tmp|tex|dvi)$|^https?://|[/\\]\w+[/\\]",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"^(?:user|admin\w*|owner|author|unknown|anonymous|microsoft|windows|pc|root|hp|dell)\b|@", re.I
)
_FILE = "the PDF’s own information"
_LARGEST = "largest words on page 1"


def read_info(items: Sequence[Item], info: Mapping[str, str]) -> tuple[dict[str, Inferred], dict[str, Inferred]]:
    """Give what is declared, and hints: a title in the information counts as sure where page 1 shows it."""
    first = [item for item in items if item.attributes.get("page") == 1 and item.text]
    declared: dict[str, Inferred] = {}
    hints: dict[str, Inferred] = {}
    title, author = _tidy(info.get("Title", "")), _tidy(info.get("Author", ""))
    title = "" if _NO_TITLE.search(title) else title
    if shown := _shown(title, first):
        _make_title(shown, first)
        declared["title"] = Inferred(shown.text, _FILE)
    elif largest := next((item for item in first if item.kind is BlockKind.HEADING and item.level == 1), None):
        declared["title"] = Inferred(largest.text, _LARGEST, sure=False)
    elif title:
        hints["title"] = Inferred(title, _FILE, sure=False)
    if author and not _NO_AUTHOR.search(author):
        is_shown = any(_squashed(author) in _squashed(item.text) for item in first)
        hints["author"] = Inferred(author, _FILE, sure=is_shown)
    match = _DATE.match(info.get("CreationDate", "").strip())
    made = parse_date("-".join(match.groups())) if match else None
    if made is not None:
        hints["published"] = Inferred(made, "the day on which the PDF was made", sure=False)
    return declared, hints


def _shown(title: str, first: Sequence[Item]) -> Item | None:
    """Find the line that shows a title: alone, or as the beginning of a longer heading."""
    squashed = _squashed(title)
    if len(squashed) < _SHORTEST:
        return None
    lines = [item for item in first if item.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and not item.fold]
    alike = [item for item in lines if _squashed(item.text) == squashed]
    longer = [item for item in lines if item.kind is BlockKind.HEADING and _squashed(item.text).startswith(squashed)]
    return next(iter([*alike, *longer]), None)


def _make_title(shown: Item, first: Sequence[Item]) -> None:
    for item in first:
        if item.kind is BlockKind.HEADING:
            item.level = max(item.level, 2)
    shown.kind, shown.level = BlockKind.TITLE, 1


def _tidy(words: str) -> str:
    return " ".join(normalise(words).replace("\x00", "").split())[:_LONGEST]


def _squashed(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()
