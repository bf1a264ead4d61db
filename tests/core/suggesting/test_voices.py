import pytest

from annotator.core.suggesting.voices import is_title
from tests.core.suggesting.paragraphs import spoken, terms

GONE = "the pier is gone"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (f"“{GONE},” said Anna Bakke.", "Anna Bakke"),
        (f"“{GONE},” said Anna Bakke, the harbour master, on Tuesday.", "Anna Bakke"),
        (f"“{GONE},” Anna Bakke told reporters.", "Anna Bakke"),
        (f"“{GONE},” Anna Bakke, who has sailed since 1990, said in the evening.", "Anna Bakke"),
        (f"“{GONE},” said the ship’s engineer, Tom Lund.", "Tom Lund"),
        (f"“{GONE},” according to court papers.", "Court papers"),
        (f"“{GONE},” wrote the Harbour Trust in its report.", "Harbour Trust"),
        (f"“{GONE},” the report concludes.", "Report"),
        (f"“{GONE},” one passenger, who asked not to be named, told the Courier.", "One passenger"),
        (f"“{GONE}”, the mate shouted from the rail.", "Mate"),
        (f"“{GONE},” the Strait News Agency (SNA) reported on Monday.", "Strait News Agency"),
        (f"“{GONE},” its managing director, Sofie Brandt, told the Courier.", "Sofie Brandt"),
        (f"“{GONE},” said a port official who asked not to be named.", "Port official"),
    ],
)
def test_the_speaker_stands_behind_the_words(sentence: str, speaker: str):
    assert spoken(sentence) == [(GONE, speaker)]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (f"Anna Bakke said: “{GONE}.”", "Anna Bakke"),
        (f"Anna Bakke, a pilot for thirty years, said that “{GONE}.”", "Anna Bakke"),
        (f"The port’s director, Piet Vos, stressed that “{GONE}.”", "Piet Vos"),
        (f"On Monday, the Harbour Board announced that “{GONE}.”", "Harbour Board"),
        (f"According to Anna Bakke, “{GONE}.”", "Anna Bakke"),
        (f"In the words of Anna Bakke, “{GONE}.”", "Anna Bakke"),
        (f"A banner over the gate read “{GONE}.”", "Banner over the gate"),
        (f"Vos’s claim that “{GONE}” was not believed.", "Vos"),
        (f"The state of things was described by Anna Bakke as “{GONE}.”", "Anna Bakke"),
        (f"The agency quoted Anna Bakke as saying that “{GONE}.”", "Anna Bakke"),
        (f"A statement by the Harbour Board says “{GONE}.”", "Harbour Board"),
        (f"Tarnholm met the news calmly, repeating that “{GONE}.”", "Tarnholm"),
        (f"By declaring that “{GONE}” and leaving, Tarnholm ended the talks.", "Tarnholm"),
        (f"Anna Bakke praised the crew and added that “{GONE}.”", "Anna Bakke"),
    ],
)
def test_the_speaker_stands_before_the_words(sentence: str, speaker: str):
    assert [each[1] for each in spoken(sentence)] == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        (f"박 선장은 “{GONE}”고 말했다.", "박 선장"),
        (f"그러나 항만청 관계자는 28일 “{GONE}”라고 밝혔다.", "항만청 관계자"),
        (f"소식통에 따르면 “{GONE}”고 한다.", "소식통"),
        (f"“{GONE}”고 목격자 이모 씨는 전했다.", "목격자 이모 씨"),
        (f"«{GONE}», — заявил капитан Иван Петров.", "Капитан Иван Петров"),
        (f"По словам капитана Петрова, «{GONE}».", "Капитана Петрова"),
        (f"Мэр сказал: «{GONE}».", "Мэр"),
        (f"„{GONE}“, sagte Anna Bakke.", "Anna Bakke"),
        (f"港務局の田中局長は「{GONE}」と述べた。", "港務局の田中局長"),
        (f"港务局局长王明说：“{GONE}”。", "港务局局长王明"),
    ],
)
def test_other_languages_have_their_own_patterns(sentence: str, speaker: str):
    assert spoken(sentence) == [(GONE, speaker)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The so-called “express ferry” took three hours, residents said.",
        "An operation that allegedly “freed” the bank was announced.",
        "She wrote a book titled “the long harbour of the north.”",
        "Critics say the “green port” label is misleading.",
        "He may have said that the bridge was “safe.”",
        "The first ward is “North Pier.”",
        "The report cites the “Treaty of Mutual Aid” as its ground.",
        "The words “never again” are carved above the door.",
    ],
)
def test_what_nobody_says_is_a_term(sentence: str):
    assert spoken(sentence) == []
    assert len(terms(sentence)) == 1


@pytest.mark.parametrize(
    ("words", "is_it"),
    [
        ("Treaty of Mutual Aid", True),
        ("the Strait and the Banks", False),
        ("We sail. We hope.", False),
        ("Gone", False),
    ],
)
def test_a_title_is_told_by_its_capitals(words: str, is_it: bool):
    assert is_title(words) is is_it
