from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.quoting import is_shortened_from, leave_out, quoted, tidy_omissions
from annotator.core.vocabulary import OMISSION

DOUBLE = set('“”„"')
MARKS = '“”„«»"「」'
TEXTS = st.text("ab ’‘" + MARKS, max_size=12)
WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=5), min_size=1, max_size=12)
# What a place in a text can fall between: words, spaces, marks, omissions, wide and joined characters.
PIECES = st.sampled_from([*"aé ,.’'-1한국и[", "ab", OMISSION, f" {OMISSION} ", "[...]", "e\u0301", "\U0001f309", "\n"])
MIXED = st.lists(PIECES, max_size=12).map("".join)
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
        ("“", "“”"),
        ("”", "“”"),
        ('"', '""'),
        ("„one“ and „two“", "‘„one“ and „two“’"),
        ("“outer “inner”", "‘“outer “inner”’"),
        ("「好」と「悪」", "“「好」と「悪」”"),
        ("«un» et «deux»", "“«un» et «deux»”"),
        ("»auch so herum«", "»auch so herum«"),
        ("《书》", "《书》"),
        ("‘single marks’", "“‘single marks’”"),
        ("\U0001f309", "“\U0001f309”"),
        ("“cafe\u0301”", "“cafe\u0301”"),
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


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("likely", "It is unlikely."),
        ("like", "It is unlikely."),
        ("It is un", "It is unlikely."),
        ("50 men", "250 men"),
        ("250", "2500 men"),
        ("an […] an", "an ant"),
        ("возможно", "Это невозможно."),
        ("gale", "égale"),
    ],
)
def test_a_part_of_a_word_is_no_piece_of_a_quote(words: str, quote: str) -> None:
    assert not is_shortened_from(words, quote)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("likely", "unlikely, not likely"),
        ("an […] an", "an ant and an aunt"),
        ("no no", "a piano no no"),
        ("shut", "(shut)"),
        ("shut", "“shut”"),
        ("bridge is", "the bridge\u00a0is shut"),
        ("조사 비용", "조사 비용을 부담했다"),
        ("桥 […] 关闭", "那座桥已关闭"),
        ("橋を", "古い橋を渡る"),
        ("สะพาน", "ปิดสะพานแล้ว"),
        ("Orrin", "Orrin다리"),
        ("\U0001f309", "the\U0001f309shut"),
        ("cafe\u0301 shut", "the cafe\u0301 shut"),
    ],
)
def test_a_piece_may_begin_and_end_wherever_no_word_is_cut(words: str, quote: str) -> None:
    assert is_shortened_from(words, quote)


@pytest.mark.parametrize("words", ["", OMISSION, f"{OMISSION} {OMISSION}"])
def test_leaving_out_everything_is_shortening_too(words: str) -> None:
    assert is_shortened_from(words, "The bridge is shut.")


def test_an_omission_that_stands_in_the_quote_itself_is_no_other_words() -> None:
    quote = "The bridge […] is shut."
    assert is_shortened_from(quote, quote)
    assert is_shortened_from("The bridge […] shut.", quote)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The |old |bridge is shut.", "The […] bridge is shut."),
        ("The| old |bridge is shut.", "The […] bridge is shut."),
        ("The| old| bridge is shut.", "The […] bridge is shut."),
        ("|The old |bridge is shut.", "[…] bridge is shut."),
        ("The old bridge| is shut.|", "The old bridge […]"),
        ("|The old bridge is shut.|", "[…]"),
        ("The |old\nbridge\n|is shut.", "The […] is shut."),
    ],
)
def test_an_omission_takes_the_place_of_words_with_a_space_on_either_side(text: str, made: str) -> None:
    assert _left_out(text)[0] == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The b|rid|ge is shut.", "The […] is shut."),
        ("The o|ld bri|dge is shut.", "The […] is shut."),
        ("T|he o|ld bridge", "[…] bridge"),
        ("The old br|idge|", "The old […]"),
        ("The o||ld bridge", "The […] bridge"),
        ("Some 2|5|0 men", "Some […] men"),
        ("Это не|возможно| здесь", "Это […] здесь"),
    ],
)
def test_a_word_that_is_cut_into_goes_whole(text: str, made: str) -> None:
    assert _left_out(text)[0] == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("한국 신|문|도 전했다.", "한국 신 […] 도 전했다."),
        ("那座|桥|已关闭", "那座 […] 已关闭"),
        ("ปิด|สะพาน|แล้ว", "ปิด […] แล้ว"),
    ],
)
def test_scripts_without_spaces_between_words_are_cut_where_it_is_wanted(text: str, made: str) -> None:
    assert _left_out(text)[0] == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The bridge|, they say,| is shut.", "The bridge […] is shut."),
        ("“The |bridge| is shut.”", "“The […] is shut.”"),
        ("The (old) |bridge |(of 1870)", "The (old) […] (of 1870)"),
        ("The bridge is |(now)| shut.", "The bridge is […] shut."),
        ("Shut|.| Open.", "Shut […] Open."),
    ],
)
def test_marks_beside_the_words_stay_unless_they_are_left_out_too(text: str, made: str) -> None:
    assert _left_out(text)[0] == made


@pytest.mark.parametrize("mark", ["’", "'"])
def test_a_single_mark_that_closes_the_words_goes_with_them(mark: str) -> None:
    assert _left_out(f"The |ferries|{mark} owners")[0] == "The […] owners"


