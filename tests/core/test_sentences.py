"""Where sentences begin and end."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.sentences import next_word_end, previous_word_start, sentence_at, sentence_spans
from annotator.exchange.importing import read_article


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "parts",
    [
        ["He met U.S. President Smith on Jan. 11.", "Then J. R. Smith left."],
        ["He lives in the U.S.", "The economy grew.", "In the U.S. Congress it did not."],
        ["Dr. No walked 3.5 km.", "See No. 5 and p. 7."],
        ["The answer is no.", "Ten people left."],
        ["It was on Sept. 21, 2022.", "Gen. Maris Kolde and Lt. Col. Brand spoke at 5 p.m. Monday."],
        ["They took plan B.", "Then they left.", "So did I.", "We may."],
        ["Apple Inc. announced it, e.g. by letter, i.e. late.", "Others, etc. followed."],
        ["It cost $3.5 million.", "Version 2.0 of www.example.com came."],
    ],
)
def test_abbreviations_initials_and_figures_do_not_end_a_sentence(parts: list[str]):
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["He called it “justice.”", "This is a claim.", "(It ended.)", "Next."],
        ['"Now!" he said.', '"Go." said the man.', '"It is done."', "The man left."],
        ['"Is it over?" Kim Min-ji asked.', '"Why?" Gen. Kolde said.', '"No!"', "She left."],
        ["The treaty holds.[1]", "Nobody doubts it."],
        ["He said it was “a ‘just’ war.”", "‘Who?’ they ask."],
    ],
)
def test_closing_marks_belong_to_their_sentence_and_a_quotation_does_not_break_one(parts: list[str]):
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Wait... what?", "No… really.", "Well…", "The end."],
        ["They waited . . . and waited.", "Nothing came."],
        ["¿Qué pasó?", "Nada."],
        ["Он ушёл.", "В 2020 г. он вернулся."],
        ["김 위원장은 말했다.", "“좋다.”라고 그는 덧붙였다.", '"그렇다"고 밝혔다.'],
    ],
)
def test_ellipses_and_other_alphabets_follow_the_same_rules(parts: list[str]):
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts", [["他说。", "“好的。”", "她走了！", "真的？", "是的。"], ["「そうだ。」と言った。", "彼は去った。"]]
)
def test_wide_stops_end_a_sentence_without_a_space(parts: list[str]):
    assert sentences("".join(parts)) == parts


def test_only_the_block_that_is_asked_for_is_looked_at():
    text = "First block. It ends.\nSecond block. It ends too."
    second = text.index("Second")
    assert [text[a:b] for a, b in sentence_spans(text, second, len(text))] == ["Second block.", "It ends too."]


@pytest.mark.parametrize("empty", ["", "   ", "\u00a0"])
def test_an_empty_block_has_no_sentences(empty: str):
    assert sentence_spans(empty, 0, len(empty)) == []
    assert sentence_at(empty, 0, len(empty), 0) == (0, 0)


@given(st.text(alphabet="aB. !?”\"'…1。é한😀", max_size=60))
def test_sentences_are_in_order_and_cover_every_character_but_white_space(text: str):
    spans = sentence_spans(text, 0, len(text))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= behind[0] for before, behind in pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("offset", "expected"), [(0, "One."), (3, "One."), (4, "One."), (5, "Two."), (99, "Three")])
def test_a_click_gives_the_sentence_under_it(offset: int, expected: str):
    text = "One. Two. Three"
    start, end = sentence_at(text, 0, len(text), offset)
    assert text[start:end] == expected


def test_steps_by_word_go_over_punctuation_and_stop_at_the_ends():
    text = "Well, it’s done."
    assert [next_word_end(text, at) for at in (0, 4, 10, 15)] == [4, 10, 15, 16]
    assert [previous_word_start(text, at) for at in (16, 11, 6, 4, 0)] == [11, 6, 0, 0, 0]


def test_a_block_of_20000_characters_takes_milliseconds():
    text = "The minister said on Jan. 5 that the U.S. had left. " * 390
    started = time.perf_counter()
    count = len(sentence_spans(text, 0, len(text)))
    assert count == 390
    assert time.perf_counter() - started < 0.05


def test_the_sentences_that_people_matched_in_the_real_articles_begin_where_ours_do(shared_sources: Path):
    pairs = json.loads((shared_sources.parent / "acceptance" / "corroboration.json").read_text(encoding="utf-8"))
    wanted = {(each["source"], each["starts"]) for pair in pairs for each in [pair, *pair["matches"]]}
    assert len(wanted) > 20
    missing = set(wanted)
    for name in {source for source, _ in wanted}:
        article = read_article(shared_sources / name)
        ours = [at for block in article.blocks for at, _ in sentence_spans(article.text, block.start, block.end)]
        missing -= {
            each for each in wanted if each[0] == name and any(article.text.startswith(each[1], at) for at in ours)
        }
    assert missing == set()


@pytest.mark.parametrize(
    "parts",
    [
        ["هل كان الضباب كثيفا؟", "سينتهي بناء الجسر في الربيع.", "انتهى۔"],
        ["«هل رآها أحد؟» سأل القبطان.", "«لا!» قال البحار.", "ثم عاد."],
        ["قال د. أحمد إن العبارة غادرت.", "ثم عاد."],
    ],
)
def test_arabic_marks_end_sentences_and_who_asked_belongs_to_the_question(parts: list[str]):
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["船长说：“雾很大。”", "他随后离开。", "“谁看见了？”记者问。", "没有人回答。"],
        ["「誰看見了？」記者問道，沒有人回答。", "『沒有。』"],
        ["霧が濃かった｡", "水深は３．５メートルだ。", "彼は去った。"],
    ],
)
def test_wide_quotations_stay_with_who_said_them_and_wide_figures_stay_whole(parts: list[str]):
    assert sentences("".join(parts)) == parts


def test_korean_sentences_end_where_the_space_behind_the_stop_is_missing():
    parts = ["배는 아홉 시에 떠났다.", "그 뒤로 보지 못했다.", "왜 그랬을까?", "비용은 3.5억 원이다."]
    assert sentences("".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["«Кто видел?» — спросил журналист.", "Никто не ответил."],
        ["Он живёт на ул. Ленина, д. 5, корп. 2.", "Капитан сказал и т. д.", "Потом ушёл."],
        ["Об этом сказал проф. Иванов с о. Сахалин.", "В 2025 г. мост откроют."],
    ],
)
def test_russian_abbreviations_and_speech_behind_a_dash_do_not_end_a_sentence(parts: list[str]):
    assert sentences(" ".join(parts)) == parts
