import pytest

from annotator.cli.tables import print_table, shortened


def test_wide_letters_keep_the_columns_straight(capsys: pytest.CaptureFixture[str]):
    print_table(("Outlet", "Title"), [("한겨레", "a"), ("Post", "b")], "nothing")
    assert capsys.readouterr().out == "Outlet  Title\n한겨레  a\nPost    b\n"


def test_numbers_stand_flush_right(capsys: pytest.CaptureFixture[str]):
    print_table(("Tag", "Statements"), [("a", 5), ("b", 1200)], "nothing")
    assert capsys.readouterr().out.splitlines()[1:] == ["a             5", "b          1200"]


def test_long_words_are_cut_with_a_sign():
    assert shortened("one  two\nthree", 9) == "one two…"
    assert shortened("one two", 9) == "one two"
