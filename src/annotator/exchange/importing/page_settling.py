"""What a page declares beside what it shows: titles are marked where they stand, contradictions are doubted."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.core.records import FuzzyDate, Inferred
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import metadata, shapes
from annotator.exchange.importing.boilerplate import is_about_article, words_of
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.page_metadata import PageMetadata

_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
# A subtitle stands no further behind the title than this.
_NEAR_TITLE = 6


def settle_with_page(page: PageMetadata, items: Sequence[Item]) -> None:
    """Mark the title and the subtitle among the items, and doubt what the visible lines contradict."""
    shown = [item for item in items if not item.fold and item.kind in _LINES]
    _mark_titles(page, shown)
    _doubt_author(page, shown)
    _doubt_date(page, shown)
    _drop_wrong_language(page, items)


def _mark_titles(page: PageMetadata, shown: Sequence[Item]) -> None:
    """Mark the blocks that say title and subtitle, so that no other line is taken for them."""
    title = words_of(page.title)
    at = next((at for at, item in enumerate(shown) if title and words_of(item.text) == title), -1)
    if at < 0:
        return
    shown[at].kind, shown[at].level = BlockKind.TITLE, 1
    declared = page.declared.get("subtitle")
    wanted = {words_of(words) for words in page.standfirsts}
    if declared is not None:
        wanted.add(words_of(declared.value))
    for item in shown[at + 1 : at + 1 + _NEAR_TITLE]:
        words = words_of(item.text)
        if words and words in wanted and words != title and not is_about_article(item.text):
            item.kind, item.level = BlockKind.SUBTITLE, 0
            page.declared.setdefault("subtitle", Inferred(item.text, "the page's mark-up"))
            break


def _doubt_author(page: PageMetadata, shown: Sequence[Item]) -> None:
    author = page.declared.get("author")
    bylines = [shapes.byline(item.text) or shapes.byline_and_date(item.text)[0] for item in shown]
    named = [set(words_of(names)) for names in bylines if names]
    if author is not None and named and all(names.isdisjoint(words_of(author.value)) for names in named):
        page.declared["author"] = replace(author, sure=False)


def _doubt_date(page: PageMetadata, shown: Sequence[Item]) -> None:
    published = page.declared.get("published")
    days = [day for item in shown if (day := shapes.line_date(item.text) or shapes.byline_and_date(item.text)[1])]
    known = [page.declared[name].value for name in ("published", "updated") if name in page.declared]
    if published is not None and days and not any(_are_near(day, each) for day in days for each in known):
        page.declared["published"] = replace(published, sure=False)


def _are_near(day: FuzzyDate, other: FuzzyDate) -> bool:
    """Tell whether two dates are the same but for the hours between the parts of the world."""
    return (day.start - other.end).days <= 1 and (other.start - day.end).days <= 1


def _drop_wrong_language(page: PageMetadata, items: Sequence[Item]) -> None:
    """Believe the words where a page is plainly in another language than it says, as many are that a template made."""
    read = metadata.infer(items, "").get("language")
    declared = page.declared.get("language")
    if read is not None and declared is not None and read.sure and read.value != declared.value:
        page.declared["language"] = replace(read, sure=False)
