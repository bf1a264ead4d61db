def test_a_corrected_name_reaches_the_open_project_and_can_be_undone(house):
    house.open_new()
    session = house.window.session
    house.desktop.introduce("M. Okafor-Lind", "ML")
    assert [(each.name, each.initials) for each in session.reader.reviewers()] == [("M. Okafor-Lind", "ML")]
    assert session.reviewer.name == "M. Okafor-Lind"
    assert house.window.strip._reviewer.text().strip() == "M. Okafor-Lind"


def test_opening_the_project_that_is_open_keeps_it(house):
    path = house.open_new()
    session = house.window.session
    house.window.show_new_project()
    house.desktop.open_project(path)
    assert house.window.session is session
    assert house.window.pages.currentWidget() is house.window.places


def test_opening_another_project_closes_the_first(house, tmp_path):
    house.open_new("First")
    house.desktop.create_project(tmp_path / "second.annotator", "Second", None)
    assert house.window.session.title == "Second"
    assert [each.title for each in house.preferences.recents] == ["Second", "First"]


def test_a_project_that_cannot_be_opened_leaves_the_open_one_alone(house, tmp_path):
    house.open_new("First")
    house.desktop.open_project(tmp_path / "absent.annotator")
    assert house.window.session.title == "First"
    assert house.window.messages.state == "error"
