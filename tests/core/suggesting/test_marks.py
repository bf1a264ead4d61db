import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.suggesting.marks import MOST_OPENINGS, masked, quoted_spans

TEXTS = st.text(alphabet="ab sS.,’'‘\"“”„«»「」 \n", max_size=120)


def words_in(text: str) -> list[str]:
    return [text[slice(*each.words)] for each in quoted_spans(text, 0, len(text)) if each.is_closed]


@pytest.mark.parametrize(
    "text",
    [
        "He said “the pier is gone” twice.",
        'He said "the pier is gone" twice.',
        "Er sagte „the pier is gone“ zweimal.",
        "Powiedział „the pier is gone” dwa razy.",
        "Il dit «the pier is gone» deux fois.",
        "Er sagte »the pier is gone« zweimal.",
        "He said ‘the pier is gone’ twice.",
        "He said 'the pier is gone' twice.",
        "「the pier is gone」と述べた。",
        "『the pier is gone』と述べた。",
    ],
)
def test_each_pair_of_marks_is_known(text: str):
    assert words_in(text) == ["the pier is gone"]


def test_apostrophes_are_no_marks():
    assert words_in("The sailors’ union met at Olsen’s inn; the captain's boat wasn't there.") == []


def test_a_possessive_inside_single_marks_does_not_end_them():
    assert words_in("‘The officers’ mess was dark,’ he said.") == ["The officers’ mess was dark,"]


def test_a_closing_mark_before_a_korean_particle_closes():
    assert words_in("이른바 ‘안개 부두’는 비었다.") == ["안개 부두"]


def test_inches_are_no_marks():
    assert words_in('The plank was 6" wide and 12" long.') == []


def test_marks_inside_other_marks_belong_to_the_outer_words():
    assert words_in("“He told me ‘it is gone’ and left,” she said.") == ["He told me ‘it is gone’ and left,"]


def test_titles_in_angle_brackets_are_no_speech():
    assert words_in("他写了《海港》一书。") == []


def test_words_that_are_opened_and_not_closed_come_last():
    (found,) = quoted_spans("“The ice broke in spring.", 0, 25)
    assert (found.is_closed, found.words) == (False, (1, 25))


def test_a_forgotten_mark_does_not_swallow_the_next_quotation():
    assert words_in('The sign read "closed for winter. "We saw it," he said.') == ["We saw it,"]


def test_masked_words_keep_the_mark_that_ends_their_sentence():
    text = "“Gone. All of it.” Nobody spoke."
    line = masked(text, 0, len(text), quoted_spans(text, 0, len(text)))
    assert (len(line), line[0], line[16:]) == (len(text), "“", ".” Nobody spoke.")


def test_a_block_of_nothing_but_marks_is_given_up():
    assert len(quoted_spans("“a” " * 2_000, 0, 8_000)) == MOST_OPENINGS


@given(TEXTS)
def test_quoted_words_lie_apart_and_in_order(text: str):
    found = quoted_spans(text, 0, len(text))
    edges = [edge for each in found for edge in (each.start, *each.words, each.end)]
    assert edges == sorted(edges)
    assert len(masked(text, 0, len(text), found)) == len(text)
