"""The body of a Word file, or of one of its notes, walked element by element."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from lxml import etree

from annotator.exchange.importing.archives import Element
from annotator.exchange.importing.composing import Composer, link_address
from annotator.exchange.importing.docx_numbering import Numbering
from annotator.exchange.importing.docx_styles import Styles, child, heading_of, is_on, number, value
from annotator.exchange.importing.styling import PLAIN, list_item
from annotator.exchange.importing.symbols import symbol

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_PREFIXES = {
    **dict.fromkeys(_WORD, ""),
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "urn:schemas-microsoft-com:vml": "v:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
# What was deleted or moved away, what only describes, and what is spoken instead of read.
_PASSED_OVER = frozenset("del moveFrom delText pPr rPr sectPr tblPr trPr tcPr tblGrid sdtPr rt".split())
# No field is nested deeper; beginnings without ends are not collected.
_DEEPEST_FIELD = 50
# What makes a branch worth taking: words, a text box, a picture.
_SHOWS = ("t", "txbxContent", "a:blip", "v:imagedata")


class _Part(Protocol):
    """Where the relationships of the part lead that is walked."""

    @property
    def inside(self) -> dict[str, str]: ...
    @property
    def outside(self) -> dict[str, str]: ...


class _Notes(Protocol):
    """Who numbers the notes."""

    def label(self, kind: str, key: str) -> str: ...


@dataclass(slots=True)
class _Field:
    """A field that is open: until its result begins, what stands in it is an instruction."""

    instruction: list[str] = field(default_factory=list)
    is_result: bool = False
    is_link: bool = False


@lru_cache(maxsize=1_000)
def local(tag: str) -> str:
    """Give the short name of a tag: Word's own without prefix, the others with the usual one."""
    name = etree.QName(tag)
    return _PREFIXES.get(name.namespace or "", "?:") + name.localname


