"""What came in, at the left of Review: files looked into, merged and taken back."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader
from annotator.ui.review import incoming_panel
from annotator.ui.review.incoming_list import ROW
from annotator.ui.review.incoming_panel import IncomingPanel
from annotator.ui.review.incoming_parts import CountRow
from tests.builders import OTHER
from tests.ui.harbour import Harbour, Shell, harbour, shell

__all__ = ["harbour", "shell"]
Doing = Callable[[Reader], Sequence[Draft]]
COPY = "harbour (Park's conflicted copy 2026-11-27)"


@pytest.fixture
def panel(shell: Shell, harbour: Harbour, qtbot: QtBot) -> Iterator[IncomingPanel]:
    """Show the panel on the project, shared so far."""
    harbour.session._store.publish()
    made = IncomingPanel(shell)
    made.setParent(shell.window)
    made.resize(290, 760)
    shell.window.resize(290, 760)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    qtbot.waitUntil(lambda: not made.merging._timer.isActive() and not made.merging._is_listing)
    yield made
    made.close_down()


def file_of(harbour: Harbour, name: str, *doings: Doing) -> Path:
    """Give a copy of the project in which Park Jiwoo worked."""
    path = harbour.session.path.with_name(f"{name}.annotator")
    shutil.copyfile(harbour.session.path, path)
    store = ProjectStore.open(path, private=True)
    if OTHER not in {each.uid for each in store.reader.reviewers()}:
        store.apply(edits.add_reviewer("Park Jiwoo", "PJ", "Rust", uid=OTHER), OTHER)
    for doing in doings:
        store.apply(doing(store.reader), OTHER)
    store.publish()
    store.close()
    return path


def tagging(name: str) -> Doing:
    return lambda reader: edits.add_tag(reader, name)


def grading(harbour: Harbour, number: int, credibility: int) -> Doing:
    return lambda _: edits.set_statement_field(harbour.statement_uids[number - 1], "credibility", credibility)


def look_into(panel: IncomingPanel, qtbot: QtBot, *paths: Path) -> None:
    panel.merging.look_into(paths)
    # What a layout takes in is shown a turn of the loop later.
    qtbot.waitUntil(lambda: panel.merging.seen is not None and bool(words(panel.preview)))


def merge(panel: IncomingPanel, qtbot: QtBot, *paths: Path) -> None:
    """Merge files by the panel's button and wait until the entry's details are shown."""
    look_into(panel, qtbot, *paths)
    button = panel.preview.merge_button
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.details.arrival is not None and panel.details.isVisible())


def counts(section: QWidget) -> dict[str, int]:
    return {row.heading: row.count for row in section.findChildren(CountRow) if not row.isHidden()}


def words(section: QWidget) -> str:
    return " ".join(each.text() for each in section.findChildren(QLabel) if not each.isHidden())


def test_an_empty_list_says_how_something_comes_in(panel: IncomingPanel) -> None:
    assert panel.empty.isVisible()
    assert panel.empty.fact.text() == "Nothing has come in yet."


def test_the_preview_says_who_did_how_much(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    harbour.session.perform(grading(harbour, 1, 2)(harbour.session.reader), "Grade")
    look_into(panel, qtbot, file_of(harbour, "park", tagging("fog"), grading(harbour, 1, 3)))
    assert words(panel.preview).startswith("Preview of park.annotator Park Jiwoo, today")
    assert counts(panel.preview) == {
        "New statements": 0,
        "New tags": 1,
        "Other changes": 1,
        "Conflicts": 1,
        "Refused": 0,
    }
    assert "Nothing is overwritten." in words(panel.preview)


def test_a_file_that_is_no_project_is_refused_with_its_reason(
    panel: IncomingPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.annotator"
    letter.write_text("Dear Mara", encoding="utf-8")
    look_into(panel, qtbot, letter)
    assert "letter.annotator is not a project of annotator." in words(panel.preview)
    assert panel.preview.merge_button is None
    assert panel.preview.not_now_button is not None
    assert panel.preview.not_now_button.text() == "Close"


def test_a_file_with_nothing_new_offers_no_merge(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    look_into(panel, qtbot, harbour.session.path)
    assert "There is nothing new" in words(panel.preview)
    assert panel.preview.merge_button is None


def test_not_now_puts_the_preview_away(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    look_into(panel, qtbot, file_of(harbour, "park", tagging("fog")))
    button = panel.preview.not_now_button
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not panel.preview.isVisible()


def test_a_merge_comes_first_in_the_list_and_is_selected(
    panel: IncomingPanel, harbour: Harbour, shell: Shell, qtbot: QtBot
) -> None:
    chosen: list[frozenset[str]] = []
    panel.chosen.connect(chosen.append)
    merge(panel, qtbot, file_of(harbour, "park", tagging("fog")))
    assert panel.list.current is not None
    assert panel.list.current.files == ("park.annotator",)
    (fog,) = [tag.uid for tag in harbour.session.reader.tags() if tag.name == "fog"]
    assert fog in chosen[-1]
    assert shell.toasts == ["Merged: 1 tag."]
    assert panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Park Jiwoo, park.annotator")


def test_the_badge_follows_what_is_settled(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    harbour.session.perform(grading(harbour, 1, 2)(harbour.session.reader), "Grade")
    merge(panel, qtbot, file_of(harbour, "park", grading(harbour, 1, 3)))
    assert panel.model.index(0).data().endswith("1 to settle")
    harbour.session.perform(grading(harbour, 1, 3)(harbour.session.reader), "Settle")
    qtbot.waitUntil(lambda: panel.model.index(0).data().endswith("All settled"))


def test_a_merge_is_taken_back_by_its_button(
    panel: IncomingPanel, harbour: Harbour, shell: Shell, qtbot: QtBot
) -> None:
    merge(panel, qtbot, file_of(harbour, "park", tagging("fog")))
    button = panel.details.take_back_button
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert "fog" not in {tag.name for tag in harbour.session.reader.tags()}
    assert not panel.details.isVisible()
    assert shell.toasts[-1] == "Taken back: park.annotator"


def test_a_shared_merge_says_why_it_stays_and_lists_what_it_changed(
    panel: IncomingPanel, harbour: Harbour, qtbot: QtBot
) -> None:
    session = harbour.session
    session.perform(grading(harbour, 1, 2)(session.reader), "Grade")
    session._store.publish()
    merge(panel, qtbot, file_of(harbour, "park", grading(harbour, 1, 3)))
    session.save()
    qtbot.waitUntil(lambda: panel.details.values_button is not None)
    assert "because it has been shared" in words(panel.details)
    assert panel.details.values_button is not None
    qtbot.mouseClick(panel.details.values_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 value was another before:" in words(panel.details))


def test_what_others_shared_is_an_entry_that_cannot_be_taken_back(
    panel: IncomingPanel, harbour: Harbour, qtbot: QtBot
) -> None:
    shutil.copyfile(file_of(harbour, "park", tagging("fog")), harbour.session.path)
    harbour.session.save()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    panel.list.setCurrentIndex(panel.model.index(0))
    qtbot.waitUntil(lambda: panel.details.isVisible())
    assert "Came with the shared file" in words(panel.details)
    assert panel.details.take_back_button is None


def test_escape_selects_nothing(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    merge(panel, qtbot, file_of(harbour, "park", tagging("fog")))
    chosen: list[frozenset[str]] = []
    panel.chosen.connect(chosen.append)
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert chosen == [frozenset()]
    assert not panel.details.isVisible()


def test_tags_of_one_name_are_offered_for_joining(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    harbour.session.perform(tagging("fog")(harbour.session.reader), "Add tag")
    path = file_of(harbour, "park", tagging("fog"))
    look_into(panel, qtbot, path)
    assert "“fog” is then the name of 2 tags." in words(panel.preview)
    merge(panel, qtbot, path)
    assert "“fog”, 2 tags" in words(panel.joins)
    panel.joins.join_wanted.emit(panel.merging.namesakes[0])
    assert [tag.name for tag in harbour.session.reader.tags()].count("fog") == 1
    assert not panel.joins.isVisible()


def test_a_copy_beside_the_project_is_offered_quietly(
    panel: IncomingPanel, harbour: Harbour, shell: Shell, qtbot: QtBot
) -> None:
    file_of(harbour, COPY, tagging("fog"))
    panel.merging.siblings.stop()
    panel._state_changed(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: panel.offer.isVisible())
    assert COPY in panel.offer.words
    assert shell.said == []
    qtbot.mouseClick(panel.offer.look_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.merging.seen is not None)
    assert shell.shown == ["review"]


def test_a_copy_is_said_in_the_window_while_the_panel_is_out_of_sight(
    panel: IncomingPanel, harbour: Harbour, shell: Shell, qtbot: QtBot
) -> None:
    panel.hide()
    file_of(harbour, COPY, tagging("fog"))
    panel.merging.siblings.stop()
    panel.merging.siblings.look()
    qtbot.waitUntil(lambda: bool(shell.said))
    assert COPY in shell.said[0][0]


def test_whoever_says_not_now_is_not_asked_again(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    file_of(harbour, COPY, tagging("fog"))
    panel.merging.siblings.stop()
    panel.merging.siblings.look()
    qtbot.waitUntil(lambda: panel.offer.isVisible())
    qtbot.mouseClick(panel.offer.not_now_button, Qt.MouseButton.LeftButton)
    assert not panel.offer.isVisible()
    panel.merging.siblings.stop()
    panel.merging.siblings.look()
    qtbot.waitUntil(lambda: not panel.merging.siblings._is_looking)
    assert not panel.offer.isVisible()


def _drag(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_project_files_can_be_dropped(panel: IncomingPanel, harbour: Harbour, shell: Shell, qtbot: QtBot) -> None:
    data = _drag(file_of(harbour, "park", tagging("fog")))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 99), Qt.DropAction.CopyAction, data, buttons, keys)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert panel._drop_hint.isVisible()
    panel.dropEvent(QDropEvent(QPoint(9, 99), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: panel.merging.seen is not None)
    assert not panel._drop_hint.isVisible()


def test_other_files_are_not_taken_by_the_panel(panel: IncomingPanel, tmp_path: Path) -> None:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    data = _drag(tmp_path / "article.txt")
    enter = QDragEnterEvent(QPoint(9, 99), Qt.DropAction.CopyAction, data, buttons, keys)
    enter.ignore()
    panel.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_the_plus_asks_for_files(
    panel: IncomingPanel, harbour: Harbour, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = file_of(harbour, "park", tagging("fog"))
    name = "annotator.ui.review.incoming_files.QFileDialog.getOpenFileNames"
    monkeypatch.setattr(name, lambda *_: ([str(path)], ""))
    qtbot.mouseClick(panel.merge_tool, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.merging.seen is not None)
    assert panel.merging.paths == (path,)


def test_a_long_list_keeps_two_rows_in_sight(panel: IncomingPanel, harbour: Harbour, qtbot: QtBot) -> None:
    for at in range(5):
        merge(panel, qtbot, file_of(harbour, f"park {at}", tagging(f"fog {at}")))
    panel.resize(290, 300)
    qtbot.waitUntil(lambda: panel.list.height() == incoming_panel.LEAST_ROWS * ROW)
