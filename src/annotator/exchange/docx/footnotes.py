"""The footnotes' part: one note for each reference, numbered in the order of the references."""

from collections.abc import Iterator, Mapping

from annotator.core.briefing import Footnote, Run
from annotator.core.directions import is_right_to_left
from annotator.core.errors import RefusedError
from annotator.exchange.docx.package import Part
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.xml import DECLARATION, WORD_NAMESPACE, Text

MOST_FOOTNOTES = 32_767
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Footnotes:
    """Gather the notes while their references are set.

    Ids ascend with the references and no note is used twice: LibreOffice shows the wrong note otherwise.
    """

    def __init__(self, text: Text, style_ids: Mapping[Role, str]) -> None:
        self._text = text
        self._paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_ids[Role.FOOTNOTE_TEXT]}"/>'
        mark = style_ids[Role.FOOTNOTE_REFERENCE]
        self._mark = f'</w:pPr><w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>'
        self._italic = f'<w:rStyle w:val="{style_ids[Role.EMPHASIS]}"/>'
        self._notes: list[str] = []
        # Short citations repeat by the hundred.
        self._written: dict[tuple[Run, ...], str] = {}

    def __len__(self) -> int:
        return len(self._notes)

    def add(self, note: Footnote) -> int:
        """Take the next note in and give its id.

        Raises:
            RefusedError: there are more notes than a Word file can number.
        """
        uid = len(self._notes) + 1
        if uid > MOST_FOOTNOTES:
            raise RefusedError(
                f"The briefing needs more than {MOST_FOOTNOTES:,} footnotes, which no Word file can hold; "
                "export its chapters in several files."
            )
        if note.runs not in self._written:
            self._written[note.runs] = self._content(note)
        self._notes.append(self._written[note.runs])
        return uid

    def _content(self, note: Footnote) -> str:
        direction = "<w:bidi/>" if is_right_to_left(note.text) else ""
        runs = (self._text.run(run.text, self._italic if run.mark == "italic" else "") for run in note.runs)
        return f"{direction}{self._mark}{''.join(runs)}"

    def part(self) -> Part:
        """Make the part."""
        return Part("word/footnotes.xml", _TYPE, self._xml())

    def _xml(self) -> Iterator[str]:
        yield f'{DECLARATION}<w:footnotes xmlns:w="{WORD_NAMESPACE}">{_SEPARATORS}'
        for uid, content in enumerate(self._notes, start=1):
            yield f'<w:footnote w:id="{uid}">{self._paragraph}{content}</w:p></w:footnote>'
        yield "</w:footnotes>"
