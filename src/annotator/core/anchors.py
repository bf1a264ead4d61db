"""Anchors: making one from a span, and finding the span that a quote means."""

from functools import lru_cache

from annotator.core.errors import RefusedError
from annotator.core.records import Anchor
from annotator.core.text import snap_to_graphemes

CONTEXT = 32
# Characters that editors and web pages exchange without changing what was said, one for one.
_LOOSE = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\n": " ",
        "\t": " ",
    }
)


def make_anchor(revision_uid: str, text: str, start: int, end: int) -> Anchor:
    """Anchor a span of a revision's text, without white space at its ends and never cutting a character in two.

    Raises:
        RefusedError: nothing but white space is left, or the span is not in the text.
    """
    if not 0 <= start <= end <= len(text):
        raise RefusedError("These words are not in the source; please select them again.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise RefusedError("Nothing is selected; please select some words first.")
    start, end = snap_to_graphemes(text, start, end)
    return Anchor(
        revision_uid, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


def find_quote(
    text: str, quote: str, prefix: str = "", suffix: str = "", start: int | None = None, end: int | None = None
) -> tuple[int, int]:
    """Give the span of the text that a quote means.

    The exact words are sought first; then words that differ only in the shape of quotation marks, dashes or
    spaces. Where they stand several times, `start` (with `end`) or the context decides.

    Raises:
        RefusedError: the quote is not there, or several places fit equally well.
    """
    quote = quote.strip()
    if not quote:
        raise RefusedError("The quote is empty.")
    if start is not None and start >= 0 and text.startswith(quote, start) and end in (None, start + len(quote)):
        return start, start + len(quote)
    places = _places(text, quote)
    if not places:
        loose, prefix, suffix = quote.translate(_LOOSE), prefix.translate(_LOOSE), suffix.translate(_LOOSE)
        text = _loosened(text)
        places = _places(text, loose)
    if not places:
        raise RefusedError("The quote is not in the source; please copy it from there word for word.")
    if len(places) > 1:
        places = _best_places(text, places, len(quote), prefix, suffix, start)
    if len(places) > 1:
        message = f"The quote stands there {len(places)} times; give a prefix, suffix or start to tell which."
        raise RefusedError(message)
    return places[0], places[0] + len(quote)


# Statements come source by source: the same text is asked for again and again.
@lru_cache(8)
def _loosened(text: str) -> str:
    return text.translate(_LOOSE)


def _places(text: str, quote: str) -> list[int]:
    places = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _best_places(text: str, places: list[int], length: int, prefix: str, suffix: str, start: int | None) -> list[int]:
    """Keep the places whose context agrees best, then those nearest to where the quote is said to stand.

    Less than half of the context is no agreement: single letters agree by chance.
    """
    prefix, suffix = prefix.rstrip(), suffix.lstrip()
    if prefix or suffix:
        reach = len(prefix) + len(suffix) + CONTEXT
        scores = [
            _common_end(text[max(0, at - reach) : at].rstrip(), prefix)
            + _common_start(text[at + length : at + length + reach].lstrip(), suffix)
            for at in places
        ]
        best = max(scores)
        if best * 2 >= len(prefix) + len(suffix):
            places = [at for at, score in zip(places, scores, strict=True) if score == best]
    if start is not None and len(places) > 1:
        nearest = min(abs(at - start) for at in places)
        places = [at for at in places if abs(at - start) == nearest]
    return places


def _common_end(one: str, two: str) -> int:
    count = 0
    while count < min(len(one), len(two)) and one[-1 - count] == two[-1 - count]:
        count += 1
    return count


def _common_start(one: str, two: str) -> int:
    count = 0
    while count < min(len(one), len(two)) and one[count] == two[count]:
        count += 1
    return count
