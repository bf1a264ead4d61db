import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.errors import ProjectFileError
from annotator.core.records import IMAGE_CHARACTER, Article, Block, StatementFilter
from annotator.core.vocabulary import BlockKind
from annotator.store.doctor import Examination, distrust, examine, rebuild
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, build
from tests.pictures import png


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    """A project with something of every kind in it, shared."""
    made = build(tmp_path / "a.annotator")
    reader = made.store.reader
    tag = made.make(edits.add_tag(reader, "delay"))
    child = made.make(edits.add_tag(reader, "fog", parent_uid=tag))
    chapter = made.make(edits.add_chapter(reader, "The night"))
    actor = made.make(edits.add_actor("Harbour master"))
    statement = made.statement("The ferry was late.", [tag, child])
    other = made.statement("fog", [child], OTHER)
    for uid in (statement, other):
        made.do(edits.place_statement(reader, chapter, uid))
    made.do(edits.set_statement_field(statement, "actor", actor))
    made.do(edits.write_note(reader, statement, ME, "Check."))
    prose = made.make(edits.add_prose(reader, chapter, "It was late."))
    made.do(edits.mark_key_judgement(prose, True))
    third = made.statement("a clear night")
    link = made.make(edits.link_statements(reader, "contradicts", statement, third))
    made.do(edits.assess_link(link, "Doubtful."))
    made.do(edits.show_quotation(reader, reader.placements_of(statement)[0], "cited"))
    made.do(edits.choose_for_briefing(made.store.uid, "order", "date"))
    made.do(edits.describe_source(made.source_uid, "A newsletter."))
    made.do(edits.merge_tags(child, tag))
    made.do(edits.set_favourite(reader, tag, 1, ME))
    made.do(edits.mark_read(made.source_uid, ME, True))
    made.do(edits.delete_statements([other]))
    made.store.publish()
    yield made
    made.store.close()


