"""The import desk as a person uses it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
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


def test_the_desk_begins_with_the_first_file_that_wants_a_look(desk: ImportDesk, qtbot: QtBot):
    assert _badges(desk) == ["1 ready", "2 to confirm", "1 refused"]
    assert desk.table.current.path.name == "b.txt"
    assert desk.form._place.text() == "1 of 2 to confirm"
    assert desk.import_button.text() == "Import 1 ready"
    qtbot.waitUntil(lambda: "Only words are here" in desk.preview.toPlainText(), timeout=10_000)


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


def test_text_from_the_clipboard_becomes_a_row(desk: ImportDesk, qtbot: QtBot):
    QGuiApplication.clipboard().setText("Pasted words\n\nThat stand nowhere else.\n")
    desk.paste()
    qtbot.waitUntil(lambda: not desk.session.is_busy, timeout=10_000)
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


PAGE = (
    '<html><head><title>{0}</title><link rel="canonical" href="https://www.harbourpost.example/{0}"></head>'
    "<body><article><h1>{0}</h1><p>The ferry left at nine, and nobody saw it again that night, they said. {0}.</p>"
    "</article></body></html>"
)


@pytest.fixture
def pages(desk: ImportDesk, qtbot: QtBot, tmp_path: Path) -> list[int]:
    """Three pages of one host, and the rows in which they are."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("First", "Second", "Third"):
        (folder / f"{name}.html").write_text(PAGE.format(name), encoding="utf-8")
    desk.session.add_paths([folder])
    qtbot.waitUntil(lambda: len(desk.model.candidates) == 7 and not desk.session.is_busy, timeout=30_000)
    return [4, 5, 6]


def _outlet(desk: ImportDesk, row: int) -> object:
    known = desk.model.candidates[row].metadata.get("outlet")
    return known.value if known else ""


def test_an_outlet_that_is_named_once_is_known_for_every_page_of_its_host(desk: ImportDesk, pages: list[int]):
    desk.table.select(desk.model.candidates[4])
    desk.form.fields["outlet"].setText("Harbour Post")
    desk.form.confirm.click()
    assert [_outlet(desk, row) for row in pages] == ["Harbour Post"] * 3
    assert _outlet(desk, 1) == ""
    assert desk._said.text() == "Learnt: 2 more articles from harbourpost.example have this outlet now."


def test_what_was_learnt_stays_with_the_project(
    desk: ImportDesk, pages: list[int], harbour: Harbour, qtbot: QtBot, shell: Shell
):
    desk.table.select(desk.model.candidates[4])
    desk.form.fields["outlet"].setText("Harbour Post")
    desk.form.fields["published"].setText("3 March 2024")
    desk.form.confirm.click()
    with qtbot.waitSignal(desk.session.imported, timeout=30_000):
        desk.import_button.click()
    assert harbour.session.reader.project().outlets == {"harbourpost.example": "Harbour Post"}
    harbour.session.undo()
    assert harbour.session.reader.project().outlets == {}


def test_several_articles_are_told_what_they_have_in_common(desk: ImportDesk, pages: list[int]):
    desk.table.selectAll()
    assert desk.form.confirm.text() == "Set for 6"
    assert not desk.form.fields["title"].isEnabled()
    desk.form.fields["outlet"].setText("Ferry Weekly")
    desk.form.confirm.click()
    assert [_outlet(desk, row) for row in (0, 1, 2, *pages)] == ["Ferry Weekly"] * 6
    assert desk.model.candidates[4].metadata["title"].value == "First"


def test_one_article_alone_brings_its_own_values_back(desk: ImportDesk, pages: list[int]):
    desk.table.selectAll()
    desk.table.select(desk.model.candidates[4])
    assert desk.form.confirm.text() == "Confirm and next"
    assert desk.form.fields["title"].text() == "First"
    assert desk.form.fields["title"].isEnabled()


def test_only_files_that_stand_in_one_way_are_shown_when_asked_for(desk: ImportDesk):
    desk.states.setCurrentIndex(desk.states.findData(State.REFUSED))
    assert [desk.model.index(row, 1).data() for row in range(desk.model.rowCount())] == ["d.txt"]
    desk.states.setCurrentIndex(0)
    assert desk.model.rowCount() == 4


def test_what_few_articles_have_comes_out_by_a_button(desk: ImportDesk):
    assert not desk.form.fields["licence"].isVisible()
    desk.form.more.click()
    assert desk.form.fields["licence"].isVisible()
    desk.form.fields["accessed"].setText("no date at all")
    desk.form.confirm.click()
    assert desk.table.current.state is State.TO_CONFIRM


def test_a_pasted_page_keeps_its_headings(desk: ImportDesk, qtbot: QtBot):
    data = QMimeData()
    data.setText("Heading\nWords that follow it here.")
    data.setHtml("<h2>Heading</h2><p>Words that follow it here.</p><ul><li>one</li></ul>")
    QGuiApplication.clipboard().setMimeData(data)
    desk.paste()
    qtbot.waitUntil(lambda: len(desk.model.candidates) == 5, timeout=30_000)
    pasted = desk.model.candidates[-1]
    assert pasted.path.name == "Pasted text 1.html"
    assert {str(block.kind) for block in pasted.article.blocks} >= {"paragraph", "list_item"}


def test_an_empty_desk_begins_with_the_button_that_adds_files(shell: Shell, qtbot: QtBot):
    made = ImportDesk(shell)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.add_button.hasFocus)
