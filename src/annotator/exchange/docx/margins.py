"""Headers, footers and sections: the title and the chapter above each page, the date and the count below."""

import re
from dataclasses import dataclass
from textwrap import shorten

from annotator.core.briefing import Briefing, ChapterPart
from annotator.exchange.docx.package import OFFICE, Part, Relationship
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import TAB, Typesetter
from annotator.exchange.docx.xml import DECLARATION, RELATIONSHIPS_NAMESPACE, WORD_NAMESPACE

# What fits on one line of the header beside the project's title; a longer chapter title is cut at a word.
HEADER_CHARACTERS, SHORTEST_TITLE = 84, 30
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


@dataclass(frozen=True, slots=True)
class _Reference:
    kind: str
    pages: str
    uid: str

    @property
    def xml(self) -> str:
        return f'<w:{self.kind}Reference w:type="{self.pages}" r:id="{self.uid}"/>'


class Margins:
    """Make the sections of a document with their headers and footers.

    Each group of chapters has a section, because programs that do not know Word's STYLEREF field show what it last
    said: so each section's says the right thing. A template with headers and footers of its own keeps those.
    """

    def __init__(self, setter: Typesetter, briefing: Briefing) -> None:
        self._setter = setter
        self._briefing = briefing
        self._template = setter.template
        self.parts: list[Part] = []
        self.relationships: list[Relationship] = []

    @property
    def has_closing_line(self) -> bool:
        """Whether the closing line stands at the foot of the title page."""
        return not self._template.margins

    def front(self) -> str:
        """Write the section of the title page and the contents."""
        if self._template.margins:
            return self._section(self._template.margins, self._template.has_title_page)
        line = self._briefing.closing_line
        closing = self._setter.paragraph(Role.CLOSING_LINE if line else Role.FOOTER, self._setter.run(line))
        references = [
            self._margin("header", "default", self._header("")),
            self._margin("header", "first", self._setter.paragraph(Role.SECTION_END, "")),
            self._margin("footer", "default", self._footer()),
            self._margin("footer", "first", closing),
        ]
        return self._section("".join(reference.xml for reference in references), True)

    def chapters(self, first: ChapterPart) -> str:
        """Write the section of a chapter, and of those after it that share its page."""
        if self._template.margins:
            return self._section("", False)
        setter = self._setter
        number = ""
        if first.number:
            number = setter.field("STYLEREF 1 \\n", setter.run(first.number)) + setter.run("  ")
        room = HEADER_CHARACTERS - len(self._briefing.title)
        if len(first.title) > room:
            title = setter.run(shorten(first.title, max(room, SHORTEST_TITLE), placeholder="…"))
        else:
            title = setter.field("STYLEREF 1", setter.run(first.title))
        return self._section(self._margin("header", "default", self._header(number + title)).xml, False)

    def back(self, title: str) -> str:
        """Write the section of a part behind the chapters."""
        if self._template.margins:
            return self._section("", False)
        return self._section(self._margin("header", "default", self._header(self._setter.run(title))).xml, False)

    def _section(self, references: str, has_title_page: bool) -> str:
        switch = "<w:titlePg/>" if has_title_page else ""
        template = self._template
        kind = '<w:type w:val="nextPage"/>'
        return f"<w:sectPr>{references}{kind}{template.page}{switch}{template.page_end}</w:sectPr>"

    def _header(self, right: str) -> str:
        setter = self._setter
        left = setter.title(self._briefing.title, f"header {len(self.parts)}")
        return setter.paragraph(Role.HEADER, left + (TAB + right if right else ""), self._tabs())

    def _footer(self) -> str:
        setter = self._setter
        fields = {"{page}": setter.field("PAGE", setter.run("1")), "{pages}": setter.field("NUMPAGES", setter.run("1"))}
        pieces = re.split(r"(\{pages?\})", self._briefing.words.page_of)
        count = "".join(fields.get(piece) or setter.run(piece) for piece in pieces)
        return setter.paragraph(Role.FOOTER, setter.run(self._briefing.date_text) + TAB + count, self._tabs())

    def _tabs(self) -> str:
        return f"<w:tabs>{self._setter.right_tab()}</w:tabs>"

    def _margin(self, kind: str, pages: str, content: str) -> _Reference:
        """Add a header or footer part and give what refers to it."""
        count = sum(part.name.startswith(f"word/annotator-{kind}") for part in self.parts) + 1
        element = {"header": "hdr", "footer": "ftr"}[kind]
        xml = (
            f'{DECLARATION}<w:{element} xmlns:w="{WORD_NAMESPACE}" xmlns:r="{RELATIONSHIPS_NAMESPACE}">'
            f"{content}</w:{element}>"
        )
        name = f"word/annotator-{kind}{count}.xml"
        self.parts.append(Part(name, _TYPE.format(kind=kind), [xml]))
        reference = _Reference(kind, pages, f"ann{kind.title()}{count}")
        self.relationships.append(Relationship(reference.uid, OFFICE + kind, name))
        return reference
