from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store import newcomers, own_copy, union
from tests.builders import Built, build

# What has to hold however newcomers are written.
_IN_BOTH_WAYS = {"test_model", "test_merging", "test_sending_laws"}


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    """A project that is shared and has nothing else in it than what `build` makes."""
    made = build(tmp_path / "p.annotator")
    made.store.publish()
    yield made
    made.store.close()


@pytest.fixture(autouse=True)
def _nobody_seems_to_write_what_was_just_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have others' files read where they lie, as those that have lain there for a while."""
    monkeypatch.setattr(own_copy, "SETTLED_S", -10)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.rpartition(".")[2] in _IN_BOTH_WAYS:
        metafunc.parametrize("_least", [1, newcomers.LEAST], ids=["many", "few"], indirect=True)


@pytest.fixture(autouse=True)
def _least(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have even a single newcomer written as thousands are, where nothing else is said."""
    for module in (union, newcomers):
        monkeypatch.setattr(module, "LEAST", getattr(request, "param", 1))
