from hypothesis import given
from hypothesis import strategies as st

from annotator.core.loose_blocks import LooseBlock
from annotator.core.records import Json
from annotator.core.rewording import Rewording
from annotator.core.vocabulary import BlockKind

ADDRESS = "https://kell.example/log"
OLD = "The harbour master keeps a log of each crossing. It is public."


def block(words: str = OLD, link: str = "", reference: str = "") -> LooseBlock:
    """Make a block with a link on some words, and a reference behind others."""
    attributes: dict[str, Json] = {}
    if link:
        start = words.index(link)
        attributes["links"] = [[start, start + len(link), ADDRESS]]
    if reference:
        attributes["references"] = [[words.index(reference) + len(reference), "1"]]
    return LooseBlock(BlockKind.PARAGRAPH, words, attributes=attributes)


def linked(old: LooseBlock, *new: str) -> list[list[str]]:
    change = Rewording([old], new)
    return [
        [words[start:end] for start, end, _ in change.places_in(index).get("links", ())]
        for index, words in enumerate(new)
    ]


def referred(old: LooseBlock, *new: str) -> list[list[str]]:
    """Give the words before each reference, in each of the new blocks."""
    change = Rewording([old], new)
    return [[words[:at] for at, _ in change.places_in(index).get("references", ())] for index, words in enumerate(new)]


def test_a_link_stays_on_its_words_when_others_change() -> None:
    old = block(link="a log of each crossing")
    assert linked(old, OLD.replace("The harbour", "Indeed, the old harbour")) == [["a log of each crossing"]]


def test_a_link_keeps_what_is_left_of_its_words() -> None:
    assert linked(block(link="a log of each crossing"), OLD.replace("each ", "every ")) == [["a log of every crossing"]]


def test_a_link_goes_with_its_words() -> None:
    assert linked(block(link="log"), "The harbour master says nothing. It is public.") == [[]]


def test_a_link_over_the_place_of_a_split_is_in_both_parts() -> None:
    old = block(link="crossing. It is")
    assert linked(old, "The harbour master keeps a log of each crossing.", "It is public.") == [
        ["crossing."],
        ["It is"],
    ]


def test_a_reference_stays_behind_its_word() -> None:
    old = block(reference="log")
    assert referred(old, OLD.replace("The", "They say that the")) == [["They say that the harbour master keeps a log"]]


def test_a_reference_whose_word_is_gone_stands_behind_the_last_one_before_it() -> None:
    old = block(reference="log")
    assert referred(old, OLD.replace(" a log", " books")) == [["The harbour master keeps"]]


def test_a_reference_at_the_end_stays_at_the_end() -> None:
    assert referred(block(reference="public."), f"{OLD} Anybody may see it.") == [[f"{OLD} Anybody may see it."]]


def test_blocks_that_are_joined_bring_their_links_along() -> None:
    second = LooseBlock(BlockKind.PARAGRAPH, "And so on", attributes={"links": [[4, 6, ADDRESS]]})
    change = Rewording([block(), second], [f"{OLD} And so on"])
    assert change.places_in(0)["links"] == [[len(OLD) + 5, len(OLD) + 7, ADDRESS]]


@given(st.lists(st.text("ab .", min_size=1, max_size=9), min_size=1, max_size=3), st.data())
def test_what_is_noted_about_places_is_inside_the_new_words_and_no_reference_is_lost(
    new: list[str], data: st.DataObject
) -> None:
    words = data.draw(st.text("ab .", min_size=1, max_size=12))
    at = data.draw(st.integers(0, len(words)))
    old = LooseBlock(BlockKind.PARAGRAPH, words, attributes={"references": [[at, "1"]], "links": [[0, at, ADDRESS]]})
    change = Rewording([old], new)
    found = [change.places_in(index) for index in range(len(new))]
    assert sum(len(each.get("references", ())) for each in found) == 1
    for each, piece in zip(found, new, strict=True):
        assert all(0 <= offset <= len(piece) for offset, _ in each.get("references", ()))
        assert all(0 <= start < end <= len(piece) for start, end, _ in each.get("links", ()))


def paged(words: str, page: int, *turns: list[int]) -> LooseBlock:
    return LooseBlock(BlockKind.PARAGRAPH, words, attributes={"page": page, "page_turns": [*turns]})


def test_a_page_turns_at_the_same_word_as_before() -> None:
    change = Rewording([paged("The ferry left at nine", 3, [10, 4])], ["The old ferry left at nine"])
    assert change.places_in(0) == {"page": 3, "page_turns": [[14, 4]]}


def test_what_is_split_off_behind_the_turn_stands_on_the_next_page() -> None:
    change = Rewording([paged("The ferry left at nine", 3, [10, 4])], ["The ferry", "left at nine"])
    assert [change.places_in(index) for index in (0, 1)] == [{"page": 3}, {"page": 4}]


def test_what_is_joined_from_two_pages_turns_where_they_met() -> None:
    change = Rewording([paged("The ferry", 3), paged("left at nine", 4)], ["The ferry left at nine"])
    assert change.places_in(0) == {"page": 3, "page_turns": [[10, 4]]}


def test_blocks_without_pages_stay_without() -> None:
    assert Rewording([LooseBlock(BlockKind.PARAGRAPH, "The ferry")], ["A ferry"]).places_in(0) == {}
