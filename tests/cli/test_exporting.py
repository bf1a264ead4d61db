import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest

from annotator.cli.running import changing
from annotator.core import edits
from annotator.core.records import StatementFilter
from tests import tools
from tests.cli.commands import made_project, run, write
from tests.exchange.docx.parts import part_of, styled, words_of

HARBOUR = """A harbour log

The ferry left at nine. The sky was clear.
"""
STATEMENTS = """source,quote,tags,chapters,event_date
ferry.txt,spoke of fog,weather,2,3 Apr 2025
ferry.txt,a clear night,delay,2,1 Apr 2025
harbour.txt,The sky was clear.,weather,2,2 Apr 2025
"""
FOG, NIGHT, SKY = "“spoke of fog”", "“a clear night”", "“The sky was clear.”"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = made_project(tmp_path)
    row = '{"source": "ferry.txt", "quote": "spoke of fog", "chapters": ["2"]}\n'
    assert run("annotate", path, write(tmp_path / "s.jsonl", row)).exit_code == 0
    return path


@pytest.fixture
def two_articles(tmp_path: Path) -> Path:
    """A project with three statements of two articles in one chapter; one of them supports another."""
    path = made_project(tmp_path)
    assert run("import", path, write(tmp_path / "harbour.txt", HARBOUR)).exit_code == 0
    assert run("annotate", path, write(tmp_path / "statements.csv", STATEMENTS)).exit_code == 0
    with changing(path, None) as (store, reviewer_uid):
        uids = {each.anchor.quote: each.uid for each in store.reader.statements(StatementFilter())}
        link = edits.link_statements(store.reader, "supports", uids["The sky was clear."], uids["a clear night"])
        store.apply(link, reviewer_uid)
    return path


def remember(path: Path, name: str, value: Any) -> None:
    """Have the project remember a choice for its briefing."""
    with changing(path, None) as (store, reviewer_uid):
        store.apply(edits.choose_for_briefing(store.uid, name, value), reviewer_uid)


def exported(path: Path, *options: str | Path) -> bytes:
    """Export a project beside itself and read what was written."""
    target = path.with_name("briefing.docx")
    done = run("export", path, target, *options)
    assert (done.exit_code, done.stderr) == (0, "")
    return target.read_bytes()


def quotations(briefing: bytes) -> list[str]:
    return styled(part_of(briefing), "Quotation")


def footnotes(briefing: bytes) -> list[str]:
    return words_of(part_of(briefing, "word/footnotes.xml")).split("\n")[2:]


def heads(briefing: bytes) -> list[str]:
    """Give the title and the heads of parts and chapters, in their order."""
    styles = re.findall(r'<w:pStyle w:val="(Title|TOCHeading|Heading1|BackHeading)"/>', part_of(briefing))
    found = {style: styled(part_of(briefing), style) for style in set(styles)}
    return [found[style].pop(0) for style in styles]


def words(path: Path) -> str:
    return "\n".join(text.text or "" for text in docx.Document(str(path)).element.iter() if text.tag.endswith("}t"))


def test_the_briefing_holds_the_chapters_and_what_stands_in_them(project: Path, tmp_path: Path):
    done = run("export", project, tmp_path / "briefing.docx")
    assert done.exit_code == 0, done.stderr
    assert "1 statement, 1 footnote." in done.stdout
    found = words(tmp_path / "briefing.docx")
    assert "spoke of fog" in found
    assert "The morning after" in found


def test_chapters_without_anything_can_be_omitted(project: Path, tmp_path: Path):
    assert run("export", project, tmp_path / "briefing.docx", "--empty", "omit").exit_code == 0
    assert "The morning after" not in words(tmp_path / "briefing.docx")


def test_one_chapter_can_be_exported_alone(project: Path, tmp_path: Path):
    assert run("export", project, tmp_path / "briefing.docx", "--chapter", "3").exit_code == 0
    found = words(tmp_path / "briefing.docx")
    assert "The morning after" in found
    assert "spoke of fog" not in found


