from annotator.core.briefing import build_briefing
from annotator.core.briefing.tree import MatrixCell, MatrixPart
from tests.briefings import Records, bridge, day, full_bridge, large, source, statement, uid
from tests.core.briefing.parts import brief, in_order, names, part


def test_each_chapter_is_a_row_and_each_quoted_source_a_column() -> None:
    (band,) = part(build_briefing(full_bridge()), MatrixPart).bands
    assert band.heads == (
        *(
            ("letter.md", ""),
            ("Orrin Gazette", "B"),
            ("Structures Review", "A"),
            ("The Valley", "C"),
            ("강변일보", "B"),
        ),
    )
    assert [(row.number, row.level, [cell.count for cell in row.cells]) for row in band.rows] == [
        ("1", 1, [0, 0, 0, 0, 0]),
        ("2", 1, [0, 0, 0, 0, 0]),
        ("2.1", 2, [0, 2, 1, 0, 0]),
        ("2.2", 2, [0, 0, 0, 0, 0]),
        ("3", 1, [1, 2, 1, 1, 0]),
        ("4", 1, [0, 0, 0, 0, 0]),
        ("5", 1, [1, 0, 0, 1, 1]),
    ]


def test_a_source_whose_statement_in_the_chapter_is_contradicted_is_marked_there() -> None:
    (band,) = part(build_briefing(full_bridge()), MatrixPart).bands
    towns, abroad = band.rows[4], band.rows[6]
    assert towns.cells == (
        *(MatrixCell(1, True), MatrixCell(2, True), MatrixCell(1), MatrixCell(1, True), MatrixCell(0)),
    )
    assert not any(cell.is_contested for cell in abroad.cells)


def test_sources_of_one_origin_count_as_one() -> None:
    project = full_bridge()
    project.place(uid("chapter 4"), statement("cracks"))
    project.place(uid("chapter 4"), statement("korean"))
    (band,) = part(build_briefing(project), MatrixPart).bands
    costs = band.rows[5]
    assert (costs.statements, costs.origins) == (2, 1)


def test_a_source_that_is_only_cited_in_prose_has_no_column() -> None:
    project = bridge()
    project.items[uid("chapter 5")] = project.items[uid("chapter 5")][:1]
    heads = [name for name, _ in part(build_briefing(project), MatrixPart).bands[0].heads]
    assert "강변일보" not in heads


def test_sources_come_in_bands_of_eight_each_with_every_chapter() -> None:
    bands = part(build_briefing(large(200, chapters=3, sources=20)), MatrixPart).bands
    assert [len(band.heads) for band in bands] == [8, 8, 4]
    assert all(len(row.cells) == len(band.heads) for band in bands for row in band.rows)
    assert [len(band.rows) for band in bands] == [3, 3, 3]
    assert {tuple((row.origins, row.statements) for row in band.rows) for band in bands} == {
        tuple((row.origins, row.statements) for row in bands[0].rows)
    }
    assert sum(cell.count for band in bands for row in band.rows for cell in row.cells) == 200


def test_exactly_eight_sources_are_one_band() -> None:
    project = Records(all_sources=[source(f"s{at}", f"T{at}", f"O{at}", day(2025, 1, 1 + at)) for at in range(8)])
    chapter = project.add_chapter("1", "One")
    for at in range(8):
        project.place(chapter, project.add_statement(f"words {at}", f"s{at}"))
    assert [len(band.heads) for band in part(build_briefing(project), MatrixPart).bands] == [8]


def test_a_chapter_that_is_left_out_has_no_row() -> None:
    (band,) = part(brief(full_bridge(), empty_chapters="leave out"), MatrixPart).bands
    assert [row.number for row in band.rows] == ["1", "2", "2.1", "3", "5"]


def test_where_nothing_is_quoted_there_is_no_matrix() -> None:
    project = bridge()
    for uid_, items in project.items.items():
        project.items[uid_] = [item for item in items if hasattr(item, "text")]
    assert "matrix" not in names(build_briefing(project))
    assert "matrix" not in names(brief(bridge(), parts=in_order(without=("chapters",))))
