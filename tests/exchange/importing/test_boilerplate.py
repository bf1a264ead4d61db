"""What stands around the article is folded and never left out."""

import pytest

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing import boilerplate
from annotator.exchange.importing.boilerplate import linked_share
from annotator.exchange.importing.items import Item
from tests.exchange.importing.pages import FIRST, SECOND, THIRD, folded, page, read, shown


def test_menus_and_feet_are_folded_with_their_reason():
    article = read(page("<h1>Ferry lost in fog</h1>"))
    assert shown(article) == ["Ferry lost in fog", FIRST, SECOND, THIRD]
    assert {block.fold for block in article.blocks if block.fold} == {FoldReason.BOILERPLATE}
    assert folded(article) == ["News", "Sport", "About us", "Imprint", "Search"]


def test_headings_over_the_articles_paragraphs_stay():
    markup = page("<h1>Ferry lost in fog</h1>").replace(f"<p>{SECOND}", f"<h2>Lights out</h2><p>{SECOND}")
    assert "Lights out" in shown(read(markup))


def test_what_stands_between_the_title_and_the_article_is_its_head():
    head = "<h1>Ferry lost in fog</h1><p>By Ann Author</p><p>5 March 2024</p>"
    article = read(page(head))
    assert shown(article)[:3] == ["Ferry lost in fog", "By Ann Author", "5 March 2024"]
    assert article.metadata["author"].value == "Ann Author"


def test_an_article_in_a_script_of_few_characters_is_shown_as_a_whole():
    words = "渡輪在晚上九點離開港口，碼頭上沒有人知道原因。港務局星期五說，霧從海峽進來，船長沒有收到任何警告"
    paragraphs = [f"{words}{ending}" for ending in "一二三四五六七八九十"]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    head = "<h1>霧中失蹤的渡輪</h1><p>2024-03-05 21:00</p>"
    article = read(
        f'<html><body><div><a href="/a">新聞</a></div><div>{head}{body}</div><footer>©</footer></body></html>'
    )
    assert shown(article) == ["霧中失蹤的渡輪", "2024-03-05 21:00", *paragraphs]


def test_a_teaser_between_paragraphs_is_folded():
    teaser = '<p><a href="/other">Read more: The bridge at Ostermark opens again after four years</a></p>'
    article = read(page("<h1>Ferry lost in fog</h1>").replace(f"<p>{THIRD}", f"{teaser}<p>{THIRD}"))
    assert any("The bridge at Ostermark" in line for line in folded(article))


def test_pictures_between_the_articles_paragraphs_stay_and_others_are_folded():
    inside = '<figure><img src="a.jpg"><figcaption>The quay of Kell</figcaption></figure>'
    markup = page("<h1>Ferry lost in fog</h1>").replace(f"<p>{SECOND}", f"{inside}<p>{SECOND}")
    article = read(markup.replace("About us", '<img src="logo.png" alt="Harbour Post"> About us'))
    assert "The quay of Kell" in shown(article)
    assert [block.attributes["url"] for block in article.blocks if block.kind is BlockKind.IMAGE and block.fold] == [
        "logo.png"
    ]


def test_a_picture_under_the_title_stays_whatever_else_stands_there():
    inside = '<figure><img src="a.jpg"><figcaption>The quay of Kell</figcaption></figure><p>Share</p>'
    article = read(page(f"<h1>Ferry lost in fog</h1>{inside}"))
    assert "The quay of Kell" in shown(article)


def test_a_picture_that_the_page_gives_no_caption_stays_only_among_paragraphs():
    inside = '<img src="a.jpg" alt="Our club invites"><p><a href="/club">Join the club</a></p>'
    article = read(page(f"<h1>Ferry lost in fog</h1>{inside}"))
    assert "Our club invites" in folded(article)


def test_a_line_that_may_be_the_subtitle_stays_under_the_title():
    article = read(page('<h1>Ferry lost in fog</h1><p class="standfirst">No word from the office</p>'))
    assert shown(article)[1] == "No word from the office"
    assert article.metadata["subtitle"].value == "No word from the office"


def test_tables_of_the_article_stay_whole():
    rows = "".join(
        f"<tr><td>{day}</td><td>21:0{at}</td></tr>" for at, day in enumerate(("Friday", "Saturday", "Sunday"))
    )
    article = read(page("<h1>Ferry lost in fog</h1>").replace(f"<p>{THIRD}", f"<table>{rows}</table><p>{THIRD}"))
    assert [line for line in shown(article) if "\t" in line] == ["Friday\t21:00", "Saturday\t21:01", "Sunday\t21:02"]


def test_a_table_of_menus_is_folded():
    rows = "<tr><td>News</td><td>Sport</td></tr><tr><td>Tides</td><td>Wind</td></tr>"
    article = read(page("<h1>Ferry lost in fog</h1>").replace("<main>", f"<table>{rows}</table><main>"))
    assert "News\tSport" in folded(article)


def test_footnotes_stay_wherever_they_stand():
    markup = page("<h1>Ferry lost in fog</h1>").replace("why.", 'why.<sup><a id="r1" href="#n1">1</a></sup>')
    article = read(markup.replace("About us", '<div id="n1">The office’s log. <a href="#r1">↩</a></div>'))
    assert "The office’s log." in shown(article)


def test_where_the_article_cannot_be_told_only_declared_surroundings_are_folded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(boilerplate, "MOST_JUDGED_ELEMENTS", 1)
    article = read(page("<h1>Ferry lost in fog</h1>").replace("</main>", "<div>Tags: fog</div></main>"))
    assert folded(article) == ["News", "Sport", "About us", "Imprint", "Search"]
    assert "Tags: fog" in shown(article)


def test_a_page_of_nothing_but_a_menu_is_shown_whole():
    article = read("<html><body><nav><p>The timetable of the ferries</p><p>Kell, Ostermark</p></nav></body></html>")
    assert folded(article) == []


def test_a_short_page_is_not_folded():
    article = read("<html><body><p>The ferry is late.</p><p>More at noon.</p></body></html>")
    assert shown(article) == ["The ferry is late.", "More at noon."]


def test_the_linked_share_is_told_by_the_words():
    assert linked_share(Item(BlockKind.PARAGRAPH, "abcd", 1, attributes={"links": [[0, 2, "x"]]})) == 0.5
    assert linked_share(Item(BlockKind.IMAGE, "", 1)) == 0
