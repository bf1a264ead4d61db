"""What is chosen for the briefing, read from the project and set in it: every choice is an edit like any other."""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from annotator.core import edits
from annotator.core.briefing import BriefingSettings
from annotator.core.errors import AnnotatorError
from annotator.core.records import Json, Project
from annotator.session.changes import Changes
from annotator.ui.workspace import Shell


class Choices(QObject):
    """The project's settings for its briefing.

    Signals: `changed()` when they are other ones, whoever changed them.
    """

    changed = Signal()

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._session = shell.session
        self._session.changed.connect(self._follow)

    @property
    def project(self) -> Project:
        """The project with its title."""
        return self._session.reader.project()

    @property
    def settings(self) -> BriefingSettings:
        """What is chosen now."""
        return BriefingSettings.from_json(self.project.briefing)

    @property
    def language(self) -> str:
        """The language that the briefing will have."""
        project = self.project
        return BriefingSettings.from_json(project.briefing).language or project.language

    def choose(self, name: str, value: Json) -> None:
        """Set one choice, in its stored form."""
        if self.settings.to_json()[name] == value:
            return
        try:
            self._session.perform(edits.choose_for_briefing(self._session.project_uid, name, value), _of_briefing())
        except AnnotatorError as error:
            self._shell.say_error(error)
            self.changed.emit()

    @staticmethod
    def is_own(label: str) -> bool:
        """Tell whether a step of undo is one of these choices, by its label."""
        return label in (_of_briefing(), _of_project())

    def name_project(self, field: str, words: str) -> None:
        """Change the project's title or subtitle."""
        if getattr(self.project, field) == words:
            return
        try:
            self._session.perform(edits.set_project_field(self._session.project_uid, field, words), _of_project())
        except AnnotatorError as error:
            self._shell.say_error(error)
            self.changed.emit()

    def _follow(self, changes: object) -> None:
        assert isinstance(changes, Changes)
        if changes.has("project"):
            self.changed.emit()


def _of_briefing() -> str:
    return QCoreApplication.translate("Choices", "Change the briefing")


def _of_project() -> str:
    return QCoreApplication.translate("Choices", "Change the project")