@pytest.mark.parametrize(
    "text",
    [
        "One […] |two| three.",
        "One […]| two| three.",
        "One […|] two| three.",
        "One [|…] two| three.",
        "One |[…] two| three.",
        "One|[…] two| three.",
        "One |two […]| three.",
        "One |two […|] three.",
        "One |two [|…] three.",
        "One |two |[…] three.",
        "One […] |two| […] three.",
        "One [|…] two […|] three.",
        "One |two [...] two| three.",
    ],
)
def test_omissions_that_meet_become_one(text: str) -> None:
    assert _left_out(text)[0] == "One […] three."


@pytest.mark.parametrize(
    "text", ["One |[…]| two.", "One [|…|] two.", "One| […] |two.", "One […]|| two.", "One […||] two.", "|[…]|"]
)
def test_where_only_an_omission_is_chosen_the_text_comes_back_unchanged(text: str) -> None:
    assert _left_out(text)[0] == text.replace("|", "")


def test_an_omission_elsewhere_stays_where_it_is() -> None:
    assert _left_out("One […] two |three| four […] five")[0] == "One […] two […] four […] five"


@pytest.mark.parametrize("behind", ["", " the ferry", " […] ferry", ", the ferry"])
def test_the_place_is_behind_the_omission(behind: str) -> None:
    made, place = _left_out(f"Over |the bridge|{behind}")
    assert made[:place] == "Over […]"


def test_the_place_counts_code_points() -> None:
    assert _left_out("\U0001f309\U0001f309 the |bridge| at night") == ("\U0001f309\U0001f309 the […] at night", 10)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The |\U0001f309| is shut", "The […] is shut"),
        ("The\U0001f309|bridge|\U0001f309is shut", "The\U0001f309 […] \U0001f309is shut"),
        ("The |\U0001f468\u200d\U0001f469\u200d\U0001f467| walked", "The […] walked"),
        ("A |cafe\u0301| by the bridge", "A […] by the bridge"),
        ("A cafe\u0301| by the| bridge", "A cafe\u0301 […] bridge"),
    ],
)
def test_joined_characters_that_are_chosen_whole_go_whole(text: str, made: str) -> None:
    assert _left_out(text)[0] == made


@given(st.one_of(MIXED, st.text(max_size=20)), st.data())
def test_what_is_left_is_shortened_from_the_text_or_the_text_itself(text: str, data: st.DataObject) -> None:
    start, end = _span(text, data)
    made, _ = leave_out(text, start, end)
    assert made == text or is_shortened_from(made, text)


@given(MIXED, st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=4))
def test_however_often_words_are_left_out_what_is_left_is_shortened_from_the_first_text(
    text: str, parts: list[tuple[float, float]]
) -> None:
    made = text
    for part in parts:
        start, end = sorted(round(each * len(made)) for each in part)
        made, _ = leave_out(made, start, end)
    assert made == text or is_shortened_from(made, text)


@given(MIXED, st.data())
def test_the_omission_stands_before_the_place_and_is_tidy(text: str, data: st.DataObject) -> None:
    made, place = leave_out(text, *_span(text, data))
    assert made[:place].endswith(OMISSION)
    assert tidy_omissions(made) == made


@given(WORDS, st.data())
def test_every_word_that_is_left_is_a_word_of_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    made, _ = leave_out(text, *_span(text, data))
    assert {*made.split()} - {OMISSION} <= {*words}


@given(MIXED, st.data())
def test_nothing_is_left_of_what_was_chosen(text: str, data: st.DataObject) -> None:
    start, end = _span(text, data)
    made, place = leave_out(text, start, end)
    before, after = made[: place - len(OMISSION)], made[place:]
    assert _inked(tidy_omissions(text[:start])).startswith(_inked(before))
    assert _inked(tidy_omissions(text[end:])).endswith(_inked(after))


def _doubled(text: str) -> int:
    return sum(one in DOUBLE and other in DOUBLE for one, other in pairwise(text))


def _inked(text: str) -> str:
    return "".join(text.split())


def _left_out(text: str) -> tuple[str, int]:
    """Leave out what stands between the bars."""
    before, gone, after = text.split("|")
    return leave_out(before + gone + after, len(before), len(before + gone))


def _span(text: str, data: st.DataObject) -> tuple[int, int]:
    start = data.draw(st.integers(0, len(text)))
    return start, data.draw(st.integers(start, len(text)))


def _without(words: list[str], kept: list[bool]) -> str:
    """Leave words out, with one omission in the place of each run of them."""
    pieces: list[str] = []
    for word, is_kept in zip(words, kept, strict=True):
        if is_kept:
            pieces.append(word)
        elif pieces[-1:] != [OMISSION]:
            pieces.append(OMISSION)
    return " ".join(pieces)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("can", "They can't win"),
        ("500 men", "1,500 men"),
        ("nuclear arms", "non-nuclear arms"),
        ("5 km", "3.5 km"),
        ("50 of them", "50% of them"),
        ("दोष", "निर्दोष"),
        ("cafe", "cafe\u0301s"),
        ("\U0001f44d", "\U0001f44d\U0001f3fd"),
    ],
)
def test_half_of_a_word_is_no_shortening(words: str, quote: str):
    assert not is_shortened_from(words, quote)


@pytest.mark.parametrize(
    ("words", "chosen", "left"),
    [
        ("They can't win", "can", "They […] win"),
        ("They can't win", "t w", "They […]"),
        ("The mayor’s house", "mayor", "The […] house"),
        ("Some 1,500 men", "500", "Some […] men"),
        ("The bridge is shut.", "shut", "The bridge is […]."),
    ],
)
def test_what_is_cut_into_is_left_out_with_all_that_holds_it_together(words: str, chosen: str, left: str):
    start = words.index(chosen)
    assert leave_out(words, start, start + len(chosen))[0] == left


def test_single_marks_are_never_doubled():
    assert quoted("‘It was “late”’") == "‘It was “late”’"
