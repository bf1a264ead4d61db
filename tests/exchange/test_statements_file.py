from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.exchange.statements_file import RefusedLine, StatementRow, StatementsFile


def read(path: Path, content: str | bytes) -> list[StatementRow | RefusedLine]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(StatementsFile(path).rows())


def test_a_table_and_json_lines_say_the_same(tmp_path: Path):
    table = 'Source,Quote,Tags,Chapters,Credibility,Start\na.txt,"Well, then",one; two ;,1;Two,3,12\n'
    lines = '{"source": "a.txt", "quote": "Well, then", "tags": ["one", "two"], "chapters": [1, "Two"], '
    lines += '"credibility": "3", "start": 12}\n'
    row = StatementRow(2, "a.txt", "Well, then", tags=("one", "two"), chapters=("1", "Two"), credibility=3, start=12)
    assert read(tmp_path / "s.csv", table) == [row]
    (found,) = read(tmp_path / "s.jsonl", "\n" + lines)
    assert found == row


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, separator: str, encoding: str):
    content = f"source{separator}quote\r\na.txt{separator}“서울” 😀\r\n".encode(encoding)
    assert read(tmp_path / "s.csv", content) == [StatementRow(2, "a.txt", "“서울” 😀")]


def test_an_older_encoding_is_told_from_the_bytes(tmp_path: Path):
    words = "Präsident Müller erklärte am Dienstag, dass die Fähre später käme. " * 5
    (found,) = read(tmp_path / "s.csv", f"source;quote\na.txt;{words}\n".encode("cp1252"))
    assert isinstance(found, StatementRow)
    assert found.quote == words.strip()


def test_line_numbers_count_the_lines_of_the_file(tmp_path: Path):
    rows = read(tmp_path / "s.csv", 'source,quote\n"a.txt","one\ntwo"\n\na.txt,three\na.txt,\n')
    assert [row.line for row in rows] == [2, 5, 6]
    assert rows[0] == StatementRow(2, "a.txt", "one\ntwo")
    assert rows[2] == RefusedLine(6, "The quote is missing.")


def test_spaces_of_the_context_are_kept(tmp_path: Path):
    (found,) = read(tmp_path / "s.jsonl", '{"source": "a", "quote": " q ", "prefix": "said ", "suffix": " and"}')
    assert isinstance(found, StatementRow)
    assert (found.prefix, found.quote, found.suffix) == ("said ", "q", " and")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"source": "a.txt"}', "The quote is missing."),
        ('{"quote": "q"}', "The source is missing."),
        ("{broken", "This is not a JSON object on one line."),
        ("[1, 2]", "This is not a JSON object on one line."),
        ('{"source": "a", "quote": "q", "start": "soon"}', "The value of start is not a whole number: soon"),
        ('{"source": "a", "quote": {"x": 1}}', "The value of quote is not a text."),
        ('{"source": "a", "quote": "q", "tags": [["x"]]}', "The value of tags is not a text."),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_alone(tmp_path: Path, line: str, reason: str):
    good = '{"source": "a.txt", "quote": "q"}'
    found = read(tmp_path / "s.jsonl", f"{good}\n{line}\n{good}\n")
    assert found == [StatementRow(1, "a.txt", "q"), RefusedLine(2, reason), StatementRow(3, "a.txt", "q")]


def test_a_row_with_more_fields_than_columns_is_refused_alone(tmp_path: Path):
    found = read(tmp_path / "s.csv", "source,quote\na.txt,Well, then\na.txt,then\n")
    assert [type(row) for row in found] == [RefusedLine, StatementRow]


@pytest.mark.parametrize("content", ["name,age\nAnn,3\n", "quote\nq\n", '[{"source": "a"}]'])
def test_a_file_that_is_no_statements_file_is_refused_whole(tmp_path: Path, content: str):
    with pytest.raises(RefusedError):
        read(tmp_path / "s.csv", content)


def test_a_file_that_is_not_there_is_a_plain_fault(tmp_path: Path):
    with pytest.raises(EnvironmentFaultError, match=r"lost\.csv does not exist"):
        list(StatementsFile(tmp_path / "lost.csv").rows())


def test_an_empty_file_has_no_rows(tmp_path: Path):
    assert read(tmp_path / "s.csv", "") == []
    assert read(tmp_path / "s.jsonl", "\n\n") == []


def test_columns_that_mean_nothing_are_remembered_once(tmp_path: Path):
    path = tmp_path / "s.jsonl"
    path.write_text('{"source": "a", "quote": "q", "tag": "x"}\n' * 3)
    file = StatementsFile(path)
    assert len(list(file.rows())) == 3
    assert file.unknown == ["tag"]
