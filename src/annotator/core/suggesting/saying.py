"""The words with which languages say that somebody said something."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

import regex

# Forms of verbs, and behind them what takes several words.
_FORMS = (
    "said say says saying told tell tells telling add(?:ed|s|ing)? stat(?:ed|ing) writ(?:es?|ing|ten) wrote "
    "announc(?:e|ed|es|ing) claim(?:ed|s|ing)? report(?:ed|s|ing)? not(?:e|ed|es|ing) warn(?:ed|s|ing)? "
    "argu(?:e|ed|es|ing) explain(?:ed|s|ing)? insist(?:ed|s|ing)? stress(?:ed|es|ing)? emphasi[sz](?:e|ed|es|ing) "
    "declar(?:e|ed|es|ing) assert(?:ed|s|ing)? remark(?:ed|s|ing)? comment(?:ed|s|ing)? observ(?:ed|es|ing) "
    "maintain(?:ed|s|ing)? acknowledg(?:e|ed|es|ing) admit(?:s|ted|ting)? den(?:y|ied|ies|ying) "
    "confirm(?:ed|s|ing)? repl(?:y|ied|ies|ying) answer(?:ed|s|ing)? respond(?:ed|s|ing)? ask(?:ed|s|ing)? "
    "urg(?:e|ed|es|ing) call(?:ed|s|ing)? describ(?:e|ed|es|ing) characteri[sz](?:e|ed|es|ing) term(?:ed|s|ing) "
    "dubb(?:ed|ing) label+(?:ed|s|ing) prais(?:e|ed|es|ing) thank(?:ed|s|ing)? hail(?:ed|s|ing)? "
    "condemn(?:ed|s|ing)? reject(?:ed|s|ing)? dismiss(?:ed|es|ing)? denounc(?:e|ed|es|ing) defend(?:ed|s|ing)? "
    "welcom(?:ed|es|ing) ridicul(?:ed|es|ing) brand(?:ed|ing) critici[sz](?:e|ed|es|ing) accus(?:e|ed|es|ing) "
    "blam(?:e|ed|es|ing) vow(?:ed|s|ing)? pledg(?:e|ed|es|ing) promis(?:e|ed|es|ing) reiterat(?:e|ed|es|ing) "
    "repeat(?:ed|s|ing)? recall(?:ed|s|ing)? conclud(?:e|es|ing) predict(?:ed|s|ing)? hint(?:ed|s|ing)? "
    "express(?:ed|es|ing)? stipulat(?:e|ed|es|ing) tweet(?:ed|s|ing)? testif(?:y|ied|ies|ying) "
    "alleg(?:e|ed|es|ing) conced(?:e|ed|es|ing) caution(?:ed|s|ing)? boast(?:ed|s|ing)? lament(?:ed|s|ing)? "
    "contend(?:ed|s|ing)? demand(?:ed|s|ing)? advis(?:ed|es|ing) reveal(?:ed|s|ing)? disclos(?:ed|es|ing) "
    "protest(?:ed|s|ing)? counter(?:ed|s|ing) retort(?:ed|s|ing)? mutter(?:ed|s|ing)? exclaim(?:ed|s|ing)? "
    "proclaim(?:ed|s|ing)? complain(?:ed|s|ing)? quip(?:s|ped|ping)? joked? shouted whispered cried recounted reads"
).split()
_PHRASES = (
    r"states?(?=\s+that\b|:)",
    r"found(?= that\b)",
    r"read(?=\s*[:,]?\s*[“„«\"‘'])",
    r"ruled(?= that\b)",
    r"held(?= that\b)",
    r"is quoted",
    r"are quoted",
    r"was quoted",
    r"were quoted",
    r"been quoted",
    r"refer(?:s|red|ring)? to",
    r"point(?:s|ed|ing)? out",
    r"sp(?:eaks?|oke|oken|eaking)(?:\s+\p{Ll}+)? of",
    r"puts? it",
    r"us(?:e|es|ed|ing) the (?:term|word|words|phrase|expression|name|label)",
)


def _by_first_letter(patterns: Iterable[str]) -> str:
    """Put alternatives of one first letter together, so that most words are passed over at their first letter."""
    ordered = sorted(patterns, key=itemgetter(0))
    groups = ((letter, [each[1:] for each in group]) for letter, group in groupby(ordered, key=itemgetter(0)))
    return "|".join(f"{letter}(?:{'|'.join(group)})" for letter, group in groups)


# These are verbs only where nothing before them makes them nouns ("the report", "two claims", "in answer to").
NOUN_LIKE = frozenset(
    "report reports demand demands protest protests boast boasts counter note notes claim claims call calls "
    "answer answers promise promises pledge pledges term terms comment comments remark remarks label labels "
    "praise blame joke reads vow vows".split()
)
BEFORE_NOUNS = frozenset(
    "the a an this that these those its his her their our my no any some every each another other own such new "
    "first last two three four five several many most more in of for by with on from without latest recent "
    "earlier".split()
)
# Auxiliary verbs that make it a thing that may have been said, or is only wished for.
_MODALS = r"\b(?:may|might|could|would|should|can|must)(?:\s+\p{Ll}+)?(?:\s+have)?(?:\s+\p{Ll}+)?\s+$"
VERB = regex.compile(rf"\b(?:{_by_first_letter([*_FORMS, *_PHRASES])})\b")
POSSIBLY = regex.compile(_MODALS)
PARTICIPLE = regex.compile(r"\p{Ll}+ing\b")

_NOUNS = (
    r"claims?|statements?|declarations?|pledges?|warnings?|remarks?|words?|assertions?|criticisms?|announcements?|"
    r"descriptions?|reports?|vows?|promises?|accusations?|denials?|messages?|speech(?:es)?|essays?|comments?|dispatch|"
    r"letters?|commentary|briefing|post|testimony|call|argument|phrase|term|language|account"
)
# What somebody's saying is called, behind whoever's it is, or before him.
POSSESSED = regex.compile(rf"['’]s?\s+(?:\p{{Ll}}[\p{{L}}-]*\s+){{0,3}}?(?:{_NOUNS})\b")
# "Of" tells the author only of what bodies issue; else it tells what is said ("a declaration of victory").
AUTHORED = regex.compile(rf"\b(?:{_NOUNS})\s+(?P<link>by|from|of)\s+")
# The same words as the end of a phrase for whoever spoke by them: "the ministry's statement", "the CMC announcement".
DOCUMENT = regex.compile(rf"\s*(?:['’]s?)?\s+(?:\p{{Ll}}[\p{{L}}-]*\s+)?(?:{_NOUNS})$")
DOCUMENT_ALONE = regex.compile(
    rf"(?i:the|this|that|its|his|her|their|a|an)\s+(?:\p{{Ll}}+\s+)?(?P<noun>{_NOUNS}|text|document)"
)
ISSUED = regex.compile(
    rf"(?i:the|this|that|a|an)\s+(?:\p{{Ll}}+\s+)?(?:{_NOUNS})\s+(?:by|from|of)\s+(?P<who>.*\p{{Lu}}.*)"
)

ACCORDING = regex.compile(r"\b(?:[Aa]ccording to|[Ii]n the (?:words|language|view) of)\s+")
# Passives name the speaker behind them.
PASSIVE_BY = regex.compile(
    r"\b(?:called|described|referred to|dubbed|termed|labelled|labeled|characteri[sz]ed|quoted|hailed|praised)\s+by\s+"
)
# These say that the words are nobody's, or a name.
QUOTED_AS = regex.compile(
    r"\b(?:quot|cit)(?:ed|es|ing)\s+(?P<who>[^,;:]{2,60}?)\s+as\s+(?:saying|telling|stating|writing|adding)\b"
)
SCARE = regex.compile(
    r"\b(?:so-called|allegedly|alleged|supposedly|supposed|purportedly|purported|ostensibly|self-styled)\s+$|"
    r"\b(?:[Tt]itled|[Ee]ntitled|[Hh]eadlined|[Cc]aptioned|[Nn]icknamed|[Cc]ode-?named|[Nn]amed|[Kk]nown as)\s*,?\s+$"
)

# Korean: what stands right behind the quotation, with its particle of quoting, somewhere before the verb.
KOREAN_SAID = regex.compile(
    r"^\s*,?\s*(?:(?:이)?라고(?:도|만)?|(?:이)?라며|(?:이)?라면서|고(?:도)?|며|면서|는|(?:이)?라는|(?:이)?란)"
)
_KOREAN_STEMS = (
    "말했|말하|밝혔|밝히|전했|전하|보도했|보도하|주장했|주장하|강조했|강조하|덧붙|설명했|설명하|지적했|지적하|"
    "발표했|발표하|경고했|경고하|언급했|언급하|답했|답하|비판했|비난했|촉구했|선언했|평가했|반박했|적었|썼다|했다|호소했|토로했"
)
KOREAN_VERB = regex.compile(rf"(?:{_KOREAN_STEMS})")
KOREAN_SUBJECT = regex.compile(
    r"(?P<who>(?:[\p{L}\p{N}·()’'-]+\s+){0,4}?[\p{L}\p{N}·()’'-]+?)(?P<mark>은|는|이|가|께서|에서는|에서)(?=[\s,])"
)
KOREAN_ACCORDING = regex.compile(r"(?P<who>(?:[\p{L}\p{N}·-]+\s+){0,3}?[\p{L}\p{N}·-]+?)(?:에 따르면|에 의하면)")
KOREAN_OPENERS = frozenset(
    "그러나 하지만 또 또한 이어 이어서 이날 그리고 다만 한편 특히 앞서 이에 대해 반면 그러면서 이와 관련해 오전 "
    "오후".split()
)

_RUSSIAN = (
    r"(?:сказа|заяви|сообщи|отмети|подчеркну|добави|рассказа|поясни|написа|призна|обяви|предупреди|ответи|"
    r"напомни|уточни|объясни|подтверди|назва|призва|поблагодари|пообеща)(?:л|ла|ло|ли)|"
    r"говорит|говорят|пишет|передаёт|передает|считает|утверждает|отмечает|заявляет|сообщает|подчёркивает|подчеркивает|"
    r"вспоминает|рассказывает|объясняет|добавляет|признаёт|признает|говорится в \p{Ll}+"
)
RUSSIAN_VERB = regex.compile(rf"\b(?:{_RUSSIAN})\b", regex.I)
RUSSIAN_ACCORDING = regex.compile(r"\b(?:по словам|по данным|по информации|по мнению|согласно)\s+", regex.I)

_GERMAN = "sagte|sagt|sagten|erklärte|betonte|schrieb|warnte|meinte|ergänzte|fügte|kündigte|teilte|behauptete|forderte"
_CHINESE = "说|說|表示|称|稱|指出|强调|強調|宣布|写道|回应|回應|认为|認為"
_JAPANESE = "述べ|語|話し|言|説明|発表|主張|強調|指摘|書"
# German, Chinese, Japanese: who stands before the quotation, and who stands behind it.
OTHER_LANGUAGES = tuple(
    (regex.compile(before), regex.compile(behind))
    for before, behind in (
        (
            rf"(?P<who>\p{{Lu}}[^,;:.„“”«»]{{1,60}}?)\s+(?:{_GERMAN})\b[^„»«\"]{{0,40}}[:,]\s*[„»«\"]$",
            rf"[,\s]+(?:{_GERMAN})\s+(?P<who>[^,;:.„“”]{{2,60}})",
        ),
        (
            rf"(?P<who>[\p{{Han}}·]{{1,20}}?)(?:{_CHINESE})[^“「]{{0,6}}[：:，,]\s*[“「\"]$",
            rf"[，,]?\s*(?P<who>[\p{{Han}}·]{{1,20}}?)(?:{_CHINESE})",
        ),
        (
            r"(?P<who>[^、。「」\s]{1,24}?)[はが]、?(?:[^、。「」]{0,16}、)?「$(?<=[\p{Hiragana}\p{Katakana}\p{Han}].{0,60})",
            rf"と(?:{_JAPANESE})",
        ),
    )
)
PRONOUNS_OTHER = frozenset("он она они оно это 그는 그녀는 그 그녀 이들 그들".split())

TITLES = frozenset(
    "president chairman chairwoman chair premier minister prime general gen colonel col lieutenant lt major maj "
    "captain capt admiral adm commander sergeant sgt marshal secretary senator sen representative rep governor "
    "gov mayor ambassador envoy professor prof dr doctor mr mrs ms miss mx sir dame lord lady king queen prince "
    "princess pope bishop judge justice leader chancellor vice deputy foreign defence defense former acting chief "
    "director dictator supreme comrade spokesman spokeswoman spokesperson".split()
)
HONORIFICS = frozenset(
    "president chairman chairwoman premier general gen colonel col lieutenant lt major maj captain capt admiral "
    "adm commander sergeant sgt marshal senator sen governor gov mayor ambassador professor prof dr doctor mr mrs "
    "ms miss sir dame lord lady king queen prince princess pope bishop judge justice leader chancellor comrade".split()
)
# A name with one of these is a body's.
BODY = frozenset(
    "ministry committee commission agency bureau council office department institute university college centre "
    "center parliament government army navy air force guard police court tribunal union league party company "
    "corporation association federation federal republic kingdom organisation organization group bank news times "
    "post press daily herald courier review network television radio house senate congress cabinet embassy staff "
    "board authority service society foundation kremlin pentagon nations state states north south east west "
    "treaty islands isles strait port harbour harbor island sea region province day article".split()
)
