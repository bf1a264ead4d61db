from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.core.outline_text import OutlineEntry
from annotator.exchange.outline_file import read_outline_file


def test_the_numbers_of_a_list_are_read_though_no_source_text_keeps_them(tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_bytes("A report\r\n\r\n  1. 요약\r\n  2. The night\r\n".encode("utf-16"))
    assert read_outline_file(path) == [OutlineEntry("요약", 1), OutlineEntry("The night", 1)]


def test_a_file_without_chapters_is_named(tmp_path: Path):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(RefusedError, match=r"^empty\.txt: "):
        read_outline_file(path)


def test_a_file_that_is_not_there_is_a_plain_fault(tmp_path: Path):
    with pytest.raises(EnvironmentFaultError):
        read_outline_file(tmp_path / "lost.txt")
