from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.quoting import is_shortened_from, quoted, tidy_omissions
from annotator.core.vocabulary import OMISSION

DOUBLE = set('“”„"')
MARKS = '“”„«»"「」'
TEXTS = st.text("ab ’‘" + MARKS, max_size=12)
WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=5), min_size=1, max_size=12)
WRITTEN = st.sampled_from(["[…]", " […] ", "[...]", "[ ... ]", " [ … ]", "[…] […]", "[...][…]"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "“plain words”"),
        ("it’s theirs", "“it’s theirs”"),
        ("“one whole quotation”", "“one whole quotation”"),
        ('"straight and whole"', '"straight and whole"'),
        ("„so auf Deutsch“", "„so auf Deutsch“"),
        ("«ainsi en français»", "«ainsi en français»"),
        ("“begun only", "“begun only”"),
        ("ended only”", "“ended only”"),
        ('"begun only', '"begun only"'),
        ('ended only"', '"ended only"'),
        ("“one,” he said, “and two”", "‘“one,” he said, “and two”’"),
        ("“We will,” she said.", "‘“We will,” she said.’"),
        ("she called it “late” twice", "‘she called it “late” twice’"),
        ("“outer “inner” outer”", "“outer “inner” outer”"),
        ("他说「好」了", "“他说「好」了”"),
        ("", "“”"),
    ],
)
def test_quotation_marks_never_stand_doubled(text: str, shown: str) -> None:
    assert quoted(text) == shown


@given(TEXTS)
def test_not_a_character_of_a_passage_is_changed_by_its_marks(text: str) -> None:
    shown = quoted(text)
    assert text in shown
    assert len(shown) - len(text) <= 2


@given(TEXTS.filter(lambda text: set(text) & {"a", "b"}))
def test_no_mark_is_put_beside_another_double_one(text: str) -> None:
    assert _doubled(quoted(text)) == _doubled(text)


@pytest.mark.parametrize(
    "words",
    [
        "Inspectors found eleven cracks.",
        "Inspectors […] cracks.",
        "[…] eleven cracks.",
        "Inspectors found […]",
        "Inspectors  found\n[…] cracks.",
        "Inspectors […] […] cracks.",
    ],
)
def test_pieces_in_their_order_are_a_shortened_quotation(words: str) -> None:
    assert is_shortened_from(words, "Inspectors found\neleven cracks.")


@pytest.mark.parametrize(
    "words",
    [
        "Inspectors found twelve cracks.",
        "cracks […] Inspectors",
        "Inspectors eleven cracks.",
        "Inspectors found […] found",
        "inspectors found",
        "Inspectors found ... cracks.",
    ],
)
def test_other_words_or_another_order_are_no_shortened_quotation(words: str) -> None:
    assert not is_shortened_from(words, "Inspectors found\neleven cracks.")


@given(WORDS, st.data())
def test_whatever_is_left_out_of_a_quote_what_is_left_is_shortened_from_it(
    words: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    assert is_shortened_from(_without(words, kept), " ".join(words))


@given(WORDS, st.data())
def test_a_word_that_is_not_in_the_quote_is_found(words: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    at = data.draw(st.integers(0, len(words)))
    altered = [*words[:at], "zzz", *words[at:]]
    assert not is_shortened_from(_without(altered, [*kept[:at], True, *kept[at:]]), " ".join(words))


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("one [...] two", "one […] two"),
        ("one[…]two", "one […] two"),
        ("one [ … ] two", "one […] two"),
        ("one […] […] two", "one […] two"),
        ("[...] two", "[…] two"),
        ("one [...]", "one […]"),
        ("one … two", "one … two"),
        ("one (...) two", "one (...) two"),
        ("", ""),
    ],
)
def test_every_omission_is_written_the_one_way(written: str, tidy: str) -> None:
    assert tidy_omissions(written) == tidy


@given(st.lists(st.one_of(st.text("ab c", max_size=5), WRITTEN), max_size=8).map("".join))
def test_what_is_tidy_stays_as_it_is(written: str) -> None:
    tidy = tidy_omissions(written)
    assert tidy_omissions(tidy) == tidy
    assert f"{OMISSION} {OMISSION}" not in tidy


@given(WORDS, st.lists(WRITTEN, min_size=12, max_size=12), st.data())
def test_a_quotation_that_was_shortened_by_hand_is_one_once_it_is_tidy(
    words: list[str], marks: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    by_hand = _without(words, kept)
    for mark in marks:
        by_hand = by_hand.replace(OMISSION, mark, 1) if OMISSION in by_hand else by_hand
    assert is_shortened_from(tidy_omissions(by_hand), " ".join(words))


def _doubled(text: str) -> int:
    return sum(one in DOUBLE and other in DOUBLE for one, other in pairwise(text))


def _without(words: list[str], kept: list[bool]) -> str:
    """Leave words out, with one omission in the place of each run of them."""
    pieces: list[str] = []
    for word, is_kept in zip(words, kept, strict=True):
        if is_kept:
            pieces.append(word)
        elif pieces[-1:] != [OMISSION]:
            pieces.append(OMISSION)
    return " ".join(pieces)
