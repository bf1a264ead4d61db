from annotator.core.briefing.citations import Citations, HouseStyle, locator_words
from annotator.core.records import Statement
from annotator.core.words import ENGLISH, KOREAN, Words
from tests.briefings import Records, bridge, day, source
from tests.core.briefing.parts import brief, footnotes

FULL = "Orrin Gazette, “Council shuts the old bridge”, 28 April 2025, paragraph 7."
SHORT = "Orrin Gazette, 28 April 2025, paragraph 7."


def _citing(project: Records, words: Words = ENGLISH, *, uses_ibid: bool = False) -> Citations:
    return Citations(HouseStyle(words, project.all_sources), project.all_sources, uses_ibid)


def _statement(project: Records, name: str, **values: int | str) -> Statement:
    return project.all_statements[project.add_statement("words", name, **values)]


def test_a_source_is_cited_in_full_once_and_shortly_afterwards() -> None:
    project = bridge()
    citations, cited = _citing(project), _statement(project, "gazette", locator=7)
    assert [citations.footnote(cited).text for _ in range(3)] == [FULL, SHORT, SHORT]
    assert citations.footnote(cited).statement_uid == cited.uid


def test_a_footnote_after_one_of_the_same_source_is_ibid_only_where_that_is_wanted() -> None:
    project = bridge()
    citations = _citing(project, uses_ibid=True)
    seven, eight = (_statement(project, "gazette", locator=number) for number in (7, 8))
    other = _statement(project, "review")
    written = [citations.footnote(one).text for one in (seven, eight, other, seven, seven)]
    assert [written[0], *written[3:]] == [FULL, SHORT, "Ibid., paragraph 7."]
    assert written[1] == "Ibid., paragraph 8."


def test_the_first_mention_is_never_ibid() -> None:
    notes = footnotes(brief(bridge(), uses_ibid=True))
    assert notes[0] == "Orrin Gazette, “Council shuts the old bridge”, 28 April 2025, paragraph 2."
    assert notes[1] == "Ibid., paragraph 5."


def test_ibid_of_a_place_that_is_not_known_ends_with_one_full_stop() -> None:
    project = bridge()
    citations, cited = _citing(project, uses_ibid=True), _statement(project, "letter", locator=0)
    assert [citations.footnote(cited).text for _ in range(2)] == ["letter.md, undated.", "Ibid."]


def test_two_articles_of_one_outlet_and_day_keep_their_titles_in_short_citations() -> None:
    project = Records()
    project.all_sources = [source(name, name.title(), "The Valley", day(2025, 5, 1)) for name in ("first", "second")]
    citations, cited = _citing(project), _statement(project, "first")
    assert [citations.footnote(cited).text for _ in range(2)] == ["The Valley, “First”, 1 May 2025, paragraph 1."] * 2


def test_a_title_that_holds_a_quotation_keeps_its_marks_apart() -> None:
    project = Records()
    project.all_sources = [source("one", "“No,” said the mayor", "The Valley", day(2025, 5, 1))]
    citations, cited = _citing(project), _statement(project, "one")
    assert citations.footnote(cited).text == "The Valley, ‘“No,” said the mayor’, 1 May 2025, paragraph 1."


def test_a_source_with_a_title_alone_is_cited_by_it_each_time() -> None:
    project = Records()
    project.all_sources = [source("one", "A walk", "", day(2025, 5, 1))]
    citations, cited = _citing(project), _statement(project, "one")
    assert [citations.footnote(cited).text for _ in range(2)] == ["“A walk”, 1 May 2025, paragraph 1."] * 2


def test_a_long_title_in_place_of_an_outlet_is_cut_after_its_first_mention() -> None:
    project = Records()
    title = "A walk around the harbour on the longest day of the year, with pictures"
    project.all_sources = [source("one", title, "", day(2025, 5, 1))]
    citations, cited = _citing(project), _statement(project, "one")
    first, later = (citations.footnote(cited).text for _ in range(2))
    assert first == f"“{title}”, 1 May 2025, paragraph 1."
    assert later == "“A walk around the harbour on the…”, 1 May 2025, paragraph 1."


def test_titles_that_begin_alike_are_not_cut() -> None:
    project = Records()
    title = "A walk around the harbour on the longest day of the year, part {}"
    project.all_sources = [source(name, title.format(name), "", day(2025, 5, 1)) for name in ("one", "two")]
    citations, cited = _citing(project), _statement(project, "one")
    assert citations.footnote(cited).text == citations.footnote(cited).text


def test_a_source_without_anything_is_cited_by_its_file_and_called_undated() -> None:
    project = bridge()
    assert _citing(project).footnote(_statement(project, "letter", locator=0)).text == "letter.md, undated."


def test_a_note_a_caption_and_a_title_are_named_as_such() -> None:
    places = [("note", 2), ("caption", 1), ("title", 0), ("byline", 0), ("paragraph", 0)]
    assert [locator_words(ENGLISH, place) for place in places] == ["note 2", "caption 1", "title", "", ""]


def test_a_bibliography_names_author_and_address() -> None:
    project = bridge()
    style = HouseStyle(ENGLISH, project.all_sources)
    gazette, _, review, letter, _ = project.all_sources
    assert "".join(run.text for run in style.entry(gazette)) == (
        "Lena Marsh, Orrin Gazette, “Council shuts the old bridge”, 28 April 2025, "
        "https://gazette.example/orrin/bridge?id=4&page=2."
    )
    assert style.entry(letter)[0].text == "letter.md, undated."
    assert sorted([gazette, review, letter], key=style.sort_key) == [review, gazette, letter]


def test_korean_citations_are_korean_throughout() -> None:
    project = bridge()
    citations, cited = _citing(project, KOREAN, uses_ibid=True), _statement(project, "kangbyeon", locator=3)
    assert [citations.footnote(cited).text for _ in range(2)] == [
        "강변일보, “다리 폐쇄의 배경”, 2025년 5월 2일, 3번째 문단.",
        "같은 글, 3번째 문단.",
    ]
