"""Where the sources disagree: the statements that were linked as contradicting each other."""

from annotator.core.briefing.evidence import Evidence
from annotator.core.briefing.material import Material, excerpt
from annotator.core.briefing.tree import Disagreement, DisagreementsPart, Side
from annotator.core.quoting import quoted
from annotator.core.records import IMAGE_CHARACTER, Link, Statement


def disagreements(material: Material, evidence: Evidence) -> DisagreementsPart | None:
    """Put the two sides of each contradiction beside each other, by chapter; None where there is none."""
    places = {uid: at for at, uid in enumerate(material.statements)}
    last = len(places)

    def place(link: Link) -> tuple[int, int, str]:
        ends = sorted((places.get(link.from_uid, last), places.get(link.to_uid, last)))
        return ends[0], ends[1], link.uid

    contradictions = sorted((link for link in material.links if link.kind == "contradicts"), key=place)
    made = []
    for link in contradictions:
        ends = sorted((link.from_uid, link.to_uid), key=lambda uid: places.get(uid, last))
        first, second = (material.linked[uid] for uid in ends)
        chapter = material.chapter_of.get(first.uid) or material.chapter_of.get(second.uid)
        sides = (_side(material, evidence, first), _side(material, evidence, second))
        title = " ".join(filter(None, (chapter.number, chapter.title))) if chapter else ""
        made.append(Disagreement(title, sides, link.assessment or material.words.no_assessment))
    return DisagreementsPart(tuple(made)) if made else None


def _side(material: Material, evidence: Evidence, statement: Statement) -> Side:
    text = quoted(excerpt(statement.anchor.quote)).replace(IMAGE_CHARACTER, material.words.image)
    language = material.source_of[statement.source_uid].language
    return Side(text, evidence.source_line(statement), material.lead_to(statement, statement.code), language)
