from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.search_query import QueryError
from annotator.store.project import ProjectStore
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
    for words in ('"', "(", "fog AND", "NEAR(", "a*b:c", "'; DROP", "^", "-fog", "   ", 'fog OR "'):
        built.store.reader.search(words)


def test_a_query_that_cannot_be_read_is_refused(built: Built) -> None:
    with pytest.raises(QueryError, match="There is no field"):
        built.store.reader.search("autor:Kim")


def test_what_is_excluded_is_not_found(built: Built) -> None:
    assert found(built, "ferry -snow") == ["The late ferry"]
    assert found(built, "ferry -fog") == []


def test_one_of_several_words_is_enough(built: Built) -> None:
    assert found(built, "snow OR fog") == ["The late ferry"]
    assert found(built, "snow OR ice") == []


def test_a_word_between_quotation_marks_is_found_whole(built: Built) -> None:
    assert found(built, '"harbour"') == ["The late ferry"]
    assert found(built, '"harb"') == []
    assert found(built, '"harb"*') == ["The late ferry"]


@pytest.mark.parametrize("word", ["подтвердить", "подтвердил", "войсками", "войска"])
def test_a_russian_word_is_found_in_its_other_forms(built: Built, word: str) -> None:
    add(built, "Abroad", "Москва впервые подтвердила отправку войск.")
    assert found(built, word) == ["Abroad"]
    assert found(built, f'"{word}"') == []
    (hit,) = built.store.reader.search(word)
    assert hit.marks


def test_the_source_the_outlet_and_the_language_narrow_a_search(built: Built) -> None:
    add(built, "The comet", "The ferry was seen from a comet.")
    assert found(built, 'ferry source:"the comet"') == ["The comet"]
    assert found(built, "ferry source:comet") == ["The comet"]
    assert found(built, "ferry -source:comet") == ["The late ferry"]
    assert found(built, "ferry lang:fr") == []


def test_texts_have_no_tag(built: Built) -> None:
    assert found(built, "ferry tag:weather") == []
    assert len(found(built, "ferry OR tag:weather")) == 1


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
