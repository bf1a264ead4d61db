from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.passages import blocks_under, link_at, link_in, shortened, still_open

P = BlockKind.PARAGRAPH
BLOCKS = (
    Block(P, 0, 5, attributes={"links": [[1, 3, "https://one.example"]]}),
    Block(P, 6, 9, fold="category"),
    Block(P, 10, 20, attributes={"links": [[12, 14, "https://two.example"]]}),
)


def test_a_span_means_the_blocks_that_it_touches() -> None:
    assert [block.start for block in blocks_under(BLOCKS, 3, 7)] == [0, 6]
    assert [block.start for block in blocks_under(BLOCKS, 6, 9)] == [6]


def test_a_link_is_found_on_its_words_and_not_beside_them() -> None:
    assert [link_at(BLOCKS, at) for at in (0, 1, 2, 3)] == ["", "https://one.example", "https://one.example", ""]


def test_the_first_link_of_a_span_is_meant() -> None:
    assert link_in(BLOCKS, 3, 20) == "https://two.example"
    assert link_in(BLOCKS, 14, 20) == ""


def test_a_long_address_shows_its_beginning() -> None:
    assert shortened("https://kell.example/" + "a" * 300, 30) == "https://kell.example/aaaaaaaa…"


def test_an_address_cannot_hide_where_it_leads() -> None:
    assert shortened("https://kell.example/\u202egpj.exe") == "https://kell.example/[RLO]gpj.exe"


def test_a_fold_that_was_open_stays_open_when_its_first_line_leaves_it() -> None:
    blocks = [Block(P, 0, 1), Block(P, 2, 3), Block(P, 4, 5, fold="category"), Block(P, 6, 7), Block(P, 8, 9, fold="x")]
    assert still_open(blocks, {1, 2}) == {2}
