import pytest

from annotator.core.briefing_words import ENGLISH, KOREAN, words_for
from annotator.core.citations import Citations, quoted
from tests.briefings import Records, bridge, day, source


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "“plain words”"),
        ("it’s theirs", "“it’s theirs”"),
        ("“one whole quotation”", "“one whole quotation”"),
        ('"straight and whole"', '"straight and whole"'),
        ("„so auf Deutsch“", "„so auf Deutsch“"),
        ("«ainsi en français»", "«ainsi en français»"),
        ("“begun only", "“begun only”"),
        ("ended only”", "“ended only”"),
        ('"begun only', '"begun only"'),
        ('ended only"', '"ended only"'),
        ("“one,” he said, “and two”", "‘“one,” he said, “and two”’"),
        ("“We will,” she said.", "‘“We will,” she said.’"),
        ("she called it “late” twice", "‘she called it “late” twice’"),
        ("“outer “inner” outer”", "“outer “inner” outer”"),
        ("他说「好」了", "“他说「好」了”"),
        ("", "“”"),
    ],
)
def test_quotation_marks_never_stand_doubled(text: str, shown: str):
    assert quoted(text) == shown


def _cited(project: Records, name: str, **statement: int | str) -> tuple[Citations, str]:
    uid = project.add_statement("words", name, **statement)  # type: ignore[arg-type]
    return Citations(ENGLISH, project.all_sources), uid


def test_a_source_is_cited_in_full_once_and_shortly_afterwards():
    project = bridge()
    citations, uid = _cited(project, "gazette", locator=7)
    statement = project.all_statements[uid]
    assert citations.footnote(statement) == "Orrin Gazette, “Council shuts the old bridge”, 28 April 2025, paragraph 7."
    assert citations.footnote(statement) == "Orrin Gazette, 28 April 2025, paragraph 7."


def test_two_articles_of_one_outlet_and_day_keep_their_titles_in_short_citations():
    project = Records()
    project.all_sources = [source(name, name.title(), "The Valley", day(2025, 5, 1)) for name in ("first", "second")]
    citations, uid = _cited(project, "first")
    statement = project.all_statements[uid]
    citations.footnote(statement)
    assert citations.footnote(statement) == "The Valley, “First”, 1 May 2025, paragraph 1."


def test_a_source_line_names_speaker_source_date_place_and_both_grades_apart():
    project = bridge()
    citations, uid = _cited(project, "gazette", locator=2, credibility=3)
    line = citations.source_line(project.all_statements[uid], "Survey Office")
    assert line == "Survey Office, in Orrin Gazette, 28 April 2025, paragraph 2. Reliability B, credibility 3."


def test_a_day_that_is_not_known_is_said_not_to_be_given():
    project = bridge()
    citations, uid = _cited(project, "valley")
    assert citations.source_line(project.all_statements[uid], "") == (
        "The Valley, May 2025 (day not given), paragraph 1. Reliability C."
    )


def test_a_source_without_anything_is_cited_by_its_file_and_called_undated():
    project = bridge()
    citations, uid = _cited(project, "letter", locator=0)
    assert citations.footnote(project.all_statements[uid]) == "letter.md, undated."


def test_a_note_a_caption_and_a_title_are_named_as_such():
    project = bridge()
    lines = []
    for kind, number in (("note", 2), ("caption", 1), ("title", 0)):
        citations, uid = _cited(project, "valley", locator=number, kind=kind)
        lines.append(citations.footnote(project.all_statements[uid]).rsplit(", ", 1)[1])
    assert lines == ["note 2.", "caption 1.", "title."]


def test_credibility_alone_is_no_reliability():
    project = bridge()
    citations, uid = _cited(project, "letter", locator=0, credibility=4)
    assert citations.source_line(project.all_statements[uid], "") == "letter.md, undated. Credibility 4."


def test_korean_citations_are_korean_throughout():
    project = bridge()
    uid = project.add_statement("말", "kangbyeon", 3, credibility=2)
    line = Citations(KOREAN, project.all_sources).source_line(project.all_statements[uid], "강변시청")
    assert line == "강변시청, 강변일보, 2025년 5월 2일, 3번째 문단. 신뢰도 B, 신빙성 2."


def test_a_language_without_words_gets_english_ones():
    assert words_for("ko-KR") is KOREAN
    assert words_for("fr") is ENGLISH
