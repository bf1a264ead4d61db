from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import NotFoundError, RefusedError
from annotator.core.vocabulary import BlockKind
from annotator.store.doctor import examine
from annotator.store.history import entity_of
from annotator.store.project import ProjectStore
from annotator.store.sending import SendingWish, send
from tests.builders import ME, OTHER, PARAGRAPHS, Built, build, derived

LATE, FOG, NIGHT = PARAGRAPHS


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


def start(built: Built, words: str) -> int:
    return built.text.index(words)


def correct(built: Built, words: str, kind: BlockKind, level: int | None = None) -> None:
    built.do(edits.correct_kind(built.store.reader, built.revision_uid, [start(built, words)], kind, level))


def fold(built: Built, reason: str, *words: str) -> None:
    starts = [start(built, each) for each in words]
    built.do(edits.fold_blocks(built.store.reader, built.revision_uid, starts, reason))


def shown(built: Built) -> list[tuple[str, int, str]]:
    return [(str(each.kind), each.level, each.fold) for each in built.store.reader.blocks(built.revision_uid)]


PLAIN = ("paragraph", 0, "")


def test_a_paragraph_becomes_a_heading_of_the_second_level(built: Built) -> None:
    correct(built, FOG, BlockKind.HEADING)
    assert shown(built)[1:] == [PLAIN, ("heading", 2, ""), PLAIN]


def test_the_text_and_the_stored_block_list_stay(built: Built) -> None:
    stored = dict(entity_of(built.store.reader, built.revision_uid).fields)
    correct(built, FOG, BlockKind.QUOTE)
    assert built.store.reader.text(built.revision_uid) == built.text
    assert {name: entity_of(built.store.reader, built.revision_uid).fields[name] for name in stored} == stored


def test_the_numbers_of_the_paragraphs_follow(built: Built) -> None:
    late, night = built.statement(LATE), built.statement(NIGHT)
    assert built.store.reader.statement(night).locator == 3
    correct(built, FOG, BlockKind.HEADING)
    fold(built, "category", LATE)
    reader = built.store.reader
    assert (reader.statement(late).locator, reader.statement(night).locator) == (0, 1)


def test_what_was_folded_wrongly_comes_back_into_the_article(built: Built) -> None:
    fold(built, "around the article", LATE, FOG)
    assert [fold for _, _, fold in shown(built)] == ["", "around the article", "around the article", ""]
    fold(built, "", FOG)
    assert [fold for _, _, fold in shown(built)] == ["", "around the article", "", ""]


def test_the_whole_article_cannot_be_folded(built: Built) -> None:
    with pytest.raises(RefusedError, match="Nothing of the article"):
        fold(built, "category", "The late ferry", *PARAGRAPHS)


def test_what_is_so_already_is_no_change(built: Built) -> None:
    drafts = edits.correct_kind(built.store.reader, built.revision_uid, [start(built, FOG)], BlockKind.PARAGRAPH)
    assert drafts == []


def test_levels_go_down_and_up_but_not_beyond_the_first(built: Built) -> None:
    correct(built, FOG, BlockKind.HEADING, 3)
    for by, level in ((1, 4), (9, 6), (-4, 2), (-4, 1)):
        built.do(edits.correct_level(built.store.reader, built.revision_uid, [start(built, FOG)], by))
        assert shown(built)[2] == ("heading", level, "")


def test_a_paragraph_has_no_level(built: Built) -> None:
    with pytest.raises(RefusedError, match="Only headings and list items"):
        edits.correct_level(built.store.reader, built.revision_uid, [start(built, FOG)], 1)


def test_nothing_becomes_a_picture(built: Built) -> None:
    with pytest.raises(RefusedError, match="picture"):
        correct(built, FOG, BlockKind.IMAGE)


def test_a_place_where_no_block_begins_is_refused(built: Built) -> None:
    with pytest.raises(NotFoundError, match="has changed"):
        edits.correct_kind(built.store.reader, built.revision_uid, [3], BlockKind.QUOTE)


def test_undo_brings_back_what_was_read(built: Built) -> None:
    before = derived(built.store)
    drafts = edits.fold_blocks(built.store.reader, built.revision_uid, [start(built, FOG)], "category")
    done = built.do(drafts)
    built.store.undo([done.transaction_uid], ME)
    assert derived(built.store) == before


def test_the_earlier_value_can_be_restored_from_history(built: Built) -> None:
    correct(built, FOG, BlockKind.HEADING)
    entity = entity_of(built.store.reader, built.revision_uid)
    field = f"block:{start(built, FOG)}"
    built.do(edits.restore_value(built.store.reader, entity, field, None, OTHER))
    assert shown(built)[2] == PLAIN


def test_the_tables_are_what_the_log_says(built: Built) -> None:
    built.statement(NIGHT)
    correct(built, FOG, BlockKind.HEADING)
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept
    built.store.publish()
    assert examine(built.store.shared_path).findings == ()


@pytest.mark.parametrize("wish", [SendingWish(), SendingWish(is_clean=True)])
def test_copies_to_send_show_blocks_as_they_were_corrected(built: Built, tmp_path: Path, wish: SendingWish) -> None:
    correct(built, FOG, BlockKind.HEADING)
    fold(built, "category", LATE)
    path = send(built.store, tmp_path / "copy.annotator", wish).path
    with closing(ProjectStore.open(path, data_dir=tmp_path / "theirs")) as copy:
        [source] = copy.reader.sources()
        there = [(str(each.kind), each.level, each.fold) for each in copy.reader.blocks(source.revision_uid)]
    assert there == shown(built)
    assert examine(path).findings == ()


def other_copy(built: Built, folder: Path) -> Built:
    built.store.publish()
    store = ProjectStore.open(built.store.shared_path, data_dir=folder / "other")
    return Built(store, built.source_uid, built.revision_uid, built.text)


def test_corrections_of_different_blocks_merge_and_of_the_same_one_are_a_conflict(built: Built, tmp_path: Path) -> None:
    other = other_copy(built, tmp_path)
    correct(built, LATE, BlockKind.QUOTE)
    correct(built, FOG, BlockKind.HEADING)
    fold(other, "category", NIGHT)
    correct(other, FOG, BlockKind.CAPTION)
    other.store.publish()
    other.store.close()
    built.store.publish()
    assert shown(built)[1] == ("quote", 0, "")
    assert shown(built)[3] == ("paragraph", 0, "category")
    [conflict] = built.store.reader.conflicts()
    assert (conflict.entity_uid, conflict.field) == (built.revision_uid, f"block:{start(built, FOG)}")
