"""The import desk as a person uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.session.import_session import State
from annotator.ui.importing.article_preview import ArticlePreview
from annotator.ui.importing.import_desk import ImportDesk
from tests.ui.harbour import Harbour, Shell

WHOLE = (
    "---\ntitle: {0}\noutlet: Harbour Post\nauthor: A. Writer\ndate: 2024-03-03\n---\n\n# {0}\n\nIt was late. {0}.\n"
)
BARE = "A bare title\n\nOnly words are here, and nothing else.\n"


@pytest.fixture
def desk(shell: Shell, qtbot: QtBot, tmp_path: Path) -> Iterator[ImportDesk]:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(WHOLE.format("Ferry"), encoding="utf-8")
    (folder / "b.txt").write_text(BARE, encoding="utf-8")
    (folder / "c.txt").write_text(BARE.replace("bare", "second bare"), encoding="utf-8")
    (folder / "d.txt").write_bytes(b"")
    made = ImportDesk(shell)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.session.add_paths([folder])
    qtbot.waitUntil(lambda: len(made.model.candidates) == 4 and not made.session.is_busy, timeout=10_000)
    yield made
    made.session.cancel()


def _badges(desk: ImportDesk) -> list[str]:
    return [badge.text for badge in desk._badges.values() if badge.isVisibleTo(desk)]


def test_the_desk_begins_with_the_first_file_that_wants_a_look(desk: ImportDesk):
    assert _badges(desk) == ["1 ready", "2 to confirm", "1 refused"]
    assert desk.table.current.path.name == "b.txt"
    assert desk.form._place.text() == "1 of 2 to confirm"
    assert desk.import_button.text() == "Import 1 ready"
    assert "Only words are here" in desk.preview.toPlainText()


def test_confirming_goes_on_to_the_next_and_then_to_the_button(desk: ImportDesk, qtbot: QtBot):
    desk.form.fields["outlet"].setText("Ferry Weekly")
    desk.form.fields["published"].setText("Mar 2024")
    assert desk.form.known_to.text() == "the month"
    qtbot.keyClick(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.table.current.path.name == "c.txt"
    qtbot.keyClick(desk.form.fields["outlet"], Qt.Key.Key_Return)
    assert _badges(desk) == ["3 ready", "1 refused"]
    assert desk.import_button.text() == "Import 3 ready"


def test_a_date_that_cannot_be_read_is_not_confirmed(desk: ImportDesk):
    desk.form.fields["published"].setText("the other day")
    desk.form.confirm.click()
    assert desk.table.current.state is State.TO_CONFIRM
    assert "write it like" in desk.form.known_to.text()


def test_importing_says_what_came_in_and_what_did_not(
    desk: ImportDesk,
    shell: Shell,
    harbour: Harbour,
    qtbot: QtBot,
):
    before = len(harbour.session.reader.sources())
    desk.model.set_chosen(range(4), True)
    assert desk.import_button.text() == "Import 3"
    desk.import_button.click()
    qtbot.waitUntil(lambda: not desk.isVisible(), timeout=10_000)
    assert len(harbour.session.reader.sources()) == before + 3
    assert shell.toasts == ["Imported 3 sources."]
    assert shell.said == [("Not imported: d.txt refused: The file is empty.", "warn")]


def test_the_desk_stays_while_something_can_still_come_in(desk: ImportDesk, qtbot: QtBot):
    desk.import_button.click()
    qtbot.waitUntil(lambda: len(desk.model.candidates) == 3, timeout=10_000)
    assert desk.isVisible()
    assert desk._said.text() == "Imported 1 source."


def test_the_space_bar_ticks_the_selected_rows(desk: ImportDesk, qtbot: QtBot):
    desk.table.selectAll()
    qtbot.keyClick(desk.table, Qt.Key.Key_Space)
    assert len(desk.model.chosen) == 3
    qtbot.keyClick(desk.table, Qt.Key.Key_Space)
    assert desk.model.chosen == []
    assert not desk.import_button.isEnabled()


def test_text_from_the_clipboard_becomes_a_row(desk: ImportDesk):
    QGuiApplication.clipboard().setText("Pasted words\n\nThat stand nowhere else.\n")
    desk.paste()
    assert desk.model.candidates[-1].path.name == "Pasted text 1.txt"


def test_delete_takes_a_row_off_the_desk(desk: ImportDesk, qtbot: QtBot):
    qtbot.keyClick(desk.table, Qt.Key.Key_Delete)
    assert [each.path.name for each in desk.model.candidates] == ["a.md", "c.txt", "d.txt"]


def test_folded_lines_open_by_a_click_on_show(qtbot: QtBot, desk: ImportDesk):
    from dataclasses import replace

    from annotator.core.vocabulary import FoldReason
    from tests.builders import article

    made = article()
    blocks = (*made.blocks[:2], replace(made.blocks[2], fold=FoldReason.SITE_NOTICE), made.blocks[3])
    preview = ArticlePreview()
    qtbot.addWidget(preview)
    preview.show_article(replace(made, blocks=blocks))
    assert "spoke of fog" not in preview.toPlainText()
    assert "Folded: notice of the site, 1 line" in preview.toPlainText()
    preview.anchorClicked.emit("#2")
    assert "spoke of fog" in preview.toPlainText()
