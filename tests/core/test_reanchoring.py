"""Statements found again after their source's text was corrected."""

import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.anchors import CONTEXT, make_anchor
from annotator.core.errors import RefusedError
from annotator.core.reanchoring import Reanchored, reanchored
from annotator.core.reanchoring.aligning import aligned, common_lengths, common_pairs
from annotator.core.records import Anchor
from annotator.core.text import snap_to_graphemes
from benchmarks.reanchoring import KINDS, NEW, OLD, Fate, corrected

BRIDGE = (
    "The old bridge at Orrin was closed on Monday.\n"
    "The harbour master spoke of “rust” in the northern piers. Nobody had looked at them since spring.\n"
    "Ferries will cross every half hour – free of charge – until the winter. The council meets on Friday.\n"
    "Shopkeepers on the west bank fear for their trade. One of them has written to the mayor."
)
ARTICLES = 12


def found(old: str, new: str, quote: str, place: int = 0) -> Reanchored:
    """Find a quote again that is anchored at one of its places."""
    start = -1
    for _ in range(place + 1):
        start = old.index(quote, start + 1)
    (one,) = reanchored(old, new, [make_anchor(OLD, old, start, start + len(quote))], NEW)
    return one


def told(one: Reanchored) -> tuple[str, str]:
    return one.state, one.anchor.quote


def fits(anchor: Anchor, text: str) -> bool:
    before, after = text[max(0, anchor.start - CONTEXT) : anchor.start], text[anchor.end :][:CONTEXT]
    return (text[anchor.start : anchor.end], before, after) == (anchor.quote, anchor.prefix, anchor.suffix)


def test_words_that_nobody_touched_stay_and_only_move_along():
    new = f"Corrected on Thursday.\n{BRIDGE}"
    one = found(BRIDGE, new, "Nobody had looked at them since spring.")
    assert told(one) == ("same", "Nobody had looked at them since spring.")
    assert one.anchor.revision_uid == NEW
    assert fits(one.anchor, new)


def test_changed_words_inside_a_quote_ask_for_a_look():
    new = BRIDGE.replace("since spring", "since early autumn")
    assert told(found(BRIDGE, new, "Nobody had looked at them since spring.")) == (
        "moved",
        "Nobody had looked at them since early autumn.",
    )


@pytest.mark.parametrize(
    ("before", "after", "quote", "reads"),
    [
        (
            "The harbour master",
            "A harbour official",
            "The harbour master spoke of “rust”",
            "A harbour official spoke of “rust”",
        ),
        ("every half hour", "each hour", "Ferries will cross every half hour", "Ferries will cross each hour"),
        (" will cross", " ran", "Ferries will cross every half hour", "Ferries ran every half hour"),
        ("Ferries will", "Small ferries will", "Ferries will cross every", "ferries will cross every"),
        (
            "since spring.",
            "since spring, he said.",
            "Nobody had looked at them since spring.",
            "Nobody had looked at them since spring, he said.",
        ),
    ],
)
def test_a_changed_quote_ends_with_whole_words_where_the_old_one_did(before: str, after: str, quote: str, reads: str):
    assert told(found(BRIDGE, BRIDGE.replace(before, after), quote)) == ("moved", reads)


@pytest.mark.parametrize(
    ("before", "after", "quote"),
    [
        ("“rust”", '"rust"', "spoke of “rust” in the northern piers"),
        (" – free of charge – ", "-free of charge-", "Ferries will cross every half hour – free of charge"),
        ("half hour", "half\u00a0hour", "Ferries will cross every half hour"),
        ("bridge", "Bridge", "The old bridge at Orrin was closed"),
        ("piers. ", "piers.\n", "in the northern piers. Nobody had looked at them"),
    ],
)
def test_the_same_words_in_other_characters_ask_for_a_look(before: str, after: str, quote: str):
    new = BRIDGE.replace(before, after)
    assert told(found(BRIDGE, new, quote)) == ("moved", quote.replace(before, after).replace(" – ", "-"))


def test_other_characters_beside_a_quote_are_no_matter():
    new = BRIDGE.replace("“rust”", '"rust"').replace("piers. ", "piers.\n")
    assert found(BRIDGE, new, "Nobody had looked at them since spring.").state == "same"


def test_a_deleted_passage_is_lost_and_keeps_its_old_anchor():
    quote = "Nobody had looked at them since spring."
    one = found(BRIDGE, BRIDGE.replace(f" {quote}", ""), quote)
    assert told(one) == ("lost", quote)
    assert one.anchor.revision_uid == OLD


