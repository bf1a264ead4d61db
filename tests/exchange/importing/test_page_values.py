"""Values of a page's metadata as they should be."""

import pytest

from annotator.exchange.importing.boilerplate import words_of
from annotator.exchange.importing.page_values import (
    absolute_address,
    cut_title,
    day_of,
    host_of,
    is_front_page,
    is_nobody,
    language_of,
    licence_of,
    tidy_name,
    without_outlet,
)

OUTLET = words_of("Harbour Post")


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("By Ann Author", "Ann Author"),
        ("Author, Ann", "Ann Author"),
        ("Ann &amp; Ben", "Ann & Ben"),
        ("https://social.example/ann", ""),
        ("ann@harbour.example", ""),
        ("x" * 600, ""),
        ("이순신", "이순신"),
    ],
)
def test_names_are_written_as_in_a_byline(name: str, tidy: str):
    assert tidy_name(name) == tidy


def test_offices_and_companies_are_nobody():
    assert all(
        map(is_nobody, ["admin", "Staff", "Staff Writer", "Newsroom", "Redaktion", "Harbour Media GmbH", "user17"])
    )
    assert not any(map(is_nobody, ["Ann Author", "Adminah Staffel", "John News"]))


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("KO_kr", "ko"), ("zh-Hant", "zh"), ("english", ""), ("", ""), ("x", "")]
)
def test_a_language_tag_is_the_language(tag: str, language: str):
    assert language_of(tag) == language


@pytest.mark.parametrize(
    ("address", "licence"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.de", "CC BY-SA 4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "Public domain"),
        ("https://harbour.example/terms", "https://harbour.example/terms"),
        ("All rights reserved", ""),
    ],
)
def test_a_licence_has_its_common_name(address: str, licence: str):
    assert licence_of(address) == licence


def test_a_year_is_no_day():
    assert day_of("2024") is None
    assert day_of("2024-03-05T10:00:00+09:00") == day_of("5 March 2024")


def test_addresses_are_of_the_web_or_none():
    assert absolute_address("https://kell.example/a/", "../b") == "https://kell.example/b"
    assert absolute_address("", "b") == absolute_address("", "//[x") == absolute_address("", "ftp://x/y") == ""
    assert host_of("https://www.kell.example/") == "kell.example"
    assert host_of("//[x") == ""
    assert is_front_page("https://kell.example/")
    assert not is_front_page("https://kell.example/?p=7")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ferry lost | Harbour Post", "Ferry lost"),
        ("Ferry lost - HARBOUR POST", "Ferry lost"),
        ("Ferry - lost", "Ferry - lost"),
        ("Harbour Post", "Harbour Post"),
    ],
)
def test_the_outlet_is_no_part_of_a_title(title: str, expected: str):
    assert without_outlet(title, OUTLET) == expected


def test_a_pages_title_is_cut_where_its_heading_ends():
    shown = {words_of("Ferry - lost in fog")}
    assert cut_title("Ferry - lost in fog | Kell | Harbour Post", (), shown) == (
        "Ferry - lost in fog",
        "Kell | Harbour Post",
    )
    assert cut_title("Harbour Post: x » Ferry - lost in fog", (), shown)[0] == "Ferry - lost in fog"
    assert cut_title("Harbour Post | Fog", OUTLET, set()) == ("Fog", "Harbour Post")
    assert cut_title("Fog over Kell", (), set()) == ("Fog over Kell", "")
