"""What the programs that save pages note in them: where the page was, and when it was saved."""

import re
from dataclasses import dataclass

from annotator.core.dates import parse_date
from annotator.core.records import FuzzyDate

_HEAD = 20_000
_ADDRESS = r"(https?://[^\s<>\"]{3,2000})"
_SINGLE_FILE = re.compile(
    rf"<!--\s*Page saved with SingleFile\s+url:\s*{_ADDRESS}\s+saved date:\s*([^\n<]{{8,80}})", re.I
)
_SAVED_AS = re.compile(rf"<!--\s*saved from url=\(\d{{1,6}}\){_ADDRESS}", re.I)
_MONOLITH = re.compile(rf"<!--\s*Saved from {_ADDRESS} at (\d{{4}}-\d\d-\d\d)", re.I)
_MIRRORED = re.compile(r"<!--\s*Mirrored from (\S{3,2000}) by HTTrack[^,<]{0,100}, \w{3}, (\d{1,2} \w{3} \d{4})", re.I)
_JAVASCRIPT_DATE = re.compile(r"^\w{3} (\w{3}) (\d{1,2}) (\d{4})")
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(https?://.*)$")


@dataclass(frozen=True, slots=True)
class SavedNote:
    """Where a page was and when it was saved, as far as its saver says so; `origin` names the note."""

    address: str = ""
    accessed: FuzzyDate | None = None
    origin: str = ""


def read_saved_note(text: str) -> SavedNote:
    """Read the note of SingleFile, of browsers' "Save as", of monolith or of HTTrack."""
    head = text[:_HEAD]
    if match := _SINGLE_FILE.search(head):
        return SavedNote(match[1], _day(match[2]), "SingleFile's note")
    if match := _SAVED_AS.search(head):
        return SavedNote(match[1], None, "the browser's note on saving")
    if match := _MONOLITH.search(head):
        return SavedNote(match[1], parse_date(match[2]), "monolith's note")
    if match := _MIRRORED.search(head):
        return SavedNote(f"http://{match[1]}", parse_date(match[2]), "HTTrack's note")
    return SavedNote()


def without_archive(address: str) -> str:
    """Give the address of a page that the Internet Archive kept, as it was in its own place."""
    match = _ARCHIVED.match(address)
    return match[1] if match else address


def _day(words: str) -> FuzzyDate | None:
    match = _JAVASCRIPT_DATE.match(words.strip())
    return parse_date(f"{match[2]} {match[1]} {match[3]}") if match else parse_date(words.strip())
