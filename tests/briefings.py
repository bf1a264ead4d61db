"""Invented projects to make briefings of: small, full and of any size."""

from dataclasses import replace
from datetime import date
from typing import Any

from annotator.core import prose
from annotator.core.records import Conflict, ConflictHead, Inferred, Placement, Prose
from annotator.core.vocabulary import OMISSION
from tests.memory import NOON, Records, about, day, month, source, uid, whole_year
from tests.pictures import png

__all__ = [
    "NOON",
    "Records",
    "about",
    "bridge",
    "day",
    "full_bridge",
    "large",
    "month",
    "source",
    "statement",
    "uid",
    "whole_year",
]


def bridge() -> Records:
    """A project without any finding put on it: nested and empty chapters, several scripts, odd quotes."""
    made = Records()
    made.all_sources = [
        source(
            "gazette",
            "Council shuts the old bridge",
            "Orrin Gazette",
            day(2025, 4, 28),
            author="Lena Marsh",
            reliability="B",
            url="https://gazette.example/orrin/bridge?id=4&page=2",
        ),
        source("valley", "Who asked for the closure?", "The Valley", month(2025, 5), reliability="C"),
        source(
            "review",
            "A crossing and its costs",
            "Structures Review",
            day(2025, 4, 29),
            author="Jon Abara and Mina Holt",
            reliability="A",
            url="https://review.example/crossing",
        ),
        source("letter", "", "", None),
        source("kangbyeon", "다리 폐쇄의 배경", "강변일보", day(2025, 5, 2), language="ko", reliability="B"),
    ]
    _bridge_chapters(made)
    return made


def _bridge_chapters(made: Records) -> None:
    summary = made.add_chapter("1", "Summary")
    background = made.add_chapter("2", "Background")
    six_months = made.add_chapter("2.1", "Six months of surveys")
    made.add_chapter("2.2", "What the surveys left out")
    towns = made.add_chapter("3", "Two towns, two accounts")
    made.add_chapter("4", "Costs")
    abroad = made.add_chapter("5", "Views from abroad & elsewhere")

    cracks = made.add_statement(
        "Inspectors found eleven cracks in the northern pier, four of them wider than a hand, and advised the council "
        "to stop all heavy traffic at once.",
        "gazette",
        2,
        actor="County Survey Office",
        credibility=2,
    )
    closed = made.add_statement("“The bridge stays shut until the pier is safe.”", "gazette", 5, actor="Mayor Adeyemi")
    asked = made.add_statement(
        "“We never asked for this,” the ferry owners said, “and nobody asked us.”", "valley", 4, actor="Ferry owners"
    )
    costs = made.add_statement(
        "Closing a crossing is cheap.\nKeeping it closed is not: each week sends nine hundred lorries to the hills.",
        "review",
        7,
        credibility=3,
    )
    note = made.add_statement("The survey was paid for by both towns.", "review", 1, kind="note", credibility=1)
    letter = made.add_statement("I walked across it in March and saw no crack", "letter", 0)
    korean = made.add_statement("양쪽 도시 모두 조사 비용을 부담했다고 밝혔다.", "kangbyeon", 3, actor="강변시청")
    hebrew = made.add_statement("הגשר נסגר bridge בלילה.", "letter", 0)
    odd = made.add_statement('A\ttab, an emoji \U0001f309, a control \x02 and <marks> & "straight" ones', "valley", 6)

    made.write(
        summary,
        "The bridge at Orrin was closed on the advice of the county’s own inspectors"
        f" {prose.token(cracks)}, and the mayor has tied its opening to the repair of one pier.{prose.token(closed)}"
        f"{prose.token(note)} The towns agree on the cracks and differ on who wanted the closure.",
    )
    made.write(background, "Both towns have paid for the crossing since it was built.")
    made.write(
        six_months,
        f"The survey took half a year, and its costs were shared.{prose.token(note)} What it cost the towns to wait is"
        f" set out by one journal alone.{prose.token(costs)}",
    )
    made.place(six_months, cracks)
    made.place(six_months, note)
    made.write(
        towns,
        f"The mayor speaks of safety.{prose.token(closed)} The ferry owners speak of being"
        f" left out;{prose.token(asked)} one resident doubts the cracks altogether.{prose.token(letter)}",
    )
    for statement in (cracks, closed, asked, costs, letter):
        made.place(towns, statement)
    made.write(towns, f"The doubt rests on a single letter without a date.{prose.token(letter)}")
    made.write(abroad, f"한국 신문도 같은 내용을 전했다.{prose.token(korean)}")
    for statement in (korean, hebrew, odd):
        made.place(abroad, statement)


