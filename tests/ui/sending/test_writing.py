"""Writing the copy: what is said of it, what is refused, and how it is stopped."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.session import sending_session
from annotator.store.project import ProjectStore
from annotator.store.sending import SendingWish, Sent, send
from annotator.store.viewing import view
from annotator.ui.sending import send_dialog
from annotator.ui.sending.send_dialog import SendDialog
from annotator.ui.sending.send_words import size_words
from tests.store.sent import mark
from tests.ui.harbour import Harbour, Shell
from tests.ui.sending.conftest import Opened, save, untick


def test_a_copy_is_written_and_its_folder_offered(dialog: SendDialog, shell: Shell, qtbot: QtBot):
    target = dialog.foot.target
    save(dialog, shell, qtbot)
    size = size_words(target.stat().st_size)
    assert shell.said == [(f"The late ferry, extract.annotator, {size}: 2 sources, 7 statements", "success")]
    assert not dialog.isVisible()


def test_what_was_left_out_is_not_in_it(dialog: SendDialog, shell: Shell, harbour: Harbour, qtbot: QtBot):
    dialog.sources.model.tick([1], False)
    untick(dialog, "What happened")
    untick(dialog, "What it cost")
    save(dialog, shell, qtbot)
    with view(dialog.foot.target) as reader:
        assert [each.uid for each in reader.sources()] == [harbour.source_uids[0]]
        assert [each.uid for each in reader.chapters()] == [harbour.chapter_uids[1]]


def test_a_clean_copy_is_another_project(dialog: SendDialog, shell: Shell, harbour: Harbour, qtbot: QtBot):
    dialog.options.kind.clean.click()
    save(dialog, shell, qtbot)
    with view(dialog.foot.target) as reader:
        assert reader.project().uid != harbour.session.project_uid
        assert [each.name for each in reader.reviewers()] == ["Reviewer"]


def test_a_file_that_was_not_made_to_send_is_left_alone(dialog: SendDialog, folder: Path, qtbot: QtBot):
    (folder / "letter.annotator").write_text("Dear Sir")
    dialog.foot.file.setText("letter")
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(dialog.foot.error.text()), timeout=20_000)
    assert dialog.foot.error.text().startswith("letter.annotator is there already")
    assert (folder / "letter.annotator").read_text() == "Dear Sir"
    assert dialog.foot.write_button.isEnabled()


def test_a_file_of_another_project_is_refused_in_the_form(dialog: SendDialog, folder: Path, qtbot: QtBot):
    ProjectStore.create(folder / "other.annotator", "Another", private=True).close()
    dialog.options.news.click()
    dialog.options.show_theirs(folder / "other.annotator")
    dialog.foot.write_button.click()
    qtbot.waitUntil(lambda: bool(dialog.foot.error.text()), timeout=20_000)
    assert "other.annotator is another project" in dialog.foot.error.text()


def test_only_what_they_lack_goes_in(
    dialog: SendDialog, shell: Shell, harbour: Harbour, folder: Path, data_folder: Path, qtbot: QtBot
):
    store = ProjectStore.open(harbour.session.path, data_dir=data_folder)
    theirs = send(store, folder / "park.annotator", SendingWish()).path
    store.close()
    harbour.place(5)
    dialog.options.news.click()
    dialog.options.show_theirs(theirs)
    save(dialog, shell, qtbot)
    copied = mark(dialog.foot.target)
    assert copied is not None
    assert copied.is_news


def test_what_was_chosen_comes_back_the_next_time(
    dialog: SendDialog, opened: Opened, shell: Shell, tmp_path: Path, qtbot: QtBot
):
    (tmp_path / "out").mkdir()
    dialog.options.kind.clean.click()
    dialog.options.originals.click()
    dialog.options.notes.click()
    dialog.foot.file.setText(str(tmp_path / "out" / "for the press"))
    wish = dialog.wish
    save(dialog, shell, qtbot)
    again = opened()
    assert again.wish == wish
    assert again.foot.target == tmp_path / "out" / "The late ferry, clean copy.annotator"


class Held:
    """The writing, held between its beginning and its end."""

    def __init__(self, write: Callable[..., Sent]) -> None:
        self._write = write
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, *arguments: object) -> Sent:
        self.has_begun.set()
        assert self.may_end.wait(20)
        return self._write(*arguments)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    made = Held(send)
    monkeypatch.setattr(sending_session, "send", made)
    return made


def cancel_half_way(dialog: SendDialog, held: Held) -> None:
    dialog.foot.write_button.click()
    assert held.has_begun.wait(20)
    dialog.reject()
    held.may_end.set()


def test_a_copy_that_is_cancelled_is_taken_away(dialog: SendDialog, held: Held, qtbot: QtBot):
    cancel_half_way(dialog, held)
    assert dialog.is_writing
    qtbot.waitUntil(lambda: bool(dialog.foot.error.text()), timeout=20_000)
    assert dialog.foot.error.text() == "Stopped; nothing was written."
    assert not dialog.foot.target.exists()


def test_an_earlier_copy_that_was_replaced_stays_replaced(
    dialog: SendDialog, shell: Shell, harbour: Harbour, held: Held, data_folder: Path, qtbot: QtBot
):
    store = ProjectStore.open(harbour.session.path, data_dir=data_folder)
    earlier = send(store, dialog.foot.target, SendingWish())
    store.close()
    harbour.place(3)
    cancel_half_way(dialog, held)
    qtbot.waitUntil(lambda: bool(shell.said), timeout=20_000)
    assert earlier.path.exists()
    assert not dialog.is_writing


def test_the_folder_is_shown_in_the_desktops_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shown: list[str] = []
    monkeypatch.setattr(send_dialog.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    send_dialog.show_folder(tmp_path)
    assert shown == [str(tmp_path)]


@pytest.mark.parametrize(("size", "words"), [(499_600, "500 KB"), (4_540_000, "4.5 MB"), (1_234_500_000, "1,234.5 MB")])
def test_sizes_are_said_as_mail_programs_say_them(size: int, words: str):
    assert size_words(size) == words
