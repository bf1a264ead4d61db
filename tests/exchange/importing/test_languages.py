"""Articles in the scripts that sources are written in, from their bytes to what is found in them."""

from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.records import Article
from annotator.core.sentences import sentence_spans
from annotator.exchange.importing import article_from_bytes
from tests.builders import ME, build
from tests.exchange.importing.test_articles import hold_the_laws

TITLE, SENTENCES, WORDS, ENCODINGS = 0, 1, 2, 3
LANGUAGES: dict[str, tuple[str, list[str], list[str], list[str]]] = {
    "ko": (
        "여객선 아홉 시에 출항",
        [
            "항구 관계자는 월요일에 여객선이 아홉 시에 부두를 떠났다고 말했다.",
            "그 뒤로 아무도 그 배를 보지 못했다.",
            "“안개가 짙었다.”라고 선장은 덧붙였다.",
            "다리 공사는 언제 끝나는가?",
        ],
        ["항구", "부두", "안개"],
        ["utf-8", "euc-kr", "cp949"],
    ),
    "ru": (
        "Паром вышел в девять часов",
        [
            "Начальник порта сказал в понедельник, что паром отошёл от причала в девять часов.",
            "С тех пор его никто не видел.",
            "В 2025 г. мост через пролив откроют.",
            "Кто видел туман?",
        ],
        ["порта", "причал", "туман"],
        ["utf-8", "windows-1251", "koi8-r"],
    ),
    "zh": (
        "渡轮九点离开码头",
        [
            "港务局长星期一说，渡轮在九点离开了码头。",
            "此后再没有人见过它。",
            "“谁看见了雾？”记者问。",
            "大桥将于明年完工！",
        ],
        ["渡轮", "码头", "大桥"],
        ["utf-8", "gb18030"],
    ),
    "zh-Hant": (
        "渡輪九點離開碼頭",
        [
            "港務局長星期一說，渡輪在九點離開了碼頭。",
            "此後再沒有人見過它。",
            "「誰看見了霧？」記者問。",
            "大橋將於明年完工！",
        ],
        ["渡輪", "碼頭", "大橋"],
        ["utf-8", "big5"],
    ),
    "ja": (
        "フェリーは九時に出港した",
        [
            "港長は月曜日に、フェリーは九時に岸壁を離れたと述べた。",
            "その後、誰もその船を見ていない。",
            "「霧が濃かった。」と船長は言った。",
            "橋はいつできるのか？",
        ],
        ["港長", "岸壁", "船長"],
        ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp"],
    ),
    "ar": (
        "العبارة غادرت في الساعة التاسعة",
        [
            "قال مدير الميناء يوم الاثنين إن العبارة غادرت الرصيف في الساعة التاسعة.",
            "ولم يرها أحد منذ ذلك الحين.",
            "هل كان الضباب كثيفا؟",
            "سينتهي بناء الجسر في الربيع المقبل.",
        ],
        ["الميناء", "الرصيف", "الجسر"],
        ["utf-8", "windows-1256"],
    ),
}
CASES = [(language, encoding) for language, each in LANGUAGES.items() for encoding in each[ENCODINGS]]
WRONG = ["iso-8859-1", "utf-8", "windows-1251", "koi8-r", "euc-kr", "gb2312", "big5", "shift_jis", "windows-1256"]
every_case = pytest.mark.parametrize(("language", "encoding"), CASES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def body(language: str) -> str:
    joint = "" if language.startswith(("zh", "ja")) else " "
    return joint.join(LANGUAGES[language][SENTENCES])


def plain(language: str) -> str:
    return f"{LANGUAGES[language][TITLE]}\n\n{body(language)}\n\n{body(language)} 2.\n"


def page(language: str, declaration: str = "") -> str:
    title = LANGUAGES[language][TITLE]
    return (
        f"<!DOCTYPE html><html><head>{declaration}<title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{body(language)}</p><p>{body(language)} 2.</p></article></body></html>"
    )


def read(text: str, encoding: str, name: str) -> Article:
    article = article_from_bytes(text.encode(encoding), name)
    hold_the_laws(article)
    return article


def expected(language: str) -> str:
    return f"{LANGUAGES[language][TITLE]}\n{body(language)}\n{body(language)} 2."


@every_case
def test_a_plain_text_reads_the_same_from_every_encoding(language: str, encoding: str):
    assert read(plain(language), encoding, "a.txt").text == expected(language)


@every_case
def test_a_page_that_declares_its_encoding_is_read(language: str, encoding: str):
    assert read(page(language, f'<meta charset="{encoding}">'), encoding, "a.html").text == expected(language)


@every_case
def test_a_page_that_declares_nothing_is_read(language: str, encoding: str):
    assert read(page(language), encoding, "a.html").text == expected(language)


@pytest.mark.parametrize("wrong", WRONG)
@every_case
def test_a_page_that_declares_another_encoding_is_read_all_the_same(language: str, encoding: str, wrong: str):
    declaration = f'<meta http-equiv="Content-Type" content="text/html; charset={wrong}">'
    assert read(page(language, declaration), encoding, "a.html").text == expected(language)


@every_language
def test_the_language_is_told(language: str):
    article = read(plain(language), "utf-8", "a.txt")
    assert article.metadata["language"].value == language.partition("-")[0]


@every_language
def test_sentences_are_picked_where_they_end(language: str):
    text = body(language)
    found = [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    assert found == LANGUAGES[language][SENTENCES]


@every_language
def test_short_words_are_found(language: str, tmp_path: Path):
    built = build(tmp_path / "p.annotator")
    try:
        article = read(plain(language), "utf-8", "a.txt")
        new = edits.add_source(built.store.uid, article)
        built.store.apply(new.drafts, ME, blobs=new.blobs)
        for word in LANGUAGES[language][WORDS]:
            (hit,) = built.store.reader.search(word)
            assert (hit.source_uid, article.text[hit.start :].startswith(word)) == (new.source_uid, True)
    finally:
        built.store.close()
