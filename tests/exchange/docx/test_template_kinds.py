"""What kinds of file can be a template, what is left behind in them, and what is refused."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from annotator.core.briefing import Briefing
from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.exchange.docx import lint, open_template, write_briefing
from annotator.exchange.docx.base_template import base_template
from annotator.exchange.docx.template_facts import DROPPED
from tests import tools

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}
_MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
# How both the old binary files and those with a password begin: as a compound file.
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)

Add = Callable[[Document], None]


def _house() -> Document:
    opened = docx.Document()
    opened.styles["Heading 1"].font.name = "Georgia"
    return opened


def _bytes(opened: Document) -> bytes:
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


def _zipped(entries: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _of_kind(opened: Document, kind: str, folder: Path) -> Path:
    entries = _entries(_bytes(opened))
    types = "[Content_Types].xml"
    entries[types] = entries[types].replace(_MAIN.encode(), _KINDS.get(kind, _MAIN).encode())
    path = folder / f"house.{kind}"
    path.write_bytes(_zipped(entries))
    return path


def _attach(opened: Document, name: str, content_type: str, relationship: str) -> None:
    """Put a part that nobody can read into a document, as the add-ons of a house do."""
    part = Part(PackURI(f"/word/{name}"), content_type, b"\x00ferry timetable", opened.part.package)
    opened.part.relate_to(part, relationship)


def _add_macros(opened: Document) -> None:
    _attach(opened, "vbaProject.bin", "application/vnd.ms-office.vbaProject", _MACROS)


def _add_control(opened: Document) -> None:
    _attach(opened, "activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", RELATIONSHIP_TYPE.CONTROL)


def _add_object(opened: Document) -> None:
    kind = "application/vnd.openxmlformats-officedocument.oleObject"
    _attach(opened, "embeddings/oleObject1.bin", kind, RELATIONSHIP_TYPE.OLE_OBJECT)


def _add_text(opened: Document) -> None:
    opened.add_paragraph("Dear ferry owners")


def _add_table(opened: Document) -> None:
    opened.add_table(1, 1).cell(0, 0).text = "Crossings a day"


def _add_comment(opened: Document) -> None:
    opened.add_comment(opened.add_paragraph().add_run(""), "Is this the new address?")


def _add_change(opened: Document) -> None:
    change = f'<w:ins {nsdecls("w")} w:id="7" w:author="M. Okafor"><w:r><w:br/></w:r></w:ins>'
    opened.add_paragraph()._p.append(parse_xml(change))


_HELD = {
    "macros": _add_macros,
    "text": _add_text,
    "comments": _add_comment,
    "tracked changes": _add_change,
    "active content": _add_control,
}


@pytest.mark.parametrize("kind", ["docx", *_KINDS])
def test_every_kind_of_word_file_can_be_a_template_and_gives_a_plain_document(
    briefing: Briefing, tmp_path: Path, kind: str
):
    target = tmp_path / "out.docx"
    write_briefing(briefing, target, template=_of_kind(_house(), kind, tmp_path))
    assert docx.Document(str(target)).styles["Heading 1"].font.name == "Georgia"
    types = _entries(target.read_bytes())["[Content_Types].xml"].decode()
    assert types.count(_MAIN) == 1
    assert not any(other in types for other in _KINDS.values())


@pytest.mark.parametrize("kind", ["dotm", "docm"])
def test_macros_stay_behind_and_are_reported(briefing: Briefing, tmp_path: Path, kind: str):
    opened = _house()
    _add_macros(opened)
    target = tmp_path / "out.docx"
    report = write_briefing(briefing, target, template=_of_kind(opened, kind, tmp_path))
    assert report.dropped == ("macros",)
    entries = _entries(target.read_bytes())
    assert not any("vba" in name.lower() or b"vba" in content.lower() for name, content in entries.items())
    assert lint(target) == []
    assert tools.ooxml_errors(target) == []


@pytest.mark.parametrize("add", [_add_text, _add_table])
def test_the_words_of_a_template_stay_behind_and_are_reported(briefing: Briefing, tmp_path: Path, add: Add):
    opened = _house()
    add(opened)
    target = tmp_path / "out.docx"
    report = write_briefing(briefing, target, template=_of_kind(opened, "dotx", tmp_path))
    assert report.dropped == ("text",)
    assert not re.search(
        r"Dear ferry owners|Crossings a day", _entries(target.read_bytes())["word/document.xml"].decode()
    )


@pytest.mark.parametrize("add", [_add_control, _add_object])
def test_active_content_of_the_text_stays_behind_and_is_reported(briefing: Briefing, tmp_path: Path, add: Add):
    opened = _house()
    add(opened)
    target = tmp_path / "out.docx"
    report = write_briefing(briefing, target, template=_of_kind(opened, "docx", tmp_path))
    assert report.dropped == ("active content",)
    assert not any(re.search("activeX|embeddings", name) for name in _entries(target.read_bytes()))


def test_comments_and_tracked_changes_stay_behind_and_are_reported(briefing: Briefing, tmp_path: Path):
    opened = _house()
    _add_comment(opened)
    _add_change(opened)
    target = tmp_path / "out.docx"
    report = write_briefing(briefing, target, template=_of_kind(opened, "docx", tmp_path))
    assert report.dropped == ("comments", "tracked changes")
    entries = _entries(target.read_bytes())
    assert "word/comments.xml" not in entries
    assert b"<w:ins " not in entries["word/document.xml"]


def test_a_template_with_everything_names_it_all_in_one_order(tmp_path: Path):
    opened = _house()
    for add in _HELD.values():
        add(opened)
    assert open_template(_of_kind(opened, "docm", tmp_path)).dropped == DROPPED == tuple(_HELD)


def test_a_template_with_nothing_but_styles_leaves_nothing_behind(tmp_path: Path):
    assert open_template(_of_kind(_house(), "dotx", tmp_path)).dropped == ()
    assert open_template(None).dropped == ()


def _without(name: str) -> bytes:
    entries = _entries(_bytes(_house()))
    del entries[name]
    return _zipped(entries)


def _spreadsheet() -> bytes:
    entries = _entries(_bytes(_house()))
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = "[Content_Types].xml"
    return _zipped({**entries, types: entries[types].replace(_MAIN.encode(), sheet.encode())})


def _damaged() -> bytes:
    return _zipped({**_entries(_bytes(_house())), "word/styles.xml": b"<w:styles"})


def _open_document() -> bytes:
    return _zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office:document-content/>"}
    )


_NO_WORD_FILE = "is not a Word file that can be a template; choose a .docx, .dotx, .docm or .dotm."
_OLD_OR_LOCKED = "is an old Word file or has a password; open it in Word and save it as .docx without a password."
_REFUSED = [
    pytest.param("letter.doc", _COMPOUND, _OLD_OR_LOCKED, id="old"),
    pytest.param("letter.docx", _COMPOUND, _OLD_OR_LOCKED, id="old under a new name"),
    pytest.param("locked.docx", _COMPOUND + "EncryptedPackage".encode("utf-16-le"), _OLD_OR_LOCKED, id="locked"),
    pytest.param(
        "letter.odt", _open_document(), "is an OpenDocument file; save it as .docx and choose that.", id="OpenDocument"
    ),
    pytest.param("letter.docx", b"", _NO_WORD_FILE, id="empty"),
    pytest.param("letter.docx", b"Dear ferry owners,\n", _NO_WORD_FILE, id="text"),
    pytest.param("letter.docx", base_template()[:500], _NO_WORD_FILE, id="begun"),
    pytest.param("letter.docx", base_template()[:-40], _NO_WORD_FILE, id="cut off"),
    pytest.param("letter.docx", _zipped({"notes.txt": b"ferries"}), _NO_WORD_FILE, id="any zip"),
    pytest.param("letter.docx", _without("word/document.xml"), _NO_WORD_FILE, id="no main document"),
    pytest.param("letter.docx", _without("_rels/.rels"), _NO_WORD_FILE, id="no way to the main document"),
    pytest.param("letter.docx", _without("[Content_Types].xml"), _NO_WORD_FILE, id="no content types"),
    pytest.param("costs.xlsx", _spreadsheet(), _NO_WORD_FILE, id="spreadsheet"),
    pytest.param("letter.docx", _damaged(), _NO_WORD_FILE, id="damaged styles"),
    pytest.param(
        "letter.docx",
        _zipped({f"{number}.xml": b"" for number in range(5_001)}),
        "is far too large for a template; choose another one.",
        id="too many entries",
    ),
]


@pytest.mark.parametrize(("name", "content", "sentence"), _REFUSED)
def test_what_cannot_be_a_template_is_refused_in_one_sentence_and_nothing_is_written(
    briefing: Briefing, tmp_path: Path, name: str, content: bytes, sentence: str
):
    template, target = tmp_path / name, tmp_path / "out.docx"
    template.write_bytes(content)
    with pytest.raises(RefusedError) as refused:
        write_briefing(briefing, target, template=template)
    assert str(refused.value) == f"{name} {sentence}"
    assert not target.exists()


def test_a_briefing_that_was_there_survives_a_template_that_is_refused(
    briefing: Briefing, document: Path, written: bytes, tmp_path: Path
):
    template = tmp_path / "letter.doc"
    template.write_bytes(_COMPOUND)
    with pytest.raises(RefusedError):
        write_briefing(briefing, document, template=template)
    assert document.read_bytes() == written


def test_a_template_that_is_not_there_is_named(briefing: Briefing, tmp_path: Path):
    with pytest.raises(EnvironmentFaultError, match=r"The template .*gone\.dotx cannot be read: no such file"):
        write_briefing(briefing, tmp_path / "out.docx", template=tmp_path / "gone.dotx")


def test_a_folder_is_no_template(briefing: Briefing, tmp_path: Path):
    with pytest.raises(EnvironmentFaultError, match=r"^The template .* cannot be read: .*\.$"):
        write_briefing(briefing, tmp_path / "out.docx", template=tmp_path)
