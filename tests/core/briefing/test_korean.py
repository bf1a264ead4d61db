import re
from dataclasses import replace
from datetime import date

from annotator.core import prose
from annotator.core.briefing import Briefing, build_briefing
from annotator.core.briefing.settings import arranged
from annotator.core.briefing.tree import DisagreementsPart, JudgementsPart, TitlePart
from annotator.core.records import Conflict
from annotator.core.vocabulary import LINK_KINDS, STATEMENT_KINDS
from annotator.core.words import KOREAN
from tests.briefings import Records, about, bridge, day, month, source, whole_year
from tests.core.briefing.parts import brief, chapter, names, part, quotation, words_in
from tests.pictures import png

# A statement's number and the Admiralty code's letters are the same in every language.
_LETTERS = re.compile(r"[A-Za-z]")
_CODES = re.compile(r"S-\d+|(?<![A-Za-z])[A-F](?![A-Za-z])")


def _everything_in_korean() -> Records:
    """A project whose every word is Korean, with each thing that the briefing puts words of its own to."""
    made = Records(
        "다리", "두 도시의 엇갈린 설명", "ko", ("김하나", "박두리"), briefing={"parts": [["bibliography", True]]}
    )
    made.all_sources = [
        source("one", "다리를 막다", "강변일보", day(2025, 4, 28), author="이세나", language="ko", reliability="B"),
        source("two", "누가 바랐나", "골짜기신문", month(2025, 5), language="en", reliability="F", origin="강변일보"),
        source("three", "편지", "", None, language=""),
    ]
    made.read_uids = {made.all_sources[0].uid}
    tag = made.add_tag("원인", "다리를 막은 까닭")
    first = made.add_chapter("1", "요약")
    made.add_chapter("1.1", "빈 장")
    kinds, locators = [*STATEMENT_KINDS, ""], ["paragraph", "page", "note", "caption", "heading", "image", "title"]
    known = [
        day(2025, 4, 1),
        month(2025, 4),
        whole_year(2025),
        about(date(2025, 4, 21), date(2025, 4, 30), "late April"),
    ]
    for at in range(14):
        placed = made.add_statement(
            f"{at}번째 진술이다.",
            ("one", "two", "three")[at % 3],
            at % 4,
            kind=locators[at % 7],
            actor="시장" if at % 2 else "",
            said_as=kinds[at % 5],
            event_date=known[at % 4] if at < 6 else None,
            said_date=known[at % 4] if at < 10 else None,
            credibility=1 + at % 6,
            tags=("원인",) if at % 2 else (),
        )
        made.place(first, placed)
    uids = list(made.all_statements)
    for at, kind in enumerate(LINK_KINDS):
        made.link(kind, uids[at], uids[at + 1])
        made.link(kind, uids[at + 3], uids[at])
    made.shared = {uids[0]: {name: frozenset({tag}) for name in ("one", "two")}}
    made.place(first, made.add_statement(made.add_picture("one", png(8, 8), "북쪽 교각"), "one", 1, kind="image"))
    text = f"교각에 금이 갔다.{prose.token(uids[0])}{prose.token('0' * 32)}"
    uid = made.write(first, text, is_key_judgement=True, likelihood="likely", confidence="high")
    made.all_conflicts = [Conflict("prose", uid, "text")]
    return made


def _foreign(briefing: Briefing) -> list[str]:
    return [text for text in words_in(briefing) if text != "ko" and _LETTERS.search(_CODES.sub("", text))]


def test_a_korean_briefing_has_no_english_letter_in_any_word_of_its_own() -> None:
    for order in ("arranged", "date", "tag", "source"):
        for uses_ibid in (True, False):
            briefing = brief(_everything_in_korean(), order=order, uses_ibid=uses_ibid)
            assert names(briefing) == [one.name for one in arranged(())]
            assert [text for text in _foreign(briefing) if text != "en"] == []


def test_an_english_briefing_of_it_would_be_found_out() -> None:
    assert len(_foreign(brief(_everything_in_korean(), language="en"))) > 20


def test_the_projects_language_is_the_briefings_unless_another_is_chosen() -> None:
    assert build_briefing(_everything_in_korean()).words is KOREAN
    assert brief(bridge(), language="ko-KR").date_text == "2025년 11월 24일"
    assert part(brief(bridge(), language="ko"), TitlePart).facts[1].text.startswith("출처 5건에서 진술 9건")


def test_a_korean_source_line_is_korean_throughout() -> None:
    project = bridge()
    uid = project.add_statement(
        "말", "kangbyeon", 3, actor="강변시청", credibility=2, said_as="direct", said_date=month(2025, 5)
    )
    project.place(project.all_chapters[0].uid, uid)
    assert quotation(brief(project, language="ko"), uid).source_line == (
        "강변시청, 강변일보, 2025년 5월 2일, 3번째 문단. 직접 인용, 2025년 5월 발언. 신뢰도 B, 신빙성 2."
    )


def test_judgements_and_disagreements_speak_korean() -> None:
    briefing = build_briefing(_everything_in_korean())
    (judgement,) = part(briefing, JudgementsPart).judgements
    assert (judgement.likelihood, judgement.confidence) == ("높음(55~80%)", "높음")
    assert judgement.chapter is not None
    assert judgement.chapter.text == "1장"
    assert part(briefing, DisagreementsPart).disagreements[0].assessment == "아직 평가하지 않았다."
    assert chapter(briefing, "1.1").items[0].text == "이 장에는 아직 아무것도 없다."  # type: ignore[union-attr]


def test_a_korean_title_page_names_its_authors() -> None:
    settings = replace(_everything_in_korean(), briefing={"authors": "김하나"})
    assert part(build_briefing(settings), TitlePart).facts[0].label == "작성자"
