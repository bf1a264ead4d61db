from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core import edits
from annotator.core.dates import parse_date
from annotator.core.records import Inferred, StatementFilter
from annotator.ui.read.read_workspace import ReadWorkspace
from tests.builders import article
from tests.ui.harbour import Harbour, Shell

PARAGRAPHS = (
    "“The pier is gone,” said Anna Bakke on Monday, while the ferry lay at the quay with all its lights on.",
    "Tom Lund called it “beyond repair” and left.",
    "A “silent” pier is what the town calls it now.",
)
Press = Callable[..., None]


@pytest.fixture
def quoted(read: ReadWorkspace, harbour: Harbour, qtbot: QtBot) -> str:
    """Open a source with two suggestions in the active pane; give its uid."""
    made = article(PARAGRAPHS, "The pier", "pier.txt")
    metadata = dict(made.metadata) | {"published": Inferred(parse_date("30 April 2025"), "line 2")}
    made = type(made)(made.file_name, made.original, made.text, made.blocks, metadata)
    new = edits.add_source(harbour.session.project_uid, made)
    harbour.session.perform(new.drafts, "Import", blobs=new.blobs)
    read.feed.open(new.source_uid)
    qtbot.waitUntil(lambda: len(read.panes.active.view.offers()) == 2)
    read.panes.active.view.setFocus()
    return new.source_uid


def offered(read: ReadWorkspace) -> list[str]:
    view = read.panes.active.view
    assert view.content is not None
    return [view.content.text[each.start : each.end] for each in view.offers()]


def selected(read: ReadWorkspace) -> str:
    view = read.panes.active.view
    span = view.selected_span()
    assert view.content is not None
    return view.content.text[slice(*span)] if span else ""


def count(harbour: Harbour) -> int:
    return len(harbour.session.reader.statement_uids(StatementFilter()))


def test_quotations_are_offered_and_terms_are_not(read: ReadWorkspace, quoted: str):
    assert offered(read) == ["The pier is gone", "beyond repair"]


