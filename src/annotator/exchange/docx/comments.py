"""What the check found, as Word comments at the places that they are about."""

from collections.abc import Iterator, Mapping, Sized

from annotator.core.briefing import Briefing, KeyJudgement, Paragraph
from annotator.core.briefing.tree import SourcesPart
from annotator.core.findings import Finding, finding_words
from annotator.core.words import Words
from annotator.exchange.docx.package import Part
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.xml import DECLARATION, WORD_NAMESPACE, Text

DOCUMENT = "document"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR = 'w:author="annotator" w:initials="an"'


class Comments:
    """Gather the comments while their places are set; each is written once, at the first place of what it is about.

    They bear no date: the same project gives the same bytes. The mark of a comment stands at the end of its words,
    but never between the first footnote and the second, where LibreOffice (7.4) would lose the words of a footnote:
    such marks are held until `held` is asked for. `footnotes` are those that were set so far.
    """

    def __init__(self, briefing: Briefing, text: Text, style_ids: Mapping[Role, str], footnotes: Sized) -> None:
        self._words: Words = briefing.words
        self._text = text
        self._footnotes = footnotes
        self._held: list[str] = []
        self._mark = f'<w:r><w:rPr><w:rStyle w:val="{style_ids[Role.COMMENT_REFERENCE]}"/></w:rPr>'
        self._paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_ids[Role.COMMENT_TEXT]}"/></w:pPr>'
        self._written: list[str] = []
        self._waiting: dict[str, list[Finding]] = {}
        places = _places(briefing) if briefing.findings else set()
        for finding in briefing.findings:
            uid = next((uid for uid in (finding.uid, finding.chapter_uid) if uid in places), DOCUMENT)
            self._waiting.setdefault(uid, []).append(finding)

    def __len__(self) -> int:
        return len(self._written)

    def around(self, uid: str, content: str) -> str:
        """Put what was found about a thing around the runs that show it."""
        if not self._waiting:
            return content
        before, after = [], []
        for finding in self._waiting.pop(uid, ()):
            at = self._add(finding)
            before.append(f'<w:commentRangeStart w:id="{at}"/>')
            after.append(f'<w:commentRangeEnd w:id="{at}"/>')
            reference = f'{self._mark}<w:commentReference w:id="{at}"/></w:r>'
            (self._held if len(self._footnotes) == 1 else after).append(reference)
        return f"{''.join(before)}{content}{''.join(after)}"

    def held(self) -> str:
        """Give the marks that could not stand where their words end."""
        held = "".join(self._held)
        self._held.clear()
        return held

    def part(self) -> Part:
        """Make the part."""
        return Part("word/comments.xml", _TYPE, self._xml())

    def _add(self, finding: Finding) -> int:
        headline, advice = finding_words(finding, self._words)
        at = len(self._written)
        first = f"{self._mark}<w:annotationRef/></w:r>{self._text.run(headline, '<w:b/>')}"
        second = f"{self._paragraph}{self._text.run(advice)}</w:p>" if advice else ""
        self._written.append(f'<w:comment w:id="{at}" {_AUTHOR}>{self._paragraph}{first}</w:p>{second}</w:comment>')
        return at

    def _xml(self) -> Iterator[str]:
        yield f'{DECLARATION}<w:comments xmlns:w="{WORD_NAMESPACE}">'
        yield from self._written
        yield "</w:comments>"


def _places(briefing: Briefing) -> set[str]:
    """Give the uid of everything that the document shows somewhere."""
    places: set[str] = set()
    for chapter in briefing.walk():
        places.add(chapter.uid)
        places.update(item.uid for item in chapter.items if isinstance(item, Paragraph | KeyJudgement))
    places.update(quotation.statement_uid for quotation in briefing.quotations())
    listed = briefing.part(SourcesPart)
    places.update(entry.uid for entry in (listed.sources if listed else ()))
    return places
