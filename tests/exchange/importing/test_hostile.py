"""Files that are made to hurt end within their limits, with a plain line, and take nothing else with them."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.records import Article
from annotator.exchange.importing import Refusal, expand
from annotator.exchange.importing.articles import capture_file
from annotator.exchange.importing.workers import Answer, ReadingPool, Wanted
from tests.exchange.importing.hostile import CASES, mutated, pdf
from tests.exchange.importing.test_articles import hold_the_laws

MUTATIONS = 300
GOOD = "The good ferry\n\nIt was on time, and everybody on the quay knew why. Nobody spoke of fog.\n"
PLAIN_LINE = 300


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(2) as made:
        yield made


@pytest.fixture(autouse=True)
def narrow_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no file take the whole minute, for the sake of whoever waits for the tests."""
    monkeypatch.setattr("annotator.exchange.importing.limits.LONGEST_READ_S", 8.0)


@pytest.fixture
def good(tmp_path: Path) -> Wanted:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return Wanted(tmp_path / "good.txt")


def _is_sound(answer: Answer) -> bool:
    """Tell whether a file ended as an article that holds the laws, or with one plain line."""
    if isinstance(answer.result, Article):
        hold_the_laws(answer.result)
        name = answer.result.file_name
        return not {"/", "\\", "\x00"} & set(name) and name not in ("", ".", "..")
    reason = answer.reason
    is_begun = reason[:1].isupper() or Path(reason).is_absolute()
    return is_begun and reason.endswith(".") and "\n" not in reason and len(reason) < PLAIN_LINE


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", CASES)
def test_it_ends_with_an_article_or_a_plain_line(pool: ReadingPool, good: Wanted, tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(CASES[name]())
    answers = list(pool.read([good, Wanted(tmp_path / name), good]))
    first, *found, last = answers
    assert isinstance(first.result, Article)
    assert isinstance(last.result, Article)
    assert {answer.number for answer in found} == {1}
    assert all(map(_is_sound, found))


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("outside")])
def test_nothing_from_outside_comes_in(pool: ReadingPool, tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(CASES[name]())
    for answer in pool.read([Wanted(tmp_path / name)]):
        assert not (isinstance(answer.result, Article) and "root:" in answer.result.text)


@pytest.mark.parametrize("name", ["outside.html", "outside.mhtml", "outside.epub"])
def test_words_behind_a_declaration_are_kept_and_it_is_no_part_of_them(pool: ReadingPool, tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(CASES[name]())
    (answer,) = pool.read([Wanted(tmp_path / name)])
    assert isinstance(answer.result, Article)
    assert answer.result.text == "Words &x;"


@pytest.mark.timeout(300)
def test_pdfs_that_were_changed_at_random_are_read_or_refused(pool: ReadingPool, tmp_path: Path):
    files = []
    for seed in range(MUTATIONS):
        files.append(Wanted(tmp_path / f"{seed:03}.pdf"))
        files[-1].path.write_bytes(mutated(pdf(), seed))
    answers = list(pool.read(files))
    assert [answer.number for answer in answers] == list(range(MUTATIONS))
    assert all(map(_is_sound, answers))
    assert any(isinstance(answer.result, Article) for answer in answers)


@pytest.mark.skipif(os.name != "posix", reason="there are no such files elsewhere")
def test_a_folder_with_what_is_no_file_is_gone_through(pool: ReadingPool, tmp_path: Path):
    folder = tmp_path / "articles"
    (folder / "folder.html").mkdir(parents=True)
    (folder / "folder.html" / "inside.txt").write_text(GOOD, encoding="utf-8")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "round").symlink_to(folder)
    (folder / "zeros.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(folder / "socket.txt"))
    files = expand([folder])
    answers = list(pool.read(map(Wanted, files)))
    read = [files[answer.number].name for answer in answers if isinstance(answer.result, Article)]
    assert read == ["good.txt", "inside.txt"]
    refused = {files[answer.number].name for answer in answers if isinstance(answer.result, Refusal)}
    assert refused == {"loop.txt", "pipe.txt", "socket.txt", "zeros.txt"}
    assert all(map(_is_sound, answers))


def test_a_folder_that_is_named_as_a_file_is_refused(pool: ReadingPool, tmp_path: Path):
    (tmp_path / "folder.html").mkdir()
    (answer,) = pool.read([Wanted(tmp_path / "folder.html")])
    assert answer.reason.startswith("This is no file")


def test_a_file_that_vanishes_is_refused_and_the_others_are_read(pool: ReadingPool, good: Wanted, tmp_path: Path):
    answers = list(pool.read([good, Wanted(tmp_path / "gone.txt"), good]))
    assert [bool(answer.reason) for answer in answers] == [False, True, False]


def test_a_file_that_grows_is_read_as_it_was_at_one_moment(tmp_path: Path):
    path = tmp_path / "log.txt"
    path.write_bytes(b"The first line.\n" * 100_000)
    is_over = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not is_over.wait(0.001):
                file.write(b"One more line.\n" * 100)

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        sizes = [len(capture_file(path).data) for _ in range(20)]
    finally:
        is_over.set()
        thread.join()
    assert sizes == sorted(sizes)


@pytest.mark.skipif(os.name != "posix", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_no_reason_to_stop(pool: ReadingPool, tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/ferry-\xff.txt"))
    path.write_text(GOOD, encoding="utf-8")
    (answer,) = pool.read([Wanted(path)])
    assert isinstance(answer.result, Article)
    assert answer.result.file_name == "ferry-\ufffd.txt"