def tamper(path: Path, *statements: str) -> None:
    """Change a file as nobody should."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def found(path: Path) -> dict[str, list[str]]:
    """Examine a file; give what is wrong by the name of the check."""
    by_check: dict[str, list[str]] = {}
    for finding in examine(path).findings:
        by_check.setdefault(finding.check, []).append(finding.words)
    return by_check


def test_a_sound_shared_file_has_nothing_wrong_with_it(built: Built):
    examination = examine(built.store.shared_path)
    assert isinstance(examination, Examination)
    assert examination.findings == ()
    assert "statements: 2" in examination.looked_at


def test_a_working_copy_that_is_open_has_nothing_wrong_with_it(built: Built):
    built.statement("a clear night")
    assert examine(built.store.working_path).findings == ()
    assert "statements: 3" in examine(built.store.working_path).looked_at


def test_examining_writes_nothing(built: Built):
    before = built.store.shared_path.read_bytes()
    names = sorted(path.name for path in built.store.shared_path.parent.iterdir())
    examine(built.store.shared_path)
    assert built.store.shared_path.read_bytes() == before
    assert sorted(path.name for path in built.store.shared_path.parent.iterdir()) == names


@pytest.mark.parametrize(
    ("statement", "check", "words"),
    [
        ("UPDATE change SET value = replace(value, 'delay', 'decay')", "changes", "1 changes are not"),
        ("UPDATE change SET clock = clock + 1 WHERE seq = 3", "changes", "numbers 3"),
        ("UPDATE change SET parents = zeroblob(16) WHERE kind = 'delete'", "changes", "1 changes are not"),
        ("UPDATE blob SET data = CAST(data || ' ' AS BLOB)", "texts", "were altered"),
        ("DELETE FROM blob", "texts", "are missing"),
        ("UPDATE meta SET value = 'x' WHERE key = 'project_uid'", "identity", "not the one"),
        ("UPDATE tag SET colour = 'Gold'", "derived tables", "Table tag is not what the log says"),
        ("DELETE FROM placement", "derived tables", "Table placement"),
        ("DELETE FROM tag_favourite", "derived tables", "Table tag_favourite"),
        ("DELETE FROM source_read", "derived tables", "0 rows too many or wrong, 1 lacking"),
        ("UPDATE block SET kind = 'quote' WHERE start = 0", "derived tables", "Table block"),
        (
            "DELETE FROM link",
            "derived tables",
            "Table link is not what the log says: 0 rows too many or wrong, 1 lacking",
        ),
        ("UPDATE link SET assessment = 'Certain.'", "derived tables", "Table link"),
        ("UPDATE placement SET form = 'full'", "derived tables", "Table placement"),
        ("UPDATE prose SET is_key_judgement = 0", "derived tables", "Table prose"),
        ("UPDATE project SET briefing = '{}'", "derived tables", "Table project"),
        ("UPDATE source SET descriptor = ''", "derived tables", "Table source"),
        ("INSERT INTO actor VALUES ('x', 'Nobody')", "derived tables", "1 rows too many or wrong, 0 lacking"),
        ("UPDATE statement SET quote = 'The ferry was early.'", "anchors", "S-1"),
        ("UPDATE statement SET start = start + 1", "anchors", "S-1"),
        ("UPDATE statement SET prefix = 'x'", "anchors", "S-1"),
        ('UPDATE statement SET "end" = 9999', "anchors", "S-1"),
        ("CREATE TRIGGER planted AFTER INSERT ON tag BEGIN DELETE FROM blob; END", "schema", "“planted”"),
        ("CREATE TABLE extra (a TEXT)", "schema", "“extra”"),
        ("DROP VIEW statement_list", "schema", "“statement_list”"),
    ],
)
def test_what_was_tampered_with_is_found(built: Built, statement: str, check: str, words: str):
    tamper(built.store.shared_path, statement)
    findings = found(built.store.shared_path)
    assert any(words in each for each in findings[check]), findings


def test_a_picture_that_was_lost_is_found(tmp_path: Path):
    made = build(tmp_path / "a.annotator")
    data = png(8, 8)
    sha256 = hashlib.sha256(data).hexdigest()
    image = Block(BlockKind.IMAGE, 0, 1, attributes={"sha256": sha256, "media_type": "image/png"})
    with_picture = Article("map.txt", b"a map", IMAGE_CHARACTER, (image,), {}, pictures={sha256: data})
    new = edits.add_source(made.store.uid, with_picture)
    made.store.apply(new.drafts, ME, blobs=new.blobs)
    made.store.publish()
    made.store.close()
    assert found(tmp_path / "a.annotator") == {}
    tamper(tmp_path / "a.annotator", f"DELETE FROM blob WHERE sha256 = '{sha256}'")
    assert found(tmp_path / "a.annotator") == {"texts": [f"1 pictures are missing: {sha256}"]}


def test_a_damaged_page_is_found(built: Built):
    path = built.store.shared_path
    content = bytearray(path.read_bytes())
    for at in range(8192, len(content) - 8192, 8192):
        content[at : at + 64] = b"\xff" * 64
    path.write_bytes(content)
    assert set(found(path)) == {"file"}


@pytest.mark.parametrize("content", [b"", b"words " * 500, b"SQLite format 3\x00" + b"\x00" * 4080])
def test_what_is_no_project_cannot_be_examined(tmp_path: Path, content: bytes):
    (tmp_path / "a.annotator").write_bytes(content)
    with pytest.raises(ProjectFileError):
        examine(tmp_path / "a.annotator")


def test_another_programs_database_cannot_be_examined(tmp_path: Path):
    tamper(tmp_path / "a.annotator", "CREATE TABLE a (b)")
    with pytest.raises(ProjectFileError, match="not a project of annotator"):
        examine(tmp_path / "a.annotator")


def test_a_rebuild_mends_what_is_derived_and_keeps_the_log(built: Built):
    path = built.store.shared_path
    built.store.close()
    with closing(sqlite3.connect(path)) as connection:
        log = connection.execute("SELECT * FROM change ORDER BY seq").fetchall()
    tamper(path, "DELETE FROM statement", "UPDATE tag SET name = 'x'", "DELETE FROM block")
    assert set(found(path)) == {"derived tables"}
    rebuild(path)
    assert found(path) == {}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM change ORDER BY seq").fetchall() == log


def test_a_rebuild_leaves_the_working_copies_alone(built: Built):
    built.statement("a clear night")
    rebuild(built.store.shared_path)
    assert built.store.unpublished_count() == 1
    built.store.publish()
    assert found(built.store.shared_path) == {}
    assert "statements: 3" in examine(built.store.shared_path).looked_at


def test_what_somebody_wrote_into_the_tables_alone_is_not_believed(built: Built, tmp_path: Path) -> None:
    tamper(built.store.shared_path, "UPDATE statement SET quote = 'The ferry was early.'")
    store = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "data")
    assert "were made anew" in distrust(store)
    assert "The ferry was early." not in {each.anchor.quote for each in store.reader.statements(StatementFilter())}
    assert distrust(store) == ""
    store.close()


def test_a_change_that_was_altered_is_said_and_not_mended(built: Built, tmp_path: Path) -> None:
    tamper(built.store.shared_path, "UPDATE change SET value = '\"Others\"' WHERE field = 'descriptor'")
    store = ProjectStore.open(built.store.shared_path, data_dir=tmp_path / "data")
    assert "not what they say they are" in distrust(store)
    store.close()
