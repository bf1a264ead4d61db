"""A template opened for writing: what of it goes into the briefing, and how its styles and pages are used."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from annotator.core.errors import EnvironmentFaultError, RefusedError
from annotator.exchange.docx.base_template import base_part, base_template
from annotator.exchange.docx.numbering import HeadingList
from annotator.exchange.docx.package import OFFICE, Part, Relationship
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.styles import Element, FoundStyle, StyleSheet, bare_xml
from annotator.exchange.docx.template_facts import TemplateFacts, dropped, facts, refuse_what_is_no_template
from annotator.exchange.docx.template_margins import (
    has_title_page,
    is_active,
    margin_references,
    section_of,
    sound_margin,
)
from annotator.exchange.docx.xml import RELATIONSHIPS_NAMESPACE, WORD_NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part as OpenedPart

_W = f"{{{WORD_NAMESPACE}}}"
_R = f"{{{RELATIONSHIPS_NAMESPACE}}}"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_SETTINGS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
_OTHER_MAIN_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_KEPT = frozenset({OFFICE + kind for kind in ("fontTable", "footer", "header", "styles", "theme", "webSettings")})
_UNWANTED_SETTINGS = (
    "writeProtection",
    "mailMerge",
    "documentProtection",
    "attachedTemplate",
    "linkStyles",
    "trackRevisions",
    "updateFields",
    "footnotePr",
    "endnotePr",
    "rsids",
)
# What the schema's CT_Settings puts behind footnotePr.
_AFTER_FOOTNOTES = frozenset(
    f"{_W}{name}"
    for name in (
        "compat",
        "docVars",
        "attachedSchema",
        "themeFontLang",
        "clrSchemeMapping",
        "doNotIncludeSubdocsInStats",
        "doNotAutoCompressPictures",
        "forceUpgrade",
        "captions",
        "readModeInkLockDown",
        "smartTagType",
        "shapeDefaults",
        "doNotEmbedSmartTags",
        "decimalSymbol",
        "listSeparator",
    )
)
_OURS = "the built-in template"
_PAGE = ("pgSz", "pgMar", "paperSrc", "pgBorders", "cols")


@dataclass(frozen=True, slots=True)
class Template:
    """What a briefing takes from its template.

    `parts` are carried over as they are; `relationships` are those of the main part. `page` and `page_end` are the
    properties of a section before and after its title-page switch; `margins` the template's own headers and footers,
    if any, with its switch for a title page; `direct` what two character styles of the contents say; `mirrored_rule`
    the quotation's for text that runs to the left; `unkept` are quotations' roles whose styles would let a page end
    before the line that says whose the words are. `text_width` is in twentieths of a point. `found` says which style
    plays which role; `dropped` what the template has besides (see template_facts.DROPPED).
    """

    parts: tuple[Part, ...]
    relationships: tuple[Relationship, ...]
    style_ids: dict[Role, str]
    direct: dict[Role, str]
    mirrored_rule: str
    unkept: frozenset[Role]
    added_roles: tuple[Role, ...]
    headings: HeadingList
    lists: bytes
    settings: bytes
    page: str
    page_end: str
    margins: str
    has_title_page: bool
    text_width: int
    tab_stops: dict[Role, tuple[int, ...]]
    found: tuple[FoundStyle, ...]
    dropped: tuple[str, ...]
    facts: TemplateFacts


def open_template(path: Path | None) -> Template:
    """Open a Word file as a template, or our own where there is none.

    Its text, notes and macros stay behind.

    Raises:
        RefusedError: it is not a Word file.
        EnvironmentFaultError: it cannot be read.
    """
    if path is None:
        return _opened(base_template(), _OURS)
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise EnvironmentFaultError(f"The template {path} cannot be read: {reason}.") from error
    return _opened(content, path.name)


def _opened(content: bytes, name: str) -> Template:
    # Imported late: it takes longer than everything else at the start of the program.
    import docx

    refuse_what_is_no_template(content, name)
    try:
        document = docx.Document(io.BytesIO(_as_document(content)))
        return _taken(document, is_ours=name == _OURS)
    except Exception as error:  # python-docx lets through whatever a broken file makes it stumble over
        if name == _OURS:
            raise
        raise RefusedError(
            f"{name} is not a Word file that can be a template; choose a .docx, .dotx, .docm or .dotm."
        ) from error


def _taken(document: "Document", *, is_ours: bool) -> Template:
    """Take what a briefing needs."""
    body, styles = document.element.body, document.styles.element
    sheet = StyleSheet(styles, _from_ours("word/styles.xml"))
    section = section_of(body)
    lists, headings = _heading_list(_part_content(document.part, "numbering"), sheet)
    references = margin_references(body)
    kept = _relationships(document.part, {reference.get(f"{_R}id", "") for reference in references})
    return Template(
        parts=tuple(_carried([document.part.rels[one.uid].target_part for one in kept])),
        relationships=tuple(kept),
        style_ids=sheet.ids,
        direct={role: sheet.direct_properties(role) for role in (Role.CONTENTS_LEADER, Role.CONTENTS_NUMBER)},
        mirrored_rule=sheet.mirrored_rule(Role.QUOTATION),
        unkept=frozenset(role for role in (Role.QUOTATION, Role.PARAPHRASE) if not sheet.keeps_with_next(role)),
        added_roles=tuple(sheet.added),
        headings=headings,
        lists=lists,
        settings=_settings(_part_content(document.part, "settings"), has_own_margins=bool(references)),
        page="".join(bare_xml(one) for name in _PAGE for one in section.findall(f"{_W}{name}")),
        page_end="".join(bare_xml(one) for one in section.findall(f"{_W}docGrid")),
        margins="".join(map(bare_xml, references)),
        has_title_page=bool(references) and has_title_page(body),
        text_width=_text_width(section),
        tab_stops={role: sheet.tab_stops(role) for role in (Role.HEADER, Role.FOOTER)},
        found=tuple(sheet.found),
        dropped=() if is_ours else tuple(dropped(document)),
        facts=facts(document, section, styles, bool(references)),
    )


def _as_document(content: bytes) -> bytes:
    """Declare a template's or macro file's main part to be a plain document's, which is all python-docx opens."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml")
        if not any(kind.encode() in types for kind in _OTHER_MAIN_TYPES):
            return content
        for kind in _OTHER_MAIN_TYPES:
            types = types.replace(kind.encode(), _MAIN_TYPE.encode())
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in archive.infolist():
                copy.writestr(entry, types if entry.filename == "[Content_Types].xml" else archive.read(entry))
    return stream.getvalue()


