"""Journeys through the real window, with keyboard and mouse, as a reviewer would make them."""

import json
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.records import Placement, Reviewer, StatementFilter
from annotator.exchange.resources import resource_path
from annotator.exchange.sample import build_sample
from annotator.store.project import ProjectStore
from annotator.store.reader import Reader
from annotator.ui.preferences import Preferences
from tests.tools import subprocess_environment
from tests.windows import RealWindow

OpenWindow = Callable[..., RealWindow]


@pytest.fixture
def project(tmp_path: Path, data_folder: Path) -> Path:
    """Give the sample project, and somebody who has been introduced to this computer."""
    Preferences(data_folder).introduce("Ann Author", "AA")
    path = tmp_path / "journey.annotator"
    build_sample(path)
    return path


def shared(path: Path, question: Callable[[Reader], object]) -> object:
    """Ask the shared file something."""
    store = ProjectStore.open(path, private=True)
    try:
        return question(store.reader)
    finally:
        store.close()


def annotator(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=subprocess_environment(), check=False)


def statement_count(path: Path) -> int:
    return int(str(shared(path, lambda reader: reader.counts().statements)))


def test_a_reader_opens_a_source_tags_a_sentence_by_keyboard_undoes_and_comes_back(
    project: Path, real_window: OpenWindow, tmp_path: Path
) -> None:
    before = statement_count(project)
    window = real_window(project)
    window.press("ctrl+1")
    window.click(120, 178)  # the second source of the list
    time.sleep(0.5)
    window.press("ctrl+Right", "t")
    time.sleep(0.5)
    window.type("legal")
    window.press("Return")
    time.sleep(0.5)
    window.press("ctrl+Right", "h")
    time.sleep(0.3)
    window.press("ctrl+z")
    time.sleep(0.3)
    assert window.picture(tmp_path / "tagged.png").stat().st_size > 10_000
    assert window.close() == 0, window.output
    assert statement_count(project) == before + 1
    names = shared(
        project,
        lambda reader: [reader.tag(uid).name for uid in reader.statements(StatementFilter(sort="number"))[-1].tag_uids],
    )
    assert names == ["Legal basis"]
    again = real_window(project)
    again.press("ctrl+1")
    assert again.close() == 0, again.output
    assert statement_count(project) == before + 1


def test_an_editor_writes_prose_in_a_chapter_and_finds_it_again(project: Path, real_window: OpenWindow) -> None:
    window = real_window(project)
    window.press("ctrl+2")
    time.sleep(0.6)
    window.press("p")
    time.sleep(0.4)
    window.type("Written in the window")
    time.sleep(1.5)
    assert window.close() == 0, window.output

    def written(reader: Reader) -> list[str]:
        items = [item for chapter in reader.chapters() for item in reader.chapter_items(chapter.uid)]
        return [item.text for item in items if not isinstance(item, Placement)]

    assert any("Written in the window" in text for text in shared(project, written))  # type: ignore[attr-defined]


def test_what_was_typed_before_a_kill_is_there_at_the_next_start(project: Path, real_window: OpenWindow) -> None:
    before = statement_count(project)
    window = real_window(project)
    window.press("ctrl+1")
    window.click(120, 178)
    time.sleep(0.5)
    window.press("ctrl+Right", "h")
    time.sleep(0.6)
    window.kill()
    assert statement_count(project) == before
    again = real_window(project)
    assert again.close() == 0, again.output
    assert statement_count(project) == before + 1


def changed_by(path: Path, data: Path, reviewer: Reviewer, credibility: int) -> None:
    """Have somebody else grade the fifth statement of a file, on a computer of his own."""
    store = ProjectStore.open(path, data_dir=data)
    store.apply(edits.add_reviewer(reviewer.name, reviewer.initials, reviewer.colour, uid=reviewer.uid), reviewer.uid)
    uid = store.reader.statement_uids(StatementFilter(sort="number"))[4]
    store.apply(edits.set_statement_field(uid, "credibility", credibility), reviewer.uid)
    store.publish()
    store.close()


def fifth_credibility(reader: Reader) -> int | None:
    return reader.statements(StatementFilter(sort="number"))[4].credibility


def test_a_colleague_s_file_is_merged_a_conflict_settled_and_that_undone_and_done_again(
    project: Path, real_window: OpenWindow, data_folder: Path, tmp_path: Path
) -> None:
    me = Preferences(data_folder).reviewer
    assert me is not None
    theirs = Path(shutil.copyfile(project, tmp_path / "park.annotator"))
    changed_by(theirs, tmp_path / "theirs", Reviewer("b" * 32, "Park Jiwoo", "PJ", "Rust"), 5)
    changed_by(project, tmp_path / "mine", me, 1)
    window = real_window(project)
    window.press("ctrl+4")
    time.sleep(1)
    window.press("ctrl+shift+m")
    window.enter("Merge files", str(theirs))
    time.sleep(2.5)
    window.click(80, 530)  # Merge this file
    time.sleep(3)
    window.press("alt+2")
    time.sleep(1)
    window.press("ctrl+z")
    time.sleep(1)
    window.press("ctrl+shift+z")
    time.sleep(1)
    assert window.close() == 0, window.output
    assert shared(project, lambda reader: reader.conflicts()) == []
    assert shared(project, fifth_credibility) == 5


