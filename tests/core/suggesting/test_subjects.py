import pytest

from annotator.core.suggesting.subjects import is_voice, main_subject, name_behind, subject_before


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Anna Bakke said", "Anna Bakke"),
        ("The Harbour Board has repeatedly said", "The Harbour Board"),
        ("Officials in Tarnholm said", "Officials in Tarnholm"),
        ("When the fog lifted, Anna Bakke said", "Anna Bakke"),
        ("In a speech on Friday the minister said", "the minister"),
        ("Anna Bakke, a pilot, on Monday said", "Anna Bakke"),
        ("The director of the port, Piet Vos, said", "Piet Vos"),
        ("Prof. Jonas Ekmar, who teaches law, said", "Prof. Jonas Ekmar"),
        ("Bakke told the court that it was dark and said", "Bakke"),
        ("A declaration of the State Committee, which said", "the State Committee"),
        ("Reveth and Sool both said", "Reveth and Sool"),
        ("The agency that had once said", "The agency"),
    ],
)
def test_a_subject_stands_before_its_verb(line: str, subject: str):
    found = subject_before(line, 0, line.rindex("said"))
    assert found is not None
    assert line[slice(*found)] == subject


def test_a_participle_belongs_to_the_subject_of_its_clause():
    line = "When the pier burnt, Tarnholm kept silent, calling"
    found = main_subject(line, 0, line.index("calling"))
    assert found is not None
    assert line[slice(*found)] == "Tarnholm"


def test_the_full_stop_of_a_title_does_not_end_a_name():
    line = "said Gen. Maris Kolde. Nobody answered."
    found = name_behind(line, 4, len(line))
    assert found is not None
    assert line[slice(*found)] == "Gen. Maris Kolde"


@pytest.mark.parametrize(
    ("words", "is_it"),
    [("Anna Bakke", True), ("a port official", True), ("analysts", True), ("it", True), ("there", False), ("", False)],
)
def test_a_voice_is_a_name_a_role_or_a_pronoun(words: str, is_it: bool):
    assert is_voice(words) is is_it


def test_a_line_of_endless_words_comes_to_an_end():
    line = "the agency" + " a.b’c" * 400 + " which said"
    assert subject_before(line, 0, line.rindex("said")) is None
