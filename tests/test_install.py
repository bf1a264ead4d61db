"""The project installs from pinned, hashed packages, and what is installed has all it needs."""

import configparser
import re
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from tests.tools import CHECKOUT, run_python, tracked_files

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
LISTS = ["requirements/runtime.txt", "requirements/dev.txt", "requirements/semantic.txt"]
PIN = re.compile(
    r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; [^\\]+)? \\\n(?P<hashes>(?:    --hash=.+\n)+)", re.M
)


def _pins(listed: str) -> dict[str, str]:
    return {pin["name"]: pin["version"] for pin in PIN.finditer((CHECKOUT / listed).read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    done = run_python("-m", "hatchling", "build", "--target", "wheel", "--directory", folder)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.mark.parametrize("listed", LISTS)
def test_a_requirements_file_holds_nothing_but_pins_with_hashes_and_comments(listed: str):
    text = (CHECKOUT / listed).read_text(encoding="utf-8")
    rest = [line for line in PIN.sub("", text).splitlines() if line.strip() and not line.strip().startswith("#")]
    assert rest == []
    assert all("--hash=sha256:" in pin["hashes"] for pin in PIN.finditer(text))


@pytest.mark.parametrize(
    ("listed", "wanted"),
    [
        ("requirements/runtime.txt", PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]),
        ("requirements/dev.txt", PROJECT["dependency-groups"]["dev"]),
        ("requirements/semantic.txt", PROJECT["project"]["optional-dependencies"]["semantic"]),
    ],
)
def test_the_pins_are_what_the_project_asks_for(listed: str, wanted: list[str]):
    pins = _pins(listed)
    for requirement in map(Requirement, wanted):
        if requirement.marker is None or requirement.marker.evaluate():
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


def test_the_tools_are_chosen_beside_the_very_versions_that_users_get():
    developers = _pins("requirements/dev.txt")
    assert {name: developers.get(name) for name in _pins("requirements/runtime.txt")} == _pins(
        "requirements/runtime.txt"
    )


def test_the_wheel_holds_every_file_of_the_package_and_the_resources(wheel: zipfile.ZipFile):
    places = {"src/annotator": "annotator", "resources": "annotator/_resources"}
    expected = {
        f"{inside}/{path.relative_to(CHECKOUT / outside).as_posix()}"
        for outside, inside in places.items()
        for path in tracked_files()
        if path.is_relative_to(CHECKOUT / outside)
    }
    packed = {name for name in wheel.namelist() if not name.partition("/")[0].endswith(".dist-info")}
    assert packed == expected
    assert any(name.startswith("annotator/_resources/") for name in packed)


def test_the_wheel_brings_the_command_and_the_licence(wheel: zipfile.ZipFile):
    entries = configparser.ConfigParser()
    (listed,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    entries.read_string(wheel.read(listed).decode())
    assert dict(entries["console_scripts"]) == {"annotator": "annotator.__main__:main"}
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_the_demo_runs_from_an_unpacked_wheel_away_from_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path):
    wheel.extractall(tmp_path / "unpacked")
    program = tmp_path / "annotator"
    start = f"import sys; sys.path.insert(0, {str(tmp_path / 'unpacked')!r}); from annotator.__main__ import main"
    program.write_text(f"#!{sys.executable} -I\n{start}; sys.exit(main())\n", encoding="utf-8")
    program.chmod(0o755)
    done = run_python(CHECKOUT / "packaging" / "check_build.py", program, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.usefixtures("qapp")
def test_the_pinned_qt_does_not_lose_references_to_none():
    """Some releases lose one at each such call on an older Python, which then dies after some thousands of them.

    Other code takes and gives back some hundreds meanwhile; a broken release would lose three thousand.
    """
    widget, pixmap = QWidget(), QPixmap(8, 8)
    painter = QPainter(pixmap)
    colour = QColor("black")
    before = sys.getrefcount(None)
    for _ in range(1_000):
        widget.update()
        widget.setObjectName("name")
        painter.fillRect(0, 0, 8, 8, colour)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert abs(lost) < 500
