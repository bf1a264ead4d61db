import pytest

from annotator.core.search_query import parse
from annotator.store.search_match import match_expression, passages, pattern_of

TEXT = (
    "The ferry left late.\nOn Monday the harbour master spoke of fog, and of nothing else.\n"
    + "Nobody else did so. " * 20
    + "\nFog was never seen by the passengers."
)


def marked(line: str, text: str) -> list[str]:
    found, _ = passages(text, pattern_of(parse(line).words), 3)
    return [each.words[start:end] for each in found for start, end in each.marks]


@pytest.mark.parametrize(
    ("line", "expression"),
    [
        ("harb fog", '"harb"* AND "fog"*'),
        ('"harb"', '"harb"'),
        ('"harb"*', '"harb"*'),
        ("well-known", '"well known"*'),
        ("подтвердил", '"подтверд"*'),
        ("подтвердил*", '"подтвердил"*'),
        ("파병", '" 파  병 "'),
    ],
)
def test_words_become_what_the_index_understands(line: str, expression: str) -> None:
    assert match_expression(parse(line).words) == expression


def test_the_place_with_most_different_words_comes_first() -> None:
    found, count = passages(TEXT, pattern_of(parse("fog harbour").words), 1)
    assert [each.words for each in found] == ["On Monday the harbour master spoke of fog, and of nothing else."]
    assert count == 3


def test_other_places_follow_and_none_is_shown_twice() -> None:
    found, _ = passages(TEXT, pattern_of(parse("fog harbour").words), 3)
    assert [TEXT[each.start : each.end] for each in found] == ["harbour", "Fog"]


def test_words_that_are_cut_off_say_so_and_their_marks_still_fit() -> None:
    text = "Nobody else did so, whatever was said. " * 5 + "There was fog. " + "Nobody else did so. " * 10
    (found,), _ = passages(text, pattern_of(parse("fog").words), 1)
    assert found.words.startswith("… ")
    assert found.words.endswith(" …")
    assert [found.words[start:end] for start, end in found.marks] == ["fog"]


def test_a_text_in_which_nothing_is_seen_gives_its_beginning() -> None:
    found, count = passages(TEXT, pattern_of(parse("tag:weather").words), 3)
    assert (found[0].words, found[0].marks, count) == ("The ferry left late.", (), 1)


@pytest.mark.parametrize(
    ("line", "text", "marks"),
    [
        ("harb", "Harbours and harbour", ["Harbours", "harbour"]),
        ('"harbour"', "Harbours and harbour", ["harbour"]),
        ("captain's", "the captain’s log", ["captain’s"]),
        ("войска", "Ввод войск и войсками", ["войск", "войсками"]),
        ("파병", "북한군의 파병을", ["파병"]),
        ("确认", "朝鲜首次确认派兵", ["确认"]),
        ("派兵", "ロシアへの派兵を認めた", ["派兵"]),
    ],
)
def test_words_are_marked_as_they_are_found(line: str, text: str, marks: list[str]) -> None:
    assert marked(line, text) == marks
