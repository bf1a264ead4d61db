from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.loose_blocks import LooseBlock, put_together
from annotator.core.records import Article, Inferred
from annotator.core.vocabulary import BlockKind
from annotator.session.text_session import PlaceOfWords, correct_words_now
from annotator.ui.read.read_workspace import ReadWorkspace
from annotator.ui.read.text_correction_editor import TextCorrectionEditor
from tests.ui.harbour import HARBOUR, Harbour, Shell

Select = Callable[[str], None]
LATE, FOG, NIGHT, BERTH = HARBOUR


def blocks(read: ReadWorkspace) -> list[tuple[str, int, str]]:
    content = read.panes.active.view.content
    assert content is not None
    return [(str(each.kind), each.level, each.fold) for each in content.blocks]


def text(read: ReadWorkspace) -> str:
    content = read.panes.active.view.content
    assert content is not None
    return content.text


def edit(read: ReadWorkspace) -> TextCorrectionEditor:
    assert read.shell.commands.run("edit.correct-paragraph")
    assert read.text_correction.editor is not None
    return read.text_correction.editor


def enter(editor: TextCorrectionEditor, read: ReadWorkspace, qtbot: QtBot) -> None:
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: read.text_correction.editor is None)


PLAIN = ("paragraph", 0, "")


def test_a_selected_paragraph_becomes_a_heading_where_it_is_read(read: ReadWorkspace, select: Select) -> None:
    select("spoke of fog")
    assert read.shell.commands.run("edit.kind-heading-2")
    assert blocks(read)[2] == ("heading", 2, "")
    assert read.panes.active.view.selected_span() is not None


def test_several_paragraphs_are_corrected_at_once_and_undone_at_once(
    read: ReadWorkspace, select: Select, harbour: Harbour
) -> None:
    select(f"{FOG}\n{NIGHT}")
    assert read.shell.commands.run("edit.kind-quotation")
    assert [kind for kind, _, _ in blocks(read)] == ["title", "paragraph", "quote", "quote", "paragraph"]
    harbour.session.undo()
    assert blocks(read)[1:] == [PLAIN] * 4


def test_the_kind_that_a_paragraph_has_is_ticked(read: ReadWorkspace, select: Select) -> None:
    select(FOG)
    read.shell.commands.refresh()
    actions = {name: read.shell.commands.action(f"edit.kind-{name}") for name in ("paragraph", "heading-1")}
    assert {name: action.isChecked() for name, action in actions.items()} == {"paragraph": True, "heading-1": False}


def test_a_part_is_folded_for_good_and_taken_back(read: ReadWorkspace, select: Select, harbour: Harbour) -> None:
    select(NIGHT)
    assert read.shell.commands.run("edit.fold-site-notice")
    assert blocks(read)[3] == ("paragraph", 0, "notice of the site")
    assert read.panes.active.view.selected_span() is None
    assert read.shell.commands.run("view.folded")
    select(NIGHT)
    assert read.shell.commands.run("edit.into-article")
    assert blocks(read)[3] == PLAIN


def test_the_numbers_in_the_table_follow(read: ReadWorkspace, select: Select, harbour: Harbour) -> None:
    select(LATE)
    read.shell.commands.run("edit.kind-heading-1")
    assert harbour.session.reader.statement(harbour.statement_uids[2]).locator == 2


def test_a_paragraph_is_corrected_in_its_place(read: ReadWorkspace, select: Select, qtbot: QtBot, shell: Shell) -> None:
    select("spoke of fog")
    editor = edit(read)
    assert editor.field.raw_words == FOG
    editor.field.setPlainText("The harbour master spoke of rain.")
    enter(editor, read, qtbot)
    assert text(read).split("\n")[2] == "The harbour master spoke of rain."
    assert shell.toasts == ["The text is corrected; 1 statement to check."]


