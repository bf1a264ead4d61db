from hypothesis import given
from hypothesis import strategies as st

from annotator.core.suggesting.quotations import find_quotations
from annotator.core.vocabulary import BlockKind
from tests.core.suggesting.paragraphs import quotations_of, source_of, spoken, terms

PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "«", "»", "「", "」", "said ", "Olsen ", "the bridge ", "was gone", ". ", ", ",
     "고 말했다", "сказал ", " it ", "he ", "according to ", "(", ")", "—", " "]
)  # fmt: skip
PARAGRAPHS = st.lists(st.lists(PIECES, max_size=20).map("".join), min_size=1, max_size=4)


def test_the_comma_before_the_closing_mark_is_left_out():
    assert spoken("“It is gone,” said Olsen.") == [("It is gone", "Olsen")]


def test_the_stop_of_a_whole_sentence_is_kept_and_that_of_a_fragment_is_not():
    assert spoken("Olsen said: “It is gone.”") == [("It is gone.", "Olsen")]
    assert spoken("Olsen said it was “beyond all repair.”") == [("beyond all repair", "Olsen")]


def test_a_quotation_that_is_parted_is_two_of_one_speaker():
    found = spoken("“The bridge is closed,” said Anna Bakke, the harbour master, “and it will stay so.”")
    assert found == [("The bridge is closed", "Anna Bakke"), ("and it will stay so", "Anna Bakke")]


def test_the_speaker_goes_on_in_the_next_sentence():
    found = spoken("“We saw no light,” the captain told reporters. “The fog came in within a minute.”")
    assert [each[1] for each in found] == ["Captain", "Captain"]


def test_a_paragraph_of_nothing_but_a_quotation_goes_on_with_the_speaker_but_not_surely():
    _, (first, second) = quotations_of("“We saw no light,” said Tom Lund.", "“The fog came in within a minute.”")
    assert (second.speaker, first.is_sure, second.is_sure) == ("Tom Lund", True, False)


def test_a_heading_ends_what_somebody_says():
    text, blocks = source_of(
        "“We saw no light,” said Tom Lund.",
        "Morning",
        "“The fog came in within a minute.”",
        kinds=(BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH),
    )
    assert [each.speaker for each in find_quotations(text, blocks)] == ["Tom Lund", ""]


def test_a_quotation_that_is_opened_again_in_each_paragraph_is_one():
    found = spoken("“The first winter was the worst.", "“We had no coal,” said Ingrid Moe.")
    assert found == [("The first winter was the worst.\n“We had no coal", "Ingrid Moe")]


def test_a_quotation_that_is_never_closed_is_none():
    assert quotations_of("“The first winter was the worst.", "Then spring came.")[1] == []


def test_a_sentence_before_can_name_the_speaker():
    assert spoken("Ingrid Moe explained. “The ice broke in spring and took the bridge.”")[0][1] == "Ingrid Moe"


def test_a_sentence_by_itself_is_offered_though_nobody_speaks_it():
    assert spoken("“A light and a horn is all we ask for.”") == [("A light and a horn is all we ask for.", "")]


def test_it_is_whoever_spoke_in_the_same_sentence():
    found = spoken("Veldara praised the crews for their part in what it calls the “securing” of the banks.")
    assert found == [("securing", "Veldara")]


def test_he_is_the_person_who_was_named_last():
    assert spoken("Her deputy, Aron Lie, was blunter. “It’s a scandal,” he said.") == [("It’s a scandal", "Aron Lie")]


def test_titles_captions_and_folded_lines_are_passed_over():
    words = "“It is gone,” said Olsen."
    text, blocks = source_of(words, words, kinds=(BlockKind.TITLE, BlockKind.CAPTION))
    assert find_quotations(text, blocks) == []


def test_one_word_with_a_verb_of_saying_is_a_quotation_and_without_one_a_term():
    assert spoken("Olsen called it “reckless.”") == [("reckless", "Olsen")]
    assert terms("The place is known for its “silence.”") == ["silence"]


@given(PARAGRAPHS)
def test_quotations_lie_in_the_text_in_order_and_apart(paragraphs: list[str]):
    text, found = quotations_of(*paragraphs)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start <= each.end <= len(text) for each in found)
    assert all(each.is_term or each.speaker or not each.is_sure for each in found)
