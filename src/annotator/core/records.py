"""What the project holds, as immutable records. Offsets are code points, end-exclusive, in a revision's text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from annotator.core.vocabulary import BlockKind

IMAGE_CHARACTER = "\ufffc"
Json = Any


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as well as it is known.

    `start` and `end` are the first and last day it can be. `precision` is "day", "month", "year" or "about";
    `words` keeps what the source said where that is more than the dates tell ("late April 2025").
    """

    start: date
    end: date
    precision: str
    words: str = ""

    @classmethod
    def from_json(cls, value: Json) -> "FuzzyDate | None":
        """Read the stored form; None stays None."""
        if value is None:
            return None
        return cls(
            date.fromisoformat(value["start"]),
            date.fromisoformat(value["end"]),
            value["precision"],
            value.get("words", ""),
        )

    def to_json(self) -> Json:
        """Give the stored form: one value, because a date and its precision belong together."""
        stored = {"start": self.start.isoformat(), "end": self.end.isoformat(), "precision": self.precision}
        return stored | {"words": self.words} if self.words else stored


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the text with a kind.

    Blocks are in text order and one line feed apart; a list marker or a footnote's marker is no part of the text.
    `level` is 1 to 6 for headings and the depth of list items. `fold` is the reason for collapsing it, or "".
    `attributes` by kind: image `url`, `alt`, `caption`, `credit`, `missing` (true where no address is known), and
    `sha256` and `media_type` where the picture itself is in the project;
    caption `credit`; footnote `label`; list item `marker`; and on any block `page`, the page of the original on which
    it begins, from 1; `page_turns`: pairs of an offset in the revision's text and the page that begins there;
    `references`: pairs of an offset in the revision's text and a footnote's label, where a reference mark stood (the
    mark is no part of the text); `links`: start and end in the revision's text, and the address that they lead to.
    `line` is the line of the original, from 1, or 0.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    fold: str = ""
    line: int = 0
    attributes: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inferred:
    """A value of a source's metadata with where it came from.

    `origin` is plain words ("line 36", "image address", "reviewer"); `sure` is False where a person should look.
    """

    value: Json
    origin: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """What an importer makes of one file: nothing of it is in the project yet.

    `pictures` are the bytes of images that the file holds, by their SHA-256 in hexadecimal; `words` is how many words
    the text has, or 0 where nobody has counted them yet.
    """

    file_name: str
    original: bytes
    text: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, Inferred]
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    words: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a statement is: a W3C text position and text quote selector in one value."""

    revision_uid: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str

    def to_json(self) -> Json:
        """Give the stored form."""
        return {
            "revision": self.revision_uid,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }

    @classmethod
    def from_json(cls, value: Json) -> "Anchor":
        """Read the stored form."""
        return cls(value["revision"], value["start"], value["end"], value["quote"], value["prefix"], value["suffix"])


@dataclass(frozen=True, slots=True)
class Project:
    """The project itself. `briefing` is what was chosen for its briefing, as stored (see core.briefing.settings).

    While `is_blind`, reviewers see only their own statements. `outlets` are those that were learnt, by host.
    """

    uid: str
    title: str
    subtitle: str = ""
    language: str = "en"
    briefing: Mapping[str, Json] = field(default_factory=dict)
    is_blind: bool = False
    outlets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who makes changes.

    `stands_for` is the reviewer that he is counted as: another where one person worked under two, else himself or "".
    """

    uid: str
    name: str
    initials: str
    colour: str
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An imported article. `metadata` holds each value with its origin; the named fields are its values.

    `descriptor` is what the editor says of it in the briefing, or "" where the drafted words do (see
    core.briefing.descriptors); `is_read` is told for one reviewer.
    """

    uid: str
    file_name: str
    title: str
    subtitle: str
    outlet: str
    author: str
    published: FuzzyDate | None
    language: str
    url: str
    reliability: str
    origin: str
    revision_uid: str
    original_sha256: str
    words: int
    metadata: Mapping[str, Inferred]
    statement_count: int = 0
    is_read: bool = False
    descriptor: str = ""

    @property
    def label(self) -> str:
        """The short name for lists and citations: the outlet, else the title, else the file."""
        return self.outlet or self.title or self.file_name


@dataclass(frozen=True, slots=True)
class Tag:
    """A label of the codebook. `depth` is 0 at the top; lists of tags come in tree order.

    `is_position` where it says what an actor holds ("denies"), so that what he holds can be followed over time.
    """

    uid: str
    name: str
    colour: str
    definition: str
    parent_uid: str | None
    order: str
    depth: int = 0
    favourite: int = 0
    statement_count: int = 0
    is_position: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the outline. `number` is "2" or "2.1"; lists of chapters come in tree order."""

    uid: str
    title: str
    parent_uid: str | None
    order: str
    number: str = ""
    depth: int = 0
    statement_count: int = 0
    source_count: int = 0
    prose_count: int = 0


