"""What one reading of many files is waiting for, has got, and gives in the order of the files."""

import threading
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.exchange.importing.articles import Place
from annotator.exchange.importing.capture import Refusal
from annotator.exchange.importing.wire import Result, Wanted

# Answers that wait for their turn may hold so many bytes; the file whose turn it is waits for nobody.
MOST_HELD = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at a place of the file with this number; `total` is how many places the file has at the top."""

    number: int
    place: Place
    result: Result
    total: int

    @property
    def reason(self) -> str:
        """Why it is refused, or "" where it is not."""
        return self.result.reason if isinstance(self.result, Refusal) else ""


class Progress:
    """How far a reading is, in files, and in the articles of those files that hold several."""

    def __init__(self, files: int) -> None:
        self.done = 0
        self.total = files
        self._number = -1
        self._expected = self._come = 0

    def note(self, answer: Answer) -> None:
        """Count an answer."""
        if answer.number != self._number:
            self._expect(self._come)
            self._number, self._expected, self._come = answer.number, 1, 0
        self._come += 1
        self.done += 1
        self._expect(max(self._expected, self._come, answer.total))

    def begin_anew(self) -> None:
        """Go on with other files, which are numbered from 0 again."""
        self._expect(self._come)
        self._number, self._expected, self._come = -1, 0, 0

    def _expect(self, articles: int) -> None:
        self.total += articles - self._expected
        self._expected = articles


class Errand:
    """Files that are to be read, and what has been found in them, put in by several threads and taken out by one."""

    def __init__(self, files: Sequence[Wanted], is_sketch: bool) -> None:
        self.files = files
        self.is_sketch = is_sketch
        self._lock = threading.Lock()
        self._arrived = threading.Condition(self._lock)
        self._has_room = threading.Condition(self._lock)
        self._waiting = deque(range(len(files)))
        self._answers: dict[int, deque[tuple[Answer, int]]] = defaultdict(deque)
        self._finished: set[int] = set()
        self._turn = 0
        self._held = 0
        self._error: Exception | None = None
        self._is_closed = False

    @property
    def has_waiting(self) -> bool:
        """Whether there are files that nobody reads yet."""
        return bool(self._waiting) and not self._is_closed and self._error is None

    @property
    def is_closed(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._is_closed

    @property
    def is_over(self) -> bool:
        """Whether everything was given."""
        return self._turn == len(self.files)

    def hand_out(self, most: int) -> list[int]:
        """Give the numbers of the next files, at most so many."""
        with self._lock:
            return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def give_back(self, numbers: Sequence[int]) -> None:
        """Take back files that were not begun."""
        with self._lock:
            self._waiting.extendleft(reversed(numbers))

    def put(self, answer: Answer, size: int) -> bool:
        """Put an answer in, after waiting for room; False where nobody wants it any more."""
        with self._lock:
            self._has_room.wait_for(lambda: self._is_closed or self._can_take(answer.number, size))
            if self._is_closed:
                return False
            self._answers[answer.number].append((answer, size))
            self._held += size
            if answer.number == self._turn:
                self._arrived.notify()
            return True

    def finish(self, number: int) -> None:
        """Note that a file has been read to its end."""
        with self._lock:
            self._finished.add(number)
            if number == self._turn:
                self._arrived.notify()

    def fail(self, error: Exception) -> None:
        """Let whoever takes the answers know why there will be none."""
        with self._lock:
            self._error = error
            self._arrived.notify()

    def close(self) -> None:
        """Let go of everything; whoever waits to put something in need not any more."""
        with self._lock:
            self._is_closed = True
            self._answers.clear()
            self._has_room.notify_all()

    def take(self, patience: float) -> Answer | None:
        """Give the next answer, or None where it has not come in so many seconds, or where there is none left.

        Raises:
            EnvironmentFaultError: nothing can be read.
        """
        with self._lock:
            answer = self._next()
            if answer is None and not self.is_over and self._error is None:
                self._arrived.wait(patience)
                answer = self._next()
            if answer is None and self._error is not None:
                raise self._error
            return answer

    def _can_take(self, number: int, size: int) -> bool:
        is_awaited = number == self._turn and not self._answers[number]
        return is_awaited or self._held + size <= MOST_HELD

    def _next(self) -> Answer | None:
        while not self.is_over:
            if there := self._answers[self._turn]:
                answer, size = there.popleft()
                self._held -= size
                self._has_room.notify_all()
                return answer
            if self._turn not in self._finished:
                return None
            self._finished.remove(self._turn)
            del self._answers[self._turn]
            self._turn += 1
            self._has_room.notify_all()
        return None
