import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import ProjectFileError, RefusedError
from annotator.core.records import StatementFilter
from annotator.store.doctor import examine
from annotator.store.project import ProjectStore
from annotator.store.salvaging import salvage
from annotator.store.viewing import view
from tests.builders import ME, Built, article, build

PAGE = 8192


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    """A project of many pages, shared: a long article, and a hundred statements with notes."""
    made = build(tmp_path / "a.annotator")
    for number in range(8):
        words = " ".join(f"Crossing {number} was late for the {count}th time." for count in range(900))
        new = edits.add_source(made.store.uid, article((words,), f"Report {number}", f"report-{number}.txt"))
        made.store.apply(new.drafts, ME, blobs=new.blobs)
    for _ in range(100):
        uid = made.statement("The ferry was late.")
        made.do(edits.write_note(made.store.reader, uid, ME, "Ask the port about this, and the company as well."))
    made.store.publish()
    yield made
    made.store.close()


def test_of_a_sound_file_everything_is_recovered(built: Built, tmp_path: Path) -> None:
    target = tmp_path / "b.annotator"
    found = salvage(built.store.shared_path, target)
    assert (found.statements, found.lost_sources) == (100, 0)
    assert examine(target).findings == ()
    with view(target) as reader, view(built.store.shared_path) as before:
        assert reader.statements(StatementFilter()) == before.statements(StatementFilter())
        assert reader.sources() == before.sources()


@pytest.mark.parametrize("share", [0.9, 0.7, 0.5])
def test_what_stands_before_the_cut_is_recovered_from_a_truncated_file(
    built: Built, tmp_path: Path, share: float
) -> None:
    whole = built.store.shared_path.read_bytes()
    cut = tmp_path / "cut.annotator"
    cut.write_bytes(whole[: int(len(whole) * share)])
    found = salvage(cut, tmp_path / "b.annotator")
    assert found.changes > 50
    assert examine(tmp_path / "b.annotator").findings == ()


def test_pages_that_were_wiped_take_only_their_own_with_them(built: Built, tmp_path: Path) -> None:
    data = bytearray(built.store.shared_path.read_bytes())
    pages = random.Random(4).sample(range(3, len(data) // PAGE), len(data) // PAGE // 10)
    for page in pages:
        data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    spoilt = tmp_path / "spoilt.annotator"
    spoilt.write_bytes(data)
    found = salvage(spoilt, tmp_path / "b.annotator")
    assert found.changes > 50
    assert examine(tmp_path / "b.annotator").findings == ()


def test_merging_a_colleague_s_file_brings_the_rest_back(built: Built, tmp_path: Path) -> None:
    whole = built.store.shared_path.read_bytes()
    cut = tmp_path / "cut.annotator"
    cut.write_bytes(whole[: len(whole) // 2])
    salvage(cut, tmp_path / "b.annotator")
    store = ProjectStore.open(tmp_path / "b.annotator", data_dir=tmp_path / "data")
    store._take_in(built.store.shared_path)
    assert len(store.reader.sources()) == 9
    assert store.reader.counts().statements == 100
    store.close()


def test_a_change_that_was_altered_is_not_recovered(built: Built, tmp_path: Path) -> None:
    data = built.store.shared_path.read_bytes().replace(b"Ask the port about", b"Ask the fort about", 3)
    spoilt = tmp_path / "spoilt.annotator"
    spoilt.write_bytes(data)
    salvage(spoilt, tmp_path / "b.annotator")
    assert b"Ask the fort about" not in (tmp_path / "b.annotator").read_bytes()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"words and no database" * 900, bytes(50_000)])
def test_what_holds_nothing_of_a_project_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.annotator"
    path.write_bytes(content)
    with pytest.raises(ProjectFileError):
        salvage(path, tmp_path / "b.annotator")
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_written_over(built: Built) -> None:
    with pytest.raises(RefusedError, match="is there already"):
        salvage(built.store.shared_path, built.store.shared_path)


def test_bytes_at_random_are_read_without_harm(tmp_path: Path) -> None:
    for seed in range(40):
        noise = random.Random(seed)
        data = bytearray(noise.randbytes(3 * PAGE))
        for page in range(3):
            data[page * PAGE] = noise.choice((0x0D, 0x0A))
        path = tmp_path / f"{seed}.annotator"
        path.write_bytes(data)
        with pytest.raises(ProjectFileError):
            salvage(path, tmp_path / "b.annotator")
