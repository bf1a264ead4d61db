import base64
from pathlib import Path

import pytest

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.articles import article_from_bytes, read_article
from annotator.exchange.importing.embedded import take_pictures
from annotator.exchange.importing.items import Item
from tests.pictures import png

ARTICLE = "# A wet quay\n\nThe quay stood under water for a day.\n\n![The quay at noon [HARBOUR OFFICE]]({})\n"


def _image(article):
    return next(block for block in article.blocks if block.kind is BlockKind.IMAGE)


def test_a_picture_beside_the_article_comes_along(tmp_path: Path):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "quay at noon.png").write_bytes(png(8, 6))
    (tmp_path / "quay.md").write_text(ARTICLE.format("media/quay%20at%20noon.png"))
    article = read_article(tmp_path / "quay.md")
    attributes = _image(article).attributes
    assert article.pictures == {attributes["sha256"]: png(8, 6)}
    assert attributes["media_type"] == "image/png"
    assert attributes["credit"] == "HARBOUR OFFICE"
    assert not attributes["missing"]


def test_a_picture_inside_the_text_is_kept_as_bytes_and_not_as_an_address():
    address = f"data:image/png;base64,{base64.b64encode(png(4, 4)).decode()}"
    article = article_from_bytes(ARTICLE.format(address).encode(), "quay.md")
    assert list(article.pictures.values()) == [png(4, 4)]
    assert _image(article).attributes["url"] == ""


@pytest.mark.parametrize("address", ["../secret.png", "/etc/hostname", "https://pictures.example/quay.png", "#quay"])
def test_nothing_outside_the_article_s_folder_is_read(tmp_path: Path, address: str):
    (tmp_path / "secret.png").write_bytes(png(4, 4))
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "quay.md").write_text(ARTICLE.format(address))
    assert read_article(tmp_path / "inside" / "quay.md").pictures == {}


def test_a_link_that_leads_out_of_the_folder_is_left_alone(tmp_path: Path):
    (tmp_path / "secret.png").write_bytes(png(4, 4))
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "quay.png").symlink_to(tmp_path / "secret.png")
    (inside / "quay.md").write_text(ARTICLE.format("quay.png"))
    assert read_article(inside / "quay.md").pictures == {}


@pytest.mark.parametrize("body", ["aGVsbG8=", "no base64 at all", ""])
def test_what_is_no_picture_is_no_picture(body: str):
    article = article_from_bytes(ARTICLE.format(f"data:image/png;base64,{body}").encode(), "quay.md")
    assert article.pictures == {}


@pytest.mark.parametrize(
    ("address", "kept"), [("media/quay.emf", ""), ("https://quay.example/a.webp", "https://quay.example/a.webp")]
)
def test_of_a_picture_that_nothing_shows_only_an_address_on_the_web_is_kept(address: str, kept: str):
    attributes: dict[str, object] = {"url": address, "missing": False}
    assert take_pictures([Item(BlockKind.IMAGE, "", 0, attributes=attributes)], None, {address: b"no picture"}) == {}
    assert (attributes["url"], attributes["missing"]) == (kept, not kept)
