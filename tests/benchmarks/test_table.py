from pathlib import Path

import pytest

from benchmarks.measures import Line
from benchmarks.table import DOCUMENT, HEAD, as_markdown, as_text, cells, machine, plain_seconds, write_section


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(12.3456, "12.3 s"), (1.0, "1 s"), (0.9999, "1 s"), (0.0163, "16.3 ms"), (0.00041, "0.41 ms")],
)
def test_seconds_are_written_as_people_say_them(seconds: float, words: str):
    assert plain_seconds(seconds) == words


def test_a_line_says_how_far_it_is_above_its_floor_and_whether_its_reach_is_met():
    line = Line("import", "import: 5 articles", 2.0, 0.5, "bare inserts", 81.4, 8.0)
    assert cells(line) == ("import: 5 articles", "2 s", "500 ms (bare inserts)", "4.0", "81", "< 8 s: met")
    slow = Line("import", "import: 5 articles", 9.0, 0.5, "bare inserts", 81.4, 8.0)
    assert cells(slow)[-1] == "< 8 s: missed"


def test_columns_are_as_wide_as_their_widest_cell():
    assert as_text(("a", "b"), [("long", "1"), ("x", "2")]).splitlines() == ["a     b", "----  -", "long  1", "x     2"]
    assert as_markdown(("a", "b"), [("1", "2")]) == "| a | b |\n|---|---|\n| 1 | 2 |"


def test_only_the_named_section_of_the_page_is_replaced(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- begin ours -->\nold\n<!-- end ours -->\nafter\n", encoding="utf-8")
    write_section("ours", "new", page)
    assert page.read_text(encoding="utf-8") == "before\n<!-- begin ours -->\nnew\n<!-- end ours -->\nafter\n"
    with pytest.raises(ValueError, match="no section"):
        write_section("theirs", "new", page)


def test_the_documentation_has_a_place_for_both_tables():
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in ("ours", "peers"):
        assert text.count(f"<!-- begin {name} -->") == text.count(f"<!-- end {name} -->") == 1


def test_the_machine_is_named_without_its_name():
    assert "cores" in machine()
    assert "SQLite" in machine()
    assert len(HEAD) == 6