def test_a_chapter_that_is_not_there_is_refused_and_nothing_written(project: Path, tmp_path: Path):
    done = run("export", project, tmp_path / "briefing.docx", "--chapter", "9")
    assert done.exit_code == 2
    assert "9" in done.stderr
    assert not (tmp_path / "briefing.docx").exists()


def test_the_same_project_gives_the_same_bytes(project: Path, tmp_path: Path):
    for name in ("one.docx", "two.docx"):
        assert run("export", project, tmp_path / name).exit_code == 0
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_a_template_that_is_no_word_file_is_refused(project: Path, tmp_path: Path):
    template = write(tmp_path / "house.dotx", "not a Word file")
    done = run("export", project, tmp_path / "briefing.docx", "--template", template)
    assert done.exit_code == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "briefing.docx").exists()


def test_a_file_without_an_ending_becomes_a_word_file(project: Path, tmp_path: Path):
    done = run("export", project, tmp_path / "briefing")
    assert done.stdout == f"Wrote {tmp_path / 'briefing.docx'}: 1 statement, 1 footnote.\n"
    assert (tmp_path / "briefing.docx").exists()


def test_the_parts_that_are_named_come_in_their_order_and_no_others(two_articles: Path):
    assert heads(exported(two_articles, "--parts", "sources, bibliography,chapters")) == [
        "Sources",
        "Bibliography",
        "Summary",
        "The night",
        "The morning after",
    ]


def test_the_title_and_the_contents_come_first_wherever_they_are_named(two_articles: Path):
    made = exported(two_articles, "--parts", "timeline,contents,title")
    assert heads(made) == ["The ferry", "Contents", "Timeline"]


def test_a_part_can_be_named_with_a_hyphen(two_articles: Path):
    with changing(two_articles, None) as (store, reviewer_uid):
        drafts = edits.add_prose(store.reader, store.reader.chapters()[0].uid, "The ferry sailed in clear weather.")
        store.apply([*drafts, *edits.mark_key_judgement(drafts[0].entity_uid, True)], reviewer_uid)
    assert heads(exported(two_articles, "--parts", "key-judgements")) == ["Key judgements"]


@pytest.mark.parametrize(
    ("order", "quotes", "groups"),
    [
        ("arranged", [FOG, NIGHT, SKY], []),
        ("date", [NIGHT, SKY, FOG], []),
        ("tag", [FOG, SKY, NIGHT], ["weather", "delay"]),
        ("source", [SKY, FOG, NIGHT], ["“A harbour log”", "“The late ferry”"]),
    ],
)
def test_evidence_comes_in_the_order_that_is_wanted(
    two_articles: Path, order: str, quotes: Sequence[str], groups: Sequence[str]
):
    made = exported(two_articles, "--order", order)
    assert quotations(made) == quotes
    assert styled(part_of(made), "EvidenceGroup") == groups


@pytest.mark.parametrize(
    ("style", "first", "later"),
    [
        ("house", "“The late ferry”, undated, paragraph 2.", "“The late ferry”, undated, paragraph 3."),
        ("chicago-notes", "“The late ferry,” n.d., para. 2.", "“The late ferry,” n.d., para. 3."),
        ("apa", "The late ferry. (n.d.), para. 2.", "The late ferry, n.d., para. 3."),
        ("iso690", "The late ferry, [no date], para. 2.", "The late ferry [no date], para. 3."),
    ],
)
def test_citations_are_written_in_the_style_that_is_wanted(two_articles: Path, style: str, first: str, later: str):
    assert footnotes(exported(two_articles, "--style", style))[:2] == [first, later]


