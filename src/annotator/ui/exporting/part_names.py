"""What the parts of the briefing are called on the screen, and in words what each holds."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from annotator.core.briefing import Briefing
from annotator.core.briefing.tree import (
    BibliographyPart,
    CodebookPart,
    DisagreementsPart,
    JudgementsPart,
    MatrixPart,
    PicturesPart,
    SourcesPart,
    TimelinePart,
)


def part_names() -> dict[str, str]:
    """Give the name of each part, by its stored name."""
    return {
        "title": _tr("Title page"),
        "contents": _tr("Contents"),
        "key_judgements": _tr("Key judgements"),
        "chapters": _tr("Chapters"),
        "timeline": _tr("Timeline"),
        "disagreements": _tr("Where the sources disagree"),
        "matrix": _tr("Evidence matrix"),
        "pictures": _tr("Pictures"),
        "sources": _tr("Sources"),
        "bibliography": _tr("Bibliography"),
        "method": _tr("Method"),
        "codebook": _tr("Codebook"),
    }


def holdings(briefing: Briefing) -> Mapping[str, str]:
    """Say what each part of a briefing holds, as far as there is something to count."""
    made: dict[str, str] = {}
    for part in briefing.parts:
        match part:
            case JudgementsPart():
                made[part.name] = f"{len(part.judgements):,}"
            case TimelinePart():
                made[part.name] = _counted(len(part.rows), _tr("1 date"), _tr("{0} dates"))
            case DisagreementsPart():
                made[part.name] = f"{len(part.disagreements):,}"
            case MatrixPart():
                made[part.name] = _tr("landscape")
            case PicturesPart():
                made[part.name] = f"{len(part.pictures):,}"
            case SourcesPart():
                made[part.name] = f"{len(part.sources):,}"
            case BibliographyPart():
                made[part.name] = f"{len(part.entries):,}"
            case CodebookPart():
                made[part.name] = _counted(len(part.rows), _tr("1 tag"), _tr("{0} tags"))
    return made


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(f"{count:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("BriefingParts", text)
