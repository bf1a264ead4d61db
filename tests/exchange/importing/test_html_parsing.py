"""The bytes of a page become a tree: whatever it says of its encoding, and within limits."""

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.importing import html_parsing
from annotator.exchange.importing.html_parsing import decode_page, parse_page
from annotator.exchange.importing.html_walker import read_tree

KOREAN = (
    "여객선 오로라호는 밤 아홉 시에 켈 항구를 떠났고 부두에서는 아무도 그 이유를 듣지 못했다고 항만 사무소가 말했다. "
)
RUSSIAN = "Паром вышел из гавани в девять часов вечера, и никто на причале не знал почему, сообщили в порту. "
CHINESE = "渡輪在晚上九點離開港口，碼頭上沒有人知道原因。港務局星期五說，霧從海峽進來。"
SIMPLE = "渡轮在晚上九点离开港口，码头上没有人知道原因。港务局星期五说，雾从海峡进来。"
JAPANESE = "フェリーは夜九時に港を出た。埠頭では誰もその理由を知らなかったと港の事務所は話した。"
ARABIC = "غادرت العبارة الميناء في الساعة التاسعة مساء ولم يعرف أحد على الرصيف السبب كما قال مكتب الميناء. "


def page(words: str, declared: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{words}</p></body></html>"


@pytest.mark.parametrize(
    ("words", "declared", "written"),
    [
        (KOREAN, "EUC-KR", "cp949"),
        (KOREAN, "ks_c_5601-1987", "cp949"),
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "KOI8-R", "koi8_r"),
        (SIMPLE, "gb2312", "gb18030"),
        (SIMPLE, "GB18030", "gb18030"),
        (CHINESE, "Big5", "big5"),
        (JAPANESE, "Shift_JIS", "cp932"),
        (ARABIC, "windows-1256", "cp1256"),
        ("Kör und Größe, “Straße” – ça va", "iso-8859-1", "cp1252"),
    ],
)
def test_the_declared_encoding_counts_where_the_bytes_bear_it_out(words: str, declared: str, written: str):
    text, _ = decode_page(page(words, declared).encode(written))
    assert words in text


def test_the_older_way_of_declaring_counts_as_well():
    head = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'
    text, encoding = decode_page(f"<html><head>{head}</head><body>{RUSSIAN}</body>".encode("koi8_r"))
    assert (RUSSIAN in text, encoding) == (True, "koi8-r")


@pytest.mark.parametrize("declared", ["windows-1251", "euc-kr", "iso-8859-1", "nonsense-9"])
def test_a_wrong_declaration_loses_to_bytes_that_are_utf_8(declared: str):
    text, encoding = decode_page(page(KOREAN + RUSSIAN, declared).encode())
    assert (KOREAN in text, encoding) == (True, "utf-8")


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_counts_more_than_a_declaration(mark: str):
    assert KOREAN in decode_page(page(KOREAN, "koi8-r").encode(mark))[0]


def test_what_comes_from_outside_counts_more_than_the_page():
    assert RUSSIAN in decode_page(page(RUSSIAN, "windows-1252").encode("koi8_r"), "koi8-r")[0]


def test_single_broken_bytes_are_replaced():
    data = page(KOREAN * 5, "utf-8").encode()
    text, encoding = decode_page(data.replace("떠났고".encode(), "떠났고".encode()[:-1], 1))
    assert encoding == "utf-8"
    assert text.count("\ufffd") == 1


def test_broken_bytes_in_an_older_encoding_are_replaced():
    data = page(KOREAN * 5, "euc-kr").encode("cp949").replace(b"</p>", b"\xff\xff</p>")
    text, encoding = decode_page(data)
    assert (encoding, KOREAN in text, "\ufffd" in text) == ("cp949", True, True)


def test_a_page_that_declares_nothing_is_told_by_its_bytes():
    assert RUSSIAN in decode_page(page(RUSSIAN * 3).encode("cp1251"))[0]


def test_stray_zero_bytes_are_left_out():
    assert "ferry left." in decode_page(page("The ferry\x00 left. " + "Nobody knew. " * 9).encode())[0]


def test_pictures_in_the_page_are_taken_out_before_it_is_parsed():
    address = "data:image/png;base64," + "iVBORw0KGgo" * 100
    parsed = parse_page(
        f'<p>one<img src="{address}"></p><style>@font-face{{src:url("data:font/woff2;base64,{"A" * 999}")}}</style>'
    )
    stand_in = parsed.root.find(".//img").get("src")
    assert parsed.carried == {stand_in: address}


def test_a_picture_that_a_saved_page_shows_several_times_is_each_images_own():
    address = "data:image/png;base64," + "iVBORw0KGgo" * 100
    image = '<img src="data:image/svg+xml,x" style="width:9px;background-image:var(--sf-img-7)!important">'
    parsed = parse_page(f'<style>:root{{--sf-img-7: url("{address}")}}</style><p>{image}{image}</p>')
    assert [parsed.carried[each.get("src")] for each in parsed.root.iter("img")] == [address, address]


def test_a_page_that_is_nested_too_deep_for_the_parser_keeps_its_words():
    markup = "<div>" * 1_000 + "deep <b>" * 1_000 + "words" + "</div>" * 1_000 + "<p>behind</p>"
    words = " ".join(item.text for item in read_tree(parse_page(markup).root)).split()
    assert words == ["deep"] * 1_000 + ["words", "behind"]


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>" * 100_000,
        "<" * 1_000_001,
        "<p " + " ".join(f"a{number}=1" for number in range(6_000)) + ">x",
        "<p>" + "words and " * 1_100_000,
    ],
)
def test_what_no_article_is_gets_refused_with_a_sentence(markup: str):
    with pytest.raises(RefusedError, match=r"^[A-Z][^\n]+\.$"):
        parse_page(markup)


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(html_parsing, "LARGEST_MARKUP", 100)
    with pytest.raises(RefusedError, match="larger than an article"):
        parse_page("<p>" + "x" * 100)


def test_entities_that_name_files_are_not_read():
    parsed = parse_page(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a&x;b</p></body></html>'
    )
    assert "a&x;b" in parsed.root.text_content()


def test_references_to_characters_of_windows_are_those_characters():
    assert parse_page("<p>a&#150;b&#x92;s</p>").root.text_content() == "a–b’s"
