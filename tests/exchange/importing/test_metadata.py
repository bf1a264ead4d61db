"""What can be said about an article beyond its own lines."""

from datetime import date

import pytest

from annotator.core.records import Article
from annotator.exchange.importing import article_from_bytes

PROSE = "The harbour master said on Tuesday that the ferry had left at nine. Nobody in the port had seen it since."


def read(text: str, name: str = "a.txt") -> Article:
    return article_from_bytes(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (
            "Der Hafenmeister sagte, die Fähre sei nicht zu sehen und das Schiff mit der Mannschaft von dem Kai fort.",
            "de",
        ),
        (
            "Le capitaine est dans le port et les marins sont sur la côte pour la nuit, qui est une des plus longues.",
            "fr",
        ),
        ("El capitán y los marineros de la isla que no se encuentran en el puerto, según las autoridades.", "es"),
        ("항구 관계자는 배가 아홉 시에 떠났다고 말했다.", "ko"),
        ("港长说，渡轮九点离开码头。", "zh"),
        ("港長は霧のためだと述べた。", "ja"),
        ("Начальник порта сказал, что паром ушёл в девять.", "ru"),
        ("Начальник порту сказав, що її паром пішов о дев'ятій.", "uk"),
    ],
)
def test_the_language_is_told_by_script_and_common_words(text: str, language: str):
    assert read(text).metadata["language"].value == language


def test_a_language_that_cannot_be_told_is_left_open():
    assert "language" not in read("Xyzzy plugh").metadata


def test_the_addresses_of_images_give_a_date_that_nobody_should_trust_blindly():
    image = "![A ship](https://img.example/photo/2024/03/05/a.jpg)"
    found = read(f"Ferry lost\n{image}\n{PROSE}").metadata["published"]
    assert found.value.start == date(2024, 3, 5)
    assert not found.sure
    assert "image address" in found.origin
    assert "on Tuesday" in found.origin


def test_a_date_in_the_lines_comes_before_one_in_an_address():
    image = "![A ship](https://img.example/2024/03/05/a.jpg)"
    found = read(f"Ferry lost\n6 March 2024\n{image}\n{PROSE}").metadata["published"]
    assert (found.value.start, found.origin, found.sure) == (date(2024, 3, 6), "line 2", True)


def test_a_date_in_the_files_name_is_the_last_resort():
    assert read(PROSE, "ferry 2024-03-05.txt").metadata["published"].origin == "file name"
    assert "published" not in read(PROSE, "ferry 2024-13-45.txt").metadata


def test_the_note_of_the_translators_names_the_outlet_and_an_images_host_makes_it_sure():
    note = "Translated from the Norwegian and edited by Harbour Daily staff."
    image = "![A ship](https://img.harbourdaily.example/a.jpg)"
    alone, confirmed = read(f"Ferry lost\n{PROSE}\n{note}"), read(f"Ferry lost\n{image}\n{PROSE}\n{note}")
    assert (alone.metadata["outlet"].value, alone.metadata["outlet"].sure) == ("Harbour Daily", False)
    assert (confirmed.metadata["outlet"].value, confirmed.metadata["outlet"].sure) == ("Harbour Daily", True)
