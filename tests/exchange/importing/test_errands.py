"""Answers of several workers come out in the order of the files, and no more of them wait than there is room for."""

import threading
from pathlib import Path

import pytest

from annotator.core.errors import EnvironmentFaultError
from annotator.exchange.importing import Refusal
from annotator.exchange.importing.errands import Answer, Errand, Progress
from annotator.exchange.importing.wire import Wanted


def _errand(count: int) -> Errand:
    return Errand([Wanted(Path(f"{number}.txt")) for number in range(count)], is_sketch=False)


def _answer(number: int, place: tuple[int, ...] = (), total: int = 1) -> Answer:
    return Answer(number, place, Refusal(f"{number}.txt", "No."), total)


def test_answers_come_in_the_order_of_the_files():
    errand = _errand(3)
    for number in (2, 0, 1):
        errand.put(_answer(number), 1)
        errand.finish(number)
    assert [errand.take(0).number for _ in range(3)] == [0, 1, 2]
    assert errand.take(0) is None
    assert errand.is_over


def test_a_file_is_waited_for_though_later_ones_are_done():
    errand = _errand(2)
    errand.put(_answer(1), 1)
    errand.finish(1)
    assert errand.take(0) is None
    assert not errand.is_over


def test_what_was_not_begun_is_handed_out_first():
    errand = _errand(5)
    numbers = errand.hand_out(3)
    errand.give_back(numbers[1:])
    assert errand.hand_out(9) == [1, 2, 3, 4]
    assert not errand.has_waiting


def test_later_files_wait_while_there_is_no_room_and_the_first_never_does(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.importing.errands.MOST_HELD", 10)
    errand = _errand(3)
    assert errand.put(_answer(1), 8)
    done = threading.Event()

    def put_more() -> None:
        errand.put(_answer(2), 8)
        done.set()

    thread = threading.Thread(target=put_more)
    thread.start()
    assert not done.wait(0.1)
    assert errand.put(_answer(0), 1_000)
    errand.finish(0)
    errand.finish(1)
    assert [errand.take(1).number for _ in range(3)] == [0, 1, 2]
    thread.join()
    assert done.is_set()


def test_closing_lets_everybody_go(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.importing.errands.MOST_HELD", 0)
    errand = _errand(2)
    threading.Timer(0.05, errand.close).start()
    assert not errand.put(_answer(1), 1)
    assert not errand.has_waiting


def test_a_failure_reaches_whoever_takes_the_answers():
    errand = _errand(1)
    errand.fail(EnvironmentFaultError("There is no reader."))
    with pytest.raises(EnvironmentFaultError, match="no reader"):
        errand.take(0)


def test_progress_counts_files_and_the_articles_of_a_file_that_holds_several():
    progress = Progress(3)
    told = []
    for answer in (_answer(0), _answer(1, (0,), 3), _answer(1, (1,), 3), _answer(1, (2,), 3), _answer(2)):
        progress.note(answer)
        told.append((progress.done, progress.total))
    assert told == [(1, 3), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_progress_ends_whole_where_fewer_articles_came_than_were_expected():
    progress = Progress(2)
    progress.note(_answer(0, (), 100))
    progress.note(_answer(1))
    assert (progress.done, progress.total) == (2, 2)
