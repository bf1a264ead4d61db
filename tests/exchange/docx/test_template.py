import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from annotator.core.briefing import Briefing
from annotator.exchange.docx import ExportReport, Template, lint, open_template, write_briefing
from annotator.exchange.docx.base_template import base_template
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.styles import FoundStyle
from tests import tools
from tests.exchange.docx.parts import part_of, styled
from tests.pictures import png

_PLAYED = {
    "Title": Role.TITLE,
    "Subtitle": Role.SUBTITLE,
    "Heading 1": Role.HEADING_1,
    "Heading 2": Role.HEADING_2,
    "Body Text": Role.BODY,
    "Quote": Role.QUOTATION,
    "Caption": Role.CAPTION,
    "Header": Role.HEADER,
}
# What the styles of _PLAYED are called where a house works in another language.
_LOCALISED = {
    "German": "Titel;Untertitel;Überschrift 1;Überschrift 2;Textkörper;Zitat;Beschriftung;Kopfzeile",
    "French": "Titre;Sous-titre;Titre 1;Titre 2;Corps de texte;Citation;Légende;En-tête",
    "Korean": "제목;부제;제목 1;제목 2;본문;인용;캡션;머리글",
    "Russian": "Название;Подзаголовок;Заголовок 1;Заголовок 2;Основной текст;Цитата;Название объекта;"
    "Верхний колонтитул",
    "Japanese": "表題;副題;見出し 1;見出し 2;本文;引用文;図表番号;ヘッダー",
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
    return _saved(opened, tmp_path)


def _saved(opened: Document, folder: Path) -> Path:
    path = folder / "house.docx"
    opened.save(str(path))
    return path


def _export(briefing: Briefing, template: Path, target: Path) -> tuple[ExportReport, Document]:
    report = write_briefing(briefing, target, template=template)
    return report, docx.Document(str(target))


def _exported(briefing: Briefing, template: Path | Template) -> bytes:
    stream = io.BytesIO()
    write_briefing(briefing, stream, template=template)
    return stream.getvalue()


def _found(template: Path) -> dict[Role, FoundStyle]:
    return {found.role: found for found in open_template(template).found}


def _localised(language: str, folder: Path) -> Path:
    opened = docx.Document()
    for name, localised in zip(_PLAYED, _LOCALISED[language].split(";"), strict=True):
        opened.styles[name].name = localised
    return _saved(opened, folder)


def _give_aliases(opened: Document, style: str, aliases: str) -> None:
    element = OxmlElement("w:aliases")
    element.set(qn("w:val"), aliases)
    opened.styles[style].element.find(qn("w:name")).addnext(element)


def _number_headings(opened: Document) -> None:
    """Let the style of the first headings take its numbers from the template's own first list."""
    numbers = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>')
    opened.styles["Heading 1"].element.get_or_add_pPr().insert(2, numbers)


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


@pytest.mark.parametrize("language", _LOCALISED)
def test_styles_are_found_by_their_names_in_other_languages(language: str, tmp_path: Path):
    found = _found(_localised(language, tmp_path))
    names = _LOCALISED[language].split(";")
    assert [found[role] for role in _PLAYED.values()] == [
        FoundStyle(role, name, "localised name") for role, name in zip(_PLAYED.values(), names, strict=True)
    ]


@pytest.mark.parametrize("language", ["German", "French", "Korean", "Russian"])
def test_a_briefing_in_styles_of_another_language_is_set_in_them_and_sound(
    briefing: Briefing, language: str, tmp_path: Path
):
    target = tmp_path / "out.docx"
    _, opened = _export(briefing, _localised(language, tmp_path), target)
    title, _, heading, *_ = _LOCALISED[language].split(";")
    assert [one.text for one in opened.paragraphs if one.style.name == heading] == [
        chapter.title for chapter in briefing.walk() if "." not in chapter.number
    ]
    assert sum(one.style.name == title for one in opened.paragraphs) == 1
    assert lint(target) == []
    assert tools.ooxml_errors(target) == []


def test_a_style_is_found_by_an_alias_in_any_case(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    opened.styles.add_style("Pulled Words", WD_STYLE_TYPE.PARAGRAPH)
    _give_aliases(opened, "Pulled Words", "House words, quotation")
    template = _saved(opened, tmp_path)
    assert _found(template)[Role.QUOTATION] == FoundStyle(Role.QUOTATION, "Pulled Words", "name")
    assert len(styled(part_of(_exported(briefing, template)), "PulledWords")) > 5


def test_a_style_is_found_by_an_alias_in_another_language(tmp_path: Path):
    opened = docx.Document()
    opened.styles.add_style("Notes below", WD_STYLE_TYPE.PARAGRAPH)
    _give_aliases(opened, "Notes below", "Fußnotentext")
    found = _found(_saved(opened, tmp_path))
    assert found[Role.FOOTNOTE_TEXT] == FoundStyle(Role.FOOTNOTE_TEXT, "Notes below", "localised name")


def test_a_name_goes_before_an_alias(tmp_path: Path):
    opened = docx.Document()
    opened.styles.add_style("Pulled Words", WD_STYLE_TYPE.PARAGRAPH)
    opened.styles.add_style("Quotation", WD_STYLE_TYPE.PARAGRAPH)
    _give_aliases(opened, "Pulled Words", "Quotation")
    assert _found(_saved(opened, tmp_path))[Role.QUOTATION].name == "Quotation"


@pytest.mark.parametrize("name", ["Quote", "Block Text"])
def test_a_style_that_does_the_same_work_under_another_name_is_taken(name: str, tmp_path: Path):
    opened = docx.Document()
    opened.styles["Quote"].name = name
    assert _found(_saved(opened, tmp_path))[Role.QUOTATION] == FoundStyle(Role.QUOTATION, name, "other name")


def test_our_own_name_goes_before_others(house: Path):
    assert _found(house)[Role.QUOTATION] == FoundStyle(Role.QUOTATION, "QUOTATION", "name")


def test_a_style_of_the_wrong_type_plays_no_role(tmp_path: Path):
    opened = docx.Document()
    opened.styles.add_style("Source Line", WD_STYLE_TYPE.CHARACTER)
    opened.styles.add_style("Supported", WD_STYLE_TYPE.PARAGRAPH)
    found = _found(_saved(opened, tmp_path))
    assert [found[role].how for role in (Role.SOURCE_LINE, Role.SUPPORTED)] == ["added", "added"]


def test_every_role_is_reported_once_and_those_added_once_more_by_themselves(briefing: Briefing, house: Path):
    template = open_template(house)
    assert sorted(found.role for found in template.found) == sorted(Role)
    added = [found.role for found in template.found if found.how == "added"]
    assert list(template.added_roles) == added
    assert write_briefing(briefing, io.BytesIO(), template=template).added_roles == tuple(added)
    assert {Role.PARAPHRASE, Role.RULED_TABLE} <= set(added)


def test_what_is_added_has_an_id_of_its_own(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    taken = opened.styles.add_style("Something else", WD_STYLE_TYPE.PARAGRAPH)
    taken.element.set(qn("w:styleId"), "SourceLine")
    written = _exported(briefing, _saved(opened, tmp_path))
    styles = docx.Document(io.BytesIO(written)).styles
    assert (styles["Something else"].style_id, styles["Source Line"].style_id) == ("SourceLine", "SourceLine2")
    assert styled(part_of(written), "SourceLine2") != []
    assert styled(part_of(written), "SourceLine") == []


def test_what_is_added_rests_on_the_house_s_own_styles(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    opened.styles["Heading 1"].element.set(qn("w:styleId"), "HouseHeading")
    _, exported = _export(briefing, _saved(opened, tmp_path), tmp_path / "out.docx")
    assert exported.styles["Back Heading"].base_style.style_id == "HouseHeading"


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


def test_the_page_of_the_house_is_the_page_of_the_briefing(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    section = opened.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, (20, 15, 25, 18))
    template = _saved(opened, tmp_path)
    facts = open_template(template).facts
    assert (facts.width, facts.height, facts.margins) == (148, 210, (20, 15, 25, 18))
    target = tmp_path / "out.docx"
    _, exported = _export(briefing, template, target)
    upright = [one for one in exported.sections if one.page_height > one.page_width]
    assert upright
    assert {(round(one.page_width.mm), round(one.page_height.mm)) for one in upright} == {(148, 210)}
    assert {tuple(round(side.mm) for side in (one.top_margin, one.right_margin)) for one in upright} == {(20, 15)}
    assert lint(target) == []
    assert tools.ooxml_errors(target) == []


def test_the_fonts_and_the_language_of_the_house_are_those_of_the_briefing(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    defaults = opened.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    said = (
        '<w:rFonts w:ascii="Garamond" w:hAnsi="Garamond" w:eastAsia="Batang" w:cs="Arial"/>',
        '<w:lang w:val="de-CH" w:eastAsia="ko-KR" w:bidi="ar-SA"/>',
    )
    for xml in said:
        element = parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1))
        defaults.replace(defaults.find(element.tag), element)
    template = _saved(opened, tmp_path)
    facts = open_template(template).facts
    assert (facts.latin_font, facts.east_asian_font, facts.language) == ("Garamond", "Batang", "de-CH")
    styles = part_of(_exported(briefing, template), "word/styles.xml")
    assert all(xml in styles for xml in said)


def test_a_font_that_the_styles_leave_to_the_theme_is_read_there_and_the_theme_comes_along(
    briefing: Briefing, tmp_path: Path
):
    template = _saved(docx.Document(), tmp_path)
    before, after = (
        part_of(one, "word/theme/theme1.xml") for one in (template.read_bytes(), _exported(briefing, template))
    )
    body = re.search('<a:minorFont>.*?typeface="([^"]+)"', before, re.DOTALL)
    assert body is not None
    assert open_template(template).facts.latin_font == body[1]
    assert after == before


def test_a_house_without_headers_gets_ours(briefing: Briefing, house: Path, tmp_path: Path):
    assert open_template(house).facts.has_own_margins
    bare = _saved(docx.Document(), tmp_path)
    assert not open_template(bare).facts.has_own_margins
    _, opened = _export(briefing, bare, tmp_path / "out.docx")
    assert briefing.title in opened.sections[1].header.part.element.xml


def test_the_title_page_of_a_house_keeps_a_header_of_its_own(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    opened.sections[0].different_first_page_header_footer = True
    opened.sections[0].first_page_header.paragraphs[0].text = "Ferry office"
    _, exported = _export(briefing, _saved(opened, tmp_path), tmp_path / "out.docx")
    first, *others = exported.sections
    assert first.first_page_header.paragraphs[0].text == "Ferry office"
    assert first.different_first_page_header_footer
    assert not any(one.different_first_page_header_footer for one in others)


def test_a_picture_above_and_below_each_page_of_a_house_comes_along_once(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    logo = png(40, 20)
    section = opened.sections[0]
    for place in (section.header, section.footer):
        place.paragraphs[0].add_run().add_picture(io.BytesIO(logo))
    target = tmp_path / "out.docx"
    write_briefing(briefing, target, template=_saved(opened, tmp_path))
    with zipfile.ZipFile(target) as archive:
        assert [archive.read(name) for name in archive.namelist() if "media" in name] == [logo]
    assert tools.ooxml_errors(target) == []


def test_a_house_that_numbers_its_headings_keeps_its_own_list(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    _number_headings(opened)
    main = part_of(_exported(briefing, _saved(opened, tmp_path)))
    first = re.search(r'<w:pPr><w:pStyle w:val="Heading1"/>.*?</w:pPr>', main)
    assert first is not None
    assert "<w:numPr>" not in first[0]


def test_a_house_without_numbers_gets_our_list(briefing: Briefing, tmp_path: Path):
    template = _saved(docx.Document(), tmp_path)
    main = part_of(_exported(briefing, template))
    headings = re.findall(r'<w:pPr><w:pStyle w:val="Heading1"/>.*?</w:pPr>', main)
    assert headings
    assert all("<w:numPr>" in heading for heading in headings)


def test_what_would_lock_the_briefing_or_track_its_changes_is_taken_out(briefing: Briefing, tmp_path: Path):
    opened = docx.Document()
    settings = opened.settings.element
    for name in ("documentProtection", "trackRevisions", "writeProtection"):
        settings.insert(0, OxmlElement(f"w:{name}"))
    written = part_of(_exported(briefing, _saved(opened, tmp_path)), "word/settings.xml")
    assert not re.search("documentProtection|trackRevisions|writeProtection", written)
    assert "<w:defaultTabStop" in written


def test_the_same_template_gives_the_same_bytes_however_often_it_is_opened(briefing: Briefing, house: Path):
    opened = open_template(house)
    assert _exported(briefing, house) == _exported(briefing, house)
    assert _exported(briefing, opened) == _exported(briefing, opened) == _exported(briefing, house)


def test_the_bytes_do_not_depend_on_where_the_template_lies(briefing: Briefing, house: Path, tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    other = tmp_path / "elsewhere" / "letter.docx"
    other.write_bytes(house.read_bytes())
    assert _exported(briefing, other) == _exported(briefing, house)


def test_a_briefing_can_be_the_template_of_the_next(briefing: Briefing, document: Path, tmp_path: Path):
    target = tmp_path / "out.docx"
    report, _ = _export(briefing, document, target)
    assert (report.added_roles, report.dropped) == ((), ("text",))
    statements = [part_of(path.read_bytes()).count('<w:tag w:val="ann:') for path in (document, target)]
    assert statements[0] == statements[1] > 0
    assert lint(target) == []
    assert tools.ooxml_errors(target) == []


def test_a_house_template_gives_a_valid_file(briefing: Briefing, house: Path, tmp_path: Path):
    target = tmp_path / "out.docx"
    write_briefing(briefing, target, template=house)
    assert lint(target) == []
    assert tools.ooxml_errors(target) == []
    assert tools.integrity_errors(target) == []


def test_the_separators_of_footnotes_stand_where_the_schema_wants_them(part: Callable[[str], str]):
    settings = part("word/settings.xml")
    assert settings.index("<w:footnotePr>") < settings.index("<w:compat>")
    assert "updateFields" not in settings


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name