def test_s_goes_to_the_next_suggestion_and_shift_s_back(read: ReadWorkspace, quoted: str, press: Press):
    view = read.panes.active.view
    press(view, Qt.Key.Key_S)
    press(view, Qt.Key.Key_S)
    assert selected(read) == "beyond repair"
    press(view, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    assert selected(read) == "The pier is gone"


def test_behind_the_last_one_it_says_that_there_is_none(read: ReadWorkspace, quoted: str, shell: Shell, press: Press):
    view = read.panes.active.view
    for _ in range(3):
        press(view, Qt.Key.Key_S)
    assert shell.toasts == ["There is no suggestion further on."]
    assert selected(read) == "beyond repair"


def test_the_status_says_who_speaks_when_and_why(read: ReadWorkspace, quoted: str, press: Press, qtbot: QtBot):
    with qtbot.waitSignal(read.status_text) as told:
        press(read.panes.active.view, Qt.Key.Key_S)
    assert told.args == [
        "Suggestion, Q takes it, D dismisses it. Speaker: Anna Bakke; Said: 28 Apr 2025 (“on Monday”: the last one "
        "before 30 April 2025, the date of publication)"
    ]


def test_q_makes_a_statement_with_all_that_was_found_and_opens_the_palette(
    read: ReadWorkspace, quoted: str, harbour: Harbour, shell: Shell, press: Press
):
    press(read.panes.active.view, Qt.Key.Key_S)
    press(read.panes.active.view, Qt.Key.Key_Q)
    made = harbour.session.reader.statement(harbour.session.selection.statement_uid)
    actor = harbour.session.reader.actor(made.actor_uid or "")
    assert (made.anchor.quote, made.kind, actor.name) == ("The pier is gone", "direct", "Anna Bakke")
    assert made.said_date == parse_date("28 April 2025")
    assert read.palette.isVisible()
    assert shell.toasts == ["New actor: Anna Bakke"]


def test_the_card_says_how_a_date_that_was_taken_was_found(read: ReadWorkspace, quoted: str, press: Press):
    press(read.panes.active.view, Qt.Key.Key_S)
    press(read.panes.active.view, Qt.Key.Key_Q)
    assert read.card.said.text() == "28 Apr 2025"
    assert "the last one before 30 April 2025" in read.card.said.toolTip()


def test_one_step_of_undo_takes_all_of_it_back(read: ReadWorkspace, quoted: str, harbour: Harbour, press: Press):
    before = count(harbour)
    press(read.panes.active.view, Qt.Key.Key_S)
    press(read.panes.active.view, Qt.Key.Key_Q)
    assert count(harbour) == before + 1
    harbour.session.undo()
    assert count(harbour) == before
    assert harbour.session.reader.actors() == []
    assert offered(read) == ["The pier is gone", "beyond repair"]


def test_an_actor_of_that_name_is_used_whatever_its_capitals(
    read: ReadWorkspace, quoted: str, harbour: Harbour, press: Press
):
    harbour.session.perform(edits.add_actor("anna bakke"), "Add actor")
    press(read.panes.active.view, Qt.Key.Key_S)
    press(read.panes.active.view, Qt.Key.Key_Q)
    assert [each.name for each in harbour.session.reader.actors()] == ["anna bakke"]


def test_what_became_a_statement_is_offered_no_more(read: ReadWorkspace, quoted: str, press: Press):
    press(read.panes.active.view, Qt.Key.Key_S)
    press(read.panes.active.view, Qt.Key.Key_Q)
    assert offered(read) == ["beyond repair"]


def test_a_sentence_that_was_clicked_means_the_suggestion_in_it(read: ReadWorkspace, quoted: str):
    view = read.panes.active.view
    assert view.content is not None
    start = view.content.text.index("Tom Lund")
    view.select_span(start, start + len(PARAGRAPHS[1]))
    assert read.suggesting.current is not None
    assert read.suggesting.current.speaker == "Tom Lund"


def test_words_beside_every_suggestion_mean_none(read: ReadWorkspace, quoted: str):
    view = read.panes.active.view
    assert view.content is not None
    start = view.content.text.index("and left")
    view.select_span(start, start + 8)
    assert read.suggesting.current is None
    assert read.suggesting.why_not_current() == "Go to a suggestion first: S selects the next."


def test_d_dismisses_it_and_goes_on_and_it_can_come_back(
    read: ReadWorkspace, quoted: str, harbour: Harbour, shell: Shell, press: Press
):
    before = harbour.session.undo_label
    press(read.panes.active.view, Qt.Key.Key_S)
    press(read.panes.active.view, Qt.Key.Key_D)
    assert offered(read) == ["beyond repair"]
    assert selected(read) == "beyond repair"
    assert harbour.session.undo_label == before
    assert shell.commands.run("statement.bring-back-suggestions")
    assert len(offered(read)) == 2


def test_they_can_be_hidden_and_shown_again(read: ReadWorkspace, quoted: str, shell: Shell):
    assert shell.commands.run("view.suggestions")
    assert offered(read) == []
    assert read.suggesting.why_not_step() == "Suggestions are hidden; show them from the View menu."
    assert shell.commands.run("view.suggestions")
    assert len(offered(read)) == 2


def test_they_survive_another_size_of_type(read: ReadWorkspace, quoted: str):
    read.zoom(1.5)
    assert len(offered(read)) == 2


def test_the_menu_of_a_suggestion_offers_to_take_it(read: ReadWorkspace, quoted: str, press: Press):
    assert "statement.take-suggestion" not in [each.objectName() for each in read._menu().actions()]
    press(read.panes.active.view, Qt.Key.Key_S)
    assert "statement.take-suggestion" in [each.objectName() for each in read._menu().actions()]


@pytest.fixture
def by_hand(read: ReadWorkspace, quoted: str, press: Press) -> ReadWorkspace:
    """Make a statement of the first suggestion without taking it."""
    press(read.panes.active.view, Qt.Key.Key_S)
    press(read.panes.active.view, Qt.Key.Key_H)
    return read


def test_the_card_of_a_statement_made_by_hand_offers_what_was_found(by_hand: ReadWorkspace):
    card = by_hand.card
    assert card.actor.placeholderText() == "Anna Bakke? Enter takes it"
    assert card.said.placeholderText() == "28 Apr 2025? Enter takes it"
    assert "the date of publication" in card.said.toolTip()
    assert card.event_field.placeholderText() == "like 28 Apr 2025"


def test_nothing_offered_is_taken_by_leaving_a_field(by_hand: ReadWorkspace, press: Press):
    by_hand.card.actor.setFocus()
    press(by_hand.card.actor, Qt.Key.Key_Tab)
    by_hand.card.flush()
    assert by_hand.card.statement is not None
    assert by_hand.card.statement.actor_uid is None


def test_enter_takes_what_the_field_offers(by_hand: ReadWorkspace, harbour: Harbour, press: Press):
    for field in (by_hand.card.actor, by_hand.card.said):
        field.setFocus()
        press(field, Qt.Key.Key_Return)
    made = harbour.session.reader.statement(harbour.session.selection.statement_uid)
    assert harbour.session.reader.actor(made.actor_uid or "").name == "Anna Bakke"
    assert made.said_date == parse_date("28 April 2025")
    assert by_hand.card.actor.placeholderText() == "Who said it"


def test_what_the_author_says_himself_has_no_speaker_to_offer(by_hand: ReadWorkspace, harbour: Harbour):
    uid = harbour.session.selection.statement_uid
    harbour.session.perform(edits.set_statement_field(uid, "kind", "assertion"), "Set kind")
    assert by_hand.card.actor.placeholderText() == "Who said it"


def test_the_date_in_what_the_author_says_is_offered_as_that_of_the_event(
    by_hand: ReadWorkspace, harbour: Harbour, press: Press
):
    uid = harbour.session.selection.statement_uid
    harbour.session.perform(edits.set_statement_field(uid, "kind", "assertion"), "Set kind")
    assert by_hand.card.said.placeholderText() == "like 28 Apr 2025"
    assert by_hand.card.event_field.placeholderText() == "28 Apr 2025? Enter takes it"
