"""What stands in a Word file, element by element."""

import pytest

from tests.exchange.importing.packages import links_of, paragraph, read, shown, style, word

PLACE = "https://quay.example/a"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruct(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def text(inside: str, **more: object) -> str:
    return read(word(f"<w:p>{inside}</w:p>", **more)).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (f"<w:ins>{run('new')}</w:ins>", "a new b"),
        (f"<w:moveTo>{run('new')}</w:moveTo>", "a new b"),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "a b"),
        (f"<w:moveFrom>{run('old')}</w:moveFrom>", "a b"),
        (run("gone", "<w:vanish/>"), "a b"),
        (run("there", '<w:vanish w:val="0"/>'), "a there b"),
        (f'<w:fldSimple w:instr=" SEQ Figure ">{run("7")}</w:fldSimple>', "a 7 b"),
        (f'<w:bdo w:val="rtl">{run("ميناء")}</w:bdo>', "a ميناء b"),
        (f"<w:smartTag>{run('Quay')}</w:smartTag>", "a Quay b"),
        (f"<w:sdt><w:sdtContent>{run('Quay')}</w:sdtContent></w:sdt>", "a Quay b"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>",
            "a b",
        ),
        (f"<w:r><w:ruby><w:rt>{run('gloss')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>", "a 漢 b"),
        ("<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>", "a x+y b"),
        ("<w:r><w:tab/></w:r>", "a b"),
        ("<w:r><w:br/></w:r>", "a b"),
        ("<w:r><w:cr/></w:r>", "a b"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "a → b"),
        ("<w:r><w:noBreakHyphen/></w:r>", "a \u2011 b"),
        ("<w:r><w:softHyphen/></w:r>", "a \u00ad b"),
    ],
)
def test_words_are_kept_and_what_was_taken_out_or_hidden_is_not(inside: str, found: str):
    assert text(f"{run('a ')}{inside}{run(' b')}") == found


def test_the_end_of_a_paragraph_that_was_deleted_joins_it_with_the_next():
    body = paragraph("The ferry ", "", "<w:rPr><w:del/></w:rPr>") + paragraph("left.")
    assert read(word(body)).text == "The ferry left."


def test_a_large_first_letter_belongs_to_its_word():
    body = paragraph("T", "", '<w:framePr w:dropCap="drop"/>') + paragraph("he ferry left.")
    assert read(word(body)).text == "The ferry left."


def test_links_are_kept_where_they_lead_out():
    links = (
        f'<w:hyperlink r:id="x">{run("one")}</w:hyperlink>{run(" ")}'
        f'<w:hyperlink w:anchor="m">{run("two")}</w:hyperlink>'
        f"{run(' ')}{mark('begin')}{instruct(f' HYPERLINK &quot;{PLACE}&quot; ')}{mark('separate')}{run('three')}"
        f'{mark("end")}{run(" ")}<w:fldSimple w:instr="HYPERLINK {PLACE}">{run("four")}</w:fldSimple>{run(" five")}'
    )
    article = read(word(f"<w:p>{links}</w:p>", links={"x": PLACE}))
    assert article.text == "one two three four five"
    assert links_of(article) == [("one", PLACE), ("three", PLACE), ("four", PLACE)]


def test_what_a_field_inside_an_instruction_comes_to_is_no_text():
    inner = mark("begin") + instruct("PAGE") + mark("separate") + run("12") + mark("end")
    outer = mark("begin") + instruct("IF ") + inner + instruct("= 1") + mark("separate") + run("first") + mark("end")
    assert text(run("the ") + outer + run(" page")) == "the first page"


def test_an_instruction_that_never_ends_does_not_swallow_the_text():
    body = f"<w:p>{mark('begin')}{instruct('IF')}{mark('begin')}{run('lost')}</w:p>{paragraph('kept')}"
    assert "kept" in read(word(body)).text


def test_a_row_that_was_deleted_is_left_out():
    def row(words: str, properties: str = "") -> str:
        cells = "".join(f"<w:tc>{paragraph(each)}</w:tc>" for each in (words, "x"))
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    body = f"<w:tbl>{row('kept')}{row('gone', '<w:del/>')}</w:tbl>"
    assert shown(read(word(body))) == [("table_row", "kept\tx")]


def test_a_table_around_the_whole_article_is_only_its_frame():
    styles = style("H1", "heading 1") + style("H2", "heading 2")
    inside = paragraph("The late ferry", "H1") + paragraph("Words.") + paragraph("Part", "H2")
    article = read(word(f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>", styles))
    assert shown(article) == [("title", "The late ferry"), ("paragraph", "Words."), ("heading", "Part")]


def test_a_text_box_is_read_once_of_the_two_ways_to_show_it():
    box = f"<w:txbxContent>{paragraph('Boxed.')}</w:txbxContent>"
    choice = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(word(f"<w:p>{run('Words.')}{choice}</w:p>")).text == "Words.\nBoxed."


def test_the_way_to_show_it_that_shows_something_is_taken():
    choice = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{run('Drawn.')}</mc:Fallback></mc:AlternateContent>"
    assert text(choice) == "Drawn."


def test_an_outline_level_of_its_own_makes_a_paragraph_a_heading():
    lead = paragraph("The ferry left the quay at nine. Nobody saw it again.")
    article = read(word(lead + paragraph("Part", "", '<w:outlineLvl w:val="1"/>')))
    assert [(block.kind, block.level) for block in article.blocks] == [("paragraph", 0), ("heading", 2)]


def test_a_paragraph_taken_out_of_its_list_is_none_of_it():
    article = read(word(paragraph("Words.", "", '<w:numPr><w:numId w:val="0"/></w:numPr>')))
    assert shown(article) == [("paragraph", "Words.")]


def test_an_old_picture_has_the_words_of_its_shape():
    shape = '<w:pict><v:shape alt="A boat"><v:imagedata r:id="a.png"/></v:shape></w:pict>'
    article = read(
        word(f"<w:p><w:r><w:t>Words.</w:t>{shape}</w:r></w:p>", members={"word/media/a.png": b"\x89PNG\r\n\x1a\n"})
    )
    (image,) = [block for block in article.blocks if block.kind == "image"]
    assert (image.attributes["alt"], len(article.pictures)) == ("A boat", 1)


def test_a_list_of_contents_is_folded():
    article = read(word(paragraph("One\t1", "toc1") + paragraph("Words."), style("toc1", "toc 1")))
    assert [(block.fold != "") for block in article.blocks] == [True, False]