def _from_ours(name: str) -> Element:
    return _parsed(base_part(name))


def _parsed(content: bytes) -> Element:
    """Parse a part without its layout, and without following anything that it points to."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    return etree.fromstring(content, parser)


def _part_content(main: "OpenedPart", kind: str) -> bytes | None:
    """Give the bytes of one of the main part's parts, or None where the template has none."""
    return next((rel.target_part.blob for rel in main.rels.values() if rel.reltype == OFFICE + kind), None)


def _relationships(main: "OpenedPart", referred: set[str]) -> list[Relationship]:
    """List the main part's relationships that are worth carrying over."""
    kept = []
    for uid, rel in main.rels.items():
        is_margin = rel.reltype in (OFFICE + "header", OFFICE + "footer")
        if rel.reltype in _KEPT and not rel.is_external and (not is_margin or uid in referred):
            kept.append(Relationship(uid, rel.reltype, _name(rel.target_part)))
    return kept


def _carried(wanted: "list[OpenedPart]") -> Iterator[Part]:
    """Carry parts over with all that they need, each once."""
    seen: set[str] = set()
    waiting = list(wanted)
    while waiting:
        part = waiting.pop()
        if _name(part) in seen:
            continue
        seen.add(_name(part))
        relationships = []
        for uid, rel in part.rels.items():
            target = rel.target_ref if rel.is_external else _name(rel.target_part)
            relationships.append(Relationship(uid, rel.reltype, target, rel.is_external))
            if not rel.is_external and not is_active(rel.reltype):
                waiting.append(rel.target_part)
        carried = sound_margin(Part(_name(part), part.content_type, part.blob, relationships), len(seen))
        if carried.name.endswith(".xml"):
            etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))  # or it is refused
        yield carried


