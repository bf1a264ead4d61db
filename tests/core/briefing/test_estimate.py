"""The estimate of pages, held against LibreOffice where it is installed."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.core.briefing import Briefing, BriefingOptions, BriefingSettings, build_briefing
from annotator.core.briefing.estimate import PageEstimate, estimate_pages
from annotator.core.briefing.tree import PicturesPart
from annotator.exchange.docx import write_briefing
from annotator.exchange.docx.pages import page_numbers
from annotator.exchange.docx.typesetting import Handles
from tests.briefings import Records, bridge, full_bridge, large, uid
from tests.pictures import png
from tests.tools import require_tool

PAGES_PER_ERROR = 20


def _estimate(made: Records, **choices: object) -> PageEstimate:
    return estimate_pages(build_briefing(made, BriefingOptions((), BriefingSettings(**choices))))


def _only(*names: str) -> dict[str, object]:
    settings = BriefingSettings()
    return {"parts": tuple(replace(part, is_on=part.name in names) for part in settings.parts)}


def test_a_briefing_without_parts_has_no_pages():
    assert _estimate(bridge(), **_only()) == PageEstimate({}, 0)


def test_title_and_contents_share_the_first_page():
    estimate = _estimate(bridge())
    assert (estimate.first_page["title"], estimate.first_page["contents"]) == (1, 1)


def test_chapters_at_the_top_begin_pages_and_those_below_follow():
    estimate = _estimate(bridge())
    summary, background, six_months = (estimate.first_page[uid(f"chapter {number}")] for number in ("1", "2", "2.1"))
    assert estimate.first_page["chapters"] == summary == 2
    assert background == summary + 1
    assert six_months == background


def test_a_chapter_with_nothing_to_show_begins_no_page():
    estimate = _estimate(bridge())
    assert estimate.first_page[uid("chapter 4")] == estimate.first_page[uid("chapter 3")]


def test_every_part_and_chapter_of_a_briefing_has_its_page():
    briefing = build_briefing(full_bridge())
    estimate = estimate_pages(briefing)
    keys = {part.name for part in briefing.parts} | {chapter.uid for chapter in briefing.walk()}
    assert set(estimate.first_page) == keys
    assert max(estimate.first_page.values()) <= estimate.total


def test_parts_are_numbered_in_the_order_that_was_chosen():
    settings = BriefingSettings()
    moved = tuple(sorted(settings.parts, key=lambda part: part.name == "chapters"))
    estimate = _estimate(full_bridge(), parts=moved)
    assert estimate.first_page["method"] < estimate.first_page["chapters"]


def test_more_statements_need_more_pages():
    totals = [_estimate(large(count)).total for count in (20, 100, 300)]
    assert totals == sorted(set(totals))


def test_corroboration_lines_need_room():
    made = large(120, rich=True)
    assert _estimate(made, shows_links=False).total < _estimate(made).total


def test_a_companion_shares_the_page_of_what_it_follows():
    estimate = _estimate(full_bridge(), **_only("chapters", "sources", "bibliography"))
    assert estimate.first_page["bibliography"] == estimate.first_page["sources"]
    alone = _estimate(full_bridge(), **_only("chapters", "bibliography"))
    assert alone.first_page["bibliography"] == alone.total


@pytest.mark.parametrize("size", [(40, 30), (4000, 3000), (300, 9000)])
def test_a_picture_is_no_higher_than_a_page(size: tuple[int, int]):
    briefing = build_briefing(full_bridge())
    part = briefing.part(PicturesPart)
    assert part is not None
    pictures = (replace(part.pictures[0], data=png(*size)),)
    estimate = estimate_pages(replace(briefing, parts=(replace(part, pictures=pictures),)))
    assert estimate.total == 1


def _laid_out(briefing: Briefing) -> PageEstimate:
    stream = io.BytesIO()
    write_briefing(briefing, stream)
    numbers, handles = page_numbers(stream.getvalue()), Handles()
    keys = [*(chapter.uid for chapter in briefing.walk()), *(part.name for part in briefing.parts)]
    names = {key: handles.heading(key) for key in keys}
    return PageEstimate(
        {key: numbers.pages[name] for key, name in names.items() if name in numbers.pages}, numbers.total
    )


@pytest.mark.parametrize(
    "make", [bridge, full_bridge, lambda: large(120), lambda: large(120, chapters=6, sources=12, rich=True)]
)
def test_the_estimate_is_within_a_page_in_twenty_of_what_libreoffice_lays_out(make: Callable[[], Records]):
    require_tool("soffice")
    briefing = build_briefing(make())
    estimate, truth = estimate_pages(briefing), _laid_out(briefing)
    allowed = max(1, truth.total / PAGES_PER_ERROR)
    assert abs(estimate.total - truth.total) <= allowed
    assert len(truth.first_page) > len(list(briefing.walk()))
    for key, page in truth.first_page.items():
        assert abs(estimate.first_page[key] - page) <= allowed, key
