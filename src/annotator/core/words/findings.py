"""What is said of each finding of core.checking, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A finding in words: what is wanting, for one thing and for several, and what it means or what to do.

    {place}, {names} and {count} are the finding's; a conflict has {field} too.
    """

    one: str
    many: str
    advice: str


ENGLISH_FINDINGS: Mapping[str, FindingWords] = {
    "conflict": FindingWords(
        "{place}: two versions of {field}",
        "{place}: {count} versions of {field}",
        "{names}. The newest is printed until somebody settles it.",
    ),
    "changed_quote": FindingWords(
        "{place}: the quotation is not what its source says",
        "{place}: the quotation is not what its source says",
        "Compare it with the source and highlight the passage again.",
    ),
    "moved_statement": FindingWords(
        "{place} has moved",
        "{place} has moved",
        "Its source has a newer text. Please check the words.",
    ),
    "turned_quote": FindingWords(
        "{place}: unseen characters turn the direction of its words",
        "{place}: unseen characters turn the direction of its words",
        "It may read as what it does not say. The source shows them; the briefing keeps them from what stands around.",
    ),
    "deleted_citation": FindingWords(
        "Chapter {place} cites a statement that was deleted",
        "Chapter {place} cites {count} statements that were deleted",
        "The briefing says so in its place. Take the citation out, or cite another statement.",
    ),
    "empty_chapter": FindingWords(
        "Chapter {place} is empty",
        "Chapter {place} is empty",
        "Place statements in it, write a passage, or leave it out.",
    ),
    "thin_chapter": FindingWords(
        "Chapter {place} rests on one origin",
        "Chapter {place} rests on one origin",
        "All that is quoted there goes back to {names}.",
    ),
    "not_cited": FindingWords(
        "Chapter {place}: a statement is not cited in the prose",
        "Chapter {place}: {count} statements are not cited in the prose",
        "Evidence for nothing that is said there: {names}.",
    ),
    "uncited_prose": FindingWords(
        "Chapter {place}: a passage cites nothing",
        "Chapter {place}: {count} passages cite nothing",
        "“{names}”",
    ),
    "thin_claim": FindingWords(
        "Chapter {place}: a claim rests on one origin",
        "Chapter {place}: {count} claims of a passage rest on one origin each",
        "Nothing but {names}, as far as statements are cited and linked.",
    ),
    "incomplete_judgement": FindingWords(
        "Chapter {place}: a key judgement says too little",
        "Chapter {place}: a key judgement says too little",
        "It lacks its {names}.",
    ),
    "undated_source": FindingWords(
        "{place} has no date",
        "{count} sources have no date",
        "Citations say “undated”. Date it in the source’s details.",
    ),
    "ungraded_source": FindingWords(
        "{place} has no grade",
        "{count} sources have no grade",
        "Grade its reliability from A to F in the source’s details.",
    ),
    "unread_source": FindingWords(
        "{place} was read by nobody",
        "{count} sources were read by nobody",
        "Mark sources as read when you have read them to the end.",
    ),
    "unplaced": FindingWords(
        "A statement stands in no chapter",
        "{count} statements stand in no chapter",
        "They are not in the briefing. Place them in Arrange, or leave them.",
    ),
}

KOREAN_FINDINGS: Mapping[str, FindingWords] = {
    "conflict": FindingWords(
        "{place}: {field}에 두 가지 안이 있음",
        "{place}: {field}에 {count}가지 안이 있음",
        "{names}. 정리될 때까지 가장 최근의 것을 싣는다.",
    ),
    "changed_quote": FindingWords(
        "{place}: 인용문이 출처의 글과 다름",
        "{place}: 인용문이 출처의 글과 다름",
        "출처와 대조하여 구절을 다시 표시하십시오.",
    ),
    "moved_statement": FindingWords(
        "{place}: 위치가 바뀜", "{place}: 위치가 바뀜", "출처의 글이 새로 바뀌었습니다. 문구를 확인하십시오."
    ),
    "turned_quote": FindingWords(
        "{place}: 보이지 않는 문자가 글의 방향을 바꿈",
        "{place}: 보이지 않는 문자가 글의 방향을 바꿈",
        "실제와 다르게 읽힐 수 있습니다. 출처에 표시되어 있으며, 브리핑에서는 주변 글에 미치지 않습니다.",
    ),
    "deleted_citation": FindingWords(
        "{place}장: 삭제된 진술을 인용함",
        "{place}장: 삭제된 진술 {count}건을 인용함",
        "브리핑의 그 자리에 그렇게 적힙니다. 인용을 빼거나 다른 진술을 인용하십시오.",
    ),
    "empty_chapter": FindingWords(
        "{place}장이 비어 있음", "{place}장이 비어 있음", "진술을 배치하거나 글을 쓰거나 이 장을 빼십시오."
    ),
    "thin_chapter": FindingWords(
        "{place}장이 하나의 원출처에만 근거함",
        "{place}장이 하나의 원출처에만 근거함",
        "인용한 것이 모두 {names}에서 나왔습니다.",
    ),
    "not_cited": FindingWords(
        "{place}장: 본문에서 인용하지 않은 진술이 있음",
        "{place}장: 본문에서 인용하지 않은 진술 {count}건",
        "무엇의 근거인지 밝혀지지 않았습니다: {names}.",
    ),
    "uncited_prose": FindingWords("{place}장: 인용이 없는 단락", "{place}장: 인용이 없는 단락 {count}개", "“{names}”"),
    "thin_claim": FindingWords(
        "{place}장: 하나의 원출처에만 근거한 주장",
        "{place}장: 한 단락의 주장 {count}개가 저마다 하나의 원출처에만 근거함",
        "인용하고 연결한 진술로 보면 {names}뿐입니다.",
    ),
    "incomplete_judgement": FindingWords(
        "{place}장: 핵심 판단이 다 갖추어지지 않음",
        "{place}장: 핵심 판단이 다 갖추어지지 않음",
        "빠진 것: {names}.",
    ),
    "undated_source": FindingWords(
        "{place}: 날짜 없음",
        "출처 {count}건에 날짜가 없음",
        "각주에 ‘날짜 없음’으로 적힙니다. 출처의 세부 정보에서 날짜를 넣으십시오.",
    ),
    "ungraded_source": FindingWords(
        "{place}: 등급 없음",
        "출처 {count}건에 등급이 없음",
        "출처의 세부 정보에서 신뢰도를 A~F로 매기십시오.",
    ),
    "unread_source": FindingWords(
        "{place}: 아무도 읽지 않음",
        "출처 {count}건을 아무도 읽지 않음",
        "끝까지 읽은 출처는 읽음으로 표시하십시오.",
    ),
    "unplaced": FindingWords(
        "어느 장에도 없는 진술이 있음",
        "어느 장에도 없는 진술 {count}건",
        "브리핑에 실리지 않습니다. 배치 화면에서 장에 넣거나 그대로 두십시오.",
    ),
}

