import pytest

from annotator.core.suggesting.cast import Cast

TEXT = (
    "President Anton Reveth met Emrik Sool, the chairman, in Tarnholm. The State Defence Committee had issued a "
    "declaration of its Harbour Board. Nordline spokesman Aron Lie left early. "
)


def cast() -> Cast:
    return Cast(TEXT, [(0, len(TEXT))])


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Reveth", "Anton Reveth"),
        ("President Reveth", "Anton Reveth"),
        ("Russian President Anton Reveth", "Anton Reveth"),
        ("the committee", "State Defence Committee"),
        ("he", "Aron Lie"),
        ("The declaration", "Harbour Board"),
        ("the OPB announcement", "OPB"),
        ("the party’s state-run Central News Agency (CNA)", "Central News Agency"),
        ("a port official", "port official"),
        ("Nordline spokesman Aron Lie", "Nordline spokesman Aron Lie"),
        ("the North", "the North"),
    ],
)
def test_words_mean_the_fullest_name_that_the_text_gives(words: str, meant: str):
    assert cast().meant(words, len(TEXT)) == meant


def test_it_is_the_body_that_spoke_last_and_no_person():
    known = cast()
    known.note(10, "Harbour Board")
    known.note(20, "Anton Reveth")
    assert known.meant("it", len(TEXT)) == "Harbour Board"


def test_a_role_is_whoever_spoke_in_it_last():
    known = cast()
    known.note(10, "Foreign Ministry official")
    assert known.meant("the official", len(TEXT)) == "Foreign Ministry official"


def test_only_who_was_named_before_can_be_meant():
    assert cast().meant("he", 20) == "Anton Reveth"
