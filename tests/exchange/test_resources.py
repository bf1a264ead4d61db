from pathlib import Path

import pytest

import annotator
from annotator.exchange import resources
from annotator.exchange.resources import resource_path
from tests.tools import CHECKOUT


def test_a_checkout_has_its_resources_at_the_top():
    assert resource_path("templates", "briefing") == CHECKOUT / "resources" / "templates" / "briefing"


def test_an_installed_program_has_them_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "annotator" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(annotator, "__file__", str(tmp_path / "annotator" / "__init__.py"))
    resources._folder.cache_clear()
    try:
        assert resource_path("a.txt") == tmp_path / "annotator" / "_resources" / "a.txt"
    finally:
        resources._folder.cache_clear()
