from annotator.core.dates import format_date, parse_date
from annotator.core.records import Actor, Highlight
from annotator.core.suggesting.datings import Dating
from annotator.core.suggesting.suggestions import Findings, Suggestion, found_at, open_suggestions, suggest
from tests.core.suggesting.paragraphs import source_of


def findings(*paragraphs: str, actors: tuple[Actor, ...] = ()) -> Findings:
    text, blocks = source_of(*paragraphs)
    return suggest(text, blocks, actors, parse_date("30 April 2025"))


def said(dating: Dating | None) -> str:
    return format_date(dating.date) if dating is not None and dating.date is not None else ""


def test_a_quotation_is_suggested_as_a_direct_statement_of_its_speaker():
    (found,) = findings("“The pier is gone,” said Anna Bakke.").suggestions
    assert (found.kind, found.speaker, found.actor_uid, found.is_speaker_sure) == ("direct", "Anna Bakke", None, True)


def test_a_speaker_whom_the_project_knows_is_called_as_there():
    (found,) = findings("“The pier is gone,” said Captain Bakke.", actors=(Actor("u", "Anna Bakke"),)).suggestions
    assert (found.speaker, found.actor_uid) == ("Anna Bakke", "u")


def test_the_date_beside_the_voice_is_when_it_was_said():
    (found,) = findings("“The pier is gone,” said Anna Bakke on Monday.").suggestions
    assert (said(found.said), found.event) == ("28 April 2025", None)


def test_the_date_inside_the_words_is_what_they_tell_of():
    (found,) = findings("“The pier went on 12 April,” said Anna Bakke on Monday.").suggestions
    assert (said(found.said), said(found.event)) == ("28 April 2025", "12 April 2025")


def test_a_paragraph_that_goes_on_was_said_on_the_same_day():
    first, second = findings(
        "“The pier is gone,” said Anna Bakke on Monday.", "“Nobody is to blame for the fire.”"
    ).suggestions
    assert said(first.said) == said(second.said) == "28 April 2025"


def test_the_date_of_a_document_is_not_when_it_was_quoted():
    (found,) = findings("Under the treaty signed on 3 March 2024, Bakke said, the pier is “beyond repair.”").suggestions
    assert found.said is None


def test_a_date_behind_the_words_belongs_to_something_else():
    (found,) = findings("Bakke called the pier “beyond repair” since the fire that broke out on 3 March.").suggestions
    assert found.said is None


def test_terms_are_given_apart():
    found = findings("The pier is known for its “silence.”")
    assert (found.suggestions, len(found.terms)) == ((), 1)


def test_names_and_dates_are_given_too():
    found = findings("Anna Bakke left on Monday.", actors=(Actor("u", "Anna Bakke"),))
    assert ([each.actor_uid for each in found.mentions], [each.words for each in found.datings]) == (
        ["u"],
        ["on Monday"],
    )


def test_what_stands_in_a_statement_is_offered_no_more():
    found = findings("“It is gone,” said Bakke. Lund said it was “beyond repair.”")
    first, second = found.suggestions
    taken = Highlight("s", first.start + 2, first.end + 9, ())
    assert open_suggestions(found, [taken]) == [second]


def found_in(words: str, *paragraphs: str) -> Suggestion | None:
    start = "\n".join(paragraphs).index(words)
    return found_at(findings(*paragraphs), start, start + len(words))


def test_a_span_with_a_quotation_in_it_has_its_speaker_and_date():
    found = found_in("gone,” said Anna", "“The pier is gone,” said Anna Bakke on Monday.")
    assert found is not None
    assert (found.speaker, said(found.said)) == ("Anna Bakke", "28 April 2025")


def test_the_day_on_which_it_was_said_is_no_event():
    sentence = "“The pier is gone,” said Anna Bakke on Monday."
    found = found_in(sentence, sentence)
    assert found is not None
    assert found.event is None


def test_a_span_that_reports_has_whoever_is_reported_but_not_surely():
    sentence = "On Monday, the Harbour Board said that the pier had burnt on 12 April."
    found = found_in(sentence, sentence)
    assert found is not None
    assert (found.kind, found.speaker, found.is_speaker_sure) == ("reported", "Harbour Board", False)
    assert (said(found.said), said(found.event)) == ("28 April 2025", "12 April 2025")


def test_a_span_of_neither_has_the_date_that_stands_in_it():
    found = found_in("burnt on 12 April", "The pier burnt on 12 April, and nobody knows why.")
    assert found is not None
    assert (found.speaker, said(found.event)) == ("", "12 April 2025")


def test_a_span_with_nothing_in_it_has_nothing():
    assert found_in("nobody knows", "The pier burnt on 12 April, and nobody knows why.") is None
