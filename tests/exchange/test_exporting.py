import errno
import gc
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from annotator.core.briefing import BriefingSettings
from annotator.core.checking import check
from annotator.core.errors import AnnotatorError, EnvironmentFaultError, NotFoundError, RefusedError
from annotator.exchange.citing import styles
from annotator.exchange.docx import ExportReport
from annotator.exchange.docx.pages import ExportCancelledError
from annotator.exchange.exporting import ExportWish, export_briefing
from tests import tools
from tests.briefings import Records, bridge, full_bridge, statement
from tests.exchange.docx.parts import only, part_of, words_of

OLD = b"PK\x03\x04 an older briefing"
CHICAGO = BriefingSettings(style="chicago-notes")
WITH_FINDINGS = BriefingSettings(carries_findings=True)
_WRITE_ANEW = """
import sys
from pathlib import Path
from annotator.core.briefing import BriefingSettings
from annotator.exchange.exporting import ExportWish, export_briefing
from tests.briefings import full_bridge
settings = BriefingSettings(style="chicago-notes", uses_ibid=True, carries_findings=True)
export_briefing(full_bridge(), Path(sys.argv[1]), ExportWish(settings=settings))
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An older briefing, alone in its folder."""
    path = tmp_path / "out" / "briefing.docx"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What citeproc-py renders in a program that has only just started."""
    seen: list[Any] = []
    render = styles.render

    def noted(*arguments: Any, **named: Any) -> Any:
        seen.append(arguments)
        return render(*arguments, **named)

    monkeypatch.setattr(styles, "render", noted)
    monkeypatch.setattr(styles, "_memory", {})
    return seen


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a function that puts a shell script in the place of LibreOffice."""
    if os.name != "posix":
        pytest.skip("a shell script stands in for LibreOffice")

    def put(script: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("ANNOTATOR_SOFFICE", str(path))

    return put


def _export(target: Path, project: Records | None = None, **wish: Any) -> ExportReport:
    return export_briefing(project or bridge(), target, ExportWish(**wish))


def _is_untouched(target: Path) -> bool:
    return target.read_bytes() == OLD and list(target.parent.iterdir()) == [target]


def _names_in(target: Path) -> list[str]:
    with zipfile.ZipFile(target) as archive:
        return archive.namelist()


def _footnotes(target: Path) -> str:
    return words_of(part_of(target.read_bytes(), "word/footnotes.xml"))


def test_an_older_briefing_is_replaced_and_nothing_is_left_beside_it(target: Path):
    report = _export(target)
    assert (report.statements, report.footnotes) == (9, 20)
    assert (report.comments, report.pages) == (0, 0)
    assert tools.integrity_errors(target) == []
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_in_place_of_the_file_is_named_and_stays_empty(tmp_path: Path):
    folder = tmp_path / "briefing.docx"
    folder.mkdir()
    with pytest.raises(EnvironmentFaultError, match=r"briefing\.docx is a folder; name a file in it\.$"):
        _export(folder)
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_named_and_stays(target: Path):
    with pytest.raises(EnvironmentFaultError, match=r"^There is no folder .*briefing\.docx; choose one that exists\.$"):
        _export(target / "another.docx")
    assert _is_untouched(target)


def test_a_folder_that_does_not_exist_is_named_and_not_made(tmp_path: Path):
    with pytest.raises(EnvironmentFaultError, match=r"^There is no folder .*gone; choose one that exists\.$"):
        _export(tmp_path / "gone" / "briefing.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(target: Path, monkeypatch: pytest.MonkeyPatch):
    real = Path.open

    def fail(path: Path, mode: str = "r", *arguments: object) -> object:
        if "x" in mode:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, mode, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(EnvironmentFaultError, match=r"^The folder .*out cannot be written; choose another one\.$"):
        _export(target)
    assert _is_untouched(target)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_the_older_briefing(target: Path, monkeypatch: pytest.MonkeyPatch, call: str):
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(EnvironmentFaultError, match=r"^The disk is full, so briefing\.docx was not written; "):
        _export(target)
    assert _is_untouched(target)


def test_a_briefing_that_is_open_in_another_program_is_named(target: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(EnvironmentFaultError, match=r"^briefing\.docx is open in another program; close it there "):
        _export(target)
    assert _is_untouched(target)


@pytest.mark.parametrize(
    ("wish", "fault", "words"),
    [
        ({"chapters": ["9"]}, NotFoundError, "There is no chapter “9” in the outline"),
        ({"settings": BriefingSettings(style="mla")}, RefusedError, "There is no citation style “mla”"),
        ({"settings": BriefingSettings(style="iso690", language="ko")}, RefusedError, "not come in this language"),
        ({"template": Path("gone.dotx")}, EnvironmentFaultError, r"The template gone\.dotx cannot be read"),
    ],
)
def test_a_wish_that_cannot_be_met_leaves_the_older_briefing(
    target: Path, wish: dict[str, Any], fault: type[AnnotatorError], words: str
):
    with pytest.raises(fault, match=words) as raised:
        _export(target, **wish)
    assert type(raised.value) is fault
    assert "\n" not in str(raised.value)
    assert _is_untouched(target)


def test_a_template_that_is_no_word_file_is_said_before_anything_else(target: Path, tmp_path: Path):
    template = tmp_path / "letter.docx"
    template.write_bytes(b"not a Word file")
    with pytest.raises(RefusedError, match=r"^letter\.docx is not a Word file that can be a template; "):
        _export(target, template=template, chapters=["9"])
    assert _is_untouched(target)


def test_the_collector_is_as_it_was_after_an_export_and_after_a_refusal(target: Path):
    _export(target)
    assert gc.isenabled()
    with pytest.raises(NotFoundError):
        _export(target, chapters=["9"])
    assert gc.isenabled()
    gc.disable()
    try:
        _export(target)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_two_exports_of_the_same_project_have_the_same_bytes(tmp_path: Path):
    for name in ("one.docx", "two.docx"):
        _export(tmp_path / name, full_bridge(), settings=replace(CHICAGO, carries_findings=True))
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_the_bytes_do_not_depend_on_time_zone_locale_or_hash_seed(tmp_path: Path):
    written = []
    for zone, locale, seed in (("Pacific/Kiritimati", "ko_KR.UTF-8", "7"), ("America/Anchorage", "C", "8")):
        path = tmp_path / f"{seed}.docx"
        environment = tools.subprocess_environment(TZ=zone, LC_ALL=locale, LANG=locale, PYTHONHASHSEED=seed)
        environment["PYTHONPATH"] += os.pathsep + str(tools.CHECKOUT)
        done = tools.run_python("-c", _WRITE_ANEW, path, environment=environment)
        assert (done.returncode, done.stderr) == (0, "")
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_findings_go_along_as_comments_where_that_is_wanted(target: Path):
    report = _export(target, full_bridge(), settings=WITH_FINDINGS)
    found = check(full_bridge())
    comments = part_of(target.read_bytes(), "word/comments.xml")
    assert report.comments == len(found) == comments.count("<w:comment ")
    assert "Chapter 2.2 is empty" in comments
    assert tools.integrity_errors(target) == []


def test_findings_stay_out_where_nobody_wants_them(target: Path):
    assert _export(target, full_bridge(), settings=BriefingSettings()).comments == 0
    assert "word/comments.xml" not in _names_in(target)


def test_only_what_is_found_in_the_chosen_chapters_goes_along(target: Path):
    report = _export(target, full_bridge(), settings=WITH_FINDINGS, chapters=["3"])
    assert report.comments == len(check(full_bridge(), ["3"])) > 0
    assert "Chapter 2.2 is empty" not in part_of(target.read_bytes(), "word/comments.xml")


def test_without_settings_in_the_wish_those_of_the_project_hold(target: Path):
    project = full_bridge()
    project.briefing = {"carries_findings": True, "handling": "For the two councils only"}
    assert _export(target, project).comments > 0
    assert "For the two councils only" in part_of(target.read_bytes())


def test_settings_in_the_wish_stand_in_for_those_of_the_project(target: Path):
    project = full_bridge()
    project.briefing = {"carries_findings": True, "handling": "For the two councils only"}
    assert _export(target, project, settings=BriefingSettings()).comments == 0
    assert "For the two councils only" not in part_of(target.read_bytes())


def test_citations_are_in_the_style_and_language_of_the_settings(target: Path):
    _export(target, settings=CHICAGO)
    assert "Lena Marsh, “Council shuts the old bridge,” Orrin Gazette, April 28, 2025, para. 2" in _footnotes(target)
    _export(target, settings=BriefingSettings(language="ko"))
    assert "강변일보, “다리 폐쇄의 배경”, 2025년 5월 2일" in _footnotes(target)


def test_formatted_citations_are_kept_in_their_folder_and_used_again(target: Path, tmp_path: Path, rendered: list[Any]):
    folder = tmp_path / "cache"
    export_briefing(bridge(), target, ExportWish(settings=CHICAGO), cache_folder=folder)
    first, cited = target.read_bytes(), len(rendered)
    assert cited == 5
    assert (folder / "citations.json").exists()
    styles._memory.clear()
    export_briefing(bridge(), target, ExportWish(settings=CHICAGO), cache_folder=folder)
    assert len(rendered) == cited
    assert target.read_bytes() == first


def test_without_a_folder_for_citations_they_are_rendered_anew(target: Path, rendered: list[Any]):
    for _ in range(2):
        styles._memory.clear()
        _export(target, settings=CHICAGO)
    assert len(rendered) == 10


def test_the_house_style_keeps_no_citations(target: Path, tmp_path: Path):
    export_briefing(bridge(), target, ExportWish(), cache_folder=tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_folder_for_citations_that_cannot_be_made_stops_no_export(target: Path, tmp_path: Path, rendered: list[Any]):
    in_its_place = tmp_path / "cache"
    in_its_place.write_bytes(b"")
    export_briefing(bridge(), target, ExportWish(settings=CHICAGO), cache_folder=in_its_place)
    assert len(rendered) == 5
    assert zipfile.is_zipfile(target)


def test_a_cancelled_export_writes_nothing(target: Path):
    with pytest.raises(ExportCancelledError):
        export_briefing(bridge(), target, ExportWish(), is_cancelled=lambda: True)
    assert _is_untouched(target)


def test_cancelling_ends_the_counting_of_pages(target: Path, stand_in: Callable[[str], None]):
    stand_in("exec sleep 100")
    with pytest.raises(ExportCancelledError):
        export_briefing(bridge(), target, ExportWish(counts_pages=True), is_cancelled=lambda: True)
    assert _is_untouched(target)


def test_without_libreoffice_pages_cannot_be_counted(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ANNOTATOR_SOFFICE", "")
    with pytest.raises(EnvironmentFaultError, match=r"^LibreOffice is not installed; install it, or leave the page"):
        _export(target, counts_pages=True)
    assert _is_untouched(target)


def test_a_libreoffice_that_fails_leaves_the_older_briefing(target: Path, stand_in: Callable[[str], None]):
    stand_in("exit 1")
    with pytest.raises(EnvironmentFaultError, match=r"^LibreOffice could not lay out the briefing; "):
        _export(target, counts_pages=True)
    assert _is_untouched(target)


def test_pages_are_counted_where_that_is_wanted(target: Path, tmp_path: Path):
    tools.require_tool("soffice")
    report = _export(target, counts_pages=True)
    pages = tools.text_of(tools.pdf_of(target, tmp_path)).split("\f")[:-1]
    assert report.pages == len(pages)
    assert report.footnotes == 20
    assert tools.integrity_errors(target) == []


def test_characters_that_word_cannot_hold_are_replaced_and_counted(target: Path):
    project = bridge()
    assert _export(target, project, settings=only("chapters")).replaced_characters == 1
    project.write(project.all_chapters[0].uid, "A bell\x07 and a page\x0c.")
    assert _export(target, project, settings=only("chapters")).replaced_characters == 3
    assert "A bell\ufffd and a page\ufffd." in words_of(part_of(target.read_bytes()))


def test_what_a_template_lacks_and_what_stays_behind_is_told(target: Path, tmp_path: Path):
    house = docx.Document()
    house.add_paragraph("Boilerplate of the house")
    house.save(str(tmp_path / "house.docx"))
    report = _export(target, template=tmp_path / "house.docx")
    assert report.dropped == ("text",)
    assert "Source Line" in report.added_roles
    assert "heading 1" not in report.added_roles


def test_a_statement_in_two_chapters_is_counted_once(target: Path):
    project = bridge()
    project.place(project.all_chapters[0].uid, statement("costs"))
    assert _export(target, project).statements == 9


@pytest.mark.parametrize("content", [b"SQLite format 3\x00", b"The late ferry", b"\x00"])
def test_what_is_no_word_file_is_not_written_over(tmp_path: Path, content: bytes):
    target = tmp_path / "border.annotator"
    target.write_bytes(content)
    with pytest.raises(RefusedError, match=r"border\.annotator is there already and is no Word file"):
        _export(target)
    assert target.read_bytes() == content


def test_an_empty_file_can_be_written_over(target: Path):
    target.write_bytes(b"")
    _export(target)
    assert "word/document.xml" in _names_in(target)


def test_the_template_is_not_written_over(target: Path):
    docx.Document().save(str(target))
    before = target.read_bytes()
    with pytest.raises(RefusedError, match=r"briefing\.docx is the template itself"):
        _export(target, template=target)
    assert target.read_bytes() == before


@pytest.mark.parametrize("owner", ["~$iefing.docx", ".~lock.briefing.docx#"])
def test_a_briefing_that_word_or_libreoffice_has_open_is_not_replaced(target: Path, owner: str):
    target.with_name(owner).touch()
    with pytest.raises(EnvironmentFaultError, match=r"briefing\.docx is open in another program"):
        _export(target)
    assert target.read_bytes() == OLD


def test_a_cancelled_export_is_not_even_written_into_memory(target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("annotator.exchange.exporting.write_briefing", None)
    with pytest.raises(ExportCancelledError):
        export_briefing(bridge(), target, ExportWish(), is_cancelled=lambda: True)
    assert _is_untouched(target)


def test_what_was_rendered_without_a_folder_is_kept_once_there_is_one(target: Path, rendered: list[Any]):
    _export(target, settings=CHICAGO)
    cache = target.parent / "cache"
    export_briefing(bridge(), target, ExportWish(settings=CHICAGO), cache_folder=cache)
    before = len(rendered)
    styles._memory.clear()
    export_briefing(bridge(), target, ExportWish(settings=CHICAGO), cache_folder=cache)
    assert len(rendered) == before > 0
