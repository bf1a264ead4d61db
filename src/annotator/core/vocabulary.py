"""The closed lists that screens, files and the briefing share, as stored keys and English words."""

from enum import StrEnum


class BlockKind(StrEnum):
    """What a span of a source's text is; METADATA is a byline, date or note on the article itself."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    IMAGE = "image"
    CAPTION = "caption"
    CREDIT = "credit"
    FOOTNOTE = "footnote"
    TABLE_ROW = "table_row"
    METADATA = "metadata"


class FoldReason(StrEnum):
    """Why a block is kept in the text but collapsed on screen."""

    REPEATED = "repeats an earlier line"
    CATEGORY = "category"
    LABEL = "label of the page"
    SITE_NOTICE = "notice of the site"
    BOILERPLATE = "around the article"
    RUNNING_HEAD = "head or foot of the page"
    EARLIER_MAIL = "earlier mail"


STATEMENT_KINDS: dict[str, str] = {
    "direct": "Direct quotation",
    "reported": "Reported statement",
    "assertion": "Author's assertion",
    "assessment": "Assessment",
}

# What one statement can be to another, as seen from the first.
LINK_KINDS: dict[str, str] = {
    "supports": "Supports",
    "contradicts": "Contradicts",
    "repeats": "Repeats",
    "responds": "Responds to",
}
SYMMETRIC_LINKS = frozenset({"contradicts", "repeats"})

# How a statement is quoted in a chapter.
QUOTATION_FORMS: dict[str, str] = {
    "full": "In full",
    "shortened": "Shortened",
    "paraphrased": "Paraphrased",
    "cited": "Cited only",
}
# What stands for the words left out of a shortened quotation.
OMISSION = "[…]"

# ICD 203, D.6.e(2)(a): seven words for likelihood, each with its range in per cent. Never joined with confidence.
LIKELIHOODS: dict[str, tuple[int, int]] = {
    "almost_no_chance": (1, 5),
    "very_unlikely": (5, 20),
    "unlikely": (20, 45),
    "even_chance": (45, 55),
    "likely": (55, 80),
    "very_likely": (80, 95),
    "almost_certain": (95, 99),
}
CONFIDENCES: tuple[str, ...] = ("low", "moderate", "high")

# The Admiralty code (NATO AJP-2.1): two independent scales, never joined into one.
RELIABILITY: dict[str, str] = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Cannot be judged",
}
CREDIBILITY: dict[int, str] = {
    1: "Confirmed",
    2: "Probably true",
    3: "Possibly true",
    4: "Doubtful",
    5: "Improbable",
    6: "Cannot be judged",
}

# Stored by name; each theme gives the name its own shade. Order is the order in which new tags take them.
TAG_COLOURS: tuple[str, ...] = (
    "Blue",
    "Rust",
    "Teal",
    "Umber",
    "Violet",
    "Green",
    "Berry",
    "Gold",
    "Sky",
    "Rose",
    "Olive",
    "Periwinkle",
)

# What a reviewer can confirm or correct about a source, in the order of the form.
METADATA_FIELDS: dict[str, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "outlet": "Outlet",
    "author": "Author",
    "published": "Published",
    "language": "Language",
    "url": "Address",
    "category": "Category",
    "translation_note": "Translation note",
    "updated": "Updated",
    "licence": "Licence",
    "accessed": "Accessed",
}
# Those that hold a date; all others hold words.
DATE_FIELDS = frozenset({"published", "updated", "accessed"})
