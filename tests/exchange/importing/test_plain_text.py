"""Lines into paragraphs, headings, lists, images and notes."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.plain_text import read_lines

PROSE = "The harbour master said that the ferry had left at nine. Nobody had seen it since."


def shape(text: str) -> list[tuple[str, str]]:
    return [(str(item.kind), item.text) for item in read_lines(text)]


def test_each_line_is_a_paragraph_and_keeps_its_number():
    items = read_lines(f"Title\n\n{PROSE}\n   \n{PROSE}  ")
    assert [(item.line, item.text) for item in items] == [(1, "Title"), (3, PROSE), (5, PROSE)]


def test_a_short_line_before_prose_is_a_heading_and_a_spoken_one_is_not():
    text = f"Title\n{PROSE}\nWhat now?\n{PROSE}\n“We will win!”\n{PROSE}\nHe agreed.\n{PROSE}\n[AD]\n{PROSE}"
    assert [words for kind, words in shape(text) if kind == "heading"] == ["What now?"]


def test_a_picture_may_stand_between_a_heading_and_its_text():
    text = f"Title\n{PROSE}\nThe crossing\n![A ship [AP]](x.jpg)\n{PROSE}"
    assert ("heading", "The crossing") in shape(text)


def test_a_markdown_image_line_is_an_image_with_caption_and_credit():
    image, caption = read_lines("![The ferry (left), docked. [AP/XY]](https://h.example/a.jpg)")
    assert image.kind is BlockKind.IMAGE
    assert image.attributes == {
        "url": "https://h.example/a.jpg",
        "alt": "The ferry (left), docked. [AP/XY]",
        "caption": "The ferry (left), docked.",
        "credit": "AP/XY",
        "missing": False,
    }
    assert (caption.kind, caption.text) == (BlockKind.CAPTION, "The ferry (left), docked.")


def test_list_markers_are_no_part_of_the_text():
    items = read_lines("Items\n1. One\n2) Two\n- Three\n* * *\n– Yes, he said.")
    assert [(str(item.kind), item.text, item.attributes.get("marker")) for item in items[1:]] == [
        ("list_item", "One", "1."),
        ("list_item", "Two", "2)"),
        ("list_item", "Three", "-"),
        ("paragraph", "* * *", None),
        ("paragraph", "– Yes, he said.", None),
    ]


def test_a_footnotes_body_follows_its_mark_on_the_same_line_or_the_next():
    items = read_lines(f"{PROSE}[1]\n- [1]\nThe first note.\n[2] The second note.\n[^x] A third.\nNo note.")
    notes = [(item.attributes["label"], item.text) for item in items if item.kind is BlockKind.FOOTNOTE]
    assert notes == [("1", "The first note."), ("2", "The second note."), ("x", "A third.")]
    assert items[-1].text == "No note."


def test_a_mark_without_a_body_is_dropped_and_a_ticked_box_is_a_list_item():
    assert shape("Words here.\n- [1]") == [("paragraph", "Words here.")]
    assert shape("Words here.\n- [x] done")[1] == ("list_item", "[x] done")


def test_paragraphs_that_were_broken_at_a_width_are_joined():
    wrapped = (
        "The harbour master said that the ferry had left the quay\n"
        "at nine in the evening, and that nobody had seen her\n"
        "since then.\n\n"
        "On Tuesday the search was given up, because of the fog\n"
        "that had not lifted for three days.\n"
    )
    items = read_lines(wrapped)
    assert [item.line for item in items] == [1, 5]
    assert items[0].text.endswith("nobody had seen her since then.")


def test_lines_that_are_paragraphs_by_themselves_are_not_joined():
    assert len(read_lines(f"Title\n\n{PROSE}\n{PROSE} {PROSE}\n\n{PROSE}")) == 4
