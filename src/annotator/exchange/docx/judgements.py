"""Key judgements: each in a box of its own, with likelihood and confidence side by side and never joined."""

from collections.abc import Iterator

from annotator.core.briefing import KeyJudgement, Reference
from annotator.core.briefing.tree import JudgementsPart
from annotator.exchange.docx.contents import part_heading
from annotator.exchange.docx.inline import inline, plain
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.typesetting import Typesetter

_GAP = "      "


def judgement(setter: Typesetter, item: KeyJudgement) -> str:
    """Write a key judgement at its place in a chapter."""
    label = setter.paragraph(Role.KEY_JUDGEMENT_LABEL, setter.run(setter.words.key_judgement))
    content = setter.comments.around(item.uid, inline(setter, item.parts))
    return label + setter.paragraph(Role.KEY_JUDGEMENT, content, words=plain(item.parts)) + _line(setter, item)


def judgements(setter: Typesetter, part: JudgementsPart) -> Iterator[str]:
    """Write the key judgements at the front, each with the way to the chapter that argues it."""
    yield part_heading(setter, part.name)
    for number, item in enumerate(part.judgements, 1):
        label = setter.run(f"{setter.words.key_judgement} {number}")
        yield setter.paragraph(Role.KEY_JUDGEMENT_LABEL, label)
        yield setter.paragraph(Role.KEY_JUDGEMENT, inline(setter, item.parts), words=plain(item.parts))
        yield _line(setter, item, _way(setter, item.chapter) if item.chapter else "")
    if part.scale:
        yield setter.paragraph(Role.PART_TEXT, setter.run(part.scale), words=part.scale)


def _way(setter: Typesetter, chapter: Reference) -> str:
    """Write where a judgement is argued, with the chapter's number as a jump."""
    before, _, after = setter.words.argued_in.partition("{chapter}")
    lead = setter.jump(chapter.target, setter.run(chapter.text))
    return setter.run(_GAP + before) + lead + setter.run(after)


def _line(setter: Typesetter, item: KeyJudgement, after: str = "") -> str:
    words = setter.words
    pieces = []
    for label, value in ((words.likelihood, item.likelihood), (words.confidence, item.confidence)):
        pieces.append(setter.run(label, Role.STRONG) + setter.run(f"  {value or words.not_stated}"))
    return setter.paragraph(Role.JUDGEMENT_LINE, setter.run(_GAP).join(pieces) + after)
