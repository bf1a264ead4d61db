from annotator.core import edits
from annotator.ui.compare.compare_workspace import KEY, CompareWorkspace
from annotator.ui.rooms import furniture
from tests.ui.harbour import Harbour, Shell


def test_it_stands_between_arrange_and_review():
    specs = [(each.key, each.shortcut) for each in furniture().workspaces]
    assert specs[1:4] == [("arrange", "Ctrl+2"), (KEY, "Ctrl+3"), ("review", "Ctrl+4")]


def test_the_keyboard_begins_in_the_matrix(spoken: Harbour, compare: CompareWorkspace):
    assert compare.first_focus() is compare.matrix.view.table


def test_the_status_is_that_of_the_panel_with_the_keyboard(spoken: Harbour, compare: CompareWorkspace):
    said: list[str] = []
    compare.status_text.connect(said.append)
    compare.matrix.view.choose(compare.matrix.model.index(1, 0))
    compare.show_disagreements()
    assert said[0].startswith("Chapter 2, Harbour Post")
    assert said[-1].startswith("Contradiction, chapter 1")


def test_nothing_is_counted_while_it_is_out_of_sight(spoken: Harbour, compare: CompareWorkspace):
    compare.widget.hide()
    spoken.place(4, chapter=2)
    assert compare.matrix.model.index(2, 0).data() == "–"
    compare.widget.show()
    assert compare.matrix.model.index(2, 0).data() == "1"


def test_a_deleted_source_leaves_the_matrix_and_the_list(spoken: Harbour, compare: CompareWorkspace):
    drafts = edits.delete_source(spoken.session.reader, spoken.source_uids[1])
    spoken.session.perform(drafts, "Delete source")
    assert [column.name for column in compare.matrix.model.columns] == ["Harbour Post"]
    assert compare.disagreements.model.rowCount() == 0


def test_every_command_of_it_is_in_the_list_of_commands(spoken: Harbour, compare: CompareWorkspace, shell: Shell):
    ids = {each.id for each in shell.commands.commands()}
    assert {"compare.open", "compare.copy", "compare.csv", "compare.picture", "compare.sides", "compare.assess"} <= ids


def test_the_context_menus_offer_what_the_keys_do(spoken: Harbour, compare: CompareWorkspace):
    compare.matrix.menu.aboutToShow.emit()
    names = [action.objectName() for action in compare.matrix.menu.actions() if not action.isSeparator()]
    assert names == ["compare.open", "compare.copy", "compare.csv", "compare.picture"]


def test_the_sizes_are_remembered(spoken: Harbour, compare: CompareWorkspace, shell: Shell):
    compare.down.setSizes([300, 400])
    kept = compare.down.sizes()
    compare.shell.session.local.set("compare.down", kept)
    other = CompareWorkspace(shell)
    other.widget.resize(compare.widget.size())
    other.widget.show()
    assert other.down.sizes() == kept
    other.close()
    other.widget.hide()
