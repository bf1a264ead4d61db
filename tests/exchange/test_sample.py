import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core import prose
from annotator.core.errors import RefusedError
from annotator.core.records import Placement, Prose, StatementFilter
from annotator.exchange.resources import resource_path
from annotator.exchange.sample import build_sample
from annotator.store.doctor import examine
from annotator.store.reader import Reader
from annotator.store.viewing import view


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "sample.annotator"
    build_sample(made)
    return made


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    with view(path) as opened:
        yield opened


def test_the_sample_is_a_sound_project(path: Path):
    assert examine(path).findings == ()


def test_every_article_is_described_graded_and_read_by_somebody(reader: Reader):
    sources = reader.sources()
    assert len(sources) == 4
    assert all(each.outlet and each.published and each.reliability for each in sources)
    assert {each.name for each in reader.reviewers()} == {"Ines Halloran", "Tomasz Wield"}


def test_the_codebook_is_a_tree_in_which_every_tag_is_defined_and_used(reader: Reader):
    tags = reader.tags()
    assert len(tags) == 12
    assert {tag.depth for tag in tags} == {0, 1}
    assert len({tag.colour for tag in tags}) == 12
    assert all(tag.definition and tag.statement_count for tag in tags)


def test_statements_are_spread_over_all_sources_chapters_and_reviewers(reader: Reader):
    statements = reader.statements(StatementFilter())
    assert 30 <= len(statements) <= 40
    assert all(source.statement_count >= 6 for source in reader.sources())
    assert [chapter.number for chapter in reader.chapters() if chapter.statement_count >= 3] == list("1234567")
    assert all(statement.tag_uids and statement.chapter_uids and statement.kind for statement in statements)
    assert {statement.kind for statement in statements} == {"direct", "reported", "assertion", "assessment"}
    assert len({statement.reviewer_uid for statement in statements}) == 2
    assert {date.precision for each in statements if (date := each.event_date)} >= {"day", "month", "about"}
    assert sum(bool(reader.notes(statement.uid)) for statement in statements) >= 5


def test_some_highlights_overlap(reader: Reader):
    overlaps = 0
    for source in reader.sources():
        highlights = reader.highlights(source.uid)
        overlaps += sum(one.end > two.start for one, two in itertools.pairwise(highlights))
    assert overlaps >= 3


def test_each_chapter_has_prose_before_its_evidence_and_every_citation_holds(reader: Reader):
    for chapter in reader.chapters():
        items = reader.chapter_items(chapter.uid)
        kinds = [type(item) for item in items]
        assert kinds == sorted(kinds, key=[Prose, Placement].index)
        assert 1 <= kinds.count(Prose) <= 3
        cited = [uid for item in items if isinstance(item, Prose) for uid in prose.cited_uids(item.text)]
        assert cited
        assert len(reader.statements_by_uid(cited)) == len(cited)
        assert not any("[[" in prose.plain(item.text) for item in items if isinstance(item, Prose))


def test_every_statement_of_the_sample_is_cited_somewhere(reader: Reader):
    cited = {
        uid
        for chapter in reader.chapters()
        for item in reader.chapter_items(chapter.uid)
        if isinstance(item, Prose)
        for uid in prose.cited_uids(item.text)
    }
    assert cited == set(reader.statement_uids(StatementFilter()))


def test_the_sample_is_never_built_over_another_file(path: Path):
    before = path.read_bytes()
    with pytest.raises(RefusedError):
        build_sample(path)
    assert path.read_bytes() == before


def test_half_a_sample_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("annotator.exchange.sample.annotate_rows", stop)
    with pytest.raises(KeyboardInterrupt):
        build_sample(tmp_path / "sample.annotator")
    assert not (tmp_path / "sample.annotator").exists()


def test_the_statements_are_written_the_way_a_statements_file_is():
    lines = resource_path("sample", "statements.jsonl").read_text(encoding="utf-8").splitlines()
    keys = [json.loads(line)["key"] for line in lines]
    assert len(set(keys)) == len(keys)
