"""The parts of a mail and the words of its header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.exchange.importing import mail_parts
from annotator.exchange.importing.mail_parts import LONGEST_NAME, clean_name, leaves, parse, plain_words
from tests.exchange.importing.mails import raw


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/x", "x"),
        ("C:\\letters\\offer.docx", "offer.docx"),
        ("...hidden", "hidden"),
        ("a\x00b\n\u202ec.txt", "abc.txt"),
        ("  한글 문서.hwp ", "한글 문서.hwp"),
        ("", "attachment 1"),
        ("..", "attachment 1"),
        ("x" * 200 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_files_name_is_cleaned(name: str, clean: str):
    assert clean_name(name, "attachment 1") == clean


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_a_file_can_have(name: str):
    clean = clean_name(name, "attachment 1")
    assert 0 < len(clean) <= LONGEST_NAME
    assert not clean.startswith(".")
    assert not set(clean) & set("/\\:\x00\n\r\t")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("=?utf-8?b?0J/QsNGA0L7QvA==?=", "Паром"),
        ("=?UTF-8?Q?F=C3=A4hre_und?= =?UTF-8?Q?_Br=C3=BCcke?=", "Fähre und Brücke"),
        ("=?koi8-r?B?6dfBziDp18HOz9c=?= <i@r.example>", "Иван Иванов <i@r.example>"),
        ("=?euc-kr?B?v6mwtLyx?=", "여객선"),
        ("=?utf-8?q?Fer?= and =?utf-8?q?ry?=", "Fer and ry"),
        ("=?utf-8?b?0J/QsNGA0L4?= =?utf-8?b?0Lw?=", "Паром"),
        ("=?utf-8?b?!!!!?= Ferry", "Ferry"),
        ("=?utf-8*en?q?Ferry?=", "Ferry"),
        ("=?nonsense?q?Ferry?=", "Ferry"),
        ("50 =? 51", "50 =? 51"),
    ],
)
def test_the_words_of_a_header_are_decoded(written: str, plain: str):
    assert plain_words(written) == plain


def test_a_character_that_is_parted_between_two_words_is_put_together():
    assert plain_words("=?utf-8?q?F=C3?= =?utf-8?q?=A4hre?=") == "Fähre"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_a_header_that_was_never_encoded_is_read(encoding: str):
    message = parse(raw("Subject: SUBJECT", "x").replace(b"SUBJECT", "여객선이 실종됐다".encode(encoding)))
    assert mail_parts.field(message, "Subject") == "여객선이 실종됐다"


def test_a_folded_header_is_one_line():
    assert mail_parts.field(parse(raw("Subject: one\n two", "x")), "Subject") == "one two"


def test_the_forms_of_one_text_belong_together_and_attachments_do_not():
    body = (
        "--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n"
        "--b\nContent-Type: text/html\n\nx\n--b--\n--a\nContent-Type: text/plain\n"
        "Content-Disposition: attachment; filename*=utf-8''n%C3%B6te.txt\n\nx\n--a--\n"
    )
    found = leaves(parse(raw("Content-Type: multipart/mixed; boundary=a", body)))
    assert [(leaf.media_type, leaf.choice, leaf.is_body) for leaf in found] == [
        ("text/plain", 1, True),
        ("text/html", 1, True),
        ("text/plain", 0, False),
    ]
    assert found[2].name == "nöte.txt"


def nested(depth: int) -> bytes:
    parts = (f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}" for at in range(depth))
    return raw("Subject: x", "").rstrip() + b"\n" + "\n".join(parts).encode() + b"\n\nwords"


@pytest.mark.parametrize(
    "data",
    [
        nested(3_000),
        raw("Subject: x", "").rstrip() + b"\n" + b"Content-Type: message/rfc822\n\n" * 5_000,
        raw("Subject: x", "") + b"\n--" * (mail_parts.MOST_BOUNDARIES + 1),
        raw("Subject: x", "") + b"\n" * (4 * mail_parts.MOST_LINES),
    ],
    ids="parts mails boundaries lines".split(),
)
def test_a_mail_that_was_made_to_cost_is_refused_with_what_to_do(data: bytes):
    with pytest.raises(RefusedError, match="save"):
        parse(data)


def test_a_mail_that_another_program_packed_for_sending_is_unpacked():
    inner = "RnJvbTogYUB4LmV4YW1wbGUKU3ViamVjdDogSW5uZXIKClRoZSBmZXJyeSBsZWZ0Lgo="
    body = f"--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n--b--\n"
    (leaf,) = leaves(parse(raw("Content-Type: multipart/mixed; boundary=b", body)))
    assert mail_parts.attached(leaf, 1, {}, 1).data.endswith(b"The ferry left.\n")


def test_a_mail_without_a_subject_is_named_by_its_number():
    body = "--b\nContent-Type: message/rfc822\n\nFrom: a@x.example\n\nThe ferry left.\n--b--\n"
    (leaf,) = leaves(parse(raw("Content-Type: multipart/mixed; boundary=b", body)))
    assert mail_parts.attached(leaf, 3, {}, 1).file_name == "mail 3.eml"
