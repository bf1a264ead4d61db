"""The parts that styles play in a briefing, and the names under which a template may have them."""

from enum import StrEnum


class Role(StrEnum):
    """What a style is for. The value is the style's name in our own template."""

    BODY = "Body Text"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    HEADING_5 = "heading 5"
    HEADING_6 = "heading 6"
    BACK_HEADING = "Back Heading"
    BACK_HEADING_2 = "Back Heading 2"
    EVIDENCE_HEADING = "Evidence Heading"
    EVIDENCE_GROUP = "Evidence Group"
    COVER_LINE = "Cover Line"
    COVER_LABEL = "Cover Label"
    HANDLING = "Handling"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    FACT = "Fact"
    FACT_LABEL = "Fact Label"
    CLOSING_LINE = "Closing Line"
    CONTENTS_HEADING = "TOC Heading"
    CONTENTS_1 = "toc 1"
    CONTENTS_2 = "toc 2"
    CONTENTS_3 = "toc 3"
    CONTENTS_BACK = "toc 4"
    CONTENTS_LEADER = "Contents Leader"
    CONTENTS_NUMBER = "Contents Number"
    QUOTATION = "Quotation"
    PARAPHRASE = "Paraphrase"
    SOURCE_LINE = "Source Line"
    CORROBORATION = "Corroboration"
    SUPPORTED = "Supported"
    CONTRADICTED = "Contradicted"
    KEY_JUDGEMENT = "Key Judgement"
    KEY_JUDGEMENT_LABEL = "Key Judgement Label"
    JUDGEMENT_LINE = "Judgement Line"
    REMARK = "Remark"
    WARNING = "Warning"
    PART_TEXT = "Part Text"
    SIDE = "Side"
    PICTURE = "Picture"
    CAPTION = "caption"
    BIBLIOGRAPHY = "Bibliography"
    FOOTNOTE_TEXT = "footnote text"
    FOOTNOTE_REFERENCE = "footnote reference"
    HEADER = "header"
    FOOTER = "footer"
    TABLE_TEXT = "Table Text"
    TABLE_HEAD = "Table Head"
    STRONG = "Strong"
    EMPHASIS = "Emphasis"
    HYPERLINK = "Hyperlink"
    COMMENT_TEXT = "annotation text"
    COMMENT_REFERENCE = "annotation reference"
    SECTION_END = "Section End"
    FACTS_TABLE = "Facts Table"
    RULED_TABLE = "Ruled Table"


HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4, Role.HEADING_5, Role.HEADING_6)
CONTENTS = (Role.CONTENTS_1, Role.CONTENTS_2, Role.CONTENTS_3)

# Names that do the same work in other people's templates, tried after our own.
OTHER_NAMES: dict[Role, tuple[str, ...]] = {
    Role.QUOTATION: ("Quote", "Block Text"),
}

_CHARACTER_ROLES = frozenset(
    {
        Role.COVER_LABEL,
        Role.SUPPORTED,
        Role.CONTRADICTED,
        Role.EMPHASIS,
        Role.COMMENT_REFERENCE,
        Role.CONTENTS_LEADER,
        Role.CONTENTS_NUMBER,
        Role.WARNING,
        Role.FOOTNOTE_REFERENCE,
        Role.STRONG,
        Role.HYPERLINK,
    }
)
_TABLE_ROLES = frozenset({Role.FACTS_TABLE, Role.RULED_TABLE})


def style_type(role: Role) -> str:
    """Give the type of style that can play a role: "paragraph", "character" or "table"."""
    if role in _TABLE_ROLES:
        return "table"
    return "character" if role in _CHARACTER_ROLES else "paragraph"
