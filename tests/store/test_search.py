from pathlib import Path

import pytest

from annotator.core import edits
from annotator.store.project import ProjectStore
from annotator.store.search import search_terms
from tests.builders import ME, Built, article, build


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator")
    yield made  # type: ignore[misc]
    made.store.close()


def add(built: Built, title: str, *paragraphs: str) -> str:
    new = edits.add_source(built.store.uid, article(paragraphs, title, f"{title}.txt"))
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    return new.source_uid


def found(built: Built, words: str) -> list[str]:
    return [built.store.reader.source(hit.source_uid).title for hit in built.store.reader.search(words)]


def test_words_are_found_by_their_beginning_in_any_case(built: Built) -> None:
    assert found(built, "harb FOG") == ["The late ferry"]
    assert found(built, "harb snow") == []


def test_the_hit_stands_in_its_context_with_its_marks(built: Built) -> None:
    (hit,) = built.store.reader.search("harbour fog")
    assert hit.snippet == "On Monday the harbour master spoke of fog."
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["harbour", "fog"]
    assert built.text[hit.start : hit.end] == "harbour"
    assert hit.count == 2


def test_a_phrase_stands_together(built: Built) -> None:
    assert found(built, '"harbour master"') == ["The late ferry"]
    assert found(built, '"master harbour"') == []


def test_titles_weigh_more_than_bodies(built: Built) -> None:
    add(built, "A word on other things", "The weather was fine. Nothing about the comet but this: comet.")
    add(built, "The comet", "It was seen by many people in the evening of that long day.")
    assert found(built, "comet")[0] == "The comet"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("파병", "북한군의 파병을 처음으로 인정했다."),
        ("确认", "朝鲜首次确认向俄罗斯派兵。"),
        ("подтверд", "Москва впервые подтвердила участие."),
        ("派兵を", "ロシアへの派兵を認めた。"),
    ],
)
def test_korean_chinese_japanese_and_russian_words_are_found(built: Built, words: str, text: str) -> None:
    add(built, "Abroad", text)
    (hit,) = built.store.reader.search(words)
    assert hit.snippet[slice(*hit.marks[0])].startswith(words)


def test_what_is_typed_never_breaks_the_query(built: Built) -> None:
    for words in ('"', "(", "fog AND", "NEAR(", "a*b:c", "'; DROP", "^", "-fog", "   "):
        built.store.reader.search(words)
    assert search_terms('one "two three" "four') == ["one", "two three", "four"]


def test_a_deleted_source_is_no_longer_found_and_comes_back_with_undo(built: Built) -> None:
    gone = built.do(edits.delete_source(built.store.reader, built.source_uid))
    assert found(built, "fog") == []
    built.store.undo([gone.transaction_uid], ME)
    assert found(built, "fog") == ["The late ferry"]


def test_a_reopened_project_is_searched_without_indexing_again(built: Built) -> None:
    built.store.publish()
    again = ProjectStore.open(built.store.shared_path)
    assert again.index_texts() == 0
    assert again.reader.search("fog")
    again.close()


def test_what_is_folded_for_good_is_found_no_more_and_what_is_unfolded_again_is(built: Built) -> None:
    start = built.text.index("On Monday")
    folding = built.do(edits.fold_blocks(built.store.reader, built.revision_uid, [start], "category"))
    built.store.index_texts()
    assert found(built, "harbour master") == []
    built.store.undo([folding.transaction_uid], ME)
    built.store.index_texts()
    assert found(built, "harbour master") == ["The late ferry"]


def test_a_source_whose_blocks_were_corrected_leaves_the_index_whole(built: Built) -> None:
    start = built.text.index("On Monday")
    built.do(edits.fold_blocks(built.store.reader, built.revision_uid, [start], "category"))
    built.store.index_texts()
    built.do(edits.delete_source(built.store.reader, built.source_uid))
    built.store.index_texts()
    count = built.store._connection.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'passengers'")
    assert count.fetchone() == (0,)