def test_escape_leaves_everything_as_it_was(read: ReadWorkspace, select: Select, qtbot: QtBot) -> None:
    before = text(read)
    select(FOG)
    editor = edit(read)
    editor.field.setPlainText("Something else.")
    qtbot.keyClick(editor.field, Qt.Key.Key_Escape)
    assert read.text_correction.editor is None
    assert text(read) == before


def test_words_that_were_not_touched_are_no_correction(
    read: ReadWorkspace, select: Select, qtbot: QtBot, harbour: Harbour
) -> None:
    select(FOG)
    label = harbour.session.undo_label
    enter(edit(read), read, qtbot)
    assert harbour.session.undo_label == label


def test_shift_and_enter_split_a_paragraph(read: ReadWorkspace, select: Select, qtbot: QtBot) -> None:
    select(FOG)
    editor = edit(read)
    cursor = editor.field.textCursor()
    cursor.setPosition(FOG.index(", as the rules"))
    editor.field.setTextCursor(cursor)
    qtbot.keyClick(editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    enter(editor, read, qtbot)
    assert text(read).split("\n")[2:4] == [
        "The harbour master spoke of fog on the outer bank",
        ", as the rules of the port allow.",
    ]


def test_a_paragraph_is_joined_with_the_next(read: ReadWorkspace, select: Select, qtbot: QtBot) -> None:
    select(FOG)
    editor = edit(read)
    editor.join_button.click()
    enter(editor, read, qtbot)
    assert text(read).split("\n")[2:] == [f"{FOG} {NIGHT}", BERTH]


def test_behind_the_last_paragraph_there_is_none_to_join(read: ReadWorkspace, select: Select) -> None:
    select(BERTH)
    assert not edit(read).join_button.isEnabled()


def test_words_that_cannot_stand_stay_in_the_editor_with_the_reason(
    read: ReadWorkspace, select: Select, qtbot: QtBot
) -> None:
    select(FOG)
    editor = edit(read)
    editor.field.setPlainText(" ")
    qtbot.keyClick(editor.field, Qt.Key.Key_Return)
    qtbot.waitUntil(editor.isEnabled)
    assert "fold it instead" in editor.field.accessibleDescription()


def test_what_is_being_corrected_is_kept_when_the_pane_shows_something_else(
    read: ReadWorkspace, select: Select, qtbot: QtBot, harbour: Harbour
) -> None:
    select(FOG)
    edit(read).field.setPlainText("The harbour master spoke of rain.")
    read.panes.active.show_source(None)
    reader = harbour.session.reader
    qtbot.waitUntil(lambda: "rain" in reader.text(reader.source(harbour.source_uids[0]).revision_uid))


def test_who_corrected_the_text_stands_in_the_details(read: ReadWorkspace, select: Select, qtbot: QtBot) -> None:
    select(FOG)
    editor = edit(read)
    editor.field.setPlainText("The harbour master spoke of rain.")
    enter(editor, read, qtbot)
    assert read.shell.commands.run("edit.source-details")
    assert read.details._corrector.text().startswith("Text corrected by Mara Okafor, today")


def test_letters_that_are_commands_of_the_pane_are_letters_in_the_editor(
    read: ReadWorkspace, select: Select, qtbot: QtBot, harbour: Harbour
) -> None:
    select(FOG)
    editor, label = edit(read), harbour.session.undo_label
    qtbot.keyClicks(editor.field, "TH 1r")
    qtbot.keyClick(editor.field, Qt.Key.Key_Backspace)
    assert editor.field.raw_words == f"TH 1{FOG}"
    assert harbour.session.undo_label == label


def test_the_key_that_opens_the_editor_does_not_throw_away_what_is_in_it(read: ReadWorkspace, select: Select) -> None:
    select(FOG)
    editor = edit(read)
    editor.field.setPlainText("Half a sentence")
    read.text_correction.open_editor()
    assert read.text_correction.editor is editor


def test_what_is_being_corrected_is_kept_when_the_window_closes(
    read: ReadWorkspace, select: Select, harbour: Harbour
) -> None:
    select(FOG)
    edit(read).field.setPlainText("The harbour master spoke of rain.")
    read.close()
    reader = harbour.session.reader
    assert "rain" in reader.text(reader.source(harbour.source_uids[0]).revision_uid)


def test_what_cannot_be_kept_any_more_is_put_on_the_clipboard(
    read: ReadWorkspace, select: Select, qtbot: QtBot, harbour: Harbour, shell: Shell
) -> None:
    select(FOG)
    edit(read).field.setPlainText("The harbour master spoke of rain.")
    session = harbour.session
    revision_uid = session.reader.source(harbour.source_uids[0]).revision_uid
    place = PlaceOfWords(harbour.source_uids[0], revision_uid, text(read).index(NIGHT))
    correct_words_now(session, place, ["It was a clear night."])
    qtbot.waitUntil(lambda: bool(shell.said))
    assert shell.said[0][0].endswith("What you wrote is on the clipboard.")
    assert QGuiApplication.clipboard().text() == "The harbour master spoke of rain."


ADDRESS = "https://kell.example/log?sailing=7&day=2"


@pytest.fixture
def odd(read: ReadWorkspace, harbour: Harbour) -> ReadWorkspace:
    """Show a source with a link, unseen characters and a no-break space."""
    linked = "They publish a log of it."
    loose = [
        LooseBlock(BlockKind.PARAGRAPH, linked, attributes={"links": [[13, 18, ADDRESS]]}),
        LooseBlock(BlockKind.PARAGRAPH, "It was\u00a0un\u200bavoidable,\u2028they said."),
        LooseBlock(BlockKind.PARAGRAPH, "Open this.", attributes={"links": [[0, 4, "file:///etc/passwd"]]}),
    ]
    words, made = put_together(loose)
    new = edits.add_source(
        harbour.session.project_uid, Article("odd.html", b"odd", words, made, {"title": Inferred("Odd", "line 1")})
    )
    harbour.session.perform(new.drafts, "Import", blobs=new.blobs)
    read.feed.open(new.source_uid)
    return read


def test_the_address_of_a_link_is_shown_copied_and_opened_on_command_only(
    odd: ReadWorkspace, select: Select, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    select("publish a log")
    odd.shell.commands.refresh()
    assert odd.shell.commands.action("edit.open-address").text() == f"Open {ADDRESS.replace('&', '&&')} in the browser"
    assert odd.shell.commands.run("edit.copy-address")
    assert QGuiApplication.clipboard().text() == ADDRESS
    assert opened == []
    assert odd.shell.commands.run("edit.open-address")
    assert opened == [ADDRESS]


def test_an_address_that_is_none_of_the_web_is_not_opened(odd: ReadWorkspace, select: Select) -> None:
    select("Open this")
    assert odd.shell.commands.why_not("edit.open-address") == "This is no address of the web."


def test_every_character_comes_out_of_the_editor_as_it_went_in(odd: ReadWorkspace, select: Select) -> None:
    select("avoidable")
    assert edit(odd).field.raw_words == "It was\u00a0un\u200bavoidable,\u2028they said."


def test_unseen_characters_are_named_and_can_be_taken_out(odd: ReadWorkspace, select: Select, qtbot: QtBot) -> None:
    select("avoidable")
    editor = edit(odd)
    assert "ZWSP" in editor.field.accessibleDescription()
    editor.clean_button.click()
    assert editor.clean_button.isHidden()
    enter(editor, odd, qtbot)
    assert text(odd).split("\n")[1] == "It was\u00a0unavoidable,\u2028they said."


def test_what_is_folded_is_meant_by_the_menu_that_opens_over_it(read: ReadWorkspace, select: Select) -> None:
    select(NIGHT)
    read.shell.commands.run("edit.fold-category")
    view = read.panes.active.view
    box = view.span_rect(text(read).index(NIGHT), text(read).index(NIGHT) + 1).center().toPoint()
    view._point_at(box)
    assert [block.fold for block in view.meant_blocks] == ["category"]
    assert read.shell.commands.run("edit.into-article")
    assert blocks(read)[3] == PLAIN
