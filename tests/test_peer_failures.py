"""What was seen to go wrong in the nearest other tools; each is a test here."""

import zipfile
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.anchors import find_quote, make_anchor
from annotator.core.briefing import build_briefing
from annotator.core.errors import RefusedError
from annotator.core.records import StatementFilter
from annotator.exchange.docx import write_briefing
from annotator.exchange.importing import article_from_bytes
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, article, build


@pytest.fixture
def built(tmp_path: Path) -> Built:
    made = build(tmp_path / "p.annotator", ["😀😀 The ferry was late.", "Nobody said why.", "A word alone."])
    yield made  # type: ignore[misc]
    made.store.close()


def test_emoji_before_a_passage_neither_shift_its_quote_nor_lose_it_on_reload(built: Built) -> None:
    tag = built.make(edits.add_tag(built.store.reader, "delay"))
    uid = built.statement("The ferry was late.", [tag])
    built.store.publish()
    built.store.close()
    again = ProjectStore.open(built.store.shared_path)
    statement = again.reader.statement(uid)
    text = again.reader.text(statement.anchor.revision_uid)
    assert text[statement.anchor.start : statement.anchor.end] == statement.anchor.quote == "The ferry was late."
    assert statement.tag_uids == (tag,)
    again.close()


def test_a_corrected_text_is_a_new_revision_and_rewrites_no_stored_quote(built: Built) -> None:
    uid = built.statement("Nobody said why.")
    before = built.store.reader.statement(uid)
    corrected = edits.add_source(built.store.uid, article(["😀😀 The ferry was very late.", "Nobody said why."]))
    built.store.apply(corrected.drafts, ME, blobs=corrected.blobs)
    assert built.store.reader.statement(uid) == before
    assert built.store.reader.text(built.revision_uid) == built.text


def test_two_sources_of_one_file_name_keep_their_own_statements_after_sharing(built: Built, tmp_path: Path) -> None:
    built.store.publish()
    other = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "other")
    same_name = edits.add_source(other.uid, article(["Another text.", "Nobody said why."], "Another", "ferry.txt"))
    other.apply(same_name.drafts, OTHER, blobs=same_name.blobs)
    text = other.reader.text(same_name.revision_uid)
    anchor = make_anchor(same_name.revision_uid, text, *find_quote(text, "Nobody said why."))
    other.apply(edits.add_statement(anchor, same_name.source_uid, 1, reviewer_uid=OTHER), OTHER)
    mine = built.statement("Nobody said why.")
    built.store.publish()
    other.publish()
    built.store.publish()
    reader = built.store.reader
    assert len(reader.sources()) == 2
    for statement in reader.statements(StatementFilter()):
        text = reader.text(statement.anchor.revision_uid)
        assert text[statement.anchor.start : statement.anchor.end] == statement.anchor.quote
        assert (statement.uid == mine) == (statement.source_uid == built.source_uid)
    other.close()


def test_a_highlight_without_a_tag_is_in_the_briefing(built: Built, tmp_path: Path) -> None:
    chapter = built.make(edits.add_chapter(built.store.reader, "Summary"))
    uid = built.statement("Nobody said why.")
    built.do(edits.place_statement(built.store.reader, chapter, uid))
    write_briefing(build_briefing(built.store.reader), tmp_path / "b.docx")
    with zipfile.ZipFile(tmp_path / "b.docx") as package:
        assert "Nobody said why." in package.read("word/document.xml").decode()


def test_a_text_that_declares_no_encoding_is_not_garbled() -> None:
    words = "Москва впервые признала участие войск в боях. Представитель министерства отказался от комментариев."
    for encoding in ("utf-8", "windows-1251", "utf-16-le"):
        assert article_from_bytes(words.encode(encoding), "a.txt").text == words


def test_offsets_the_wrong_way_round_are_refused_in_plain_words(built: Built) -> None:
    with pytest.raises(RefusedError, match="select"):
        make_anchor(built.revision_uid, built.text, 20, 10)
    with pytest.raises(RefusedError):
        make_anchor(built.revision_uid, built.text, 0, len(built.text) + 1)