@dataclass(frozen=True, slots=True)
class Actor:
    """Who said it: a person or a body."""

    uid: str
    name: str
    statement_count: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A highlighted passage and what the reviewers say of it.

    `number` is the short number that screens and the briefing print as S-17. `tag_uids` is the union over the
    reviewers, merged tags followed to their end. `locator` is the number of `locator_kind` in the source, from 1, or 0.
    `created` is milliseconds since 1970 (UTC), for display only. `anchor_state` is "moved" or "lost" where the source
    has changed and nobody has looked yet, else "".
    """

    uid: str
    number: int
    source_uid: str
    anchor: Anchor
    locator: int
    locator_kind: str = "paragraph"
    tag_uids: tuple[str, ...] = ()
    chapter_uids: tuple[str, ...] = ()
    actor_uid: str | None = None
    kind: str = ""
    event_date: FuzzyDate | None = None
    said_date: FuzzyDate | None = None
    credibility: int | None = None
    reviewer_uid: str = ""
    created: int = 0
    anchor_state: str = ""

    @property
    def code(self) -> str:
        """The number as people say it."""
        return f"S-{self.number}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reviewer's tag on a statement. `stored_tag_uid` differs from `tag_uid` where that tag was merged.

    `reviewer_uid` is "" where the tag was agreed on. `is_overruled` where it was agreed that it does not belong there.
    """

    tag_uid: str
    stored_tag_uid: str
    reviewer_uid: str
    is_overruled: bool = False


@dataclass(frozen=True, slots=True)
class Highlight:
    """What the reader paints of a statement."""

    uid: str
    start: int
    end: int
    tag_uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """A statement in a chapter.

    `form` is how it is quoted there (a key of vocabulary.QUOTATION_FORMS); `words` are the shortened quotation or
    the paraphrase, and "" for the other forms.
    """

    uid: str
    chapter_uid: str
    statement_uid: str
    order: str
    form: str = "full"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph that the editor writes in a chapter; citations are tokens (see core.prose).

    A key judgement has a likelihood and a confidence (keys of the project's words for them, or ""), never joined.
    """

    uid: str
    chapter_uid: str
    order: str
    text: str
    is_key_judgement: bool = False
    likelihood: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What one statement is to another: `from_uid` supports, contradicts, repeats or responds to `to_uid`.

    For the kinds of vocabulary.SYMMETRIC_LINKS the two ends mean the same, and the smaller uid comes first.
    `assessment` is what the editor makes of it.
    """

    uid: str
    kind: str
    from_uid: str
    to_uid: str
    assessment: str = ""

    def other(self, statement_uid: str) -> str:
        """Give the other end."""
        return self.to_uid if statement_uid == self.from_uid else self.from_uid


@dataclass(frozen=True, slots=True)
class ConflictHead:
    """One of the values that stand against each other. `clock` orders them for display only."""

    value: Json
    reviewer_uid: str
    clock: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that two reviewers changed without seeing each other; the head that is shown comes first.

    `field` "" is the entity's life: it was deleted beside an edit. A tree's ignored move has no heads.
    """

    entity_type: str
    entity_uid: str
    field: str
    heads: tuple[ConflictHead, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on anything. `kind` is "" for a reviewer's one own, "discussion" for what is said to each other.

    `created` is milliseconds since 1970 (UTC), for display only.
    """

    uid: str
    target_uid: str
    reviewer_uid: str
    text: str
    kind: str = ""
    created: int = 0


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements are wanted; empty fields do not filter.

    `text` is matched in the quote, case-folded. `placed` False wants those that stand in no chapter, `to_check` those
    whose source has changed since. `sort` is "place" (source, then position), "quote", "source", "tags", "chapters",
    "actor", "date" or "number".
    """

    source_uids: tuple[str, ...] = ()
    tag_uid: str = ""
    chapter_uid: str = ""
    actor_uid: str = ""
    reviewer_uid: str = ""
    text: str = ""
    placed: bool | None = None
    to_check: bool = False
    sort: str = "place"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A source in which the words stand.

    `snippet` is the text around the best place; `start` and `end` are the hit in the revision's text; `marks` are
    spans inside the snippet; `count` is how many places there are.
    """

    source_uid: str
    revision_uid: str
    start: int
    end: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    count: int
    score: float
