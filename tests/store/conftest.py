import pytest

from annotator.store import own_copy


@pytest.fixture(autouse=True)
def _nobody_seems_to_write_what_was_just_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have others' files read where they lie, as those that have lain there for a while."""
    monkeypatch.setattr(own_copy, "SETTLED_S", -10)
