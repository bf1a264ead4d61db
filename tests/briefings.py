"""A small invented project to make briefings of, and large ones of any size: records without a store."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from annotator.core import prose
from annotator.core.errors import NotFoundError
from annotator.core.identity import derived_uid, placement_uid
from annotator.core.records import (
    Actor,
    Anchor,
    Chapter,
    FuzzyDate,
    Placement,
    Project,
    Prose,
    Reviewer,
    Source,
    Statement,
)

# 24 November 2025, 12:00 UTC.
NOON = 1_763_985_600_000


def uid(name: str) -> str:
    return derived_uid("test", name)


def day(year: int, month: int, number: int) -> FuzzyDate:
    return FuzzyDate(date(year, month, number), date(year, month, number), "day")


def month(year: int, number: int) -> FuzzyDate:
    return FuzzyDate(date(year, number, 1), date(year, number, 28), "month")


def source(name: str, title: str, outlet: str = "", published: FuzzyDate | None = None, **values: str) -> Source:
    return Source(
        uid=uid(name),
        file_name=f"{name}.md",
        title=title,
        subtitle="",
        outlet=outlet,
        author=values.get("author", ""),
        published=published,
        language=values.get("language", "en"),
        url=values.get("url", ""),
        reliability=values.get("reliability", ""),
        origin="",
        revision_uid=uid(f"{name} text"),
        original_sha256="",
        words=0,
        metadata={},
    )


@dataclass
class Records:
    """A project in memory that answers what a briefing asks of one."""

    title: str = "The bridge at Orrin"
    subtitle: str = "Why the two towns say different things about the same closure"
    language: str = "en"
    reviewer_names: Sequence[str] = ("Ines Falk", "Tomas Wren")
    all_chapters: list[Chapter] = field(default_factory=list)
    all_sources: list[Source] = field(default_factory=list)
    all_statements: dict[str, Statement] = field(default_factory=dict)
    all_actors: list[Actor] = field(default_factory=list)
    items: dict[str, list[Placement | Prose]] = field(default_factory=dict)

    def project(self) -> Project:
        return Project(uid("project"), self.title, self.subtitle, self.language)

    def reviewers(self) -> list[Reviewer]:
        return [Reviewer(uid(name), name, name[:1], "Blue") for name in self.reviewer_names]

    def chapters(self) -> list[Chapter]:
        return self.all_chapters

    def chapter_items(self, chapter_uid: str) -> list[Placement | Prose]:
        if chapter_uid not in {chapter.uid for chapter in self.all_chapters}:
            raise NotFoundError(chapter_uid)
        return self.items.get(chapter_uid, [])

    def sources(self) -> list[Source]:
        return self.all_sources

    def actors(self) -> list[Actor]:
        return self.all_actors

    def statements_by_uid(self, uids: Sequence[str]) -> list[Statement]:
        return [self.all_statements[one] for one in uids if one in self.all_statements]

    def add_chapter(self, number: str, title: str) -> str:
        above = number.rpartition(".")[0]
        parent = next((chapter.uid for chapter in self.all_chapters if chapter.number == above), None)
        depth = number.count(".")
        self.all_chapters.append(Chapter(uid(f"chapter {number}"), title, parent, "", number, depth))
        return uid(f"chapter {number}")

    def add_statement(
        self, quote: str, source_name: str, locator: int = 1, *, actor: str = "", kind: str = "paragraph", **values: int
    ) -> str:
        number = len(self.all_statements) + 1
        if actor and uid(actor) not in {one.uid for one in self.all_actors}:
            self.all_actors.append(Actor(uid(actor), actor))
        made = Statement(
            uid=uid(f"statement {number}"),
            number=number,
            source_uid=uid(source_name),
            anchor=Anchor(uid(f"{source_name} text"), 0, len(quote), quote, "", ""),
            locator=locator,
            locator_kind=kind,
            actor_uid=uid(actor) if actor else None,
            credibility=values.get("credibility"),
            created=NOON,
        )
        self.all_statements[made.uid] = made
        return made.uid

    def place(self, chapter_uid: str, statement_uid: str) -> None:
        placed = Placement(placement_uid(chapter_uid, statement_uid), chapter_uid, statement_uid, "")
        self.items.setdefault(chapter_uid, []).append(placed)

    def write(self, chapter_uid: str, text: str) -> None:
        items = self.items.setdefault(chapter_uid, [])
        items.append(Prose(uid(f"prose {chapter_uid} {len(items)}"), chapter_uid, "", text))

    def without_statement(self, statement_uid: str) -> "Records":
        kept = {key: value for key, value in self.all_statements.items() if key != statement_uid}
        return replace(self, all_statements=kept)


def bridge() -> Records:
    """A project with everything that a briefing can hold: nested and empty chapters, several scripts, odd quotes."""
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


def large(statements: int, chapters: int = 20, sources: int = 50) -> Records:
    """A project of any size: each statement with its quotation, and a passage of prose that cites every tenth."""
    made = Records(title="A large briefing")
    made.all_sources = [
        source(
            f"source {index}",
            f"Report number {index}",
            f"Outlet {index % 17}",
            day(2025, 1 + index % 12, 1 + index % 28),
        )
        for index in range(sources)
    ]
    chapter_uids = [made.add_chapter(str(index + 1), f"Chapter number {index + 1}") for index in range(chapters)]
    for index in range(statements):
        quote = (
            f"Statement {index} says that the crossing was closed for {index % 90} days, that both towns knew of it, "
            "and that no one who was asked could name the day on which it would be opened again to lorries."
        )
        statement_uid = made.add_statement(
            quote, f"source {index % sources}", 1 + index % 40, credibility=1 + index % 6
        )
        chapter_uid = chapter_uids[index * chapters // statements]
        made.place(chapter_uid, statement_uid)
    return made
