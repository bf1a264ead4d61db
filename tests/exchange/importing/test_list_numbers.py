"""Numbers as lists write them."""

import pytest

from annotator.exchange.importing.list_numbers import written


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (2, "lowerLetter", "b"),
        (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (0, "lowerRoman", "0"),
        (-1, "lowerLetter", "-1"),
        (10**5, "upperLetter", "100000"),
        (10**5, "lowerRoman", "100000"),
        (7, "koreanCounting", "7"),
    ],
)
def test_a_number_is_written_as_its_list_writes_it(number: int, form: str, words: str):
    assert written(number, form) == words
