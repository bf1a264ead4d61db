"""Items become one canonical text and blocks over it."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.records import IMAGE_CHARACTER
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import LONGEST_BLOCK, Item, assemble


def note(label: str = "1") -> Item:
    return Item(BlockKind.FOOTNOTE, "The note.", 9, attributes={"label": label})


def paragraph(text: str) -> Item:
    return Item(BlockKind.PARAGRAPH, text, 1)


def test_blocks_stand_one_line_feed_apart_and_an_image_is_one_character():
    text, blocks = assemble([paragraph("One."), Item(BlockKind.IMAGE, "", 2), paragraph("Two 😀.")])
    assert text == f"One.\n{IMAGE_CHARACTER}\nTwo 😀."
    assert [(block.start, block.end) for block in blocks] == [(0, 4), (5, 6), (7, 13)]


def test_a_reference_mark_is_taken_out_and_its_place_is_kept():
    text, blocks = assemble([paragraph("Before."), paragraph("A treaty.[1] And more [1]."), note()])
    assert text == "Before.\nA treaty. And more.\nThe note."
    assert blocks[1].attributes["references"] == [[17, "1"], [26, "1"]]
    assert text[:17].endswith("treaty.")


def test_a_mark_without_its_note_stays_in_the_text():
    text, blocks = assemble([paragraph("A treaty.[2] More."), note("1")])
    assert "[2]" in text
    assert "references" not in blocks[0].attributes


def test_a_block_that_is_nothing_but_a_mark_keeps_it():
    text, _ = assemble([paragraph("[1]"), note()])
    assert text.startswith("[1]\n")


def test_marks_at_the_ends_leave_no_white_space_behind():
    text, blocks = assemble([paragraph("[1] Words  [1]"), note()])
    assert text.startswith("Words\n")
    assert blocks[0].attributes["references"] == [[0, "1"], [5, "1"]]


def test_an_overlong_block_is_split_behind_a_sentence():
    sentence = "The ferry left the quay at nine. "
    text, blocks = assemble([paragraph((sentence * 1_500).strip())])
    assert len(blocks) > 2
    assert all(block.end - block.start <= LONGEST_BLOCK for block in blocks)
    assert all(text[block.start : block.end].endswith("nine.") for block in blocks)
    assert text.replace("\n", " ") == (sentence * 1_500).strip()


def test_an_overlong_block_without_sentences_is_split_at_a_space():
    text, blocks = assemble([paragraph("word " * 9_000 + "end")])
    assert {text[block.start : block.end].split()[0] for block in blocks} == {"word"}
    assert text.count("word") == 9_000


def test_an_overlong_block_without_spaces_is_never_split_inside_a_character():
    text, blocks = assemble([paragraph("👩‍👩‍👧" * 9_000)])
    assert all(text[block.start : block.end] == "👩‍👩‍👧" * ((block.end - block.start) // 5) for block in blocks)


@given(st.lists(st.text(alphabet="ab .[1]^é😀\n", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=8))
def test_references_always_lie_inside_their_block(texts: list[str]):
    text, blocks = assemble([*(paragraph(words.strip()) for words in texts), note()])
    assert len(blocks) == len(texts) + 1
    for block in blocks:
        assert text[block.start : block.end].strip()
        assert all(block.start <= offset <= block.end for offset, _ in block.attributes.get("references", ()))
