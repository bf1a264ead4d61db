"""Copies of a project in which several people went on, for tests of merging."""

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from hypothesis import settings

from annotator.core import edits
from annotator.core.records import Article
from annotator.store.merging import merge
from annotator.store.project import ProjectStore
from tests.builders import ME, OTHER, Built, article, derived
from tests.store.test_laws import Step, perform

Work = Callable[[Built], object]
State = tuple[object, ...]
LAWS = settings(max_examples=15)
TRAM = article(("Nobody boarded.",), "The early tram", "tram.txt")


def state(store: ProjectStore) -> State:
    """Give everything that a project holds: its log, its texts, its rows."""
    log = store._connection.execute(
        "SELECT change_id, transaction_uid, reviewer_uid, clock, kind, entity_uid, field, value, parents FROM change"
    )
    texts = store._connection.execute("SELECT sha256, data FROM blob")
    return sorted(log.fetchall()), sorted(texts.fetchall()), derived(store)


def ids(store: ProjectStore) -> set[bytes]:
    return {change_id for (change_id,) in store._connection.execute("SELECT change_id FROM change")}


def opened(built: Built, path: Path) -> Built:
    """Open another copy of a project as somebody else would, with nothing of this computer's."""
    store = ProjectStore.open(path, private=True)
    store.reader.viewer_uid = OTHER
    return Built(store, built.source_uid, built.revision_uid, built.text)


def file_of(built: Built, name: str, work: Work) -> Path:
    """Give a copy of the shared file in which somebody worked."""
    path = built.store.shared_path.with_name(f"{name}.annotator")
    if not path.exists():
        shutil.copyfile(built.store.shared_path, path)
    other = opened(built, path)
    work(other)
    other.store.publish()
    other.store.close()
    return path


def file_of_steps(built: Built, name: str, steps: Sequence[Step]) -> Path:
    return file_of(built, name, lambda other: [perform(other, step) for step in steps])


def tagging(name: str) -> Work:
    return lambda other: other.do(edits.add_tag(other.store.reader, name), OTHER)


def altered(path: Path, *statements: str) -> Path:
    """Change a file behind the application's back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def extract(path: Path, name: str, *entity_uids: str) -> Path:
    """Give a file with the changes of some things alone."""
    copy = Path(shutil.copyfile(path, path.with_name(f"{name}.annotator")))
    listed = ", ".join(f"'{uid}'" for uid in entity_uids)
    return altered(copy, f"DELETE FROM change WHERE entity_uid NOT IN ({listed})")


def tag_names(built: Built) -> set[str]:
    return {tag.name for tag in built.store.reader.tags()}


def merged(built: Built, *paths: Path) -> str:
    return merge(built.store, paths, ME).uid


def importing(new: Article, reviewer_uid: str = OTHER) -> Work:
    def work(other: Built) -> None:
        made = edits.add_source(other.store.uid, new)
        other.store.apply(made.drafts, reviewer_uid, blobs=made.blobs)

    return work
