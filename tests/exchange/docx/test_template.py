import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from annotator.core.briefing import Briefing
from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.exchange.docx import ExportReport, write_briefing
from annotator.exchange.docx.base_template import base_template
from annotator.exchange.docx.roles import Role
from tests import tools

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = {
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house's own template: other fonts, a header, some styles of ours under its own ids, and text of its own."""
    opened = docx.Document()
    opened.styles["Heading 1"].font.name = "Georgia"
    quote = opened.styles.add_style("QUOTATION", WD_STYLE_TYPE.PARAGRAPH)
    quote.font.size = Pt(9)
    opened.add_paragraph("Boilerplate of the house")
    opened.sections[0].header.paragraphs[0].text = "The house"
    opened.sections[0].left_margin = Pt(100)
    path = tmp_path / "house.docx"
    opened.save(str(path))
    return path


def _export(briefing: Briefing, template: Path, target: Path) -> tuple[ExportReport, docx.document.Document]:
    report = write_briefing(briefing, target, template=template)
    return report, docx.Document(str(target))


def test_our_own_template_has_a_style_for_every_role(briefing: Briefing):
    report = write_briefing(briefing, io.BytesIO())
    assert report.added_roles == ()


def test_our_own_template_opens_and_is_the_same_each_time(tmp_path: Path):
    assert base_template() == base_template()
    assert docx.Document(io.BytesIO(base_template())).styles["Body Text"].font.size is None
    script = tools.CHECKOUT / "packaging" / "make_template.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "t.docx")], env=tools.subprocess_environment(), timeout=60
    )
    assert done.returncode == 0
    assert (tmp_path / "t.docx").read_bytes() == base_template()


def test_a_house_style_is_found_by_name_in_any_case(briefing: Briefing, house: Path, tmp_path: Path):
    report, opened = _export(briefing, house, tmp_path / "out.docx")
    assert Role.QUOTATION not in report.added_roles
    assert Role.SOURCE_LINE in report.added_roles
    quotations = [
        one for one in opened.element.body.iter() if one.get(_w("val")) == opened.styles["QUOTATION"].style_id
    ]
    assert len(quotations) > 5


def test_a_house_keeps_its_header_its_margins_and_its_fonts(briefing: Briefing, house: Path, tmp_path: Path):
    _, opened = _export(briefing, house, tmp_path / "out.docx")
    assert opened.sections[0].header.paragraphs[0].text == "The house"
    # What lies on its side is turned with its margins.
    sides = [
        section.left_margin if section.page_height > section.page_width else section.top_margin
        for section in opened.sections
    ]
    assert set(sides) == {Pt(100)}
    assert opened.styles["Heading 1"].font.name == "Georgia"
    assert opened.styles["Source Line"].font.name is None


def test_what_stands_at_the_right_edge_follows_the_width_of_the_house(briefing: Briefing, house: Path, tmp_path: Path):
    _, opened = _export(briefing, house, tmp_path / "out.docx")
    section = opened.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    cover = opened.paragraphs[0]
    stops = [*cover.paragraph_format.tab_stops, *cover.style.paragraph_format.tab_stops]
    assert [stop.position for stop in stops] == [width]


def test_the_words_of_a_template_stay_behind(briefing: Briefing, house: Path, tmp_path: Path):
    _, opened = _export(briefing, house, tmp_path / "out.docx")
    assert "Boilerplate of the house" not in "".join(opened.element.body.itertext())


def test_a_house_template_gives_a_valid_file(briefing: Briefing, house: Path, tmp_path: Path):
    target = tmp_path / "out.docx"
    write_briefing(briefing, target, template=house)
    assert tools.ooxml_errors(target) == []
    assert tools.integrity_errors(target) == []


@pytest.mark.parametrize("kind", sorted(_KINDS))
def test_templates_and_files_with_macros_open_too(
    briefing: Briefing, house: Path, tmp_path: Path, kind: str, written: bytes
):
    path = tmp_path / f"house.{kind}"
    with zipfile.ZipFile(house) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(_MAIN.encode(), _KINDS[kind].encode()))
    _export(briefing, path, tmp_path / "out.docx")
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        assert _MAIN in archive.read("[Content_Types].xml").decode()


@pytest.mark.parametrize("content", [b"", b"not a zip", base_template()[:500]])
def test_what_is_not_a_word_file_is_refused_and_nothing_is_written(briefing: Briefing, tmp_path: Path, content: bytes):
    template, target = tmp_path / "letter.docx", tmp_path / "out.docx"
    template.write_bytes(content)
    with pytest.raises(RefusedError, match=r"letter\.docx is not a Word file"):
        write_briefing(briefing, target, template=template)
    assert not target.exists()


def test_a_template_that_is_not_there_is_named(briefing: Briefing, tmp_path: Path):
    with pytest.raises(EnvironmentFaultError, match=r"The template .*gone\.dotx cannot be read: no such file"):
        write_briefing(briefing, tmp_path / "out.docx", template=tmp_path / "gone.dotx")


def test_the_separators_of_footnotes_stand_where_the_schema_wants_them(part: Callable[[str], str]):
    settings = part("word/settings.xml")
    assert settings.index("<w:footnotePr>") < settings.index("<w:compat>")
    assert "updateFields" not in settings


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name
