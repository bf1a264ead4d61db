import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.dom import minidom

import docx
import pytest

from annotator.core.briefing import Briefing, BriefingOptions, BriefingSettings, build_briefing
from annotator.core.briefing.tree import ChaptersPart
from annotator.core.errors import RefusedError
from annotator.exchange.docx import footnotes, lint, write_briefing
from annotator.exchange.docx.typesetting import Handles
from tests import tools
from tests.briefings import Records, bridge, large, uid

GOLDENS = Path(__file__).parent / "goldens"
# ANNOTATOR_WRITE_GOLDENS=1 writes them again; look at the difference before it is kept.
_WRITE = os.environ.get("ANNOTATOR_WRITE_GOLDENS") == "1"
_GOLDEN_PARTS = [
    "customXml/item1.xml",
    "docProps/core.xml",
    "docProps/custom.xml",
    "word/_rels/document.xml.rels",
    "word/annotator-footer1.xml",
    "word/annotator-footer2.xml",
    "word/annotator-header1.xml",
    "word/annotator-header3.xml",
    "word/document.xml",
    "word/footnotes.xml",
    "word/settings.xml",
]
_WRITE_ANEW = """
import io, sys
from annotator.core.briefing import BriefingOptions, BriefingSettings, build_briefing
from annotator.exchange.docx import write_briefing
from tests.briefings import bridge
stream = io.BytesIO()
settings = BriefingSettings(editor="M. Okafor")
write_briefing(build_briefing(bridge(), BriefingOptions(settings=settings)), stream)
sys.stdout.buffer.write(stream.getvalue())
"""


def _bytes(briefing: Briefing) -> bytes:
    stream = io.BytesIO()
    write_briefing(briefing, stream)
    return stream.getvalue()


def _main(briefing: Briefing) -> str:
    with zipfile.ZipFile(io.BytesIO(_bytes(briefing))) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("name", _GOLDEN_PARTS)
def test_each_part_reads_as_it_always_did(part: Callable[[str], str], name: str):
    pretty = minidom.parseString(part(name)).toprettyxml(indent="  ")
    path = GOLDENS / (name.replace("/", "-").removesuffix(".rels").removesuffix(".xml") + ".xml")
    if _WRITE:
        path.write_text(pretty, encoding="utf-8")
    assert pretty == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("zone", "locale"), [("Pacific/Kiritimati", "ko_KR.UTF-8"), ("America/Anchorage", "C")])
def test_the_bytes_do_not_depend_on_time_zone_locale_or_hash_seed(written: bytes, zone: str, locale: str):
    environment = tools.subprocess_environment(TZ=zone, LC_ALL=locale, PYTHONHASHSEED="7", PYTHONUTF8="1")
    environment["PYTHONPATH"] += os.pathsep + str(tools.CHECKOUT)
    done = subprocess.run([sys.executable, "-c", _WRITE_ANEW], env=environment, capture_output=True, timeout=60)
    assert done.stderr == b""
    assert done.stdout == written


def test_the_report_counts_statements_once_and_footnotes_each(briefing: Briefing):
    report = write_briefing(briefing, io.BytesIO())
    assert (report.statements, report.footnotes, report.replaced_characters) == (9, 20, 1)


def test_word_s_own_library_reads_headings_without_numbers_and_every_quotation(written: bytes, briefing: Briefing):
    opened = docx.Document(io.BytesIO(written))
    headings = [one.text for one in opened.paragraphs if re.fullmatch(r"Heading \d", one.style.name)]
    assert headings == [chapter.title for chapter in briefing.walk()]
    assert opened.core_properties.title == briefing.title
    text = "".join(opened.element.body.itertext())
    for quotation in briefing.quotations():
        if "\x02" not in "".join(quotation.paragraphs):
            assert all(paragraph.replace("\t", "") in text for paragraph in quotation.paragraphs)


