"""Which files are meant when somebody names files and folders."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from annotator.exchange.importing.kinds import ENDINGS, KINDS

_PAGES = KINDS["html"].endings
# What browsers and word processors append to a page's name for the folder of its pictures and scripts.
_PIECES = ("_files", ".files", "-dateien", "_dateien", "-filer", "_fichiers", "_archivos", "_bestanden", "_pliki")
# "~$" begins the file by which Word says that somebody has a document open.
_PASSED_OVER = (".", "~$")
_FIGURES = re.compile(r"(\d+)")


def expand(paths: Iterable[Path]) -> list[Path]:
    """Give the files that are meant, each once: files as named, folders with all the articles under them.

    A file that is named by itself is kept whatever its ending, so that it can be refused with a reason, and so is a
    folder that cannot be looked into. Passed over are hidden files and folders, the folders with the pieces of a page
    that lies beside them, and links to folders: what those lead to lies elsewhere and was not named. Names with
    figures in them are read in the order of the figures.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if os.path.isdir(path):
            found |= dict.fromkeys(_articles_under(path))
        else:
            found[path] = None
    return list(found)


def _articles_under(folder: Path) -> list[Path]:
    """Give the articles in a folder, then those of the folders in it."""
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        looked_into = waiting.pop()
        try:
            with os.scandir(looked_into) as entries:
                seen = [(entry.name, entry.is_dir(follow_symlinks=False), _leads_to_folder(entry)) for entry in entries]
        except OSError:
            found.append(looked_into)
            continue
        seen = sorted((each for each in seen if not each[0].startswith(_PASSED_OVER)), key=lambda each: _order(each[0]))
        names = [name for name, _, is_folder in seen if not is_folder]
        found += [looked_into / name for name in names if name.casefold().endswith(ENDINGS)]
        pages = {page for name in names if (page := _page(name))}
        folders = [name for name, is_folder, _ in seen if is_folder and not _is_of_a_page(name, pages)]
        waiting += [looked_into / name for name in reversed(folders)]
    return found


def _leads_to_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _order(name: str) -> tuple[list[str | int], str]:
    """Give what sorts "2.html" before "10.html"."""
    parts = _FIGURES.split(name.casefold())
    return [int(part) if index % 2 else part for index, part in enumerate(parts)], name


def _page(name: str) -> str:
    """Give a saved page's name without its ending, or "" for other files."""
    plain = name.casefold()
    return next((plain.removesuffix(ending) for ending in _PAGES if plain.endswith(ending)), "")


def _is_of_a_page(folder: str, pages: set[str]) -> bool:
    plain = folder.casefold()
    return any(plain.endswith(ending) and plain.removesuffix(ending) in pages for ending in _PIECES)
