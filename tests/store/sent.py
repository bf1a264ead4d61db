"""A project of three articles to send copies of, and ways to look into the copies."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.core import edits, prose
from annotator.store.copy_mark import CopyMark, read_mark
from annotator.store.extracting import Choice
from annotator.store.project import ProjectStore
from annotator.store.sending import SendingWish, Sent, send
from annotator.store.union import taken_in
from tests.builders import ME, OTHER, Built, article, build, derived

HARBOUR = ("The harbour was closed at nine.", "A lamp had failed, the keeper said.")
BRIDGE = ("The bridge opens in spring.", "Its toll is not decided.")


@dataclass
class Crossing:
    """A project with three sources; `empty` is a colleague's copy from before anything was in it."""

    ferry: Built
    harbour: Built
    bridge: Built
    empty: Path
    uids: dict[str, str]

    @property
    def store(self) -> ProjectStore:
        return self.ferry.store

    @property
    def folder(self) -> Path:
        return self.empty.parent

    def send(self, name: str, wish: SendingWish | None = None) -> Sent:
        """Write a copy beside the project."""
        return send(self.store, self.folder / f"{name}.annotator", wish or SendingWish())

    def extract(self, name: str, *sources: Built) -> Path:
        """Write an extract of some sources beside the project."""
        return self.send(name, SendingWish(Choice(tuple(each.source_uid for each in sources)))).path


def another_source(built: Built, title: str, paragraphs: tuple[str, ...], name: str) -> Built:
    """Add an article that was captured as a web page, and work on it through the same store."""
    made = article(paragraphs, title, name)
    made = replace(made, original=f"<html>{made.text}</html>".encode(), media_type="text/html")
    new = edits.add_source(built.store.uid, made)
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    return Built(built.store, new.source_uid, new.revision_uid, made.text)


def three_sources(folder: Path) -> Crossing:
    """Make a project of three sources that nobody has worked on."""
    ferry = build(folder / "p.annotator")
    empty = folder / "empty.annotator"
    shutil.copy(ferry.store.shared_path, empty)
    ferry.store.publish()
    ferry.store.close()
    ferry.store = ProjectStore.open(folder / "p.annotator", private=True)  # which syncs nothing, so it is quick
    ferry.store.reader.viewer_uid = ME
    harbour = another_source(ferry, "The closed harbour", HARBOUR, "harbour.html")
    bridge = another_source(ferry, "The new bridge", BRIDGE, "bridge.html")
    return Crossing(ferry, harbour, bridge, empty, {})


def crossing(folder: Path) -> Crossing:
    """Make a project with something of every kind on each of its sources."""
    made = three_sources(folder)
    reader, make, do = made.store.reader, made.ferry.make, made.ferry.do
    uids = made.uids
    uids["delay"] = make(edits.add_tag(reader, "delay", definition="Late."))
    uids["fog"] = make(edits.add_tag(reader, "fog", parent_uid=uids["delay"]))
    uids["keeper"] = make(edits.add_actor("Lamp keeper"))
    uids["night"] = make(edits.add_chapter(reader, "The night"))
    uids["hour"] = make(edits.add_chapter(reader, "The hour", uids["night"]))
    uids["spring"] = make(edits.add_chapter(reader, "In spring"))
    uids["late"] = made.ferry.statement("The ferry was late.", [uids["delay"]])
    uids["why"] = made.ferry.statement("Nobody said why.", [uids["fog"]], OTHER)
    uids["gone"] = made.ferry.statement("a clear night", [uids["fog"]])
    uids["closed"] = made.harbour.statement("The harbour was closed at nine.", [uids["delay"]])
    uids["toll"] = made.bridge.statement("Its toll is not decided.")
    do(edits.set_statement_field(uids["closed"], "actor", uids["keeper"]))
    for chapter, statement in (("hour", "late"), ("night", "closed"), ("spring", "toll"), ("spring", "late")):
        do(edits.place_statement(reader, uids[chapter], uids[statement]))
    cited = f"It was late {prose.token(uids['late'])} and closed {prose.token(uids['closed'])}."
    uids["summary"] = make(edits.add_prose(reader, uids["night"], cited))
    uids["outlook"] = make(edits.add_prose(reader, uids["spring"], "Spring will tell."))
    uids["against"] = make(edits.link_statements(reader, "contradicts", uids["late"], uids["closed"]))
    uids["with"] = make(edits.link_statements(reader, "supports", uids["why"], uids["late"]))
    uids["remark"] = make(edits.write_note(reader, uids["late"], ME, "Ask the harbour master."))
    uids["question"] = make(edits.write_note(reader, uids["toll"], OTHER, "Who decides?"))
    do(edits.delete_statements([uids["gone"]]))
    return made


def changes(path: Path) -> set[bytes]:
    """List the changes that a file holds."""
    with closing(sqlite3.connect(path)) as connection:
        return {bytes(each) for (each,) in connection.execute("SELECT change_id FROM change")}


def blobs(path: Path) -> set[str]:
    """List the texts and originals that a file holds."""
    with closing(sqlite3.connect(path)) as connection:
        return {each for (each,) in connection.execute("SELECT sha256 FROM blob")}


def mark(path: Path) -> CopyMark | None:
    """Read what a file says of itself."""
    with closing(sqlite3.connect(path)) as connection:
        return read_mark(connection)


@contextmanager
def opened(path: Path) -> Iterator[ProjectStore]:
    """Open a file by itself."""
    store = ProjectStore.open(path, private=True)
    try:
        yield store
    finally:
        store.close()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read every derived row of a file."""
    with opened(path) as store:
        return derived(store)


def merge(store: ProjectStore, *others: Path) -> None:
    """Take other files into a project."""
    for other in others:
        with taken_in(store._connection, store._applier, other):
            pass


def merged(path: Path, *others: Path) -> dict[str, list[tuple[object, ...]]]:
    """Take other files into a copy of a file, and read every derived row."""
    with opened(path) as store:
        merge(store, *others)
        return derived(store)
