"""The columns of a table of articles, found by the names that people give them in several languages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from annotator.core.dates import parse_date
from annotator.core.records import FuzzyDate, Inferred, Json
from annotator.core.vocabulary import DATE_FIELDS

TEXT, HTML = "text", "html"
# Names in small letters without spaces and signs; the likelier of two that a table may both have comes first.
_NAMES: dict[str, str] = {
    TEXT: (
        "fulltext text body content articletext articlebody textbody bodytext maintext story contents article "
        "본문 기사본문 전문 내용 기사내용 텍스트 текст полныйтекст текстстатьи содержание контент volltext inhalt "
        "artikeltext texteintégral texte contenu corps 正文 全文 内容 內容 文本 本文 texto cuerpo contenido النص "
        "المحتوى"
    ),
    HTML: "html htmlbody bodyhtml articlehtml contenthtml rawhtml htmltext htmlcontent",
    "title": (
        "title headline heading articletitle 제목 기사제목 표제 заголовок название заглавие titel überschrift "
        "schlagzeile titre 标题 標題 题目 題目 タイトル 見出し título titular العنوان"
    ),
    "subtitle": (
        "subtitle subheading subheadline standfirst deck dek 부제 부제목 подзаголовок untertitel soustitre chapô "
        "副标题 副標題"
    ),
    "published": (
        "published publisheddate datepublished publicationdate publishedat publishedon pubdate publishdate date "
        "게재일 발행일 보도일 게시일 날짜 일자 작성일 датапубликации опубликовано дата erscheinungsdatum "
        "veröffentlicht veröffentlichungsdatum publikationsdatum datum datedepublication publiéle publié 发布日期 "
        "發布日期 发表日期 發表日期 发布时间 日期 公開日 日付 掲載日 fecha fechadepublicación تاريخالنشر التاريخ"
    ),
    "outlet": (
        "outlet publication newspaper medium publisher media source sitename website journal 매체 매체명 언론사 "
        "신문사 출처 издание источник сми zeitung quelle herausgeber média journalsource éditeur 媒体 媒體 来源 "
        "來源 媒体名 出典 medio fuente المصدر"
    ),
    "author": (
        "author authors byline writer reporter journalist 기자 기자명 저자 작성자 글쓴이 автор авторы autor "
        "autorin autoren verfasser auteur auteurs 作者 记者 記者 著者 الكاتب"
    ),
    "url": (
        "url link address webaddress permalink uri href 주소 링크 ссылка адрес adresse lien 网址 網址 链接 連結 "
        "リンク enlace الرابط"
    ),
    "language": "language lang inlanguage 언어 язык sprache langue 语言 語言 言語 idioma اللغة",
    "updated": (
        "updated lastupdated updatedat datemodified modified updateddate 수정일 업데이트 обновлено датаобновления "
        "aktualisiert misàjour 更新日期 更新时间 更新日 更新"
    ),
    "accessed": (
        "accessed accessdate dateaccessed retrieved retrievedat 열람일 접속일 수집일 датаобращения abgerufen "
        "abgerufenam consulté consultéle 访问日期"
    ),
    "category": (
        "category section topic rubric 분류 섹션 카테고리 категория рубрика rubrik kategorie ressort rubrique "
        "catégorie 分类 栏目"
    ),
    "licence": "licence license rights copyright 라이선스 저작권 лицензия lizenz 许可 版权",
}
_LANGUAGES = {
    "en": "english englisch anglais 영어 английский 英语 英語",
    "ko": "korean 한국어 koreanisch coréen корейский 韩语 韓国語",
    "ru": "russian русский 러시아어 russisch russe 俄语",
    "de": "german deutsch allemand 독일어 немецкий 德语",
    "fr": "french français französisch 프랑스어 французский 法语",
    "zh": "chinese 中文 chinesisch chinois 중국어 китайский 汉语 中国語",
    "ja": "japanese 日本語 japanisch japonais 일본어 японский 日语",
    "ar": "arabic العربية arabisch arabe 아랍어 арабский 阿拉伯语",
    "es": "spanish español spanisch espagnol 스페인어 испанский 西班牙语",
    "uk": "ukrainian українська 우크라이나어 украинский ukrainisch",
}
_CODES = {word: code for code, words in _LANGUAGES.items() for word in words.split()}
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.I)
_SIGNS = re.compile(r"[\W_]+")
_DAY_OR_MONTH = re.compile(r"\s*(\d{1,2})[/.-]\s?(\d{1,2})[/.-]\s?\d{4}\b")
_RUN_TOGETHER = re.compile(r"(?:19|20)\d{6}", re.A)
# Seconds or milliseconds since 1970, as programs count, between 2001 and 2065.
_SECONDS = re.compile(r"[12]\d{9}(?:\d{3}|\.\d+)?", re.A)
_MOST_NAMED, _LONGEST_NAME = 12, 40
_MOST_OF_A_LIST = 1000


def find_columns(names: Iterable[str]) -> dict[str, str]:
    """Give, for each field that a table has a column for, the name of that column as the table writes it."""
    present: dict[str, str] = {}
    for name in names:
        present.setdefault(_SIGNS.sub("", name).casefold(), name)
    found: dict[str, str] = {}
    for field, known in _NAMES.items():
        column = next((present[each] for each in known.split() if each in present), None)
        if column is not None and column not in found.values():
            found[field] = column
    return found


def has_text(columns: Mapping[str, str]) -> bool:
    """Tell whether a column holds the articles' text."""
    return TEXT in columns or HTML in columns


