"""Edits of how a chapter says things: the form of its quotations, and which of its passages are key judgements."""

from annotator.core.changes import Draft
from annotator.core.errors import RefusedError
from annotator.core.quoting import is_shortened_from, tidy_omissions
from annotator.core.reading import Reading
from annotator.core.records import Placement
from annotator.core.vocabulary import OMISSION, QUOTATION_FORMS


def show_quotation(reading: Reading, placement: Placement, form: str, words: str = "") -> list[Draft]:
    """Quote a statement in one chapter in full, shortened, paraphrased, or only cite it.

    `words` are the shortened quotation, with the omission marked, or the paraphrase.

    Raises:
        RefusedError: the shortened words do not stand so in the statement, or there are none.
    """
    if form not in QUOTATION_FORMS:
        raise RefusedError(f"A quotation is one of: {', '.join(QUOTATION_FORMS)}.")
    words = tidy_omissions(words) if form == "shortened" else words.strip()
    if form in ("shortened", "paraphrased") and not words.replace(OMISSION, "").strip():
        raise RefusedError("There are no words left; please write some, or only cite the statement.")
    if form == "shortened":
        quote = reading.statement(placement.statement_uid).anchor.quote
        if not is_shortened_from(words, quote):
            raise RefusedError(
                f"A shortened quotation has only words of the statement, in their order, and {OMISSION}."
            )
    value = {"form": form, "words": words if form in ("shortened", "paraphrased") else ""}
    return [Draft("set", placement.uid, "shown", value)]


def mark_key_judgement(prose_uid: str, is_key_judgement: bool) -> list[Draft]:
    """Put a passage of prose first in the briefing as a key judgement, or make it plain prose again."""
    return [Draft("set", prose_uid, "is_key_judgement", is_key_judgement)]


def set_likelihood(prose_uid: str, likelihood: str) -> list[Draft]:
    """Say how likely a key judgement is: a key of the project's words for it, or ""."""
    return [Draft("set", prose_uid, "likelihood", likelihood)]


def set_confidence(prose_uid: str, confidence: str) -> list[Draft]:
    """Say how confident the analyst is in a key judgement: a key of the project's words for it, or ""."""
    return [Draft("set", prose_uid, "confidence", confidence)]
