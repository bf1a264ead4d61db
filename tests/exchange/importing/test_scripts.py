"""Older encodings, told by how common the letters are that they give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.exchange.importing.scripts import CERTAIN, LIKELY, likeliest, score

WORDS = {
    "cp949": "항구 관계자는 배가 아홉 시에 떠났다고 말했다.",
    "gb18030": "港务局长说，渡轮九点离开码头。",
    "big5": "港務局長說，渡輪九點離開碼頭。",
    "cp932": "港長は霧のためだと述べた。",
    "euc_jp": "港長は霧のためだと述べた。",
    "cp1251": "Начальник порта сказал, что паром ушёл.",
    "koi8-r": "Начальник порта сказал, что паром ушёл.",
    "koi8-u": "Начальник порту сказав, що пором відплив.",
    "cp1256": "قال مدير الميناء إن العبارة غادرت.",
    "cp1253": "Ο λιμενάρχης είπε ότι το πλοίο έφυγε.",
    "cp1255": "מנהל הנמל אמר שהמעבורת יצאה בתשע.",
    "cp874": "เรือข้ามฟากออกเดินทางเวลาเก้านาฬิกา",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_one_sentence_tells_the_encoding_beyond_doubt(encoding: str):
    found, how_much = likeliest(WORDS[encoding].encode(encoding))
    assert found == encoding
    assert how_much >= CERTAIN


@pytest.mark.parametrize("encoding", WORDS)
def test_one_word_in_a_page_of_english_mark_up_tells_it(encoding: str):
    page = b"<html><head><style>p {}</style></head><body><p>" * 600 + WORDS[encoding].encode(encoding)
    assert likeliest(page)[0] == encoding


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Żołnierze wrócą do kraju, powiedział minister.", "cp1250"),
        ("Köprünün gelecek yıl açılacağını söyledi.", "cp1254"),
        ("Der Fährmann erklärte, die Fähre sei fort.", "cp1252"),
        ("Plain words only.", "ascii"),
    ],
)
def test_letters_of_the_latin_script_are_left_to_others(words: str, encoding: str):
    assert likeliest(words.encode(encoding))[1] < LIKELY


@given(st.binary(max_size=400), st.sampled_from([*WORDS, "nonsense"]))
def test_any_bytes_have_a_score(data: bytes, encoding: str):
    assert score(data, encoding) <= 3
