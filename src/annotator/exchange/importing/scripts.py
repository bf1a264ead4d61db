"""Which of the older encodings makes words of a text's bytes, told by how common the letters are that it gives."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

_LOOK = 20_000
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_FOREIGN = re.compile("[^\x00-\x7f]")
# Quotation marks, dashes and wide stops stand in many encodings alike and speak for none.
_NEUTRAL = re.compile("[\u00a0\u00ab\u00b7\u00bb\u2010-\u203a\u3000-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff1f]")
# A letter of another script that touches a Latin one: rare where the encoding is right.
_MIXED = re.compile("[A-Za-z][^\x00-\u00bf\u2010-\u203a]|[^\x00-\u00bf\u2010-\u203a][A-Za-z]")
_CAPITAL_INSIDE = re.compile("[а-яё][А-ЯЁ]")
_COMMON, _USUAL, _ODD, _TOUCHING = 3.0, 0.6, -2.0, -2.0
# What scores less is left to a general detector.
LIKELY = 1.2
# What scores this much, and clearly more than what a file declares, contradicts it.
CERTAIN = 1.7
CLEARLY = 0.5

_HANGUL = (
    "이다는을의에가고하지도로한사자기를은인그있어아나시서해리대들스정수일라보과전장부제조원것여만주상비오구면간공우생장"
    "으동소성물내세국계중게화연산안선경유군년모발말현명미문관회용마무위김북남항신러실입출당통방민교처없었했러제까지"
    "니며또등된될할않더분바트음운재개체행업력개건때후러적진단속외반식음토월요거양열각표심결역치질파포르드크타"
    "종객배박섬길"
)
_SIMPLE_HAN = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
    "种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机"
    "十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加"
    "西斯月话合回特代内信表化老给世位次度门任常先海通教原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打"
    "变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直资命山金指许统区保至队形社便空决治展港桥船渡轮离"
)
_FULL_HAN = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家"
    "種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機"
    "十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加"
    "西斯月話合回特代內信表化老給世位次度門任常先海通教原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打"
    "變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直資命山金指許統區保至隊形社便空決治展港橋船渡輪離"
)
_KANJI = (
    "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男"
    "西電校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意"
    "不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住真有口少町料工建空急"
    "政府首相軍隊派兵認述表明合意関係発言港船橋霧誰"
)
_RUSSIAN = "оеаинтсрвлОЕАИНТСРВЛ"
_ARABIC = "اليمنرتوبسدعةأ"
_GREEK = "αοιετνσρςίόήά"
_HEBREW = "יוהלאמרתנב"
_THAI = "านรอกเงดยล่วมต้ะีทห"


@dataclass(frozen=True, slots=True)
class _Script:
    """What an encoding gives where it is the right one."""

    common: re.Pattern[str]
    is_usual: Callable[[str], object]


def _pattern(characters: str, ranges: str = "") -> re.Pattern[str]:
    return re.compile(f"[{''.join(dict.fromkeys(characters))}{ranges}]")


def _encodable(encoding: str, first: int, last: int) -> Callable[[str], bool]:
    """Give a test for characters whose first byte in an encoding is in a range: there the usual ones are kept."""

    def is_usual(character: str) -> bool:
        encoded = character.encode(encoding, "ignore")
        return len(encoded) == 2 and first <= encoded[0] <= last

    return is_usual


@cache
def _scripts() -> dict[str, _Script]:
    """Give what each encoding is told by; the likelier of two that read the same comes first."""
    hangul = _Script(_pattern(_HANGUL), _encodable("euc_kr", 0xB0, 0xC8))
    simple = _Script(_pattern(_SIMPLE_HAN), _encodable("gb2312", 0xB0, 0xD7))
    full = _Script(_pattern(_FULL_HAN), _encodable("big5", 0xA4, 0xC6))
    japanese = _Script(_pattern(_KANJI, "\u3041-\u3093"), _is_usual_japanese)
    cyrillic = _Script(_pattern(_RUSSIAN), re.compile("[А-яЁёІіЇїЄєҐґ№]").match)
    arabic = _Script(_pattern(_ARABIC), re.compile("[\u0600-\u06ff]").match)
    greek = _Script(_pattern(_GREEK), re.compile("[\u0370-\u03ff]").match)
    hebrew = _Script(_pattern(_HEBREW), re.compile("[\u05d0-\u05ea]").match)
    thai = _Script(_pattern(_THAI), re.compile("[\u0e00-\u0e7f]").match)
    return {
        "cp949": hangul,
        "gb18030": simple,
        "cp932": japanese,
        "euc_jp": japanese,
        "big5": full,
        "cp1251": cyrillic,
        "koi8-r": cyrillic,
        "koi8-u": cyrillic,
        "cp866": cyrillic,
        "cp1256": arabic,
        "iso8859-6": arabic,
        "cp1253": greek,
        "cp1255": hebrew,
        "cp874": thai,
    }


def _is_usual_japanese(character: str) -> bool:
    if "\u30a1" <= character <= "\u30fc":
        return True
    encoded = character.encode("euc_jp", "ignore")
    return len(encoded) == 2 and 0xB0 <= encoded[0] <= 0xCF


def likeliest(data: bytes) -> tuple[str, float]:
    """Give the encoding whose letters are the commonest, and its score; ("", 0) where none makes words."""
    scores = {encoding: score(data, encoding) for encoding in _scripts()}
    best = max(scores, key=lambda encoding: scores[encoding])
    return (best, scores[best]) if scores[best] > 0 else ("", 0.0)


def score(data: bytes, encoding: str) -> float:
    """Tell how common the letters beyond ASCII are that an encoding gives: about 2 for its own texts, below 1 else.

    0 where it does not read the bytes, or is none of those that are told by their letters.
    """
    script = _scripts().get(encoding)
    if script is None:
        return 0.0
    first = _HIGH_BYTE.search(data)
    begin = max(0, first.start() - 1) if first else 0
    sample = data[begin : begin + _LOOK]
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample, begin + _LOOK >= len(data))
    except UnicodeDecodeError:
        return 0.0
    letters = _NEUTRAL.sub("", "".join(_FOREIGN.findall(text)))
    if not letters:
        return 0.0
    common = len(script.common.findall(letters))
    usual = sum(1 for character in script.common.sub("", letters) if script.is_usual(character))
    odd = len(letters) - common - usual
    touching = len(_MIXED.findall(text)) + len(_CAPITAL_INSIDE.findall(text))
    return (_COMMON * common + _USUAL * usual + _ODD * odd + _TOUCHING * touching) / len(letters)
