from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import edits, prose
from annotator.core.dates import parse_date
from annotator.core.found import FoundItem
from annotator.core.search_query import parse
from annotator.store.finding import counted, field_values, find
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator")
    yield made
    made.store.close()


@pytest.fixture
def worked(built: Built) -> Built:
    """Two statements with a tag, an actor and a date each, notes, a chapter with one of them and with prose."""
    reader = built.store.reader
    tag = built.make(edits.add_tag(reader, "weather"))
    master = built.make(edits.add_actor("The harbour master"))
    fog = built.statement("the harbour master spoke of fog", [tag])
    night = built.statement("Passengers remember a clear night", reviewer_uid=OTHER)
    built.do(edits.set_statement_field(fog, "actor", master))
    built.do(edits.set_statement_field(fog, "event_date", parse_date("3 Mar 2024")))
    built.do(edits.write_note(reader, fog, ME, "Ask the port about fog."))
    built.do(edits.write_note(reader, built.source_uid, OTHER, "No word of fog elsewhere."), OTHER)
    chapter = built.make(edits.add_chapter(reader, "The night"))
    built.do(edits.place_statement(reader, chapter, fog))
    built.do(edits.add_prose(reader, chapter, f"There was fog.{prose.token(fog)}"))
    built.do(edits.add_prose(reader, chapter, f"There was none.{prose.token(night)}"), OTHER)
    return built


def items(built: Built, line: str) -> list[FoundItem]:
    return [item for group in find(built.store.reader, parse(line)) for item in group.items]


def found(built: Built, line: str) -> list[tuple[str, str]]:
    return sorted((item.kind, item.words) for item in items(built, line))


def test_words_are_found_in_texts_statements_notes_and_prose(worked: Built) -> None:
    assert found(worked, "fog") == [
        ("note", "Ask the port about fog."),
        ("note", "No word of fog elsewhere."),
        ("prose", "There was fog."),
        ("statement", "the harbour master spoke of fog"),
        ("text", "On Monday the harbour master spoke of fog."),
    ]


def test_what_is_found_is_grouped_by_source_and_chapter(worked: Built) -> None:
    groups = find(worked.store.reader, parse("fog"))
    assert [(group.place_kind, group.title) for group in groups] == [
        ("source", "The late ferry"),
        ("chapter", "1 The night"),
    ]
    assert [groups[0].count(kind) for kind in ("text", "statement", "note")] == [1, 1, 2]


def test_the_words_are_marked_in_each_kind(worked: Built) -> None:
    for item in items(worked, "fog"):
        assert [item.words[start:end] for start, end in item.marks] == ["fog"]


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("fog is:note", ["note", "note"]),
        ("fog -is:note", ["prose", "statement", "text"]),
        ("is:statement tag:weather", ["statement"]),
        ("tag:weather", ["note", "statement"]),
        ('actor:"the harbour master"', ["note", "statement"]),
        ("chapter:1", ["note", "prose", "prose", "statement"]),
        ("chapter:night is:prose fog", ["prose"]),
        ("reviewer:BB", ["note", "prose", "statement"]),
        ("reviewer:ann fog", ["note", "prose", "statement"]),
        ("date:2024-03", ["note", "statement"]),
        ("after:2024-03-02", ["note", "statement"]),
        ("after:2024-03-03", []),
        ("before:2024-04 is:statement", ["statement"]),
        ("source:ferry is:statement -tag:weather", ["statement"]),
        ("clear OR tag:weather is:statement", ["statement", "statement"]),
        ("tag:nothing", []),
        ("-fog is:statement", ["statement"]),
    ],
)
def test_fields_narrow_what_is_found(worked: Built, line: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found(worked, line)] == kinds


def test_a_statement_s_note_leads_to_its_statement(worked: Built) -> None:
    (note,) = items(worked, "ask is:note")
    (statement,) = items(worked, "fog is:statement")
    assert note.statement_uid == statement.uid
    assert (note.start, note.end) == (statement.start, statement.end)


