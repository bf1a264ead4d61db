from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.exchange.importing import read_article
from annotator.exchange.intake import add_articles, take_in
from annotator.store.applying import Applied
from annotator.store.project import ProjectStore
from tests.builders import ME


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    made = ProjectStore.create(tmp_path / "a.annotator", "A test", private=True)
    made.apply(edits.add_reviewer("Ann Author", "AA", "Blue", uid=ME), ME)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for number in range(7):
        (made / f"{number}.txt").write_text(f"Article {number}\n\nWords of number {number}.\n", encoding="utf-8")
    return made


def test_every_file_of_a_folder_comes_in_with_its_original(store: ProjectStore, folder: Path):
    results = take_in(store, [folder], ME)
    assert [result.outcome for result in results] == ["imported"] * 7
    assert [source.file_name for source in store.reader.sources()] == [f"{number}.txt" for number in range(7)]
    assert store.reader.original(results[3].source_uid) == (folder / "3.txt").read_bytes()


def test_the_same_file_is_one_source_whatever_it_is_called(store: ProjectStore, folder: Path, tmp_path: Path):
    first = take_in(store, [folder / "1.txt"], ME)
    copy = tmp_path / "copy.txt"
    copy.write_bytes((folder / "1.txt").read_bytes())
    again = take_in(store, [copy, folder / "1.txt"], ME)
    assert [(result.outcome, result.source_uid) for result in again] == [("duplicate", first[0].source_uid)] * 2
    assert again[0].reason == "It is in the project already, as 1.txt."
    assert again[1].reason == "It is in the project already."
    assert len(store.reader.sources()) == 1


def test_the_same_file_twice_in_one_go_is_one_source(store: ProjectStore, folder: Path, tmp_path: Path):
    copy = tmp_path / "copy.txt"
    copy.write_bytes((folder / "1.txt").read_bytes())
    assert [each.outcome for each in take_in(store, [folder / "1.txt", copy], ME)] == ["imported", "duplicate"]


def test_what_is_no_article_is_refused_with_a_reason_while_the_others_go_in(store: ProjectStore, folder: Path):
    (folder / "2.txt").write_bytes(b"")
    (folder / "4.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    results = take_in(store, [folder, folder / "lost.txt"], ME)
    refused = {result.path.name: result.reason for result in results if result.outcome == "refused"}
    assert refused.keys() == {"2.txt", "4.txt", "lost.txt"}
    assert all(refused.values())
    assert len(store.reader.sources()) == 5


def test_many_files_share_transactions_and_progress_is_told(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.exchange.intake.BATCH", 3)
    told: list[tuple[int, int]] = []
    applied: list[str] = []
    take_in(
        store,
        [folder],
        ME,
        report=lambda done, total: told.append((done, total)),
        on_applied=lambda each: applied.append(each.transaction_uid),
    )
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert len(set(applied)) == 3


def test_cancelling_keeps_what_is_in_and_ends_the_results_there(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.exchange.intake.BATCH", 2)
    applied: list[Applied] = []
    results = take_in(store, [folder], ME, is_cancelled=lambda: bool(applied), on_applied=applied.append)
    assert [result.path.name for result in results] == ["0.txt", "1.txt"]
    assert len(store.reader.sources()) == 2


def test_a_deleted_source_can_be_imported_again(store: ProjectStore, folder: Path):
    (first,) = take_in(store, [folder / "1.txt"], ME)
    store.apply(edits.delete_source(store.reader, first.source_uid), ME)
    (again,) = take_in(store, [folder / "1.txt"], ME)
    assert (again.outcome, again.source_uid) == ("imported", first.source_uid)
    assert "number 1" in store.reader.text(store.reader.source(again.source_uid).revision_uid)
    store.index_texts()
    assert [hit.source_uid for hit in store.reader.search("number")] == [first.source_uid]


def test_pasted_articles_go_the_same_way(store: ProjectStore, folder: Path):
    articles = [read_article(folder / "1.txt"), read_article(folder / "2.txt"), read_article(folder / "1.txt")]
    assert [each.outcome for each in add_articles(store, articles, ME)] == ["imported", "imported", "duplicate"]


ROWS = "title,text\nFerry,The ferry was late.\nBridge,The bridge was shut.\nFerry,The ferry was late.\nQuay,\n"


def test_each_row_of_a_table_is_a_source_of_its_own(store: ProjectStore, folder: Path):
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    results = take_in(store, [folder / "rows.csv"], ME)
    assert [result.outcome for result in results] == ["imported", "imported", "duplicate", "refused"]
    assert results[0].source_uid == results[2].source_uid
    assert [source.title for source in store.reader.sources()] == ["Ferry", "Bridge"]
    assert len({result.part for result in results[:2]}) == 2
    assert all(result.part and result.path == folder / "rows.csv" for result in results)


def test_a_row_is_known_again_whatever_table_it_stands_in(store: ProjectStore, folder: Path):
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    (folder / "others.csv").write_text("title,text\nBridge,The bridge was shut.\n", encoding="utf-8")
    take_in(store, [folder / "rows.csv"], ME)
    (result,) = take_in(store, [folder / "others.csv"], ME)
    assert result.outcome == "duplicate"


def test_a_file_that_is_one_article_has_no_part(store: ProjectStore, folder: Path):
    assert {result.part for result in take_in(store, [folder], ME)} == {""}


def test_progress_of_a_large_table_is_told_by_its_rows(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.exchange.intake.BATCH", 3)
    lines = [f"Ferry {number},The ferry {number} was late." for number in range(7)]
    (folder / "rows.csv").write_text("\n".join(["title,text", *lines]), encoding="utf-8")
    told: list[tuple[int, int]] = []
    take_in(store, [folder / "rows.csv"], ME, report=lambda done, total: told.append((done, total)))
    assert told == [(3, 7), (6, 7), (7, 7)]


def test_sources_with_large_pictures_go_in_a_few_at_a_time(
    store: ProjectStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.exchange.intake.BATCH_BYTES", 1)
    applied: list[Applied] = []
    take_in(store, [folder], ME, on_applied=applied.append)
    assert len(applied) == 7