def test_each_statement_stands_in_a_control_with_its_uid_and_a_bookmark_in_each_paragraph(
    part: Callable[[str], str], briefing: Briefing
):
    controls = re.findall(
        r'<w:sdt><w:sdtPr><w:alias w:val="Statement \[(S-\d+)\]"/><w:tag w:val="ann:(\w{32})"/>.*?</w:sdt>',
        part("word/document.xml"),
    )
    assert controls == [(quotation.code, quotation.statement_uid) for quotation in briefing.quotations()]
    for match in re.finditer(r'<w:tag w:val="ann:(\w{32})"/>.*?</w:sdt>', part("word/document.xml")):
        names = re.findall(r'w:name="s_(\w{32})_\d+"', match[0])
        assert names == [match[1]] * match[0].count("<w:p>")


def test_a_bookmark_holds_the_words_and_not_the_footnote(part: Callable[[str], str], briefing: Briefing):
    quotation = next(briefing.quotations())
    name = f"s_{quotation.statement_uid}_1"
    inside = re.search(rf'w:id="(\d+)" w:name="{name}"/>(.*?)<w:bookmarkEnd w:id="\1"/>', part("word/document.xml"))
    assert inside is not None
    assert "footnoteReference" not in inside[2]
    assert quotation.paragraphs[0] in inside[2]


def test_the_file_carries_a_hash_of_each_statement_s_words(briefing: Briefing):
    chapter = next(chapter for chapter in briefing.walk() if chapter.number == "3")
    assert "sha256" in _data(briefing)
    changed = replace(chapter, items=tuple(_with_other_words(item) for item in chapter.items))
    before, after = _data(briefing), _data(replace(briefing, parts=(ChaptersPart((changed,)),)))
    pattern = r'uid="(\w+)" code="[^"]*" place="\w+" form="full" sha256="(\w+)"'
    hashes = [dict(re.findall(pattern, data)) for data in (before, after)]
    shared = hashes[0].keys() & hashes[1].keys()
    assert shared
    assert all(hashes[0][one] != hashes[1][one] for one in shared)


def test_other_words_are_another_export():
    first = build_briefing(bridge())
    assert _export_uid(first) == _export_uid(build_briefing(bridge()))
    assert _export_uid(first) != _export_uid(replace(first, subtitle="Something else"))


def test_page_numbers_that_are_known_stand_in_the_contents(briefing: Briefing):
    stream = io.BytesIO()
    handles = Handles()
    write_briefing(briefing, stream, pages={handles.heading(uid("chapter 3")): 41, handles.heading("sources"): 77})
    contents = zipfile.ZipFile(stream).read("word/document.xml").decode().split("</w:sdtContent></w:sdt>")[1]
    assert re.findall(r'"separate"/></w:r><w:r><w:t xml:space="preserve">(\d+)</w:t>', contents) == ["41", "77"]


def test_chapters_that_are_left_out_do_not_change_the_others_numbers():
    main = _main(build_briefing(bridge(), BriefingOptions(chapters=["2.2", "3", "5"])))
    headings = re.findall(r'<w:pStyle w:val="Heading\d"/>(?:<w:numPr>.*?w:numId w:val="(\d+)"/></w:numPr>)?', main)
    assert len(headings) == 4
    assert headings == ["2", "3", "4", "5"]


def test_libreoffice_counts_to_the_numbers_of_the_outline(tmp_path: Path):
    briefing = build_briefing(bridge(), BriefingOptions(chapters=["2.2", "3", "5"]))
    write_briefing(briefing, tmp_path / "out.docx")
    pages = _squeezed(tools.text_of(tools.pdf_of(tmp_path / "out.docx", tmp_path)).split("\f", 1)[1])
    for chapter in briefing.walk():
        assert _squeezed(chapter.number + chapter.title) in pages


def test_empty_chapters_share_the_page_of_the_one_before():
    left_out = BriefingOptions(settings=BriefingSettings(empty_chapters="leave out"))
    assert _main(build_briefing(bridge())).count("<w:sectPr>") == 8
    assert _main(build_briefing(bridge(), left_out)).count("<w:sectPr>") == 8