def test_citations_of_a_style_are_kept_for_the_next_export(
    two_articles: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("annotator.exchange.citing.styles._memory", {})
    exported(two_articles, "--style", "apa")
    assert (data_folder / "cache" / "citations.json").exists()


def test_a_second_footnote_of_the_same_source_is_ibid_where_that_is_wanted(two_articles: Path):
    assert footnotes(exported(two_articles, "--ibid"))[1] == "Ibid., paragraph 3."
    assert "Ibid." not in "".join(footnotes(exported(two_articles)))


def test_what_supports_a_quotation_is_said_unless_that_is_not_wanted(two_articles: Path):
    assert "Supported by “A harbour log”, paragraph 1." in styled(part_of(exported(two_articles)), "Corroboration")
    assert styled(part_of(exported(two_articles, "--no-links")), "Corroboration") == []


def test_the_briefing_s_own_words_are_in_the_language_that_is_wanted(two_articles: Path):
    made = exported(two_articles, "--language", "ko")
    assert heads(made)[:3] == ["The ferry", "차례", "Summary"]
    assert footnotes(made)[0] == "“The late ferry”, 날짜 없음, 2번째 문단."


def test_findings_are_comments_where_that_is_wanted(two_articles: Path, tmp_path: Path):
    done = run("export", two_articles, tmp_path / "briefing.docx", "--comments")
    found = run("check", two_articles).stdout.splitlines()[::2]
    assert f"Findings as comments: {len(found)}.\n" in done.stdout
    comments = words_of(part_of((tmp_path / "briefing.docx").read_bytes(), "word/comments.xml"))
    assert all(headline.removeprefix("- ") in comments for headline in found)


def test_without_a_wish_for_comments_there_are_none(two_articles: Path, tmp_path: Path):
    done = run("export", two_articles, tmp_path / "briefing.docx")
    assert "comments" not in done.stdout
    assert list(docx.Document(str(tmp_path / "briefing.docx")).comments) == []


def test_a_template_gives_its_styles_and_what_it_lacks_is_said(two_articles: Path, tmp_path: Path):
    house = docx.Document()
    house.styles["Heading 1"].font.name = "Georgia"
    house.add_paragraph("Boilerplate of the house")
    house.save(str(tmp_path / "house.docx"))
    done = run("export", two_articles, tmp_path / "briefing.docx", "--template", tmp_path / "house.docx")
    _, added, dropped = done.stdout.splitlines()
    assert added.startswith("Styles that the template lacks were added: Back Heading, ")
    assert dropped == "The template's styles were taken, not its text."
    opened = docx.Document(str(tmp_path / "briefing.docx"))
    assert opened.styles["Heading 1"].font.name == "Georgia"
    assert "Boilerplate of the house" not in words(tmp_path / "briefing.docx")


def test_pages_are_counted_where_that_is_wanted(two_articles: Path, tmp_path: Path):
    tools.require_tool("soffice")
    done = run("export", two_articles, tmp_path / "briefing.docx", "--pages")
    pages = tools.text_of(tools.pdf_of(tmp_path / "briefing.docx", tmp_path)).split("\f")[:-1]
    assert f"Pages: {len(pages)}.\n" in done.stdout
    made = (tmp_path / "briefing.docx").read_bytes()
    night = next(number for number, page in enumerate(pages, 1) if FOG in page)
    assert [line.split()[-1] for line in styled(part_of(made), "TOC1")][1] == str(night)


def test_characters_that_word_cannot_hold_are_counted(project: Path, tmp_path: Path):
    with changing(project, None) as (store, reviewer_uid):
        store.apply(edits.add_prose(store.reader, store.reader.chapters()[0].uid, "A bell\x07."), reviewer_uid)
    done = run("export", project, tmp_path / "briefing.docx")
    assert "Characters that Word cannot hold were replaced: 1.\n" in done.stdout


def test_what_is_said_is_not_remembered(two_articles: Path):
    before, usual = two_articles.read_bytes(), exported(two_articles)
    options = ["--parts", "chapters", "--order", "date", "--empty", "omit", "--style", "apa", "--language", "ko"]
    assert exported(two_articles, *options, "--ibid", "--no-links", "--comments") != usual
    assert two_articles.read_bytes() == before
    assert exported(two_articles) == usual


@pytest.mark.parametrize(
    ("name", "value", "option"),
    [
        ("parts", [["sources", False]], ["--parts", "chapters"]),
        ("order", "date", ["--order", "arranged"]),
        ("empty_chapters", "leave out", ["--empty", "mark"]),
        ("style", "apa", ["--style", "house"]),
        ("uses_ibid", True, ["--no-ibid"]),
        ("shows_links", False, ["--links"]),
        ("language", "ko", ["--language", "en"]),
        ("carries_findings", True, ["--no-comments"]),
    ],
)
def test_what_the_project_remembers_holds_until_something_else_is_said(
    two_articles: Path, name: str, value: Any, option: list[str]
):
    wanted = exported(two_articles, *option)
    remember(two_articles, name, value)
    assert exported(two_articles) != wanted
    assert exported(two_articles, *option) == wanted


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--parts", "chapters,index"], "There is no part “index”; the parts are: title, contents, "),
        (["--order", "size"], "'size' is not one of 'arranged', 'date', 'tag', 'source'."),
        (["--empty", "mark it"], "'mark it' is not one of 'mark', 'omit'."),
        (["--style", "mla"], "There is no citation style “mla”; the styles are: house, chicago-notes, apa, iso690."),
        (["--style", "iso690", "--language", "ko"], "ISO 690, author and date does not come in this language; "),
        (["--language", "de"], "'de' is not one of 'en', 'ko'."),
        (["--template", "gone.dotx"], "The template gone.dotx cannot be read: no such file or directory."),
        (["--chapter", "2", "--chapter", "9"], "There is no chapter “9” in the outline; choose one of its numbers."),
    ],
)
def test_a_wrong_value_is_refused_in_one_line_and_nothing_written(project: Path, options: list[str], reason: str):
    before = sorted(project.parent.iterdir())
    done = run("export", project, project.with_name("briefing.docx"), *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(project.parent.iterdir()) == before


def test_a_wrong_value_leaves_an_older_briefing(project: Path):
    usual = exported(project)
    assert run("export", project, project.with_name("briefing.docx"), "--style", "mla").exit_code == 2
    assert project.with_name("briefing.docx").read_bytes() == usual


def test_without_libreoffice_pages_are_not_counted_and_nothing_is_written(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ANNOTATOR_SOFFICE", "")
    done = run("export", project, tmp_path / "briefing.docx", "--pages")
    assert done.exit_code == 2
    assert done.stderr == "LibreOffice is not installed; install it, or leave the page numbers to Word.\n"
    assert not (tmp_path / "briefing.docx").exists()


def test_a_folder_that_is_not_there_is_named_and_not_made(project: Path, tmp_path: Path):
    done = run("export", project, tmp_path / "gone" / "briefing.docx")
    assert done.exit_code == 2
    assert done.stderr == f"There is no folder {tmp_path / 'gone'}; choose one that exists.\n"
    assert not (tmp_path / "gone").exists()


def test_a_file_that_is_no_project_is_refused_in_one_line(tmp_path: Path):
    done = run("export", write(tmp_path / "words.annotator", "words"), tmp_path / "briefing.docx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "briefing.docx").exists()


@pytest.mark.parametrize("parts", ["", ","])
def test_no_part_at_all_is_refused(tmp_path: Path, parts: str):
    done = run("export", made_project(tmp_path), tmp_path / "out.docx", "--parts", parts)
    assert done.exit_code == 2
    assert done.stderr.startswith("Name at least one part")
    assert not (tmp_path / "out.docx").exists()


def test_another_ending_gets_the_right_one_behind_it(tmp_path: Path):
    done = run("export", made_project(tmp_path), tmp_path / "briefing.v2")
    assert done.exit_code == 0
    assert (tmp_path / "briefing.v2.docx").exists()


def test_an_export_never_replaces_the_project(tmp_path: Path):
    project = made_project(tmp_path).rename(tmp_path / "ferry.docx")
    before = project.read_bytes()
    done = run("export", project, project)
    assert done.exit_code == 2
    assert project.read_bytes() == before
