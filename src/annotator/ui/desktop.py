"""The application: one theme, one window, one open project, and the verbs behind the window."""

import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.core import edits
from annotator.core.errors import AnnotatorError, EnvironmentFaultError
from annotator.exchange.resources import resource_path
from annotator.ui.desk import Furniture
from annotator.ui.faults import Faults
from annotator.ui.icons import icon
from annotator.ui.main_window import MainWindow
from annotator.ui.preferences import Preferences, data_folder
from annotator.ui.rooms import furniture
from annotator.ui.theme import Theme
from annotator.ui.widgets import EnterPresses

if TYPE_CHECKING:
    from annotator.core.outline_text import OutlineEntry
    from annotator.session.project_session import ProjectSession

_PLACE_TOLD = "placing.told"
SAMPLE = Path("sample") / "Sample project.annotator"
_SAID_OF_COPY = "copy.said"


class Desktop(QObject):
    """Implements `desk.Desk` for the window that it owns. Refusals are shown in the window."""

    def __init__(self, theme: Theme, preferences: Preferences, furnishing: Furniture, folder: Path) -> None:
        super().__init__()
        self._preferences, self._folder = preferences, folder
        self._furniture = furnishing
        self.window = MainWindow(theme, self, furnishing)

    @property
    def preferences(self) -> Preferences:
        """What this computer remembers."""
        return self._preferences

    def create_project(self, path: Path, title: str, outline: Path | None) -> None:
        """Make a project, take its chapters from a report where one is named, and show it.

        Raises:
            AnnotatorError: it could not be made; nothing is left behind.
        """
        from annotator.store.project import ProjectStore

        chapters = _read_outline(outline) if outline is not None else []
        ProjectStore.create(path, title, data_dir=self._folder).close()
        session = self._begin_session(path)
        if chapters:
            session.perform(edits.add_outline(session.reader, chapters), self.tr("Take the chapters from a report"))
            session.save()
        self._show(session)

    def introduce(self, name: str, initials: str, colour: str = "") -> None:
        """Take note of who is working, here and in the open project; without a colour the one so far stays."""
        reviewer = self._preferences.introduce(name, initials, colour)
        window = self.window
        if window.has_session:
            session = window.session
            drafts = edits.set_reviewer_field(reviewer.uid, "name", reviewer.name)
            if reviewer.initials:
                drafts += edits.set_reviewer_field(reviewer.uid, "initials", reviewer.initials)
            if colour:
                drafts += edits.set_reviewer_field(reviewer.uid, "colour", colour)
            session.reviewer = reviewer
            session.perform(drafts, self.tr("Change your name"))
        window.wear_reviewer()

    def open_project(self, path: Path) -> None:
        """Open a project in the window; at the very first start ask who is working before."""
        if self._preferences.reviewer is None:
            self.window.close_session()
            self.window.start.ask_name(path)
            return
        path = path.expanduser().absolute()
        try:
            # The same file is let go first: two sessions would each hold its working copy.
            if self.window.has_session and self.window.session.path == path:
                self.window.show_place()
                return
            self._show(self._begin_session(path))
        except AnnotatorError as error:
            self.window.say_error(error)
            return
        self._warn_of_its_place(path)

    def open_sample(self) -> None:
        """Open the sample project, a copy that can be tried and spoilt."""
        write = self._furniture.write_sample
        path = self._folder / SAMPLE
        if write is None:
            return
        try:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                write(path)
        except AnnotatorError as error:
            self.window.say_error(error)
        else:
            self.open_project(path)

    def _warn_of_its_place(self, path: Path) -> None:
        """Say once of each project where saving cannot be safe."""
        from annotator.store.placing import placing_fault

        local = self.window.session.local
        fault = placing_fault(path)
        if fault and local.get(_PLACE_TOLD, "") != fault:
            local.set(_PLACE_TOLD, fault)
            self.window.say(fault, "warn")

    def _begin_session(self, path: Path) -> "ProjectSession":
        # Imported late: SQL helpers cost a tenth of a second that the first window does not need.
        from annotator.session.project_session import ProjectSession
        from annotator.store.project import ProjectStore

        reviewer = self._preferences.reviewer
        if reviewer is None:
            raise EnvironmentFaultError(self.tr("Write your name first."))
        store = ProjectStore.open(path, data_dir=self._folder)
        try:
            return ProjectSession(store, reviewer)
        except BaseException:
            store.close()
            raise

    def _show(self, session: "ProjectSession") -> None:
        moment = datetime.now().isoformat(timespec="seconds")
        self._preferences.remember_recent(session.path, session.title, moment)
        self.window.open_session(session)
        self._search_by_meaning(session)
        self._say_of_copy(session)

    def _search_by_meaning(self, session: "ProjectSession") -> None:
        """Begin to read for meaning where this computer has a model for it."""
        from annotator.ui.meaning.choice import begin

        try:
            begin(session, self._preferences)
        except AnnotatorError as error:
            self.window.say_error(error)

    def _say_of_copy(self, session: "ProjectSession") -> None:
        """Say once of a copy that somebody sent what it lacks."""
        from annotator.session.sending_session import mark_words

        words = mark_words(session.path)
        if words and session.local.get(_SAID_OF_COPY) != words:
            session.local.set(_SAID_OF_COPY, words)
            self.window.say(words)


def run(path: Path | None) -> int:
    """Start Qt, open the window, and give the exit status when it has closed."""
    application = make_application(sys.argv[:1])
    folder = data_folder()
    faults = Faults(folder)
    faults.install()
    # Ctrl+C in the terminal ends the program: every change is kept already.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    preferences = Preferences(folder)
    theme = Theme(application, preferences.mode)
    theme.apply(application)
    application.setWindowIcon(icon("book-open-page-variant", theme.tokens, "accent"))
    desktop = Desktop(theme, preferences, furniture(), folder)
    faults.raised.connect(desktop.window.say_error)
    desktop.window.show()
    if path is not None:
        desktop.open_project(path)
    status = application.exec()
    faults.uninstall()
    return status


def make_application(arguments: list[str]) -> QApplication:
    """Make the one QApplication, with names and translations."""
    application = QApplication(arguments)
    application.setApplicationName("annotator")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("annotator")
    application.setWindowIcon(QIcon())
    EnterPresses(application)
    ours = str(resource_path("translations"))
    theirs = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", theirs), ("annotator", ours)):
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)
    return application


def _read_outline(path: Path) -> "list[OutlineEntry]":
    """Read the chapters that a report lists.

    Raises:
        AnnotatorError: it cannot be read, or lists none.
    """
    from annotator.core.outline_text import read_outline
    from annotator.exchange.importing.decode import decode

    try:
        data = path.expanduser().read_bytes()
    except OSError as error:
        raise EnvironmentFaultError(f"{path} cannot be read: {error.strerror}.") from error
    return read_outline(decode(data)[0])
