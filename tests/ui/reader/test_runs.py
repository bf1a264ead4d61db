from hypothesis import given
from hypothesis import strategies as st

from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from annotator.ui.reader.runs import Run, RunKind, runs_of
from annotator.ui.reader.signs import DOT

ADDRESS = "https://kell.example"


def runs(text: str, **attributes: object) -> list[tuple[str, str, str]]:
    block = Block(BlockKind.PARAGRAPH, 0, len(text), attributes=attributes)
    return [(run.kind.name, run.words, run.address) for run in runs_of(text, block)]


def test_a_link_and_a_reference_inside_it_are_runs_of_their_own() -> None:
    found = runs("See the log today", links=[[4, 11, ADDRESS]], references=[[7, "1"]])
    assert found == [
        ("WORDS", "See ", ""),
        ("WORDS", "the", ADDRESS),
        ("REFERENCE", "1", ""),
        ("WORDS", " log", ADDRESS),
        ("WORDS", " today", ""),
    ]


def test_a_reference_at_the_end_stands_behind_the_last_word() -> None:
    assert runs("Words", references=[[5, "2"], [5, "3"]])[1:] == [("REFERENCE", "2", ""), ("REFERENCE", "3", "")]


def test_an_unseen_character_is_shown_by_its_name() -> None:
    assert runs("a\u202eb\u00ad") == [("WORDS", "a", ""), ("SIGN", "RLO", ""), ("WORDS", "b", ""), ("SIGN", "¬", "")]


def test_the_ends_of_cells_are_marked_where_columns_have_no_room() -> None:
    block = Block(BlockKind.TABLE_ROW, 0, 3)
    assert [run.kind for run in runs_of("a\tb", block, marks_cells=True)] == [
        RunKind.WORDS,
        RunKind.CELL_END,
        RunKind.WORDS,
    ]


def test_beyond_many_marks_unseen_characters_are_signs_among_the_words() -> None:
    text = "\u200b\u200b\u200b\u00ad"
    found = runs_of(text, Block(BlockKind.PARAGRAPH, 0, 4), most_marks=2)
    assert [(run.kind.name, run.words) for run in found] == [("SIGN", "ZWSP"), ("SIGN", "ZWSP"), ("WORDS", f"{DOT}¬")]


@given(st.text("ab\t\u200b😀", max_size=12), st.data())
def test_runs_hold_every_character_once_and_in_order(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    references = [[data.draw(places), "1"] for _ in range(data.draw(st.integers(0, 3)))]
    links = [[*sorted((data.draw(places), data.draw(places))), ADDRESS] for _ in range(data.draw(st.integers(0, 3)))]
    block = Block(BlockKind.TABLE_ROW, 0, len(text), attributes={"references": references, "links": links})
    found = list(runs_of(text, block, marks_cells=True))
    assert "".join(map(_text_of, found)) == text.replace("\u200b", "_").replace("\t", "_")
    assert sum(run.kind is RunKind.REFERENCE for run in found) == len(references)


def _text_of(run: Run) -> str:
    if run.kind is RunKind.REFERENCE:
        return ""
    return run.words if run.kind is RunKind.WORDS else "_"