def missing_text(names: Iterable[str]) -> str:
    """Say which column is wanted and which are there."""
    there = [" ".join(name.split())[:_LONGEST_NAME] for name in names if name.strip()]
    listed = ", ".join(there[:_MOST_NAMED]) + (" and others" if len(there) > _MOST_NAMED else "")
    return (
        "No column holds the articles' text; name it text, body or content, and the others title, date, outlet, "
        f"author and link. The columns are: {listed or 'none'}."
    )


def words_of(value: Json) -> str:
    """Give a cell's value as words: the name of what has one, the entries of a list behind each other."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "title", "text", "value") if isinstance(value.get(key), str)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, (_entry(each) for each in value[:_MOST_OF_A_LIST])))
    return _entry(value)


def text_of(value: Json) -> str:
    """Give the text of a cell; a list is one of paragraphs."""
    if isinstance(value, list):
        return "\n\n".join(words_of(each) for each in value)
    return words_of(value)


def _entry(value: Json) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, (dict, list, bool)):
        return ""
    return str(value).strip()


def date_orders(rows: Sequence[Mapping[str, Json]], columns: Mapping[str, str]) -> dict[str, bool | None]:
    """Tell for each column of dates whether the day stands before the month; None where each could be either."""
    dated = [columns[field] for field in DATE_FIELDS if field in columns]
    return {column: _is_day_first(words_of(row.get(column)) for row in rows) for column in dated}


def _is_day_first(dates: Iterable[str]) -> bool | None:
    for words in dates:
        match = _DAY_OR_MONTH.match(words)
        if match and (int(match[1]) > 12) != (int(match[2]) > 12):
            return int(match[1]) > 12
    return None


def known_of(
    row: Mapping[str, Json], columns: Mapping[str, str], orders: Mapping[str, bool | None]
) -> dict[str, Inferred]:
    """Give what a row says of its article, each value with the column that it comes from."""
    known: dict[str, Inferred] = {}
    for field, column in columns.items():
        words = " ".join(words_of(row.get(column)).split()) if field not in (TEXT, HTML) else ""
        if not words:
            continue
        origin = f"column {' '.join(column.split())[:_LONGEST_NAME]}"
        if field in DATE_FIELDS:
            order = orders.get(column)
            if (date := _date(words, order is not False)) is not None:
                known[field] = Inferred(date, origin, sure=order is not None or not _is_either(words))
        elif field == "language":
            if code := _language(words):
                known[field] = Inferred(code, origin)
        else:
            known[field] = Inferred(words, origin)
    return known


def _date(words: str, day_first: bool) -> FuzzyDate | None:
    if _RUN_TOGETHER.fullmatch(words):
        return parse_date(f"{words[:4]}-{words[4:6]}-{words[6:]}")
    if _SECONDS.fullmatch(words):
        day = datetime.fromtimestamp(int(words[:10]), UTC).date()
        return FuzzyDate(day, day, "day")
    return parse_date(words, day_first)


def _is_either(words: str) -> bool:
    """Tell whether a date could be read with the day first or the month first."""
    match = _DAY_OR_MONTH.match(words)
    return match is not None and max(int(match[1]), int(match[2])) <= 12 and match[1] != match[2]


def _language(words: str) -> str:
    plain = words.casefold()
    if plain in _CODES:
        return _CODES[plain]
    tag = _LANGUAGE_TAG.fullmatch(plain)
    return tag[1] if tag else ""
