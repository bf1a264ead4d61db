"""Headers, footers and pages of houses, as they come: each gives a briefing that our own check lets through."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from annotator.core.briefing import Briefing
from annotator.core.errors import RefusedError
from annotator.exchange.docx import open_template, write_briefing
from annotator.exchange.docx.roles import Role
from tests import tools
from tests.pictures import png

_W = nsdecls("w")


def _table_with_empty_cells(opened: Document) -> None:
    opened.sections[0].header.add_table(1, 2, Mm(100))


def _table_in_a_table(opened: Document) -> None:
    outer = opened.sections[0].header.add_table(1, 2, Mm(100))
    outer.cell(0, 0).add_table(2, 3)


def _bookmark(opened: Document) -> None:
    paragraph = opened.sections[0].header.paragraphs[0]._p
    paragraph.append(parse_xml(f'<w:bookmarkStart {_W} w:id="1" w:name="Client"/>'))
    paragraph.append(parse_xml(f'<w:bookmarkEnd {_W} w:id="1"/>'))


def _field_of_a_bookmark_that_stays_behind(opened: Document) -> None:
    field = f'<w:fldSimple {_W} w:instr=" REF Client "><w:r><w:t>The client</w:t></w:r></w:fldSimple>'
    opened.sections[0].header.paragraphs[0]._p.append(parse_xml(field))


def _style_that_is_not_defined(opened: Document) -> None:
    opened.sections[0].header.paragraphs[0]._p.get_or_add_pPr().append(
        parse_xml(f'<w:pStyle {_W} w:val="LostLongAgo"/>')
    )


@pytest.mark.parametrize(
    "change",
    [
        _table_with_empty_cells,
        _table_in_a_table,
        _bookmark,
        _field_of_a_bookmark_that_stays_behind,
        _style_that_is_not_defined,
    ],
)
def test_what_word_accepts_above_the_page_of_a_house_we_accept(
    briefing: Briefing, tmp_path: Path, change: Callable[[Document], None]
):
    opened = docx.Document()
    change(opened)
    write_briefing(briefing, tmp_path / "out.docx", template=_saved(opened, tmp_path))
    assert tools.integrity_errors(tmp_path / "out.docx") == []


@pytest.mark.parametrize("name", ["my logo.png", "a&b.png"])
def test_pictures_of_a_house_may_have_any_name(briefing: Briefing, tmp_path: Path, name: str):

    opened = docx.Document()
    opened.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(30, 20)))
    entries = _entries(_saved(opened, tmp_path))
    quoted = name.replace("&", "&amp;").replace(" ", "%20")
    renamed = {
        one.replace("image1.png", name.replace(" ", "%20")): content.replace(b"image1.png", quoted.encode())
        for one, content in entries.items()
    }
    path = _zipped(renamed, tmp_path)
    write_briefing(briefing, tmp_path / "out.docx", template=path)
    assert any(one.startswith("word/media/") for one in _entries(tmp_path / "out.docx"))


def test_a_header_that_a_section_takes_over_comes_along(tmp_path: Path):
    opened = docx.Document()
    opened.sections[0].header.paragraphs[0].text = "The ferry office"
    opened.add_section()
    template = open_template(_saved(opened, tmp_path))
    assert template.facts.has_own_margins
    assert any(b"The ferry office" in part.content for part in template.parts if isinstance(part.content, bytes))


def test_an_object_of_another_program_goes_with_the_way_to_it(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    header = opened.sections[0].header
    header.paragraphs[0].text = "The ferry office"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"

    blob = Part(PackURI("/word/embeddings/oleObject1.bin"), "application/x-ole", b"\x00", opened.part.package)
    uid = header.part.relate_to(blob, kind)
    header.paragraphs[0]._p.append(parse_xml(f"<w:r {_W}><w:object/><w:t>{uid}</w:t></w:r>"))
    path = _saved(opened, tmp_path)
    assert "active content" in open_template(path).dropped
    write_briefing(briefing, tmp_path / "out.docx", template=path)
    entries = _entries(tmp_path / "out.docx")
    assert not any("oleObject" in name for name in entries)
    assert not any(b"w:object" in content for name, content in entries.items() if "header" in name)


def test_our_own_headers_stand_on_even_pages_too(tmp_path: Path):
    opened = docx.Document()
    opened.settings.odd_and_even_pages_header_footer = True
    assert b"evenAndOddHeaders" not in open_template(_saved(opened, tmp_path)).settings
    opened.sections[0].header.paragraphs[0].text = "The ferry office"
    assert b"evenAndOddHeaders" in open_template(_saved(opened, tmp_path)).settings


def test_sizes_may_be_said_in_any_unit(tmp_path: Path):
    opened = docx.Document()
    properties = opened.element.body.sectPr
    properties.find(qn("w:pgSz")).set(qn("w:w"), "200mm")
    for side, size in (("left", "1in"), ("right", "1800.4")):
        properties.find(qn("w:pgMar")).set(qn(f"w:{side}"), size)
    template = open_template(_saved(opened, tmp_path))
    assert template.facts.width == 200
    assert template.text_width == round(200 / 25.4 * 1440) - 1440 - 1800


def test_a_template_without_a_page_gets_an_a4_page(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    opened.element.body.remove(opened.element.body.sectPr)
    path = _saved(opened, tmp_path)
    template = open_template(path)
    assert (template.facts.width, template.facts.height) == (210, 297)
    assert template.text_width == 11_906 - 2 * 1758
    write_briefing(briefing, tmp_path / "out.docx", template=path)
    assert tools.ooxml_errors(tmp_path / "out.docx") == []


def test_a_broken_theme_is_refused_in_one_sentence(briefing: Briefing, tmp_path: Path):
    entries = _entries(_saved(docx.Document(), tmp_path))
    entries["word/theme/theme1.xml"] = b"<a:theme"
    with pytest.raises(RefusedError, match="is not a Word file that can be a template"):
        open_template(_zipped(entries, tmp_path))


def test_what_is_added_rests_on_a_heading_with_a_translated_name(tmp_path: Path):
    opened = docx.Document()
    heading = opened.styles["Heading 1"]
    heading.element.find(qn("w:name")).set(qn("w:val"), "Überschrift 1")
    template = open_template(_saved(opened, tmp_path))
    assert template.style_ids[Role.HEADING_1] == "Heading1"
    (styles,) = [part for part in template.parts if part.name == "word/styles.xml"]
    assert b'w:styleId="Heading12"' not in bytes(styles.content)


def test_the_numbers_of_a_heading_with_a_translated_name_are_the_house_s(tmp_path: Path):
    opened = docx.Document()
    heading = opened.styles["Heading 1"].element
    heading.find(qn("w:name")).set(qn("w:val"), "Überschrift 1")
    heading.get_or_add_pPr().append(parse_xml(f'<w:numPr {_W}><w:numId w:val="1"/></w:numPr>'))
    assert open_template(_saved(opened, tmp_path)).headings.style_list == 1


def test_a_quotation_stays_with_the_line_that_says_whose_it_is(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    for style in opened.styles:
        for switch in list(style.element.iter(qn("w:keepNext"))):
            switch.getparent().remove(switch)
    write_briefing(briefing, tmp_path / "out.docx", template=_saved(opened, tmp_path))
    main = _entries(tmp_path / "out.docx")["word/document.xml"].decode()
    assert '<w:pStyle w:val="Quote"/><w:keepNext/>' in main
    assert '<w:pStyle w:val="Quote"/></w:pPr>' not in main


def _saved(opened: Document, folder: Path) -> Path:
    path = folder / "house.docx"
    opened.save(str(path))
    return path


def _entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(entries: dict[str, bytes], folder: Path) -> Path:
    path = folder / "changed.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path
