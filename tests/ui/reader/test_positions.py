from hypothesis import given
from hypothesis import strategies as st

from annotator.core.directions import unseen_signs
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.document import Typesetter
from annotator.ui.reader.positions import PositionMap, ShownBlock
from annotator.ui.reader.signs import OBJECT
from annotator.ui.tokens import LIGHT

# Emoji, CJK, combining marks, no-break spaces, line separators and right-to-left letters.
LETTERS = st.sampled_from(
    [
        *list("ab ."),
        "😀",
        "👨\u200d👩\u200d👧",
        "日",
        "한",
        "é",
        "\xa0",
        "\u2028",
        "א",
        "\u200f",
        "\u202e",
        "\u200b",
        "🇰🇵",
    ]
)
PARAGRAPHS = st.lists(st.lists(LETTERS, min_size=1, max_size=12).map("".join), min_size=1, max_size=6)


def blocks_of(paragraphs: list[str], folded: set[int], marked: set[int]) -> tuple[str, list[Block]]:
    blocks = []
    at = 0
    for index, words in enumerate(paragraphs):
        attributes = {"references": [[at + len(words) // 2, "12"]]} if index in marked else {}
        fold = "notice of the site" if index in folded else ""
        blocks.append(Block(BlockKind.PARAGRAPH, at, at + len(words), fold=fold, attributes=attributes))
        at += len(words) + 1
    return "\n".join(paragraphs), blocks


@given(PARAGRAPHS, st.sets(st.integers(0, 5)), st.sets(st.integers(0, 5)), st.booleans())
def test_every_character_is_found_where_qt_shows_it(
    qapp: object, paragraphs: list[str], folded: set[int], marked: set[int], is_open: bool
) -> None:
    from PySide6.QtGui import QTextCursor, QTextDocument

    text, blocks = blocks_of(paragraphs, folded, marked)
    unseen = set(unseen_signs(text))
    document = QTextDocument()
    opened = {index for index in range(len(blocks))} if is_open else set()
    laid = Typesetter(LIGHT).fill(document, text, blocks, opened)
    for block in blocks:
        for at in range(block.start, block.end):
            position = laid.positions.to_position(at)
            if block.fold and not is_open:
                assert laid.positions.shown[laid.positions.block_at(at)].is_box
                continue
            assert laid.positions.to_code_point(position) == at
            cursor = QTextCursor(document)
            cursor.setPosition(position)
            cursor.setPosition(laid.positions.to_position(at + 1, is_end=True), QTextCursor.MoveMode.KeepAnchor)
            shown = cursor.selectedText().replace("\u00a0", " ").replace("\u2028", "\n")
            # What nobody would see is shown as a mark, which is one character for Qt as well.
            expected = OBJECT if at in unseen else text[at].replace("\u00a0", " ").replace("\u2028", "\n")
            assert shown == expected


def test_the_end_of_a_paragraph_is_not_the_beginning_of_the_next() -> None:
    positions = PositionMap("ab\ncd", [ShownBlock(0, 2, 2), ShownBlock(3, 5, 2)])
    assert positions.to_position(2, is_end=True) == 2
    assert positions.to_position(3) == 3
    assert positions.to_position(3, is_end=True) == 2


def test_an_inserted_mark_stands_behind_an_end_and_before_a_start() -> None:
    positions = PositionMap("abcd", [ShownBlock(0, 4, 5, ((2, 1),))])
    assert positions.to_position(2, is_end=True) == 2
    assert positions.to_position(2) == 3
    assert [positions.to_code_point(at) for at in range(6)] == [0, 1, 2, 2, 3, 4]
