"""Programs that save pages note where the page was, and when."""

from datetime import date

import pytest

from annotator.exchange.importing.page_notes import read_saved_note, without_archive

ADDRESS = "https://www.harbour.example/2024/ferry?id=1"


@pytest.mark.parametrize(
    ("note", "day", "origin"),
    [
        (
            f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Mon Jun 03 2024 10:11:12 GMT\n-->",
            date(2024, 6, 3),
            "SingleFile's note",
        ),
        (f"<!-- saved from url=(0043){ADDRESS} -->", None, "the browser's note on saving"),
        (
            f"<!-- Saved from {ADDRESS} at 2024-06-03T10:11:12Z using monolith v2.8.1 -->",
            date(2024, 6, 3),
            "monolith's note",
        ),
    ],
)
def test_the_note_tells_address_and_day(note: str, day: date | None, origin: str):
    found = read_saved_note(f"<!DOCTYPE html> <html lang=en>{note}<head>")
    assert (found.address, found.origin) == (ADDRESS, origin)
    assert (found.accessed.start if found.accessed else None) == day


def test_a_mirrored_page_names_its_place_without_the_protocol():
    note = "<!-- Mirrored from harbour.example/a.html by HTTrack Website Copier/3.x [X'14], Tue, 04 Jun 2024 10:00 -->"
    found = read_saved_note(note)
    assert found.address == "http://harbour.example/a.html"
    assert found.accessed is not None
    assert found.accessed.start == date(2024, 6, 4)


def test_a_page_without_a_note_tells_nothing():
    assert read_saved_note("<html><!-- url: nowhere --><p>saved from url=(1)x").address == ""


def test_an_archived_page_has_its_own_address_again():
    assert without_archive(f"https://web.archive.org/web/20240603101112/{ADDRESS}") == ADDRESS
    assert without_archive(f"https://web.archive.org/web/20240603101112if_/{ADDRESS}") == ADDRESS
    assert without_archive(ADDRESS) == ADDRESS
