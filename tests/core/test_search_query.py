import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.search_fields import FIELDS, KINDS
from annotator.core.search_query import (
    DATE_FIELDS,
    Clause,
    Field,
    Query,
    QueryError,
    Words,
    field_being_typed,
    parse,
    write,
    written_value,
)

LANGUAGES = ("en", "ko", "zh", "ru")
_PIECES = st.lists(st.from_regex(r"[a-zя가-힣一-龥0-9]{1,6}", fullmatch=True), min_size=1, max_size=3).map(tuple)
_WORDS = st.builds(Words, _PIECES, st.booleans(), st.booleans())
_VALUES = st.from_regex(r"[\w.,()&:*/-]{1,8}( [\w.,()&*-]{1,8})?", fullmatch=True)
_PLAIN_FIELDS = [name for name in FIELDS if name not in (*DATE_FIELDS, "is")]
_FIELDS = st.one_of(
    st.builds(Field, st.sampled_from(_PLAIN_FIELDS), _VALUES),
    st.builds(Field, st.sampled_from(DATE_FIELDS), st.sampled_from(["2025", "2025-04", "28 Apr 2025"])),
    st.builds(Field, st.just("is"), st.sampled_from(KINDS)),
)
_CONDITIONS = st.one_of(_WORDS, _FIELDS)
_CLAUSES = st.one_of(
    st.builds(Clause, st.lists(_CONDITIONS, min_size=1, max_size=3).map(tuple)),
    st.builds(Clause, _CONDITIONS.map(lambda each: (each,)), st.just(True)),
)
_QUERIES = st.lists(_CLAUSES, max_size=5).map(tuple).map(Query)


def one(line: str) -> Words | Field:
    (clause,) = parse(line).clauses
    (condition,) = clause.any_of
    return condition


def _refusal(line: str) -> str:
    try:
        parse(line)
    except QueryError as error:
        return str(error)
    return ""


@given(_QUERIES, st.sampled_from(LANGUAGES))
@example(Query((Clause((Field("source", "/"),), True),)), "en")
def test_what_is_written_reads_as_the_same_query(query: Query, language: str) -> None:
    assert parse(write(query, language)) == query


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(line: str) -> None:
    assert (_refusal(line) or ".").endswith(".")


def test_words_stand_beside_each_other() -> None:
    assert parse("harbour fog") == Query((Clause((Words(("harbour",)),)), Clause((Words(("fog",)),))))


def test_a_phrase_is_what_stands_between_quotation_marks_of_any_kind() -> None:
    for line in ('"harbour master"', "“harbour master”", "«harbour master»", "「harbour master」"):
        assert one(line) == Words(("harbour", "master"), is_phrase=True)


def test_a_phrase_that_is_still_being_typed_goes_on() -> None:
    assert one('"harbour mas') == Words(("harbour", "mas"), is_phrase=True, is_prefix=True)


def test_a_star_asks_for_exactly_this_beginning() -> None:
    assert one("harb*") == Words(("harb",), is_prefix=True)


def test_a_word_with_marks_inside_is_one_condition() -> None:
    assert one("well-known") == Words(("well", "known"))


def test_a_minus_excludes() -> None:
    assert parse("-fog").clauses == (Clause((Words(("fog",)),), is_excluded=True),)


@pytest.mark.parametrize("line", ["fog OR snow", "fog ИЛИ snow", "fog | snow"])
def test_one_of_several_is_enough(line: str) -> None:
    assert parse(line).clauses == (Clause((Words(("fog",)), Words(("snow",)))),)


@pytest.mark.parametrize("line", ["fog OR", "OR fog", "fog AND", "fog -", "fog tag:", 'fog "'])
def test_what_is_not_finished_yet_is_passed_over(line: str) -> None:
    assert parse(line) == parse("fog")


@pytest.mark.parametrize("line", ["tag:denial", "태그:denial", "标签：denial", "тег:denial", "Tag:denial"])
def test_fields_are_named_in_four_languages(line: str) -> None:
    assert one(line) == Field("tag", "denial")


@pytest.mark.parametrize("line", ["is:notes", "종류:메모", "类型:笔记", "тип:заметка"])
def test_kinds_are_named_in_four_languages(line: str) -> None:
    assert one(line) == Field("is", "note")


def test_a_value_of_several_words_stands_between_quotation_marks() -> None:
    assert one('outlet:"Harbour Post"') == Field("outlet", "Harbour Post")
    assert written_value("Harbour Post") == '"Harbour Post"'
    assert written_value("denial") == "denial"


@pytest.mark.parametrize("line", ["10:30", "https://example.org/fog", "Kim: yes"])
def test_a_colon_in_other_places_names_no_field(line: str) -> None:
    assert not any(isinstance(each, Field) for clause in parse(line).clauses for each in clause.any_of)


def test_an_unknown_field_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(QueryError, match="There is no field “autor:”; there are source:, outlet:"):
        parse("autor:Kim")


def test_a_date_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(QueryError, match="“soon” is no date"):
        parse("after:soon")


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(QueryError, match="Nothing is called “picture” here"):
        parse("is:picture")


def test_a_minus_beside_or_is_refused() -> None:
    with pytest.raises(QueryError, match="A minus cannot stand beside OR"):
        parse("fog OR -snow")


def test_a_query_is_narrowed_once_and_widened_again() -> None:
    field = Field("tag", "denial")
    narrow = parse("fog").narrowed(field).narrowed(field)
    assert write(narrow) == "fog tag:denial"
    assert narrow.without(field) == parse("fog")


def test_only_words_that_are_wanted_are_marked() -> None:
    assert parse("fog -snow tag:weather").words == (Words(("fog",)),)


def test_the_field_that_is_being_typed_is_known_with_its_place() -> None:
    typed = field_being_typed("fog tag:den now", 11)
    assert typed is not None
    assert (typed.name, typed.value, typed.start, typed.end) == ("tag", "den", 8, 11)
    assert field_being_typed("fog tag:den now", 2) is None


def test_a_value_that_has_not_begun_is_being_typed() -> None:
    typed = field_being_typed("태그:", 3)
    assert typed is not None
    assert (typed.name, typed.value) == ("tag", "")
