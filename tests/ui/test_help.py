import re
import tomllib

from annotator.exchange.resources import resource_path
from annotator.ui.help import GUIDE, LICENCES, AboutDialog, GuideWindow
from tests.tools import CHECKOUT


def test_the_guide_opens_once_with_its_chapters_and_stays_when_asked_again(house):
    guide = GuideWindow.open_for(house.window)
    titles = [guide.headings.item(row).text() for row in range(guide.headings.count())]
    assert titles[0] == "First steps"
    assert "Keys" in titles
    assert GuideWindow.open_for(house.window) is guide
    guide.close()


def test_choosing_a_chapter_of_the_guide_scrolls_to_it(house, qtbot):
    guide = GuideWindow.open_for(house.window)
    guide.headings.setCurrentRow(guide.headings.count() - 1)
    assert guide.page.verticalScrollBar().value() > 0
    guide.close()


def test_the_guide_follows_the_theme(house, theme):
    guide = GuideWindow.open_for(house.window)
    theme.set_mode("dark")
    assert guide.page.toPlainText().startswith("User guide")
    assert guide.headings.count() > 5
    guide.close()


def test_the_keys_in_the_guide_are_those_of_the_window(house):
    text = resource_path(*GUIDE).read_text(encoding="utf-8")
    table = text[text.index("## Keys") :]
    for command in house.window.commands.commands():
        for key in command.shortcuts[:1]:
            is_own = not command.id.endswith(".do")
            assert not is_own or re.search(rf"\b{re.escape(key)}\b", table) or key in ("Ctrl+F1", "Ctrl+Q"), command.id


def test_the_about_box_names_every_dependency(theme, qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    named = " ".join(name for name, _ in LICENCES).casefold()
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement).group().casefold()
        assert name.removesuffix("-essentials") in named, name
