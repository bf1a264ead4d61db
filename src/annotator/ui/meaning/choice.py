"""Which model searches by meaning on this computer, as it is remembered between starts."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.exchange.embedding.finding import FoundModel, installed_model, model_in
from annotator.ui.preferences import Preferences

if TYPE_CHECKING:
    from annotator.session.project_session import ProjectSession
    from annotator.store.embeddings import Model

_KEY = "meaning"


class From(StrEnum):
    """Where the model comes from."""

    NOWHERE = "off"
    INSTALLED = "installed"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose; whoever installed a model has chosen it by that."""

    where: From = From.INSTALLED
    folder: str = ""

    def model(self) -> FoundModel | None:
        """Give the model, or None where none is wanted or installed.

        Raises:
            RefusedError: the folder holds none.
        """
        if self.where is From.FOLDER:
            return model_in(Path(self.folder))
        return installed_model() if self.where is From.INSTALLED else None


def begin(session: "ProjectSession", preferences: Preferences) -> None:
    """Have a session that was just opened search by the model that is remembered, where there is one.

    Raises:
        RefusedError: the chosen folder holds none any more.
    """
    if (found := chosen(preferences).model()) is not None:
        _use(session, found)


def chosen(preferences: Preferences) -> Choice:
    """Give what was chosen; something unreadable counts as nothing."""
    stored = preferences.get(_KEY)
    if not isinstance(stored, dict) or stored.get("where") not in list(From):
        return Choice()
    return Choice(From(stored["where"]), str(stored.get("folder", "")))


def remember(preferences: Preferences, choice: Choice) -> None:
    """Keep a choice for the next start."""
    preferences.set(_KEY, {"where": str(choice.where), "folder": choice.folder})


def search_by(session: "ProjectSession", choice: Choice) -> None:
    """Have a session search by another model than before, or by none.

    Raises:
        RefusedError: the chosen folder holds none.
    """
    from annotator.session.meaning_session import meaning_in

    meaning_in(session).drop()
    if (found := choice.model()) is not None:
        _use(session, found)


def _loaded(found: FoundModel) -> "Model":
    from annotator.exchange.embedding.running import OnnxModel

    return OnnxModel(found)


def _use(session: "ProjectSession", found: FoundModel) -> None:
    # Imported late: most starts have no model.
    from annotator.session.meaning_session import meaning_in

    meaning_in(session).use(found.name, lambda: _loaded(found))
