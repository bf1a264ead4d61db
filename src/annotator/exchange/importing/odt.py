"""OpenDocument texts into items: the content is walked element by element, words and what stands behind them."""

from collections.abc import Callable, Iterator

from lxml import etree

from annotator.core.errors import RefusedError
from annotator.core.vocabulary import BlockKind, FoldReason
from annotator.exchange.importing.archives import LOCKED, Archive, Element, resolved, words_in
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.composing import Composer
from annotator.exchange.importing.documents import Properties, reading_of
from annotator.exchange.importing.odt_styles import ListCounter, Styles, attribute, local
from annotator.exchange.importing.styling import PLAIN, Manner, heading, list_item

_CONTENT = "content.xml"
_STYLES = "styles.xml"
_META = "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_NOT_TEXT = "This is no OpenDocument text, or a damaged one; save it as .odt or .docx and import that."
_SHOWN_ENDINGS = (".png", ".jpg", ".jpeg", ".gif")
# What was deleted, what others remarked, what only describes, and what is spoken instead of read.
_PASSED_OVER = frozenset(
    "text:tracked-changes office:annotation text:sequence-decls text:variable-decls text:user-field-decls office:forms "
    "office:scripts office:event-listeners text:note-citation text:ruby-text svg:title svg:desc draw:image draw:object "
    "draw:object-ole draw:plugin draw:applet draw:glue-point text:table-of-content-source "
    "text:alphabetical-index-source text:illustration-index-source text:table-index-source text:object-index-source "
    "text:user-index-source text:bibliography-source table:shapes".split()
)
# Lists of what stands elsewhere in the text.
_INDEXES = frozenset(
    f"text:{name}"
    for name in "table-of-content alphabetical-index illustration-index table-index object-index user-index".split()
)
_LONGEST_LABEL = 20
_HOLDERS = frozenset({"draw:frame", "draw:a", "draw:g"})


def read(capture: Capture) -> Reading:
    """Read an OpenDocument text (see kinds.FormatModule)."""
    archive = Archive(capture.data)
    if _is_locked(archive):
        raise RefusedError(LOCKED)
    if _CONTENT not in archive:
        raise RefusedError(_NOT_TEXT)
    content = archive.tree(_CONTENT)
    body = next((each for each in content.iter(etree.Element) if local(each.tag) == "office:text"), None)
    if body is None:
        raise RefusedError(_NOT_TEXT)
    common = archive.tree(_STYLES) if _STYLES in archive else None
    composer = Composer()
    _Walker(composer, Styles(common, content)).walk(body)
    for head in _running_heads(common):
        composer.open_running_head()
        _Walker(composer, Styles(common)).walk(head)
        composer.close_running_head()
    items = composer.finish()
    return reading_of(capture, items, _properties(archive), archive.pictures(items))


def _is_locked(archive: Archive) -> bool:
    if _MANIFEST not in archive:
        return False
    return any(local(each.tag) == "manifest:encryption-data" for each in archive.tree(_MANIFEST).iter(etree.Element))


def _running_heads(common: Element | None) -> Iterator[Element]:
    """Give the heads and feet of all pages."""
    for each in () if common is None else common.iter(etree.Element):
        if local(each.tag).startswith(("style:header", "style:footer")) and not local(each.tag).endswith("-style"):
            yield each


def _properties(archive: Archive) -> Properties:
    """Give what the file says of itself; what is damaged there says nothing."""
    try:
        root = archive.tree(_META) if _META in archive else None
    except RefusedError:
        root = None
    if root is None:
        return Properties()
    values = {local(each.tag): " ".join((each.text or "").split()) for each in root.iter(etree.Element)}
    author = values.get("meta:initial-creator") or values.get("dc:creator", "")
    created = values.get("meta:creation-date") or values.get("dc:date", "")
    return Properties(values.get("dc:title", ""), author, created, values.get("dc:language", ""))


