"""Words within a paragraph: runs that stand out, footnotes, and references that jump."""

from collections.abc import Iterable

from annotator.core.briefing import Footnote, Reference, Run
from annotator.core.briefing.tree import Inline, Mark
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import Typesetter

_ROLES: dict[Mark, Role | None] = {
    "": None,
    "warning": Role.WARNING,
    "italic": Role.EMPHASIS,
    "strong": Role.STRONG,
    "supported": Role.SUPPORTED,
    "contradicted": Role.CONTRADICTED,
}


def inline(setter: Typesetter, parts: Iterable[Inline]) -> str:
    """Write the pieces of a paragraph in their order."""
    written = []
    follows_footnote = False
    for part in parts:
        if isinstance(part, Footnote):
            if follows_footnote:
                written.append(setter.footnote_comma())
            written.append(setter.footnote(part))
        else:
            written.append(words(setter, part))
        follows_footnote = isinstance(part, Footnote)
    return "".join(written)


def words(setter: Typesetter, part: Run | Reference, properties: str = "") -> str:
    """Write words that may stand out or lead somewhere."""
    if isinstance(part, Reference):
        return setter.jump(part.target, setter.run(part.text, None, properties))
    return setter.run(part.text, _ROLES[part.mark], properties)


def plain(parts: Iterable[Inline]) -> str:
    """Give the words without the footnotes; they decide a paragraph's direction."""
    return "".join(part.text for part in parts if not isinstance(part, Footnote))
