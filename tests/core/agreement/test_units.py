"""The units on which reviewers are compared."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement.units import overlapping, passages, sentences
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda span: (span[0], sum(span))), max_size=8)
TEXT = "The bridge is shut. Nobody says why.\nBy Ines Falk\nMore from Orrin. Read it here."
SHUT, WHY, BYLINE, MORE, HERE = (0, 19), (20, 36), (37, 49), (50, 66), (67, 80)


def blocks(fold: str = "") -> list[Block]:
    return [
        Block(BlockKind.PARAGRAPH, 0, 36),
        Block(BlockKind.METADATA, 37, 49),
        Block(BlockKind.PARAGRAPH, 50, 80, fold=fold),
    ]


def test_overlapping_statements_are_one_passage_also_where_a_third_joins_them():
    assert passages([(10, 20), (28, 40), (18, 30)]) == [(10, 40)]
    assert passages([(10, 40), (12, 15), (50, 60)]) == [(10, 40), (50, 60)]


def test_statements_that_only_touch_are_two_passages():
    assert passages([(20, 30), (10, 20)]) == [(10, 20), (20, 30)]


@given(SPANS)
def test_passages_hold_each_span_whole_and_are_covered_by_them(spans: list[tuple[int, int]]):
    found = passages(spans)
    assert all(len(overlapping(found, *span)) == 1 for span in spans)
    assert {at for span in found for at in range(*span)} == {at for span in spans for at in range(*span)}
    assert passages(found) == found


@given(SPANS, st.integers(0, 40), st.integers(1, 20))
def test_a_unit_overlaps_where_it_shares_a_character(spans: list[tuple[int, int]], start: int, length: int):
    units = passages(spans)
    shared = [at for at, unit in enumerate(units) if set(range(*unit)) & set(range(start, start + length))]
    assert list(overlapping(units, start, start + length)) == shared


def test_sentences_are_units_whether_somebody_tagged_them_or_not():
    assert sentences(TEXT, blocks(), []) == [SHUT, WHY, MORE, HERE]


def test_what_is_folded_or_tells_of_the_article_itself_is_no_unit_unless_somebody_tagged_it():
    assert sentences(TEXT, blocks("notice of the site"), []) == [SHUT, WHY]
    assert sentences(TEXT, blocks("notice of the site"), [(40, 44), (70, 72)]) == [SHUT, WHY, BYLINE, HERE]
