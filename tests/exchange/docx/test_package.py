import io
import zipfile

import pytest

from annotator.exchange.docx.package import Package, Part, Relationship, write_entries


def _written(parts: list[Part]) -> zipfile.ZipFile:
    package = Package()
    for part in parts:
        package.add(part)
    package.relationships.append(Relationship("rId1", "kind", parts[0].name))
    stream = io.BytesIO()
    write_entries(stream, package.entries())
    return zipfile.ZipFile(stream)


def test_entries_are_sorted_and_carry_no_date_and_no_system():
    archive = _written([Part("word/b.xml", "x/b", ["<b/>"]), Part("docProps/a.xml", "x/a", b"<a/>")])
    assert archive.namelist() == ["[Content_Types].xml", "_rels/.rels", "docProps/a.xml", "word/b.xml"]
    assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_pieces_are_joined_in_their_order_however_many():
    pieces = [f"<p{index}/>" for index in range(2_000)]
    assert _written([Part("word/b.xml", "x/b", pieces)]).read("word/b.xml").decode() == "".join(pieces)


def test_an_empty_piece_does_not_end_a_part():
    pieces = [*[""] * 600, "<end/>"]
    assert _written([Part("word/b.xml", "x/b", pieces)]).read("word/b.xml") == b"<end/>"


def test_relationships_are_relative_to_their_part_and_outside_ones_are_not():
    part = Part(
        "word/document.xml",
        "x/d",
        b"<d/>",
        [Relationship("a", "k", "customXml/item1.xml"), Relationship("b", "k", "https://x.example/?a&b", True)],
    )
    written = (
        _written([part, Part("customXml/item1.xml", "x/i", b"<i/>")]).read("word/_rels/document.xml.rels").decode()
    )
    assert 'Target="../customXml/item1.xml"' in written
    assert 'Target="https://x.example/?a&amp;b" TargetMode="External"' in written


def test_two_parts_cannot_have_one_name():
    package = Package()
    package.add(Part("word/a.xml", "x/a", b""))
    with pytest.raises(ValueError, match="already has a part"):
        package.add(Part("word/a.xml", "x/a", b""))
