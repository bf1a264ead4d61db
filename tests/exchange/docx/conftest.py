"""A written briefing for every test of this folder, and ways to look into it and to spoil it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core.briefing import Briefing, BriefingOptions, BriefingSettings, build_briefing
from annotator.exchange.docx import write_briefing
from annotator.exchange.docx.package import write_entries
from tests.briefings import bridge

EDITED = BriefingSettings(editor="M. Okafor")


@pytest.fixture(scope="session")
def briefing() -> Briefing:
    return build_briefing(bridge(), BriefingOptions(settings=EDITED))


@pytest.fixture(scope="session")
def written(briefing: Briefing) -> bytes:
    stream = io.BytesIO()
    write_briefing(briefing, stream)
    return stream.getvalue()


@pytest.fixture
def document(written: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "bridge.docx"
    path.write_bytes(written)
    return path


@pytest.fixture(scope="session")
def part(written: bytes) -> Callable[[str], str]:
    """Give a function that reads a part of the written briefing."""
    archive = zipfile.ZipFile(io.BytesIO(written))
    return lambda name: archive.read(name).decode()


@pytest.fixture
def spoiled(written: bytes) -> Callable[[str, str, str], bytes]:
    """Give a function that replaces, once, what stands in one part, and gives the whole file."""

    def spoil(name: str, old: str, new: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            entries: dict[str, bytes] = {one: archive.read(one) for one in archive.namelist()}
        content = entries[name].decode()
        assert old in content, f"{old} does not stand in {name}"
        entries[name] = content.replace(old, new, 1).encode()
        stream = io.BytesIO()
        write_entries(stream, entries)
        return stream.getvalue()

    return spoil
