"""The words that the briefing adds to what reviewers and sources wrote, by language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. What stands in braces is filled in; a pair is for one thing and for several.

    `page_of` has {page} and {pages}. `locators` is by the kind of a statement's locator, with {number}.
    """

    language: str
    briefing: str
    contents: str
    evidence: str
    sources: str
    editor: str
    reviewers: str
    grades: str
    all_grades: str
    statement_count: tuple[str, str]
    source_count: tuple[str, str]
    evidence_base: str
    published_on: str
    published_between: str
    closing_line: str
    empty_chapter: str
    in_outlet: str
    locators: Mapping[str, str]
    undated: str
    day_not_given: str
    reliability_of: str
    credibility_of: str
    credibility_after: str
    deleted_statement: str
    image: str
    page_of: str
    source_head: str
    published_head: str
    language_head: str
    reliability_head: str
    statements_head: str
    reliability: Mapping[str, str]
    languages: Mapping[str, str]


ENGLISH = Words(
    language="en",
    briefing="Briefing",
    contents="Contents",
    evidence="Evidence",
    sources="Sources",
    editor="Editor",
    reviewers="Reviewers",
    grades="Grades",
    all_grades="Source reliability A to F, information credibility 1 to 6",
    statement_count=("{count} statement", "{count} statements"),
    source_count=("{count} source", "{count} sources"),
    evidence_base="{statements} from {sources}",
    published_on="published {date}",
    published_between="published {first} to {last}",
    closing_line=(
        "Each quotation stands word for word as in its source. Footnotes give the outlet, the date and the place in "
        "the source."
    ),
    empty_chapter="Nothing stands in this chapter yet.",
    in_outlet="{actor}, in {source}",
    locators={
        "paragraph": "paragraph {number}",
        "page": "page {number}",
        "note": "note {number}",
        "caption": "caption {number}",
        "heading": "heading {number}",
        "image": "image {number}",
        "title": "title",
        "subtitle": "subtitle",
    },
    undated="undated",
    day_not_given="{date} (day not given)",
    reliability_of="Reliability {grade}",
    credibility_of="Credibility {grade}",
    credibility_after="credibility {grade}",
    deleted_statement="[cites a statement that was deleted]",
    image="[image]",
    page_of="{page} of {pages}",
    source_head="Source",
    published_head="Published",
    language_head="Language",
    reliability_head="Reliability",
    statements_head="Statements",
    reliability={
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "cannot be judged",
    },
    languages={
        "ar": "Arabic",
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fa": "Persian",
        "fr": "French",
        "he": "Hebrew",
        "it": "Italian",
        "ja": "Japanese",
        "ko": "Korean",
        "pl": "Polish",
        "pt": "Portuguese",
        "ru": "Russian",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "vi": "Vietnamese",
        "zh": "Chinese",
    },
)

KOREAN = Words(
    language="ko",
    briefing="브리핑",
    contents="차례",
    evidence="근거",
    sources="출처",
    editor="편집",
    reviewers="검토자",
    grades="등급",
    all_grades="출처 신뢰도 A~F, 정보 신빙성 1~6",
    statement_count=("진술 {count}건", "진술 {count}건"),
    source_count=("출처 {count}건", "출처 {count}건"),
    evidence_base="{sources}에서 {statements}",
    published_on="{date} 발행",
    published_between="{first}부터 {last}까지 발행",
    closing_line="모든 인용문은 출처의 글을 그대로 옮긴 것이다. 각주에는 매체, 날짜, 출처 안의 위치를 적었다.",
    empty_chapter="이 장에는 아직 아무것도 없다.",
    in_outlet="{actor}, {source}",
    locators={
        "paragraph": "{number}번째 문단",
        "page": "{number}쪽",
        "note": "각주 {number}",
        "caption": "사진 설명 {number}",
        "heading": "소제목 {number}",
        "image": "사진 {number}",
        "title": "제목",
        "subtitle": "부제",
    },
    undated="날짜 없음",
    day_not_given="{date}(날짜는 밝히지 않음)",
    reliability_of="신뢰도 {grade}",
    credibility_of="신빙성 {grade}",
    credibility_after="신빙성 {grade}",
    deleted_statement="[삭제된 진술을 인용함]",
    image="[사진]",
    page_of="{page} / {pages}",
    source_head="출처",
    published_head="발행일",
    language_head="언어",
    reliability_head="신뢰도",
    statements_head="진술",
    reliability={
        "A": "전적으로 신뢰할 수 있음",
        "B": "대체로 신뢰할 수 있음",
        "C": "어느 정도 신뢰할 수 있음",
        "D": "대체로 신뢰할 수 없음",
        "E": "신뢰할 수 없음",
        "F": "판단할 수 없음",
    },
    languages={
        "ar": "아랍어",
        "de": "독일어",
        "en": "영어",
        "es": "스페인어",
        "fa": "페르시아어",
        "fr": "프랑스어",
        "he": "히브리어",
        "it": "이탈리아어",
        "ja": "일본어",
        "ko": "한국어",
        "pl": "폴란드어",
        "pt": "포르투갈어",
        "ru": "러시아어",
        "tr": "터키어",
        "uk": "우크라이나어",
        "vi": "베트남어",
        "zh": "중국어",
    },
)

_LANGUAGES = {words.language: words for words in (ENGLISH, KOREAN)}


def words_for(language: str) -> Words:
    """Give the words of a language such as "en" or "ko-KR"; English for one that has none here."""
    return _LANGUAGES.get(language.lower().replace("_", "-").split("-")[0], ENGLISH)
