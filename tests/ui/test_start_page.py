from PySide6.QtCore import Qt

from annotator.ui.new_project_page import file_name


def test_the_first_start_asks_who_is_working_before_anything_opens(house, qtbot):
    window = house.window
    window.show()
    start = window.start
    assert window.focusWidget() is start.form.name
    qtbot.mouseClick(start.new, Qt.MouseButton.LeftButton)
    assert start.form.fault.text() == "Write your name: every change carries it."
    assert window.pages.currentWidget() is start
    qtbot.keyClicks(start.form.name, "Mara Okafor")
    assert start.form.initials.text() == "MO"
    qtbot.mouseClick(start.new, Qt.MouseButton.LeftButton)
    assert house.preferences.reviewer.name == "Mara Okafor"
    assert window.pages.currentWidget() is window.new_project


def test_initials_that_somebody_wrote_are_kept(house, qtbot):
    form = house.window.start.form
    qtbot.keyClicks(form.initials, "XY")
    qtbot.keyClicks(form.name, "Mara")
    assert form.values[:2] == ("Mara", "XY")


def test_a_project_named_at_the_first_start_opens_once_the_name_is_known(house, tmp_path, qtbot):
    path = house.open_new("Harbour talks")
    house.window.close_session()
    house.preferences.set("reviewer", None)
    house.desktop.open_project(path)
    assert not house.window.has_session
    qtbot.keyClicks(house.window.start.form.name, "Park")
    qtbot.keyClick(house.window.start.form.name, Qt.Key.Key_Return)
    assert house.window.session.title == "Harbour talks"


def test_recent_projects_open_by_return(house, qtbot):
    house.open_new("Harbour talks")
    house.window.close_session()
    house.window.show()
    recents = house.window.start.recents
    assert house.window.focusWidget() is recents
    assert [recents.item(row).text() for row in range(recents.count())] == ["Harbour talks"]
    qtbot.keyClick(recents, Qt.Key.Key_Return)
    assert house.window.session.title == "Harbour talks"


def test_without_recent_projects_there_is_no_empty_list(house):
    house.window.show()
    assert not house.window.start.recents.isVisible()


def test_the_sample_is_not_offered_where_there_is_none(house):
    house.window.show()
    assert not house.window.start.sample.isVisible()


def test_a_file_that_is_no_project_is_refused_in_the_window(house, tmp_path):
    house.open_new()
    house.window.close_session()
    other = tmp_path / "other.annotator"
    other.write_text("not a project")
    house.window.show()
    house.desktop.open_project(other)
    assert house.window.messages.isVisible()
    assert house.window.messages.state == "error"
    assert not house.window.has_session


def test_a_file_name_is_made_of_a_title_for_every_system():
    assert file_name('Troops: "acknowledged" / April?') == "Troops acknowledged April"
    assert file_name("...") == "project"
    assert file_name("한국어 제목") == "한국어 제목"
