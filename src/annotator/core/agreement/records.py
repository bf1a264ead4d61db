"""What goes into a comparison of reviewers, and what comes out of it. Spans are code points, end-exclusive."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum


class UnitKind(StrEnum):
    """What is compared, one by one; see core.agreement.units."""

    SENTENCES = "sentences"
    PASSAGES = "passages"


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """One reviewer's tag on one statement. The span is in the present revision of the source."""

    source_uid: str
    start: int
    end: int
    tag_uid: str
    reviewer_uid: str


@dataclass(frozen=True, slots=True)
class ReviewersWork:
    """Who tagged what, and who marked which source as read: reviewer uids by source uid."""

    spans: tuple[TaggedSpan, ...] = ()
    read_by: Mapping[str, AbstractSet[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sources, tags and reviewers are compared; an empty field takes all of them."""

    source_uids: tuple[str, ...] = ()
    tag_uids: tuple[str, ...] = ()
    reviewer_uids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measures:
    """How far all reviewers agree on one tag, or on all tags together, where `tag_uid` is "".

    `units` counts what at least two of them judged, `agreed` those of them on which all who judged it say the same.
    For all tags that means the same set of tags. `kappa` is the mean over the pairs for which it is defined. The
    coefficients are 1 at most and may be negative; None is "not defined", as where nobody ever used the tag.
    """

    tag_uid: str
    units: int
    agreed: int
    kappa: float | None
    alpha: float | None
    unitising_alpha: float | None

    @property
    def percentage(self) -> float | None:
        """The share of units that are agreed on, from 0 to 100; None where there are no units."""
        return 100 * self.agreed / self.units if self.units else None


@dataclass(frozen=True, slots=True)
class PairMeasures:
    """How far two reviewers agree on one tag, or on all tags together, where `tag_uid` is "".

    All counts are units that both judged. `both` have the tag from the two of them, `only_first` and `only_second`
    from one. For all tags a unit counts in each of the three where there is at least one such tag, so it can count
    in several.
    """

    tag_uid: str
    units: int
    agreed: int
    kappa: float | None
    both: int
    only_first: int
    only_second: int

    @property
    def percentage(self) -> float | None:
        """The share of units that are agreed on, from 0 to 100; None where there are no units."""
        return 100 * self.agreed / self.units if self.units else None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers who judged at least one source in common. `sources` counts those."""

    first_uid: str
    second_uid: str
    sources: int
    all_tags: PairMeasures
    tags: tuple[PairMeasures, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that some of those who judged it gave a tag and others did not. The span is the unit's."""

    source_uid: str
    start: int
    end: int
    tag_uid: str
    put_uids: tuple[str, ...]
    missing_uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison of reviewers found, and on which units of which sources.

    `source_uids` are the sources that at least two reviewers judged, in the project's order, and `reviewer_uids` are
    those reviewers, by name; both are empty where there is nothing to compare. `tags` has one row for each tag, in
    the codebook's order. `disagreements` come in reading order.
    """

    unit: UnitKind
    source_uids: tuple[str, ...]
    reviewer_uids: tuple[str, ...]
    all_tags: Measures
    tags: tuple[Measures, ...]
    pairs: tuple[Pair, ...]
    disagreements: tuple[Disagreement, ...]
