"""A table of articles, one a row."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.records import Article
from annotator.exchange.importing.articles import MOST_PARTS, articles_from_capture
from annotator.exchange.importing.capture import Capture, Refusal
from annotator.exchange.importing.kinds import KINDS
from tests.exchange.importing.test_articles import hold_the_laws

WORDS = "The ferry left the quay at nine. Nobody in the port has seen it since."


def read_all(text: str | bytes, name: str = "articles.csv") -> list[Article | Refusal]:
    data = text if isinstance(text, bytes) else text.encode()
    return articles_from_capture(Capture(data, name))


def read(text: str | bytes, name: str = "articles.csv") -> list[Article]:
    articles = [each for each in read_all(text, name) if isinstance(each, Article)]
    for article in articles:
        hold_the_laws(article)
    return articles


def values(article: Article) -> dict[str, object]:
    return {name: each.value for name, each in article.metadata.items()}


def test_each_row_is_an_article_whose_details_name_their_column():
    table = f"Title,Text,Published,Source,Byline,Link\nThe late ferry,{WORDS},2025-04-28,Harbour Daily,Ann Author,http://h.example/1\n"
    (article,) = read(table)
    found = values(article)
    assert (found["title"], found["outlet"], found["author"]) == ("The late ferry", "Harbour Daily", "Ann Author")
    assert found["url"] == "http://h.example/1"
    assert article.metadata["published"].value.start == date(2025, 4, 28)
    assert article.metadata["published"].origin == "column Published"
    assert article.text == f"The late ferry\n{WORDS}"


def test_a_row_is_named_by_its_number_as_a_spreadsheet_counts():
    rows = read(f'title,text\nOne,"{WORDS}\n\nMore of it."\n,\nTwo,{WORDS}\n')
    assert [article.file_name for article in rows] == ["articles.csv, row 2", "articles.csv, row 4"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_by_the_names(separator: str):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerows(
        [["Date, time", "Title", "Text"], ["28/4/2025", "Ferry; bridge", f"{WORDS}\n\nLast, words | here."]]
    )
    (article,) = read(file.getvalue())
    assert article.text == f"Ferry; bridge\n{WORDS}\nLast, words | here."


def test_the_separator_that_a_spreadsheet_names_is_believed():
    assert len(read(f"sep=;\ntitle;text\nOne;{WORDS}\n")) == 1


@pytest.mark.parametrize(
    "header",
    [
        "제목,본문,날짜,매체",
        "Заголовок,Текст,Дата,Издание",
        "Titel,Volltext,Datum,Zeitung",
        "Titre,Texte,Date,Média",
        "标题,正文,日期,来源",
        "タイトル,本文,日付,出典",
        "Article title,full_text,PUBLICATION-DATE,Publisher",
    ],
)
def test_columns_are_found_by_their_names_in_several_languages(header: str):
    (article,) = read(f"{header}\nThe late ferry,{WORDS},2025-04-28,Harbour Daily\n")
    assert (values(article)["title"], values(article)["outlet"]) == ("The late ferry", "Harbour Daily")
    assert article.metadata["published"].value.start == date(2025, 4, 28)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_a_table_is_read_in_the_encodings_that_spreadsheets_write(encoding: str):
    words = "항구 관계자는 배가 아홉 시에 떠났다고 말했다."
    (article,) = read(f"제목,본문\n여객선,{words}\n".encode(encoding))
    assert article.text == f"여객선\n{words}"


@pytest.mark.parametrize(("first", "second", "month"), [("4/28/2025", "4/3/2025", 4), ("28/4/2025", "3/4/2025", 4)])
def test_the_whole_column_tells_whether_the_day_comes_first(first: str, second: str, month: int):
    articles = read(f"text,date\n{WORDS},{first}\n{WORDS} Again.,{second}\n")
    assert [article.metadata["published"].value.start.month for article in articles] == [month, month]
    assert articles[1].metadata["published"].sure


def test_a_date_that_could_be_two_is_to_be_looked_at():
    (article,) = read(f"text,date\n{WORDS},3/4/2025\n")
    assert not article.metadata["published"].sure


@pytest.mark.parametrize(
    "written",
    [
        "2025-04-28T09:00:00Z",
        "2025-04-28 09:00:00.000",
        "Mon, 28 Apr 2025 09:00:00 +0900",
        "28 April 2025",
        "20250428",
        "1745812800",
        "1745812800000",
        "28 апреля 2025 г.",
    ],
)
def test_dates_are_read_as_programs_write_them(written: str):
    (article,) = read(f'text,date\n{WORDS},"{written}"\n')
    assert article.metadata["published"].value.start == date(2025, 4, 28)


@pytest.mark.parametrize(("written", "code"), [("en-GB", "en"), ("Korean", "ko"), ("русский", "ru"), ("zh_CN", "zh")])
def test_a_language_is_told_by_code_or_name(written: str, code: str):
    (article,) = read(f"text,language\n{WORDS},{written}\n")
    assert values(article)["language"] == code


def test_a_row_without_text_is_refused_and_the_others_go_in():
    one, two = read_all(f"title,text\nEmpty,\nFull,{WORDS}\n")
    assert one == Refusal("articles.csv, row 2", "The row has no text.")
    assert isinstance(two, Article)


def test_a_table_without_a_text_column_is_refused_with_what_is_wanted_and_what_is_there():
    with pytest.raises(RefusedError, match=r"text, body or content.*The columns are: Title, Price\.$"):
        read("Title,Price\nFerry,12\n")


def test_a_quotation_mark_that_is_never_closed_is_refused_and_names_its_row():
    with pytest.raises(RefusedError, match="row 3"):
        read(f'title,text\nOne,{WORDS}\nTwo,"{WORDS}\nThree,{WORDS}\n')


def test_cells_beyond_the_names_and_names_that_are_alike_lose_nothing():
    (article,) = read(f"text,note,note,\n{WORDS},a,b,c,d\n")
    assert all(word in article.original for word in (b'"a"', b'"b"', b'"c"', b'"d"'))


def test_the_same_row_in_another_file_and_order_is_the_same_original():
    (one,) = read(f"title,text\nFerry,{WORDS}\n")
    (two,) = read(f"text;title\n{WORDS};Ferry\n", "other.csv")
    assert one.original == two.original


def test_a_table_of_names_alone_is_refused():
    with pytest.raises(RefusedError, match="no rows"):
        read("title,text\n")


def test_no_more_rows_are_read_than_are_taken_in():
    text = "text\n" + "a b\n" * (MOST_PARTS + 10)
    assert len(KINDS["csv"].read(Capture(text.encode(), "a.csv")).parts) == MOST_PARTS + 1


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), max_size=4), max_size=6))
def test_any_table_is_read_or_refused(rows: list[list[str]]):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["title", "text", "date"], *rows])
    try:
        articles = read(file.getvalue().replace("\x00", ""))
    except RefusedError:
        return
    assert len(articles) <= len(rows)