class _Walker:
    """Tell the composer what stands in an element."""

    def __init__(self, composer: Composer, styles: Styles) -> None:
        self._composer = composer
        self._styles = styles
        self._lists = ListCounter(styles)
        self._indexes = 0
        self._labels: list[str] = []
        self._labels_used: set[str] = set()
        self._counts = {"footnote": 0, "endnote": 0}
        self._opening = self._openings()
        self._closing = self._closings()

    def walk(self, root: Element) -> None:
        """Walk all that is in an element; what a handler answers False for is passed over."""
        skipped: Element | None = None
        walking = etree.iterwalk(root, events=("start", "end"))
        for event, element in walking:
            name = local(element.tag)
            if event == "start":
                if name in _PASSED_OVER or self._open(name, element) is False:
                    skipped = element
                    walking.skip_subtree()
                else:
                    self._add(element.text)
                continue
            if element is skipped:
                skipped = None
            else:
                self._close(name, element)
            if element is not root:
                self._add(element.tail)

    def _openings(self) -> dict[str, Callable[[Element], bool | None]]:
        """Give what is done where an element begins, by its name."""
        return {
            "text:p": self._open_paragraph,
            "text:h": self._open_paragraph,
            "text:a": lambda element: self._composer.open_link(attribute(element, "xlink:href")),
            "text:s": lambda _: self._composer.add(" "),
            "text:tab": lambda _: self._composer.add("\t"),
            "text:line-break": lambda _: self._composer.break_line(),
            "text:note": self._open_note,
            "text:list": lambda element: self._lists.open_list(element),
            "text:list-item": lambda element: self._lists.open_item(element),
            "text:section": lambda element: attribute(element, "text:display") != "none",
            "text:hidden-text": lambda element: attribute(element, "text:is-hidden") == "false",
            "table:table-row": lambda _: self._composer.open_row(),
            "table:table-cell": lambda _: self._composer.open_cell(),
            "table:covered-table-cell": lambda _: self._composer.open_cell(),
            "draw:frame": self._show_picture,
        }

    def _closings(self) -> dict[str, Callable[[Element], None]]:
        """Give what is done where it ends."""
        return {
            "text:p": lambda _: self._composer.close_paragraph(),
            "text:h": lambda _: self._composer.close_paragraph(),
            "text:a": lambda _: self._composer.close_link(),
            "text:note": lambda _: self._composer.close_note(self._labels.pop()),
            "text:list": lambda _: self._lists.close_list(),
            "table:table-row": lambda _: self._composer.close_row(),
            "table:table-cell": lambda _: self._composer.close_cell(),
            "table:covered-table-cell": lambda _: self._composer.close_cell(),
        }

    def _add(self, words: str | None) -> None:
        # White space between the elements of a list or a table is no text.
        if words and self._composer.has_paragraph:
            self._composer.add(words)

    def _open(self, name: str, element: Element) -> bool | None:
        if name in _INDEXES:
            self._indexes += 1
        elif _is_box(name):
            self._composer.open_box()
        opening = self._opening.get(name)
        return opening(element) if opening else None

    def _close(self, name: str, element: Element) -> None:
        if name in _INDEXES:
            self._indexes -= 1
        elif _is_box(name):
            self._composer.close_box()
        elif closing := self._closing.get(name):
            closing(element)

    def _open_paragraph(self, element: Element) -> None:
        self._composer.open_paragraph(*self._manner(element))

    def _manner(self, element: Element) -> tuple[Manner, str]:
        if self._indexes:
            return Manner(BlockKind.PARAGRAPH, fold=FoldReason.BOILERPLATE), ""
        manner = self._styles.manner(attribute(element, "text:style-name"))
        if local(element.tag) == "text:h" and (manner is None or manner.kind is BlockKind.HEADING):
            level = attribute(element, "text:outline-level")
            return heading(int(level) if level.isascii() and level.isdigit() and len(level) < 4 else 1), ""
        if manner is None and self._lists.depth:
            return list_item(self._lists.depth), self._lists.marker
        return manner or PLAIN, ""

    def _open_note(self, element: Element) -> None:
        """Begin a note; its label is what the file shows, unless a note before has that."""
        kind = "endnote" if attribute(element, "text:note-class") == "endnote" else "footnote"
        citation = next((each for each in element if local(str(each.tag)) == "text:note-citation"), None)
        self._counts[kind] += 1
        label = words_in(citation)[:_LONGEST_LABEL] if citation is not None else ""
        if not label or label in self._labels_used:
            label = f"{label}-{self._counts[kind]}".lstrip("-")
        self._labels_used.add(label)
        self._composer.refer(label)
        self._composer.open_note()
        self._labels.append(label)

    def _show_picture(self, element: Element) -> None:
        """Show the picture of a frame; where it is there in several formats, in one that can be shown."""
        addresses = [attribute(each, "xlink:href") for each in element if local(str(each.tag)) == "draw:image"]
        if not addresses:
            return
        address = next((each for each in addresses if each.casefold().endswith(_SHOWN_ENDINGS)), addresses[0])
        names = {local(str(each.tag)): words_in(each) for each in element}
        if not address.startswith(("http://", "https://")):
            address = resolved("", address)
        self._composer.picture(address, names.get("svg:desc") or names.get("svg:title") or "")


def _is_box(name: str) -> bool:
    return name.startswith("draw:") and name not in _HOLDERS
