"""Mails become articles, with what they bring along."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.records import Article
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.capture import Refusal
from tests.exchange.importing.mails import NOTE, PICTURE, WORDS, attach, lines, mail, raw, read, read_all
from tests.exchange.importing.test_articles import hold_the_laws


def value(article: Article, field: str) -> object:
    return article.metadata[field].value


def header_lines(article: Article, is_folded: bool) -> list[str]:
    return [
        article.text[block.start : block.end]
        for block in article.blocks
        if block.kind is BlockKind.METADATA and bool(block.fold) is is_folded
    ]


def test_the_header_gives_title_author_and_date_each_with_its_line():
    article = read(mail())
    hold_the_laws(article)
    assert (value(article, "title"), value(article, "author")) == ("The late ferry", "Ann Author")
    assert article.metadata["published"].value.start == date(2025, 4, 28)
    assert [article.metadata[name].origin for name in ("title", "author", "published")] == [
        "Subject line",
        "From line",
        "Date line",
    ]
    assert article.media_type == "message/rfc822"


def test_sender_and_date_are_shown_and_the_addressees_folded():
    article = read(mail(To="Ben <ben@x.example>", Cc="Carla <carla@x.example>", subject="Re: The late ferry"))
    assert header_lines(article, False) == [
        "From: Ann Author <ann@harbour.example>",
        "Date: Mon, 28 Apr 2025 08:15:00 +0900",
    ]
    assert header_lines(article, True) == [
        "To: Ben <ben@x.example>",
        "Cc: Carla <carla@x.example>",
        "Subject: Re: The late ferry",
    ]


@pytest.mark.parametrize(
    "prefix", ["Re: ", "RE[2]: ", "Fwd: Re: ", "AW: ", "WG: ", "회신: ", "Ответ: ", "Re：", "[EXTERNAL] Fw: "]
)
def test_what_programs_put_before_a_subject_is_no_part_of_the_title(prefix: str):
    article = read(mail(subject=f"{prefix}The late ferry"))
    assert article.metadata["title"].value == "The late ferry"
    assert not article.metadata["title"].sure


@pytest.mark.parametrize("subject", ["Rental boats", "Fwd:", "Refuge found"])
def test_a_subject_that_only_looks_like_an_answer_is_kept(subject: str):
    assert value(read(mail(subject=subject)), "title") == subject


def test_a_newsletter_is_an_outlet_and_names_its_author():
    article = read(mail(From="Ann Author via Harbour Letters <news@letters.example>", List_Id="<l.letters.example>"))
    assert (value(article, "author"), value(article, "outlet")) == ("Ann Author", "Harbour Letters")


def test_a_list_is_named_by_its_own_name_and_else_by_its_sender():
    named = read(mail(From="News <news@letters.example>", List_Id="Harbour Letters <l.letters.example>"))
    unnamed = read(mail(From="news@letters.example", List_Unsubscribe="<mailto:u@letters.example>"))
    assert (value(named, "outlet"), named.metadata["outlet"].sure) == ("Harbour Letters", False)
    assert value(unnamed, "outlet") == "letters.example"


def test_a_mail_that_is_an_article_is_read_with_its_own_head():
    message = mail("x", "The ferry turned back", From="Harbour Post <news@post.example>")
    head = "<h1>The ferry turned back</h1><p>What passengers remember of it</p><p>By Ann Author</p>"
    message.add_alternative(f"{head}<p>{WORDS} {WORDS}</p><p>{WORDS} Really.</p>", subtype="html")
    article = read(message)
    found = [value(article, field) for field in ("author", "outlet", "subtitle")]
    assert found == ["Ann Author", "Harbour Post", "What passengers remember of it"]
    assert [block.kind for block in article.blocks if not block.fold][:1] == [BlockKind.TITLE]


def test_a_letter_is_not_taken_for_a_page():
    article = read(mail(f"Dear Ben,\n\n{WORDS}\n\nBy Sunday\n\nAnn"))
    assert {block.kind for block in article.blocks if block.start > article.text.index("Dear")} == {BlockKind.PARAGRAPH}


def test_a_date_without_a_time_is_read_and_a_wrong_one_is_none():
    data = raw("Subject: x", WORDS)
    undated = read(data.replace(b"Mon, 28 Apr 2025 08:15:00 +0900", b"Some day"))
    assert "published" not in undated.metadata
    assert read(data.replace(b" 08:15:00 +0900", b"")).metadata["published"].value.start == date(2025, 4, 28)


def test_an_attachment_is_an_article_of_its_own_that_knows_when_it_came():
    message = mail()
    attach(message, b"# Report\n\nThe bridge opens.\n", "report.md", "text/markdown")
    letter, report = read_all(message)
    assert isinstance(letter, Article)
    assert isinstance(report, Article)
    assert (report.file_name, value(report, "title")) == ("report.md", "Report")
    assert (report.metadata["accessed"].value.start, "published" in report.metadata) == (date(2025, 4, 28), False)


def test_an_attached_mail_is_read_with_what_is_attached_to_it():
    inner = mail("The bridge opens in spring. Two firms built it.", "The bridge")
    attach(inner, NOTE, "n.txt")
    outer = mail()
    outer.add_attachment(inner)
    assert [article.file_name for article in read_all(outer)] == ["letter.eml", "The bridge.eml", "n.txt"]


def test_what_cannot_be_read_is_refused_by_name_and_what_machines_sent_is_left_out():
    message = mail()
    attach(message, PICTURE, "map.png", "image/png")
    attach(message, b"BEGIN:VCALENDAR", "invite.ics", "text/calendar")
    attach(message, b"x", "signature.asc", "application/pgp-signature")
    _, refused = read_all(message)
    assert isinstance(refused, Refusal)
    assert refused.file_name == "map.png"


def test_a_letter_without_words_does_not_hold_up_what_came_with_it():
    message = mail("\n")
    attach(message, NOTE, "n.txt")
    assert [article.file_name for article in read_all(message)] == ["n.txt"]


def test_empty_lines_before_the_header_do_not_make_it_text():
    assert value(read(b"\r\n\r\n" + mail().as_bytes()), "author") == "Ann Author"


def test_a_mail_without_anything_is_refused():
    with pytest.raises(RefusedError, match="no text"):
        read(mail("\n"))


def test_an_encrypted_mail_is_refused_with_what_to_do():
    data = raw("Content-Type: multipart/encrypted; boundary=b", "--b\nContent-Type: text/plain\n\nx\n--b--\n")
    with pytest.raises(RefusedError, match="encrypted"):
        read(data)
    with pytest.raises(RefusedError, match="encrypted"):
        read(mail("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"))


def test_author_and_date_of_a_mail_that_is_passed_on_are_those_of_who_wrote_it():
    text = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Carla Writer <carla@x.example>\n"
        f"Date: Tue, Apr 29, 2025 at 9:00 AM\nSubject: Strait\nTo: Ann\n\n{WORDS}\n"
    )
    article = read(mail(text, "Fwd: Strait", Date="Wed, 30 Apr 2025 08:15:00 +0900"))
    assert (value(article, "author"), article.metadata["author"].sure) == ("Carla Writer", False)
    assert article.metadata["published"].value.start == date(2025, 4, 29)
    assert lines(article) == ["See below.", WORDS]
    assert "To: Ann" in lines(article, FoldReason.EARLIER_MAIL)


def test_the_head_of_a_mail_that_is_passed_on_may_have_lost_its_lines():
    head = "<b>---------- Forwarded message ---------</b><br>From: <b>Carla Writer</b> &lt;c@x.example&gt;<br>"
    message = mail("x", "Fwd: Strait")
    message.add_alternative(f"<div>{head}Date: Tue, Apr 29<br>Subject: Strait<br></div><p>{WORDS}</p>", subtype="html")
    article = read(message)
    assert (value(article, "author"), lines(article)) == ("Carla Writer", [WORDS])


@pytest.mark.parametrize("mark", ["> ", ""])
def test_a_mail_that_is_passed_on_in_quotation_marks_is_no_quotation(mark: str):
    passed_on = f"From: Carla Writer <c@x.example>\nDate: 29 April 2025\nTo: Ben\nSubject: Strait\n\n{WORDS}"
    quoted = "\n".join(f"{mark}{line}" for line in passed_on.split("\n"))
    article = read(mail(f"Begin forwarded message:\n\n{quoted}\n", "Fwd: Strait"))
    assert lines(article) == [WORDS]
    assert BlockKind.QUOTE not in [block.kind for block in article.blocks]


def test_a_page_that_is_passed_on_in_a_quotation_is_no_quotation():
    head = "<div>Begin forwarded message:</div><div>From: Carla</div><div>Date: 29 April 2025</div><div>To: Ben</div>"
    message = mail("x", "Fwd: Strait")
    message.add_alternative(f"<blockquote type='cite'>{head}<p>{WORDS}</p></blockquote>", subtype="html")
    article = read(message)
    assert [(block.kind, block.fold) for block in article.blocks][-1] == (BlockKind.PARAGRAPH, "")


def test_the_same_mail_attached_to_two_others_is_the_same_source():
    inner = mail("The bridge opens in spring. Two firms built it.", "The bridge")
    originals = []
    for subject in ("One", "Two"):
        outer = mail(subject=subject)
        outer.add_attachment(inner)
        _, attached = read_all(outer)
        assert isinstance(attached, Article)
        originals.append(attached.original)
    assert originals[0] == originals[1]


FIELDS = """From: a@x.example
Subject: =?utf-8?q?=ff?=
Subject: =?x?b?!!!?=
Date: 99
Content-Type: text/html
Content-Type: multipart/mixed; boundary=b
Content-Type: multipart/alternative; boundary=b
Content-Type: message/rfc822
Content-Type: text/plain; charset=nonsense; format=flowed; delsp=yes
Content-Type: image/png
Content-ID: <c>
Content-Disposition: attachment
Content-Transfer-Encoding: base64"""
BODIES = """--b
--b--
> quoted
On 5 March 2024 Ann wrote:
-----Original Message-----
From: a Sent: b To: c
>From here
<blockquote><p>x<img src=cid:c>
The ferry left. Nobody saw it.
QUJD
=C3=A4=
begin 644 x"""
PIECES = st.sampled_from([*FIELDS.split("\n"), *BODIES.split("\n"), "-- ", "flowed ", "\xa4\xff", ""])


@given(st.lists(PIECES, max_size=30).map("\n".join))
def test_any_mail_is_read_or_refused(text: str):
    data = b"From: a@x.example\nTo: b@x.example\n" + text.encode("latin-1")
    try:
        articles = read_all(data)
    except RefusedError:
        return
    for article in articles:
        if isinstance(article, Article):
            hold_the_laws(article)
