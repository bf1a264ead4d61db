"""Two texts beside each other: every word stands once, and what differs is told."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.records import Block
from annotator.core.side_by_side import Fold, Row, counted, folded, passages_of, side_by_side
from annotator.core.vocabulary import BlockKind

FERRY = "The ferry was late on Monday."
FOG = "The harbour master spoke of fog on the outer bank."
NIGHT = "Passengers remember a clear night."
PUMP = "A pump had failed, the company says."

PARAGRAPHS = st.lists(
    st.lists(st.sampled_from("ferry quay fog night, “lamp” 渡船 bell. —".split()), min_size=1, max_size=9).map(
        " ".join
    ),
    max_size=7,
)


def words(row: Row) -> tuple[str, str]:
    left, right = ("".join(piece.words for piece in pieces) for pieces in (row.left, row.right))
    return left, right


def marked(row: Row) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give what differs, on either side, as words and kind."""
    left, right = (
        [(piece.words.strip(), piece.kind) for piece in pieces if piece.kind != "same"]
        for pieces in (row.left, row.right)
    )
    return left, right


@given(PARAGRAPHS, PARAGRAPHS)
def test_each_paragraph_of_either_text_stands_once_and_in_order(left: list[str], right: list[str]) -> None:
    rows = side_by_side(left, right)
    assert [words(row)[0] for row in rows if row.left] == left
    assert [words(row)[1] for row in rows if row.right] == right


@given(PARAGRAPHS)
def test_a_text_beside_itself_is_the_same_throughout(text: list[str]) -> None:
    rows = side_by_side(text, text)
    assert all(row.is_same for row in rows)
    assert not any(counted(rows).values())


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_row_is_the_same_just_where_nothing_in_it_is_marked(left: list[str], right: list[str]) -> None:
    for row in side_by_side(left, right):
        if row.is_same:
            assert marked(row) == ([], [])


@given(PARAGRAPHS, PARAGRAPHS)
def test_folding_loses_no_row(left: list[str], right: list[str]) -> None:
    rows = side_by_side(left, right)
    shown = folded(rows)
    assert [row for each in shown for row in (each.rows if isinstance(each, Fold) else (each,))] == rows


def test_words_in_place_of_others_are_changed() -> None:
    (row,) = side_by_side([FERRY], [FERRY.replace("Monday", "Tuesday")])
    assert marked(row) == ([("Monday", "changed")], [("Tuesday", "changed")])


def test_words_that_came_in_are_added_and_words_that_went_are_removed() -> None:
    longer = FERRY.replace("late", "an hour late")
    (row,) = side_by_side([FERRY], [longer])
    assert marked(row) == ([], [("an hour", "added")])
    (back,) = side_by_side([longer], [FERRY])
    assert marked(back) == ([("an hour", "removed")], [])


def test_a_new_paragraph_stands_beside_nothing() -> None:
    rows = side_by_side([FERRY, NIGHT], [FERRY, PUMP, NIGHT])
    assert [words(row) for row in rows] == [(FERRY, FERRY), ("", PUMP), (NIGHT, NIGHT)]
    assert marked(rows[1]) == ([], [(PUMP, "added")])


def test_a_paragraph_that_was_replaced_is_removed_and_another_added() -> None:
    rows = side_by_side([FERRY, FOG, NIGHT], [FERRY, PUMP, NIGHT])
    kinds = [{piece.kind for piece in (*row.left, *row.right)} for row in rows if not row.is_same]
    assert kinds == [{"removed"}, {"added"}]


def test_a_paragraph_that_was_split_is_marked_nowhere() -> None:
    rows = side_by_side([f"{FERRY} {FOG}"], [FERRY, FOG])
    assert [marked(row) for row in rows] == [([], []), ([], [])]


def test_the_shape_of_quotation_marks_and_capitals_is_no_difference() -> None:
    (row,) = side_by_side(["“Fog,” he said."], ['"fog," he said.'])
    assert row.is_same


def test_several_equal_paragraphs_in_a_row_are_folded_and_one_alone_is_not() -> None:
    rows = side_by_side([FERRY, NIGHT, FOG, FERRY], [FERRY, NIGHT, PUMP, FERRY])
    shown = folded(rows)
    assert isinstance(shown[0], Fold)
    assert len(shown[0].rows) == 2
    assert words(shown[-1]) == (FERRY, FERRY) if isinstance(shown[-1], Row) else False


def test_what_differs_is_counted_in_words() -> None:
    rows = side_by_side([FERRY, NIGHT], [FERRY.replace("Monday", "Tuesday evening"), NIGHT, PUMP])
    assert counted(rows) == {"removed": 0, "changed": 2, "added": 7}


def test_what_is_folded_and_images_are_not_compared() -> None:
    text = f"{FERRY}\n\ufffc\nRead more"
    blocks = [
        Block(BlockKind.PARAGRAPH, 0, len(FERRY)),
        Block(BlockKind.IMAGE, len(FERRY) + 1, len(FERRY) + 2),
        Block(BlockKind.PARAGRAPH, len(FERRY) + 3, len(text), fold="notice of the site"),
    ]
    assert passages_of(text, blocks) == [FERRY]
