from annotator.core.compare.matrix import (
    MOST_SOURCES,
    SHADES,
    Cell,
    Column,
    Grouping,
    Kind,
    Matrix,
    Measure,
    Row,
    by_sources,
    by_tags,
    shade,
)
from tests.memory import source, uid

SUMMARY, COSTS = Row("summary", "Summary", "1"), Row("costs", "Costs", "2")
GAZETTE = source("gazette", "Council shuts the bridge", "Orrin Gazette", reliability="B")
VALLEY = source("valley", "Who asked?", "The Valley", origin="Orrin Gazette", reliability="C")
AGAIN = source("again", "The bridge, again", "Orrin  gazette", reliability="A")
LETTER = source("letter", "A letter")
SOURCES = (GAZETTE, VALLEY, AGAIN, LETTER)
COUNTS = (
    ("summary", GAZETTE.uid, "", 2, 30, 1),
    ("costs", GAZETTE.uid, "", 1, 12, 0),
    ("costs", VALLEY.uid, "", 4, 50, 0),
    ("costs", AGAIN.uid, "", 1, 9, 0),
)


def counted(grouping: Grouping | None = Grouping.SOURCE) -> Matrix:
    return by_sources(Kind.CHAPTERS, (SUMMARY, COSTS), COUNTS, SOURCES, grouping)


def test_the_source_that_says_most_is_the_first_column_and_a_silent_one_is_none():
    assert [column.name for column in counted().columns] == ["The Valley", "Orrin Gazette", "Orrin  gazette"]


def test_a_cell_holds_what_one_source_says_about_one_chapter():
    made = counted()
    gazette = next(column for column in made.columns if column.key == GAZETTE.uid)
    assert made.cell(SUMMARY, gazette) == Cell(statements=2, words=30, origins=1, contradicted=1)


def test_where_a_source_says_nothing_its_cell_is_silent():
    made = counted()
    assert made.cell(SUMMARY, made.columns[0]) == Cell()


def test_a_total_counts_sources_of_one_origin_once():
    made = counted()
    assert [made.total(row) for row in (SUMMARY, COSTS)] == [Cell(2, 30, 1, 1), Cell(6, 71, 1, 0)]


def test_a_chapter_of_which_nobody_speaks_comes_to_nothing_and_keeps_its_row():
    made = by_sources(Kind.CHAPTERS, (SUMMARY, COSTS), COUNTS[1:], SOURCES, None)
    assert made.rows == (SUMMARY, COSTS)
    assert made.total(SUMMARY) == Cell()


def test_an_outlet_is_one_column_however_its_name_is_spaced_and_capitalised():
    made = counted(Grouping.OUTLET)
    assert [(column.name, len(column.source_uids)) for column in made.columns] == [
        ("Orrin Gazette", 2),
        ("The Valley", 1),
    ]


def test_a_grade_is_told_only_where_all_sources_of_a_column_bear_it():
    grades = {column.name: column.grade for column in counted(Grouping.OUTLET).columns}
    assert grades == {"Orrin Gazette": "", "The Valley": "C"}


def test_sources_without_an_outlet_share_a_column_without_a_name():
    counts = [*COUNTS, ("costs", LETTER.uid, "", 9, 0, 0)]
    made = by_sources(Kind.CHAPTERS, (COSTS,), counts, SOURCES, Grouping.OUTLET)
    assert made.columns[0].name == ""
    assert made.columns[0].source_uids == (LETTER.uid,)


def test_an_origin_is_one_column_of_all_that_carry_it():
    made = counted(Grouping.ORIGIN)
    assert [(column.name, set(column.source_uids)) for column in made.columns] == [
        ("Orrin Gazette", {GAZETTE.uid, VALLEY.uid, AGAIN.uid})
    ]


def test_columns_are_outlets_by_themselves_once_there_are_too_many_sources():
    many = [source(f"source {at}", f"Title {at}", "Daily") for at in range(MOST_SOURCES + 1)]
    counts = [("costs", each.uid, "", 1, 0, 0) for each in many]
    few = by_sources(Kind.CHAPTERS, (COSTS,), counts[1:], many, None)
    assert few.grouping is Grouping.SOURCE
    assert by_sources(Kind.CHAPTERS, (COSTS,), counts, many, None).grouping is Grouping.OUTLET


def test_what_a_deleted_source_says_is_not_counted():
    counts = [*COUNTS, ("costs", uid("gone"), "", 5, 0, 0)]
    made = by_sources(Kind.CHAPTERS, (COSTS,), counts, SOURCES, Grouping.SOURCE)
    assert made.total(COSTS).statements == 6


def test_what_stands_in_a_deleted_chapter_is_not_counted():
    made = by_sources(Kind.CHAPTERS, (COSTS,), COUNTS, SOURCES, Grouping.SOURCE)
    assert set(made.totals) == {"costs"}
    assert {row_uid for row_uid, _ in made.cells} == {"costs"}


MAYOR, OWNERS, CLERK = Row("mayor", "Mayor Adeyemi"), Row("owners", "Ferry owners"), Row("clerk", "Town clerk")
TAGS = (Column("blame", "blame", tag_uid="blame"), Column("delay", "delay", tag_uid="delay"), Column("idle", "idle"))
TOLD = (("mayor", GAZETTE.uid, "blame", 1, 0, 0), ("owners", GAZETTE.uid, "delay", 2, 0, 0))
SPOKEN = (
    ("mayor", GAZETTE.uid, "", 1, 0, 0),
    ("owners", GAZETTE.uid, "", 2, 0, 0),
    ("owners", LETTER.uid, "", 1, 0, 0),
)


def test_the_actor_who_says_most_comes_first_and_one_who_says_nothing_is_left_out():
    made = by_tags((MAYOR, OWNERS, CLERK), TOLD, SPOKEN, TAGS, SOURCES)
    assert [row.name for row in made.rows] == ["Ferry owners", "Mayor Adeyemi"]


def test_a_tag_that_no_actor_speaks_of_is_no_column():
    made = by_tags((MAYOR, OWNERS, CLERK), TOLD, SPOKEN, TAGS, SOURCES)
    assert [column.name for column in made.columns] == ["delay", "blame"]


def test_an_actors_total_is_all_that_he_says_with_or_without_a_tag():
    made = by_tags((OWNERS,), TOLD, SPOKEN, TAGS, SOURCES)
    assert made.total(OWNERS) == Cell(statements=3, origins=2)


def test_a_cell_gives_whatever_is_counted():
    cell = Cell(statements=2, words=30, origins=1)
    assert [cell.value(measure) for measure in Measure] == [2, 30, 1]


def test_a_shade_is_the_number_itself_while_numbers_are_small():
    assert [shade(value, SHADES) for value in range(SHADES + 1)] == list(range(SHADES + 1))


def test_larger_numbers_are_shaded_by_their_share_of_the_largest():
    assert [shade(value, 100) for value in (0, 1, 20, 21, 99, 100)] == [0, 1, 1, 2, 5, 5]
