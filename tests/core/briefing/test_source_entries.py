from dataclasses import replace

from annotator.core.briefing import build_briefing
from annotator.core.briefing.source_entries import drafted_descriptor
from annotator.core.briefing.tree import BibliographyPart, SourceEntry, SourcesPart
from annotator.core.words import ENGLISH, KOREAN
from tests.briefings import Records, bridge, day, full_bridge, source, statement, uid
from tests.core.briefing.parts import brief, in_order, names, part


def _entries(project: Records) -> dict[str, SourceEntry]:
    return {entry.outlet: entry for entry in part(build_briefing(project), SourcesPart).sources}


def test_sources_come_in_order_of_their_outlets_each_with_its_statements() -> None:
    counts = [(outlet, entry.statement_count) for outlet, entry in _entries(bridge()).items()]
    assert counts == [
        ("letter.md", 2),
        ("Orrin Gazette", 2),
        ("Structures Review", 2),
        ("The Valley", 2),
        ("강변일보", 1),
    ]


def test_a_source_that_nothing_is_quoted_from_is_not_listed() -> None:
    project = bridge()
    project.all_sources.append(source("unused", "Unused", "Unused Post", day(2025, 1, 1)))
    assert "Unused Post" not in _entries(project)


def test_what_is_not_known_of_a_source_stays_empty() -> None:
    entry = _entries(full_bridge())["letter.md"]
    assert (entry.title, entry.author, entry.url, entry.reliability, entry.reliability_words) == ("", "", "", "", "")
    assert entry.published == "undated"


def test_the_editors_descriptor_stands_for_the_drafted_one() -> None:
    descriptors = {outlet: entry.descriptor for outlet, entry in _entries(full_bridge()).items()}
    assert (
        descriptors["Structures Review"] == "The journal of the county’s engineers, who surveyed the bridge themselves."
    )
    assert descriptors["Orrin Gazette"] == ("Article, by Lena Marsh, published 28 April 2025, in English.")


def test_a_drafted_descriptor_tells_whose_words_a_source_carries() -> None:
    assert _entries(full_bridge())["강변일보"].descriptor == (
        "Article, published 2 May 2025, in Korean. Translated by the paper’s own desk. "
        "Carries or translates Orrin Gazette."
    )


def test_a_drafted_descriptor_makes_nothing_up() -> None:
    bare = replace(source("one", "", ""), language="")
    assert drafted_descriptor(bare, ENGLISH) == "Article, without a date."
    assert drafted_descriptor(replace(bare, language="tlh"), ENGLISH) == "Article, without a date."


def test_a_drafted_descriptor_follows_the_briefings_language() -> None:
    korean = next(one for one in bridge().all_sources if one.uid == uid("kangbyeon"))
    assert drafted_descriptor(korean, KOREAN) == "기사, 2025년 5월 2일 발행, 한국어."


def test_the_language_of_a_region_is_named_by_its_language() -> None:
    project = bridge()
    project.all_sources = [replace(one, language="en-GB") for one in project.all_sources]
    assert {entry.language for entry in _entries(project).values()} == {"English"}


def test_a_bibliography_lists_the_same_sources_by_author() -> None:
    bibliography = part(build_briefing(full_bridge()), BibliographyPart)
    assert [runs[0].text.split(",")[0] for runs in bibliography.entries] == [
        *("Jon Abara and Mina Holt", "Lena Marsh", "letter.md", "The Valley", "강변일보"),
    ]


def test_a_bibliography_is_there_only_where_it_is_wanted() -> None:
    assert "bibliography" not in names(build_briefing(bridge()))
    assert "bibliography" in names(brief(bridge(), parts=in_order("bibliography")))


def test_without_statements_there_are_no_sources() -> None:
    project = full_bridge()
    project.items = {}
    briefing = build_briefing(project)
    assert not {"sources", "bibliography"} & set(names(briefing))
    assert statement("cracks") in project.all_statements
