"""Word files into items: the parts of the package are walked one after the other, in the order of reading.

The XML is walked here and not by a converter to HTML: those that there are drop simple fields, ruby, formulas and
runs from right to left with their words, and cannot tell a title from a heading or count a list.
"""

from dataclasses import dataclass, field

from lxml import etree

from annotator.core.errors import RefusedError
from annotator.exchange.importing.archives import Archive, Element, resolved
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.composing import Composer
from annotator.exchange.importing.documents import Properties, reading_of
from annotator.exchange.importing.docx_numbering import Numbering
from annotator.exchange.importing.docx_styles import Styles, child
from annotator.exchange.importing.docx_walker import Walker
from annotator.exchange.importing.list_numbers import written

_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_NOT_WORD = "This is no Word document, or a damaged one; open it in Word, save it as .docx and import that."
_NORMAL_NOTES = ("", "normal")


def read(capture: Capture) -> Reading:
    """Read a Word file, with or without macros (see kinds.FormatModule)."""
    package = Package(Archive(capture.data))
    composer = Composer()
    document = package.main
    notes = Notes(document.root)
    styles = Styles(package.part("styles").root)
    numbering = Numbering(package.part("numbering").root)
    Walker(composer, document, styles, numbering, notes).walk(document.root)
    for kind, part_name in (("footnote", "footnotes"), ("endnote", "endnotes")):
        part = package.part(part_name)
        for note, label in notes.referred(kind, part.root):
            composer.open_note()
            Walker(composer, part, styles, numbering, notes).walk(note)
            composer.close_note(label)
    for part in [*package.parts("header"), *package.parts("footer")]:
        composer.open_running_head()
        Walker(composer, part, styles, numbering, notes).walk(part.root)
        composer.close_running_head()
    items = composer.finish()
    return reading_of(capture, items, package.properties(), package.archive.pictures(items))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package: its XML, and where its relationships lead; `outside` are addresses on the web."""

    root: Element | None = None
    inside: dict[str, str] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


class Package:
    """The parts of a Word file, found by their relationships."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._root = self._relations("")
        name = self._target(self._root, "officeDocument") or _MAIN
        if name not in archive:
            raise RefusedError(_NOT_WORD)
        self.main = self._part(name)
        if self.main.root is None or etree.QName(self.main.root).localname != "document":
            raise RefusedError(_NOT_WORD)

    def part(self, kind: str) -> Part:
        """Give the part of a kind, such as "styles"; an empty one where there is none."""
        name = self._target(self.main, kind) or f"word/{kind}.xml"
        return self._part(name) if name in self.archive else Part()

    def parts(self, kind: str) -> list[Part]:
        """Give all parts of a kind, such as "header"."""
        names = [self.main.inside[key] for key, each in self.main.kinds.items() if each == kind]
        return [self._part(name) for name in dict.fromkeys(names) if name in self.archive]

    def properties(self) -> Properties:
        """Give what the file says of itself; what is damaged there says nothing."""
        name = self._target(self._root, "core-properties") or _CORE
        try:
            root = self.archive.tree(name) if name in self.archive else None
        except RefusedError:
            root = None
        if root is None:
            return Properties()
        created = _text(root, f"{_TERMS}created") or _text(root, f"{_TERMS}modified")
        title, author = _text(root, f"{_DUBLIN_CORE}title"), _text(root, f"{_DUBLIN_CORE}creator")
        return Properties(title, author, created, _text(root, f"{_DUBLIN_CORE}language"))

    @staticmethod
    def _target(part: Part, kind: str) -> str:
        return next((part.inside[key] for key, each in part.kinds.items() if each == kind and key in part.inside), "")

    def _part(self, name: str) -> Part:
        known = self._relations(name)
        return Part(self.archive.tree(name), known.inside, known.outside, known.kinds)

    def _relations(self, name: str) -> Part:
        """Read where the relationships of a part lead."""
        folder, _, base = name.rpartition("/")
        path = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        part = Part()
        for each in self.archive.tree(path) if path in self.archive else ():
            key, target = each.get("Id") or "", each.get("Target") or ""
            if each.get("TargetMode") == "External":
                part.outside[key] = target
            elif inside := resolved(folder, target):
                part.inside[key] = inside
                part.kinds[key] = (each.get("Type") or "").rpartition("/")[2]
        return part


class Notes:
    """The labels of notes, counted in the order in which the text refers to them."""

    def __init__(self, document: Element | None) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        self._counts = {"footnote": 0, "endnote": 0}
        namespace = etree.QName(document).namespace if document is not None else ""
        section = None if document is None else child(document, "body", "sectPr", "endnotePr", "numFmt")
        has_footnotes = document is not None and next(document.iter(f"{{{namespace}}}footnoteReference"), None)
        is_plain = has_footnotes is None and section is not None and "decimal" in section.values()
        # Two kinds of notes with the same numbers could not be told apart.
        self._forms = {"footnote": "decimal", "endnote": "decimal" if is_plain else "lowerRoman"}

    def label(self, kind: str, key: str) -> str:
        """Give the label of the note that is referred to here."""
        if (kind, key) not in self._labels:
            self._counts[kind] += 1
            self._labels[kind, key] = written(self._counts[kind], self._forms[kind])
        return self._labels[kind, key]

    def referred(self, kind: str, root: Element | None) -> list[tuple[Element, str]]:
        """Give the notes of a part that the text refers to, with their labels, in that order."""
        if root is None:
            return []
        namespace = f"{{{etree.QName(root).namespace}}}"
        notes = {
            note.get(f"{namespace}id") or "": note
            for note in root.iterchildren(f"{namespace}{kind}")
            if (note.get(f"{namespace}type") or "") in _NORMAL_NOTES
        }
        return [(notes[key], label) for (each, key), label in self._labels.items() if each == kind and key in notes]


def _text(root: Element, name: str) -> str:
    return " ".join((root.findtext(name) or "").split())
