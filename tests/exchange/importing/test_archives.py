"""Zip archives from anywhere: what is in them is read within limits, what is wrong with them is said in a sentence."""

import io
import zipfile

import pytest

from annotator.core.errors import RefusedError
from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing import archives
from annotator.exchange.importing.archives import Archive, parse_xml, resolved
from annotator.exchange.importing.items import Item
from tests.exchange.importing.packages import zipped


def image(url: str) -> Item:
    return Item(BlockKind.IMAGE, "", 0, attributes={"url": url})


def test_a_member_is_read():
    assert Archive(zipped({"a.txt": "quay"})).read("a.txt") == b"quay"


def test_an_archive_knows_what_is_in_it():
    archive = Archive(zipped({"a.txt": "quay"}))
    assert "a.txt" in archive
    assert "b.txt" not in archive


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", zipped({"a": "b"})[:-10], zipped({"a": "b"})[40:]],
    ids=["nothing", "a mark alone", "no end", "no beginning"],
)
def test_what_is_no_whole_archive_is_refused(data: bytes):
    with pytest.raises(RefusedError, match="damaged"):
        Archive(data).read("a")


def test_a_member_whose_bytes_were_changed_is_refused():
    data = zipped({"a.txt": "quay"}).replace(b"a.txt", b"b.txt", 1)
    with pytest.raises(RefusedError, match="damaged"):
        Archive(data).read("a.txt")


def test_a_protected_member_is_refused_with_what_to_do():
    data = bytearray(zipped({"a.txt": "quay"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(RefusedError, match="password"):
        Archive(bytes(data)).read("a.txt")


def test_a_method_of_packing_that_documents_do_not_use_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "quay")
    with pytest.raises(RefusedError, match="damaged"):
        Archive(buffer.getvalue()).read("a.txt")


def test_more_members_than_a_document_has_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    with pytest.raises(RefusedError, match="larger"):
        Archive(zipped({name: "" for name in "abcd"}))


def test_a_member_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 100)
    archive = Archive(zipped({"a": "x" * 100, "b": "x" * 101}))
    assert len(archive.read("a")) == 100
    with pytest.raises(RefusedError, match="larger"):
        archive.read("b")


def test_a_member_that_was_packed_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "_SMALL", 1000)
    with pytest.raises(RefusedError, match="larger"):
        Archive(zipped({"a": "x" * 10_000_000})).read("a")


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "LARGEST_WHOLE", 150)
    archive = Archive(zipped({"a": "x" * 100, "b": "x" * 100, "c": ""}))
    archive.read("a")
    for name in ("b", "c"):
        with pytest.raises(RefusedError, match="larger"):
            archive.read(name)


def test_what_an_archive_says_of_a_members_size_is_not_believed():
    data = bytearray(zipped({"a": "x" * 1000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(RefusedError, match="damaged"):
        Archive(bytes(data)).read("a")


def test_pictures_are_those_that_the_items_show():
    archive = Archive(zipped({"a.png": b"1", "b.png": b"2"}))
    assert archive.pictures([image("b.png"), image("b.png"), image("https://quay.example/c.png")]) == {"b.png": b"2"}


def test_a_damaged_picture_does_not_cost_the_words():
    data = zipped({"a.png": b"1"}).replace(b"a.png", b"b.png", 1)
    assert Archive(data).pictures([image("a.png")]) == {"a.png": b""}


@pytest.mark.parametrize("data", [b"<a>", b"", b"<a>&x;</a>", b"\xff\xfe<a/>", b"<a/><b/>"])
def test_xml_that_is_not_well_formed_is_refused(data: bytes):
    with pytest.raises(RefusedError, match="damaged"):
        parse_xml(data)


@pytest.mark.parametrize("value", ['"b"', 'SYSTEM "file:///etc/passwd"', 'PUBLIC "x" "http://quay.example/x"'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(value: str, encoding: str):
    data = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY x {value}>]><a>&x;</a>'
    with pytest.raises(RefusedError, match="damaged"):
        parse_xml(data.encode(encoding))


def test_an_entity_of_a_declaration_elsewhere_is_refused():
    with pytest.raises(RefusedError, match="damaged"):
        parse_xml(b'<!DOCTYPE a SYSTEM "a.dtd"><a>&x;</a>')


def test_xml_that_is_nested_beyond_measure_is_refused():
    with pytest.raises(RefusedError, match="damaged"):
        parse_xml(b"<a>" * 100_000 + b"</a>" * 100_000)


def test_xml_of_too_many_tags_is_refused_before_it_is_a_tree(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archives, "MOST_TAGS", 4)
    with pytest.raises(RefusedError, match="larger"):
        parse_xml(b"<a><b/><b/><b/></a>")


@pytest.mark.parametrize(
    ("folder", "address", "member"),
    [
        ("word", "media/a.png", "word/media/a.png"),
        ("word", "/word/media/a.png", "word/media/a.png"),
        ("OPS/text", "../img/my%20boat.png#x", "OPS/img/my boat.png"),
        ("", "Pictures\\a.png", "Pictures/a.png"),
        ("word", "../../etc/passwd", ""),
        ("word", "%2e%2e/%2e%2e/etc/passwd", ""),
        ("", "https://quay.example/a.png", ""),
        ("", "file:///etc/passwd", ""),
        ("", "//quay.example/a.png", ""),
        ("word", "", ""),
        ("word", "#mark", ""),
    ],
)
def test_addresses_lead_to_members_and_never_out_of_the_archive(folder: str, address: str, member: str):
    assert resolved(folder, address) == member
