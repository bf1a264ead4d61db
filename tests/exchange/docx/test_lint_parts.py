"""Defects of what only a full briefing has: comments, pictures, and tables of every kind."""

import re
from collections.abc import Callable

import pytest

from annotator.core.findings import Finding
from annotator.exchange.docx.lint import lint
from tests.exchange.docx import parts
from tests.exchange.docx.parts import EVERY_PART, part_of

MAIN = "word/document.xml"
COMMENTS = "word/comments.xml"
Spoil = Callable[[str, str, str], bytes]
_FINDINGS = [
    Finding("unplaced", "statement", "0" * 32, count=3),
    Finding("undated_source", "source", "1" * 32, place="Orrin Gazette"),
]
_MARKS = [
    ("commentRangeStart", "begins"),
    ("commentRangeEnd", "ends"),
    ("commentReference", "is referred to"),
]


@pytest.fixture(scope="session")
def written() -> bytes:
    """A briefing with every part and two comments, which `spoiled` takes in place of the folder's own."""
    return parts.written(parts.with_findings(_FINDINGS, *EVERY_PART))


@pytest.fixture(scope="session")
def main(written: bytes) -> str:
    return part_of(written)


def _mark(name: str, number: int) -> str:
    return f'<w:{name} w:id="{number}"/>'


def _one(pattern: str, xml: str) -> str:
    match = re.search(pattern, xml, re.DOTALL)
    assert match is not None
    return match[0]


def _row(main: str) -> str:
    return _one("<w:tr>.*?</w:tr>", main)


def _cell(main: str) -> str:
    return _one("<w:tc>.*?</w:tc>", main)


def test_a_briefing_with_every_part_and_comments_is_sound(written: bytes):
    assert lint(written) == []


@pytest.mark.parametrize(("mark", "what"), _MARKS)
def test_a_comment_marked_twice_in_the_text_is_found(spoiled: Spoil, mark: str, what: str):
    assert lint(spoiled(MAIN, _mark(mark, 1), _mark(mark, 1) * 2)) == [f"the comment 1 {what} twice"]


@pytest.mark.parametrize(("mark", "what"), _MARKS)
def test_a_mark_of_a_comment_that_is_not_written_is_found(spoiled: Spoil, mark: str, what: str):
    assert lint(spoiled(MAIN, _mark(mark, 1), _mark(mark, 1) + _mark(mark, 7))) == [
        f"the comment 7 {what} but is not written"
    ]


@pytest.mark.parametrize(("mark", "what"), _MARKS)
def test_a_comment_that_lacks_one_of_its_marks_is_found(spoiled: Spoil, mark: str, what: str):
    assert lint(spoiled(MAIN, _mark(mark, 1), "")) == [f"the comment 1 is written but never {what}"]


def test_a_comment_written_twice_is_found(spoiled: Spoil, written: bytes):
    comment = _one('<w:comment w:id="1".*?</w:comment>', part_of(written, COMMENTS))
    assert lint(spoiled(COMMENTS, comment, comment * 2)) == ["the comment 1 is written twice"]


def test_a_comment_that_the_text_does_not_know_is_missed_in_all_three_ways(spoiled: Spoil, written: bytes):
    comment = _one('<w:comment w:id="1".*?</w:comment>', part_of(written, COMMENTS))
    assert lint(spoiled(COMMENTS, comment, comment + comment.replace('w:id="1"', 'w:id="2"'))) == [
        f"the comment 2 is written but never {what}" for _, what in _MARKS
    ]


def test_a_cell_without_a_paragraph_is_found(spoiled: Spoil, main: str):
    cell = _cell(main)
    assert lint(spoiled(MAIN, cell, re.sub("<w:p>.*</w:p>", "", cell))) == [
        f"{MAIN} has a table cell that does not end with a paragraph"
    ]


def test_a_cell_that_ends_with_a_content_control_is_no_fault(spoiled: Spoil, main: str):
    cell = _cell(main)
    held = cell.replace("<w:p>", "<w:sdt><w:sdtContent><w:p>").replace("</w:p>", "</w:p></w:sdtContent></w:sdt>")
    assert lint(spoiled(MAIN, cell, held)) == []


def test_a_row_that_lacks_a_cell_is_found(spoiled: Spoil, main: str):
    row = _row(main)
    assert lint(spoiled(MAIN, row, row.replace(_cell(row), ""))) == [
        f"{MAIN} has a row of 1 cells in a table of 2 columns"
    ]


def test_a_row_with_a_cell_too_many_is_found(spoiled: Spoil, main: str):
    row = _row(main)
    assert lint(spoiled(MAIN, row, row.replace(_cell(row), _cell(row) * 2))) == [
        f"{MAIN} has a row of 3 cells in a table of 2 columns"
    ]


def test_each_table_is_held_against_its_own_columns(spoiled: Spoil, main: str):
    table = main[main.rindex("<w:tbl>") :]
    columns = table.count("<w:gridCol ")
    assert columns != main[: main.index("<w:tr>")].count("<w:gridCol ")
    row = _row(table)
    shorter = table.replace(row, row.replace(_cell(row), ""), 1)
    assert lint(spoiled(MAIN, table, shorter)) == [
        f"{MAIN} has a row of {columns - 1} cells in a table of {columns} columns"
    ]


def test_a_cell_over_two_columns_is_no_fault(spoiled: Spoil, main: str):
    row = _row(main)
    alone = row.replace(_cell(row), "").replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>')
    assert lint(spoiled(MAIN, row, alone)) == []


def test_two_pictures_with_one_id_are_found(spoiled: Spoil, main: str):
    drawing = _one("<w:drawing>.*?</w:drawing>", main)
    assert lint(spoiled(MAIN, drawing, drawing * 2)) == ["the picture id 1 is used twice"]
    other = drawing.replace('<wp:docPr id="1"', '<wp:docPr id="2"')
    assert lint(spoiled(MAIN, drawing, drawing + other)) == []


def test_a_picture_whose_file_is_not_named_is_found(spoiled: Spoil):
    assert lint(spoiled(MAIN, 'r:embed="annPicture1"', 'r:embed="annPicture9"')) == [
        f"{MAIN} uses the relationship annPicture9, which is not there"
    ]
