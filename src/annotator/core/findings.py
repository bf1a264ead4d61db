"""What a briefing can lack, and the words for it."""

from dataclasses import dataclass
from typing import Literal

from annotator.core.words import Words

FindingKind = Literal[
    "conflict",
    "changed_quote",
    "moved_statement",
    "turned_quote",
    "deleted_citation",
    "empty_chapter",
    "thin_chapter",
    "not_cited",
    "uncited_prose",
    "thin_claim",
    "incomplete_judgement",
    "undated_source",
    "ungraded_source",
    "unread_source",
    "unplaced",
]
TargetKind = Literal["project", "chapter", "prose", "statement", "source", "tag", "actor", "reviewer", "link", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wanting.

    `target` and `uid` are where it can be mended, `chapter_uid` the chapter it stands in, or "". `place` is the short
    name of the place: a chapter's number, a statement's code, a source's name. `names` and `count` fill the words:
    what it is about, and how many there are. `is_grave` marks what an editor must not overlook.
    """

    kind: FindingKind
    target: TargetKind
    uid: str
    chapter_uid: str = ""
    place: str = ""
    names: tuple[str, ...] = ()
    count: int = 1
    is_grave: bool = False


def finding_words(finding: Finding, words: Words) -> tuple[str, str]:
    """Say what is wanting in one line, and in another what that means or what to do about it."""
    forms = words.findings[finding.kind]
    values = {
        "place": finding.place,
        "count": f"{finding.count:,}",
        "names": words.list_comma.join(finding.names),
        "field": "",
    }
    if finding.kind == "conflict":
        values["field"], *versions = finding.names
        values["names"] = words.list_comma.join(f"“{version}”" for version in versions)
    headline = forms.one if finding.count == 1 else forms.many
    advice = forms.advice if finding.kind != "conflict" or finding.names[1:] else words.conflict_without_versions
    return headline.format(**values), advice.format(**values)
