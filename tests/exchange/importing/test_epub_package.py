"""What an e-book says of itself."""

import pytest

from annotator.core.errors import RefusedError
from annotator.core.records import Inferred
from annotator.exchange.importing.archives import Archive
from annotator.exchange.importing.epub_package import Package
from tests.exchange.importing.packages import book, zipped

PAGE = "<body><p>Words.</p></body>"


def package(metadata: str = "", **members: str) -> Package:
    documents = {"nav.xhtml": PAGE, "two.xhtml": PAGE, "one.xhtml": PAGE}
    return Package(Archive(book(documents, metadata, members)))


def test_documents_come_in_the_order_of_reading():
    assert [(each.name, each.is_around) for each in package().documents()] == [
        *(("OPS/nav.xhtml", True), ("OPS/two.xhtml", False), ("OPS/one.xhtml", False)),
    ]


def test_metadata_is_declared():
    found = package(
        "<dc:title>The late ferry</dc:title><dc:creator>Ann Author</dc:creator><dc:creator>Bo Builder</dc:creator>"
        "<dc:publisher>Quay Press</dc:publisher><dc:language>ko-KR</dc:language><dc:rights>CC BY 4.0</dc:rights>"
        "<dc:date>2024-03-05</dc:date><dc:identifier>urn:x</dc:identifier><dc:source>https://quay.example/b</dc:source>"
    ).metadata()
    published = found.pop("published").value
    assert (str(published.start), published.precision) == ("2024-03-05", "day")
    assert found == {
        "title": Inferred("The late ferry", "e-book"),
        "author": Inferred("Ann Author, Bo Builder", "e-book"),
        "outlet": Inferred("Quay Press", "e-book"),
        "language": Inferred("ko", "e-book"),
        "licence": Inferred("CC BY 4.0", "e-book"),
        "url": Inferred("https://quay.example/b", "e-book"),
    }


def test_a_subtitle_and_people_who_are_no_authors_are_told_by_what_refines_them():
    found = package(
        '<dc:title id="a">The ferry</dc:title><dc:title id="b">A history</dc:title><dc:creator id="c">Ed Itor'
        '</dc:creator><meta refines="#b" property="title-type">subtitle</meta>'
        '<meta refines="#c" property="role">edt</meta>'
    ).metadata()
    assert (found["title"].value, found["subtitle"].value) == ("The ferry", "A history")
    assert "author" not in found


def test_a_date_that_cannot_be_read_is_left_out():
    assert "published" not in package("<dc:date>some day</dc:date>").metadata()


def test_what_is_encrypted_is_named():
    encryption = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData>'
        '<e:CipherReference URI="OPS/one.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
    )
    assert package(**{"META-INF/encryption.xml": encryption}).locked() == {"OPS/one.xhtml"}


@pytest.mark.parametrize(
    "members",
    [
        {"a": "b"},
        {"META-INF/container.xml": "<a/>"},
        {"META-INF/container.xml": '<a><rootfile full-path="../../etc/passwd"/></a>'},
        {"META-INF/container.xml": '<a><rootfile full-path="gone.opf"/></a>'},
    ],
)
def test_an_archive_without_a_package_is_refused(members: dict[str, str]):
    with pytest.raises(RefusedError, match=r"no e-book.*\.$"):
        Package(Archive(zipped(members)))
