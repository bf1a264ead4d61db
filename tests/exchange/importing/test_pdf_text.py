"""Pages put together: what stands where on made pages becomes blocks in order."""

from annotator.core.vocabulary import FoldReason
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.items import Item
from annotator.exchange.importing.pdf import read
from tests.pdfs import PdfPage, pdf_bytes

BODY = (
    "The ferry left the quay at nine with two hundred passengers on board, and it",
    "turned back an hour later without a word from anybody who could have known",
    "what had happened out there. On the quay stood those who had been waiting.",
)


def reading(*pages: PdfPage, info: str = "") -> Reading:
    return read(Capture(pdf_bytes(pages, info), "made.pdf"))


def items(*pages: PdfPage) -> list[Item]:
    return reading(*pages).items


def page(*, at: float = 170) -> PdfPage:
    return PdfPage().lines(60, at, BODY)


def test_the_largest_words_of_the_first_page_are_its_first_heading():
    found = items(
        page().text(60, 60, "The late ferry", 22).text(60, 90, "What is known", 15), page().text(60, 60, "3", 40)
    )
    assert [(item.kind, item.level) for item in found if item.text == "The late ferry"] == [("heading", 1)]


def test_sizes_of_headings_are_ranked():
    found = items(page().text(60, 60, "The late ferry", 22).text(60, 100, "What is known", 15).lines(60, 300, BODY))
    assert [(item.text, item.level) for item in found if item.kind == "heading"] == [
        *(("The late ferry", 1), ("What is known", 2))
    ]


def test_a_short_bold_line_is_a_heading_below_them():
    found = items(
        page().text(60, 60, "The late ferry", 22).text(60, 290, "On the quay", font="bold").lines(60, 310, BODY)
    )
    assert [(item.text, item.level) for item in found if item.kind == "heading"][-1] == ("On the quay", 2)


def test_a_line_in_another_size_behind_the_title_is_its_subtitle():
    found = items(page().text(60, 60, "The late ferry", 22).text(60, 82, "What the office says of it", 13))
    assert [item.text for item in found if item.kind == "subtitle"] == ["What the office says of it"]


def test_items_of_lists_have_their_marks():
    made = page().text(60, 260, "1.").text(80, 260, "Fog over the bank").text(60, 274, "2.").text(80, 274, "No pilot")
    found = [item for item in items(made) if item.kind == "list_item"]
    assert [(item.attributes["marker"], item.text) for item in found] == [
        ("1.", "Fog over the bank"),
        ("2.", "No pilot"),
    ]


def test_a_small_shape_before_a_line_is_the_mark_of_a_list():
    made = page().text(80, 260, "Fog over the bank").text(80, 274, "No pilot")
    made.operations += ["64 584 4 4 re f", "64 570 4 4 re f"]
    found = [item for item in items(made) if item.kind == "list_item"]
    assert [(item.attributes["marker"], item.text) for item in found] == [("•", "Fog over the bank"), ("•", "No pilot")]


def test_a_table_becomes_rows_of_cells():
    made = page()
    for at, (name, boats) in enumerate(
        [("Harbour", "Boats"), ("Osthafen", "15"), ("Nordhafen", "7"), ("Sennick", "40")]
    ):
        made.text(60, 260 + at * 16, name).text(200, 260 + at * 16, boats)
    rows = [item.text for item in items(made) if item.kind == "table_row"]
    assert rows == ["Harbour\tBoats", "Osthafen\t15", "Nordhafen\t7", "Sennick\t40"]


def test_a_note_at_the_foot_is_referred_to():
    made = page().text(60, 216, "Nobody was told").text(133, 212, "1", 6).text(139, 216, "why it had come back.")
    made.text(60, 760, "1", 5).text(66, 763, "Harbour office, log of the night.", 8)
    note = next(item for item in items(made) if item.kind == "footnote")
    assert (note.text, note.attributes["label"]) == ("Harbour office, log of the night.", "1")
    [referring] = [item for item in items(made) if "references" in item.attributes]
    assert "told why" in referring.text


