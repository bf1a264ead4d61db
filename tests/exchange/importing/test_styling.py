"""Styles tell what a paragraph is by their names, in whatever language."""

import pytest

from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.styling import heading, list_item, manner_of


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("Title", BlockKind.TITLE, 1),
        ("제목", BlockKind.TITLE, 1),
        ("Subtitle", BlockKind.SUBTITLE, 0),
        ("Untertitel", BlockKind.SUBTITLE, 0),
        ("heading 2", BlockKind.HEADING, 2),
        ("HEADING  2", BlockKind.HEADING, 2),
        ("heading 9", BlockKind.HEADING, 6),
        ("Überschrift 3", BlockKind.HEADING, 3),
        ("제목 1", BlockKind.HEADING, 1),
        ("Заголовок 1", BlockKind.HEADING, 1),
        ("Quote", BlockKind.QUOTE, 0),
        ("Intense Quote", BlockKind.QUOTE, 0),
        ("Quotations", BlockKind.QUOTE, 0),
        ("Citation intense", BlockKind.QUOTE, 0),
        ("caption", BlockKind.CAPTION, 0),
        ("Illustration", BlockKind.CAPTION, 0),
        ("Beschriftung", BlockKind.CAPTION, 0),
    ],
)
def test_a_style_is_known_by_its_name(name: str, kind: BlockKind, level: int):
    manner = manner_of([name])
    assert manner is not None
    assert (manner.kind, manner.level, manner.fold) == (kind, level, "")


@pytest.mark.parametrize("name", ["toc 1", "Contents 2", "TOC Heading", "table of figures", "Inhaltsverzeichnis 1"])
def test_lists_of_contents_are_folded(name: str):
    manner = manner_of([name])
    assert manner is not None
    assert (manner.kind, manner.fold) == (BlockKind.PARAGRAPH, FoldReason.BOILERPLATE)


@pytest.mark.parametrize("name", ["Normal", "Body Text", "Heading", "heading 1 Char", ""])
def test_other_styles_say_nothing(name: str):
    assert manner_of([name]) is None


def test_a_style_of_no_known_name_is_what_it_is_based_on():
    assert manner_of(["House Head", "heading 2", "Normal"]) == heading(2)


def test_levels_stay_within_those_of_articles():
    assert [heading(0).level, heading(9).level, list_item(0).level, list_item(40).level] == [1, 6, 1, 9]
