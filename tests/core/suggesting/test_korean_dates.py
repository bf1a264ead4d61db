from datetime import date

import pytest

from annotator.core.suggesting.date_wishes import LATE, DayOfMonth, Exact, Period, Shifted, Weekday, Wish, Yearless
from annotator.core.suggesting.korean_dates import find_korean


def wishes(text: str) -> list[tuple[str, Wish]]:
    return [(text[start:end], wish) for start, end, wish in find_korean(text, 0, len(text))]


def test_a_whole_date_is_read():
    ((words, wish),) = wishes("부두는 2025년 4월 28일에 닫혔다.")
    assert isinstance(wish, Exact)
    assert (words, wish.date.start) == ("2025년 4월 28일", date(2025, 4, 28))


@pytest.mark.parametrize(
    ("sentence", "words", "wish"),
    [
        ("지난 28일 밝혔다.", "지난 28일", DayOfMonth(28, -1)),
        ("오는 3일 열린다.", "오는 3일", DayOfMonth(3, 1)),
        ("지난달 28일 닫혔다.", "지난달 28일", DayOfMonth(28, 0, 1)),
        ("28일(현지시간) 닫혔다.", "28일", DayOfMonth(28)),
        ("4월 28일 닫혔다.", "4월 28일", Yearless(4, 28, 28)),
        ("4월 말 닫혔다.", "4월 말", Yearless(4, *LATE)),
        ("지난해 11월 닫혔다.", "지난해 11월", Yearless(11, leaning=-1)),
        ("이틀 뒤 닫혔다.", "이틀 뒤", Shifted(2, "day", True)),
        ("3개월 전 닫혔다.", "3개월 전", Shifted(-3, "month", False)),
        ("다음 날 닫혔다.", "다음 날", Shifted(1, "day", True)),
        ("이날 닫혔다.", "이날", Shifted(0, "day", True)),
        ("어제 닫혔다.", "어제", Shifted(-1, "day", False)),
        ("지난주 닫혔다.", "지난주", Period(-1, "week")),
        ("지난주 월요일 닫혔다.", "지난주 월요일", Weekday(0, 0, -1)),
        ("수요일 닫혔다.", "수요일", Weekday(2)),
    ],
)
def test_words_are_read_for_what_they_say(sentence: str, words: str, wish: Wish):
    assert wishes(sentence) == [(words, wish)]


def test_a_length_of_time_is_no_date():
    assert wishes("부두는 3일간, 그리고 10일째 닫혀 있다.") == []
