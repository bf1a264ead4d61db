"""The parts of the briefing as Word has them."""

import re

import pytest

from annotator.core.briefing.settings import PartName
from annotator.core.briefing.tree import (
    DisagreementsPart,
    JudgementsPart,
    MatrixPart,
    PicturesPart,
    SourcesPart,
    TimelinePart,
)
from annotator.core.findings import Finding
from annotator.exchange.docx import lint
from tests.briefings import full_bridge, large
from tests.exchange.docx.parts import EVERY_PART, made, main_of, part_of, styled, with_findings, words_of, written


def test_a_key_judgement_keeps_likelihood_and_confidence_apart_and_leads_to_its_chapter():
    briefing = made("key_judgements", "chapters")
    part = briefing.part(JudgementsPart)
    main = main_of(briefing)
    labels = styled(main, "KeyJudgementLabel")
    assert labels[: len(part.judgements)] == [f"Key judgement {at}" for at in range(1, len(part.judgements) + 1)]
    assert labels[len(part.judgements) :] == ["Key judgement"] * len(part.judgements)
    lines = styled(main, "JudgementLine")
    assert re.fullmatch(r"Likelihood  .+      Confidence  .+      Argued in chapter [\d.]+\.", lines[0])
    assert any("not stated" in line for line in lines)
    assert "<w:hyperlink" in main[main.index("Argued in ") : main.index("Argued in ") + 200]


def test_paraphrases_stand_in_a_style_of_their_own_and_what_is_only_cited_has_just_its_source_line():
    briefing = made("chapters")
    by_form = {quotation.form: quotation for quotation in briefing.quotations()}
    assert set(by_form) == {"full", "shortened", "paraphrased", "cited"}
    main = main_of(briefing)
    assert by_form["paraphrased"].paragraphs[0] in styled(main, "Paraphrase")
    controls = re.findall(r'<w:tag w:val="ann:(\w+)"/>.*?</w:sdt>', main, re.DOTALL)
    assert by_form["cited"].statement_uid in controls
    cited = re.search(rf'<w:tag w:val="ann:{by_form["cited"].statement_uid}"/>.*?</w:sdt>', main, re.DOTALL)[0]
    assert '"Quotation"' not in cited
    assert "footnoteReference" in cited


def test_lines_of_corroboration_jump_to_the_statements_they_name():
    briefing = made("chapters")
    main = main_of(briefing)
    lines = [line for quotation in briefing.quotations() for line in quotation.corroboration]
    assert styled(main, "Corroboration")[: len(lines)] != []
    assert {line.kind for line in lines} >= {"supported", "contradicted", "repeated", "answered"}
    jumps = re.findall(r'<w:hyperlink w:anchor="(s_\w{32}_1)"', main)
    assert jumps
    assert all(f'w:name="{name}"' in main for name in jumps)


def test_every_paragraph_of_a_statement_bears_its_bookmark():
    main = main_of(made("chapters"))
    for match in re.finditer(r'<w:tag w:val="ann:(\w{32})"/>.*?</w:sdt>', main, re.DOTALL):
        assert match[0].count(f'w:name="s_{match[1]}_') == match[0].count("<w:p>")


def test_the_timeline_is_a_table_whose_head_is_repeated_and_marks_what_is_contradicted():
    briefing = made("chapters", "timeline", timeline="table")
    rows = briefing.part(TimelinePart).rows
    main = main_of(briefing)
    table = main[main.index("<w:tbl>") :]
    assert table.count("<w:tblHeader/>") == 1
    assert table.count("<w:tr>") == len(rows) + 1
    assert words_of(table).count("Contradicted") == sum(row.is_contested for row in rows) > 0


def test_a_disagreement_puts_its_sides_beside_each_other_and_the_assessment_below():
    briefing = made("chapters", "disagreements")
    (first, *_) = briefing.part(DisagreementsPart).disagreements
    main = main_of(briefing)
    row = re.search(r"<w:tr>.*?</w:tr>", main, re.DOTALL)[0]
    assert row.count("<w:tc>") == 2
    assert [words_of(cell).split("\n")[0] for cell in re.findall(r"<w:tc>.*?</w:tc>", row, re.DOTALL)] == [
        side.text for side in first.sides
    ]
    assert f"Assessment  {first.assessment}" in styled(main, "PartText")


def test_the_matrix_lies_on_its_side_with_a_head_that_is_repeated():
    briefing = made("chapters", "matrix")
    main = main_of(briefing)
    sections = re.findall(r"<w:sectPr>.*?</w:sectPr>", main, re.DOTALL)
    assert sum('w:orient="landscape"' in section for section in sections) == 1
    assert main.count("<w:tblHeader/>") == 1
    (band,) = briefing.part(MatrixPart).bands
    assert main[main.index("<w:tbl>") :].count("<w:tr>") == len(band.rows) + 1


def test_many_sources_make_several_tables_of_as_many_as_fit():
    briefing = made("chapters", "matrix", project=large(60, chapters=3, sources=20))
    assert len(briefing.part(MatrixPart).bands) == 3
    assert lint(written(briefing)) == []
    assert main_of(briefing).count("<w:tbl>") == 3


