import zipfile
from pathlib import Path

import docx
import pytest

from tests import tools


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "words.docx"
    written = docx.Document()
    written.add_paragraph("Two words.")
    written.save(str(path))
    return path


@pytest.fixture
def broken_document(document: Path, tmp_path: Path) -> Path:
    """A document with an element that no schema knows and a footnote that is not there."""
    path = tmp_path / "broken.docx"
    wrong = b'<w:p><w:r><w:unknown/></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'
    with zipfile.ZipFile(document) as sound, zipfile.ZipFile(path, "w") as broken:
        for name in sound.namelist():
            part = sound.read(name)
            broken.writestr(name, part.replace(b"<w:p>", wrong, 1) if name == "word/document.xml" else part)
    return path


@pytest.mark.parametrize("office", ["Office2013", "Microsoft365"])
def test_the_validator_tells_a_sound_document_from_a_broken_one(document: Path, broken_document: Path, office: str):
    assert tools.ooxml_errors(document, office) == []
    assert any("unknown" in error for error in tools.ooxml_errors(broken_document, office))


def test_the_integrity_check_tells_a_sound_document_from_a_broken_one(document: Path, broken_document: Path):
    assert tools.integrity_errors(document) == []
    assert any("id=7" in error for error in tools.integrity_errors(broken_document))


def test_a_document_becomes_pages_with_its_words_and_a_picture_of_each(document: Path, tmp_path: Path):
    pdf = tools.pdf_of(document, tmp_path)
    assert tools.text_of(pdf).split() == ["Two", "words."]
    (picture,) = tools.pictures_of(pdf, tmp_path)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_missing_tool_skips_a_test_with_a_reason(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ANNOTATOR_REQUIRE_TOOLS", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match="xdotool is not installed"):
        tools.require_tool("xdotool")


def test_a_missing_tool_fails_a_test_where_tools_are_required(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ANNOTATOR_REQUIRE_TOOLS", "1")
    monkeypatch.setenv("ANNOTATOR_OOXML_VALIDATOR", "/nowhere/ooxml-validator")
    with pytest.raises(pytest.fail.Exception, match="ooxml-validator is not installed"):
        tools.require_tool("ooxml-validator")
