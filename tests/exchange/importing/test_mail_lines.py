"""A mail's own words, earlier mails and signatures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.vocabulary import FoldReason
from annotator.exchange.importing.mail_lines import Line, Thread, read_lines_of, unwrapped, wrapped_at
from tests.exchange.importing.mails import WORDS, lines, mail, read

HEADS = {
    "English": "-----Original Message-----\nFrom: Ben\nSent: Monday\nTo: Ann\nSubject: Ferry",
    "English without a line": "From: Ben <ben@x.example>\nSent: 28 April 2025 10:00\nTo: Ann\nSubject: Ferry",
    "German": "-----Ursprüngliche Nachricht-----\nVon: Ben\nGesendet: Montag\nAn: Ann\nBetreff: Fähre",
    "French": "De : Ben\nEnvoyé : lundi 28 avril\nÀ : Ann\nObjet : Le bac",
    "Korean": "-----원본 메시지-----\n보낸 사람: 홍길동\n보낸 날짜: 2025년 4월 28일\n받는 사람: Ann\n제목: 배",
    "Russian": "От: Иван\nОтправлено: 28 апреля 2025\nКому: Анна\nТема: Паром",
    "Chinese": "发件人：王\n发送时间：2025年4月28日\n收件人：安\n主题：渡轮",
}
ATTRIBUTIONS = [
    "On Sun, 27 Apr 2025 at 10:00, Ben Reader <ben@x.example> wrote:",
    "On Sunday, 27 April 2025 at 10:00, Benjamin Reader\n<ben@x.example> wrote:",
    "Am 27.04.2025 um 10:00 schrieb Ben:",
    "Le 27 avril 2025 à 10:00, Ben a écrit :",
    "2025년 4월 27일 (일) 오전 10:00, 홍길동 <h@x.example>님이 작성:",
    "вс, 27 апр. 2025 г. в 10:00, Иван <i@x.example>:",
    "27.04.2025 10:00, Иван Иванов пишет:",
    "在 2025年4月27日，王写道：",
]


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_what_stands_under_the_head_of_an_earlier_mail_is_folded(head: str):
    article = read(mail(f"I agree.\n\n{head}\n\n{WORDS}\n"))
    assert lines(article) == ["I agree."]
    assert lines(article, FoldReason.EARLIER_MAIL)[-1] == WORDS


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_a_quoted_mail_is_folded_with_the_line_that_says_who_wrote_it(attribution: str):
    article = read(mail(f"I agree.\n\n{attribution}\n> {WORDS}\n>> Earlier.\n\nMore of mine.\n"))
    assert lines(article) == ["I agree.", "More of mine."]


def test_words_on_who_wrote_need_no_date_before_what_is_marked_as_quoted():
    assert lines(read(mail(f"I agree.\n\nBen wrote:\n\n> {WORDS}\n"))) == ["I agree."]


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
def test_an_earlier_mail_without_marks_is_folded_to_its_end(attribution: str):
    assert lines(read(mail(f"I agree.\n\n{attribution}\n\n{WORDS}\n\nMore of it.\n"))) == ["I agree."]


@pytest.mark.parametrize(
    "words",
    [
        "In his letter the harbour master wrote:",
        "From: the quay to the island it is far.",
        "Date: unknown\nPlace: unknown",
        "It opened in 2025: nobody came.",
    ],
)
def test_words_that_only_look_like_it_are_not_folded(words: str):
    article = read(mail(f"{words}\n\n{WORDS}\n"))
    assert lines(article, FoldReason.EARLIER_MAIL) == []


def test_a_quotation_in_a_mail_that_answers_nobody_is_a_quotation():
    article = read(mail(f"{WORDS}\n\n> We are proud of it.\n"))
    assert [block.kind for block in article.blocks if not block.fold][-1] == "quote"


def test_a_mail_that_says_nothing_itself_is_read_for_what_it_carries():
    article = read(mail(f"-----Original Message-----\nFrom: Ben\nSent: x\nTo: Ann\n\n{WORDS}\n"))
    assert WORDS in lines(article)


def test_a_signature_is_folded_as_a_notice_up_to_an_earlier_mail():
    article = read(mail(f"I agree.\n-- \nAnn Author\nHarbour Daily\n\n{ATTRIBUTIONS[0]}\n> Hello.\n"))
    assert lines(article) == ["I agree."]
    assert lines(article, FoldReason.SITE_NOTICE) == ["--", "Ann Author", "Harbour Daily"]


def test_a_rule_in_the_middle_of_a_long_text_begins_no_signature():
    rest = "\n\n".join(f"{WORDS} {number}." for number in range(20))
    assert len(lines(read(mail(f"{WORDS}\n--\n{rest}\n")))) == 22


def test_a_list_in_a_quoted_mail_with_mark_up_belongs_to_it():
    message = mail("x", subject="Re: x")
    message.add_alternative(
        f"<p>{WORDS} And more of my own words.</p><div>{ATTRIBUTIONS[4].replace('<', '&lt;')}</div>"
        "<blockquote><p>Old.</p><ul><li>One</li></ul></blockquote><p>Mine again.</p>",
        subtype="html",
    )
    assert lines(read(message), FoldReason.EARLIER_MAIL)[1:] == ["Old.", "One"]
    assert lines(read(message))[-1] == "Mine again."


def test_an_escaped_from_is_no_quotation():
    assert read_lines_of(">From here it is far.", False, False) == [Line("From here it is far.", 0)]


@given(
    st.lists(
        st.sampled_from([*"\n".join(HEADS.values()).split("\n"), *ATTRIBUTIONS, "> x", ">> y", "-- ", "", "Words."]),
        max_size=20,
    ),
    st.booleans(),
    st.booleans(),
)
def test_no_line_is_lost_and_something_is_always_left_to_read(texts: list[str], is_answer: bool, is_forward: bool):
    found = read_lines_of("\n".join(texts), False, False)
    before = [line.text for line in found]
    Thread(found, is_answer, is_forward).fold()
    assert [line.text for line in found] == before
    is_said = any(line.text.strip() and line.fold != FoldReason.SITE_NOTICE for line in found)
    assert is_said == any(line.text.strip() and not line.fold for line in found)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=90), max_size=12))
def test_joining_lines_keeps_their_words(texts: list[str]):
    found = read_lines_of("\n".join(texts), False, False)
    joined = unwrapped(found, wrapped_at(found))
    assert joined.split() == " ".join(line.text for line in found).split()
