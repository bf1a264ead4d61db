"""The laws of the log, over random histories of one project."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core import edits
from annotator.core.changes import Draft
from annotator.core.errors import RefusedError
from annotator.core.records import Placement, Prose, StatementFilter
from annotator.core.vocabulary import LINK_KINDS
from tests.builders import ME, OTHER, Built, build, derived

QUOTES = ("The ferry was late.", "Nobody said why.", "fog", "a clear night")
FORMS = (("full", ""), ("cited", ""), ("paraphrased", "In short."), ("shortened", "o"), ("shortened", "x […] y"))
CHOICES = (
    ("order", "date"),
    ("order", None),
    ("parts", [["timeline", False]]),
    ("editor", "M. O."),
    ("uses_ibid", True),
)
Step = tuple[int, int, int, int]
STEPS = st.lists(st.tuples(st.integers(0, 24), *[st.integers(0, 99)] * 3), min_size=1, max_size=25)


def begun(path: Path) -> Built:
    """Make a project in which there is something to link, to quote and to judge."""
    built = build(path)
    reader = built.store.reader
    one, other, _ = (built.statement(quote) for quote in QUOTES[:3])
    chapter = built.make(edits.add_chapter(reader, "chapter"))
    for uid in (one, other):
        built.do(edits.place_statement(reader, chapter, uid))
    built.do(edits.add_prose(reader, chapter, "prose"))
    built.do(edits.link_statements(reader, "contradicts", one, other))
    return built


def drafts_for(built: Built, step: Step) -> list[Draft]:
    """Turn four numbers into something a reviewer could do at this moment."""
    reader = built.store.reader
    what, a, b, c = step
    tags = [tag.uid for tag in reader.tags()]
    chapters = [chapter.uid for chapter in reader.chapters()]
    statements = reader.statement_uids(StatementFilter())
    pick = lambda items, number: items[number % len(items)] if items else None  # noqa: E731
    tag, tag2 = pick(tags, a), pick([*tags, None], b)
    chapter, chapter2 = pick(chapters, a), pick([*chapters, None], b)
    statement = pick(statements, b)
    items = reader.chapter_items(chapter) if chapter else []
    reviewer = (ME, OTHER)[c % 2]
    others = [uid for uid in statements if uid != statement]
    link = pick([one.uid for one in reader.links()], a)
    everything = [item for uid in chapters for item in reader.chapter_items(uid)]
    placement = pick([item for item in everything if isinstance(item, Placement)], a)
    passage = pick([item.uid for item in everything if isinstance(item, Prose)], a)
    if what == 0 or (what < 6 and not tags):
        return edits.add_tag(reader, f"tag {a}", parent_uid=tag2)
    if what == 1 or (what in (6, 7, 8, 9, 10) and not chapters):
        return edits.add_chapter(reader, f"chapter {a}", parent_uid=chapter2)
    if what == 2 or (what > 9 and not statements):
        number = reader.next_statement_number()
        return edits.add_statement(
            built.anchor(QUOTES[a % 4]), built.source_uid, number, reviewer_uid=reviewer, tag_uids=[tag] if tag else []
        )
    choices = {
        3: lambda: edits.move_tag(reader, tag, tag2),
        4: lambda: edits.delete_tag(reader, tag),
        5: lambda: edits.merge_tags(tag, tag2) if tag2 else edits.rename_tag(tag, f"name {c}"),
        6: lambda: edits.move_chapter(reader, chapter, chapter2),
        7: lambda: edits.delete_chapter(reader, chapter),
        8: lambda: edits.add_prose(reader, chapter, f"prose {c}", pick([i.uid for i in items], b)),
        9: lambda: edits.move_item(
            reader, chapter, pick([i.uid for i in items], b) or "", pick([i.uid for i in items], c)
        ),
        10: lambda: edits.place_statement(reader, chapter, statement, pick([i.uid for i in items], c)),
        11: lambda: edits.delete_statements([statement]),
        12: lambda: edits.tag_statement(statement, tag, reviewer) if tag else [],
        13: lambda: edits.untag_statement(reader, statement, tag, reviewer) if tag else [],
        14: lambda: edits.set_statement_field(statement, "credibility", 1 + c % 6),
        15: lambda: edits.write_note(reader, statement, reviewer, f"note {c}" if c % 3 else ""),
        16: lambda: edits.link_statements(reader, list(LINK_KINDS)[a % 4], statement, pick(others, c) or statement),
        17: lambda: edits.unlink_statements(link) if link else [],
        18: lambda: edits.assess_link(link, f"assessment {c % 3}") if link else [],
        19: lambda: edits.show_quotation(reader, placement, *FORMS[c % 5]) if placement else [],
        20: lambda: edits.mark_key_judgement(passage, c % 3 > 0) if passage else [],
        21: lambda: edits.set_likelihood(passage, ("likely", "unlikely", "")[c % 3]) if passage else [],
        22: lambda: edits.set_confidence(passage, ("low", "high", "")[c % 3]) if passage else [],
        23: lambda: edits.choose_for_briefing(built.store.uid, *CHOICES[c % 5]),
        24: lambda: edits.describe_source(built.source_uid, f"descriptor {c % 3}" if c % 4 else ""),
    }
    return choices[what]()


def perform(built: Built, step: Step) -> str:
    """Do a step where it is possible; give its transaction, or ""."""
    try:
        return built.do(drafts_for(built, step), (ME, OTHER)[step[3] % 2]).transaction_uid
    except RefusedError:
        return ""


@settings(max_examples=40)
@given(STEPS)
def test_rows_kept_up_to_date_equal_rows_rebuilt_from_the_log(tmp_path_factory, steps: list[Step]) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    for step in steps:
        perform(built, step)
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept
    built.store.close()


@settings(max_examples=40)
@given(STEPS)
def test_undoing_everything_restores_each_earlier_state_and_redoing_the_later_ones(
    tmp_path_factory, steps: list[Step]
) -> None:
    built = begun(tmp_path_factory.mktemp("law") / "p.annotator")
    states = [derived(built.store)]
    transactions = []
    for step in steps:
        transaction = perform(built, step)
        if transaction:
            transactions.append(transaction)
            states.append(derived(built.store))
    undone = []
    for at in range(len(transactions) - 1, -1, -1):
        undone.append(built.store.undo([transactions[at]], ME).transaction_uid)
        assert derived(built.store) == states[at]
    for at in range(len(transactions)):
        built.store.undo([undone.pop()], ME)
        assert derived(built.store) == states[at + 1]
    built.store.close()


@settings(max_examples=20)
@given(STEPS, STEPS)
def test_two_copies_that_went_on_alone_agree_after_sharing(
    tmp_path_factory, here: list[Step], there: list[Step]
) -> None:
    from annotator.store.project import ProjectStore

    folder: Path = tmp_path_factory.mktemp("law")
    built = begun(folder / "p.annotator")
    for step in here[: len(here) // 2]:
        perform(built, step)
    built.store.publish()
    other = Built(
        ProjectStore.open(folder / "p.annotator", data_dir=folder / "other"),
        built.source_uid,
        built.revision_uid,
        built.text,
    )
    for step in here[len(here) // 2 :]:
        perform(built, step)
    for step in there:
        perform(other, step)
    built.store.publish()
    other.store.publish()
    built.store.publish()
    assert derived(built.store) == derived(other.store)
    kept = derived(built.store)
    built.store.rebuild()
    assert derived(built.store) == kept
    built.store.close()
    other.store.close()
