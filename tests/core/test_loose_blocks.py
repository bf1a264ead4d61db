from hypothesis import given
from hypothesis import strategies as st

from annotator.core.loose_blocks import LooseBlock, moved, put_together, taken_apart
from annotator.core.vocabulary import BlockKind

WORDS = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=8)


@st.composite
def loose_blocks(draw: st.DrawFn) -> list[LooseBlock]:
    found = []
    for words in draw(st.lists(WORDS, min_size=1, max_size=6)):
        at = draw(st.integers(0, len(words)))
        attributes = {"references": [[at, "1"]], "links": [[0, len(words), "https://kell.example"]]}
        found.append(LooseBlock(BlockKind.PARAGRAPH, words, attributes=attributes))
    return found


@given(loose_blocks())
def test_what_is_put_together_comes_apart_as_it_was(loose: list[LooseBlock]) -> None:
    assert taken_apart(*put_together(loose)) == loose


@given(loose_blocks())
def test_references_and_links_stand_inside_their_block(loose: list[LooseBlock]) -> None:
    text, blocks = put_together(loose)
    for block, each in zip(blocks, loose, strict=True):
        assert text[block.start : block.end] == each.words
        assert block.attributes["links"] == [[block.start, block.end, "https://kell.example"]]
        assert block.start <= block.attributes["references"][0][0] <= block.end


def test_what_is_no_place_is_not_moved() -> None:
    assert moved({"page": 3, "references": [[2, "4"]]}, 10) == {"page": 3, "references": [[12, "4"]]}
