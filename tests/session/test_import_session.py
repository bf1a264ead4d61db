"""Files on their way into the project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.dates import parse_date
from annotator.core.records import Article, Reviewer
from annotator.session.import_session import Candidate, ImportSession, State
from annotator.session.models.import_model import FOUND, ImportModel
from annotator.session.project_session import ProjectSession
from annotator.store.project import ProjectStore
from tests.builders import ME
from tests.exchange.importing.unruly import unruly

__all__ = ["unruly"]

WHOLE = (
    "---\ntitle: {0}\noutlet: Harbour Post\nauthor: A. Writer\ndate: 2024-03-03\n---\n\n# {0}\n\nIt was late. {0}.\n"
)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, data_folder: Path) -> Iterator[ProjectSession]:
    store = ProjectStore.create(tmp_path / "harbour.annotator", "The late ferry", data_dir=data_folder)
    made = ProjectSession(store, Reviewer(ME, "Mara Okafor", "MO", "Blue"))
    yield made
    made.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a-whole.md").write_text(WHOLE.format("Ferry"), encoding="utf-8")
    (folder / "b-bare.txt").write_text("A bare title\n\nOnly words are here, and nothing else.\n", encoding="utf-8")
    (folder / "c-copy.md").write_text(WHOLE.format("Ferry"), encoding="utf-8")
    (folder / "d-empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def desk(session: ProjectSession) -> ImportSession:
    return ImportSession(session, session)


@pytest.fixture
def model(desk: ImportSession) -> ImportModel:
    made = ImportModel(desk)
    desk.added.connect(made.add)
    desk.imported.connect(made.remove)
    return made


def _read(qtbot: QtBot, desk: ImportSession, *paths: Path) -> None:
    desk.add_paths(paths)
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=10_000)


def _import(qtbot: QtBot, desk: ImportSession, model: ImportModel) -> None:
    with qtbot.waitSignal(desk.imported, timeout=10_000):
        desk.import_chosen(model.chosen)


def test_each_file_is_told_by_how_it_stands(qtbot: QtBot, desk: ImportSession, model: ImportModel, files: Path):
    _read(qtbot, desk, files)
    assert [each.path.name for each in model.candidates] == ["a-whole.md", "b-bare.txt", "c-copy.md", "d-empty.txt"]
    states = [each.state for each in model.candidates]
    assert states == [State.READY, State.TO_CONFIRM, State.DUPLICATE, State.REFUSED]
    said = [model.index(row, FOUND).data() for row in range(4)]
    assert said == ["Ready", "Outlet is missing", "Same as row 1", "The file is empty."]
    assert [each.is_chosen for each in model.candidates] == [True, False, False, False]


def test_a_file_that_is_on_the_desk_already_is_not_listed_twice(
    qtbot: QtBot, desk: ImportSession, model: ImportModel, files: Path
):
    _read(qtbot, desk, files)
    _read(qtbot, desk, files / "a-whole.md", files)
    assert len(model.candidates) == 4


def test_what_is_chosen_comes_in_as_one_step_of_undo(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel, files: Path
):
    (files / "e.md").write_text(WHOLE.format("Berth"), encoding="utf-8")
    _read(qtbot, desk, files)
    _import(qtbot, desk, model)
    assert [each.title for each in session.reader.sources()] == ["Ferry", "Berth"]
    assert session.undo_label == "Import 2 sources"
    assert [each.path.name for each in model.candidates] == ["b-bare.txt", "c-copy.md", "d-empty.txt"]
    session.undo()
    assert list(session.reader.sources()) == []


def test_an_imported_file_is_a_duplicate_the_next_time_and_comes_back_after_undo(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel, files: Path
):
    _read(qtbot, desk, files / "a-whole.md")
    _import(qtbot, desk, model)
    again = ImportSession(session, session)
    second = ImportModel(again)
    again.added.connect(second.add)
    _read(qtbot, again, files / "a-whole.md")
    assert second.candidates[0].state is State.DUPLICATE
    assert second.candidates[0].reason == "It is in the project already: Harbour Post"
    session.undo()
    third_desk = ImportSession(session, session)
    third = ImportModel(third_desk)
    third_desk.added.connect(third.add)
    _read(qtbot, third_desk, files / "a-whole.md")
    _import(qtbot, third_desk, third)
    assert len(list(session.reader.sources())) == 1


def test_what_the_reviewer_confirms_goes_in_with_its_origin(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel, files: Path
):
    _read(qtbot, desk, files / "b-bare.txt")
    (candidate,) = model.candidates
    values = {"title": "A bare title", "outlet": "Ferry Weekly", "published": parse_date("Mar 2024"), "author": ""}
    desk.confirm(candidate, values, "B")
    assert candidate.state is State.READY
    _import(qtbot, desk, model)
    (source,) = session.reader.sources()
    assert (source.outlet, source.reliability, source.published.precision) == ("Ferry Weekly", "B", "month")
    assert source.metadata["outlet"].origin == "reviewer"
    assert source.metadata["title"].origin != "reviewer"
    assert "author" not in source.metadata


def test_a_pasted_text_is_a_source_of_its_own(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel
):
    desk.add_text("A pasted title\n\nWords from nowhere.\n")
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=10_000)
    (candidate,) = model.candidates
    desk.confirm(candidate, {"title": "A pasted title", "outlet": "", "published": None}, "")
    _import(qtbot, desk, model)
    (source,) = session.reader.sources()
    assert source.title == "A pasted title"
    assert "Words from nowhere." in session.reader.text(source.revision_uid)


def test_a_file_that_went_away_is_refused_and_the_others_come_in(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel, files: Path
):
    (files / "e.md").write_text(WHOLE.format("Berth"), encoding="utf-8")
    _read(qtbot, desk, files)
    (files / "a-whole.md").unlink()
    _import(qtbot, desk, model)
    assert [each.title for each in session.reader.sources()] == ["Berth"]
    assert model.candidates[0].state is State.REFUSED


def test_the_filter_hides_files_and_keeps_their_numbers(
    qtbot: QtBot, desk: ImportSession, model: ImportModel, files: Path
):
    _read(qtbot, desk, files)
    model.set_text("c-copy")
    assert model.rowCount() == 1
    assert model.index(0, FOUND).data() == "Same as row 1"
    model.set_text("harbour post")
    assert model.rowCount() == 2


def test_what_cannot_come_in_cannot_be_ticked(qtbot: QtBot, desk: ImportSession, model: ImportModel, files: Path):
    _read(qtbot, desk, files)
    model.set_chosen(range(4), True)
    assert [each.is_chosen for each in model.candidates] == [True, True, False, False]


def test_a_thousand_files_are_read_without_holding_up_the_window(
    qtbot: QtBot, desk: ImportSession, model: ImportModel, tmp_path: Path
):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number:04}.md").write_text(WHOLE.format(f"Ferry {number}"), encoding="utf-8")
    batches: list[int] = []
    desk.added.connect(lambda found: batches.append(len(found)))
    _read(qtbot, desk, folder)
    assert len(model.chosen) == 1000
    assert max(batches) < 100


ROWS = (
    "title,outlet,author,date,text\n"
    "Ferry,Harbour Post,A. Writer,2024-03-03,The ferry was late.\n"
    "Bridge,Harbour Post,A. Writer,2024-03-04,The bridge was shut.\n"
    "Ferry,Harbour Post,A. Writer,2024-03-03,The ferry was late.\n"
    "Quay,Harbour Post,A. Writer,2024-03-05,\n"
)


def _preview(qtbot: QtBot, desk: ImportSession, candidate: Candidate) -> Article:
    with qtbot.waitSignal(desk.previewed, timeout=10_000, check_params_cb=lambda each, _: each is candidate) as told:
        desk.preview(candidate)
    return told.args[1]


def test_each_row_of_a_table_stands_by_itself(qtbot: QtBot, desk: ImportSession, model: ImportModel, tmp_path: Path):
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    _read(qtbot, desk, tmp_path / "rows.csv")
    assert [each.state for each in model.candidates] == [State.READY, State.READY, State.DUPLICATE, State.REFUSED]
    assert [each.place for each in model.candidates] == [(0,), (1,), (2,), (3,)]
    assert model.candidates[2].twin is model.candidates[0]
    assert len({each.part for each in model.candidates}) == 4


def test_chosen_rows_come_in_with_what_was_said_of_each(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel, tmp_path: Path
):
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    _read(qtbot, desk, tmp_path / "rows.csv")
    desk.confirm(model.candidates[1], {"title": "The shut bridge"}, "B")
    _import(qtbot, desk, model)
    sources = session.reader.sources()
    assert [(each.title, each.reliability or "") for each in sources] == [("Ferry", ""), ("The shut bridge", "B")]
    assert "The bridge was shut." in session.reader.text(sources[1].revision_uid)


def test_what_has_changed_since_it_was_looked_at_stays_out(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel, tmp_path: Path
):
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    _read(qtbot, desk, tmp_path / "rows.csv")
    (tmp_path / "rows.csv").write_text(ROWS.replace("The ferry was late", "The ferry was early"), encoding="utf-8")
    _import(qtbot, desk, model)
    assert [each.title for each in session.reader.sources()] == ["Bridge"]
    assert model.candidates[0].reason == "The file has changed since it was read; import it again."


def test_a_table_that_is_gone_keeps_out_all_its_rows(
    qtbot: QtBot, session: ProjectSession, desk: ImportSession, model: ImportModel, tmp_path: Path
):
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    _read(qtbot, desk, tmp_path / "rows.csv")
    (tmp_path / "rows.csv").unlink()
    _import(qtbot, desk, model)
    assert list(session.reader.sources()) == []
    assert ["does not exist" in each.reason for each in model.candidates[:2]] == [True, True]


def test_the_text_of_a_candidate_is_read_in_the_background(
    qtbot: QtBot, desk: ImportSession, model: ImportModel, files: Path
):
    _read(qtbot, desk, files / "a-whole.md", files / "b-bare.txt")
    desk.confirm(model.candidates[1], {"title": "A better title"}, "")
    article = _preview(qtbot, desk, model.candidates[1])
    assert "Only words are here" in article.text
    assert article.metadata["title"].value == "A better title"


def test_the_text_of_one_row_is_read_alone(qtbot: QtBot, desk: ImportSession, model: ImportModel, tmp_path: Path):
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8")
    _read(qtbot, desk, tmp_path / "rows.csv")
    assert "The bridge was shut." in _preview(qtbot, desk, model.candidates[1]).text


def test_only_the_text_that_was_wanted_last_is_shown(
    qtbot: QtBot, desk: ImportSession, model: ImportModel, files: Path
):
    _read(qtbot, desk, files / "a-whole.md", files / "b-bare.txt")
    shown: list[Candidate] = []
    desk.previewed.connect(lambda candidate, _: shown.append(candidate))
    for candidate in (*model.candidates, *model.candidates):
        desk.preview(candidate)
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
    assert shown == [model.candidates[1]]


def test_a_pasted_text_is_shown_from_memory(qtbot: QtBot, desk: ImportSession, model: ImportModel):
    desk.add_text("A pasted title\n\nWords from nowhere.\n")
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=10_000)
    shown: list[Article] = []
    desk.previewed.connect(lambda _, article: shown.append(article))
    desk.preview(model.candidates[0])
    assert ["Words from nowhere." in article.text for article in shown] == [True]


def test_what_was_read_before_cancelling_stays_on_the_desk(
    qtbot: QtBot, desk: ImportSession, model: ImportModel, tmp_path: Path, unruly: None
):
    (tmp_path / "a.txt").write_text("The ferry\n\nIt was late.\n", encoding="utf-8")
    (tmp_path / "hangs.txt").write_text("The ferry\n\nIt was late.\n", encoding="utf-8")
    desk.add_paths([tmp_path / "a.txt", tmp_path / "hangs.txt"])
    qtbot.waitUntil(lambda: bool(model.candidates), timeout=10_000)
    desk.cancel()
    assert not desk.is_busy
    qtbot.waitUntil(lambda: not desk._session.jobs._running, timeout=10_000)
    assert [each.path.name for each in model.candidates] == ["a.txt"]


def test_an_import_that_ends_behind_a_closed_desk_can_be_undone(qtbot: QtBot, session: ProjectSession, files: Path):
    desk = ImportSession(session)
    model = ImportModel()
    desk.added.connect(model.add)
    _read(qtbot, desk, files / "a-whole.md")
    desk.import_chosen(model.chosen)
    shiboken6.delete(desk)
    qtbot.waitUntil(lambda: not session.jobs._running, timeout=10_000)
    assert session.undo_label == "Import 1 source"
