"""Edits of the words of a text: what was read wrongly is put right, as a new revision made from the present one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from annotator.core.blocklist import block_field, corrected, correction_json, corrections_of, load_blocks
from annotator.core.changes import Draft
from annotator.core.edits.restoring import ChangeLog
from annotator.core.edits.revising import ORIGINAL, NewRevision, with_text
from annotator.core.errors import RefusedError
from annotator.core.fold import fold
from annotator.core.loose_blocks import LooseBlock, put_together, taken_apart
from annotator.core.reading import Reading
from annotator.core.records import Block, Conflict, Json
from annotator.core.rewording import Rewording
from annotator.core.text import normalise
from annotator.core.three_ways import both_changes
from annotator.core.vocabulary import BlockKind

# With the uid of the revision behind it, the field of a revision that says from which text it was made by hand.
CORRECTS = "corrects:"
# A longer paragraph would make the reader slow.
LONGEST_WORDS = 20_000
# Corrections of corrections that are followed to what two texts were both made from.
MOST_STEPS = 1_000


def correct_text(
    reading: Reading,
    log: ChangeLog,
    source_uid: str,
    revision_uid: str,
    start: int,
    words: Sequence[str],
    count: int = 1,
) -> NewRevision:
    """Give the `count` blocks from the one that begins at `start` other words: a block for each of `words`.

    So one is corrected, split or joined with the next. References and links stay where their words still are,
    statements follow. The same words again yield no drafts.

    Raises:
        RefusedError: the text has been corrected meanwhile, a picture is among the blocks, or no words are left.
    """
    if reading.source(source_uid).revision_uid != revision_uid:
        raise RefusedError("The text of this source has been corrected meanwhile; please open the paragraph again.")
    text, blocks = reading.text(revision_uid), tuple(reading.blocks(revision_uid))
    index = next((at for at, block in enumerate(blocks) if block.start == start), len(blocks))
    loose = taken_apart(text, blocks)
    old = loose[index : index + count]
    if len(old) < count or any(each.kind is BlockKind.IMAGE for each in old):
        raise RefusedError("Only paragraphs with words can be corrected, and joined with one that follows.")
    loose[index : index + count] = _reworded(old, _tidy(words))
    made = put_together(loose)
    if made == (text, blocks):
        return NewRevision(revision_uid, [])
    return with_text(reading, source_uid, *made, _marks(log, revision_uid), {})


def can_use_both(reading: Reading, log: ChangeLog, conflict: Conflict) -> bool:
    """Tell whether two texts of a source that stand against each other were corrected in different places."""
    return _combined(reading, log, conflict) is not None


def use_both(reading: Reading, log: ChangeLog, conflict: Conflict) -> NewRevision:
    """Settle which text a source has by one that holds the corrections of both.

    Raises:
        RefusedError: they changed the same words, or were not made from one text.
    """
    loose = _combined(reading, log, conflict)
    if loose is None:
        raise RefusedError("Both changed the same words; please keep one of the two texts.")
    text, blocks = put_together(loose)
    return with_text(reading, conflict.entity_uid, text, blocks, _marks(log, *_versions(conflict)), {})


def carry_corrections(reading: Reading, log: ChangeLog, source_uid: str) -> list[Draft]:
    """Say again of a corrected text what others said of the blocks of an earlier one and its maker had not seen.

    A block that stands in both with the same words, and is in the corrected text what it was read as, is that for want
    of knowing better: otherwise the text would have been made with what it was corrected to.

    Raises:
        NotFoundError: the source or its text is not in the project.
    """
    revision_uid = reading.source(source_uid).revision_uid
    text, blocks, own = reading.text(revision_uid), reading.blocks(revision_uid), _fields(log, revision_uid)
    drafts: dict[str, Draft] = {}
    for earlier_uid in _ancestors(log, revision_uid)[1:]:
        fields = _fields(log, earlier_uid)
        if not corrections_of(fields):
            continue
        read = load_blocks(reading.blob(fields["blocks"]))
        shown = corrected(read, fields)
        for at, place in _same_words(reading.text(earlier_uid), read, text, blocks):
            before, said, here = read[at], shown[at], blocks[place]
            name = block_field(here.start)
            if said != before and _is_alike(here, before) and name not in own:
                value = correction_json(said.kind, said.level, said.fold)
                drafts.setdefault(name, Draft("set", revision_uid, name, value))
    return list(drafts.values())


def _same_words(one: str, blocks: Sequence[Block], other: str, others: Sequence[Block]) -> Iterator[tuple[int, int]]:
    words, other_words = (
        [text[block.start : block.end] for block in each] for text, each in ((one, blocks), (other, others))
    )
    for match in SequenceMatcher(None, words, other_words, autojunk=False).get_matching_blocks():
        yield from ((match.a + step, match.b + step) for step in range(match.size))


def _is_alike(one: Block, other: Block) -> bool:
    return (one.kind, one.level, one.fold) == (other.kind, other.level, other.fold)


def _combined(reading: Reading, log: ChangeLog, conflict: Conflict) -> list[LooseBlock] | None:
    versions = _versions(conflict)
    if (conflict.entity_type, conflict.field) != ("source", "revision") or len(versions) != 2:
        return None
    one, other = versions
    base = _common(log, one, other)
    if base is None:
        return None
    texts = [taken_apart(reading.text(uid), reading.blocks(uid)) for uid in (base, one, other)]
    return both_changes(*texts)


def _versions(conflict: Conflict) -> list[str]:
    return list(dict.fromkeys(str(head.value) for head in conflict.heads))


def _common(log: ChangeLog, one: str, other: str) -> str | None:
    """Give the nearest text from which both were made, themselves included."""
    theirs = set(_ancestors(log, other))
    return next((uid for uid in _ancestors(log, one) if uid in theirs), None)


def _ancestors(log: ChangeLog, revision_uid: str) -> list[str]:
    """Give a revision and those that it was made from, the nearest first."""
    found = [revision_uid]
    for uid in found:
        if len(found) > MOST_STEPS:
            break
        fields = _fields(log, uid)
        found += [name[len(CORRECTS) :] for name in sorted(fields) if name.startswith(CORRECTS)]
        found[:] = dict.fromkeys(found)
    return found


def _fields(log: ChangeLog, revision_uid: str) -> Mapping[str, Json]:
    changes = log.changes_of([revision_uid]).get(revision_uid)
    return fold(revision_uid, changes).fields if changes else {}


def _marks(log: ChangeLog, *revision_uids: str) -> dict[str, Json]:
    """Say from which texts one was made, and from which files those were read."""
    marks: dict[str, Json] = {f"{CORRECTS}{uid}": True for uid in revision_uids}
    for uid in revision_uids:
        marks |= {name: True for name in _fields(log, uid) if name.startswith(ORIGINAL)}
    return marks


def _tidy(words: Sequence[str]) -> list[str]:
    """Give the words of each block as one line; those without any are left out."""
    tidy = [normalise(each).replace("\n", " ").strip() for each in words]
    tidy = [each for each in tidy if each]
    if not tidy:
        raise RefusedError("No words are left; to take a paragraph out of the article, fold it instead.")
    if any(len(each) > LONGEST_WORDS for each in tidy):
        raise RefusedError("A paragraph can have 20,000 characters at most; please split it.")
    return tidy


def _reworded(old: Sequence[LooseBlock], words: Sequence[str]) -> list[LooseBlock]:
    """Make blocks of new words like the old ones; what goes beyond those is like the last of them."""
    if [each.words for each in old] == list(words):
        return list(old)
    change = Rewording(old, words)
    blocks = []
    for index, each in enumerate(words):
        model = old[min(index, len(old) - 1)]
        places = ("references", "links", "page_turns")
        attributes = {name: value for name, value in model.attributes.items() if name not in places}
        if index >= len(old):
            # A label or a marker names one block; the page is true of both parts.
            attributes = {name: value for name, value in attributes.items() if name == "page"}
        blocks.append(replace(model, words=each, attributes=attributes | change.places_in(index)))
    return blocks