def _name(part: "OpenedPart") -> str:
    return str(part.partname).lstrip("/")


def _heading_list(content: bytes | None, sheet: StyleSheet) -> tuple[bytes, HeadingList]:
    """Find the list that numbers the headings, or put ours into the template's numbering part."""
    ours = _from_ours("word/numbering.xml")
    numbering = _parsed(content) if content else etree.Element(f"{_W}numbering", nsmap={"w": WORD_NAMESPACE})
    instances = {int(one.get(f"{_W}numId", "0")): one for one in numbering.findall(f"{_W}num")}
    first_free = max(instances, default=0) + 1
    style_list = sheet.list_instance(Role.HEADING_1)
    if style_list in instances:
        definition = instances[style_list].find(f"{_W}abstractNumId")
        if definition is not None:
            found = HeadingList(int(definition.get(f"{_W}val", "0")), style_list, first_free)
            return etree.tostring(numbering), found
    definitions = numbering.findall(f"{_W}abstractNum")
    uid = max((int(one.get(f"{_W}abstractNumId", "0")) for one in definitions), default=-1) + 1
    added = ours.find(f"{_W}abstractNum")
    assert added is not None
    added.set(f"{_W}abstractNumId", str(uid))
    for link in added.findall(f".//{_W}pStyle"):
        link.getparent().remove(link)  # type: ignore[union-attr]
    numbering.insert(numbering.index(definitions[-1]) + 1 if definitions else 0, added)
    return etree.tostring(numbering), HeadingList(uid, 0, first_free)


def lists_part(template: Template, instances: str) -> Part:
    """Make the numbering part, with the list instances that the headings opened."""
    numbering = _parsed(template.lists)
    opened = _parsed(f'<w:numbering xmlns:w="{WORD_NAMESPACE}">{instances}</w:numbering>'.encode())
    last = numbering.find(f"{_W}numIdMacAtCleanup")
    at = numbering.index(last) if last is not None else len(numbering)
    numbering[at:at] = list(opened)
    etree.cleanup_namespaces(numbering, keep_ns_prefixes=list(filter(None, numbering.nsmap)))
    return Part("word/numbering.xml", _NUMBERING_TYPE, _serialised(numbering))


def settings_part(template: Template) -> Part:
    """Make the settings part."""
    return Part("word/settings.xml", _SETTINGS_TYPE, template.settings)


def _settings(content: bytes | None, *, has_own_margins: bool) -> bytes:
    """Name the footnotes' separators in the settings, and take out what would ask, lock or point elsewhere.

    Our own headers are the same on all pages.
    """
    settings = _parsed(content) if content else _from_ours("word/settings.xml")
    for name in (*_UNWANTED_SETTINGS, *(() if has_own_margins else ("evenAndOddHeaders",))):
        for one in settings.findall(f"{_W}{name}"):
            settings.remove(one)
    notes = etree.Element(f"{_W}footnotePr")
    for uid in ("-1", "0"):
        etree.SubElement(notes, f"{_W}footnote").set(f"{_W}id", uid)
    at = next((settings.index(one) for one in settings if _comes_after(one)), len(settings))
    settings.insert(at, notes)
    return _serialised(settings)


def _comes_after(setting: Element) -> bool:
    return setting.tag in _AFTER_FOOTNOTES or not str(setting.tag).startswith(_W)


def _text_width(section: Element) -> int:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    assert size is not None
    assert margins is not None
    return int(size.get(f"{_W}w", "")) - sum(int(margins.get(f"{_W}{side}", "")) for side in ("left", "right"))


def _serialised(element: Element) -> bytes:
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)
