"""Words that stand in every text of a language and say nothing of what it is about."""

from collections.abc import Mapping

STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "a an the of to in on at by for with from and or but as is was were are be been being am it its this that "
        "these those i he she they we you him her them us his hers their theirs our ours your my me not no nor have "
        "has had having do does did doing will would shall should can could may might must than then so if when while "
        "which who whom whose what where how why there here also into onto upon over under about after before between "
        "during through out up down off more most other some any each every all both few such only own same too very "
        "just again further once because until against don t s didn doesn isn wasn aren weren won".split()
    ),
    "ru": frozenset(
        "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от "
        "меня еще ещё нет о об из ему теперь когда даже ну ли если уже или ни быть был была были него до вас нибудь "
        "вам ведь там потом себя ей они тут где есть надо ней для мы тебя их чем сам чтоб чтобы без будто под будет "
        "тогда кто этот эта это эти того потому этого какой ним здесь этом один мой тем при также через над про всех "
        "которые который которая которое которых".split()
    ),
    "de": frozenset(
        "der die das den dem des ein eine einer eines einem einen und oder aber als wie ist sind war waren sein bin "
        "hat haben hatte hatten wird werden wurde wurden kann können konnte soll sollte muss müssen darf nicht kein "
        "keine ich er sie es wir ihr ihm ihn ihnen sich mich mir uns mein dein seine ihre unser dieser diese dieses "
        "jener welche auf in im an am zu zum zur von vom mit bei aus nach für über unter vor durch gegen ohne um bis "
        "auch noch nur schon so dass ob wenn weil da denn doch man was wer wo hier dort dann".split()
    ),
    "fr": frozenset(
        "le la les l un une des du de d et ou mais où donc ni car que qui quoi dont ce cet cette ces il elle ils "
        "elles on nous vous je tu me te se lui leur leurs son sa ses mon ma mes ton ta tes notre nos votre vos est "
        "sont était étaient été être suis sera seront a ont avait avaient avoir ai aura ne pas plus en dans sur sous "
        "par pour avec sans entre vers chez à au aux y si comme aussi très même après avant n s c j qu".split()
    ),
    "es": frozenset(
        "el la los las lo un una unos unas y o u pero que quien cual de del a al en por para con sin sobre entre desde "
        "hasta es son era eran fue fueron ser sido está están ha han había haber he hay no ni se su sus le les me te "
        "nos mi mis tu tus este esta estos estas ese esa eso esto como más muy ya también si cuando donde porque "
        "ante tras yo él ella ellos ellas".split()
    ),
}
