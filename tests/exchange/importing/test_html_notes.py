"""Footnotes of pages: marks become references, notes become footnotes, and what leads back is dropped."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.html_walker import walk_tree
from annotator.exchange.importing.items import Item
from tests.exchange.importing.pages import items, tree

NOTE = BlockKind.FOOTNOTE


def notes(found: list[Item]) -> list[tuple[str, str]]:
    return [(item.attributes["label"], item.text) for item in found if item.kind is NOTE]


def marks(found: list[Item]) -> list[tuple[str, str]]:
    """Give for each mark the words before it and its label."""
    return [(item.text[:offset], label) for item in found for offset, label in item.attributes.get("references", ())]


def test_a_mark_and_its_note_know_each_other():
    found = items(
        '<p>The ferry<sup><a href="#n1" id="r1">1</a></sup> left.</p>'
        '<ol><li id="n1">At nine. <a href="#r1">↩</a></li></ol>'
    )
    assert found[0].text == "The ferry left."
    assert marks(found) == [("The ferry", "1")]
    assert notes(found) == [("1", "At nine.")]


def test_brackets_around_a_mark_go_with_it():
    found = items(
        '<p>left.<sup>[<a href="#n1" id="r1">1</a>]</sup></p><div id="n1">[1] At nine. <a href="#r1">^</a></div>'
    )
    assert (found[0].text, notes(found)) == ("left.", [("1", "At nine.")])


def test_several_marks_in_one_place_leave_no_commas():
    found = items(
        '<p>left<sup><a href="#n1" id="r1">1</a>, <a href="#n2" id="r2">2</a></sup>.</p>'
        '<p id="n1">One. <a href="#r1">↑</a></p><p id="n2">Two. <a href="#r2">↑</a></p>'
    )
    assert found[0].text == "left."
    assert marks(found) == [("left", "1"), ("left", "2")]


def test_a_note_that_is_referred_to_twice_has_one_label():
    found = items(
        '<p>One<sup id="r1a"><a href="#n1">[a]</a></sup> and two<sup id="r1b"><a href="#n1">[a]</a></sup>.</p>'
        '<ol class="references"><li id="n1"><span class="backlink">^ <a href="#r1a">a</a> <a href="#r1b">b</a></span>'
        " <span>The log.</span></li></ol>"
    )
    assert marks(found) == [("One", "a"), ("One and two", "a")]
    assert notes(found) == [("a", "The log.")]


def test_notes_of_a_word_processors_page_begin_at_their_anchor():
    found = items(
        '<p>The ferry left<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> early.</p>'
        '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> At nine.</p></div>'
    )
    assert marks(found) == [("The ferry left", "1")]
    assert notes(found) == [("1", "At nine.")]


def test_notes_of_a_converted_document_are_told_by_their_links():
    found = items(
        '<p>One<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p>'
        '<ol><li id="footnote-1"><p>First.</p><p>More. <a href="#footnote-ref-1">↑</a></p></li></ol>'
    )
    assert notes(found) == [("1", "First. More.")]


def test_declared_roles_are_believed_without_a_link_back():
    found = items('<p>One<a role="doc-noteref" href="#n">*</a></p><aside role="doc-footnote" id="n">Note.</aside>')
    assert (marks(found), notes(found)) == ([("One", "*")], [("*", "Note.")])


def test_a_mark_whose_note_stands_in_another_file_is_a_reference_all_the_same():
    found = items('<p>One<a epub:type="noteref" href="notes.xhtml#n7">7</a>.</p>')
    assert (found[0].text, marks(found)) == ("One.", [("One", "7")])


def test_a_declared_note_that_nothing_refers_to_is_a_note():
    found = items('<p>One.</p><aside epub:type="footnote" id="n7">Seven.</aside>')
    assert notes(found) == [("1", "Seven.")]


def test_two_notes_with_one_mark_have_two_labels():
    found = items(
        "".join(
            f'<p>Part {n}<a id="r{n}" href="#n{n}">1</a></p><p id="n{n}">N{n}. <a href="#r{n}">↩</a></p>'
            for n in (1, 2)
        )
    )
    assert notes(found) == [("1", "N1."), ("1-2", "N2.")]
    assert [label for _, label in marks(found)] == ["1", "1-2"]


def test_a_table_of_contents_is_no_list_of_marks():
    found = items('<ul><li><a id="t1" href="#s1">1</a></li></ul><h2 id="s1">The strait <a href="#t1">↑</a></h2>')
    assert notes(found) == []
    assert found[0].text == "1"


def test_a_number_that_links_to_an_ordinary_place_stays_a_number():
    found = items('<p>See figure <a href="#fig">3</a>.</p><div id="fig">The mole</div>')
    assert found[0].text == "See figure 3."


def test_a_mark_without_a_note_stays_in_the_words():
    found = items('<p>One<sup><a href="#nowhere">1</a></sup></p>')
    assert found[0].text == "One1"


def test_links_that_name_the_page_itself_lead_into_it():
    inside = (
        '<p>One<sup><a id="r1" href="https://kell.example/a#n1">1</a></sup></p>'
        '<ol><li id="n1">Note. <a href="https://kell.example/a#r1">↩</a></li></ol>'
    )
    assert notes(walk_tree(tree(inside), "https://kell.example/a").items) == [("1", "Note.")]
    assert notes(walk_tree(tree(inside), "https://kell.example/b").items) == []


def test_anchors_that_lead_to_themselves_are_words():
    found = items('<p><a id="x" href="#x">1</a> one</p><p><a id="x" href="#x">2</a> two</p>')
    assert [item.text for item in found] == ["1 one", "2 two"]


def test_old_pages_part_notes_from_text_at_their_anchors():
    found = items(
        '<p>One<a name="r1"></a><a href="#n1"><sup>1</sup></a> and.</p>'
        '<hr><a name="n1"></a><a href="#r1">1</a>. First note.<br><br>Imprint'
    )
    assert notes(found) == [("1", "First note.")]
    assert found[-1].text == "Imprint"