def test_a_passage_in_whose_place_other_words_stand_is_lost():
    quote = "Nobody had looked at them since spring."
    new = BRIDGE.replace(quote, "The ferry company was asked to wait for a second report.")
    assert found(BRIDGE, new, quote).state == "lost"


def test_what_was_cut_off_is_lost():
    new = BRIDGE[: BRIDGE.index("Shopkeepers")].rstrip()
    assert found(BRIDGE, new, "Shopkeepers on the west bank fear for their trade.").state == "lost"
    assert found(BRIDGE, new, "The council meets on Friday.").state == "same"


def test_a_paragraph_that_went_elsewhere_is_found_there_and_asks_for_a_look():
    lines = BRIDGE.split("\n")
    new = "\n".join([lines[1], lines[2], lines[3], lines[0]])
    one = found(BRIDGE, new, "The old bridge at Orrin was closed on Monday.")
    assert told(one) == ("moved", "The old bridge at Orrin was closed on Monday.")
    assert fits(one.anchor, new)
    assert found(BRIDGE, new, "The council meets on Friday.").state == "same"


def test_a_paragraph_that_went_elsewhere_is_found_with_changed_words_too():
    lines = BRIDGE.split("\n")
    new = "\n".join([lines[1], lines[2], lines[3], "The old wooden bridge at Orrin was shut on Monday."])
    assert told(found(BRIDGE, new, "The old bridge at Orrin was closed on Monday.")) == (
        "moved",
        "The old wooden bridge at Orrin was shut on Monday.",
    )


def test_a_quote_over_several_blocks_is_followed():
    quote = "since spring.\nFerries will cross every half hour – free of charge – until the winter."
    assert told(found(BRIDGE, f"New.\n{BRIDGE}", quote)) == ("same", quote)
    new = BRIDGE.replace("since spring.\n", "since spring.\nThe piers are of iron.\n")
    assert told(found(BRIDGE, new, quote)) == ("moved", quote.replace(".\n", ".\nThe piers are of iron.\n"))


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_quote_that_stands_several_times_is_told_by_what_stands_around_it(place: int):
    old = "He left. The ferry sank at noon. He left. The bridge stood until the spring. He left. No one knows why."
    new = f"By our reporter. {old.replace('at noon', 'at about noon')}"
    assert found(old, new, "He left.", place).state == "same"
    assert found(old, new, "He left.", place).anchor.start == found(new, new, "He left.", place).anchor.start


def test_where_one_of_two_like_sentences_goes_with_half_of_what_stood_around_it_nobody_guesses():
    before, between, after = (
        "The first report came late in the day. ",
        "The ferry sank. ",
        "The bridge stood until spring came.",
    )
    old = f"{before}He did not answer. {between}He did not answer. {after}"
    new = f"{before}He did not answer. {after}"
    assert [found(old, new, "He did not answer.", place).state for place in (0, 1)] == ["lost", "lost"]


def test_a_deleted_sentence_is_not_taken_for_its_twin():
    line = "The harbour authority did not answer questions."
    old = f"{line} {BRIDGE}\n{line} It never does."
    one = found(old, old.replace(f"\n{line} It never does.", ""), line, 1)
    assert told(one) == ("lost", line)


@pytest.mark.parametrize(
    ("old", "before", "after", "quote", "reads"),
    [
        (
            "항구 다리는 월요일에 닫혔다. 시장은 비용을 말하지 않았다.",
            "월요일",
            "지난 월요일",
            "다리는 월요일에 닫혔다",
            "다리는 지난 월요일에 닫혔다",
        ),
        ("항구 다리는 월요일에 닫혔다. 시장은 비용을 말했다.", "월요일", "화요일", "다리", "다리"),
        ("港口的旧桥星期一关闭。市长没有说明修理的费用。", "星期一", "星期二", "旧桥星期一关闭", "旧桥星期二关闭"),
        ("橋は月曜日に閉じられた。市長は費用を言わなかった。", "市長", "前市長", "市長は費用を", "市長は費用を"),
        (
            "הגשר הישן נסגר ביום שני. ראש העיר לא אמר מדוע.",
            "ביום שני",
            "ביום שלישי",
            "הגשר הישן נסגר ביום שני",
            "הגשר הישן נסגר ביום שלישי",
        ),
        (
            "The crew 👩‍🔧👨🏽‍🔧 waited 🌉 at the pier all day.",
            "all day",
            "all night",
            "👨🏽‍🔧 waited 🌉 at",
            "👨🏽‍🔧 waited 🌉 at",
        ),
        (
            "Les pie\u0301tons du vieux quartier ont attendu.",
            "attendu",
            "patiente\u0301",
            "Les pie\u0301tons",
            "Les pie\u0301tons",
        ),
        ("สะพานเก่าปิดเมื่อวันจันทร์ นายกเทศมนตรีไม่ได้พูด", "วันจันทร์", "วันอังคาร", "สะพานเก่าปิด", "สะพานเก่าปิด"),
    ],
)
def test_every_script_is_followed(old: str, before: str, after: str, quote: str, reads: str):
    new = f"🚢 {old.replace(before, after)}"
    one = found(old, new, quote)
    assert told(one) == ("same" if quote == reads else "moved", reads)
    assert fits(one.anchor, new)


