"""The ways from findings to where they can be mended."""

from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.findings import Finding
from annotator.ui.commands import Command
from annotator.ui.exporting.export_dialog import ExportDialog
from tests.ui.harbour import Harbour, Shell


def test_a_finding_leads_to_its_chapter(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    uid = harbour.chapter_uids[0]
    with qtbot.waitSignal(harbour.session.selection.chapter_requested) as signal:
        dialog.checks.place_wanted.emit(Finding("thin_chapter", "chapter", uid, uid))
    assert signal.args == [uid, ""]


def test_a_finding_about_prose_leads_to_its_passage(dialog: ExportDialog, harbour: Harbour, qtbot: QtBot):
    uid = harbour.chapter_uids[0]
    with qtbot.waitSignal(harbour.session.selection.chapter_requested) as signal:
        dialog.checks.place_wanted.emit(Finding("uncited_prose", "prose", "passage", uid))
    assert signal.args == [uid, "passage"]


def test_a_finding_leads_to_its_statement_and_its_source(
    dialog: ExportDialog, shell: Shell, harbour: Harbour, qtbot: QtBot
):
    selection = harbour.session.selection
    with qtbot.waitSignal(selection.show_requested):
        dialog.checks.place_wanted.emit(Finding("changed_quote", "statement", harbour.statement_uids[0]))
    assert selection.statement_uid == harbour.statement_uids[0]
    with qtbot.waitSignal(selection.open_requested):
        dialog.checks.place_wanted.emit(Finding("undated_source", "source", harbour.source_uids[1]))
    assert shell.shown == ["read", "read"]


def test_the_workspace_is_shown_before_its_chapter_is_asked_for(dialog: ExportDialog, shell: Shell, harbour: Harbour):
    asked: list[list[str]] = []
    harbour.session.selection.chapter_requested.connect(lambda *_: asked.append(list(shell.shown)))
    dialog.checks.place_wanted.emit(Finding("uncited_prose", "prose", "p", harbour.chapter_uids[0]))
    assert asked == [["arrange"]]


def test_a_finding_about_what_is_gone_is_said(dialog: ExportDialog, shell: Shell):
    dialog.checks.place_wanted.emit(Finding("undated_source", "source", "nothing"))
    assert len(shell.errors) == 1


def test_a_source_is_shown_with_its_details(dialog: ExportDialog, shell: Shell, harbour: Harbour):
    ran: list[str] = []
    selection = harbour.session.selection
    shell.commands.add(Command("edit.source-details", "Details", lambda: ran.append(selection.source_uid)))
    dialog.checks.place_wanted.emit(Finding("ungraded_source", "source", harbour.source_uids[1]))
    assert ran == [harbour.source_uids[1]]


def test_a_link_leads_to_the_statement_it_starts_from(dialog: ExportDialog, shell: Shell, harbour: Harbour):
    first, second = harbour.statement_uids[:2]
    drafts = edits.link_statements(harbour.session.reader, "contradicts", first, second)
    harbour.session.perform(drafts, "Link")
    link = harbour.session.reader.links()[0]
    dialog.checks.place_wanted.emit(Finding("conflict", "link", link.uid, is_grave=True))
    assert harbour.session.selection.statement_uid == link.from_uid
    assert shell.shown == ["read"]
