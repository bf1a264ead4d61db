"""A statement as evidence: its words, the line that says whose they are, and what supports or contradicts it."""

from collections.abc import Iterator

from annotator.core.briefing.citations import Citations, ended, locator_words
from annotator.core.briefing.material import Material
from annotator.core.briefing.tree import Corroboration, CorroborationKind, Mark, Quotation, Reference, Run
from annotator.core.directions import isolated
from annotator.core.quoting import quoted
from annotator.core.records import IMAGE_CHARACTER, Link, Placement, Statement

_MARKS: dict[CorroborationKind, Mark] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "repeated": "strong",
    "answered": "strong",
    "uncorroborated": "contradicted",
}


class Evidence:
    """Make the quotations of one briefing, in the order of its footnotes."""

    def __init__(self, material: Material, citations: Citations, pictures: dict[str, tuple[Reference, ...]]) -> None:
        self._material = material
        self._words = material.words
        self._citations = citations
        self._pictures = pictures
        self._lines: dict[tuple[object, ...], str] = {}
        # Where nobody says what supports what, it says nothing that a statement has no support.
        self._has_support = any(link.kind == "supports" for link in material.links)

    def quotation(self, placement: Placement, statement: Statement) -> Quotation:
        """Quote a statement as the editor wants it in this chapter."""
        return Quotation(
            uid=placement.uid,
            statement_uid=statement.uid,
            code=statement.code,
            paragraphs=self._paragraphs(placement, statement),
            footnote=self._citations.footnote(statement),
            source_line=self.source_line(statement),
            language=self._material.source_of[statement.source_uid].language,
            form=placement.form,
            corroboration=tuple(self._corroboration(placement, statement))
            if self._material.settings.shows_links
            else (),
            pictures=self._pictures.get(statement.uid, ()),
        )

    def source_line(self, statement: Statement) -> str:
        """Say who said it, where it stands, of what kind it is, when it was said and of when, and how it is graded."""
        key = (
            *(statement.source_uid, statement.locator_kind, statement.locator, statement.actor_uid, statement.kind),
            *(statement.said_date, statement.event_date, statement.credibility),
        )
        if key not in self._lines:
            grades = self._grades(self._material.source_of[statement.source_uid].reliability, statement.credibility)
            self._lines[key] = " ".join(filter(None, (self._place(statement), self._kind(statement), grades)))
        return self._lines[key]

    def _paragraphs(self, placement: Placement, statement: Statement) -> tuple[str, ...]:
        if placement.form == "cited":
            return ()
        if placement.form == "paraphrased":
            return (placement.words,)
        words = placement.words if placement.form == "shortened" else statement.anchor.quote.strip()
        text = quoted(words).replace(IMAGE_CHARACTER, self._words.image)
        return tuple(isolated(line) for line in text.split("\n") if line)

    def _place(self, statement: Statement) -> str:
        material, words = self._material, self._words
        source = material.source_of[statement.source_uid]
        name = material.house.short_name(source)
        actor = material.actor(statement)
        if actor:
            name = words.in_outlet.format(actor=actor, source=name)
        date = material.house.date(source.uid)
        if source.published and source.published.precision == "month":
            date = words.day_not_given.format(date=date)
        locator = locator_words(words, (statement.locator_kind, statement.locator))
        return ended(", ".join(filter(None, (name, date, locator))))

    def _kind(self, statement: Statement) -> str:
        words, date = self._words, self._material.date
        kind = words.kinds.get(statement.kind, "")
        parts = [kind] if kind else []
        for known, bare, after in (
            (statement.said_date, words.said_bare, words.said_on),
            (statement.event_date, words.event_bare, words.event_on),
        ):
            if known:
                parts.append((after if parts else bare).format(date=date(known)))
        return ended(", ".join(parts)) if parts else ""

    def _grades(self, reliability: str, credibility: int | None) -> str:
        words = self._words
        if not reliability:
            return words.credibility_of.format(grade=credibility) + "." if credibility else ""
        grades = words.reliability_of.format(grade=reliability)
        if credibility:
            grades += ", " + words.credibility_after.format(grade=credibility)
        return grades + "."

    def _corroboration(self, placement: Placement, statement: Statement) -> Iterator[Corroboration]:
        """Say what is linked to a statement; nothing at all where the reviewers link no statements."""
        links = self._material.links_of.get(statement.uid, ())
        found: dict[CorroborationKind, list[Statement]] = {}
        for link in links:
            kind = role_of(link, statement.uid)
            if kind:
                found.setdefault(kind, []).append(self._material.linked[link.other(statement.uid)])
        if self._is_uncorroborated(statement, placement):
            found["uncorroborated"] = []
        own = self._material.origins[statement.source_uid]
        for kind in _MARKS:
            if kind in found:
                yield self._line(kind, found[kind], own)

    def _is_uncorroborated(self, statement: Statement, placement: Placement) -> bool:
        """Tell whether a statement of fact stands alone: no other origin says the same, or the contrary.

        A judgement of somebody's own needs no witness, and what is only cited claims nothing here.
        """
        if not self._has_support or statement.kind == "assessment" or placement.form == "cited":
            return False
        material = self._material
        own = material.origins[statement.source_uid]
        others = (
            material.linked[link.other(statement.uid)]
            for link in material.links_of.get(statement.uid, ())
            if link.kind in ("supports", "contradicts")
        )
        return all(material.origins[other.source_uid] == own for other in others)

    def _line(self, kind: CorroborationKind, others: list[Statement], own_origin: str) -> Corroboration:
        lead, sentence = self._words.corroboration[kind]
        parts: list[Run | Reference] = []
        for piece in _pieces(sentence):
            if piece == "{lead}":
                parts.append(Run(lead, _MARKS[kind]))
            elif piece == "{places}":
                parts.extend(self._places(others, own_origin))
            else:
                parts.append(Run(piece))
        return Corroboration(kind, tuple(parts))

    def _places(self, others: list[Statement], own_origin: str) -> Iterator[Run | Reference]:
        material = self._material
        ordered = sorted(others, key=lambda one: (material.place(one).casefold(), one.locator, one.uid))
        for at, other in enumerate(ordered):
            if at:
                yield Run(self._words.list_joint)
            place = material.place(other)
            if material.origins[other.source_uid] == own_origin:
                place = self._words.same_origin.format(place=place)
            yield material.lead_to(other, place)


def role_of(link: Link, statement_uid: str) -> CorroborationKind | None:
    """Say what a link makes the statement at this end; what it itself supports or answers is said at the other."""
    if link.kind == "contradicts":
        return "contradicted"
    if link.kind == "repeats":
        return "repeated"
    if link.to_uid != statement_uid:
        return None
    return {"supports": "supported", "responds": "answered"}.get(link.kind)  # type: ignore[return-value]


def _pieces(sentence: str) -> Iterator[str]:
    """Split a sentence at its {lead} and {places}."""
    rest = sentence
    while rest:
        found = [(rest.find(mark), mark) for mark in ("{lead}", "{places}") if mark in rest]
        if not found:
            yield rest
            return
        at, mark = min(found)
        if at:
            yield rest[:at]
        yield mark
        rest = rest[at + len(mark) :]
