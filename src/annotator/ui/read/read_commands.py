"""The commands of the Read workspace."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from annotator.ui.commands import Command, MenuName
from annotator.ui.history.history_commands import history_command
from annotator.ui.read.text_correction_commands import correction_commands
from annotator.ui.reader.steps import Step

if TYPE_CHECKING:
    from annotator.ui.read.read_workspace import ReadWorkspace

ZOOM_STEP = 1.1


def commands_of(read: "ReadWorkspace") -> list[Command]:
    """Give everything that can be done while reading, in the order of the menus."""
    return [
        *_statement(read),
        *_favourites(read),
        *_selection(read),
        *_suggestions(read),
        *_source(read),
        *correction_commands(read.text_correction, read.panes),
        *_history(read),
        *_go(read),
        *_view(read),
    ]


def _statement(read: "ReadWorkspace") -> list[Command]:
    tagger, panes, correcting = read.tagger, read.panes, read.correcting
    menu = MenuName.STATEMENT

    def why_not_anything() -> str:
        return "" if tagger.target is not None else _tr("Select words in a source, or a statement.")

    def why_not_words() -> str:
        return "" if panes.active.view.selected_span() is not None else _tr("Select words in a source first.")

    def why_not_statement() -> str:
        return "" if read.session.selection.statement_uid else _tr("Select a statement first.")

    def command(
        name: str, words: str, run: Callable[[], object], keys: tuple[str, ...], icon: str, group: int,
        why_not: Callable[[], str], tip: str = "",
    ) -> Command:  # fmt: skip
        return Command(f"statement.{name}", words, run, keys, icon, menu, group, why_not, tip, scope=panes)

    return [
        command("tag", _tr("&Tag, place or attribute…"), lambda: read.open_palette(), ("T",), "tag-plus-outline", 0,
                why_not_anything, _tr("Choose tags, chapters and an actor by typing")),
        command("highlight", _tr("&Highlight without a tag"), tagger.highlight, ("H",), "marker", 0, why_not_words),
        command("edit", _tr("&Edit in the card"), read.edit_in_card, ("Return", "Enter"), "pencil-outline", 0,
                why_not_statement),
        command("link", _tr("Lin&k to another…"), read.open_links, ("L",), "link-variant", 0, why_not_anything,
                _tr("Say what the statement supports, contradicts, repeats or responds to")),
        command("other-side", _tr("Other side of its li&nk"), read.linking.step, ("J",), "swap-horizontal", 0,
                read.linking.why_not_step, _tr("Show what the statement is linked to, beside it")),
        command("show-links", _tr("Show what it is linked to"), read.show_links, ("Shift+J",), "graph-outline", 0,
                why_not_statement, _tr("Show the statement with what it is linked to, as a picture")),
        command("who-else", _tr("&Who else says this?"), read.ask_who_else, ("W",), "approximately-equal", 0,
                read.who_else.why_not, _tr("Go to what other sources say of the same")),
        command("each-says", _tr("Show what each so&urce says about this"), read.across.show, ("Shift+W",),
                "view-split-vertical", 0, read.across.why_not,
                _tr("Bring every pane to what its source says of the same")),
        command("longer", _tr("&Lengthen by a word"), lambda: tagger.move_end(is_longer=True), ("Alt+Shift+Right",), "",
                1, why_not_statement),
        command("shorter", _tr("&Shorten by a word"), lambda: tagger.move_end(is_longer=False), ("Alt+Shift+Left",),
                "", 1, why_not_statement),
        command("copy", _tr("&Copy the words"), read.copy_words, ("Ctrl+C",), "content-copy", 2, why_not_anything),
        command("settle", _tr("It is &right where it stands"), correcting.settle, ("Y",), "map-marker-outline", 3,
                correcting.why_not_settle, _tr("Confirm where a statement stands since its source was corrected")),
        command("highlight-anew", _tr("Highlight it a&new"), correcting.highlight_anew, ("Shift+H",), "marker", 3,
                correcting.why_not_anew, _tr("Put a statement that was not found on the selected words")),
        command("delete", _tr("&Delete"), tagger.delete, ("Delete", "Backspace"), "delete-outline", 3,
                why_not_statement, _tr("Delete the statement")),
    ]  # fmt: skip


def _favourites(read: "ReadWorkspace") -> list[Command]:
    def command(digit: int) -> Command:
        def words() -> str:
            tag = read.catalogue.favourite(digit)
            return _tr("Tag “{0}”").format(tag.name.replace("&", "&&")) if tag else _tr("Tag of key {0}").format(digit)

        def why_not() -> str:
            if read.catalogue.favourite(digit) is None:
                return _tr("Give a tag this key first: choose it in the list of tags and press {0}.").format(digit)
            return "" if read.tagger.target is not None else _tr("Select words in a source, or a statement.")

        def run() -> None:
            read.tagger.toggle_favourite(digit)

        return Command(
            f"statement.favourite-{digit}", words, run, (str(digit),), "tag-outline", why_not=why_not, scope=read.panes
        )

    return [command(digit) for digit in range(1, 10)]


def _selection(read: "ReadWorkspace") -> list[Command]:
    panes = read.panes

    def command(name: str, words: str, step: Step, *keys: str) -> Command:
        def run() -> None:
            panes.active.view.select_step(step)

        return Command(
            f"statement.{name}",
            words,
            run,
            keys,
            menu=MenuName.STATEMENT,
            group=4,
            scope=panes,
            why_not=_needs_pane(read),
        )

    return [
        command("next-sentence", _tr("Select the &next sentence"), Step.NEXT_SENTENCE, "Ctrl+Right", "Ctrl+Down"),
        command(
            "previous-sentence", _tr("Select the &previous sentence"), Step.PREVIOUS_SENTENCE, "Ctrl+Left", "Ctrl+Up"
        ),
        command("word-more", _tr("Select a word more"), Step.LONGER_BY_WORD, "Shift+Right"),
        command("word-less", _tr("Select a word less"), Step.SHORTER_BY_WORD, "Shift+Left"),
        command("sentence-more", _tr("Select a sentence more"), Step.LONGER_BY_SENTENCE, "Shift+Down"),
        command("sentence-less", _tr("Select a sentence less"), Step.SHORTER_BY_SENTENCE, "Shift+Up"),
    ]


def _suggestions(read: "ReadWorkspace") -> list[Command]:
    suggesting, panes, menu = read.suggesting, read.panes, MenuName.STATEMENT
    return [
        Command("statement.take-suggestion", _tr("Take the su&ggestion"), read.take_suggestion, ("Q",),
                "format-quote-open", menu, 5, suggesting.why_not_current,
                _tr("Make the suggested words a statement, with the speaker and the dates found"), scope=panes),
        Command("statement.dismiss-suggestion", _tr("D&ismiss the suggestion"), suggesting.dismiss, ("D",), "close",
                menu, 5, suggesting.why_not_current, _tr("Suggest these words to you no more"), scope=panes),
        Command("go.next-suggestion", _tr("Next su&ggestion"), lambda: suggesting.step(1), ("S",), "", MenuName.GO, 1,
                suggesting.why_not_step, scope=panes),
        Command("go.previous-suggestion", _tr("Previous sugg&estion"), lambda: suggesting.step(-1), ("Shift+S",), "",
                MenuName.GO, 1, suggesting.why_not_step, scope=panes),
        Command("statement.bring-back-suggestions", _tr("&Offer dismissed suggestions again"), suggesting.bring_back,
                (), "", menu, 5, suggesting.why_not_bring_back),
        Command("statement.bring-back-passages", _tr("Show again what was n&ot alike"), read.who_else.bring_back, (),
                "", menu, 5, read.who_else.why_not_bring_back),
        Command("view.suggestions", _tr("&Suggestions in the text"), suggesting.toggle, ("F8",), "", MenuName.VIEW, 3,
                tip=_tr("Underline quotations that may become statements"),
                is_on=lambda: suggesting.session.is_shown),
    ]  # fmt: skip


def _source(read: "ReadWorkspace") -> list[Command]:
    def is_read() -> bool:
        source = read.sources.model.source_of(read.panes.active.source_uid)
        return source is not None and source.is_read

    def details() -> None:
        read.show_details(read.panes.active.source_uid)

    def correct() -> None:
        read.correcting.choose(read.panes.active.source_uid)

    needs = _needs_pane(read)
    edit = MenuName.EDIT
    return [
        Command("edit.mark-read", _tr("Mark source as &read"), read.mark_read, ("R",), "text-box-check-outline", edit,
                5, needs, is_on=is_read, scope=read.panes),
        Command("edit.source-details", _tr("&Details of the source"), details, ("Ctrl+D",), "information-outline", edit,
                5, needs),
        Command("edit.correct-source", _tr("Replace by a &corrected article…"), correct, (), "file-replace-outline",
                edit, 5, needs, _tr("Give the source a corrected text; its statements follow")),
    ]  # fmt: skip


def _history(read: "ReadWorkspace") -> list[Command]:
    def target() -> str:
        """Give what is current in the list that has the keyboard, else the statement, else the source."""
        for panel in (read.sources, read.outline, read.tags):
            if panel.view.hasFocus() and panel.current is not None:
                return panel.current.uid
        return read.session.selection.statement_uid or read.panes.active.source_uid

    return [history_command("edit.history", read.shell, target)]


def _go(read: "ReadWorkspace") -> list[Command]:
    panes, menu = read.panes, MenuName.GO

    def to(name: str, words: str, key: str, widget: Callable[[], QWidget], part: QWidget) -> Command:
        def run() -> None:
            part.setVisible(True)
            widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

        return Command(f"go.{name}", words, run, (key,), menu=menu, group=3)

    def why_not_other() -> str:
        return "" if len(panes.panes) > 1 else _tr("Only one pane is open. Ctrl+click a source to open another.")

    needs = _needs_pane(read)
    layout = read.layout
    return [
        Command("go.next-statement", _tr("Next &statement"), lambda: read.step_statement(1), ("Alt+Down",), "", menu, 1,
                needs, scope=panes),
        Command("go.previous-statement", _tr("Previous s&tatement"), lambda: read.step_statement(-1), ("Alt+Up",), "",
                menu, 1, needs, scope=panes),
        Command("go.next-to-check", _tr("Next statement to chec&k"), read.correcting.show_next, ("Alt+Shift+Down",),
                "map-marker-outline", menu, 1, read.correcting.why_not_next),
        Command("go.next-pane", _tr("Next &pane"), panes.activate_next, ("F6",), "", menu, 2, why_not_other),
        Command("go.previous-pane", _tr("Pre&vious pane"), lambda: panes.activate_next(-1), ("Shift+F6",), "", menu, 2,
                why_not_other),
        Command("go.close-pane", _tr("&Close pane"), lambda: panes.close_pane(panes.active), ("Ctrl+F4",), "close",
                menu, 2, needs),
        to("sources", _tr("S&ources"), "Alt+1", lambda: read.sources.filter, layout.left),
        to("outline", _tr("Out&line"), "Alt+2", lambda: read.outline.view, layout.left),
        to("tags", _tr("Ta&gs"), "Alt+3", lambda: read.tags.view, layout.left),
        to("text", _tr("Te&xt"), "Alt+4", lambda: panes.active.view, panes),
        to("statements", _tr("Table of state&ments"), "Alt+5", lambda: read.statements.table, layout.bottom),
        Command("go.card", _tr("C&ard"), read.edit_in_card, ("Alt+6",), "", menu, 3,
                lambda: "" if read.session.selection.statement_uid else _tr("Select a statement first.")),
        Command("go.who-else", _tr("Who else says t&his"), read.ask_who_else, ("Alt+7",), "", menu, 3,
                read.who_else.why_not),
    ]  # fmt: skip


def _view(read: "ReadWorkspace") -> list[Command]:
    menu = MenuName.VIEW

    def part(name: str, words: str, key: str, widget: QWidget) -> Command:
        def toggle() -> None:
            widget.setVisible(widget.isHidden())

        return Command(f"view.{name}", words, toggle, (key,), menu=menu, group=2, is_on=lambda: not widget.isHidden())

    return [
        Command("view.larger", _tr("&Larger type"), lambda: read.zoom(ZOOM_STEP), ("Ctrl++", "Ctrl+="), "", menu, 1),
        Command("view.smaller", _tr("&Smaller type"), lambda: read.zoom(1 / ZOOM_STEP), ("Ctrl+-",), "", menu, 1),
        Command("view.usual-size", _tr("&Usual size"), lambda: read.zoom(0), ("Ctrl+0",), "", menu, 1),
        part("panels", _tr("Sources, &outline and tags"), "F9", read.layout.left),
        part("card", _tr("&Card"), "Shift+F9", read.layout.right),
        part("table", _tr("&Table of statements"), "Ctrl+F9", read.layout.bottom),
        part("who-else", _tr("&Who else says this"), "Ctrl+Shift+F9", read.layout.who_else),
    ]


def _needs_pane(read: "ReadWorkspace") -> Callable[[], str]:
    return lambda: "" if read.panes.active.source_uid else _tr("Open a source first.")


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReadWorkspace", words)
