"""Where an entry stands in a bibliography."""

import re
import unicodedata

from annotator.core.records import Source
from annotator.exchange.citing.items import fields, plain
from annotator.exchange.citing.names import names

_ARTICLE = re.compile(r"^(?:the|an|a)\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\w\s]+")


def order(source: Source, *, is_in_text: bool) -> tuple[str, ...]:
    """Order by author, else by what stands in the author's place; then by day, or by title.

    Styles with author and year list one author's works by date, those without a date first, and put the title in
    the place of a missing author; Chicago orders by title and puts the outlet there. No machine's locale comes in.
    """
    known = fields(source)
    title = _ARTICLE.sub("", known.title)
    stand_in = (known.title or known.outlet) if is_in_text else (known.outlet or known.title)
    authors = names(plain(source.author), source.language)
    people = [f"{each.get('family', each.get('literal', ''))} {each.get('given', '')}" for each in authors]
    # The space sorts before every letter, so that one author's own works come before those with others.
    leading = "  ".join(people) or _ARTICLE.sub("", stand_in)
    day = source.published.start.isoformat() if source.published and is_in_text else ""
    return (_plain(leading), day, _plain(title), source.uid)


def _plain(words: str) -> str:
    """Leave out accents and punctuation; letters of other scripts follow the Latin ones."""
    parted = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(unicodedata.normalize("NFC", _LETTERS.sub("", bare)).split(" "))