@pytest.mark.parametrize(
    ("old", "new", "quote", "reads"),
    [
        (
            "He met her in the cafe.",
            "He met her in the cafe\u0301.",
            "met her in the cafe",
            "met her in the cafe\u0301",
        ),
        ("They waved a 👍 at the ferry.", "They waved a 👍🏽 at the ferry.", "waved a 👍", "waved a 👍🏽"),
        (
            "He asked about the ferry today.",
            "He asked about the ferryman today.",
            "about the ferry",
            "about the ferryman",
        ),
        ("It is pie\u0301ton only.", "It is piéton only.", "is pie\u0301ton", "is piéton"),
    ],
)
def test_neither_a_word_nor_a_character_is_cut_in_two(old: str, new: str, quote: str, reads: str):
    assert told(found(old, new, quote)) == ("moved", reads)


def test_a_part_of_a_word_stays_that_part():
    old = "He called it a non-nuclear ferryboat at last."
    assert told(found(old, f"Later, {old}", "ferry")) == ("same", "ferry")
    assert told(found(old, old.replace("a non-nuclear", "one"), "it a non-nuclear ferry")) == ("moved", "it one ferry")


def test_an_anchor_that_does_not_fit_its_text_is_found_by_its_quote_or_lost():
    stray = Anchor(OLD, 3, 9, "The council meets on Friday.", "", "")
    unknown = Anchor(OLD, 3, 9, "The council never meets.", "", "")
    one, other = reanchored(BRIDGE, BRIDGE, [stray, unknown], NEW)
    assert told(one) == ("moved", stray.quote)
    assert fits(one.anchor, BRIDGE)
    assert other == Reanchored(unknown, "lost")


def test_anchors_come_back_in_their_order():
    quotes = ("west bank", "old bridge", "half hour")
    anchors = [make_anchor(OLD, BRIDGE, BRIDGE.index(each), BRIDGE.index(each) + len(each)) for each in quotes]
    assert [one.anchor.quote for one in reanchored(BRIDGE, f"New. {BRIDGE}", anchors, NEW)] == list(quotes)


TEXTS = st.text(alphabet='ab “”"-\u00a0\u200f😀🏽e\u0301\n한漢א.', min_size=1, max_size=60)
FEW_WORDS = st.lists(st.sampled_from("he left the ferry .".split()), min_size=3, max_size=30).map(" ".join)


def _drawn(data: st.DataObject, text: str) -> Anchor | None:
    start = data.draw(st.integers(0, len(text)))
    try:
        return make_anchor(OLD, text, start, data.draw(st.integers(start, len(text))))
    except RefusedError:
        return None


@given(TEXTS, st.data())
def test_a_text_that_stays_keeps_every_anchor(text: str, data: st.DataObject):
    anchor = _drawn(data, text)
    if anchor:
        (one,) = reanchored(text, text, [anchor], NEW)
        assert (one.state, one.anchor.start, one.anchor.quote) == ("same", anchor.start, anchor.quote)


@given(FEW_WORDS, st.integers(1, 40), st.data())
def test_words_put_in_elsewhere_shift_an_anchor_and_nothing_more(text: str, count: int, data: st.DataObject):
    anchor = _drawn(data, text)
    if anchor is None or anchor.quote.strip() != anchor.quote:
        return
    gaps = [at for at, character in enumerate(text) if character == " "]
    at = data.draw(st.sampled_from([gap for gap in gaps if not anchor.start <= gap < anchor.end] or [len(text)]))
    words = " new" * count
    (one,) = reanchored(text, f"{text[:at]}{words}{text[at:]}", [anchor], NEW)
    shift = len(words) if at < anchor.start else 0
    assert (one.state, one.anchor.start, one.anchor.quote) == ("same", anchor.start + shift, anchor.quote)


