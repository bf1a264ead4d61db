"""The better form of a mail's text, with its pictures."""

import hashlib

from annotator.core.vocabulary import BlockKind, FoldReason
from tests.exchange.importing.mails import PICTURE, WORDS, lines, mail, raw, read, read_all

PAGE = f"<html><body><h2>The ferry</h2><p>{WORDS} <a href='https://harbour.example/1'>More.</a></p></body></html>"


def test_the_plain_form_is_read_where_it_says_as_much():
    message = mail(f"{WORDS} More.")
    message.add_alternative(PAGE, subtype="html")
    assert lines(read(message)) == [f"{WORDS} More."]


def test_a_plain_form_that_is_a_stub_gives_way():
    message = mail("Your program cannot show this.")
    message.add_alternative(PAGE * 2, subtype="html")
    article = read(message)
    assert lines(article)[0] == "The ferry"
    assert next(link[2] for block in article.blocks for link in block.attributes.get("links", ())).endswith("/1")


def test_a_newsletter_is_read_as_it_was_made():
    message = mail(f"{WORDS} More.", List_Id="<letters.example>")
    message.add_alternative(PAGE, subtype="html")
    assert lines(read(message))[0] == "The ferry"


def test_a_newsletters_words_on_itself_are_folded():
    message = mail("x", List_Id="<letters.example>")
    message.add_alternative(f"<p>View this in your browser</p><p>{WORDS}</p><p>Unsubscribe</p>", subtype="html")
    assert lines(read(message), FoldReason.SITE_NOTICE) == ["View this in your browser", "Unsubscribe"]


def test_pictures_that_the_text_shows_stand_in_it_and_are_no_parts():
    message = mail(WORDS)
    message.add_alternative(f"<p>{WORDS}</p><img src='cid:p1' alt='The quay'>", subtype="html")
    message.get_payload()[1].add_related(PICTURE, "image", "png", cid="<p1>", filename="quay.png")  # type: ignore[union-attr]
    (article,) = read_all(message)
    assert list(article.pictures) == [hashlib.sha256(PICTURE).hexdigest()]  # type: ignore[union-attr]
    assert [block.kind for block in read(message).blocks][-2:] == [BlockKind.IMAGE, BlockKind.CAPTION]


def test_a_picture_between_two_texts_stands_between_them():
    message = mail("The first words.")
    message.add_attachment(PICTURE, "image", "png", disposition="inline", filename="quay.png")
    message.add_attachment("The last words.", disposition="inline")
    article = read(message)
    assert lines(article) == ["The first words.", "\ufffc", "The last words."]
    assert len(article.pictures) == 1


def test_flowed_lines_are_joined_and_their_quotation_is_kept_apart():
    body = "The ferry left \nat nine. \nIt is late.\n\n Stuffed line.\n> Quoted \n> words.\n"
    article = read(raw("Subject: x\nContent-Type: text/plain; format=flowed", body))
    assert lines(article) == ["The ferry left at nine. It is late.", "Stuffed line.", "Quoted words."]
    assert article.blocks[-1].kind is BlockKind.QUOTE


def test_flowed_text_without_spaces_of_its_own_loses_those_of_the_line_ends():
    body = "港务局长说， \n渡轮离开了。\n"
    article = read(raw("Subject: x\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes", body))
    assert lines(article) == ["港务局长说，渡轮离开了。"]


def test_lines_that_were_broken_for_sending_are_joined_and_lists_are_not():
    body = (
        "The harbour master told me on Monday that the ferry had left the quay at\n"
        "nine in the evening and that nobody in the port had seen it ever since.\n"
        "- forty passengers were on board and all of them had paid for it twice\n"
        "- two pilots\n\nRegards,\nAnn\n"
    )
    assert [line[:20] for line in lines(read(mail(body)))] == [
        "The harbour master t",
        "forty passengers wer",
        "two pilots",
        "Regards,",
        "Ann",
    ]


def test_words_packed_for_sending_are_unpacked():
    body = "F=C3=A4hre und Br=\n=C3=BCcke."
    headers = "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable"
    assert lines(read(raw(headers, body))) == ["Fähre und Brücke."]


def test_a_broken_packing_gives_what_can_be_read():
    headers = "Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64"
    assert lines(read(raw(headers, "VGhlIGZlcnJ5IGxlZnQu="))) == ["The ferry left."]


def test_an_encoding_that_nobody_knows_is_told_by_the_words():
    words = "항구 관계자는 배가 아홉 시에 떠났다고 말했다."
    article = read(raw("Subject: x\nContent-Type: text/plain; charset=x-unknown", words.encode("cp949")))
    assert (lines(article), article.encoding) == ([words], "cp949")


def test_bytes_that_nothing_explains_are_replaced_and_the_rest_is_read():
    article = read(
        raw("Subject: x\nContent-Type: text/plain; charset=utf-8", b"The ferry left.\n\n\x00\x01\x02\xff gone.")
    )
    assert lines(article)[0] == "The ferry left."


def test_a_missing_boundary_loses_no_words():
    article = read(raw("Subject: x\nContent-Type: multipart/mixed; boundary=gone", f"{WORDS}\n"))
    assert WORDS in article.text
