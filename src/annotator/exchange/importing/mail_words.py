"""What mail programs write around people's words, in the languages of the sources: the patterns to know it by."""

import re


def _either(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


# Before a subject: an answer, or a mail that is passed on.
_ANSWERED = _either(*"re aw antw sv vs odp ynt отв ответ на 회신 답장 回复 回覆 答复 答覆 返信".split())
_PASSED_ON = _either(*"fwd? wg tr rv vb пер 전달 转发 轉寄 転送".split())
_COUNT = r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?"
PREFIX = re.compile(
    rf"^\s*(?:{_either(_ANSWERED, _PASSED_ON)}{_COUNT}\s*[:：]|\[(?:ext|external|extern|spam)\]:?)\s*", re.I
)
PASSED_ON = re.compile(rf"^\s*{_PASSED_ON}{_COUNT}\s*[:：]", re.I)

# The line above an earlier mail.
_EARLIER = _either(
    "original (?:message|mail|appointment)",
    "forwarded (?:message|mail)",
    "reply message",
    "ursprüngliche nachricht",
    "original-?nachricht",
    "weitergeleitete nachricht",
    "message (?:d['’]origine|original|transféré)",
    "mensaje (?:original|reenviado)",
    "원본 ?메(?:시지|일)",
    "전달된 ?메(?:시지|일)",
    "(?:исходное|оригинальное|пересылаемое|пересланное|перенаправленное) (?:сообщение|письмо)",
    *"原始邮件 原始郵件 转发的?邮件 轉寄郵件 元のメッセージ 転送メッセージ".split(),
)
_EARLIER_BARE = _either(
    "begin forwarded message",
    "anfang der weitergeleiteten nachricht",
    "début du message (?:réexpédié|transféré)",
    "начало (?:переадресованного|пересылаемого) (?:сообщения|письма)",
    "전달된 메시지 시작",
)
EARLIER = re.compile(rf"^[\s>*_=-]{{0,6}}-{{2,}}\s*{_EARLIER}|^{_EARLIER_BARE}\s*:?\s*$", re.I)

# The fields of an earlier mail's head, as programs write them out.
_FROM = _either("from", "von", "de", "da", "보낸 ?사람", "보낸이", "от(?: кого)?", "发件人", "寄件者", "差出人")
_DATE = _either(
    *"sent date gesendet datum envoyé enviado".split(),
    *("보낸 ?(?:날짜|시간)", "날짜", "отправлено", "дата"),
    *"发送时间 日期 寄件日期 送信日時 日時".split(),
)
_OTHERS = _either(
    _DATE,
    *"to cc subject an betreff à objet para asunto".split(),
    *("받는 ?사람", "참조", "제목"),
    *"кому копия тема".split(),
    *"收件人 抄送 主题 收件者 主旨 宛先 件名".split(),
)
DATE_FIELD = re.compile(rf"^\**{_DATE}\s*[:：]\**\s*(?P<date>\S.*)", re.I)
FROM_FIELD = re.compile(rf"^\**{_FROM}\s*[:：]\**\s*(?P<sender>\S.*)", re.I)
FIELD = re.compile(rf"^\**{_either(_FROM, _OTHERS)}\s*[:：]", re.I)
# Where the line breaks between them were lost.
FIELDS_IN_LINE = re.compile(
    rf"^\**{_FROM}\s*[:：]\**\s*(?P<sender>.{{1,300}}?)\s*\b{_OTHERS}\s*[:：].{{1,600}}?\b{_OTHERS}\s*[:：]", re.I
)

# "On 5 March 2024 at 09:00, Ann Author wrote:", which names a date and ends with a colon.
WROTE = re.compile(
    _either(
        r"\bwrote",
        r"\bschrieb\b.{0,120}",
        r"\ba écrit",
        r"\bescribió",
        r"\bha scritto",
        r"\b(?:schreef|skrev)\b.{0,80}",
        r"\bnapisał(?:a|\(a\))?",
        r"(?:님이|님께서|이\(가\))\s?(?:작성|쓴 글|쓰셨습니다).{0,10}",
        r"\bнаписал(?:а|\(а\))?",
        r"\bпишет",
        *"写道 寫道 のメール".split(),
        r"<[^<>\s]+@[^<>\s]+>",
    )
    + r"\s*[:：]$",
    re.I,
)
DATED = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|\d{4}[년年]")

# What a telephone puts under a mail.
SENT_FROM = re.compile(
    "^"
    + _either(
        r"sent (?:from|via) (?:my|outlook|yahoo|mail for)\b",
        "get outlook for",
        "von meinem .{2,30} gesendet",
        "envoyé de mon ",
        "나의 .{2,20}에서 보냄",
        "отправлено с ",
        "发自我的",
    ),
    re.I,
)

# What a newsletter says of itself.
OF_SUBSCRIPTION = re.compile(
    _either(
        "unsubscribe",
        "view (?:this|it|the) ?.{0,20} (?:in|on) (?:your|a|the) (?:web )?(?:browser|online)",
        "view online",
        "you (?:are receiving|received) this",
        "manage (?:your )?(?:preferences|subscription)",
        "forwarded this (?:e-?mail|newsletter)",
        *"abbestellen abmelden désinscri".split(),
        "im browser (?:öffnen|ansehen|anzeigen)",
        "se désabonner",
        "dans (?:votre|le) navigateur",
        *("수신 ?거부", "구독 ?(?:취소|해지)"),
        *("отписаться", "в браузере"),
        *"退订 取消订阅 取消訂閱 配信停止".split(),
    ),
    re.I,
)