@given(st.one_of(st.tuples(TEXTS, TEXTS), st.tuples(FEW_WORDS, FEW_WORDS)), st.data())
def test_every_anchor_fits_the_text_it_is_on(texts: tuple[str, str], data: st.DataObject):
    old, new = texts
    anchor = _drawn(data, old)
    if anchor is None:
        return
    (one,) = reanchored(old, new, [anchor], NEW)
    if one.state == "lost":
        assert one.anchor == anchor
        return
    assert one.anchor.revision_uid == NEW
    assert fits(one.anchor, new)
    assert snap_to_graphemes(new, one.anchor.start, one.anchor.end) == (one.anchor.start, one.anchor.end)
    assert one.state == "moved" or one.anchor.quote == anchor.quote


KEYS = st.lists(st.sampled_from("abcde"), max_size=25)


def _longest(one: list[str], other: list[str]) -> int:
    lengths = [0] * (len(other) + 1)
    for mine in one:
        before = lengths[:]
        for at, theirs in enumerate(other):
            lengths[at + 1] = before[at] + 1 if mine == theirs else max(lengths[at], before[at + 1])
    return lengths[-1]


@given(KEYS, KEYS)
def test_what_two_lists_have_in_common_is_as_long_as_can_be(one: list[str], other: list[str]):
    pairs = common_pairs(one, other)
    assert len(pairs) == _longest(one, other)
    assert all(one[at] == other[place] for at, place in pairs)
    assert all(before[0] < after[0] and before[1] < after[1] for before, after in pairwise(pairs))
    assert common_lengths(one, other) == [_longest(one, other[: count + 1]) for count in range(len(other))]


@given(st.integers(0, 400), st.integers(1, 200), st.integers(0, 9))
def test_long_lists_are_aligned_around_what_was_put_in_or_taken_out(at: int, count: int, taken: int):
    old = [str(number * number % 397) for number in range(400)]
    new = old[:at] + ["new"] * count + old[at + taken :]
    places = aligned(old, new)
    assert all(place < 0 or old[index] == new[place] for index, place in enumerate(places))
    assert places[:at] == list(range(at))
    assert places[at + taken :] == [index - taken + count for index in range(at + taken, 400)]


@pytest.fixture(scope="module")
def fates() -> dict[str, Counter[Fate]]:
    """Give what became of some two hundred passages for each way of correcting an article."""
    return {
        kind: Counter(fate for index in range(ARTICLES) for fate in corrected(index, kind).fates()) for kind in KINDS
    }


def _share(counted: Counter[Fate], *wanted: Fate) -> float:
    return sum(counted[each] for each in wanted) / counted.total()


def test_hardly_a_passage_is_put_where_it_never_stood(fates: dict[str, Counter[Fate]]):
    together = sum(fates.values(), Counter())
    assert together.total() == len(KINDS) * ARTICLES * 20
    assert _share(together, Fate.WRONG) < 0.005
    assert _share(together, Fate.WRONG, Fate.MISSED) < 0.01


@pytest.mark.parametrize(
    ("kind", "most_missed"),
    [
        ("nothing", 0),
        ("typography", 0),
        ("truncated", 0),
        ("paragraphs split and joined", 0),
        ("sentences inserted", 0.01),
        ("sentences deleted", 0.01),
        ("paragraphs moved", 0.01),
        ("paragraphs rewritten", 0.01),
        ("words", 0.01),
        ("many words", 0.03),
        ("everything", 0.03),
    ],
)
def test_what_is_still_there_is_found(fates: dict[str, Counter[Fate]], kind: str, most_missed: float):
    assert _share(fates[kind], Fate.MISSED) <= most_missed
    assert _share(fates[kind], Fate.WRONG) <= 0.01


@pytest.mark.parametrize(("kind", "least"), [("words", 0.3), ("sentences inserted", 0.95), ("paragraphs moved", 0.9)])
def test_nobody_is_asked_to_look_at_what_did_not_change(fates: dict[str, Counter[Fate]], kind: str, least: float):
    assert _share(fates[kind], Fate.RIGHT) >= least


@pytest.mark.parametrize("kind", ["words", "sentences inserted", "paragraphs split and joined", "typography"])
def test_what_reads_the_same_stands_exactly_where_its_words_went(kind: str):
    for index in range(3):
        made = corrected(index, kind)
        for one, spans in zip(made.found(), made.spans, strict=True):
            if one.state == "same":
                assert (one.anchor.start, one.anchor.end) == (spans[0][0], spans[-1][1])


def test_a_thousand_statements_on_a_long_text_take_about_a_second():
    made = corrected(0, "everything", words=20_000, statements=1_000)
    started = time.process_time()
    made.found()
    assert time.process_time() - started < 3