def full_bridge() -> Records:
    """The same project with everything that a briefing can hold."""
    made = bridge()
    made.briefing = {
        "parts": [["bibliography", True]],
        "handling": "For the two councils only",
        "authors": "Ines Falk, Tomas Wren, Dara Quill",
        "editor": "M. Okafor",
    }
    made.all_sources = [
        replace(one, **_TOLD_OF_SOURCES[one.file_name]) if one.file_name in _TOLD_OF_SOURCES else one
        for one in made.all_sources
    ]
    made.read_uids = {uid("gazette"), uid("valley"), uid("review")}
    _full_codebook(made)
    for name, values in _told_of_statements().items():
        made.change(statement(name), **values)
    made.shared = {
        statement("cracks"): {uid("Ines Falk"): frozenset({uid("tag cause")}), uid("Tomas Wren"): _cause_and_pier()},
        statement("asked"): {name: frozenset({uid("tag blame")}) for name in map(uid, ("Ines Falk", "Tomas Wren"))},
    }
    _full_links(made)
    _full_chapters(made)
    return made


_NAMES = ("cracks", "closed", "asked", "costs", "note", "letter", "korean", "hebrew", "odd", "picture")
_TOLD_OF_SOURCES: dict[str, dict[str, Any]] = {
    "review.md": {"descriptor": "The journal of the county’s engineers, who surveyed the bridge themselves."},
    "kangbyeon.md": {
        "origin": "Orrin Gazette",
        "metadata": {"translation_note": Inferred("Translated by the paper’s own desk", "reviewer")},
    },
}


def statement(name: str) -> str:
    """Give the uid of one of the bridge's statements: cracks, closed, asked and so on."""
    return uid(f"statement {_NAMES.index(name) + 1}")


def _cause_and_pier() -> frozenset[str]:
    return frozenset({uid("tag cause"), uid("tag pier")})


def _full_codebook(made: Records) -> None:
    made.add_tag("cause", "Whatever is named as the reason for closing the bridge.")
    made.add_tag("pier", "The state of the northern pier.", parent="cause")
    made.add_tag("blame")
    made.add_tag("cost", "Money and detours.")
    made.add_tag("weather", "Never used so far.")


def _told_of_statements() -> dict[str, dict[str, Any]]:
    tags = {name: uid(f"tag {name}") for name in ("cause", "pier", "blame", "cost")}
    return {
        "cracks": {
            "kind": "reported",
            "said_date": day(2025, 4, 27),
            "event_date": month(2025, 4),
            "tag_uids": (tags["cause"], tags["pier"]),
        },
        "closed": {"kind": "direct", "said_date": day(2025, 4, 28), "tag_uids": (tags["cause"],)},
        "asked": {"kind": "direct", "event_date": whole_year(2024), "tag_uids": (tags["blame"],)},
        "costs": {
            "kind": "assessment",
            "event_date": about(date(2025, 4, 21), date(2025, 4, 30), "late April 2025"),
            "tag_uids": (tags["cost"],),
        },
        "note": {"kind": "assertion"},
        "letter": {"event_date": month(2025, 3), "tag_uids": (tags["pier"],)},
        "korean": {"kind": "reported", "said_date": about(date(2025, 4, 25), date(2025, 5, 1))},
    }


def _full_links(made: Records) -> None:
    made.link("supports", statement("note"), statement("cracks"))
    made.link("supports", statement("korean"), statement("cracks"))
    made.link("supports", statement("costs"), statement("asked"))
    letter_stands_alone = "The letter stands alone and is undated; the survey names its inspectors."
    made.link("contradicts", statement("cracks"), statement("letter"), letter_stands_alone)
    made.link("contradicts", statement("closed"), statement("asked"))
    made.link("repeats", statement("korean"), statement("note"))
    made.link("repeats", statement("odd"), statement("asked"))
    made.link("responds", statement("asked"), statement("closed"))
    made.link("responds", statement("closed"), statement("cracks"))


