"""The evidence matrix: which source says something in which chapter, and which is silent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.core.briefing.material import Material
from annotator.core.briefing.tree import MatrixBand, MatrixCell, MatrixPart, MatrixRow, Reference
from annotator.core.records import Chapter, Placement, Source

# As many as a landscape page holds beside each other with their names readable.
SOURCES_BESIDE_EACH_OTHER = 8


@dataclass(frozen=True, slots=True)
class _Tally:
    """What stands in one chapter, by source uid."""

    counts: Mapping[str, int]
    contested: frozenset[str]


def matrix(material: Material) -> MatrixPart | None:
    """Count the statements of each chapter that has a heading by source; None where nothing is quoted."""
    tallies = {uid: _tally(material, uid) for uid in material.full if uid in material.present_uids}
    quoted = {uid for tally in tallies.values() for uid in tally.counts}
    sources = [source for source in material.sources if source.uid in quoted]
    if not sources:
        return None
    size = SOURCES_BESIDE_EACH_OTHER
    bands = [
        MatrixBand(
            tuple((source.label, source.reliability) for source in band),
            tuple(_row(material, material.full[uid], band, tally) for uid, tally in tallies.items()),
        )
        for band in (sources[at : at + size] for at in range(0, len(sources), size))
    ]
    return MatrixPart(tuple(bands), material.words.matrix_legend)


def _tally(material: Material, chapter_uid: str) -> _Tally:
    placed = [
        material.statements[item.statement_uid]
        for item in material.items[chapter_uid]
        if isinstance(item, Placement) and item.statement_uid in material.statements
    ]
    contested = frozenset(statement.source_uid for statement in placed if statement.uid in material.contested_uids)
    return _Tally(Counter(statement.source_uid for statement in placed), contested)


def _row(material: Material, chapter: Chapter, band: Sequence[Source], tally: _Tally) -> MatrixRow:
    return MatrixRow(
        chapter=Reference(chapter.uid, chapter.title),
        number=chapter.number,
        level=chapter.depth + 1,
        cells=tuple(MatrixCell(tally.counts.get(source.uid, 0), source.uid in tally.contested) for source in band),
        origins=len({material.origins[uid] for uid in tally.counts}),
        statements=sum(tally.counts.values()),
    )
