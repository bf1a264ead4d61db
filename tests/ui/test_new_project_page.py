import pytest
from PySide6.QtCore import Qt

REPORT = "Report\n\n1. Summary\n2. Background\n3. What was confirmed\n"


@pytest.fixture
def page(house, tmp_path):
    house.desktop.introduce("Mara Okafor", "MO")
    house.preferences.set("folder", str(tmp_path))
    house.window.show()
    house.window.commands.run("project.new")
    return house.window.new_project


def test_the_file_is_named_after_the_title(page, qtbot, tmp_path):
    qtbot.keyClicks(page.title, "Harbour: talks")
    assert page.place.text() == str(tmp_path / "Harbour talks.annotator")


def test_a_place_that_somebody_chose_is_kept(page, qtbot, tmp_path):
    page.place.clear()
    qtbot.keyClicks(page.place, str(tmp_path / "mine.annotator"))
    qtbot.keyClicks(page.title, "Harbour")
    assert page.place.text() == str(tmp_path / "mine.annotator")


def test_without_a_title_nothing_can_be_made_and_the_button_says_why(page):
    assert not page.make.isEnabled()
    assert page.make.toolTip() == "Write a title first."


def test_a_file_that_is_there_is_never_written_over(page, qtbot, tmp_path):
    (tmp_path / "Harbour.annotator").touch()
    qtbot.keyClicks(page.title, "Harbour")
    assert not page.make.isEnabled()
    assert "is there already" in page.make.toolTip()


def test_a_report_gives_the_chapters(page, house, qtbot, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    qtbot.keyClicks(page.title, "Harbour")
    page.outline.setText(str(report))
    qtbot.mouseClick(page.make, Qt.MouseButton.LeftButton)
    session = house.window.session
    assert [each.title for each in session.reader.chapters()] == ["Summary", "Background", "What was confirmed"]
    qtbot.waitUntil(lambda: session.sharing.unpublished == 0)


def test_a_report_without_chapters_is_refused_and_leaves_nothing_behind(page, house, qtbot, tmp_path):
    report = tmp_path / "report.png"
    report.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4 + b"\x00")
    qtbot.keyClicks(page.title, "Harbour")
    page.outline.setText(str(report))
    qtbot.keyClick(page.title, Qt.Key.Key_Return)
    assert house.window.messages.state == "error"
    assert not (tmp_path / "Harbour.annotator").exists()
    assert not house.window.has_session


def test_escape_goes_back(page, house, qtbot):
    qtbot.keyClick(page.title, Qt.Key.Key_Escape)
    assert house.window.pages.currentWidget() is house.window.start


def test_cancelling_beside_an_open_project_goes_back_to_it(house, qtbot):
    house.open_new()
    house.window.show()
    house.window.commands.run("project.new")
    qtbot.mouseClick(house.window.new_project.cancel, Qt.MouseButton.LeftButton)
    assert house.window.pages.currentWidget() is house.window.places


def test_tab_goes_through_the_form_as_it_is_read(page):
    order, at = [], page.title
    for _ in range(7):
        order.append(at.accessibleName() or at.text())
        at = at.nextInFocusChain()
    assert order == [
        "Title",
        "File",
        "Choose: File",
        "Chapters from",
        "Choose: Chapters from",
        "Cancel",
        "Create project",
    ]