def test_notes_that_are_counted_anew_on_each_page_are_told_apart():
    made = []
    for words in ("First note of it.", "Second note of it."):
        each = page().text(60, 216, "Nobody was told").text(133, 212, "1", 6)
        made.append(each.text(60, 760, "1", 5).text(66, 763, words, 8))
    found = items(*made)
    assert [item.attributes["label"] for item in found if item.kind == "footnote"] == ["1", "2.1"]
    assert [label for item in found for _, label in item.attributes.get("references", ())] == ["1", "2.1"]


def test_a_small_line_below_a_picture_is_its_caption():
    made = page().picture(60, 260, 120, 80).text(60, 352, "The ferry at its berth", 8).lines(60, 390, BODY)
    kinds = [(item.kind, item.text) for item in items(made) if item.kind in ("image", "caption")]
    assert kinds == [("image", ""), ("caption", "The ferry at its berth")]


def test_small_pictures_and_those_behind_the_text_are_left_out():
    made = page().picture(0, 0, 595, 842).picture(60, 300, 12, 12)
    assert [item for item in items(made) if item.kind == "image"] == []


def test_a_page_that_is_a_picture_stands_as_one_among_pages_of_text():
    found = items(page(), PdfPage().picture(0, 0, 595, 842), page())
    assert [(item.kind, item.attributes["page"]) for item in found] == [
        ("paragraph", 1),
        ("image", 2),
        ("paragraph", 3),
    ]


def test_a_link_lies_on_its_words():
    made = page().text(60, 260, "See the log of the harbour.").link(75, 250, 112, 264, "https://harbour.example/log")
    [linked] = [item for item in items(made) if "links" in item.attributes]
    [[start, end, address]] = linked.attributes["links"]
    assert address == "https://harbour.example/log"
    assert linked.text[start:end] == "the log"


def test_a_link_that_is_no_address_of_the_web_is_dropped():
    made = page().text(60, 260, "See the log.").link(60, 190, 120, 204, "javascript:alert(1)")
    assert not any("links" in item.attributes for item in items(made))


def test_a_head_that_stands_on_every_page_is_folded():
    found = items(*(page().text(60, 40, "Harbour Post").text(300, 810, str(at)) for at in (1, 2, 3)))
    folded = [item for item in found if item.fold]
    assert [item.text for item in folded] == ["Harbour Post", "1", "Harbour Post", "2", "Harbour Post", "3"]
    assert {item.fold for item in folded} == {FoldReason.RUNNING_HEAD}


def test_a_first_line_that_is_another_on_every_page_stays():
    found = items(*(page().text(60, 40, f"Something about {name}") for name in ("fog", "lamps", "pilots")))
    assert not any(item.fold for item in found)


def test_the_number_of_a_single_page_is_folded():
    assert [item.text for item in items(page().text(300, 810, "1")) if item.fold] == ["1"]


def test_text_that_runs_up_the_page_comes_last():
    found = items(page().turned("0 1 -1 0 580 300", "Photo by Ann Author"))
    assert found[-1].text == "Photo by Ann Author"


def test_a_stamp_across_the_pages_is_folded():
    found = items(*(page().turned("0.7 0.7 -0.7 0.7 200 200", "Draft", 40) for _ in range(2)))
    assert [item.text for item in found if item.fold] == ["Draft", "Draft"]


def test_a_page_that_is_shown_turned_is_read_upright():
    made = PdfPage(turn=90)
    for at, words in enumerate(BODY):
        made.turned(f"0 1 -1 0 {100 + at * 12} 60", words)
    assert [item.text for item in items(made)] == [" ".join(BODY)]


def test_a_large_first_letter_is_the_beginning_of_its_word():
    made = PdfPage().text(60, 126, "T", 34).text(84, 104, BODY[0].removeprefix("T")).text(84, 116, BODY[1])
    made.text(84, 128, BODY[2]).lines(60, 140, BODY)
    assert items(made)[0].text.startswith("The ferry left the quay at nine")


def test_the_picture_of_a_page_says_which_page_it_is():
    [image] = [item for item in items(page(), PdfPage().picture(0, 0, 595, 842)) if item.kind == "image"]
    assert image.attributes["alt"] == "Page 2: a picture, without text"
