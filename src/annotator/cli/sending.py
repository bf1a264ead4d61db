"""The command that writes a copy to send."""

from pathlib import Path

import click

from annotator.cli.options import FILE_PATH, project_argument
from annotator.cli.tables import counted
from annotator.core.errors import RefusedError
from annotator.core.reading import Reading
from annotator.exchange.naming import ChapterNames, SourceNames
from annotator.store.extracting import Choice
from annotator.store.project import ProjectStore
from annotator.store.sending import SendingWish, Sent, send


@click.command("send")
@project_argument
@click.argument("target", metavar="OUT", type=FILE_PATH)
@click.option(
    "--source", "sources", multiple=True, metavar="S", help="Only this source, by file name, title or uid; repeatable."
)
@click.option(
    "--chapter", "chapters", multiple=True, metavar="N", help="Only this chapter and those under it; repeatable."
)
@click.option("--without-originals", is_flag=True, help="Leave out the files that the texts were taken from.")
@click.option("--for", "theirs", metavar="OTHER", type=FILE_PATH, help="Leave out what this file of theirs has.")
@click.option("--clean", "is_clean", is_flag=True, help="A clean copy for outsiders, which never merges.")
@click.option("--with-notes", is_flag=True, help="Put the notes into a clean copy.")
def send_(
    project: Path,
    target: Path,
    sources: tuple[str, ...],
    chapters: tuple[str, ...],
    without_originals: bool,
    theirs: Path | None,
    is_clean: bool,
    with_notes: bool,
) -> None:
    """Write a copy to send: an extract, which merges back, or a clean copy for outsiders.

    An extract carries the whole history of what is in it, deleted things and names of reviewers included. A clean copy
    says the present state anew, in nobody's name. What lies at OUT is replaced only where it is such a copy.

    Example: annotator send border.annotator for-mara.annotator --source 38north.md --without-originals
    """
    if is_clean and theirs is not None:
        raise RefusedError("A clean copy never merges, so --for has no meaning with --clean; leave one of them out.")
    if with_notes and not is_clean:
        raise RefusedError("An extract always carries its notes; --with-notes is only for --clean.")
    store = ProjectStore.open(project, private=True)
    try:
        wish = SendingWish(
            _choice(store.reader, sources, chapters),
            with_originals=not without_originals,
            theirs=theirs,
            is_clean=is_clean,
            with_notes=with_notes,
        )
        sent = send(store, target, wish)
    finally:
        store.close()
    click.echo(_told(sent, wish))


def _choice(reading: Reading, sources: tuple[str, ...], chapters: tuple[str, ...]) -> Choice:
    """Find what was named."""
    source_names, chapter_names = SourceNames(reading.sources()), ChapterNames(reading.chapters())
    return Choice(
        tuple(source_names.find(name).uid for name in sources) if sources else None,
        tuple(chapter_names.find(name) for name in chapters) if chapters else None,
    )


def _told(sent: Sent, wish: SendingWish) -> str:
    """Say in one line what is in a copy, and how large it is."""
    what = "a clean copy" if wish.is_clean else "an extract"
    held = ", ".join(
        counted(count, thing)
        for count, thing in ((sent.sources, "source"), (sent.statements, "statement"), (sent.chapters, "chapter"))
    )
    lacking = f", only what {wish.theirs.name} lacks" if isinstance(wish.theirs, Path) else ""
    without = "" if wish.with_originals else ", without the originals"
    return f"Wrote {sent.path}, {what}: {held}{lacking}{without}; {_size(sent.size)}."


def _size(size: int) -> str:
    """Say a number of bytes as mail programs do."""
    if size < 1_000_000:
        return f"{size / 1_000:,.0f} KB"
    return f"{size / 1_000_000:,.1f} MB"
