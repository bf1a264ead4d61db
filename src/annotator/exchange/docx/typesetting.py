"""What all parts of the document are set with: paragraphs, runs, fields, controls, and identifiers that never meet."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from annotator.core.briefing import Briefing, Footnote
from annotator.core.directions import is_right_to_left
from annotator.core.words import Words
from annotator.exchange.docx.comments import Comments
from annotator.exchange.docx.footnotes import Footnotes
from annotator.exchange.docx.landscape import landscape
from annotator.exchange.docx.package import OFFICE, Relationship
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.template import Template
from annotator.exchange.docx.xml import Text

LONGEST_BOOKMARK: Final = 40
_LARGEST_CONTROL: Final = 2**31 - 1
_TITLE_BINDING: Final = (
    "<w:dataBinding w:prefixMappings=\"xmlns:dc='http://purl.org/dc/elements/1.1/' "
    "xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'\" "
    'w:xpath="/cp:coreProperties[1]/dc:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
)


class Handles:
    """Identifiers of content controls and bookmarks: derived, so that they are the same each time, and unique."""

    def __init__(self) -> None:
        self._controls: set[int] = set()
        self._headings: dict[str, str] = {}
        self._heading_names: set[str] = set()
        self._bookmarks = 0
        self._uses: Counter[str] = Counter()

    def bookmark(self, name: str) -> tuple[str, str]:
        """Write the start and the end of a bookmark."""
        self._bookmarks += 1
        uid = self._bookmarks
        return f'<w:bookmarkStart w:id="{uid}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{uid}"/>'

    def control(self, seed: str) -> int:
        """Derive a content control's id from the uid of what it holds."""
        uid = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big") & _LARGEST_CONTROL
        while uid == 0 or uid in self._controls:
            uid = uid % _LARGEST_CONTROL + 1
        self._controls.add(uid)
        return uid

    def heading(self, uid: str) -> str:
        """Derive the name of a heading's bookmark, in the form that Word gives those its contents point to."""
        if uid not in self._headings:
            number = int.from_bytes(hashlib.sha256(uid.encode()).digest()[:6], "big") % 10**9
            while f"_Toc{number:09}" in self._heading_names:
                number = (number + 1) % 10**9
            self._headings[uid] = f"_Toc{number:09}"
            self._heading_names.add(self._headings[uid])
        return self._headings[uid]

    def statement(self, uid: str) -> str:
        """Name the next bookmark of a statement: it holds the uid, which outlives programs that drop tags."""
        self._uses[uid] += 1
        return f"s_{uid}_{self._uses[uid]}"


class Typesetter:
    """Set one document: the styles of its template, its words, its identifiers, its footnotes and its links.

    `pages` are page numbers by the names of bookmarks; `wide_page` is the template's page on its side, with its text's
    width in twentieths of a point.
    """

    def __init__(self, template: Template, briefing: Briefing, pages: Mapping[str, int]) -> None:
        self.template = template
        self.words: Words = briefing.words
        self.pages = pages
        self.wide_page, self.wide_text = landscape(template.page)
        self.text = Text()
        self.handles = Handles()
        self.footnotes = Footnotes(self.text, template.style_ids)
        self.comments = Comments(briefing, self.text, template.style_ids, self.footnotes)
        self.links: dict[str, Relationship] = {}
        self._quoted = {quotation.statement_uid for quotation in briefing.quotations()}
        self._styles = template.style_ids
        self._reference = f'<w:r><w:rPr><w:rStyle w:val="{self._styles[Role.FOOTNOTE_REFERENCE]}"/></w:rPr>'

    def field(self, instruction: str, result: str = "", properties: str = "") -> str:
        """Write a field with the result it has until Word counts it again; `result` is runs."""
        before = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
        return (
            f'{before}<w:fldChar w:fldCharType="begin"/></w:r>'
            f'{before}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
            f'{before}<w:fldChar w:fldCharType="separate"/></w:r>{result}'
            f'{before}<w:fldChar w:fldCharType="end"/></w:r>'
        )

    def footnote(self, note: Footnote) -> str:
        """Write the reference of the next footnote."""
        uid = self.footnotes.add(note)
        held = self.comments.held() if uid == 2 else ""
        return f'{self._reference}<w:footnoteReference w:id="{uid}"/></w:r>{held}'

    def footnote_comma(self) -> str:
        """Write what keeps two references in a row from reading as one number."""
        return f"{self._reference}<w:t>,</w:t></w:r>"

    def jump(self, target: str, content: str) -> str:
        """Write a link to another place of the document; `content` is runs."""
        name = f"s_{target}_1" if target in self._quoted else self.handles.heading(target)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'

    def link(self, address: str, content: str) -> str:
        """Write a link to an address outside; `content` is runs."""
        known = self.links.get(address)
        if known is None:
            known = Relationship(f"annLink{len(self.links) + 1}", OFFICE + "hyperlink", address, is_external=True)
            self.links[address] = known
        return f'<w:hyperlink r:id="{known.uid}" w:history="1">{content}</w:hyperlink>'

    def paragraph(self, role: Role, content: str, properties: str = "", words: str = "", layout: str = "") -> str:
        """Write a paragraph. `words` decide its direction, which the schema wants between `properties` and `layout`."""
        direction = "<w:bidi/>" if words and is_right_to_left(words) else ""
        style = f'<w:pStyle w:val="{self._styles[role]}"/>'
        return f"<w:p><w:pPr>{style}{properties}{direction}{layout}</w:pPr>{content}</w:p>"

    def right_tab(self, leader: str = "", width: int = 0) -> str:
        """Write the tab stop at the right edge of the text, or of a page that is `width` wide between its margins."""
        dots = f' w:leader="{leader}"' if leader else ""
        return f'<w:tab w:val="right"{dots} w:pos="{width or self.template.text_width}"/>'

    def run(self, words: str, role: Role | None = None, properties: str = "") -> str:
        """Write words as runs, in a character style where a role is given."""
        style = f'<w:rStyle w:val="{self._styles[role]}"/>' if role else ""
        return self.text.run(words, style + properties)

    def table(self, role: Role, widths: Sequence[int], look: str) -> str:
        """Write the beginning of a table down to its grid."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles[role]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )

    def title(self, title: str, place: str) -> str:
        """Write the title as a control that follows the document's properties; `place` keeps its id apart."""
        uid = self.handles.control(f"title {place}")
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="Title"/><w:id w:val="{uid}"/>{_TITLE_BINDING}<w:text/></w:sdtPr>'
            f"<w:sdtContent>{self.run(title)}</w:sdtContent></w:sdt>"
        )


TAB: Final = "<w:r><w:tab/></w:r>"
