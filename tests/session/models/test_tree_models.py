"""The outline and the codebook as trees: renamed in place, moved by dragging."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.anchors import make_anchor
from annotator.core.records import Reviewer
from annotator.session.catalogue import Catalogue
from annotator.session.models.mime import TAG, put_uids
from annotator.session.models.outline_model import OutlineModel
from annotator.session.models.tags_model import TagsModel
from annotator.session.models.tree_model import TreeModel
from annotator.session.project_session import ProjectSession
from tests.builders import ME, build

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Iterator[ProjectSession]:
    built = build(tmp_path / "ferry.annotator")
    reader = built.store.reader
    for name in ("place", "cause", "weather", "people"):
        built.do(edits.add_tag(reader, name))
    by_name = {tag.name: tag.uid for tag in reader.tags()}
    built.do(edits.move_tag(reader, by_name["weather"], by_name["cause"]))
    for title in ("Summary", "Events", "Blame"):
        built.do(edits.add_chapter(reader, title))
    made = ProjectSession(built.store, Reviewer(ME, "Ann Author", "AA", "Blue"))
    yield made
    made.close()


@pytest.fixture
def tags(session: ProjectSession) -> TagsModel:
    model = TagsModel(session, Catalogue(session, session), session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


@pytest.fixture
def outline(session: ProjectSession) -> OutlineModel:
    model = OutlineModel(session, Catalogue(session, session), session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def drawn(model: TreeModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """Draw a tree as indented lines."""
    lines = []
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        lines.append("  " * depth + str(index.data()))
        lines += drawn(model, index, depth + 1)
    return lines


def at(model: TreeModel, name: str, parent: QModelIndex | None = None) -> QModelIndex:
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        if index.data() == name:
            return index
        below = at(model, name, index)
        if below.isValid():
            return below
    return QModelIndex()


def drop(model: TreeModel, name: str, parent: str, row: int = -1) -> bool:
    data = model.mimeData([at(model, name)])
    return model.dropMimeData(data, MOVE, row, 0, at(model, parent) if parent else QModelIndex())


def test_tags_stand_in_the_codebooks_order_under_their_parents(tags: TagsModel):
    assert drawn(tags) == ["place", "cause", "  weather", "people"]


def test_a_name_is_edited_in_place_and_taken_back(tags: TagsModel, session: ProjectSession):
    assert tags.setData(at(tags, "weather"), " fog ")
    assert drawn(tags) == ["place", "cause", "  fog", "people"]
    session.undo()
    assert drawn(tags) == ["place", "cause", "  weather", "people"]


def test_an_empty_name_or_the_same_name_is_no_edit(tags: TagsModel, session: ProjectSession):
    assert not tags.setData(at(tags, "weather"), "  ")
    assert not tags.setData(at(tags, "weather"), "weather")
    assert not session.can_undo


def test_a_rename_keeps_the_views_where_they_are(tags: TagsModel, qtbot: QtBot):
    held = QPersistentModelIndex(at(tags, "weather"))
    with qtbot.assertNotEmitted(tags.modelReset):
        tags.setData(at(tags, "cause"), "reason")
    assert held.data() == "weather"


def test_a_tag_dropped_on_another_goes_under_it(tags: TagsModel, session: ProjectSession):
    assert drop(tags, "people", "place")
    assert drawn(tags) == ["place", "  people", "cause", "  weather"]
    session.undo()
    assert drawn(tags) == ["place", "cause", "  weather", "people"]


def test_a_tag_dropped_between_two_goes_between_them(tags: TagsModel):
    assert drop(tags, "people", "", 1)
    assert drawn(tags) == ["place", "people", "cause", "  weather"]


def test_a_tag_dropped_right_behind_itself_stays(tags: TagsModel):
    assert drop(tags, "place", "", 1)
    assert drawn(tags) == ["place", "cause", "  weather", "people"]


def test_a_tag_is_not_dropped_under_itself(tags: TagsModel, session: ProjectSession):
    assert not drop(tags, "cause", "weather")
    assert not drop(tags, "cause", "cause")
    assert not session.can_undo


def test_what_is_not_ours_cannot_be_dropped(tags: TagsModel):
    data = tags.mimeData([])
    put_uids(data, TAG, ["nothing we know"])
    assert not tags.canDropMimeData(data, MOVE, -1, 0, QModelIndex())


def test_keys_move_a_tag_up_down_in_and_out(tags: TagsModel):
    people = at(tags, "people")
    uid = tags.record_at(people).uid
    tags.move_by(uid, -1)
    assert drawn(tags) == ["place", "people", "cause", "  weather"]
    tags.move_in(uid)
    assert drawn(tags) == ["place", "  people", "cause", "  weather"]
    tags.move_out(uid)
    assert drawn(tags) == ["place", "people", "cause", "  weather"]
    tags.move_by(uid, 1)
    assert drawn(tags) == ["place", "cause", "  weather", "people"]
    assert not tags.move_by(uid, 1)


def test_an_index_that_outlives_a_reset_finds_nothing(tags: TagsModel, session: ProjectSession):
    old = at(tags, "weather")
    uid = tags.record_at(old).uid
    session.perform(edits.delete_tag(session.reader, uid), "Delete tag")
    assert tags.record_at(old) is None


def test_counts_follow_what_is_tagged(tags: TagsModel, session: ProjectSession):
    reader = session.reader
    (source,) = reader.sources()
    place = tags.record_at(at(tags, "place"))
    anchor = make_anchor(source.revision_uid, reader.text(source.revision_uid), 0, 8)
    session.perform(edits.add_statement(anchor, source.uid, 1, reviewer_uid=ME, tag_uids=[place.uid]), "Tag")
    assert tags.record_at(at(tags, "place")).statement_count == 1


def test_the_outline_counts_its_chapters_anew_when_one_moves(outline: OutlineModel):
    assert drop(outline, "Blame", "Summary")
    assert drawn(outline) == ["Summary", "  Blame", "Events"]
    assert outline.record_at(at(outline, "Blame")).number == "1.1"
    assert outline.record_at(at(outline, "Events")).number == "2"
