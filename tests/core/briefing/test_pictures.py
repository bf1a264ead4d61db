from annotator.core.briefing import Reference, build_briefing
from annotator.core.briefing.tree import Picture, PicturesPart
from tests.briefings import Records, bridge, full_bridge, statement, uid
from tests.core.briefing.parts import brief, in_order, names, only, part, quotation
from tests.pictures import png


def _pictures(project: Records) -> tuple[Picture, ...]:
    return part(build_briefing(project), PicturesPart).pictures


def _with_picture(quote: str = "", kind: str = "image") -> tuple[Records, str]:
    """Make a project with one picture; give it with the statement that quotes it, or part of its passage."""
    project = bridge()
    words = project.add_picture("valley", png(32, 18), "The ferry at its landing.", "Jon Abara")
    covering = project.add_statement(quote or words, "valley", 1, kind=kind)
    project.place(uid("chapter 4"), covering)
    return project, covering


def test_a_picture_comes_with_its_bytes_caption_credit_and_source() -> None:
    (picture,) = _pictures(full_bridge())
    assert picture.data == png(320, 180)
    assert (picture.number, picture.media_type) == (1, "image/png")
    assert (picture.caption, picture.credit) == ("The northern pier in April.", "Lena Marsh")
    assert picture.source_line == "Orrin Gazette, 28 April 2025"
    assert picture.places == (Reference(uid("chapter 2.1"), "chapter 2.1"),)


def test_a_quotation_leads_to_the_picture_that_its_passage_covers() -> None:
    briefing = build_briefing(full_bridge())
    (picture,) = part(briefing, PicturesPart).pictures
    assert quotation(briefing, statement("picture")).pictures == (Reference(picture.uid, "Picture 1"),)
    assert quotation(briefing, statement("cracks")).pictures == ()


def test_a_quoted_caption_brings_its_picture() -> None:
    project, _ = _with_picture("The ferry at its landing.", "caption")
    assert [picture.caption for picture in _pictures(project)] == ["The ferry at its landing."]


def test_a_passage_beside_a_picture_does_not_bring_it() -> None:
    project, _ = _with_picture("\ufffc\nThe ferry")
    assert len(_pictures(project)) == 1
    project.items[uid("chapter 4")].clear()
    project.place(uid("chapter 4"), project.add_statement("The ferry ran again.", "valley", 8, kind="image"))
    assert "pictures" not in names(build_briefing(project))


def test_a_picture_is_there_once_with_every_chapter_that_quotes_it() -> None:
    project, covering = _with_picture()
    caption = project.add_statement("at its landing", "valley", 1, kind="caption")
    project.place(uid("chapter 2.2"), caption)
    (picture,) = _pictures(project)
    assert [place.text for place in picture.places] == ["chapter 2.2", "chapter 4"]
    briefing = build_briefing(project)
    assert quotation(briefing, covering).pictures == quotation(briefing, caption).pictures


def test_pictures_are_numbered_as_the_document_comes_to_them() -> None:
    project = full_bridge()
    words = project.add_picture("valley", png(40, 20), "The ferry.")
    project.place(uid("chapter 4"), project.add_statement(words, "valley", kind="image"))
    assert [(picture.number, picture.caption) for picture in _pictures(project)] == [
        (1, "The northern pier in April."),
        (2, "The ferry."),
    ]


def test_an_image_whose_bytes_the_project_has_not_is_only_named() -> None:
    project = bridge()
    shown = project.add_statement("\ufffc", "valley", 1, kind="image")
    project.place(uid("chapter 4"), shown)
    briefing = build_briefing(project)
    assert "pictures" not in names(briefing)
    assert quotation(briefing, shown).paragraphs == ("“[image]”",)


def test_a_statement_that_is_only_cited_in_prose_brings_no_picture() -> None:
    project, covering = _with_picture()
    project.items[uid("chapter 4")].clear()
    project.write(uid("chapter 4"), f"The ferry ran.[[cite:{covering}]]")
    assert "pictures" not in names(build_briefing(project))


def test_nothing_leads_to_pictures_that_stay_out() -> None:
    briefing = brief(full_bridge(), parts=in_order(without=("pictures",)))
    assert quotation(briefing, statement("picture")).pictures == ()


def test_pictures_lead_to_no_chapter_that_is_not_there() -> None:
    (picture,) = part(brief(full_bridge(), parts=only("pictures")), PicturesPart).pictures
    assert picture.places == ()


def test_a_quoted_caption_that_is_told_by_its_page_brings_its_picture() -> None:
    project, _ = _with_picture("The ferry at its landing.", "page")
    assert [picture.caption for picture in _pictures(project)] == ["The ferry at its landing."]
