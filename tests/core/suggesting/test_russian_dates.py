from datetime import date

import pytest

from annotator.core.suggesting.date_wishes import LATE, Exact, Period, Shifted, Weekday, Wish, Yearless
from annotator.core.suggesting.russian_dates import find_russian


def wishes(text: str) -> list[tuple[str, Wish]]:
    return [(text[start:end], wish) for start, end, wish in find_russian(text, 0, len(text))]


def test_a_whole_date_is_read():
    ((words, wish),) = wishes("Порт закрыли 26 апреля 2025 года.")
    assert isinstance(wish, Exact)
    assert (words, wish.date.start) == ("26 апреля 2025", date(2025, 4, 26))


@pytest.mark.parametrize(
    ("sentence", "words", "wish"),
    [
        ("Порт закрыли 26 апреля.", "26 апреля", Yearless(4, 26, 26)),
        ("Порт закрыли в мае.", "в мае", Yearless(5)),
        ("Порт закрыли в конце марта.", "в конце марта", Yearless(3, *LATE)),
        ("В среду порт закрыли.", "В среду", Weekday(2)),
        ("На следующий день порт закрыли.", "На следующий день", Shifted(1, "day", True)),
        ("Порт закрыли накануне.", "накануне", Shifted(-1, "day", True)),
        ("Порт закрыли два дня назад.", "два дня назад", Shifted(-2, "day", False)),
        ("Через три недели порт открыли.", "Через три недели", Shifted(3, "week", True)),
        ("Порт закрыли вчера.", "вчера", Shifted(-1, "day", False)),
        ("Порт закрыли на прошлой неделе.", "на прошлой неделе", Period(-1, "week")),
    ],
)
def test_words_are_read_for_what_they_say(sentence: str, words: str, wish: Wish):
    assert wishes(sentence) == [(words, wish)]


def test_a_length_of_time_is_no_date():
    assert wishes("Рейс длится два дня.") == []
