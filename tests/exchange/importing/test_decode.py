"""Bytes into text, whatever they were saved in."""

import random

import pytest

from annotator.core.errors import RefusedError
from annotator.exchange.importing.decode import decode

ENGLISH = "The ferry left – nobody said “why”.\nIt was late. 😀"
GERMAN = "Der Fährmann erklärte, die Fähre sei um neun Uhr aufgebrochen.\nSeitdem hat sie niemand mehr gesehen."
SPANISH = "El capitán dijo que la misión terminó. Según él, el niño está en la isla española."
POLISH = "Minister powiedział, że umowa została podpisana. Żołnierze wrócą do kraju w przyszłym miesiącu."
RUSSIAN = "Начальник порта сказал, что паром ушёл в девять часов.\nС тех пор его никто не видел."
KOREAN = "항구 관계자는 배가 아홉 시에 떠났다고 말했다.\n그 뒤로 아무도 배를 보지 못했다."
CHINESE = "港务局长说，渡轮九点离开码头。\n此后再没有人见过它。"
JAPANESE = "港長は霧のためだと述べた。\nその後、誰もフェリーを見ていない。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, GERMAN, RUSSIAN, KOREAN, CHINESE], ids="en de ru ko zh".split())
def test_unicode_is_read_with_and_without_a_byte_order_mark(text: str, encoding: str):
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_byte_order_mark_decides_the_order_and_is_no_part_of_the_text(mark: bytes):
    encoded = KOREAN.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be")
    assert decode(mark + encoded) == (KOREAN, "utf-16")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "latin-1"),
        (SPANISH, "latin-1"),
        (POLISH, "cp1250"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (KOREAN, "euc-kr"),
        (KOREAN, "cp949"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_an_older_encoding_is_detected_and_nothing_becomes_gibberish(text: str, encoding: str):
    assert decode(text.encode(encoding))[0] == text


def test_plain_utf8_says_that_it_is_utf8():
    assert decode(ENGLISH.encode())[1] == "utf-8"


def test_line_ends_are_made_one_kind():
    assert decode(b"one\r\ntwo\rthree")[0] == "one\ntwo\nthree"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \n", b"\x00\x00"])
def test_an_empty_file_is_refused_as_empty(data: bytes):
    with pytest.raises(RefusedError, match="The file is empty"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and so on",
        b"PK\x03\x04 a Word document",
        b"\x89PNG\r\n\x1a\n picture",
        bytes(range(256)) * 20,
        b"\x00\x01\x02abc" * 50,
        b"words " * 50 + b"\x00\x00\x00\x07\x08" * 40 + b"words",
    ],
    ids="pdf zip png bytes zeros mixed".split(),
)
def test_a_binary_file_is_refused_as_no_text(data: bytes):
    with pytest.raises(RefusedError, match="not a text"):
        decode(data)


def test_bytes_that_no_encoding_explains_are_refused():
    chance = random.Random(5)
    with pytest.raises(RefusedError, match="encoding could not be told"):
        decode(bytes(chance.choice(range(128, 256)) for _ in range(3_000)))


@pytest.mark.parametrize(
    "data", [b"\xff\xfea", "a\ud800b\n".encode("utf-16-le", "surrogatepass") + b"\xff\xfe\x00\xd8"]
)
def test_broken_utf16_is_refused_and_not_guessed(data: bytes):
    with pytest.raises(RefusedError):
        decode(b"\xff\xfe" + data if not data.startswith(b"\xff\xfe") else data)
