"""What the roles of styles are called on the screen."""

from PySide6.QtCore import QCoreApplication

from annotator.exchange.docx.roles import HEADINGS, Role


def role_names() -> dict[Role, str]:
    """Give the name of each role in plain words."""
    names = {
        Role.BODY: _tr("Prose"),
        Role.BACK_HEADING: _tr("Heading of a part"),
        Role.BACK_HEADING_2: _tr("Heading inside a part"),
        Role.EVIDENCE_HEADING: _tr("Heading of the evidence"),
        Role.EVIDENCE_GROUP: _tr("Heading of a group of evidence"),
        Role.COVER_LINE: _tr("First line of the title page"),
        Role.COVER_LABEL: _tr("Word in that line"),
        Role.HANDLING: _tr("Handling or classification"),
        Role.TITLE: _tr("Title"),
        Role.SUBTITLE: _tr("Subtitle"),
        Role.FACT: _tr("Fact on the title page"),
        Role.FACT_LABEL: _tr("Name of a fact"),
        Role.CLOSING_LINE: _tr("Last line of the title page"),
        Role.CONTENTS_HEADING: _tr("Heading of the contents"),
        Role.CONTENTS_1: _tr("Contents, chapters"),
        Role.CONTENTS_2: _tr("Contents, second level"),
        Role.CONTENTS_3: _tr("Contents, third level"),
        Role.CONTENTS_BACK: _tr("Contents, other parts"),
        Role.CONTENTS_LEADER: _tr("Contents, dots"),
        Role.CONTENTS_NUMBER: _tr("Contents, numbers"),
        Role.QUOTATION: _tr("Quotation"),
        Role.PARAPHRASE: _tr("Paraphrase"),
        Role.SOURCE_LINE: _tr("Source of a quotation"),
        Role.CORROBORATION: _tr("What supports or contradicts it"),
        Role.SUPPORTED: _tr("The word for support"),
        Role.CONTRADICTED: _tr("The word for contradiction"),
        Role.KEY_JUDGEMENT: _tr("Key judgement"),
        Role.KEY_JUDGEMENT_LABEL: _tr("Label of a key judgement"),
        Role.JUDGEMENT_LINE: _tr("Likelihood and confidence"),
        Role.REMARK: _tr("Remark"),
        Role.WARNING: _tr("Warning in the text"),
        Role.PART_TEXT: _tr("Text of a part"),
        Role.SIDE: _tr("One side of a disagreement"),
        Role.PICTURE: _tr("Picture"),
        Role.CAPTION: _tr("Caption"),
        Role.BIBLIOGRAPHY: _tr("Bibliography"),
        Role.FOOTNOTE_TEXT: _tr("Footnote"),
        Role.FOOTNOTE_REFERENCE: _tr("Number of a footnote"),
        Role.HEADER: _tr("Line above the page"),
        Role.FOOTER: _tr("Line below the page"),
        Role.TABLE_TEXT: _tr("Text in tables"),
        Role.TABLE_HEAD: _tr("Head of a table"),
        Role.STRONG: _tr("Bold words"),
        Role.EMPHASIS: _tr("Words in italics"),
        Role.HYPERLINK: _tr("Address on the web"),
        Role.COMMENT_TEXT: _tr("Comment"),
        Role.COMMENT_REFERENCE: _tr("Mark of a comment"),
        Role.SECTION_END: _tr("End of a section"),
        Role.FACTS_TABLE: _tr("Table of facts"),
        Role.RULED_TABLE: _tr("Ruled table"),
    }
    heading = _tr("Heading of a chapter, level {0}")
    return names | {role: heading.format(level) for level, role in enumerate(HEADINGS, 1)}


def _tr(text: str) -> str:
    return QCoreApplication.translate("StyleRoles", text)