def test_everything_is_counted_by_kind_and_by_what_narrows_it(worked: Built) -> None:
    counts = counted(worked.store.reader, parse("fog"))
    assert counts.kinds == {"text": 1, "statement": 1, "note": 2, "prose": 1}
    assert counts.places[worked.source_uid, "note"] == 2
    assert counts.facets["source"] == (("The late ferry", "The late ferry", 4),)
    assert counts.facets["actor"] == (("The harbour master", "The harbour master", 2),)
    assert counts.facets["tag"] == (("weather", "weather", 1),)
    assert counts.facets["year"] == (("2024", "2024", 2),)


@pytest.mark.parametrize("facet", ["source", "actor", "tag"])
def test_narrowing_by_a_facet_finds_as_many_statements_as_it_counts(worked: Built, facet: str) -> None:
    ((_, value, _),) = counted(worked.store.reader, parse("fog is:statement")).facets[facet]
    narrowed = counted(worked.store.reader, parse(f'fog is:statement {facet}:"{value}"'))
    assert narrowed.kinds == {"statement": 1}


def test_changed_words_are_found_as_they_are_now(worked: Built) -> None:
    reader = worked.store.reader
    worked.do(edits.write_note(reader, worked.source_uid, OTHER, "Snow, they say."), OTHER)
    assert found(worked, "snow") == [("note", "Snow, they say.")]
    assert ("note", "No word of fog elsewhere.") not in found(worked, "fog")


def test_a_deleted_statement_is_found_no_more_and_again_after_undo(worked: Built) -> None:
    (statement,) = items(worked, "fog is:statement")
    gone = worked.do(edits.delete_statements([statement.uid]))
    assert items(worked, "fog is:statement") == []
    worked.store.undo([gone.transaction_uid], ME)
    assert items(worked, "fog is:statement") == [statement]


def test_a_project_that_is_new_here_is_indexed_by_portions(worked: Built, tmp_path: Path) -> None:
    worked.store.publish()
    again = ProjectStore.open(worked.store.shared_path, data_dir=tmp_path / "elsewhere")
    assert find(again.reader, parse("fog is:statement")) == []
    again.index_items()
    assert len(find(again.reader, parse("fog is:statement"))) == 1
    assert again.index_items() == 0
    again.close()


@pytest.mark.parametrize(
    ("word", "note"), [("파병", "북한군의 파병."), ("确认", "首次确认派兵。"), ("войска", "Отправка войск.")]
)
def test_notes_in_korean_chinese_and_russian_are_found(worked: Built, word: str, note: str) -> None:
    worked.do(edits.write_note(worked.store.reader, worked.source_uid, ME, note))
    assert found(worked, f"{word} is:note") == [("note", note)]


def test_what_others_made_is_not_found_while_work_is_blind(worked: Built) -> None:
    worked.do(edits.work_blind(worked.store.uid, True))
    worked.store.look_as(ME)
    assert found(worked, "clear is:statement") == []
    assert found(worked, "fog is:note") == [("note", "Ask the port about fog.")]
    assert found(worked, "none is:prose") == []
    assert counted(worked.store.reader, parse("fog OR clear")).kinds["statement"] == 1
    worked.do(edits.work_blind(worked.store.uid, False))
    assert len(found(worked, "clear is:statement")) == 1


def test_a_field_offers_the_values_that_the_project_has(worked: Built) -> None:
    reader = worked.store.reader
    assert field_values(reader, "tag") == ["weather"]
    assert field_values(reader, "source") == ["The late ferry"]
    assert field_values(reader, "reviewer") == ["Ann Author", "Ben Brown"]
    assert field_values(reader, "outlet") == []


def test_a_check_that_raises_ends_the_search_at_once(worked: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.store.finding._STEPS_BETWEEN_CHECKS", 1)

    def leave() -> None:
        raise KeyError("enough")

    for work in (find, counted):
        with pytest.raises(KeyError):
            work(worked.store.reader, parse("is:statement"), leave)
    assert len(found(worked, "is:statement")) == 2


def test_my_note_on_a_hidden_statement_is_found_without_it(worked: Built) -> None:
    (theirs,) = items(worked, "clear is:statement")
    worked.do(edits.write_note(worked.store.reader, theirs.uid, ME, "Whose memory?"))
    worked.do(edits.work_blind(worked.store.uid, True))
    worked.store.look_as(ME)
    (group,) = find(worked.store.reader, parse("memory"))
    assert (group.place_kind, group.title) == ("other", "")
