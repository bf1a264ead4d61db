from pathlib import Path

import pytest

from annotator.core.errors import ProjectFileError
from annotator.core.records import StatementFilter
from annotator.store.project import ProjectStore
from annotator.store.viewing import view
from tests.builders import build


def test_what_was_shared_is_seen_and_what_was_not_is_not(tmp_path: Path):
    built = build(tmp_path / "a.annotator")
    built.statement("fog")
    built.store.publish()
    built.statement("a clear night")
    with view(tmp_path / "a.annotator") as reader:
        assert [each.anchor.quote for each in reader.statements(StatementFilter(text="FOG"))] == ["fog"]
        assert len(reader.statement_uids(StatementFilter())) == 1
    built.store.close()


def test_a_file_that_is_replaced_meanwhile_stays_as_it_was_opened(tmp_path: Path):
    built = build(tmp_path / "a.annotator")
    built.store.publish()
    with view(tmp_path / "a.annotator") as reader:
        built.statement("fog")
        built.store.publish()
        assert reader.next_statement_number() == 1
    with view(tmp_path / "a.annotator") as reader:
        assert reader.next_statement_number() == 2
    built.store.close()


def test_a_read_only_file_in_a_read_only_folder_can_be_looked_at(tmp_path: Path):
    folder = tmp_path / "shared"
    folder.mkdir()
    ProjectStore.create(folder / "a.annotator", "A test", private=True).close()
    (folder / "a.annotator").chmod(0o444)
    folder.chmod(0o555)
    try:
        with view(folder / "a.annotator") as reader:
            assert reader.project().title == "A test"
    finally:
        folder.chmod(0o755)


def test_what_is_no_project_is_refused(tmp_path: Path):
    with pytest.raises(ProjectFileError), view(tmp_path / "lost.annotator"):
        pass