def _full_chapters(made: Records) -> None:
    summary, six_months, towns, abroad = (uid(f"chapter {number}") for number in ("1", "2.1", "3", "5"))
    made.write(
        summary,
        f"The closure rests on the state of one pier.{prose.token(statement('cracks'))}",
        is_key_judgement=True,
        likelihood="very_likely",
        confidence="moderate",
    )
    made.write(towns, "Both towns will pay for the repair in the end.", is_key_judgement=True, likelihood="likely")
    words = made.add_picture("gazette", png(320, 180), "The northern pier in April.", "Lena Marsh")
    covering = made.add_statement(words, "gazette", 1, kind="image")
    made.place(six_months, covering)
    found = "Inspectors found eleven cracks in the northern pier"
    shown = {
        "cracks": ("shortened", f"{found} {OMISSION} and advised the council to stop all heavy traffic at once."),
        "asked": ("paraphrased", "The ferry owners deny that they wanted the closure."),
        "costs": ("cited", ""),
    }
    forms = {statement(name): form for name, form in shown.items()}
    made.items[towns] = [
        replace(item, form=forms[item.statement_uid][0], words=forms[item.statement_uid][1])
        if isinstance(item, Placement) and item.statement_uid in forms
        else item
        for item in made.items[towns]
    ]
    passage = next(item for item in made.items[abroad] if isinstance(item, Prose))
    versions = ((passage.text, "Tomas Wren", 2), ("한국 신문은 다르게 전했다.", "Ines Falk", 1))
    heads = tuple(ConflictHead(text, uid(name), clock) for text, name, clock in versions)
    made.all_conflicts = [Conflict("prose", passage.uid, "text", heads)]


_KINDS = ("direct", "reported", "assertion", "assessment")
_JUDGED = ("likely", "even_chance", "very_unlikely")


def large(statements: int, chapters: int = 20, sources: int = 50, *, rich: bool = False) -> Records:
    """A project of any size: each statement with its quotation.

    A rich one has everything said of every statement, every third linked to the one before, prose that cites every
    tenth, a key judgement in each chapter, and a grade for each source.
    """
    made = Records(title="A large briefing")
    made.all_sources = [
        source(
            f"source {index}",
            f"Report number {index}",
            f"Outlet {index % 17}",
            day(2025, 1 + index % 12, 1 + index % 28),
            reliability="ABCDEF"[index % 6] if rich else "",
        )
        for index in range(sources)
    ]
    chapter_uids = [made.add_chapter(str(index + 1), f"Chapter number {index + 1}") for index in range(chapters)]
    if rich:
        for index in range(30):
            made.add_tag(f"tag {index}", f"What statements of kind {index} have in common.")
    for index in range(statements):
        quote = (
            f"Statement {index} says that the crossing was closed for {index % 90} days, that both towns knew of it, "
            "and that no one who was asked could name the day on which it would be opened again to lorries."
        )
        values = _everything_said(index) if rich else {}
        statement_uid = made.add_statement(
            quote, f"source {index % sources}", 1 + index % 40, credibility=1 + index % 6, **values
        )
        chapter_uid = chapter_uids[index * chapters // statements]
        if rich and index % 10 == 0:
            _write_about(made, chapter_uid, statement_uid)
        made.place(chapter_uid, statement_uid)
        if rich and index % 3 == 2:
            made.link(("supports", "contradicts")[index % 2], statement_uid, uid(f"statement {index}"))
    return made


def _everything_said(index: int) -> dict[str, Any]:
    known = (day(2025, 1 + index % 12, 1 + index % 28), month(2025, 1 + index % 12), whole_year(2020 + index % 6))
    return {
        "actor": f"Speaker {index % 40}",
        "said_as": _KINDS[index % 4],
        "event_date": known[index % 3],
        "said_date": day(2025, 1 + index % 12, 1 + index % 27),
        "tags": (f"tag {index % 30}", f"tag {(index + 7) % 30}"),
    }


def _write_about(made: Records, chapter_uid: str, statement_uid: str) -> None:
    text = f"What follows was said more than once, and by more than one of them.{prose.token(statement_uid)}"
    if made.items.get(chapter_uid):
        made.write(chapter_uid, text)
    else:
        likelihood = _JUDGED[len(made.items) % 3]
        made.write(chapter_uid, text, is_key_judgement=True, likelihood=likelihood, confidence="low")
