"""Two short articles, three reviewers, and short ways to say who tagged what."""

from annotator.core.agreement import ReviewersWork, TaggedSpan
from annotator.core.records import Block
from annotator.core.vocabulary import BlockKind
from tests.memory import Records, source, uid

INES, TOMAS, UNA = (uid(name) for name in ("Ines Falk", "Tomas Wren", "Una Brook"))
REVIEWERS = (INES, TOMAS, UNA)
TEXTS = {
    "gazette": "The bridge is shut. Nobody says why.\nThe mayor blames frost.",
    "valley": "A pier is cracked. The mayor is silent.",
}
TAGS = ("cause", "cost", "blame")


def orrin() -> Records:
    """Make a project with two articles of three and two sentences, and three tags."""
    project = Records(reviewer_names=("Ines Falk", "Tomas Wren", "Una Brook"))
    for name, text in TEXTS.items():
        project.all_sources.append(source(name, name.capitalize()))
        project.texts[uid(f"{name} text")] = text
        at = 0
        for words in text.split("\n"):
            block = Block(BlockKind.PARAGRAPH, at, at + len(words))
            project.all_blocks.setdefault(uid(f"{name} text"), []).append(block)
            at += len(words) + 1
    for name in TAGS:
        project.add_tag(name)
    return project


def tagged(reviewer_uid: str, name: str, quote: str, *tags: str) -> list[TaggedSpan]:
    """Tag the words of an article."""
    start = TEXTS[name].index(quote)
    return [TaggedSpan(uid(name), start, start + len(quote), uid(f"tag {tag}"), reviewer_uid) for tag in tags]


def work(*spans: list[TaggedSpan], read: dict[str, tuple[str, ...]] | None = None) -> ReviewersWork:
    """Put together who tagged what; `read` names the reviewers who marked an article as read."""
    read_by = {uid(name): frozenset(reviewers) for name, reviewers in (read or {}).items()}
    return ReviewersWork(tuple(span for each in spans for span in each), read_by)
