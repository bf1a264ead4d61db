"""Headers, footers and sections: the title and the chapter above each page, the date and the count below."""

import re
from dataclasses import dataclass
from textwrap import shorten

from annotator.core.briefing import Briefing, ChapterPart
from annotator.core.briefing.tree import TitlePart
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
        self._has_begun = False
        self.parts: list[Part] = []
        self.relationships: list[Relationship] = []

    @property
    def has_closing_line(self) -> bool:
        """Whether the closing line stands at the foot of the title page."""
        return not self._template.margins

    def front(self, has_title: bool) -> str:
        """Write the section of the title page and the contents; a title page has a foot of its own."""
        if self._template.margins:
            return self._section(self._first(), has_title and self._template.has_title_page)
        references = self._margin("header", "default", self._header("")).xml + self._first()
        if has_title:
            references += self._margin("header", "first", self._setter.paragraph(Role.SECTION_END, "")).xml
            references += self._margin("footer", "first", self._title_foot()).xml
        return self._section(references, has_title)

    def chapters(self, first: ChapterPart) -> str:
        """Write the section of a chapter, and of those after it that share its page."""
        if self._template.margins:
            return self._section(self._first(), False)
        setter = self._setter
        number = ""
        if first.number:
            number = setter.field("STYLEREF 1 \\n", setter.run(first.number)) + setter.run("  ")
        room = HEADER_CHARACTERS - len(self._briefing.title)
        if len(first.title) > room:
            title = setter.run(shorten(first.title, max(room, SHORTEST_TITLE), placeholder="…"))
        else:
            title = setter.field("STYLEREF 1", setter.run(first.title))
        return self._section(self._margin("header", "default", self._header(number + title)).xml + self._first(), False)

    def back(self, title: str, is_wide: bool = False) -> str:
        """Write the section of a part that is no chapter; a wide one lies on its side."""
        if self._template.margins:
            return self._section(self._first(), False, is_wide)
        width = self._setter.wide_text if is_wide else self._template.text_width
        references = self._margin("header", "default", self._header(self._setter.run(title), width)).xml + self._first()
        if is_wide:
            references += self._margin("footer", "default", self._footer(width)).xml
        # What follows takes the last footer over, which may have been a wide page's.
        self._has_begun = self._has_begun and not is_wide
        return self._section(references, False, is_wide)

    def _first(self) -> str:
        """Write what the first section defines and the others take over: the template's own margins, or our footer."""
        if self._has_begun:
            return ""
        self._has_begun = True
        return self._template.margins or self._margin("footer", "default", self._footer()).xml

    def _section(self, references: str, has_title_page: bool, is_wide: bool = False) -> str:
        switch = "<w:titlePg/>" if has_title_page else ""
        template = self._template
        kind = '<w:type w:val="nextPage"/>'
        page = self._setter.wide_page if is_wide else template.page
        return f"<w:sectPr>{references}{kind}{page}{switch}{template.page_end}</w:sectPr>"

    def _title_foot(self) -> str:
        setter = self._setter
        part = self._briefing.part(TitlePart)
        line = part.closing_line if part else ""
        closing = setter.paragraph(Role.CLOSING_LINE if line else Role.FOOTER, setter.run(line))
        return closing + self._handling() if self._briefing.handling else closing

    def _handling(self) -> str:
        line = self._briefing.handling
        return self._setter.paragraph(Role.HANDLING, self._setter.run(line), words=line)

    def _header(self, right: str, width: int = 0) -> str:
        setter = self._setter
        left = setter.title(self._briefing.title, f"header {len(self.parts)}")
        line = setter.paragraph(Role.HEADER, left + (TAB + right if right else ""), self._tabs(Role.HEADER, width))
        return self._handling() + line if self._briefing.handling else line

    def _footer(self, width: int = 0) -> str:
        setter = self._setter
        fields = {"{page}": setter.field("PAGE", setter.run("1")), "{pages}": setter.field("NUMPAGES", setter.run("1"))}
        pieces = re.split(r"(\{pages?\})", self._briefing.words.page_of)
        count = "".join(fields.get(piece) or setter.run(piece) for piece in pieces)
        return setter.paragraph(
            Role.FOOTER, setter.run(self._briefing.date_text) + TAB + count, self._tabs(Role.FOOTER, width)
        )

    def _tabs(self, role: Role, width: int = 0) -> str:
        """Write the one tab stop of a line at the margin; those of its style would come before it."""
        template = self._template
        wanted = width or template.text_width
        cleared = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in template.tab_stops[role] if at != wanted)
        return f"<w:tabs>{cleared}{self._setter.right_tab(width=width)}</w:tabs>"

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