def test_what_follows_the_matrix_stands_upright_again_with_its_own_foot():
    main = main_of(made("chapters", "matrix", "sources"))
    last = re.findall(r"<w:sectPr>.*?</w:sectPr>", main, re.DOTALL)[-1]
    assert "landscape" not in last
    assert "<w:footerReference" in last


def test_a_picture_comes_with_its_caption_its_credit_and_a_number_that_counts():
    briefing = made("chapters", "pictures")
    (picture,) = briefing.part(PicturesPart).pictures
    document = written(briefing)
    main = part_of(document)
    assert part_of(document, "word/_rels/document.xml.rels").count("annotator-1.png") == 1
    (caption,) = styled(main, "Caption")
    assert caption.startswith(f"Picture 1  {picture.caption} [{picture.credit}]")
    assert "SEQ Picture" in main
    assert f'descr="{picture.caption}"' in main
    extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', main)
    assert int(extent[1]) / int(extent[2]) == pytest.approx(320 / 180, rel=0.01)


def test_without_the_pictures_no_statement_leads_to_one():
    main = main_of(made("chapters"))
    assert "Picture 1" not in main


def test_sources_say_what_they_are_and_their_addresses_are_links():
    briefing = made("chapters", "sources")
    main = main_of(briefing)
    entries = briefing.part(SourcesPart).sources
    words = words_of(main[main.index("<w:tbl>") :])
    assert all(entry.descriptor in words.replace("&amp;", "&") for entry in entries)
    assert main.count('r:id="annLink') == sum(bool(entry.url) for entry in entries)


def test_the_bibliography_follows_the_sources_on_their_page():
    briefing = made("chapters", "sources", "bibliography")
    main = main_of(briefing)
    assert len(styled(main, "Bibliography")) == len(briefing.part(SourcesPart).sources)
    assert main.count("<w:sectPr>") == main_of(made("chapters", "sources")).count("<w:sectPr>")


def test_method_and_codebook_say_how_it_was_made():
    words = words_of(main_of(made("chapters", "method", "codebook")))
    for wanted in ("Period of work", "Sources read", "Agreement", "Codebook", "Definition"):
        assert wanted in words


def test_the_handling_line_stands_on_the_title_page_and_above_every_other():
    document = written(made("title", "chapters", handling="Internal"))
    assert styled(part_of(document), "Handling") == ["Internal"]
    assert styled(part_of(document, "word/annotator-header1.xml"), "Handling") == ["Internal"]


def test_without_a_title_page_the_first_section_still_has_its_foot():
    main = main_of(made("chapters"))
    first = re.search(r"<w:sectPr>.*?</w:sectPr>", main, re.DOTALL)[0]
    assert "<w:footerReference" in first
    assert "<w:titlePg/>" not in first


def test_findings_stand_as_comments_where_they_belong_and_the_rest_at_the_title():
    project = full_bridge()
    chapter = project.all_chapters[0]
    statement = next(iter(project.all_statements))
    source = project.all_sources[0]
    findings = [
        Finding("thin_chapter", "chapter", chapter.uid, chapter.uid, "1", ("KCNA",)),
        Finding("changed_quote", "statement", statement, "", "S-1", is_grave=True),
        Finding("undated_source", "source", source.uid, place=source.label),
        Finding("unplaced", "statement", "0" * 32, count=3),
    ]
    document = written(with_findings(findings, "title", "chapters", "sources"))
    assert lint(document) == []
    comments, main = part_of(document, "word/comments.xml"), part_of(document)
    assert "Chapter 1 rests on one origin" in words_of(comments)
    assert "3 statements stand in no chapter" in words_of(comments)
    assert comments.count("<w:comment ") == main.count("<w:commentReference ") == 4
    title = re.search(r'<w:p><w:pPr><w:pStyle w:val="Title"/>.*?</w:p>', main, re.DOTALL)[0]
    assert title.count("<w:commentRangeStart") == 1


@pytest.mark.parametrize("order", ["arranged", "date", "tag", "source"])
def test_each_order_of_the_evidence_gives_a_sound_file(order: str):
    assert lint(written(made(*EVERY_PART, order=order))) == []


@pytest.mark.parametrize("name", [name for name in EVERY_PART if name not in ("title", "contents", "chapters")])
def test_parts_can_be_moved_before_the_chapters_and_behind_each_other(name: PartName):
    assert lint(written(made("title", "contents", name, "chapters"))) == []
    assert lint(written(made("chapters", name))) == []
    assert lint(written(made(name))) == []


def test_no_comment_has_its_mark_between_the_first_footnote_and_the_second():
    chapter = full_bridge().all_chapters[0]
    findings = [Finding("thin_chapter", "chapter", chapter.uid, chapter.uid, "1", ("The Valley",))]
    main = main_of(with_findings(findings, "key_judgements", "chapters"))
    marks = re.findall(r"<w:(comment|footnote)Reference w:id", main)
    assert marks[:3] == ["footnote", "footnote", "comment"]
    heading = re.search(r'<w:pStyle w:val="Heading1"/>.*?</w:p>', main, re.DOTALL)[0]
    assert heading.count("<w:commentRangeStart") == heading.count("<w:commentRangeEnd") == 1
