"""What the fields of a search are called, in each language in which somebody may type them.

Every name is understood whatever the language of the window is; a query is written with those of one.
"""

from collections.abc import Mapping

FIELDS: Mapping[str, Mapping[str, str]] = {
    "source": {"en": "source", "ko": "출처", "zh": "来源", "ru": "источник"},
    "outlet": {"en": "outlet", "ko": "매체", "zh": "媒体", "ru": "издание"},
    "actor": {"en": "actor", "ko": "인물", "zh": "人物", "ru": "лицо"},
    "tag": {"en": "tag", "ko": "태그", "zh": "标签", "ru": "тег"},
    "chapter": {"en": "chapter", "ko": "장", "zh": "章节", "ru": "глава"},
    "reviewer": {"en": "reviewer", "ko": "검토자", "zh": "审阅者", "ru": "рецензент"},
    "date": {"en": "date", "ko": "날짜", "zh": "日期", "ru": "дата"},
    "after": {"en": "after", "ko": "이후", "zh": "之后", "ru": "после"},
    "before": {"en": "before", "ko": "이전", "zh": "之前", "ru": "до"},
    "lang": {"en": "lang", "ko": "언어", "zh": "语言", "ru": "язык"},
    "is": {"en": "is", "ko": "종류", "zh": "类型", "ru": "тип"},
}
# The kinds of things that are found, in the order in which they are listed.
KIND_WORDS: Mapping[str, Mapping[str, str]] = {
    "text": {"en": "text", "ko": "본문", "zh": "原文", "ru": "текст"},
    "statement": {"en": "statement", "ko": "진술", "zh": "陈述", "ru": "высказывание"},
    "note": {"en": "note", "ko": "메모", "zh": "笔记", "ru": "заметка"},
    "prose": {"en": "prose", "ko": "서술", "zh": "文稿", "ru": "изложение"},
}
KINDS = tuple(KIND_WORDS)
_FIELD_OF = {word.casefold(): name for name, words in FIELDS.items() for word in words.values()}
_KIND_OF = {word.casefold(): kind for kind, words in KIND_WORDS.items() for word in words.values()}


def field_of(word: str) -> str:
    """Give the field that a word names in any language, or ""."""
    return _FIELD_OF.get(word.casefold(), "")


def field_word(name: str, language: str = "en") -> str:
    """Give what a field is called."""
    return _said(FIELDS[name], language)


def kind_of(word: str) -> str:
    """Give the kind of thing that a word names in any language, also as several, or ""."""
    word = word.casefold()
    return _KIND_OF.get(word) or _KIND_OF.get(word.removesuffix("s"), "")


def kind_word(kind: str, language: str = "en") -> str:
    """Give what a kind of thing is called."""
    return _said(KIND_WORDS[kind], language)


def _said(words: Mapping[str, str], language: str) -> str:
    return words.get(language.lower().replace("_", "-").split("-")[0], words["en"])
