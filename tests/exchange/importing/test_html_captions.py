"""Images come with the caption that the page gives them, and with whose they are."""

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item
from tests.exchange.importing.pages import items, kinds

IMAGE, CAPTION, CREDIT = BlockKind.IMAGE, BlockKind.CAPTION, BlockKind.CREDIT


def image(found: list[Item]) -> dict[str, object]:
    return next(item.attributes for item in found if item.kind is IMAGE)


def test_the_alternative_text_is_the_caption_while_there_is_no_other():
    found = items('<img src="a.jpg" alt="The quay at night [NORDFOTO]"><p>Words</p>')
    assert [(item.kind, item.text) for item in found][1] == (CAPTION, "The quay at night")
    assert (image(found)["caption"], image(found)["credit"]) == ("The quay at night", "NORDFOTO")


def test_a_figures_caption_takes_the_place_of_the_alternative_text():
    found = items('<figure><img src="a.jpg" alt="IMG_1"><figcaption>The quay</figcaption></figure>')
    assert [(item.kind, item.text) for item in found] == [(IMAGE, ""), (CAPTION, "The quay")]
    assert (image(found)["alt"], image(found)["caption"]) == ("IMG_1", "The quay")


def test_a_caption_above_its_picture_comes_behind_it():
    found = items('<figure><figcaption>The quay</figcaption><img src="a.jpg"></figure>')
    assert [item.kind for item in found] == [IMAGE, CAPTION]
    assert image(found)["caption"] == "The quay"


def test_a_credit_in_a_caption_is_a_line_of_its_own():
    found = items(
        '<figure><img src="a.jpg"><figcaption>The quay <b class="credit">Photo: Nordfoto</b></figcaption></figure>'
    )
    assert [(item.kind, item.text) for item in found][1:] == [(CAPTION, "The quay"), (CREDIT, "Photo: Nordfoto")]
    assert image(found)["credit"] == found[1].attributes["credit"] == "Nordfoto"


def test_a_credit_in_brackets_stays_in_the_text():
    found = items(
        '<figure><img src="a.jpg"><figcaption>The <a href="https://k.ex/">quay</a> (Photo: AB)</figcaption></figure>'
    )
    assert [(item.kind, item.text) for item in found][1:] == [(CAPTION, "The quay"), (CREDIT, "(Photo: AB)")]
    assert found[1].attributes["links"] == [[4, 8, "https://k.ex/"]]


def test_a_credit_without_a_caption_is_the_pictures():
    found = items('<figure><img src="a.jpg"><figcaption><small>Nordfoto</small></figcaption></figure>')
    assert [item.kind for item in found] == [IMAGE, CREDIT]
    assert image(found)["credit"] == "Nordfoto"


def test_the_pictures_of_one_figure_share_its_caption_without_words_of_their_own():
    found = items(
        '<figure><img src="a.jpg" alt="x y z"><img src="b.jpg" alt="u v w"><figcaption>Both</figcaption></figure>'
    )
    assert [(item.kind, item.text) for item in found] == [(IMAGE, ""), (IMAGE, ""), (CAPTION, "Both")]


def test_a_line_that_calls_itself_a_caption_is_one_behind_a_picture():
    assert kinds('<div><img src="a.jpg"><p class="wp-caption-text">The mole</p></div>')[1] == (CAPTION, "The mole")
    assert kinds('<div><p class="wp-caption-text">The mole</p></div>') == [(BlockKind.PARAGRAPH, "The mole")]


def test_a_tables_caption_is_a_caption():
    assert kinds("<table><caption>Tides</caption><tr><td>a<td>b<tr><td>c<td>d</table>")[0] == (CAPTION, "Tides")


def test_a_figure_of_words_keeps_them():
    assert kinds("<figure><blockquote>Never.</blockquote><figcaption>The pilot</figcaption></figure>") == [
        (BlockKind.QUOTE, "Never."),
        (CAPTION, "The pilot"),
    ]
