"""A tree of HTML gives every block that a reader sees, in the order of the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import html_walker
from annotator.exchange.importing.html_walker import read_tree, walk_tree
from tests.exchange.importing.pages import items, kinds, texts, tree

HEADING, PARAGRAPH, QUOTE, ROW = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.TABLE_ROW


def test_headings_have_their_level():
    assert [(item.text, item.level) for item in items("<h1>Kell</h1><h3>The strait</h3>")] == [
        ("Kell", 1),
        ("The strait", 3),
    ]


def test_an_element_can_call_itself_a_heading():
    (item,) = items('<div role="heading" aria-level="4">Tides</div>')
    assert (item.kind, item.level) == (HEADING, 4)


def test_words_that_stand_bare_between_boxes_are_paragraphs():
    assert texts("before<div>in<p>the box</p>behind</div>after") == ["before", "in", "the box", "behind", "after"]


def test_inline_elements_do_not_part_words():
    assert texts("<p>The <b>fer</b><i>ry</i> l<span>e</span>ft.</p>") == ["The ferry left."]


def test_a_drop_capital_stays_with_its_word():
    assert texts('<p><span class="dropcap">T</span>he ferry</p>') == ["The ferry"]


def test_links_that_stand_side_by_side_are_words_of_their_own():
    assert texts('<div><a href="/a">News</a><a href="/b">Sport</a></div>') == ["News Sport"]


def test_a_time_that_touches_a_name_is_a_word_of_its_own():
    assert texts("<div><span>Ann Author</span><time>5 March 2024</time></div>") == ["Ann Author 5 March 2024"]


def test_one_line_break_is_a_space_and_two_part_paragraphs():
    assert texts("<p>one<br>two<br> <br/>three</p>") == ["one two", "three"]


def test_line_breaks_with_words_between_them_part_nothing():
    assert texts("<p>one<br>two<br>three</p>") == ["one two three"]


def test_list_items_know_their_depth_and_marker():
    found = items("<ul><li>one<ol start=3><li>three<li>four</ol></li><li>two</li></ul>")
    assert [(item.text, item.level, item.attributes["marker"]) for item in found] == [
        ("one", 1, "-"),
        ("three", 2, "3."),
        ("four", 2, "4."),
        ("two", 1, "-"),
    ]
    assert {item.kind for item in found} == {BlockKind.LIST_ITEM}


def test_only_the_first_paragraph_of_a_list_item_has_the_marker():
    assert [item.attributes["marker"] for item in items("<ul><li><p>one</p><p>more</p></li></ul>")] == ["-", ""]


def test_a_list_item_can_say_its_number():
    assert [item.attributes["marker"] for item in items("<ol><li value=7>a<li>b</ol>")] == ["7.", "8."]


def test_what_stands_in_a_block_quotation_is_a_quote():
    assert kinds("<blockquote><p>one</p>two</blockquote><p>three</p>") == [
        (QUOTE, "one"),
        (QUOTE, "two"),
        (PARAGRAPH, "three"),
    ]


def test_short_quotations_get_the_marks_that_a_browser_shows():
    assert texts("<p>He said <q>never</q>.</p>") == ["He said “never”."]


def test_the_cells_of_a_row_are_joined_with_a_tab():
    head = "<tr><th>Day</th><th> Ferry </th></tr>"
    row = "<tr><!-- --><td><p>Friday</p></td> <td>Aurora <b>II</b></td></tr>"
    assert kinds(f"<table>{head}{row}</table>") == [(ROW, "Day\tFerry"), (ROW, "Friday\tAurora II")]


def test_an_empty_cell_keeps_its_place():
    assert texts("<table><tr><td>a<td><td>c</tr><tr><td>d<td>e<td>f</tr></table>") == ["a\t\tc", "d\te\tf"]


def test_links_in_a_row_stand_at_their_words():
    (row, _) = items(
        '<table><tr><td>Ferry</td><td>see <a href="https://kell.example/a">here</a></td></tr><tr><td>a<td>b</table>'
    )
    start, end, address = row.attributes["links"][0]
    assert (row.text[start:end], address) == ("here", "https://kell.example/a")


@pytest.mark.parametrize(
    "inside",
    [
        '<table role="presentation"><tr><td>one</td><td>two</td></tr></table>',
        "<table><tr><td><table><tr><td>one</td></tr></table></td><td>two</td></tr></table>",
        "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>",
        "<table><tr><td><h2>one</h2></td><td>two</td></tr></table>",
    ],
)
def test_a_table_that_only_lays_out_the_page_is_no_table(inside: str):
    assert [kind for kind, _ in kinds(inside)].count(ROW) == 0
    assert texts(inside) == ["one", "two"]


def test_a_column_of_prose_is_no_cell():
    assert kinds(f"<table><tr><td>Menu</td><td>{'The ferry left. ' * 60}</td></tr></table>")[1][0] is PARAGRAPH


def test_each_line_of_preformatted_words_is_a_paragraph_with_its_spaces():
    assert texts("<pre>\nGate  1\n  Gate <b>2</b>\n</pre>") == ["Gate  1", "Gate 2"]


def test_terms_and_their_descriptions_are_paragraphs():
    assert texts("<dl><dt>mole</dt><dd>A wall in the sea.</dd></dl>") == ["mole", "A wall in the sea."]


def test_what_a_page_hides_behind_a_summary_is_read():
    assert texts("<details><summary>More</summary>The rest.</details>") == ["More", "The rest."]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<template><p>x</p></template>",
        "<noscript>x</noscript>",
        '<p style="color: red; display : none">x</p>',
        '<div style="visibility:hidden">x</div>',
        "<p hidden>x</p>",
        '<span class="sr-only">x</span>',
        "<dialog>x</dialog>",
        '<i class="icon" aria-hidden="true">x</i>',
        "<iframe>x</iframe>",
        "<svg><title>x</title><path/></svg>",
        "<!-- x --><?x?>",
    ],
)
def test_what_no_browser_shows_is_no_text(hidden: str):
    assert texts(f"<p>one {hidden}two</p>") == ["one two"] or texts(f"<p>one</p>{hidden}<p>two</p>") == ["one", "two"]


@pytest.mark.parametrize(
    "kept",
    [
        '<p hidden="until-found">x</p>',
        "<dialog open>x</dialog>",
        '<p aria-hidden="true">x<b>y</b></p>',
        '<p style="x-display:none">x</p>',
    ],
)
def test_what_a_browser_does_show_is_text(kept: str):
    assert texts(kept)[0].startswith("x")


def test_a_body_that_waits_for_a_script_is_not_hidden():
    assert read_tree(tree("x").getroottree().getroot())[0].text == "x"
    root = tree("<p>words</p>")
    root.find("body").set("style", "display:none")
    assert [item.text for item in read_tree(root)] == ["words"]


def test_characters_without_a_width_and_marks_of_direction_stay():
    words = "Kell\u200b\u200f\u2067שלום\u2069\u00ad"
    assert texts(f"<p>{words}</p>") == [words]


def test_links_keep_their_words_and_address():
    (item,) = items('<p>See <a href="https://kell.example/log"> the log</a>, please.</p>')
    ((start, end, address),) = item.attributes["links"]
    assert (item.text[start:end].strip(), address) == ("the log", "https://kell.example/log")


def test_relative_links_become_absolute_where_the_address_is_known():
    walk = walk_tree(tree('<p><a href="../b?x=1">b</a></p>'), "https://kell.example/2024/a/")
    assert walk.items[0].attributes["links"] == [[0, 1, "https://kell.example/2024/b?x=1"]]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " JavaScript:x", "#top", "data:text/html,x", "", "file:///etc/x"]
)
def test_addresses_that_lead_nowhere_are_no_links(address: str):
    assert "links" not in items(f'<p><a href="{address}">word</a></p>')[0].attributes


def test_an_address_that_is_none_is_no_link():
    walk = walk_tree(tree('<p><a href="//[x/">word</a></p>'), "https://kell.example/")
    assert "links" not in walk.items[0].attributes


def test_a_link_around_blocks_is_one_for_each():
    found = items('<a href="https://kell.example/"><h2>Title</h2><p>Words</p></a><p>free</p>')
    assert [bool(item.attributes.get("links")) for item in found] == [True, True, False]


def test_where_a_block_stands_is_told():
    inside = "<nav>a</nav><header>b</header><article><header>c</header>d</article><div role='search'>e</div>"
    walk = walk_tree(tree(inside))
    assert [item.text for item in walk.items] == ["a", "b", "c", "d", "e"]
    assert walk.outside == [True, True, False, False, True]


def test_lines_are_the_files():
    root = tree("\n<p>one</p>\n\n<p>two</p>")
    assert [item.line for item in read_tree(root)] == [2, 4]


def test_an_image_does_not_part_the_sentence_that_it_stands_in():
    found = items('<p>The <img src="a.png"> ferry.</p><p><img src="b.png">left</p>')
    assert [item.kind for item in found] == [PARAGRAPH, BlockKind.IMAGE, BlockKind.IMAGE, PARAGRAPH]
    assert found[0].text == "The ferry."


def test_pictures_of_characters_are_words():
    assert texts('<p>Good <img class="emoji" src="x.png" alt="⛴"> trip</p>') == ["Good ⛴ trip"]


def test_an_image_that_only_a_script_would_show_is_taken_from_the_fallback_once():
    found = items(
        '<img src="data:image/gif;base64,R0lGOD" data-src="a.jpg"><noscript><img src="a.jpg"></noscript>'
        '<noscript><p>Switch it on!</p><img src="b.jpg" alt="The quay"></noscript>'
    )
    assert [item.attributes["url"] for item in found if item.kind is BlockKind.IMAGE] == ["a.jpg", "b.jpg"]
    assert [item.text for item in found if item.kind is not BlockKind.IMAGE] == ["The quay"]


def test_a_page_with_more_blocks_than_an_article_has_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(html_walker, "MOST_BLOCKS", 10)
    with pytest.raises(RefusedError, match="paragraphs; please split it"):
        items("<p>a</p>" * 11)


def test_a_block_of_nothing_but_links_is_parted_and_loses_no_word(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(html_walker, "MOST_LINKS_IN_BLOCK", 3)
    assert " ".join(texts("<p>" + "<a href=/x>w</a> " * 10 + "</p>")).split() == ["w"] * 10


TAGS = st.sampled_from(
    "p div span b a li ul ol h2 blockquote td tr table section article em sup figure figcaption pre q br x-box".split()
)
TREES = st.recursive(
    st.integers(0, 9_999).map(lambda number: f" w{number} "),
    lambda inside: st.tuples(TAGS, st.lists(inside, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=30,
)


@given(TREES)
def test_no_visible_word_is_lost_or_said_twice(markup: str):
    root = tree(markup)
    said = " ".join(item.text for item in read_tree(root)).replace("“", " ").replace("”", " ").split()
    assert said == root.text_content().split()