def test_two_footnotes_in_a_row_do_not_read_as_one_number(part: Callable[[str], str]):
    comma = '<w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>,</w:t>'
    assert comma in part("word/document.xml")


def test_an_empty_project_gives_a_sound_file(tmp_path: Path):
    target = tmp_path / "empty.docx"
    write_briefing(build_briefing(Records(reviewer_names=())), target)
    assert lint(target) == []
    assert docx.Document(str(target)).paragraphs[0].text == "Briefing"


def test_more_footnotes_than_word_can_number_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(footnotes, "MOST_FOOTNOTES", 50)
    with pytest.raises(RefusedError, match="more than 50 footnotes"):
        write_briefing(build_briefing(large(51)), tmp_path / "out.docx")
    assert list(tmp_path.iterdir()) == []
    assert write_briefing(build_briefing(large(50)), tmp_path / "out.docx").footnotes == 50


def test_a_briefing_that_our_own_check_faults_is_never_handed_out(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.exchange.docx.writer.lint_parts", lambda _: ["footnotes are not in ascending order"])
    with pytest.raises(AssertionError, match="footnotes are not in ascending order"):
        write_briefing(briefing, tmp_path / "out.docx")
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_word_could_not_follow_stays_words():
    project = bridge()
    project.all_sources[0] = replace(project.all_sources[0], url="javascript:alert(1)")
    project.all_sources[2] = replace(project.all_sources[2], url="https://[broken")
    main = _main(build_briefing(project))
    assert 'r:id="annLink' not in main
    assert "https://[broken" in main


@pytest.mark.parametrize("office", ["Office2013", "Microsoft365"])
def test_the_open_xml_sdk_finds_nothing_wrong(document: Path, office: str):
    assert tools.ooxml_errors(document, office) == []


def test_ooxml_integrity_finds_nothing_wrong(document: Path):
    assert tools.integrity_errors(document) == []


@pytest.mark.parametrize(
    "options", [BriefingOptions(chapters=["2.2", "5"]), BriefingOptions(settings=BriefingSettings(language="ko"))]
)
def test_parts_and_other_languages_are_valid_too(options: BriefingOptions, tmp_path: Path):
    write_briefing(build_briefing(bridge(), options), tmp_path / "out.docx")
    assert tools.ooxml_errors(tmp_path / "out.docx", "Office2013") == []


def test_libreoffice_shows_every_quotation_and_footnote_word_for_word(
    document: Path, briefing: Briefing, tmp_path: Path
):
    tools.require_tool("pdftotext")
    text = _squeezed(tools.text_of(tools.pdf_of(document, tmp_path)))
    number = 0
    for chapter in briefing.walk():
        for item in chapter.items:
            for note in _notes(item):
                number += 1
                assert _squeezed(f"{number}{note}") in text
            if hasattr(item, "paragraphs") and not _is_beyond_fonts("".join(item.paragraphs)):
                assert _squeezed("".join(item.paragraphs)) + str(number) in text
    assert number == 20


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _notes(item: object) -> list[str]:
    if hasattr(item, "footnote"):
        return [item.footnote.text]
    return [part.text for part in getattr(item, "parts", ()) if hasattr(part, "statement_uid")]


def _is_beyond_fonts(words: str) -> bool:
    """Tell what a PDF cannot give back letter by letter: another direction, an emoji, a control character."""
    return any("\u0590" <= character <= "\u05ff" or character == "\x02" or character > "\uffff" for character in words)


def _data(briefing: Briefing) -> str:
    with zipfile.ZipFile(io.BytesIO(_bytes(briefing))) as archive:
        return archive.read("customXml/item1.xml").decode()


def _export_uid(briefing: Briefing) -> str:
    found = re.search(r'export="(\w{32})"', _data(briefing))
    assert found is not None
    return found[1]


def _with_other_words(item: object) -> object:
    if not hasattr(item, "paragraphs"):
        return item
    return replace(item, paragraphs=("“Other words”",))  # type: ignore[type-var]