ENGLISH_FIELDS: Mapping[str, str] = {
    "": "whether it is deleted",
    "actor": "the actor",
    "anchor": "the passage",
    "assessment": "the assessment",
    "confidence": "the confidence",
    "credibility": "the credibility",
    "definition": "the definition",
    "descriptor": "the description",
    "event_date": "the date of the event",
    "kind": "the kind",
    "likelihood": "the likelihood",
    "name": "the name",
    "order": "the place",
    "origin": "the origin",
    "place": "the place",
    "reliability": "the reliability",
    "said_date": "the date of saying",
    "shown": "the form of quotation",
    "text": "the words",
    "title": "the title",
    "agreed": "whether “{name}” was agreed on",
    "anchor_state": "whether the passage has to be checked",
    "apart": "whether it is kept apart from “{name}”",
    "assigned": "who is to read it",
    "blind": "whether reviewers work blind",
    "block": "what kind of paragraph it is",
    "briefing": "a setting of the briefing",
    "colour": "the colour",
    "favourite": "the key of a favourite",
    "form": "the form of quotation",
    "initials": "the initials",
    "joined": "whether “{name}” was joined with it",
    "joined_into": "what it was joined with",
    "is_key_judgement": "whether it is a key judgement",
    "is_position": "whether it is a position",
    "language": "the language",
    "merged_into": "what it is joined with",
    "meta:accessed": "the date of access",
    "meta": "a detail of the source",
    "meta:author": "the author",
    "meta:language": "the language",
    "meta:licence": "the licence",
    "meta:outlet": "the outlet",
    "meta:published": "the date of publication",
    "meta:subtitle": "the subtitle",
    "meta:title": "the title",
    "meta:translation_note": "the note on the translation",
    "meta:updated": "the date of the update",
    "meta:url": "the address",
    "outlet": "whose website it is",
    "read": "whether it was read",
    "revision": "the text of the source",
    "search": "the search “{name}”",
    "source": "the source it stands in",
    "target": "what it is on",
    "subtitle": "the subtitle",
    "tag": "the tag “{name}”",
}
KOREAN_FIELDS: Mapping[str, str] = {
    "": "삭제 여부",
    "actor": "발언자",
    "anchor": "구절",
    "assessment": "평가",
    "confidence": "확신도",
    "credibility": "신빙성",
    "definition": "정의",
    "descriptor": "설명",
    "event_date": "일이 일어난 날짜",
    "kind": "종류",
    "likelihood": "가능성",
    "name": "이름",
    "order": "자리",
    "origin": "원출처",
    "place": "자리",
    "reliability": "신뢰도",
    "said_date": "발언한 날짜",
    "shown": "인용 방식",
    "text": "글",
    "title": "제목",
    "agreed": "“{name}” 합의 여부",
    "anchor_state": "구절 확인 필요 여부",
    "apart": "“{name}” 출처와 따로 두는지 여부",
    "assigned": "읽을 사람",
    "blind": "서로 가리고 작업하는지 여부",
    "block": "단락의 종류",
    "briefing": "브리핑 설정",
    "colour": "색",
    "favourite": "즐겨찾기 키",
    "form": "인용 방식",
    "initials": "머리글자",
    "joined": "“{name}” 출처를 합쳤는지 여부",
    "joined_into": "합쳐진 출처",
    "is_key_judgement": "핵심 판단 여부",
    "is_position": "입장 여부",
    "language": "언어",
    "merged_into": "합쳐진 대상",
    "meta:accessed": "열람한 날짜",
    "meta": "출처의 세부 정보",
    "meta:author": "필자",
    "meta:language": "언어",
    "meta:licence": "이용 허락",
    "meta:outlet": "매체",
    "meta:published": "발행일",
    "meta:subtitle": "부제",
    "meta:title": "제목",
    "meta:translation_note": "번역에 관한 주",
    "meta:updated": "수정일",
    "meta:url": "주소",
    "outlet": "웹사이트의 매체",
    "read": "읽었는지 여부",
    "revision": "출처의 글",
    "search": "“{name}” 검색",
    "source": "속한 출처",
    "target": "딸린 대상",
    "subtitle": "부제",
    "tag": "태그 “{name}”",
}
