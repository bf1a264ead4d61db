"""What a statements file means by its names: sources, chapters, tags, actors, dates, kinds."""

from collections.abc import Iterable
from functools import lru_cache

from annotator.core.dates import parse_date
from annotator.core.errors import RefusedError
from annotator.core.identity import new_uid
from annotator.core.reading import Reading
from annotator.core.records import Chapter, FuzzyDate, Source
from annotator.core.vocabulary import STATEMENT_KINDS

_KINDS = {words.casefold(): key for key, words in STATEMENT_KINDS.items()} | {key: key for key in STATEMENT_KINDS}
_PATH = " > "


class SourceNames:
    """Find a source by its uid, its file's name or its title, in this order."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._by_uid: dict[str, Source] = {}
        self._by_file: dict[str, list[Source]] = {}
        self._by_title: dict[str, list[Source]] = {}
        for source in sources:
            self._by_uid[source.uid] = source
            self._by_file.setdefault(source.file_name.casefold(), []).append(source)
            self._by_title.setdefault(_key(source.title), []).append(source)

    def find(self, name: str) -> Source:
        """Give the source that is meant; a path is taken by its last part.

        Raises:
            RefusedError: there is none, or several.
        """
        if name in self._by_uid:
            return self._by_uid[name]
        file_name = name.replace("\\", "/").rpartition("/")[2].casefold()
        found = self._by_file.get(name.casefold()) or self._by_title.get(_key(name)) or self._by_file.get(file_name)
        if not found:
            raise RefusedError(f"There is no source called “{name}”; give its file name, its title or its uid.")
        if len(found) > 1:
            raise RefusedError(f"{len(found)} sources are called “{name}”; give the uid of the one that is meant.")
        return found[0]


class ChapterNames:
    """Find a chapter by its number ("2.1") or its title, with or without the number before it."""

    def __init__(self, chapters: Iterable[Chapter]) -> None:
        self._found: dict[str, list[str]] = {}
        for chapter in chapters:
            names = {chapter.number, _key(chapter.title), _key(f"{chapter.number} {chapter.title}"), chapter.uid}
            for name in names | {_key(f"{chapter.number}. {chapter.title}")}:
                self._found.setdefault(name, []).append(chapter.uid)

    def find(self, name: str) -> str:
        """Give the chapter that is meant.

        Raises:
            RefusedError: there is none, or several.
        """
        found = self._found.get(name.rstrip(".")) or self._found.get(_key(name))
        if not found:
            raise RefusedError(f"There is no chapter “{name}” in the outline; give a number or a title from it.")
        if len(found) > 1:
            raise RefusedError(f"{len(found)} chapters are called “{name}”; give the number of the one that is meant.")
        return found[0]


class Names:
    """Find tags or actors by name; those that are not there yet are given a uid and kept in `new` to be made."""

    def __init__(self, found: dict[str, list[str]]) -> None:
        self._found = found
        self.new: dict[str, str] = {}

    def find(self, name: str) -> str:
        """Give the uid of a name.

        Raises:
            RefusedError: several bear it.
        """
        found = self._found.get(_key(name))
        if found is None:
            uid = new_uid()
            self._found[_key(name)] = [uid]
            self.new[uid] = " ".join(name.split())
            return uid
        if len(found) > 1:
            raise RefusedError(f"{len(found)} tags are called “{name}”; write it with its parent: Parent{_PATH}{name}")
        return found[0]

    def take_new(self) -> dict[str, str]:
        """Give what has to be made, uid to name, and forget that it is new."""
        new, self.new = self.new, {}
        return new


def tag_names(reading: Reading) -> Names:
    """Index the codebook by names, and by names with all parents before them."""
    found: dict[str, list[str]] = {}
    paths: dict[str, str] = {}
    for tag in reading.tags():  # in tree order, so a parent always comes before its children
        parent = paths.get(tag.parent_uid or "", "")
        paths[tag.uid] = f"{parent}{_PATH}{tag.name}" if parent else tag.name
        for name in {_key(tag.name), _key(paths[tag.uid])}:
            found.setdefault(name, []).append(tag.uid)
    return Names(found)


def actor_names(reading: Reading) -> Names:
    """Index the actors by name; of two with one name the first is meant, for nothing tells them apart."""
    found: dict[str, list[str]] = {}
    for actor in reading.actors():
        found.setdefault(_key(actor.name), [actor.uid])
    return Names(found)


def kind_of(words: str) -> str:
    """Read a statement's kind, by its stored key or in words.

    Raises:
        RefusedError: there is no such kind.
    """
    if words and words.casefold() not in _KINDS:
        raise RefusedError(f"There is no kind “{words}”; the kinds are: {', '.join(STATEMENT_KINDS)}.")
    return _KINDS.get(words.casefold(), "")


@lru_cache(4096)
def date_of(words: str) -> FuzzyDate | None:
    """Read a date; no words are no date.

    Raises:
        RefusedError: the words are no date.
    """
    if not words:
        return None
    known = parse_date(words)
    if known is None:
        raise RefusedError(f"“{words}” is not a date; write it like 28 Apr 2025, 2025-04-28, Apr 2025 or 2025.")
    return known


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