class Walker:
    """Tell the composer what stands in a part of a Word file."""

    def __init__(self, composer: Composer, part: _Part, styles: Styles, numbering: Numbering, notes: _Notes) -> None:
        self._composer = composer
        self._part = part
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._fields: list[_Field] = []
        # For each choice between ways to show the same that is open: the one that is taken.
        self._branches: list[Element | None] = []
        self._is_hidden = False
        self._alt = ""
        self._opening = self._openings()
        self._closing = self._closings()

    def walk(self, root: Element | None) -> None:
        """Walk all that is in an element; what a handler answers False for is passed over."""
        if root is None:
            return
        skipped: Element | None = None
        walking = etree.iterwalk(root, events=("start", "end"))
        for event, element in walking:
            name = local(element.tag)
            if event == "start":
                opening = self._opening.get(name)
                if name in _PASSED_OVER or (opening is not None and opening(element) is False):
                    skipped = element
                    walking.skip_subtree()
            elif element is skipped:
                skipped = None
            elif closing := self._closing.get(name):
                closing(element)

    def _openings(self) -> dict[str, Callable[[Element], bool | None]]:
        """Give what is done where an element begins, by its name."""
        return {
            "p": self._open_paragraph,
            "r": self._open_run,
            "t": self._add_text,
            "m:t": self._add_text,
            "tab": lambda _: self._add("\t"),
            "ptab": lambda _: self._add("\t"),
            "br": lambda _: self._break(),
            "cr": lambda _: self._break(),
            "noBreakHyphen": lambda _: self._add("\u2011"),
            "softHyphen": lambda _: self._add("\u00ad"),
            "sym": lambda element: self._add(symbol(value(element, "font"), value(element, "char"))),
            "hyperlink": self._open_hyperlink,
            "fldSimple": self._open_simple_field,
            "fldChar": self._mark_field,
            "instrText": self._add_instruction,
            "tr": self._open_row,
            "tc": lambda _: self._composer.open_cell(),
            "txbxContent": lambda _: self._composer.open_box(),
            "footnoteReference": lambda element: self._refer("footnote", element),
            "endnoteReference": lambda element: self._refer("endnote", element),
            "sdt": lambda element: child(element, "sdtPr", "showingPlcHdr") is None,
            "wp:docPr": self._note_alt,
            "a:blip": lambda element: self._show(element, "embed", "link"),
            "v:imagedata": self._show_old_picture,
            "mc:AlternateContent": self._choose,
            "mc:Choice": self._is_chosen,
            "mc:Fallback": self._is_chosen,
        }

    def _closings(self) -> dict[str, Callable[[Element], None]]:
        """Give what is done where it ends."""
        return {
            "p": self._close_paragraph,
            "r": lambda _: self._set_hidden(False),
            "hyperlink": lambda _: self._composer.close_link(),
            "fldSimple": lambda _: self._composer.close_link(),
            "tr": lambda _: self._composer.close_row(),
            "tc": lambda _: self._composer.close_cell(),
            "txbxContent": lambda _: self._composer.close_box(),
            "mc:AlternateContent": lambda _: self._leave_choice(),
        }

    def _add(self, words: str) -> None:
        # What a field inside another one's instruction comes to is part of that instruction.
        if not self._is_hidden and all(each.is_result for each in self._fields[:-1]):
            self._composer.add(words)

    def _add_text(self, element: Element) -> None:
        self._add(element.text or "")

    def _break(self) -> None:
        if not self._is_hidden:
            self._composer.break_line()

    def _open_paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self._styles.paragraph(value(child(properties, "pStyle")))
        outline = number(child(properties, "outlineLvl"))
        manner = style.manner or (heading_of(outline) if outline is not None else None)
        key = value(child(properties, "numPr", "numId")) or style.number
        level = number(child(properties, "numPr", "ilvl"))
        marker = ""
        if self._numbering.is_list(key):
            place = style.level if level is None else level
            marker = self._numbering.marker(key, place)
            manner = manner or list_item(max(place, style.level) + 1)
        self._composer.open_paragraph(manner or PLAIN, marker)

    def _close_paragraph(self, element: Element) -> None:
        mark = child(element, "pPr", "rPr")
        for each in self._fields:
            # An instruction that never ends would swallow the rest of the text.
            each.is_result = True
        is_gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        # A large first letter stands in a frame of its own.
        is_initial = value(child(element, "pPr", "framePr"), "dropCap") in ("drop", "margin")
        self._composer.close_paragraph(goes_on=is_gone or is_initial)

    def _open_run(self, element: Element) -> None:
        self._set_hidden(is_on(child(element, "rPr", "vanish")))

    def _set_hidden(self, is_hidden: bool) -> None:
        self._is_hidden = is_hidden

    def _open_hyperlink(self, element: Element) -> None:
        self._composer.open_link(self._part.outside.get(_relation(element, "id"), ""))

    def _open_simple_field(self, element: Element) -> None:
        self._composer.open_link(link_address(value(element, "instr")))

    def _mark_field(self, element: Element) -> None:
        """Begin a field, its result, or what comes after it."""
        kind = value(element, "fldCharType")
        if kind == "begin":
            del self._fields[_DEEPEST_FIELD:]
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            now = self._fields[-1]
            now.is_result = True
            if address := link_address("".join(now.instruction)):
                now.is_link = True
                self._composer.open_link(address)
        elif kind == "end" and self._fields and self._fields.pop().is_link:
            self._composer.close_link()

    def _add_instruction(self, element: Element) -> None:
        if self._fields and not self._fields[-1].is_result:
            self._fields[-1].instruction.append(element.text or "")

    def _choose(self, element: Element) -> None:
        """Choose among several ways to show the same: the first that shows anything."""
        self._branches.append(next((each for each in element if _shows(each)), None))

    def _is_chosen(self, element: Element) -> bool:
        return not self._branches or self._branches[-1] is element

    def _leave_choice(self) -> None:
        self._branches.pop()

    def _open_row(self, element: Element) -> bool:
        if child(element, "trPr", "del") is not None:
            return False
        self._composer.open_row()
        return True

    def _refer(self, kind: str, element: Element) -> None:
        if not self._is_hidden:
            self._composer.refer(self._notes.label(kind, value(element, "id")))

    def _note_alt(self, element: Element) -> None:
        self._alt = element.get("descr") or element.get("title") or ""

    def _show(self, element: Element, *names: str) -> None:
        """Show the picture that a relationship leads to: inside the package, or on the web."""
        for key in filter(None, (_relation(element, name) for name in names)):
            address = self._part.outside.get(key, "")
            address = address if address.startswith(("http://", "https://")) else ""
            self._composer.picture(self._part.inside.get(key) or address, " ".join(self._alt.split()))
            return

    def _show_old_picture(self, element: Element) -> None:
        shape = element.getparent()
        self._alt = (shape.get("alt") if shape is not None else "") or ""
        self._show(element, "id")


def _shows(element: Element) -> bool:
    return any(local(each.tag) in _SHOWS for each in element.iter(etree.Element))


def _relation(element: Element, name: str) -> str:
    return next((key for space in _RELATIONS if (key := element.get(space + name))), "")
