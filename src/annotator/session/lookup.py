"""Asking the project about its past, which grows with every edit and not with the number of statements."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from annotator.session.inquiry import Inquiry
from annotator.session.project_session import ProjectSession
from annotator.store.reader import Reader

T = TypeVar("T")


class Lookup(Inquiry[T]):
    """An inquiry that is answered by a job however small the project is."""

    def __init__(
        self,
        session: ProjectSession,
        question: Callable[[Reader], T],
        take: Callable[[T], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(session, question, take, parent)
        self._is_large = True
