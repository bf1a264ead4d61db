"""What this session can take back, newest first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the user did, in plain words, and its transactions (long work commits as it goes)."""

    transaction_uids: tuple[str, ...]
    label: str


class UndoStack:
    """Two stacks of steps. A new step forgets what could have been redone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def redoable(self) -> Step | None:
        """What would be done again."""
        return self._undone[-1] if self._undone else None

    @property
    def undoable(self) -> Step | None:
        """What would be taken back."""
        return self._done[-1] if self._done else None

    def drop_redoable(self) -> None:
        """Forget a step that can no longer be done again."""
        self._undone.pop()

    def drop_undoable(self) -> None:
        """Forget a step that can no longer be taken back."""
        self._done.pop()

    def push(self, step: Step) -> None:
        """Take note of something done."""
        self._done.append(step)
        self._undone.clear()

    def redone(self, transaction_uid: str) -> None:
        """Move the newest undone step back; the transaction is the one that did it again."""
        self._done.append(Step((transaction_uid,), self._undone.pop().label))

    def undone(self, transaction_uid: str) -> None:
        """Move the newest step to what can be done again; the transaction is the one that took it back."""
        self._undone.append(Step((transaction_uid,), self._done.pop().label))
