"""Texts that are alike are found, those on one subject alone are not."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.likeness import (
    LEAST_WORDS,
    SKETCH,
    Likeness,
    SketchIndex,
    compare,
    containment,
    groups,
    in_pairs,
    likely_pairs,
    plain_words,
    resemblance,
    shingles,
    sketch_of,
    words_of,
)
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from benchmarks import corpus

WORDS = st.lists(st.sampled_from("ferry quay fog night harbour lamp pilot bell".split()), max_size=60)
ARTICLE = [f"word{number}" for number in range(400)]


def changed(words: Sequence[str], share: float, chance: random.Random) -> list[str]:
    return [word if chance.random() > share else f"other{chance.randrange(10_000)}" for word in words]


def article(number: int) -> list[str]:
    """Give the words of an article of the generated corpus, which all draw on one vocabulary."""
    return plain_words("\n".join(corpus.story(number, 600).paragraphs))


@given(WORDS, WORDS)
def test_it_is_the_same_whichever_text_comes_first(one: list[str], other: list[str]) -> None:
    first, second = shingles(one), shingles(other)
    assert resemblance(first, second) == resemblance(second, first)
    assert containment(first, second) == containment(second, first)


@given(WORDS.filter(bool))
def test_a_text_is_wholly_like_itself(words: list[str]) -> None:
    assert resemblance(shingles(words), shingles(words)) == containment(shingles(words), shingles(words)) == 1.0
    assert compare(words, list(words)) == Likeness(1.0, 1.0, is_same=True)


@given(WORDS, WORDS)
def test_what_two_texts_have_in_common_is_a_share(one: list[str], other: list[str]) -> None:
    first, second = shingles(one), shingles(other)
    assert 0.0 <= resemblance(first, second) <= containment(first, second) <= 1.0


@given(st.sets(st.integers(0, len(ARTICLE) - 1)), st.sets(st.integers(0, len(ARTICLE) - 1)))
def test_each_further_edit_makes_them_less_alike(some: set[int], more: set[int]) -> None:
    def edited(places: set[int]) -> list[str]:
        return [f"new{at}" if at in places else word for at, word in enumerate(ARTICLE)]

    base = shingles(ARTICLE)
    assert resemblance(base, shingles(edited(some | more))) <= resemblance(base, shingles(edited(some)))


def test_an_empty_text_is_like_nothing() -> None:
    assert compare([], []) is None
    assert resemblance(shingles([]), shingles(["fog"])) == 0.0
    assert likely_pairs({"a": sketch_of([]), "b": sketch_of([])}, ["a", "b"]) == set()


def test_few_words_say_nothing_unless_they_are_all_the_words_there_are() -> None:
    few = ARTICLE[: LEAST_WORDS - 1]
    assert compare(few, [*few[:-1], "other"]) is None
    assert compare(few, list(few)) is not None


def test_case_and_punctuation_are_no_difference() -> None:
    assert (
        plain_words("The FERRY – was late.") == plain_words("the ferry was “late”!") == ["the", "ferry", "was", "late"]
    )


def test_words_that_differ_in_a_dotted_letter_differ() -> None:
    assert plain_words("naïve") != plain_words("naive")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("渡船晚了", ["渡船", "船晚", "晚了"]),
        ("연락선이 늦었다", ["연락", "락선", "선이", "늦었", "었다"]),
        ("東 fog 港", ["東", "fog", "港"]),
        ("kor조선중", ["kor", "조선", "선중"]),
    ],
)
def test_scripts_that_glue_words_together_are_read_two_characters_at_a_time(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


def test_what_is_folded_a_byline_and_an_image_do_not_count() -> None:
    text = "The ferry\nBy Mina Okafor\nIt was late.\nRead more\n\ufffc"
    spans = [(0, 9), (10, 24), (25, 37), (38, 47), (48, 49)]
    kinds = [BlockKind.TITLE, BlockKind.METADATA, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.IMAGE]
    folds = ["", "", "", "notice of the site", ""]
    blocks = [Block(kind, *span, fold=fold) for kind, span, fold in zip(kinds, spans, folds, strict=True)]
    assert words_of(text, blocks) == ["the", "ferry", "it", "was", "late"]


def test_a_sketch_is_the_same_on_every_computer() -> None:
    sketch = sketch_of("the ferry was late and nobody on the quay of orrin said why it was so".split())
    assert sketch.key == "c2cd9ee1332e8706eb97de2c6e7dd503"
    assert [each.hex() for each in sketch.hashes] == ["2e02cf8e089dd7a2", "45cd8543736e3f82", "d4ca4c74b0dcd668"]


def test_a_sketch_has_a_size_that_no_text_exceeds() -> None:
    long = [f"word{number}" for number in range(4_000)]
    assert len(sketch_of(long).hashes) == SKETCH == len(sketch_of(long * 9).hashes)


def test_what_a_sketch_looks_at_are_shingles_of_the_text() -> None:
    assert set(sketch_of(ARTICLE).hashes) < shingles(ARTICLE)


@pytest.fixture(scope="module")
def articles() -> list[list[str]]:
    return [article(number) for number in range(60)]


def found_in(texts: dict[str, list[str]]) -> set[tuple[str, str]]:
    sketches = {uid: sketch_of(words) for uid, words in texts.items()}
    return {pair for pair, _ in in_pairs(likely_pairs(sketches, texts), texts.__getitem__)}


@pytest.mark.parametrize("share", [0.02, 0.1])
def test_an_updated_copy_is_found_and_nothing_else_is(articles: list[list[str]], share: float) -> None:
    chance = random.Random(7)
    texts = {f"a{number:02}": words for number, words in enumerate(articles)}
    texts |= {f"b{number:02}": changed(words, share, chance) for number, words in enumerate(articles)}
    assert found_in(texts) == {(f"a{number:02}", f"b{number:02}") for number in range(len(articles))}


def test_an_article_carried_inside_a_longer_one_is_found(articles: list[list[str]]) -> None:
    texts = {f"a{number:02}": words[:200] for number, words in enumerate(articles[:30])}
    texts |= {f"b{number:02}": articles[30 + number] + words[:200] for number, words in enumerate(articles[:30])}
    assert found_in(texts) == {(f"a{number:02}", f"b{number:02}") for number in range(30)}


def test_articles_on_one_subject_are_not_alike(articles: list[list[str]]) -> None:
    assert found_in({f"a{number}": words for number, words in enumerate(articles)}) == set()


def test_how_much_is_the_same_is_told_in_words_and_not_in_shingles() -> None:
    edited = [f"new{at}" if at % 10 == 0 else word for at, word in enumerate(ARTICLE)]
    likeness = compare(ARTICLE, edited)
    assert likeness is not None
    assert likeness.share == pytest.approx(0.9)


def test_a_short_text_in_a_long_one_is_told_by_what_of_it_is_there() -> None:
    likeness = compare(ARTICLE[:100], ARTICLE)
    assert likeness is not None
    assert (likeness.share, likeness.contained) == (pytest.approx(0.4), 1.0)


def test_only_what_is_fresh_is_paired_anew() -> None:
    sketches = {uid: sketch_of(ARTICLE) for uid in "abc"}
    assert likely_pairs(sketches, ["c"]) == {("a", "c"), ("b", "c")}


def test_a_thousand_copies_hang_together_without_half_a_million_pairs() -> None:
    sketches = {f"{number:04}": sketch_of(ARTICLE) for number in range(1_000)}
    pairs = likely_pairs(sketches, sketches)
    assert len(pairs) < 10_000
    (group,) = groups(sorted(pairs))
    assert len(group) == 999


def test_an_index_names_what_may_be_like_a_text() -> None:
    index = SketchIndex()
    index.add("a", sketch_of(ARTICLE))
    index.add("b", sketch_of([f"x{word}" for word in ARTICLE]))
    assert index.near(sketch_of(ARTICLE[50:])) == {"a"}


def test_of_a_group_the_first_pairs_stay_that_hold_it_together() -> None:
    pairs = [("a", "b"), ("b", "c"), ("a", "c"), ("x", "y")]
    assert groups(pairs) == [[("a", "b"), ("b", "c")], [("x", "y")]]


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]))
)
def test_groups_reach_what_the_pairs_reach(pairs: list[tuple[str, str]]) -> None:
    found = groups(pairs)
    assert {uid for group in found for pair in group for uid in pair} == {uid for pair in pairs for uid in pair}
    for group in found:
        assert len({uid for pair in group for uid in pair}) == len(group) + 1
