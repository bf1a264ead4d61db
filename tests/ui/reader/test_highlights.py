from hypothesis import given
from hypothesis import strategies as st

from annotator.core.records import Highlight
from annotator.ui.reader.columns import margin_columns
from annotator.ui.reader.highlights import HighlightIndex
from annotator.ui.reader.positions import PositionMap, ShownBlock

TEXT = "\n".join("x" * 9 for _ in range(5))
POSITIONS = PositionMap(TEXT, [ShownBlock(at * 10, at * 10 + 9, 9) for at in range(5)])
SPANS = st.lists(st.tuples(st.integers(0, 47), st.integers(1, 30), st.integers(0, 2)), max_size=15)


def made(spans: list[tuple[int, int, int]]) -> list[Highlight]:
    return [
        Highlight(f"h{index:02}", start, min(start + length, 49), tuple(f"t{tag}" for tag in range(tags)))
        for index, (start, length, tags) in enumerate(spans)
    ]


@given(SPANS, st.integers(0, 48))
def test_a_hit_test_finds_exactly_what_covers_the_place(spans: list[tuple[int, int, int]], at: int) -> None:
    highlights = made(spans)
    index = HighlightIndex(POSITIONS, highlights)
    assert {each.uid for each in index.at(at)} == {each.uid for each in highlights if each.start <= at < each.end}


@given(SPANS)
def test_stripes_that_overlap_never_share_a_lane(spans: list[tuple[int, int, int]]) -> None:
    index = HighlightIndex(POSITIONS, made(spans))
    for block in range(5):
        taken: dict[tuple[int, int], str] = {}
        for piece in index.pieces(block):
            for lane in range(piece.lane, piece.lane + max(1, len(piece.highlight.tag_uids))):
                for place in range(piece.start, piece.end):
                    assert taken.setdefault((lane, place), piece.highlight.uid) == piece.highlight.uid


@given(SPANS)
def test_adding_one_by_one_equals_loading_all(spans: list[tuple[int, int, int]]) -> None:
    highlights = made(spans)
    loaded = HighlightIndex(POSITIONS, highlights)
    grown = HighlightIndex(POSITIONS)
    for each in highlights:
        grown.pieces(0)
        grown.add(each)
    for block in range(5):
        assert list(grown.pieces(block)) == list(loaded.pieces(block))


def test_a_highlight_over_two_paragraphs_begins_in_the_first_only() -> None:
    index = HighlightIndex(POSITIONS, [Highlight("h", 5, 15, ("t",))])
    assert [(piece.start, piece.end, piece.begins_here) for piece in index.pieces(0)] == [(5, 9, True)]
    assert [(piece.start, piece.end, piece.begins_here) for piece in index.pieces(1)] == [(0, 5, False)]
    index.remove("h")
    assert not index.pieces(0)
    assert not index.at(6)


@given(SPANS)
def test_bars_that_overlap_stand_in_different_columns(spans: list[tuple[int, int, int]]) -> None:
    highlights = made(spans)
    columns = margin_columns(highlights)
    for one in highlights:
        for two in highlights:
            if one.uid != two.uid and one.start < two.end and two.start < one.end:
                assert columns[one.uid] != columns[two.uid]
