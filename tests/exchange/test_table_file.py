import csv
from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError
from annotator.exchange.table_file import write_csv


def test_a_table_is_read_back_as_it_was(tmp_path: Path):
    target = tmp_path / "table.csv"
    write_csv(target, [["Chapter", "Gazette, the"], ["1 Summary", 3], ['A "quote"', 0]])
    with target.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["Chapter", "Gazette, the"], ["1 Summary", "3"], ['A "quote"', "0"]]


def test_the_file_says_that_it_is_unicode_so_that_excel_reads_its_letters(tmp_path: Path):
    write_csv(tmp_path / "table.csv", [["강변일보"]])
    assert (tmp_path / "table.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@name"])
def test_words_that_a_spreadsheet_would_take_for_a_formula_stay_words(tmp_path: Path, words: str):
    write_csv(tmp_path / "table.csv", [[words]])
    assert (tmp_path / "table.csv").read_text(encoding="utf-8-sig") == f"'{words}\n"


def test_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path):
    with pytest.raises(EnvironmentFaultError, match="There is no folder"):
        write_csv(tmp_path / "nowhere" / "table.csv", [["Chapter"]])
