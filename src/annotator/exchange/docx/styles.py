"""The styles of a template: found by name, and ours added where it has none for a role."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from annotator.exchange.docx.roles import OTHER_NAMES, Role, style_type
from annotator.exchange.docx.style_names import LOCALISED_NAMES
from annotator.exchange.docx.xml import RELATIONSHIPS_NAMESPACE, WORD_NAMESPACE

Element = etree._Element
_W = f"{{{WORD_NAMESPACE}}}"
_DEFAULTS = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}


@dataclass(frozen=True, slots=True)
class FoundStyle:
    """The style that plays a role. `how` it was found is "name", "other name", "localised name", or it was "added"."""

    role: Role
    name: str
    how: str


class StyleSheet:
    """The styles of one template, and which of them plays which role.

    Roles are found by style name, in any case and of the right type, never by id: ids differ from language to
    language. `added` names the roles for which our own definition had to be put in; `found` says of every role how
    its style was found.
    """

    def __init__(self, styles: Element, ours: Element) -> None:
        self._styles = styles
        self._ours = {_name(style): style for style in _definitions(ours)}
        self._our_names = {style.get(f"{_W}styleId", ""): _name(style) for style in _definitions(ours)}
        self._known = {(_type(style), _name(style)): style for style in _definitions(styles)}
        self._ids = {style.get(f"{_W}styleId", "").lower() for style in _definitions(styles)}
        self._aliases = {
            (_type(style), alias): style for style in _definitions(styles) for alias in _alias_names(style)
        }
        self.added: list[Role] = []
        self.found: list[FoundStyle] = []
        self.ids: dict[Role, str] = {role: self._id_of(role) for role in Role}

    def direct_properties(self, role: Role) -> str:
        """Write what a character style says as properties of a run, for places where programs ignore its name."""
        properties = self._style(role).find(f"{_W}rPr")
        return "".join(map(bare_xml, properties)) if properties is not None else ""

    def mirrored_rule(self, role: Role) -> str:
        """Write the rule at the left of a paragraph style as one at the right, for text that runs to the left."""
        left = self._style(role).find(f"{_W}pPr/{_W}pBdr/{_W}left")
        if left is None:
            return ""
        return f'<w:pBdr><w:left w:val="nil"/>{bare_xml(left).replace("<w:left", "<w:right")}</w:pBdr>'

    def list_instance(self, role: Role) -> int:
        """Give the list instance that a heading's style takes its number from, or 0."""
        style: Element | None = self._style(role)
        for _ in range(len(self._known)):
            if style is None:
                return 0
            instance = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if instance is not None:
                return int(instance.get(f"{_W}val", "0"))
            style = self._based_on(style)
        return 0

    def keeps_with_next(self, role: Role) -> bool:
        """Tell whether a paragraph style keeps its paragraphs on the page of what follows them."""
        style: Element | None = self._style(role)
        for _ in range(len(self._known)):
            if style is None:
                return False
            switch = style.find(f"{_W}pPr/{_W}keepNext")
            if switch is not None:
                return switch.get(f"{_W}val", "true") not in ("0", "false", "off")
            style = self._based_on(style)
        return False

    def tab_stops(self, role: Role) -> tuple[int, ...]:
        """Give the places of the tab stops that a paragraph style has or takes over, in ascending order."""
        found: set[int] = set()
        style: Element | None = self._style(role)
        for _ in range(len(self._known)):
            if style is None:
                break
            found.update(int(tab.get(f"{_W}pos", "0")) for tab in style.iterfind(f"{_W}pPr/{_W}tabs/{_W}tab"))
            style = self._based_on(style)
        return tuple(sorted(found))

    def _style(self, role: Role) -> Element:
        kind = style_type(role)
        return next(
            style
            for (type_, _), style in self._known.items()
            if type_ == kind and style.get(f"{_W}styleId") == self.ids[role]
        )

    def _id_of(self, role: Role) -> str:
        there = self._there(role)
        if there is not None:
            style, how = there
            self.found.append(FoundStyle(role, _shown_name(style), how))
            return style.get(f"{_W}styleId", "")
        self.added.append(role)
        self.found.append(FoundStyle(role, str(role), "added"))
        return self._add(role.lower())

    def _there(self, role: Role) -> tuple[Element, str] | None:
        """Find the style that plays a role, and say how it was found."""
        kind = style_type(role)
        for how, names in (
            ("name", (str(role),)),
            ("other name", OTHER_NAMES.get(role, ())),
            ("localised name", LOCALISED_NAMES.get(role, ())),
        ):
            for name in names:
                style = self._known.get((kind, name.lower()))
                if style is None:
                    style = self._aliases.get((kind, name.lower()))
                if style is not None:
                    return style, how
        return None

    def _add(self, name: str) -> str:
        """Put our own definition in, without fonts and tab stops for our page: those are the template's to choose."""
        style = deepcopy(self._ours[name])
        uid = self._free_id(style.get(f"{_W}styleId", ""))
        style.set(f"{_W}styleId", uid)
        _remove(style.findall(f".//{_W}rFonts"))
        counted = style.findall(f".//{_W}numPr")
        _remove(one for one in counted if one.find(f"{_W}numId[@{_W}val='0']") is None)
        _remove(style.findall(f".//{_W}tab[@{_W}val='right']"))
        _remove(one for one in style.findall(f".//{_W}tabs") if len(one) == 0)
        self._rebase(style)
        # Registered before it is appended, so that what is based on it finds it.
        self._known[_type(style), name] = style
        self._ids.add(uid.lower())
        self._styles.append(style)
        return uid

    def _rebase(self, style: Element) -> None:
        """Base a style of ours on the template's style of the same name, adding that too where it is absent."""
        following = style.find(f"{_W}next")
        if following is not None:
            style.remove(following)
        base = style.find(f"{_W}basedOn")
        if base is None:
            return
        name = self._our_names[base.get(f"{_W}val", "")]
        known = self._named(_type(style), name)
        if known is not None:
            base.set(f"{_W}val", known.get(f"{_W}styleId", ""))
        elif base.get(f"{_W}val") in _DEFAULTS.values():
            style.remove(base)
        else:
            base.set(f"{_W}val", self._add(name))

    def _named(self, kind: str, name: str) -> Element | None:
        """Find the style that has one of our names, or plays the role of that name under another."""
        known = self._known.get((kind, name))
        role = next((role for role in Role if role.lower() == name and style_type(role) == kind), None)
        there = self._there(role) if known is None and role is not None else None
        return there[0] if there is not None else known

    def _based_on(self, style: Element) -> Element | None:
        base = style.find(f"{_W}basedOn")
        wanted = base.get(f"{_W}val") if base is not None else None
        return next((one for one in self._known.values() if wanted and one.get(f"{_W}styleId") == wanted), None)

    def _free_id(self, wanted: str) -> str:
        uid, count = wanted, 2
        while uid.lower() in self._ids:
            uid, count = f"{wanted}{count}", count + 1
        return uid


def bare_xml(element: Element) -> str:
    """Write an element for a part that declares the usual prefixes itself."""
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    return written.replace(f' xmlns:w="{WORD_NAMESPACE}"', "").replace(f' xmlns:r="{RELATIONSHIPS_NAMESPACE}"', "")


def _definitions(styles: Element) -> Iterator[Element]:
    yield from styles.iterchildren(f"{_W}style")


def _remove(elements: Iterable[Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _name(style: Element) -> str:
    name = style.find(f"{_W}name")
    return (name.get(f"{_W}val") or "").lower() if name is not None else ""


def _shown_name(style: Element) -> str:
    name = style.find(f"{_W}name")
    return (name.get(f"{_W}val") or "") if name is not None else ""


def _alias_names(style: Element) -> list[str]:
    aliases = style.find(f"{_W}aliases")
    names = (aliases.get(f"{_W}val") or "") if aliases is not None else ""
    return [name.strip().lower() for name in names.split(",") if name.strip()]


def _type(style: Element) -> str:
    return style.get(f"{_W}type", "paragraph")
