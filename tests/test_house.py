"""What every file of the project keeps to, whoever writes it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.tools import CHECKOUT, tracked_files

PACKAGE = CHECKOUT / "src" / "annotator"
MOST_LINES = 450

# Put together from parts, or this file would find itself.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org"]
REGISTRY_OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links"]
MACHINE_PATHS = ["/" + "root/", "/" + "work/", "/" + "home/[a-z]", "/" + "Users/[a-z]", "/opt/" + "pypi"]
LEFT_OVERS = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"]

COLOUR = re.compile(r"(?<![&\w])#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})(?![\w-])|\b(?:rgba?|hsla?)\(\s*\d")


def _lines(paths: Iterator[Path] | list[Path]) -> Iterator[tuple[str, str]]:
    """Give each line of the files that are text, with where it stands."""
    for path in paths:
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            yield f"{path.relative_to(CHECKOUT)}:{number}", line


def _hits(pattern: str, paths: Iterator[Path] | list[Path]) -> list[str]:
    found = re.compile(pattern)
    return [f"{where}: {line.strip()[:100]}" for where, line in _lines(paths) if found.search(line)]


def _modules() -> list[Path]:
    return [path for path in tracked_files() if path.is_relative_to(PACKAGE) and path.suffix == ".py"]


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Give each string of a module but its docstrings, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def _numeric_colours(path: Path) -> Iterator[int]:
    """Give the lines on which a QColor is made of numbers."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "QColor":
            continue
        if any(isinstance(argument, ast.Constant) and isinstance(argument.value, int) for argument in node.args):
            yield node.lineno


def _commands(group: click.Group, before: str = "annotator") -> Iterator[str]:
    for name, command in group.commands.items():
        yield f"{before} {name}"
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before} {name}")


def test_no_file_names_a_package_registry():
    assert _hits("|".join(map(re.escape, REGISTRIES)), list(tracked_files())) == []


def test_no_requirements_or_settings_point_pip_or_npm_anywhere():
    kinds = {".txt", ".in", ".toml", ".json", ".lock", ".cfg", ".ini"}
    settings = [path for path in tracked_files() if path.suffix in kinds]
    assert _hits("|".join([*REGISTRY_OPTIONS, r'"resolved": *"http']), settings) == []


def test_no_file_holds_a_path_of_one_machine():
    assert _hits(rf"(?<![\w.:/-])(?:{'|'.join(MACHINE_PATHS)})", list(tracked_files())) == []


def test_nothing_is_left_to_be_done_in_the_code():
    code = [path for path in tracked_files() if path.suffix in {".py", ".qss", ".spec"}]
    assert _hits(rf"\b(?:{'|'.join(LEFT_OVERS)})\b", code) == []


def test_colours_are_written_in_the_tokens_alone():
    tokens = PACKAGE / "ui" / "tokens.py"
    modules = [path for path in _modules() if path != tokens]
    written = [
        f"{path.relative_to(CHECKOUT)}:{line}"
        for path in modules
        for line in [line for line, text in _strings(path) if COLOUR.search(text)] + list(_numeric_colours(path))
    ]
    sheets = [path for path in tracked_files() if path.suffix == ".qss"]
    assert written + _hits(COLOUR.pattern, sheets) == []


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_without_a_table_of_contents(path: Path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{lines} lines; would two be clearer?"


def test_every_command_stands_in_the_readme():
    from annotator.cli import cli

    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    commands = list(_commands(cli))
    assert len(commands) >= 12
    missing = [command for command in commands if not re.search(rf"\b{re.escape(command)}\b", readme)]
    assert missing == []


def test_the_licence_is_a_permissive_one_and_the_package_says_which():
    licence = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("MIT License")
    assert 'license = "MIT"' in (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")


def test_every_target_of_the_makefile_is_explained_by_make_help():
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.M)
    assert set(phony.split()) == set(re.findall(r"^([a-z-]+):.* ## \S", makefile, re.M))