def test_two_windows_on_one_shared_file_have_each_other_s_work(
    project: Path, real_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = statement_count(project)
    first = real_window(project)
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "another computer"))
    Preferences(tmp_path / "another computer").introduce("Ben Brown", "BB")
    second = real_window(project)
    for window, source in ((first, 178), (second, 204)):
        window.press("ctrl+1")
        window.click(120, source)
        time.sleep(0.6)
        window.press("ctrl+Right", "h")
        time.sleep(0.6)
        window.press("ctrl+s")
        time.sleep(2)
    first.press("ctrl+s")
    time.sleep(2)
    assert statement_count(project) == before + 2
    assert first.close() == 0, first.output
    assert second.close() == 0, second.output
    names = {each.uid: each.name for each in shared(project, lambda reader: reader.reviewers())}  # type: ignore[attr-defined]
    made = shared(project, lambda reader: reader.statements(StatementFilter(sort="number"))[-2:])
    assert {names[each.reviewer_uid] for each in made} == {"Ann Author", "Ben Brown"}  # type: ignore[attr-defined]


def test_a_reviewer_links_two_accounts_by_keyboard_and_says_what_to_make_of_them(
    tmp_path: Path, data_folder: Path, real_window: OpenWindow
) -> None:
    Preferences(data_folder).introduce("Ann Author", "AA")
    project, sources = tmp_path / "accounts.annotator", resource_path("sample") / "sources"
    annotator("new", project, "--title", "Accounts")
    annotator("import", project, sources / "institute-report.txt", sources / "harbour-review.txt")
    window = real_window(project)
    window.press("ctrl+f")
    window.type("composure")
    time.sleep(1)
    window.press("Return")
    time.sleep(1)
    window.press("w")
    time.sleep(1)
    window.press("f")
    window.type("person people Reveth")
    window.press("Return")
    time.sleep(1.5)
    window.press("c")
    time.sleep(1)
    window.press("ctrl+3")
    time.sleep(1)
    window.press("F2")
    window.type("Two days lie between them.")
    window.press("Return")
    assert window.close() == 0, window.output

    def linked(reader: Reader) -> list[tuple[str, str, str, str]]:
        ends = {each.uid: each.anchor.quote.split(",")[0] for each in reader.statements(StatementFilter())}
        return [(each.kind, ends[each.from_uid], ends[each.to_uid], each.assessment) for each in reader.links()]

    ((kind, *sides, assessment),) = shared(project, linked)  # type: ignore[misc,attr-defined]
    assert (kind, assessment) == ("contradicts", "Two days lie between them.")
    assert sorted(sides) == ["On 3 March", "On the same day"]


def test_the_whole_job_is_done_with_the_commands_alone(tmp_path: Path, shared_sources: Path) -> None:
    project = tmp_path / "real.annotator"
    report = shared_sources / "report.txt"
    assert annotator("new", project, "--title", "Acknowledged", "--outline", report).returncode == 0
    imported = annotator("import", project, shared_sources)
    assert imported.returncode == 0, imported.stderr
    sources = json.loads(annotator("sources", project, "--json").stdout)
    assert len(sources) == 4
    lines = []
    with_reader = ProjectStore.open(project, private=True)
    for number, source in enumerate(with_reader.reader.sources()):
        block = [b for b in with_reader.reader.blocks(source.revision_uid) if b.kind == "paragraph" and not b.fold][2]
        quote = with_reader.reader.text(source.revision_uid)[block.start : block.end][:120].strip()
        row = {"source": source.file_name, "quote": quote, "tags": ["admission"], "chapters": [str(number + 1)]}
        lines.append(json.dumps(row))
    with_reader.close()
    statements = tmp_path / "statements.jsonl"
    statements.write_text("\n".join(lines), encoding="utf-8")
    annotated = annotator("annotate", project, statements)
    assert annotated.returncode == 0, annotated.stderr
    briefing = tmp_path / "briefing.docx"
    assert annotator("export", project, briefing).returncode == 0
    with zipfile.ZipFile(briefing) as package:
        body = package.read("word/document.xml").decode()
    chapters = json.loads(annotator("chapters", project, "--json").stdout)
    assert len(chapters) == 7
    assert body.count("<w:sdt>") >= 4
    assert annotator("doctor", project).returncode == 0
